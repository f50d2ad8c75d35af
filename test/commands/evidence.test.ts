/** The files that licence entries name: what of them is opened, what is said where they are not as they should be, and what is never shown. */
import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { groups, increment, line, short, whole } from '../source/licenses.ts'
import { bash, cuspec, folderOf, lintToJson, type Options, reportIn, spec, works } from './program.ts'

/** A spec of one server whose licence entries begin at line 8, and their paths in column 29 or, of reports, 33. */
const named = (...entries: readonly string[]): string =>
  `${spec('A')}    licenses:\n${entries.map((entry) => `      - { kind: ${entry} }\n`).join('')}`
const file = (path: string): string => `file, path: ${path}`
const observed = (path: string): string => `observed, path: ${path}`

const sound = line({ fields: 'LicVoicePortsMax cisco 4.0 permanent uncounted', more: ' VENDOR_STRING=<Count>8</Count>' })

/** Every signature of these tests, in groups and in one, and what stands in files that are out of bounds. */
const hidden = new RegExp([short, ...groups, 'SECRETWORDS'].join('|'))

/** Findings as `file:line:column message`. Of each report it is held that both forms agree and that nothing hidden is shown. */
function said(args: readonly string[], options: Options): string[] {
  const { status, stdout, stderr } = cuspec(['lint', ...args], options)
  const json = cuspec(['lint', '--report', 'json', ...args], options)
  expect(stderr + json.stderr).toBe('')
  const { findings } = reportIn(json.stdout)
  for (const text of [stdout, json.stdout]) expect(text).not.toMatch(hidden)
  expect([status, json.status]).toEqual(findings.some(({ severity }) => severity === 'error') ? [1, 1] : [0, 0])
  return findings.map(({ file, range, message }) => `${file}:${range.start.line}:${range.start.column} ${message}`)
}

describe('a file that cannot be read is one finding, where its path stands:', () => {
  const outside = folderOf({ 'secret.lic': sound.replace('LicVoicePortsMax', 'SECRETWORDS'), 'deep/secret.lic': 'SECRETWORDS' })
  const cwd = folderOf({ 'sites/a.lic': sound, 'sites/Ä b.lic': sound })
  const at = (name: string): string => join(cwd, name)
  symlinkSync(join(outside, 'secret.lic'), at('link.lic'))
  symlinkSync(outside, at('folder'))
  symlinkSync('folder/deep', at('chain'))
  symlinkSync('nowhere', at('dangling.lic'))
  symlinkSync('circle.lic', at('circle.lic'))
  symlinkSync('/dev/zero', at('zero.lic'))
  closeSync(openSync(at('large.lic'), 'w'))
  const large = openSync(at('large.lic'), 'r+')
  ftruncateSync(large, 50 * 1024 * 1024)
  closeSync(large)
  bash('mkfifo fifo.lic', { cwd })
  createServer().listen(at('socket.lic')).unref()

  const absent = 'there is no such file'
  const elsewhere = 'it lies outside of the current folder, where nothing is read'
  const led = 'a link leads outside of the current folder, where nothing is read'
  const special = 'it is a device, a pipe or a socket'
  test.each([
    ['no.lic', absent],
    ['no/such/folder.lic', absent],
    ['sites', 'it is a folder'],
    ['.', 'it is a folder'],
    ['sites/a.lic/more', absent],
    ['sites/A.LIC', `${absent}; did you mean \`sites/a.lic\`?`],
    ['SITES/a.lic', `${absent}; did you mean \`sites/a.lic\`?`],
    ['sites\\a.lic', `${absent}; did you mean \`sites/a.lic\`?`],
    ['.\\Sites\\Ä b.lic', `${absent}; did you mean \`sites/Ä b.lic\`?`],
    ['C:\\licenses\\a.lic', absent],
    ['dangling.lic', `${absent}; a link of that name leads nowhere`],
    ['circle.lic', 'its links lead in a circle'],
    ['large.lic', 'it has 50.0 MiB, but a licence file or report of a server may have at most 4.0 MiB'],
    ['fifo.lic', special],
    ['socket.lic', special],
    ['zero.lic', led],
    ['link.lic', led],
    ['folder/secret.lic', led],
    ['folder/SECRET.lic', led],
    ['chain/secret.lic', led],
    ['../secret.lic', elsewhere],
    ['sites/../../secret.lic', elsewhere],
    [join(outside, 'secret.lic'), elsewhere],
    ['/etc/passwd', elsewhere],
    ['/dev/zero', elsewhere],
    [`${'long'.repeat(80)}.lic`, 'its name is too long'],
  ])('%s', (path, reason) => {
    for (const [entry, column] of [
      [file, 29],
      [observed, 33],
    ] as const) {
      const input = named(entry(`'${path}'`))
      expect(said(['-'], { cwd, input })).toEqual([`<stdin>:8:${column} \`${path}\` cannot be read: ${reason}`])
    }
  })

  test('a name with control characters, which no report shows as they are', () => {
    const input = named(file(`"no\\tsuch\\e[31m\\u202e'\\"\\0.lic"`))
    const { status, stdout } = cuspec(['lint', '-'], { cwd, input })
    expect(status).toBe(1)
    expect(stdout.match(/^error: .+$/gm)).toEqual([
      `error: \`no such\\u{1B}[31m\\u{202E}'"\\u{0}.lic\` cannot be read: ${absent} [license-file-sound]`,
    ])
    expect(lintToJson(['-'], { cwd, input }).findings.map(({ message }) => message)).toEqual([
      `\`no\tsuch\u001b[31m\u202e'"\0.lic\` cannot be read: ${absent}`,
    ])
  })

  // Root may read everything.
  test('one that the user may not read', () => {
    const locked = folderOf({ 'a.cuspec.yaml': named(file('locked.lic'), file('deep/a.lic')), 'locked.lic': sound, 'deep/a.lic': sound })
    chmodSync(join(locked, 'locked.lic'), 0)
    chmodSync(join(locked, 'deep'), 0)
    expect(said(['a.cuspec.yaml'], { cwd: locked, ...(process.getuid?.() === 0 && { uid: 65534 }) })).toEqual([
      'a.cuspec.yaml:8:29 `locked.lic` cannot be read: permission denied',
      'a.cuspec.yaml:9:29 `deep/a.lic` cannot be read: permission denied',
    ])
    chmodSync(join(locked, 'deep'), 0o755)
  })

  const traced = 'strace -f -e trace=open,openat'
  test.runIf(works(`${traced} true`))('nothing of it is opened', () => {
    const paths = ['link.lic', 'folder/SECRET.lic', 'chain/secret.lic', join(outside, 'secret.lic'), 'large.lic', 'fifo.lic', 'zero.lic']
    const input = named(...paths.map(file), file('sites/a.lic'))
    const { stderr } = bash(`${traced} cuspec lint - > report.txt`, { cwd, input })
    expect(stderr).toContain('sites/a.lic')
    for (const path of [outside, 'large.lic', 'fifo.lic', '/dev/zero']) expect(stderr).not.toContain(path)
  })
})

describe('a file that is not what it is named as is one finding, in the file:', () => {
  const page = '<AvXmlLicData><Licenses><LicVoicePortsMax>8</LicVoicePortsMax></Licenses></AvXmlLicData>'
  const walk = 'CISCO-UNITY-MIB::ciscoUnityLicVoicePortsMax.0 = Gauge32: 8\n'
  test.each([
    ['empty', file, '', '1:1 no licence in this file: it has no FEATURE or INCREMENT line'],
    ['blank', file, '\r\n \r\n', '1:1 no licence in this file: it has no FEATURE or INCREMENT line'],
    [
      'binary',
      file,
      Buffer.from([0x4d, 0x5a, 0, 0, 3, 0]),
      '1:1 these bytes are no text, so that this is no licence file; fetch the file again another way',
    ],
    ['a page', file, '\n<!DOCTYPE html>\n<html>', '2:1 an HTML page, not a licence file; download the file itself'],
    ['a report', file, page, '1:1 a report of a server, not a licence file; name it with `kind: observed`'],
    ['a walk', file, walk, '1:1 a report of a server, not a licence file; name it with `kind: observed`'],
    ['a licence', observed, whole, '1:1 this is the text of a licence file; name it with `kind: file`'],
    ['a licence in one row', observed, sound, '1:1 this is the text of a licence file; name it with `kind: file`'],
    [
      'of Cisco Unity Connection',
      file,
      whole + increment('LicSrsvCuceSubscribersMax', 5, 5),
      '31:11 `LicSrsvCuceSubscribersMax` belongs to Cisco Unity Connection, so this is no licence file of Cisco Unity',
    ],
  ])('%s', (_, entry, content, finding) => {
    // Ports and users that nothing licenses otherwise, so that a verdict on them would show.
    const uses = '    users: { voiceMail: 9000 }\n    languages: [ENU]\n    ports: [{ count: 40, does: [answer] }]\n'
    const cwd = folderOf({ 'a.cuspec.yaml': named(entry('x.lic')) + uses, 'x.lic': content })
    const found = said([], { cwd }).filter((each) => !/rule of thumb/.test(each))
    expect(found.map((each) => each.replace(/^x\.lic:/, ''))).toEqual([finding])
  })
})

describe('a sound file is no finding', () => {
  const bytes = (text: string, start: number[] = []): Buffer => Buffer.concat([Buffer.from(start), Buffer.from(text)])
  test.each([
    ['with lines that end at CR LF', whole.replaceAll('\n', '\r\n')],
    ['with lines that end at CR', whole.replaceAll('\n', '\r')],
    ['with a byte order mark', bytes(whole, [0xef, 0xbb, 0xbf])],
    ['in Latin-1', Buffer.from(`# für Zürich\n${whole}`, 'latin1')],
    ['with a comment before and a Ctrl-Z behind', `# Cisco Unity\n\n${whole}\u001a`],
  ])('%s', (_, content) => {
    expect(said([], { cwd: folderOf({ 'a.cuspec.yaml': named(file('x.lic')), 'x.lic': content }) })).toEqual([])
  })

  test.each(['Ä ö.lic', 'it\'s a "name".lic', '漢字😀.lic', ' blank .lic', '-.lic', '*.lic', '#1.lic'])('under the name %s', (name) => {
    const cwd = folderOf({ 'a.cuspec.yaml': named(file(JSON.stringify(name))), [name]: sound })
    expect(said([], { cwd })).toEqual([])
  })

  test('by links that stay inside', () => {
    const cwd = folderOf({
      'sites/a.cuspec.yaml': named(file('../link.lic'), file('alias/b.lic')),
      'real/a.lic': sound,
      'real/b.lic': whole,
    })
    symlinkSync('second.lic', join(cwd, 'link.lic'))
    symlinkSync('real/a.lic', join(cwd, 'second.lic'))
    symlinkSync('../real', join(cwd, 'sites/alias'))
    expect(said([], { cwd })).toEqual([])
  })
})

describe('from wherever it is run', () => {
  const gone = (path: string, name: string): string => `\`${path}\` cannot be read: it lies outside of ${name}, where nothing is read`
  const files = { 'repo/sites/a.cuspec.yaml': named(file('../licenses/a.lic')), 'repo/licenses/a.lic': sound, 'a.lic': sound }

  test('a repository is the tree of its specs, be its .git a folder or a file', () => {
    const top = folderOf(files)
    const absolute = join(top, 'repo/sites/a.cuspec.yaml')
    mkdirSync(join(top, 'repo/.git'))
    const worktree = folderOf({ ...files, 'repo/.git': 'gitdir: elsewhere\n' })
    for (const folder of [top, worktree])
      for (const below of ['', 'repo', 'repo/sites', 'repo/licenses'])
        expect(said([join(folder, 'repo/sites/a.cuspec.yaml')], { cwd: join(folder, below) })).toEqual([])
    expect(said([absolute], { cwd: '/' })).toEqual([])
    expect(said(['a.cuspec.yaml'], { cwd: join(top, 'repo/sites') })).toEqual([])
    const input = named(file('../../a.lic'))
    expect(said(['-', '--stdin-filename', 'repo/sites/a.cuspec.yaml'], { cwd: top, input })).toEqual([
      `repo/sites/a.cuspec.yaml:8:29 ${gone('../../a.lic', 'the repository')}`,
    ])
  })

  test('elsewhere it is the current folder, or that of the spec where that lies outside', () => {
    const top = folderOf(files)
    expect(said(['repo/sites'], { cwd: top })).toEqual([])
    expect(said(['sites'], { cwd: join(top, 'repo') })).toEqual([])
    expect(said([], { cwd: join(top, 'repo/sites') })).toEqual([`a.cuspec.yaml:8:29 ${gone('../licenses/a.lic', 'the current folder')}`])
    const spec = join(top, 'repo/sites/a.cuspec.yaml')
    expect(said([spec], { cwd: join(top, 'repo/licenses') })).toEqual([
      `${spec}:8:29 ${gone('../licenses/a.lic', 'the folder of the spec')}`,
    ])
  })

  test('a repository within a repository is a tree of its own, and part of the one around it', () => {
    const cwd = folderOf({
      'a.cuspec.yaml': named(file('inner/b.lic')),
      'inner/b.cuspec.yaml': named(file('../a.lic'), file('b.lic')).replace('name: A', 'name: B'),
      'a.lic': sound,
      'inner/b.lic': sound,
    })
    for (const place of ['.git', 'inner/.git']) mkdirSync(join(cwd, place))
    expect(said([], { cwd })).toEqual([`inner/b.cuspec.yaml:8:29 ${gone('../a.lic', 'the repository')}`])
  })

  test('a spec from standard input names files from the current folder, or from that of its name', () => {
    const cwd = folderOf({ 'a.lic': sound, 'sub/b.lic': whole })
    expect(said(['-'], { cwd, input: named(file('a.lic'), file('sub/b.lic')) })).toEqual([])
    const args = ['-', '--stdin-filename', 'sub/a.cuspec.yaml']
    expect(said(args, { cwd, input: named(file('b.lic'), file('../a.lic')) })).toEqual([])
    expect(said(args, { cwd, input: named(file('a.lic')) })).toEqual([
      'sub/a.cuspec.yaml:8:29 `a.lic` cannot be read: there is no such file',
    ])
    // A folder that is not there yet.
    expect(said(['-', '--stdin-filename', 'new/a.cuspec.yaml'], { cwd, input: named(file('../a.lic')) })).toEqual([])
  })
})

describe('a file that is named more than once', () => {
  const cut = sound.replace(/ SIGN=.*/, '')
  const fault = 'no SIGN= signs this line'
  const placesOf = (cwd: string) =>
    lintToJson([], { cwd }).findings.map(({ file, document, path, range, server, related }) => ({
      at: `${file}#${document}:${range.start.line}:${range.start.column} ${path.join('.')}`,
      server,
      related: related.map((other) => `${other.file}:${other.range.start.line} ${other.message}`),
    }))

  test('is read once, and says its fault once, with every line that names it', () => {
    const second = named(file('./x/../x.lic')).split('\n').slice(4).join('\n').replace('name: A', 'name: B')
    const cwd = folderOf({ 'a.cuspec.yaml': named(file('x.lic'), file('x.lic')) + second, 'x.lic': `# ours\n${cut}`, 'x/y': '' })
    expect(said([], { cwd })).toEqual([`x.lic:2:1 ${fault}`])
    const here = [8, 9, 13].map((row) => `a.cuspec.yaml:${row} the file is named here`)
    expect(placesOf(cwd)).toEqual([{ at: 'x.lic#1:2:1 ', server: undefined, related: here }])
  })

  test('is its server’s, where it has one', () => {
    const cwd = folderOf({ 'a.cuspec.yaml': named(file('x.lic')), 'x.lic': cut })
    expect(placesOf(cwd)).toEqual([{ at: 'x.lic#1:1:1 ', server: 'A', related: ['a.cuspec.yaml:8 the file is named here'] }])
  })

  test('has a path to the field that is wrong', () => {
    const cwd = folderOf({ 'a.cuspec.yaml': named(file('x.lic')), 'x.lic': `\n${sound.replace('cisco 4.0', 'cisco 3.1')}` })
    expect(placesOf(cwd)).toEqual([{ at: 'x.lic#1:2:34 0.version', server: 'A', related: ['a.cuspec.yaml:8 the file is named here'] }])
  })

  test('as a licence and as a report, is wrong as one of the two', () => {
    const cwd = folderOf({ 'a.cuspec.yaml': named(file('x.lic'), observed('x.lic')), 'x.lic': sound })
    expect(said([], { cwd })).toEqual(['x.lic:1:1 this is the text of a licence file; name it with `kind: file`'])
  })

  // The folder of the spec is reached by a link, so that `..` leads from where it really is.
  test('by names that look alike, is not taken for another', () => {
    const cwd = folderOf({
      'a.lic': sound,
      'deep/a.lic': cut,
      'deep/sub/b.cuspec.yaml': named(file('../a.lic')),
      'a.cuspec.yaml': named(file('a.lic')).replace('name: A', 'name: B'),
    })
    symlinkSync('deep/sub', join(cwd, 'alias'))
    expect(said(['alias/b.cuspec.yaml', 'a.cuspec.yaml'], { cwd })).toEqual([`deep/a.lic:1:1 ${fault}`])
  })

  test('by an absolute path, has the same name', () => {
    const cwd = folderOf({ 'x.lic': cut })
    const spec = named(file(join(cwd, 'x.lic')), file('x.lic'))
    expect(said(['-'], { cwd, input: spec })).toEqual([`x.lic:1:1 ${fault}`])
  })
})

describe('no signature is shown, whatever is wrong', () => {
  const shapes: readonly string[] = [
    sound.replace('LicVoicePortsMax cisco', 'LicVoicePortsMax'),
    sound.replace(' uncounted', ' many'),
    sound.replace('HOSTID=ANY', 'HOSTID=000BCD11223'),
    sound.replace('INCREMENT', 'INCRMENT'),
    sound.replace('SIGN=', 'SIGN ='),
    sound.replace('SIGN=', 'SING='),
    sound.replace('SIGN=', ''),
    whole.replaceAll('\\\n', '\n'),
    whole.replaceAll('"', ''),
    whole.replaceAll('"', '”'),
    whole.replaceAll('=', '=3D'),
    `<html><pre>${whole}`,
    `> ${whole}`,
    whole + whole,
    whole.slice(0, whole.lastIndexOf('"')),
  ]
  test.each(shapes.map((text, index) => [index, text] as const))('%i', (_, text) => {
    for (const entry of [file, observed]) {
      const cwd = folderOf({ 'a.cuspec.yaml': named(entry('x.lic')), 'x.lic': text })
      expect(said([], { cwd }).length).toBeGreaterThan(0)
      expect(cuspec(['lint', '--strict-coverage'], { cwd }).stdout).not.toMatch(hidden)
    }
  })
})
