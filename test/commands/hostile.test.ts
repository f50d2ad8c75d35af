/** Files made to crash, to hide or to stall: each is a finding, and nothing from them reaches a terminal as it is. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bash, cuspec, cuspecByOclif, folderOf, lintToJson, reportIn, spec, summaryOf, unknown } from './program.ts'

/** What must not reach a terminal: controls other than line feeds, and what hides or turns text. */
const forbidden =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/u

const deep = `${'['.repeat(850)}1${']'.repeat(850)}`
const server = (name: string, version = '4.0(5)') =>
  `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x }\nservers: [{ name: ${name}, version: "${version}" }]\n`

/** Hostile files, and the first line of the text report for each. */
const files: readonly (readonly [string, string | Uint8Array, string])[] = [
  [
    'siblings',
    `- ${deep}\n- ${deep}\n`,
    'error: collections are nested more than 100 deep; is an indentation or a closing bracket missing? [yaml-syntax]',
  ],
  [
    'brackets',
    '['.repeat(1024 * 1024),
    'error: collections are nested more than 100 deep; is an indentation or a closing bracket missing? [yaml-syntax]',
  ],
  [
    'braces',
    '{a: '.repeat(100_000),
    'error: collections are nested more than 100 deep; is an indentation or a closing bracket missing? [yaml-syntax]',
  ],
  [
    'bomb',
    [...'bcdefghi'].reduce(
      (text, name, index) => `${text}${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]\n`,
      'a: &a [x,x,x,x,x,x,x,x,x]\n',
    ),
    'error: aliases and merge keys add more than 250000 nodes to this document [yaml-syntax]',
  ],
  [
    'keys',
    Array.from({ length: 40_000 }, (_, index) => `key${index}: ${index}\n`).join(''),
    'error: the document has no `kind`, which says what it is: Deployment, Maximums, PriceBook, Policy, Waivers, Config [schema]',
  ],
  [
    'utf16',
    Buffer.from(`\uFEFF${spec('A')}`, 'utf16le'),
    'error: the text is UTF-16, but a spec is read as UTF-8; save it as UTF-8 [yaml-syntax]',
  ],
  [
    'utf16be',
    Buffer.from(`\uFEFF${spec('A')}`, 'utf16le').swap16(),
    'error: the text is UTF-16, but a spec is read as UTF-8; save it as UTF-8 [yaml-syntax]',
  ],
  [
    'nul',
    spec('A').replace('name: a', 'name: sy\0d'),
    'error: the character U+0000 is a control character; remove it, or write it as an escape in double quotes [yaml-syntax]',
  ],
  [
    'escape',
    spec('A').replace('name: a', 'name: \u001b[2J'),
    'error: the character U+001B is a control character; remove it, or write it as an escape in double quotes [yaml-syntax]',
  ],
  ['latin1', Buffer.from(spec('MÜNCHEN1'), 'latin1'), 'error: the byte 0xFC is not UTF-8; save the file as UTF-8 [yaml-syntax]'],
  [
    'large',
    `${spec('A')}#${' '.repeat(11 * 1024 * 1024)}`,
    'error: 10.0 MiB or more, but a file may have at most 10.0 MiB; split it [yaml-syntax]',
  ],
]

describe.each(files)('%s', (name, content, first) => {
  const cwd = folderOf({ [`${name}.cuspec.yaml`]: content })

  test('is a finding', () => {
    const { status, stdout, stderr } = cuspec(['lint'], { cwd })
    expect({ status, stderr, first: stdout.split('\n')[0] }).toEqual({ status: 1, stderr: '', first })
    expect(stdout).not.toMatch(forbidden)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(400)
  })

  test('fits the schema of the report', () => {
    const { findings } = lintToJson([], { cwd })
    expect(findings.length).toBeGreaterThan(0)
    expect(`error: ${findings[0]?.message} [${findings[0]?.rule}]`).toBe(first)
  })
})

test('all of them at once do not keep a sound one from being read', () => {
  const all = Object.fromEntries(files.map(([name, content]) => [`${name}.cuspec.yaml`, content]))
  const { findings } = lintToJson([], { cwd: folderOf({ ...all, 'sound.cuspec.yaml': spec('SOUND1', unknown) }) })
  expect(findings.map(({ file }) => file)).toEqual(expect.arrayContaining([...Object.keys(all), 'sound.cuspec.yaml']))
  expect(findings.find(({ file }) => file === 'sound.cuspec.yaml')?.message).toMatch(/^`4\.0\(7\)` is not a release/)
})

test('the NUL is where it stands', () => {
  const cwd = folderOf({ 'nul.cuspec.yaml': spec('A').replace('name: a', 'name: sy\0d') })
  expect(lintToJson([], { cwd }).findings[0]?.range).toEqual({ start: { line: 3, column: 21 }, end: { line: 3, column: 22 } })
  expect(cuspec(['lint'], { cwd }).stdout).toContain(
    [' --> nul.cuspec.yaml:3:21', '  |', '3 | metadata: { name: sy\\u{0}d, asOf: 2007-03-01 }', '  |                     ^^^^^', ''].join(
      '\n',
    ),
  )
})

test.each([
  ['a line ends at CR LF', '\r\n'],
  ['a line ends at a lone CR', '\r'],
  ['a line ends at LF', '\n'],
])('%s', (_, end) => {
  const cwd = folderOf({ 'a.cuspec.yaml': spec('A1', unknown).replaceAll('\n', end) })
  expect(lintToJson([], { cwd }).findings.map(({ range }) => range)).toEqual([
    { start: { line: 6, column: 14 }, end: { line: 6, column: 20 } },
  ])
  expect(cuspec(['lint'], { cwd }).stdout).toContain('\n6 |     version: 4.0(7)\n  |              ^^^^^^\n')
})

test('an empty file', () => {
  const cwd = folderOf({ 'a.cuspec.yaml': '' })
  const { status, stdout } = cuspec(['lint'], { cwd })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^warning: the file holds no document \[yaml-syntax\]\n --> a\.cuspec\.yaml:1:1\n\n/)
  expect(summaryOf(stdout)).toBe('1 warning in 1 file (0 servers)')
  expect(cuspec(['lint', '--fail-on', 'warning'], { cwd }).status).toBe(1)
})

describe('control characters', () => {
  const escapes = '\\e[31m\\e]0;x\\a\\x9B2J\\u202Etxt\\u200B\\u2028\\r\\n::error::forged\\uFEFF'
  const nasty = 'esc\u001b[31m\u009b2J\u202e\u200b\n::error file=x::forged\r\t.cuspec.yaml'
  const shown = 'esc\\u{1B}[31m\\u{9B}2J\\u{202E}\\u{200B}\\u{A}::error file=x::forged\\u{D} .cuspec.yaml'
  const cwd = folderOf({
    [nasty]: server(`"A${escapes}"`, `4.0${escapes}`),
    'pool.cuspec.yaml': `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: y }\nservers: []\npools: [{ name: p, members: ["B${escapes}"] }]\n"key${escapes}": 1\n`,
  })

  test.each(['never', 'always'])('in names, messages and file names, with --color %s', (color) => {
    const { status, stdout, stderr } = cuspec(['lint', '--color', color], { cwd })
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout.replaceAll(/\u001b\[\d+m/g, '')).not.toMatch(forbidden)
    expect(stdout.replaceAll(/\u001b\[\d+m/g, '')).toContain(` --> ${shown}:4:`)
    expect(stdout.split('\n').filter((line) => line.startsWith('::'))).toEqual([])
  })

  test('in JSON are escaped, and keep their value', () => {
    const { stdout } = cuspec(['lint', '--report', 'json'], { cwd })
    expect(stdout).not.toMatch(forbidden)
    expect(reportIn(stdout).findings.map(({ file }) => file)).toContain(nasty)
    expect(
      reportIn(stdout).findings.some(({ message }) => message.includes('\u001b[31m\u001b]0;x\u0007\u009b2J\u202etxt\u200b\u2028\r\n')),
    ).toBe(true)
  })

  test('on standard error', () => {
    const lines = [
      ['lint', nasty.replace('esc', 'no')],
      ['lint', `--${nasty}`],
      ['lint', `--as-of=${nasty}`],
      ['lint', `--report=${nasty}`],
      ['lint', `--fail-on=${nasty}`],
    ]
    const others = [
      [nasty],
      ['explain', nasty],
      ['schema', nasty],
      ['rules', nasty],
      ['rules', `--${nasty}`],
      ['lint', `no${nasty}*`],
      ['lint', 'pool.cuspec.yaml', `--report=json=no/${nasty}`],
    ]
    for (const args of [...lines, ...others]) {
      for (const run of [cuspec, cuspecByOclif]) {
        const { status, stderr } = run(args, { cwd })
        expect(status).toBe(2)
        expect(stderr).toMatch(/^cuspec: [^\n]+\n$/)
        expect(stderr).not.toMatch(forbidden)
      }
    }
  })
})

test('a name that is not UTF-8', () => {
  const cwd = folderOf({ 'a.cuspec.yaml': spec('A1') })
  writeFileSync(Buffer.concat([Buffer.from(join(cwd, 'm')), Buffer.from([0xfc]), Buffer.from('.cuspec.yaml')]), spec('B1'))
  const { status, stdout, stderr } = cuspec(['lint'], { cwd })
  expect(status).toBe(2)
  expect(summaryOf(stdout)).toBe('no findings in 1 file (1 server)')
  expect(stderr).toBe('cuspec: m\uFFFD.cuspec.yaml: it has gone, or its name is not UTF-8\n')
})

describe('pipes as files', () => {
  const cwd = folderOf({ 'a.txt': spec('A1', unknown), 'b.txt': spec('B1', unknown) })

  test('in a folder nobody waits for them', () => {
    const folder = folderOf({ 'a.cuspec.yaml': spec('A1') })
    expect(bash('mkfifo wait.cuspec.yaml wait.yaml', { cwd: folder }).status).toBe(0)
    for (const args of [[], ['*.yaml']])
      expect(summaryOf(cuspec(['lint', ...args], { cwd: folder }).stdout)).toBe('no findings in 1 file (1 server)')
  })

  test('that are named are read', () => {
    const { stdout } = bash('cuspec lint --report json <(cat a.txt) <(sleep 0.2; cat b.txt)', { cwd })
    expect(reportIn(stdout).findings.map(({ file, range }) => `${file}:${range.start.line}`)).toEqual([
      expect.stringMatching(/^\/dev\/fd\/\d+:6$/),
      expect.stringMatching(/^\/dev\/fd\/\d+:6$/),
    ])
  })

  test('that never end are cut off', () => {
    expect(cuspec(['lint', '/dev/zero'], { cwd }).stdout).toMatch(/^error: 10\.0 MiB or more, but a file may have at most 10\.0 MiB/)
  })
})
