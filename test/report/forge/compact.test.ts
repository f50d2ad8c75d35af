/** One line a finding, read with the expressions of the problem matcher that is shipped. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { renderForge } from '../../../src/report/forge/forge.ts'
import { visible } from '../../../src/report/visible.ts'
import { hostile, real, subject, unseen } from './subjects.ts'

interface Pattern {
  readonly regexp: string
  readonly file: number
  readonly line: number
  readonly column: number
  readonly severity?: number
  readonly code: number
  readonly message: number
}

const { problemMatcher }: { problemMatcher: { owner: string; severity?: string; pattern: [Pattern] }[] } = JSON.parse(
  readFileSync('.github/cuspec-problem-matcher.json', 'utf8'),
)

/** A line as GitHub takes it: by the first matcher that fits. */
function problemIn(line: string): readonly (string | undefined)[] | undefined {
  for (const { severity, pattern } of problemMatcher) {
    const [shape] = pattern
    const match = new RegExp(shape.regexp).exec(line)
    if (match)
      return [
        match[shape.file],
        match[shape.line],
        match[shape.column],
        shape.severity ? match[shape.severity] : severity,
        match[shape.code],
        match[shape.message],
      ]
  }
  return undefined
}

const rendered = (report = real): string[] => renderForge('compact', subject(report)).text.trimEnd().split('\n')

test('a matcher has an owner of its own, and GitHub knows its severities', () => {
  expect(new Set(problemMatcher.map(({ owner }) => owner)).size).toBe(problemMatcher.length)
  for (const { severity, pattern } of problemMatcher) expect(severity ?? pattern[0].regexp).toMatch(/^notice$|\(error\|warning\)/)
})

test('every finding is a problem, and the sum is none', () => {
  const lines = rendered()
  expect(lines.map(problemIn)).toEqual([
    ...real.findings.map(({ file, range: { start }, severity, rule, message }) => [
      file,
      String(start.line),
      String(start.column),
      severity === 'note' ? 'notice' : severity,
      rule,
      message,
    ]),
    undefined,
  ])
  expect(new Set(real.findings.map(({ severity }) => severity)).size).toBe(3)
  expect(lines.at(-1)).toMatch(/^\d+ errors, \d+ warnings, \d+ notes? in \d+ files \(.*\); .* undecided, for want of \d+ facts/)
})

describe.each(hostile)('$name', ({ report }) => {
  const lines = rendered(report)

  test('is a problem where it is one', () => {
    expect(lines).toHaveLength(report.findings.length + 1)
    for (const [
      index,
      {
        range: { start },
        rule,
        message,
        severity,
      },
    ] of report.findings.entries()) {
      const [, line, column, kind, code, said] = problemIn(lines[index] ?? '') ?? []
      expect([line, column, kind, code, said]).toEqual([
        String(start.line),
        String(start.column),
        severity === 'note' ? 'notice' : severity,
        rule,
        visible(message),
      ])
    }
  })

  test('is no command, and hides nothing', () => {
    for (const line of lines) {
      expect(line).not.toMatch(/^\s*::|##\[|##vso\[/)
      expect(line).not.toMatch(unseen)
    }
  })
})
