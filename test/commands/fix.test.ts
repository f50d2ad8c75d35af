/** `cuspec lint --fix` and `--diff`: what is written, byte for byte, against files written by hand, git, and another reader of YAML. */
import { spawn } from 'node:child_process'
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { bash, cuspec, cuspecByOclif, folderOf, installed, lintToJson, reportIn, spec, unknown, works } from './program.ts'

const file = 'a.cuspec.yaml'
const head = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x }\n'
const bytesOf = (folder: string, name = file): Buffer => readFileSync(join(folder, name))

/** What a text becomes. */
function fixed(before: string | Uint8Array, flag = '--fix'): Buffer {
  const folder = folderOf({ [file]: before })
  cuspec(['lint', flag], { cwd: folder })
  return bytesOf(folder)
}

const server = (line: string): string => `${head}servers:\n  - name: A1\n    version: 4.0(5)\n    ${line}\n`
const nic = (mac: string): string => server(`nics: [ { name: n, mac: ${mac} } ] # as ordered`)
const version = (written: string): string => `${head}servers:\n  - { name: A1, version: ${written} } # as installed\n`
const demo = (expires: string): string => server(`licenses: [ { kind: demo, hostId: 000BCD112233, expires: ${expires} } ]`)
const day = (written: string): string => `${head.replace('x }', `x, asOf: ${written} }`)}servers: []\n`

describe('--fix writes what was plainly meant', () => {
  test.each([
    ['a release that reads as a number', version('8.0'), version('"8.0"')],
    ['a release that ends in a zero', version('4.10'), version('"4.10"')],
    ['an address that reads as a number', nic('00E112233445'), nic('"00E112233445"')],
    ['a serial number that begins with a zero', server('dongle: { serial: 0123 }'), server('dongle: { serial: "0123" }')],
    ['a count in quotes', server("ttsSessions: '4'"), server('ttsSessions: 4')],
    [
      'yes and no',
      server('licenses: [ { kind: declared, entitlements: { amis: yes, vpim: "off" } } ]'),
      server('licenses: [ { kind: declared, entitlements: { amis: true, vpim: false } } ]'),
    ],
    ['a key', version('8.0').replace('version', 'verison'), version('"8.0"')],
    ['a key in quotes', server('"codek": g711'), server('"codec": g711')],
    ['a word', server('role: primry'), server('role: primary')],
    ['a word in quotes', server("role: 'Primary'"), server("role: 'primary'")],
    ['a word in the quotes of a word processor', server('role: “primary”'), server('role: primary')],
    ['a kind of document', server('codec: g711').replace('Deployment', 'deployment'), server('codec: g711')],
    ['a kind of licence', demo('2007-05-01').replace('demo', 'Demo'), demo('2007-05-01')],
    ['one text where a list is due', server('languages: ENU'), server('languages: [ENU]')],
    ['one text in quotes where a list is due', server('languages: "ENU"'), server('languages: ["ENU"]')],
    ['a day without zeros', day('2007-3-1'), day('2007-03-01')],
    ['a day with slashes, in quotes', day('"2007/03/1"'), day('"2007-03-01"')],
    ['a day without signs', day('20070301'), day('2007-03-01')],
    ['a day as licence files have it', demo('1-mar-2007'), demo('2007-03-01')],
    ['a day in words', day('"March 1, 2007"'), day('"2007-03-01"')],
    [
      'a licence for good',
      server('licenses: [ { kind: declared, hostId: ANY, expires: Permanent } ]').replace(' } ]', ', entitlements: {} } ]'),
      server('licenses: [ { kind: declared, hostId: ANY, expires: permanent } ]').replace(' } ]', ', entitlements: {} } ]'),
    ],
    ['an address with two kinds of separator', nic('00-0B-CD:11-22-33'), nic('00-0B-CD-11-22-33')],
    ['an address with colons, and one dash', nic('00:0b:cd:11:22-33'), nic('00:0b:cd:11:22:33')],
    ['an address with blanks', nic('00 0B CD 11 22 33'), nic('00-0B-CD-11-22-33')],
    ['an address with blanks around', nic('" 000BCD112233"'), nic('"00-0B-CD-11-22-33"')],
    [
      'a host id in small letters',
      server('licenses: [ { kind: declared, hostId: any, entitlements: {} } ]'),
      server('licenses: [ { kind: declared, hostId: ANY, entitlements: {} } ]'),
    ],
    [
      'host ids with a comma',
      server('licenses: [ { kind: declared, hostId: "000BCD112233, 000BCD112234", entitlements: {} } ]'),
      server('licenses: [ { kind: declared, hostId: "000BCD112233 000BCD112234", entitlements: {} } ]'),
    ],
    ['a release with a letter before it', version('v4.0(5)'), version('4.0(5)')],
    ['a release with a blank in it', version('4.0 (5)'), version('4.0(5)')],
    ['a release with another bracket', version('"4.0[5]"'), version('"4.0(5)"')],
    [
      'a release of a Bridge',
      `${version('4.0(5)')}bridges: [ { name: B, bridgehead: A1, version: V3.0(6) } ]\n`,
      `${version('4.0(5)')}bridges: [ { name: B, bridgehead: A1, version: 3.0(6) } ]\n`,
    ],
    [
      'what several servers merge, once',
      `${head}servers:\n  - &a { name: A1, version: 8.0 }\n  - { <<: *a, name: A2 }\n`,
      `${head}servers:\n  - &a { name: A1, version: "8.0" }\n  - { <<: *a, name: A2 }\n`,
    ],
    [
      'what an anchor names',
      `${head}servers:\n  - { name: A1, version: &v 8.0 }\n  - { name: A2, version: *v }\n`,
      `${head}servers:\n  - { name: A1, version: &v "8.0" }\n  - { name: A2, version: *v }\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(fixed(before).toString()).toBe(after)
    expect(fixed(after).toString()).toBe(after)
  })
})

describe('--fix=suggested writes what somebody has to look at, and --fix does not', () => {
  test.each([
    ['the letter O for a zero', nic('00-0B-CD-11-22-3O'), nic('00-0B-CD-11-22-30')],
    ['an address in groups that may have lost a digit', nic('00-0B-CD-1-122-33'), nic('00-0B-CD-11-22-33')],
    ['a number that two readers take for two', server('ttsSessions: 010'), server('ttsSessions: 10')],
    ['a word that is several letters away', server('role: prmery'), server('role: primary')],
    ['a version of the language', version('4.0(5)').replace('v1', 'v2'), version('4.0(5)')],
    ['a key for one that is missing', version('4.0(5)').replace('{ name: A1', '{ title: A1'), version('4.0(5)')],
    ['words with commas where a list is due', server('languages: ENU, FRA'), server('languages: [ENU, FRA]')],
    [
      'one for true',
      server('licenses: [ { kind: declared, entitlements: { amis: 1 } } ]'),
      server('licenses: [ { kind: declared, entitlements: { amis: true } } ]'),
    ],
    ['a truth value for text', `${head}organization: true\n`, `${head}organization: "true"\n`],
    [
      'the name of a server',
      `${version('4.0(5)')}pools: [ { name: p, members: [A1, b1] } ]\n`.replace('b1', 'a-1'),
      `${version('4.0(5)')}pools: [ { name: p, members: [A1, A1] } ]\n`,
    ],
    [
      'the name of an adapter',
      server(
        'nics: [ { name: first, mac: 000BCD112233 }, { name: second, mac: 000BCD112234 } ]\n    team: { type: load-balancing, members: [frist, second] }',
      ),
      server(
        'nics: [ { name: first, mac: 000BCD112233 }, { name: second, mac: 000BCD112234 } ]\n    team: { type: load-balancing, members: [first, second] }',
      ),
    ],
  ])('%s', (_, before, after) => {
    expect(fixed(before).toString()).toBe(before)
    expect(fixed(before, '--fix=suggested').toString()).toBe(after)
  })
})

test.each([
  ['an address of eleven digits', nic('00-A1-B2-C3-D4-E')],
  ['an address of a group', nic('01-00:5E-00-00-01')],
  ['a day that may be two', day('1/3/2007')],
  ['a day that is none', day('2007-02-30')],
  ['a year', day('2007')],
  ['a word between two', server('messageStore: { type: exchange, location: of-box }')],
  ['two keys for one', `${head}servers:\n  - { name: A1, verison: 4.0(5), versoin: 4.0(5) }\n`],
  [
    'a name between two',
    `${head}servers:\n  - { name: A1, version: 4.0(5) }\n  - { name: A2, version: 4.0(5) }\npools: [ { name: p, members: [A3] } ]\n`,
  ],
  ['a release that is not there', version('4.0(6)')],
  ['more than what is published', server('ports: [ { count: 500, does: [answer] } ]')],
  ['an alias', `${head}servers:\n  - { name: A1, version: 4.0(5), ttsSessions: &n 4, codec: *n }\n`],
  ['a value in a block', server('role: >-\n      primry')],
  ['a value over two lines', server('role: "prim\n      ry"')],
  ['a value with a tag', server('ttsSessions: 4').replace('4.0(5)', '!!float 8.0')],
])('%s has no fix', (_, text) => {
  const folder = folderOf({ [file]: text })
  expect(lintToJson([], { cwd: folder }).findings.length).toBeGreaterThan(0)
  const { stderr } = cuspec(['lint', '--fix=suggested'], { cwd: folder })
  expect(bytesOf(folder).toString()).toBe(text)
  expect(stderr).toBe('')
})

describe('all else stays byte for byte', () => {
  const before = `# head \t \n---\n\n${version('8.0').replace(/\n/g, '   \n')}# « tail » 😀\n...\n`
  const after = before.replace('8.0', '"8.0"')
  test.each([
    ['line feeds', '\n'],
    ['carriage returns and line feeds', '\r\n'],
    ['carriage returns', '\r'],
  ])('with %s, with and without a byte order mark and a last line break', (_, end) => {
    for (const mark of ['', '\uFEFF']) {
      for (const last of ['', end]) {
        const lines = (text: string): string => mark + text.trimEnd().replaceAll('\n', end) + last
        expect(fixed(lines(before))).toEqual(Buffer.from(lines(after)))
      }
    }
  })

  test('in a document beside others', () => {
    const [a, b] = [version('8.0'), version('4.0(5)').replace('A1', 'A2')]
    expect(fixed(`${b}---\n${a}---\n# nothing\n`).toString()).toBe(`${b}---\n${a.replace('8.0', '"8.0"')}---\n# nothing\n`)
  })

  test('in a file of more misfits than are told at a time', () => {
    const nics = (quote: string): string =>
      Array.from(
        { length: 120 },
        (_, index) => `\n      - { name: n${index}, mac: ${quote}0000000${String(index).padStart(5, '0')}${quote} }`,
      ).join('')
    expect(fixed(server(`nics:${nics('')}`)).toString()).toBe(server(`nics:${nics('"')}`))
  })
})

/** Pieces of a spec: how each may be mistaken, and how it is right. Before and after are written by hand. */
const pieces: readonly (readonly [key: string, right: string, ...wrong: string[]])[] = [
  ['role', 'primary', 'Primary', 'primry', 'PRIMARY', 'primay'],
  ['role', '"standalone"', '"standalnoe"', '"Stand-Alone"'],
  ['codec', "'g729a'", "'G729A'"],
  ['ttsSessions', '4', '"4"', "'4'"],
  ['maxMessageSeconds', '300', '"300"'],
  ['languages', '[ENU]', 'ENU'],
  ['features', '[ vpim ]'],
  ['users', '{ voiceMail: 400, inbox: 60 }', '{ voicemail: 400, inbox: "60" }', "{ voice-mail: '400', inbox: 60 }"],
  ['messageStore', '{ type: exchange, version: "5.5" }', '{ type: exchange, version: 5.5 }', '{ type: Exchange, version: 5.5 }'],
  ['nics', '[ { name: n, mac: 00-0B-CD-11-22-33 } ]', '[ { name: n, mac: 00-0B_CD-11-22-33 } ]', '[ { name: n, mac: 00 0B CD 11 22 33 } ]'],
  [
    'licenses',
    '[ { kind: demo, hostId: 000BCD112233, expires: 2007-05-01 } ]',
    '[ { kind: Demo, hostId: 000BCD112233, expires: 2007-5-1 } ]',
    '[ { kind: demo, hostId: 000BCD112233, expires: 1-may-2007 } ]',
  ],
]

const server1 = fc
  .record({
    chosen: fc.uniqueArray(fc.nat(pieces.length - 1), { selector: (index) => pieces[index]?.[0] }),
    wrong: fc.array(fc.nat(3), { minLength: pieces.length, maxLength: pieces.length }),
    version: fc.constantFrom(['"8.0"', '8.0'], ['4.0(5)', 'v4.0(5)'], ['"4.2"', '4.2'], ['4.0(5)', '4.0(5)']),
    tails: fc.array(fc.constantFrom('', ' ', '  # x: 8.0', '\t# “yes”', ' # 😀 é', '\n', '\n      # - 8.0\n'), {
      minLength: 12,
      maxLength: 12,
    }),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.constantFrom('', '\uFEFF'),
    last: fc.boolean(),
  })
  .map(({ chosen, wrong, version: [right = '', mistaken = ''], tails, end, mark, last }, index = 0) => {
    const lines = (side: 'before' | 'after', name: string): string => {
      const own = chosen.map((each, place) => {
        const [key = '', good = '', ...bad] = pieces[each] ?? []
        return `    ${key}: ${side === 'before' ? (bad[wrong[place] ?? 0] ?? good) : good}${tails[place]}`
      })
      const text = [`${head}servers:\n  - name: ${name}`, `    version: ${side === 'before' ? mistaken : right}${tails[11]}`, ...own].join(
        '\n',
      )
      return mark + text.replaceAll('\n', end) + (last ? end : '')
    }
    return { lines, index }
  })

test('only what was mistaken changes, whatever stands around it, and once is enough', () => {
  fc.assert(
    fc.property(fc.array(server1, { minLength: 12, maxLength: 12 }), (servers) => {
      const named = servers.map(({ lines }, index) => ({
        name: `s${String(index).padStart(2, '0')}.cuspec.yaml`,
        before: lines('before', `S${index}`),
        after: lines('after', `S${index}`),
      }))
      const folder = folderOf(Object.fromEntries(named.map(({ name, before }) => [name, before])))
      cuspec(['lint', '--fix'], { cwd: folder })
      for (const { name, after, before } of named) {
        expect(bytesOf(folder, name).toString()).toBe(after)
        // Another reader of YAML sees the values that were right where they were.
        const [old, now] = [before, after].map((text) => leaves(parse(text.replace(/\r\n?/g, '\n'))))
        for (const [path, value] of old ?? [])
          if (!mistaken.has(JSON.stringify(value)) && now?.has(path)) expect(now.get(path)).toEqual(value)
      }
      const again = cuspec(['lint', '--fix'], { cwd: folder })
      expect(again.stderr).toBe('')
      for (const { name, after } of named) expect(bytesOf(folder, name).toString()).toBe(after)
    }),
    { numRuns: 12 },
  )
}, 120_000)

/** Values that are mistaken somewhere in the pieces. */
const mistaken = new Set(
  [
    'Primary',
    'primry',
    'PRIMARY',
    'primay',
    'standalnoe',
    'Stand-Alone',
    'G729A',
    '4',
    '300',
    'ENU',
    '60',
    '400',
    5.5,
    'Exchange',
    '00-0B_CD-11-22-33',
    '00 0B CD 11 22 33',
    'Demo',
    '2007-5-1',
    '1-may-2007',
    8,
    4.2,
    'v4.0(5)',
  ].map((each) => JSON.stringify(each)),
)

/** Every scalar of a value by its path. */
function leaves(value: unknown, path: readonly string[] = []): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path.join('/'), value]])
  return new Map(Object.entries(value).flatMap(([key, each]) => [...leaves(each, [...path, key])]))
}

describe('what is said', () => {
  test('how much was fixed, and what is left for a person', () => {
    const folder = folderOf({
      'a.cuspec.yaml': version('8.0').replace('A1', 'A3'),
      'b.cuspec.yaml': nic('00-0B-CD-11-22-3O').replace('4.0(5)', 'v4.0(5)'),
    })
    const { status, stdout, stderr } = cuspec(['lint', '--fix'], { cwd: folder })
    expect(stderr).toBe('cuspec: fixed 2 findings in 2 files; 1 suggested fix left: --fix=suggested\n')
    expect(stdout).toContain('`O` is no hexadecimal digit')
    expect(stdout).not.toContain('8.0')
    expect(stdout).toContain('; can be fixed: 1 with --fix=suggested')
    expect(status).toBe(1)
    const second = cuspec(['lint', '--fix=suggested'], { cwd: folder })
    expect([second.status, second.stderr]).toEqual([0, 'cuspec: fixed 1 finding in 1 file\n'])
  })

  test('in the last line of a report, how much could be', () => {
    const text = version('8.0').replace('A1', 'A1, role: prmery')
    expect(cuspec(['lint', '-', '--stdin-filename', file], { input: text }).stdout).toContain(
      '; 1 can be fixed with --fix, 1 with --fix=suggested',
    )
    expect(cuspec(['lint'], { cwd: folderOf({ [file]: spec('A1', unknown) }) }).stdout).not.toContain('--fix')
  })

  test('in reports for programs, whether a fix is safe', () => {
    const folder = folderOf({ [file]: version('8.0') })
    expect(lintToJson([], { cwd: folder }).findings.map(({ fix }) => fix)).toEqual([
      { title: 'quote it', applicability: 'safe', range: { start: { line: 5, column: 26 }, end: { line: 5, column: 29 } }, text: '"8.0"' },
    ])
    const [line = ''] = cuspec(['lint', '--report', 'agent'], { cwd: folder }).stdout.split('\n')
    expect(JSON.parse(line)).toMatchObject({ fix: { applicability: 'safe', text: '"8.0"' } })
    const sarif: unknown = JSON.parse(cuspec(['lint', '--report', 'sarif'], { cwd: folder }).stdout)
    expect(sarif).toMatchObject({ runs: [{ results: [{ fixes: [{ properties: { applicability: 'safe' } }] }] }] })
  })

  test('in every report, of what is left after', () => {
    const folder = folderOf({ [file]: version('8.0') })
    const { status, stdout } = cuspec(['lint', '--fix', '--report', 'json'], { cwd: folder })
    expect([status, reportIn(stdout).findings]).toEqual([0, []])
  })
})

describe('what is not written', () => {
  test('a file with syntax errors, while others are', () => {
    const broken = `${version('8.0')}---\n${version('8.0')}  bad: [\n`
    const folder = folderOf({ 'a.cuspec.yaml': broken, 'b.cuspec.yaml': version('8.0') })
    const { status, stderr } = cuspec(['lint', '--fix'], { cwd: folder })
    expect(bytesOf(folder).toString()).toBe(broken)
    expect(bytesOf(folder, 'b.cuspec.yaml').toString()).toBe(version('"8.0"'))
    expect(stderr).toBe('cuspec: a.cuspec.yaml: not fixed: a file with syntax errors is left as it is\ncuspec: fixed 1 finding in 1 file\n')
    expect(status).toBe(1)
  })

  test.each([
    ['a key that stands twice', `${version('8.0')}---\n${head}servers: []\nservers: []\n`],
    ['a control character', version('8.0').replace('as installed', 'as \u0007')],
  ])('a file with %s', (_, text) => {
    expect(fixed(text).toString()).toBe(text)
  })

  test('a file that is not UTF-8', () => {
    for (const bytes of [Buffer.from(`\uFEFF${version('8.0')}`, 'utf16le'), Buffer.from(version('8.0 # \u00E9'), 'latin1')])
      expect(fixed(bytes)).toEqual(bytes)
  })

  test('what would make a fault of another place, which is said to be ours', () => {
    const text = `${head}servers:\n  - { name: A1, version: &n 8.0 }\n  - { name: A2, version: "8.0", ttsSessions: *n }\n  - { name: A3, version: 8.0 }\n`
    const folder = folderOf({ [file]: text })
    const { status, stderr } = cuspec(['lint', '--fix'], { cwd: folder })
    expect(bytesOf(folder).toString()).toBe(text.replace('A3, version: 8.0', 'A3, version: "8.0"'))
    expect(stderr).toContain('a.cuspec.yaml:5:29: not fixed: quote it: ')
    expect(stderr).toContain('; this is a fault of cuspec, not of your spec\n')
    expect(status).toBe(2)
  })

  test('a link, whose file stays as it is', () => {
    const folder = folderOf({ 'outside/a.txt': version('8.0') })
    symlinkSync('outside/a.txt', join(folder, file))
    const { status, stdout, stderr } = cuspec(['lint', '--fix', file], { cwd: folder })
    expect(stderr).toBe('cuspec: a.cuspec.yaml was not fixed: it is a link to a file; name the file itself\n')
    expect(stdout).toContain('`8.0` without quotes')
    expect(status).toBe(2)
    expect(lstatSync(join(folder, file)).isSymbolicLink()).toBe(true)
    expect(bytesOf(folder, 'outside/a.txt').toString()).toBe(version('8.0'))
  })

  test.skipIf(process.getuid?.() !== 0)('a file that may not be written to, while others are', () => {
    const folder = folderOf({ 'a.cuspec.yaml': version('8.0'), 'b.cuspec.yaml': version('8.0') })
    for (const path of [folder, join(folder, 'b.cuspec.yaml')]) chmodSync(path, 0o777)
    chmodSync(join(folder, file), 0o444)
    const { status, stderr } = cuspec(['lint', '--fix'], { cwd: folder, uid: 65534 })
    expect(stderr).toBe('cuspec: a.cuspec.yaml was not fixed: permission denied\ncuspec: fixed 1 finding in 1 file\n')
    expect(status).toBe(2)
    expect(bytesOf(folder).toString()).toBe(version('8.0'))
    expect(bytesOf(folder, 'b.cuspec.yaml').toString()).toBe(version('"8.0"'))
    expect(readdirSync(folder).sort()).toEqual(['a.cuspec.yaml', 'b.cuspec.yaml'])
  })

  // The second file is a pipe, so that the first has been read and not yet written when somebody takes up its other end.
  test.runIf(works('mkfifo --version'))('a file that was changed in the meantime', async () => {
    const folder = folderOf({ [file]: version('8.0') })
    bash('mkfifo z.cuspec.yaml', { cwd: folder })
    const child = spawn(process.execPath, [join(installed, 'bin', 'run.js'), 'lint', '--fix', file, 'z.cuspec.yaml'], { cwd: folder })
    const said: string[] = []
    child.stderr.on('data', (chunk) => said.push(String(chunk)))
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    const changed = `${version('8.0')}# and more\n`
    bash(`exec 3>z.cuspec.yaml; printf '%s' "$CHANGED" >${file}; printf '%s' "$OTHER" >&3`, {
      cwd: folder,
      env: { CHANGED: changed, OTHER: spec('B1') },
    })
    expect(await ended).toBe(2)
    expect(said.join('')).toBe('cuspec: a.cuspec.yaml was not fixed: it was changed in the meantime\n')
    expect(bytesOf(folder).toString()).toBe(changed)
    expect(readdirSync(folder).sort()).toEqual([file, 'z.cuspec.yaml'])
  })
})

test('a file keeps its mode', () => {
  const folder = folderOf({ [file]: version('8.0') })
  chmodSync(join(folder, file), 0o640)
  cuspec(['lint', '--fix'], { cwd: folder })
  expect(bytesOf(folder).toString()).toBe(version('"8.0"'))
  expect(statSync(join(folder, file)).mode & 0o777).toBe(0o640)
})

describe('standard input', () => {
  test('comes out fixed, and the report beside it', () => {
    const { status, stdout, stderr } = cuspec(['lint', '-', '--fix'], { input: `\uFEFF${server('ttsSessions: "4"\n    role: prmery')}` })
    expect(stdout).toBe(`\uFEFF${server('ttsSessions: 4\n    role: prmery')}`)
    expect(stderr).toContain('cuspec: fixed 1 finding in 1 file; 1 suggested fix left: --fix=suggested\n')
    expect(stderr).toContain('--> <stdin>:8:11')
    expect(status).toBe(1)
  })

  test.each(['', version('4.0(5)'), `${version('8.0')} [\n`])('comes out as it is where nothing can be fixed: %j', (input) => {
    expect(cuspec(['lint', '-', '--fix'], { input }).stdout).toBe(input)
  })

  test('stands for a file that is not written', () => {
    const folder = folderOf({ [file]: 'kept' })
    expect(cuspec(['lint', '-', '--stdin-filename', file, '--fix'], { cwd: folder, input: version('8.0') }).stdout).toBe(version('"8.0"'))
    expect(bytesOf(folder).toString()).toBe('kept')
  })

  test('leaves no room for a report on standard output', () => {
    const { status, stdout, stderr } = cuspec(['lint', '-', '--fix', '--report', 'json'], { input: version('8.0') })
    expect([status, stdout, stderr]).toEqual([
      2,
      '',
      'cuspec: what is fixed goes to standard output; give the report a file: --report json=FILE\n',
    ])
  })
})

describe('--diff', () => {
  const names = [
    'a.cuspec.yaml',
    'sites/with blank.cuspec.yaml',
    'nl\n::error::x.cuspec.yaml',
    'quo"te\\.cuspec.yaml',
    'tab\t##[error]é.cuspec.yaml',
  ]

  test('writes nothing, and exits 1 where there is something to fix', () => {
    const folder = folderOf({ [file]: version('8.0') })
    const { status, stdout, stderr } = cuspec(['lint', '--diff'], { cwd: folder })
    expect(stdout).toBe(
      [
        'diff --git a/a.cuspec.yaml b/a.cuspec.yaml',
        '--- a/a.cuspec.yaml',
        '+++ b/a.cuspec.yaml',
        '@@ -2,4 +2,4 @@',
        ' kind: Deployment',
        ' metadata: { name: x }',
        ' servers:',
        '-  - { name: A1, version: 8.0 } # as installed',
        '+  - { name: A1, version: "8.0" } # as installed',
        '',
      ].join('\n'),
    )
    expect([status, stderr]).toEqual([1, 'cuspec: would fix 1 finding in 1 file\n'])
    expect(bytesOf(folder).toString()).toBe(version('8.0'))
    expect(cuspec(['lint', '--diff'], { cwd: folderOf({ [file]: spec('A1', unknown) }) })).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  test('shows suggested fixes where they are asked for', () => {
    const folder = folderOf({ [file]: server('ttsSessions: 010') })
    expect(cuspec(['lint', '--diff'], { cwd: folder })).toEqual({
      status: 0,
      stdout: '',
      stderr: 'cuspec: 1 suggested fix left: --fix=suggested\n',
    })
    expect(cuspec(['lint', '--diff', '--fix=suggested'], { cwd: folder }).stdout).toContain('+    ttsSessions: 10\n')
  })

  test.runIf(works('git --version'))('is what git applies, whatever files are called and however lines end', () => {
    const texts = names.flatMap((name, index) => [
      [`${index}${name}`, version('8.0').replace('A1', `A${index}`)],
      [`crlf/${index}${name}`, version('8.0').replace('A1', `B${index}`).replaceAll('\n', '\r\n').trimEnd()],
      [`cr/${index}${name}`, version('8.0').replace('A1', `C${index}`).replaceAll('\n', '\r')],
    ])
    const folder = folderOf(Object.fromEntries(texts))
    bash('git init -q', { cwd: folder })
    const patch = cuspec(['lint', '--diff'], { cwd: folder })
    expect(patch.stdout).not.toMatch(/^::|##\[/m)
    expect(bash('git apply -', { cwd: folder, input: patch.stdout })).toEqual({ status: 0, stdout: '', stderr: '' })
    for (const [name = '', text = ''] of texts) expect(bytesOf(folder, name).toString()).toBe(text.replace('8.0', '"8.0"'))
    expect(cuspec(['lint'], { cwd: folder }).status).toBe(0)
  })

  test.runIf(works('git --version'))('is what git applies from a folder within', () => {
    const folder = folderOf({ 'sites/sydney/a.cuspec.yaml': version('8.0') })
    bash('git init -q', { cwd: folder })
    const { stderr } = bash('cuspec lint --diff | git apply', { cwd: join(folder, 'sites', 'sydney') })
    expect(stderr).toBe('cuspec: would fix 1 finding in 1 file\n')
    expect(bytesOf(folder, 'sites/sydney/a.cuspec.yaml').toString()).toBe(version('"8.0"'))
  })

  test('is coloured where that is asked for', () => {
    const { stdout } = cuspec(['lint', '--diff', '--color', 'always'], { cwd: folderOf({ [file]: version('8.0') }) })
    expect(stdout).toContain('\u001B[31m-  - { name: A1, version: 8.0 } # as installed\u001B[39m\n')
    expect(stdout).toContain('\u001B[32m+  - { name: A1, version: "8.0" } # as installed\u001B[39m\n')
  })

  test('leaves files for reports, of what is there now', () => {
    const folder = folderOf({ [file]: version('8.0') })
    expect(cuspec(['lint', '--diff', '--report', 'json=r.json'], { cwd: folder }).status).toBe(1)
    expect(reportIn(bytesOf(folder, 'r.json').toString()).findings.length).toBe(1)
    expect(cuspec(['lint', '--diff', '--report', 'json'], { cwd: folder })).toMatchObject({ status: 2, stdout: '' })
  })

  test('exits 2 where something could not be read', () => {
    const { status, stdout } = cuspec(['lint', '--diff', file, 'gone.yaml'], { cwd: folderOf({ [file]: version('8.0') }) })
    expect(status).toBe(2)
    expect(stdout).toContain('+++ b/a.cuspec.yaml\n')
  })
})

describe.each([
  ['the quick way', cuspec],
  ['oclif', cuspecByOclif],
])('%s takes a value only after =', (_, run) => {
  test.each([
    [['--fix'], 'ttsSessions: 4\n    role: prmery'],
    [['--fix=safe'], 'ttsSessions: 4\n    role: prmery'],
    [['--fix=suggested'], 'ttsSessions: 4\n    role: primary'],
  ])('%j', (flags, after) => {
    const folder = folderOf({ [file]: server('ttsSessions: "4"\n    role: prmery') })
    run(['lint', ...flags, file], { cwd: folder })
    expect(bytesOf(folder).toString()).toBe(server(after))
  })

  test('and a word behind it is a path', () => {
    const { status, stderr } = run(['lint', '--fix', 'suggested'], { cwd: folderOf({ [file]: version('8.0') }) })
    expect([status, stderr]).toEqual([2, 'cuspec: suggested: no such file or folder\n'])
  })

  test('and nothing else', () => {
    const { status, stderr } = run(['lint', '--fix=all'], { cwd: folderOf({ [file]: version('8.0') }) })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^cuspec: expected --fix=all to be one of: safe, suggested/)
  })
})
