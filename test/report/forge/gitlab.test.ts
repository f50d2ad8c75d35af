/** Code Quality, held to what GitLab's documentation asks of an entry. */
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/check.ts'
import { renderForge } from '../../../src/report/forge/forge.ts'
import { visible } from '../../../src/report/visible.ts'
import { files, halved, hostile, real, reportOf, subject, unseen } from './subjects.ts'

interface Entry {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: string
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

/** GitLab, "Code Quality report format": all of these are required; a path is relative and has no `./`. */
const isReport = new Ajv().compile<Entry[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', minLength: 1, not: { pattern: '^(?:\\./|\\.\\./|/)' } },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
})

function entries(report: Report): Entry[] {
  const { text } = renderForge('gitlab', subject(report))
  expect(text).not.toMatch(unseen)
  const value: unknown = JSON.parse(text)
  if (!isReport(value)) throw new Error(JSON.stringify(isReport.errors))
  return value
}

const ofFindings = (all: readonly Entry[]): Entry[] => all.filter(({ check_name }) => !check_name.startsWith('not-'))

test('what is suppressed is left out; that it shuts a server down is not', () => {
  const half = halved(real)
  const all = entries(half)
  expect(ofFindings(all).filter(({ check_name }) => check_name !== 'suppressed')).toHaveLength(half.findings.length)
  expect(all.filter(({ check_name }) => check_name === 'suppressed')).toEqual([
    expect.objectContaining({
      severity: 'info',
      description: expect.stringMatching(/^\d+ suppressed \(\d+ of them would put a server into shutdown mode\)$/),
    }),
  ])
  // Which of two alike is suppressed does not change the other.
  const prints = new Set(entries(real).map(({ fingerprint }) => fingerprint))
  expect(ofFindings(all).filter(({ check_name, fingerprint }) => check_name !== 'suppressed' && !prints.has(fingerprint))).toEqual([])
})

describe.each(hostile)('$name', ({ report }) => {
  test('has every finding, each with a fingerprint of its own', () => {
    const all = entries(report)
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length)
    expect(ofFindings(all).map(({ description, check_name, location }) => [description, check_name, location.lines.begin])).toEqual(
      report.findings.map(({ message, rule, range }) => [visible(message), rule, range.start.line]),
    )
    expect(all.filter(({ check_name }) => check_name === 'not-read').map(({ severity }) => severity)).toEqual(['blocker'])
  })
})

test('nothing found is an empty list', async () => {
  expect(entries(await reportOf({ 'clean.cuspec.yaml': files['clean.cuspec.yaml'] ?? '' }))).toEqual([])
})

test('severities tell what shuts a server down from what does not', () => {
  const found = ofFindings(entries(real)).map(({ severity }, index) => {
    const { severity: ours, consequence } = real.findings[index] ?? {}
    return `${ours === 'error' && consequence === 'shutdown' ? 'shutdown' : ours} ${severity}`
  })
  expect([...new Set(found)].sort()).toEqual(['error critical', 'note info', 'shutdown blocker', 'warning minor'])
})

test('fingerprints stay when lines move', async () => {
  const print = ({ fingerprint }: Entry): string => fingerprint
  const moved = await reportOf(Object.fromEntries(Object.entries(files).map(([file, text]) => [file, `# moved\n\n${text}`])))
  expect(ofFindings(entries(moved)).map(print)).toEqual(ofFindings(entries(real)).map(print))
  expect(moved.findings.map(({ range }) => range.start.line)).not.toEqual(real.findings.map(({ range }) => range.start.line))
})

test('what was not checked is counted, once', () => {
  const told = entries(real).filter(({ check_name }) => check_name === 'not-checked')
  expect(told).toMatchObject([{ severity: 'info', description: expect.stringMatching(/\d+ checks undecided, for want of \d+ facts/) }])
})

test('the same fact twice is two entries', () => {
  const [first] = real.findings
  if (!first) throw new Error('no finding')
  const twice = ofFindings(entries({ ...real, findings: [first, { ...first }] }))
  expect(new Set(twice.map(({ fingerprint }) => fingerprint)).size).toBe(2)
})
