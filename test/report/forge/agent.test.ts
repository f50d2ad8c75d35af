/** Lines for machines that repair: each stands alone, and what it offers fits the text. */
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/check.ts'
import type { Finding, Range } from '../../../src/finding.ts'
import { renderForge } from '../../../src/report/forge/forge.ts'
import { files, halved, hostile, real, reportOf, subject, unseen } from './subjects.ts'

interface Line extends Omit<Partial<Finding>, 'range'> {
  readonly kind: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly missing?: string
  readonly suppression?: unknown
}

const rendered = (report: Report): string => renderForge('agent', subject(report)).text
const linesOf = (report: Report): Line[] =>
  rendered(report)
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line))
const findingsOf = (report: Report): Line[] => linesOf(report).filter(({ kind }) => kind === 'finding')

describe.each(hostile)('$name', ({ report }) => {
  test('a finding is a line, and keeps its values', () => {
    expect(rendered(report)).not.toMatch(unseen)
    expect(
      findingsOf(report).map(({ rule, file, message, path, fix, line, column }) => ({ rule, file, message, path, fix, line, column })),
    ).toEqual(report.findings.map(({ rule, file, message, path, fix, range: { start } }) => ({ rule, file, message, path, fix, ...start })))
  })
})

test('what is suppressed is a line of its own kind, with its reason', () => {
  const half = halved(real, '\u2028"}\n')
  const lines = linesOf(half).filter(({ kind }) => kind === 'suppressed')
  expect(lines.map(({ rule, message, suppression }) => ({ rule, message, suppression }))).toEqual(
    half.suppressed.map(({ rule, message, suppression }) => ({ rule, message, suppression })),
  )
  expect(findingsOf(half)).toHaveLength(half.findings.length)
  expect(linesOf(half).at(-1)).toMatchObject({ suppressed: half.suppressed.length })
})

test('the last line says what there was', () => {
  const count = (severity: string): number => real.findings.filter((finding) => finding.severity === severity).length
  expect(linesOf(real).at(-1)).toMatchObject({
    kind: 'summary',
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
    documentsUnread: 3,
  })
  expect(linesOf(real).filter(({ kind }) => kind === 'not-checked').length).toBeGreaterThan(0)
})

const slice = (text: string, { start, end }: Range): string =>
  (text.split('\n')[start.line - 1] ?? '').slice(start.column - 1, end.column - 1)

/** The text with what the line offers in place of what it is about. */
function mended(text: string, { line, column, endColumn }: Line, put: string): string {
  const lines = text.split('\n')
  const old = lines[line - 1] ?? ''
  lines[line - 1] = old.slice(0, column - 1) + put + old.slice(endColumn - 1)
  return lines.join('\n')
}

test('what is missing is not told twice where it is an error', () => {
  expect(linesOf({ ...real, strict: true }).filter(({ kind }) => kind === 'not-checked')).toEqual([])
})

describe('what may stand there', () => {
  const file = 'typo.cuspec.yaml'
  const text = files[file] ?? ''

  test('is what the schema allows', () => {
    const offered = findingsOf(real)
      .filter((line) => line.file === file)
      .map(({ message = '', allowed, fix }) => [/`([^`]+)`/.exec(message)?.[1], allowed, fix?.text])
    expect(offered).toEqual([
      ['verison', undefined, 'version'],
      ['primry', ['standalone', 'primary', 'secondary'], 'primary'],
      ['8.0', undefined, '"8.0"'],
    ])
  })

  test('mends the finding', async () => {
    for (const each of findingsOf(real).filter((line) => line.file === file)) {
      const { fix } = each
      expect(fix && slice(text, fix.range)).toBe(text.split('\n')[each.line - 1]?.slice(each.column - 1, each.endColumn - 1))
      for (const put of [fix?.text ?? '', ...(each.allowed ?? [])]) {
        const after = await reportOf({ [file]: mended(text, each, put) })
        expect(after.findings.map(({ message }) => message)).not.toContain(each.message)
      }
    }
  })

  test('of an unknown key are the keys that are still free', async () => {
    const report = await reportOf({
      'a.cuspec.yaml': 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: a, zzzzzz: 1 }\nservers: []\n',
    })
    expect(findingsOf(report).map(({ allowed }) => allowed)).toEqual([['description', 'owner', 'asOf']])
  })
})
