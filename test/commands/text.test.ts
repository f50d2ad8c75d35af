/** The report for people: what stands where, counted by hand. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { width } from '../../src/report/visible.ts'
import { cuspec, folderOf, lintToJson, spec, summaryOf, unknown } from './program.ts'

const examples = readdirSync('examples/broken').map((name) => `examples/broken/${name}`)
const text = (args: readonly string[], cwd: string): string => cuspec(['lint', ...args], { cwd }).stdout

const deployment = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x }\nservers:\n'

/** The line of the source and the line of carets in a report of one finding about this server, on line 5. */
function frameOf(server: string): string[] {
  const lines = text([], folderOf({ 'a.cuspec.yaml': `${deployment}${server}\n` })).split('\n')
  expect(lines.slice(1, 3)).toEqual([expect.stringMatching(/^ --> a\.cuspec\.yaml:5:\d+$/), '  |'])
  return lines.slice(3, 5)
}

describe('carets stand under what a finding is about', () => {
  test.each([
    ['  - { name: A1, version: 4.0(7) }', '5 |   - { name: A1, version: 4.0(7) }', '  |                          ^^^^^^'],
    ['  - { name: "漢字", version: 4.0(7) }', '5 |   - { name: "漢字", version: 4.0(7) }', '  |                              ^^^^^^'],
    ['  - { name: "😀", version: 4.0(7) }', '5 |   - { name: "😀", version: 4.0(7) }', '  |                            ^^^^^^'],
    ['  - { name: "𠮷", version: 4.0(7) }', '5 |   - { name: "𠮷", version: 4.0(7) }', '  |                            ^^^^^^'],
    ['  - { name: "🇦🇺", version: 4.0(7) }', '5 |   - { name: "🇦🇺", version: 4.0(7) }', '  |                            ^^^^^^'],
    ['  - { name: "é", version: 4.0(7) }', '5 |   - { name: "é", version: 4.0(7) }', '  |                           ^^^^^^'],
    ['  - { name: "e\u0301", version: 4.0(7) }', '5 |   - { name: "e\u0301", version: 4.0(7) }', '  |                           ^^^^^^'],
    ['  - { name: A1,\tversion:\t4.0(7)\t}', '5 |   - { name: A1, version: 4.0(7) }', '  |                          ^^^^^^'],
    ['  - { name: A1, version: "4.0(漢)" }', '5 |   - { name: A1, version: "4.0(漢)" }', '  |                          ^^^^^^^^^'],
    [
      '  - { name: "a\u200Bb", version: 4.0(7) }',
      '5 |   - { name: "a\\u{200B}b", version: 4.0(7) }',
      '  |                                    ^^^^^^',
    ],
  ])('%s', (server, line, carets) => {
    expect(frameOf(server)).toEqual([line, carets])
  })
})

describe('of a line of 5,000 characters only what stands around is shown', () => {
  test.each([
    ['at its beginning', '', 'x'.repeat(4900)],
    ['at its end', 'x'.repeat(4900), ''],
    ['in its middle', 'x'.repeat(2400), 'y'.repeat(2400)],
    ['among wide characters', '漢'.repeat(2400), '字'.repeat(2400)],
    ['among characters of two units', '😀'.repeat(1201), '😀'.repeat(1200)],
    ['among characters of two units, the other way', `-${'😀'.repeat(1201)}`, `-${'😀'.repeat(1200)}`],
    ['among controls', '\u200B'.repeat(2000), '\u200B'.repeat(2000)],
  ])('%s', (_, before, after) => {
    const [line = '', carets = ''] = frameOf(`  - { name: "A${before}", version: "4.0(7)" } # ${after}`)
    expect(line.length).toBeLessThan(160 * 8)
    expect(line).not.toContain('\\u{D')
    const marked = carets.indexOf('^')
    expect(carets.slice(marked)).toBe('^^^^^^^^')
    expect(width(line.slice(0, line.indexOf('"4.0(7)"')))).toBe(marked)
    expect(line.startsWith('5 | …')).toBe(before.length > 100)
    expect(line.endsWith('…')).toBe(after.length > 100)
  })

  test('and of what is longer than that, its beginning', () => {
    const [line = '', carets = ''] = frameOf(`  - { name: A1, version: "${'7'.repeat(4900)}" }`)
    expect(line).toMatch(/^5 \| {3}- \{ name: A1, version: "7+…$/)
    expect(carets.length).toBeLessThanOrEqual(line.length)
    expect(carets.trimEnd()).toBe(carets)
  })
})

test.each(examples)('in %s, too', (file) => {
  const { findings } = lintToJson([file], { cwd: process.cwd() })
  const sources = readFileSync(file, 'utf8').split('\n')
  const blocks = text([file], process.cwd()).split('\n\n').slice(0, findings.length)
  expect(blocks).toHaveLength(findings.length)
  for (const [index, { range, message, rule, severity }] of findings.entries()) {
    const lines = (blocks[index] ?? '').split('\n')
    const [first, place, , line = '', carets = ''] = lines
    expect(first).toBe(`${severity}: ${message} [${rule}]`)
    expect(place?.trim()).toBe(`--> ${file}:${range.start.line}:${range.start.column}`)
    const about = (sources[range.start.line - 1] ?? '').slice(range.start.column - 1, range.end.column - 1)
    expect(about).not.toBe('')
    expect(line.slice(carets.indexOf('^'), carets.length)).toBe(about)
  }
})

test('a finding has its related places, its consequence and its source', () => {
  const report = text(['examples/broken/shutdown-mode.cuspec.yaml'], process.cwd())
  expect(report.split('\n').slice(0, 9)).toEqual([
    expect.stringMatching(
      /^error: 640 voice mail users, but the licences of DRW-UNITY1 grant 500.* 4\.0\(5\) then shuts down.* \[license-covers-use\]$/,
    ),
    '  --> examples/broken/shutdown-mode.cuspec.yaml:15:18',
    '   |',
    expect.stringMatching(/^15 \| {7}voiceMail: 640 # <- 640 voice mail users, .*…$/),
    '   |                  ^^^',
    '   = also: examples/broken/shutdown-mode.cuspec.yaml:24:27: grants 500',
    '   = consequence: the server goes into shutdown mode',
    expect.stringMatching(/^ {3}= source: .*Cisco Unity Licensing FAQ \(Document ID 23277\), 2007-02-27, "/),
    '',
  ])
})

test.each([
  ['shutdown-mode', 2],
  ['pooled-fleet', 1],
  ['dongle-era', 0],
  ['octel-bridge', 0],
])('examples/broken/%s has findings that end in shutdown mode: %i', (name, count) => {
  const report = text([`examples/broken/${name}.cuspec.yaml`], process.cwd())
  expect(report.match(/= consequence: the server goes into shutdown mode$/gm) ?? []).toHaveLength(count)
  expect(
    report.match(/^error: .* then (shuts down: it must be restarted every 4 hours|stops answering every 48 hours)/gm) ?? [],
  ).toHaveLength(count)
})

test('a finding about a whole file has no line to show', () => {
  const cwd = folderOf({ 'a.cuspec.yaml': '\n\n' })
  expect(text([], cwd).split('\n').slice(0, 3)).toEqual(['warning: the file holds no document [yaml-syntax]', ' --> a.cuspec.yaml:1:1', ''])
})

test('line numbers of any length keep the bars in one column', () => {
  const cwd = folderOf({ 'a.cuspec.yaml': `${'# filler\n'.repeat(995)}${spec('A1', unknown)}` })
  expect(text([], cwd).split('\n').slice(1, 5)).toEqual([
    '    --> a.cuspec.yaml:1001:14',
    '     |',
    '1001 |     version: 4.0(7)',
    '     |              ^^^^^^',
  ])
})

describe('what could not be checked', () => {
  const licensed = (name: string): string =>
    `  - { name: ${name}, version: 4.0(5), users: { voiceMail: 10 }, licenses: [{ kind: default }, { kind: declared, expires: permanent, hostId: ANY, entitlements: { voicePorts: 4 } }] }\n`
  const cwd = folderOf({ 'a.cuspec.yaml': deployment + ['A1', 'A2', 'A3', 'A4', 'A5'].map(licensed).join('') })

  test('is listed by what is missing, with the names of a few', () => {
    const lines = text([], cwd).split('\n')
    const at = lines.indexOf('not checked, because this is missing:')
    expect(at).toBe(0)
    expect(lines[at + 1]).toMatch(
      /^ {2}A1, A2, A3 and 2 more: whether the default licence counts beside others \[.*license-covers-use.*\]$/,
    )
  })

  test('is counted', () => {
    const missing = new Set(lintToJson([], { cwd }).coverage.notChecked.map(({ missing, brief = missing }) => brief)).size
    expect(missing).toBeGreaterThan(0)
    const undecided = new Set(lintToJson([], { cwd }).coverage.notChecked.map(({ rule, of }) => `${rule} ${of}`)).size
    const { byRule } = lintToJson([], { cwd }).coverage
    const checks = byRule.reduce((sum, { parts }) => sum + parts, 0)
    // Every rule that looks at servers has five to look at.
    expect(byRule.find(({ rule }) => rule === 'license-covers-use')).toEqual({ rule: 'license-covers-use', parts: 5, undecided: 5 })
    const counts = `${undecided} of ${checks} checks undecided, for want of ${missing} facts`
    expect(text([], cwd)).toMatch(new RegExp(`\nno findings in 1 file \\(5 servers, \\d+ rules\\); ${counts}\n$`))
  })

  test('is in JSON place by place', () => {
    const gaps = lintToJson([], { cwd }).coverage.notChecked.filter(({ rule }) => rule === 'license-covers-use')
    expect([...new Set(gaps.map(({ of }) => of))]).toEqual(['A1', 'A2', 'A3', 'A4', 'A5'])
    expect(gaps[0]).toMatchObject({ file: 'a.cuspec.yaml', document: 1 })
    expect(gaps[0]?.path.slice(0, 2)).toEqual(['servers', 0])
  })
})

test.each([
  [{ 'a.cuspec.yaml': spec('A1') }, 'no findings in 1 file (1 server)'],
  [{ 'a.cuspec.yaml': spec('A1', unknown), 'b.cuspec.yaml': spec('B1', unknown) }, '2 errors in 2 files (2 servers)'],
  [{ 'a.cuspec.yaml': spec('A1', unknown), 'b.cuspec.yaml': '' }, '1 error, 1 warning in 2 files (1 server)'],
  [{ 'a.cuspec.yaml': spec('A1'), 'b.yaml': 'a: b\n' }, 'no findings in 1 file (1 server); 1 other YAML file passed over'],
  [{ 'a.cuspec.yaml': `${spec('A1')}---\nkind: Nothing\n` }, '1 error in 1 file (1 server); 1 document could not be read'],
])('the last line sums it up: %o', (files, last) => {
  const report = text([], folderOf(files))
  expect(report).toMatch(/[^\n]\n$/)
  expect(report.trimEnd().split('\n').at(-1)).toMatch(/ \(\d servers?, \d+ rules\)/)
  expect(summaryOf(report)).toBe(last)
})
