/** Baselines: what `cuspec baseline` writes and `cuspec lint --baseline` makes of it while specs change under it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/finding.ts'
import { bash, cuspec, folderOf, type JsonReport, reportIn, unknown } from './program.ts'

interface Written {
  readonly formatVersion: string
  readonly findings: readonly {
    readonly rule: string
    readonly file: string
    readonly document: string
    readonly path: readonly (string | number)[]
    readonly message: string
  }[]
}

const isBaseline = new Ajv({ allowUnionTypes: true }).compile<Written>(JSON.parse(readFileSync('schemas/baseline.schema.json', 'utf8')))

/** A repository with these files, and a baseline of what is found in them, written by the program. */
function repository(files: Readonly<Record<string, string>>, ...args: string[]): string {
  const folder = folderOf(files)
  mkdirSync(join(folder, '.git'))
  const { status, stderr } = cuspec(['baseline', '-o', 'b.json', ...args], { cwd: folder })
  if (status !== 0) throw new Error(stderr)
  return folder
}

function written(folder: string, file = 'b.json'): Written {
  const value: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  if (!isBaseline(value)) throw new Error(JSON.stringify(isBaseline.errors))
  return value
}

const lint = (
  folder: string,
  ...args: string[]
): JsonReport & { readonly review?: { readonly baseline?: Readonly<Record<string, unknown>> } } =>
  reportIn(cuspec(['lint', '--report', 'json', '--baseline', 'b.json', ...args], { cwd: folder }).stdout)
const short = ({ file, rule, range }: Finding): string => `${file}:${range.start.line} ${rule}`

const server = (name: string, version = unknown): string => `  - name: ${name}\n    version: ${version}\n`
const spec = (name: string, ...servers: string[]): string =>
  `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: ${name} }\nservers:\n${servers.join('')}`
const edit = (folder: string, file: string, how: (text: string) => string): void =>
  writeFileSync(join(folder, file), how(readFileSync(join(folder, file), 'utf8')))

const ports = (count: number): string =>
  spec('a', `  - name: A1\n    version: 4.0(5)\n    platform: P\n    ports: [{ count: ${count}, does: [answer] }]\n`) +
  `---\napiVersion: cuspec/v1\nkind: Maximums\nsource: { title: Made up }\nmaximums:\n  - { what: voicePorts, platform: P, from: 4.0(5), to: 4.0(5), value: 72 }\n`

describe('what is written', () => {
  const folder = repository({ 'z.cuspec.yaml': spec('z', server('Z1')), 'sub/a.cuspec.yaml': spec('a', server('A2'), server('A1')) })

  test('is keyed on rule, document and fact, sorted, without lines or counts', () => {
    expect(written(folder)).toEqual({
      formatVersion: '1',
      findings: [
        ['sub/a.cuspec.yaml', 'a', 'A1'],
        ['sub/a.cuspec.yaml', 'a', 'A2'],
        ['z.cuspec.yaml', 'z', 'Z1'],
      ].map(([file, document, name]) => ({
        rule: 'release-known',
        file,
        document,
        path: ['servers', name, 'version'],
        message: expect.stringContaining(unknown),
      })),
    })
  })

  test('is the same from anywhere in the repository, by any name', () => {
    const text = readFileSync(join(folder, 'b.json'), 'utf8')
    for (const [cwd, paths] of [
      ['.', []],
      ['sub', ['..']],
      ['.', [folder]],
      ['.', ['z.cuspec.yaml', './sub', 'sub/a.cuspec.yaml']],
    ] as const)
      expect(cuspec(['baseline', ...paths], { cwd: join(folder, cwd), env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' } }).stdout).toBe(text)
  })

  test('makes the run clean, and is counted', () => {
    const { status, stdout } = cuspec(['lint', '--baseline', 'b.json'], { cwd: folder })
    expect(status).toBe(0)
    expect(stdout).toMatch(/no findings in 2 files \(3 servers, \d+ rules\); 3 suppressed/)
    expect(lint(folder).suppressed.map(({ suppression }) => suppression)).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'baseline', reason: 'in the baseline b.json' })),
    )
  })

  test('says on standard error what it was', () => {
    expect(cuspec(['baseline'], { cwd: folder }).stderr).toBe('cuspec: standard output: 3 findings\n')
  })
})

describe('an entry suppresses', () => {
  test('where lines have moved, and other servers come before', () => {
    const folder = repository({ 'a.cuspec.yaml': spec('a', server('A1')) })
    edit(folder, 'a.cuspec.yaml', () => `# moved\n\n${spec('a', server('B1', '4.0(5)'), server('A1'))}`)
    expect(lint(folder).findings).toEqual([])
  })

  test('one finding, where two are alike', () => {
    const one = spec('a', `  - name: A1\n    version: ${unknown}\n`)
    const folder = repository({ 'a.cuspec.yaml': one })
    // The same document twice: the same file, name, path and message.
    edit(folder, 'a.cuspec.yaml', () => `${one}---\n${one}`)
    const { findings, suppressed } = lint(folder)
    expect(suppressed.map(short)).toEqual(['a.cuspec.yaml:6 release-known'])
    expect(findings.map(short).filter((each) => each.endsWith('release-known'))).toEqual(['a.cuspec.yaml:13 release-known'])
  })

  test('not what is found elsewhere, by another rule, or in another file', () => {
    const folder = repository({ 'a.cuspec.yaml': spec('a', server('A1')) })
    edit(folder, 'a.cuspec.yaml', () => spec('a', server('A1'), server('A2')))
    writeFileSync(join(folder, 'b.cuspec.yaml'), spec('b', server('B1')))
    expect(lint(folder).findings.map(short)).toEqual(['a.cuspec.yaml:8 release-known', 'b.cuspec.yaml:6 release-known'])
    renameSync(join(folder, 'b.cuspec.yaml'), join(folder, 'c.cuspec.yaml'))
    expect(lint(folder).findings.map(short)).toContain('c.cuspec.yaml:6 release-known')
  })
})

describe('an entry lapses', () => {
  test('when the fact changes, and says what it was', () => {
    const folder = repository({ 'a.cuspec.yaml': ports(96) })
    expect(written(folder).findings.map(({ message }) => message)).toEqual([expect.stringMatching(/^96 voice ports, .*72/)])
    edit(folder, 'a.cuspec.yaml', () => ports(97))
    const { findings, review } = lint(folder)
    expect(findings.map(({ message }) => message)).toEqual([expect.stringMatching(/^97 voice ports/)])
    expect(findings[0]?.related).toContainEqual(
      expect.objectContaining({ file: 'b.json', message: expect.stringMatching(/^the baseline has: 96 voice ports/) }),
    )
    expect(readFileSync(join(folder, 'b.json'), 'utf8').split('\n')[(findings[0]?.related.at(-1)?.range.start.line ?? 0) - 1]).toBe('    {')
    expect(review).toEqual({ leftAside: false, baseline: { file: 'b.json', lapsed: 1, removable: 0, refused: 0 } })
    const { status, stdout } = cuspec(['lint', '--baseline', 'b.json'], { cwd: folder })
    expect(status).toBe(1)
    expect(stdout).toContain('; 1 entry of the baseline has lapsed')
  })

  test('when nothing is found any more: it can go, and that fails nothing', () => {
    const folder = repository({ 'a.cuspec.yaml': spec('a', server('A1'), server('A2')) })
    edit(folder, 'a.cuspec.yaml', () => spec('a', server('A1')))
    expect(lint(folder, '--fail-on', 'note').review?.baseline).toMatchObject({ lapsed: 0, removable: 1 })
    const { status, stdout } = cuspec(['lint', '--baseline', 'b.json', '--fail-on', 'note'], { cwd: folder })
    expect(status).toBe(0)
    expect(stdout).toContain('; 1 entry of the baseline matches nothing any more')
  })

  test.each([
    ['its file is not among those that are checked', () => {}, ['z.cuspec.yaml']],
    ['its file cannot be read', (folder: string) => edit(folder, 'a.cuspec.yaml', (text) => text.replace('servers', 'servrs')), ['.']],
    ['its file is no YAML', (folder: string) => edit(folder, 'a.cuspec.yaml', (text) => `${text}  "`), ['.']],
  ])('but not where %s', (_, change, paths) => {
    const folder = repository({ 'a.cuspec.yaml': spec('a', server('A1')), 'z.cuspec.yaml': spec('z', server('Z1', '4.0(5)')) })
    change(folder)
    expect(lint(folder, ...paths).review?.baseline).toMatchObject({ lapsed: 0, removable: 0 })
  })

  test('but not where a waiver speaks for the same', () => {
    const folder = repository({ 'a.cuspec.yaml': spec('a', server('A1')) })
    edit(folder, 'a.cuspec.yaml', (text) => text.replace(unknown, `${unknown} # cuspec-ignore release-known: x`))
    const { suppressed, review } = lint(folder)
    expect(suppressed.map(({ suppression }) => suppression.kind)).toEqual(['inSource'])
    expect(review?.baseline).toMatchObject({ lapsed: 0, removable: 0 })
  })
})

describe('what cannot be in a baseline', () => {
  test('yaml-syntax, schema and the rules about waivers', () => {
    const folder = repository({ 'a.cuspec.yaml': spec('a', server('A1', '4.0(5) # cuspec-ignore release-known: x')) })
    expect(written(folder).findings).toEqual([])
    const entry = { file: 'a.cuspec.yaml', document: 'a', path: [] }
    const findings = [
      { ...entry, rule: 'waiver-used', message: '`release-known` finds nothing on this line; remove the waiver' },
      { ...entry, rule: 'schema', message: 'x' },
    ]
    writeFileSync(join(folder, 'b.json'), JSON.stringify({ formatVersion: '1', findings }))
    const report = lint(folder)
    expect(report.findings.map(({ rule }) => rule)).toEqual(['waiver-used'])
    expect(report.review?.baseline).toMatchObject({ refused: 2, removable: 0 })
  })

  test('nothing is written over a document that cannot be read', () => {
    const folder = folderOf({ 'a.cuspec.yaml': spec('a', server('A1')).replace('version', 'verison') })
    const { status, stderr } = cuspec(['baseline', '-o', 'b.json'], { cwd: folder })
    expect(status).toBe(2)
    expect(stderr).toMatch(/1 of 1 documents could not be read; .*\ncuspec: nothing is written: .*\n$/)
    expect(bash('ls', { cwd: folder }).stdout).toBe('a.cuspec.yaml\n')
  })

  test('what a waiver speaks for', () => {
    const folder = repository({ 'a.cuspec.yaml': spec('a', server('A1', `${unknown} # cuspec-ignore release-known: x`), server('A2')) })
    expect(written(folder).findings.map(({ path }) => path[1])).toEqual(['A2'])
  })

  test('what could not be checked, but where that is asked for', () => {
    const gapped = { 'a.cuspec.yaml': spec('a', '  - name: A1\n    version: 4.0(5)\n    users: { voiceMail: 5 }\n') }
    expect(written(repository(gapped)).findings).toEqual([])
    const folder = repository(gapped, '--strict-coverage')
    expect(written(folder).findings.length).toBeGreaterThan(0)
    expect(cuspec(['lint', '--baseline', 'b.json', '--strict-coverage'], { cwd: folder }).status).toBe(0)
    expect(lint(folder).review?.baseline).toMatchObject({ lapsed: 0, removable: 0 })
  })
})

describe('a baseline that is there', () => {
  const files = { 'a.cuspec.yaml': spec('a', server('A1'), server('A2')), 'z.cuspec.yaml': spec('z', server('Z1')) }
  const names = (folder: string): unknown[] => written(folder).findings.map(({ path }) => path[1])
  const changed = (): string => {
    const folder = repository(files)
    edit(folder, 'a.cuspec.yaml', () => spec('a', server('A2'), server('A3')))
    return folder
  }
  const run = (folder: string, ...args: string[]) => cuspec(['baseline', '-o', 'b.json', ...args], { cwd: folder })

  test('is not written over', () => {
    const folder = changed()
    const before = readFileSync(join(folder, 'b.json'), 'utf8')
    expect(run(folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'cuspec: b.json is there already; --update brings it up to date, --prune takes out what has gone\n',
    })
    expect(readFileSync(join(folder, 'b.json'), 'utf8')).toBe(before)
  })

  test('is brought up to date', () => {
    const folder = changed()
    expect(run(folder, '--update').stderr).toBe('cuspec: b.json: 3 findings; 1 added, 1 removed\n')
    expect(names(folder)).toEqual(['A2', 'A3', 'Z1'])
    expect(run(folder, '--update').stderr).toBe('cuspec: b.json: 3 findings; 0 added, 0 removed\n')
  })

  test('is pruned, and nothing comes in', () => {
    const folder = changed()
    expect(run(folder, '--prune').stderr).toBe('cuspec: b.json: 2 findings; 0 added, 1 removed\n')
    expect(names(folder)).toEqual(['A2', 'Z1'])
  })

  test('keeps what is not looked at, while its file is there', () => {
    const folder = changed()
    expect(run(folder, 'a.cuspec.yaml', '--update').stderr).toBe('cuspec: b.json: 3 findings; 1 added, 1 removed\n')
    expect(names(folder)).toEqual(['A2', 'A3', 'Z1'])
    rmSync(join(folder, 'z.cuspec.yaml'))
    expect(run(folder, '--prune').stderr).toBe('cuspec: b.json: 2 findings; 0 added, 1 removed\n')
  })

  test.each(['--update', '--prune'])('has to be there for %s', (flag) => {
    const folder = folderOf(files)
    expect(run(folder, flag)).toMatchObject({ status: 2, stderr: `cuspec: ${flag} takes a baseline that is there; name it with -o\n` })
  })

  test('is brought up to date or pruned, not both', () => {
    expect(run(changed(), '--update', '--prune')).toMatchObject({
      status: 2,
      stderr: 'cuspec: --update takes in what is new, --prune does not; give one of them\n',
    })
  })

  test('says what would shut a server down', () => {
    const text = spec(
      'a',
      '  - name: A1\n    version: 4.0(5)\n    users: { voiceMail: 640 }\n    licenses: [{ kind: declared, hostId: ANY, expires: permanent, entitlements: { voiceMailUsers: 500 } }]\n',
    )
    const folder = folderOf({ 'a.cuspec.yaml': text })
    expect(run(folder).stderr).toBe('cuspec: b.json: 1 finding; 1 of them would put a server into shutdown mode\n')
    expect(cuspec(['lint', '--baseline', 'b.json'], { cwd: folder }).stdout).toContain(
      '; 1 suppressed (it would put a server into shutdown mode)',
    )
  })
})

describe('what is no baseline ends the run in one line', () => {
  const sound = { formatVersion: '1', findings: [{ rule: 'mac-unique', file: 'a.cuspec.yaml', document: 'a', path: [], message: 'x' }] }
  const json = (value: unknown): string => JSON.stringify(value)
  test.each([
    ['nothing', '', 'b.json is no baseline; cuspec baseline writes one'],
    ['a list', '[]', 'b.json is no baseline; cuspec baseline writes one'],
    ['a spec', spec('a'), 'b.json is no baseline; cuspec baseline writes one'],
    ['another version', json({ ...sound, formatVersion: '2' }), 'b.json has formatVersion 2, but this cuspec reads 1'],
    ['an entry of nothing', json({ ...sound, findings: [1] }), 'b.json:1:34: an entry of the baseline has no rule'],
    [
      'an entry without a message',
      json({ ...sound, findings: [{ ...sound.findings[0], message: 1 }] }),
      'b.json:1:34: an entry of the baseline has no message',
    ],
    ['no JSON', '{ "formatVersion": "1", "findings": [', expect.stringMatching(/^b\.json:1:\d+: this is no JSON: /)],
    [
      'a merge',
      '{\n  "formatVersion": "1",\n<<<<<<< HEAD\n  "findings": []\n=======\n  "findings": [1]\n>>>>>>> other\n}\n',
      'b.json:3:1: a merge has left its marks here; settle it, or remove the file and write it anew with cuspec baseline',
    ],
    [
      'that of another tree',
      json({ ...sound, findings: [{ ...sound.findings[0], file: 'sites/x.cuspec.yaml' }] }),
      'b.json is the baseline of another tree: sites/x.cuspec.yaml is not here, nor any other file of it; cuspec baseline --update writes it anew',
    ],
    [
      'one that leads out of the tree',
      json({ ...sound, findings: [{ ...sound.findings[0], file: '../../../../../../etc/passwd' }] }),
      'b.json is the baseline of another tree: ../../../../../../etc/passwd is not here, nor any other file of it; cuspec baseline --update writes it anew',
    ],
    ['too large', ' '.repeat(10 * 1024 * 1024 + 1), 'b.json has more than 10 MiB, the most of a baseline'],
    [
      'UTF-16',
      Buffer.from('\uFEFF{}', 'utf16le'),
      'b.json:1:1: this is no JSON: the text is UTF-16, but a spec is read as UTF-8; save it as UTF-8',
    ],
    ['deep', '['.repeat(200_000), expect.stringMatching(/^b\.json:1:\d+: this is no JSON: /)],
  ])('%s', (_, text, expected) => {
    const folder = folderOf({ 'a.cuspec.yaml': spec('a', server('A1')), 'b.json': text })
    const { status, stdout, stderr } = cuspec(['lint', '--baseline', 'b.json'], { cwd: folder })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^cuspec: [^\n]*\n$/)
    expect(stderr.slice(8, -1)).toEqual(expected)
  })

  test.each([
    [['--baseline', 'gone.json'], 'gone.json: no such file; cuspec baseline -o gone.json writes a baseline'],
    [['--baseline', '.'], '.: it is a folder'],
    [['--baseline', 'b.json', '--baseline', 'c.json'], '--baseline takes one file, not both b.json and c.json'],
  ])('%j', (args, complaint) => {
    const folder = folderOf({ 'a.cuspec.yaml': spec('a') })
    expect(cuspec(['lint', ...args], { cwd: folder })).toEqual({ status: 2, stdout: '', stderr: `cuspec: ${complaint}\n` })
  })
})

test('hostile names and messages come back as they were', () => {
  const evils = ['::error::x', '"quoted", "more"', '\\u0041', '{{ x }}', '- # cuspec-ignore', '\u{1F600}', 'a\u2028b', '<<<<<<< HEAD']
  const servers = evils.map((evil, index) => `  - name: ${JSON.stringify(`${evil}${index}`)}\n    version: ${JSON.stringify(evil)}\n`)
  const folder = repository({ 'a.cuspec.yaml': spec('a', ...servers), 'b\n::error::.cuspec.yaml': spec('b', server('B1')) })
  expect(written(folder).findings.length).toBeGreaterThanOrEqual(evils.length + 1)
  expect(lint(folder)).toMatchObject({ findings: [], review: { baseline: { lapsed: 0, removable: 0 } } })
})

test('branches that add at different places merge', () => {
  const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']
  const of = (names: readonly string[]) => ({ 'a.cuspec.yaml': spec('a', ...names.map((name) => server(`${name}1`))) })
  const text = (names: readonly string[]): string => readFileSync(join(repository(of(names)), 'b.json'), 'utf8')
  const folder = folderOf({
    base: text(letters.filter((each) => !'BG'.includes(each))),
    ours: text(letters.filter((each) => each !== 'G')),
    theirs: text(letters.filter((each) => each !== 'B')),
  })
  const merged = execFileSync('git', ['merge-file', '-p', 'ours', 'base', 'theirs'], { cwd: folder, encoding: 'utf8' })
  expect(merged).toBe(text(letters))
})

test('--no-waivers leaves a baseline aside, too', () => {
  const folder = repository({ 'a.cuspec.yaml': spec('a', server('A1')) })
  const { status, stdout } = cuspec(['lint', '--baseline', 'b.json', '--no-waivers'], { cwd: folder })
  expect(status).toBe(1)
  expect(stdout).toContain('waivers and baseline left aside')
})

test('thousands of entries do not take much longer than none', () => {
  const servers = Array.from({ length: 3000 }, (_, index) => server(`A${index}`))
  const folder = repository({ 'a.cuspec.yaml': spec('a', ...servers) })
  edit(folder, 'a.cuspec.yaml', (text) => text.replaceAll('4.0(7)', '4.0(8)'))
  const took = (run: () => unknown): number => {
    const started = performance.now()
    run()
    return performance.now() - started
  }
  const without = took(() => lint(folder, '--no-waivers'))
  expect(took(() => expect(lint(folder).review?.baseline).toMatchObject({ lapsed: 3000 }))).toBeLessThan(3 * without + 3000)
})
