/** The report for programs. Every report that is read here is held to its schema on the way. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Range } from '../../src/finding.ts'
import { cuspec, folderOf, lintToJson } from './program.ts'

/** The text in a range, as anyone would cut it who reads the schema: positions from 1, the end not included, lines by any line break. */
function slice(text: string, { start, end }: Range): string {
  const lines = text.split(/\r\n|\r|\n/).slice(start.line - 1, end.line)
  return lines
    .map((line, index) => line.slice(index === 0 ? start.column - 1 : 0, index === lines.length - 1 ? end.column - 1 : undefined))
    .join('\n')
}

const cwd = process.cwd()

/** How many specs a path means. What specs refer to lies in folders beside them. */
const specsAt = (path: string): number =>
  path.endsWith('.yaml') ? 1 : readdirSync(path).filter((name) => name.endsWith('.cuspec.yaml')).length
const shipped = ['broken', 'clean', 'kinds'].flatMap((folder) =>
  readdirSync(`examples/${folder}`).map((name) => `examples/${folder}/${name}`),
)

test.each(shipped.filter((path) => specsAt(path) > 0))('%s', (path) => {
  const { findings, suppressed, summary, coverage } = lintToJson([path], { cwd })
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length
  expect(summary).toEqual({ errors: count('error'), warnings: count('warning'), notes: count('note'), suppressed: suppressed.length })
  expect(coverage.files).toBe(specsAt(path))
  expect(path.includes('broken')).toBe(findings.length > 0)
  for (const { file, range, related, rule } of findings) {
    expect(slice(readFileSync(file, 'utf8'), range), `${file} ${rule}`).toMatch(/^\S(.*\S)?$/)
    for (const other of related) expect(slice(readFileSync(other.file, 'utf8'), other.range)).toMatch(/^\S(.*\S)?$/)
  }
})

test('all examples at once', () => {
  const { findings } = lintToJson(['examples/broken'], { cwd })
  const places = findings.map(
    ({ file, range }) => `${file}:${String(range.start.line).padStart(6)}:${String(range.start.column).padStart(6)}`,
  )
  expect(places).toEqual([...places].sort())
  expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThan(10)
})

describe('positions count UTF-16 units and lines of any kind', () => {
  const text = [
    '# 漢字 😀',
    'apiVersion: cuspec/v1',
    'kind: Deployment',
    'metadata: { name: x }',
    'servers:',
    '  - { name: "😀漢é", version: "4.0(😀)" }',
    '  - { name: B1, version: 4.0(7), nics: [{ name: n1, mac: 00-0B-CD-11-22 }] }',
    '---',
    'kind: Deployment',
    'apiVersion: cuspec/v1',
    'metadata: { nmae: y }',
    '',
  ]

  test.each([
    ['LF', '\n', ''],
    ['CR LF', '\r\n', ''],
    ['CR', '\r', ''],
    ['LF after a byte order mark', '\n', '\uFEFF'],
  ])('%s', (_, end, mark) => {
    const source = text.join(end)
    const folder = folderOf({ 'a.cuspec.yaml': mark + source })
    const { findings } = lintToJson([], { cwd: folder })
    const found = findings.map(({ range: { start }, range, document, path, rule }) => [
      document,
      path.join('/'),
      rule,
      `${start.line}:${start.column}`,
      slice(source, range),
    ])
    expect(found).toEqual(
      expect.arrayContaining([
        [1, 'servers/0/version', 'release-known', '6:30', '"4.0(😀)"'],
        [1, 'servers/1/version', 'release-known', '7:26', '4.0(7)'],
        [1, 'servers/1/nics/0/mac', 'mac-well-formed', '7:58', '00-0B-CD-11-22'],
        [2, 'metadata/nmae', 'schema', '11:13', 'nmae'],
      ]),
    )
  })
})

test('a fix replaces exactly what is wrong', () => {
  const source = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x }\nservers: [{ nmae: A1, version: 4.0(5) }]\n'
  const folder = folderOf({ 'a.cuspec.yaml': source })
  const fixes = lintToJson([], { cwd: folder }).findings.flatMap(({ fix }) => fix ?? [])
  for (const { range, text } of fixes) expect([slice(source, range), text]).toEqual(['nmae', 'name'])
})

test('a related place may stand in another file', () => {
  const server = (name: string) =>
    `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: ${name} }\nservers: [{ name: TWICE1, version: 4.0(5) }]\n`
  const folder = folderOf({ 'a.cuspec.yaml': server('a'), 'sub/b.cuspec.yaml': server('b') })
  const [finding] = lintToJson([], { cwd: folder }).findings.filter(({ rule }) => rule === 'names-unique')
  expect(finding).toMatchObject({
    file: 'sub/b.cuspec.yaml',
    path: ['servers', 0, 'name'],
    range: { start: { line: 4, column: 19 }, end: { line: 4, column: 25 } },
  })
  expect(finding?.related).toMatchObject([
    { file: 'a.cuspec.yaml', path: ['servers', 0, 'name'], range: { start: { line: 4, column: 19 }, end: { line: 4, column: 25 } } },
  ])
})

test('two runs give the same bytes', () => {
  const args = ['lint', 'examples', '--report=json', '--as-of=2007-03-01']
  const once = cuspec(args, { cwd })
  expect(cuspec([...args].reverse().reverse(), { cwd, env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' } })).toEqual(once)
  expect(
    cuspec(['lint', 'examples/kinds', join(cwd, 'examples'), 'examples/broken', '--report=json', '--as-of=2007-03-01'], { cwd }),
  ).toEqual(once)
})
