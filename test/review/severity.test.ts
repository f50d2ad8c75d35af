/** Severities applied to reports: what changes, what never does, and that nothing is lost without being counted. */
import { describe, expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import type { Severity } from '../../src/finding.ts'
import { originKey, type Settings, unsettled } from '../../src/review/settings.ts'
import { withSeverities } from '../../src/review/severity.ts'
import { foreseesShutdown } from '../../src/rules/config-sound.ts'
import { rules } from '../../src/rules/index.ts'

const bad = rules.flatMap(({ bad, files = {} }) => bad.map((text) => ({ text, files })))

const reportOn = ({ text, files }: (typeof bad)[number], strict = false) =>
  check(
    [{ file: 'example.cuspec.yaml', bytes: Buffer.from(text) }],
    { today: '2007-03-01' },
    {
      strict,
      openNamed: (_, file) =>
        Object.hasOwn(files, file) ? { file, bytes: Buffer.from(files[file] ?? '') } : { file, reason: 'there is no such file' },
    },
  )

const all = (severity: Severity | 'off'): Settings => ({ ...unsettled, severities: new Map(rules.map(({ id }) => [id, severity])) })
const kept = new Set(['yaml-syntax', 'schema', 'config-sound'])

test('every example of a finding: milder, it keeps all else; off, it is counted', async () => {
  for (const example of bad) {
    const report = await reportOn(example)
    const milder = withSeverities(report, all('note'))
    expect(milder.findings).toEqual(report.findings.map((finding) => (kept.has(finding.rule) ? finding : { ...finding, severity: 'note' })))
    expect(milder.coverage).toBe(report.coverage)
    const silent = withSeverities(report, all('off'))
    expect(silent.findings).toEqual(report.findings.filter(({ rule }) => kept.has(rule)))
    const { off = [] } = silent.coverage
    expect(off.map(({ rule }) => rule)).toEqual(rules.map(({ id }) => id).filter((id) => !kept.has(id)))
    expect(off.reduce((total, { findings }) => total + findings, 0)).toBe(report.findings.length - silent.findings.length)
    expect(silent.coverage.rules + off.length).toBe(rules.length + report.policies.length)
    expect(silent.coverage.unchecked.filter(({ rule }) => !kept.has(rule) && rule !== 'policy')).toEqual([])
  }
})

test('what a document could not be read for may be an error, never less', async () => {
  const report = await reportOn({ text: '', files: {} })
  expect(report.findings.map(({ severity }) => severity)).toEqual(['warning'])
  const raised = withSeverities(report, { ...unsettled, severities: new Map([['yaml-syntax', 'error']]) })
  expect(raised.findings.map(({ severity }) => severity)).toEqual(['error'])
})

describe('with every gap an error', () => {
  const text = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: a }\nservers: [{ name: A, version: 4.0(5) }]\n'

  test('a fact stays wanted as long as one rule wants it', async () => {
    const report = await reportOn({ text, files: {} }, true)
    const facts = (rulesOff: readonly string[]) =>
      withSeverities(report, { ...unsettled, severities: new Map(rulesOff.map((rule) => [rule, 'off'])) })
    const wanting = [...new Set(report.coverage.unchecked.map(({ rule }) => rule))]
    expect(wanting.length).toBeGreaterThan(1)
    for (const rule of wanting) {
      const left = facts([rule])
      const wanted = new Set(left.coverage.unchecked.map(({ of, missing, file }) => JSON.stringify([of, missing, file])))
      const told = left.findings.filter(({ message }) => message.startsWith('not checked: '))
      expect(told).toHaveLength(wanted.size)
      expect(told.filter((finding) => finding.rule === rule || finding.severity !== 'error')).toEqual([])
    }
    expect(facts(wanting).findings).toEqual([])
  })
})

test('where nothing is settled, a report is what it was', async () => {
  const report = await reportOn({ text: 'a: [', files: {} })
  expect(withSeverities(report, unsettled)).toBe(report)
})

test('where a rule was turned off is told with it', async () => {
  const range = { start: { line: 4, column: 3 }, end: { line: 4, column: 6 } }
  const origins = new Map([[originKey('severities', 'ports-sized'), { file: '.cuspec.yaml', document: 1, path: [], range }]])
  const report = await reportOn({ text: '', files: {} })
  const { coverage } = withSeverities(report, { ...unsettled, severities: new Map([['ports-sized', 'off']]), origins })
  expect(coverage.off).toEqual([{ rule: 'ports-sized', findings: 0, file: '.cuspec.yaml', range }])
})

// What is said loudly hangs on this list.
test('no other rule foresees shutdown mode than those that say so', async () => {
  const foreseen = new Set<string>()
  for (const example of bad)
    for (const { rule, consequence } of (await reportOn(example)).findings) if (consequence === 'shutdown') foreseen.add(rule)
  const said = rules.filter(foreseesShutdown).map(({ id }) => id)
  expect([...foreseen].filter((rule) => !said.includes(rule))).toEqual([])
  expect([...said].sort()).toEqual(['default-license-suffices', 'demo-license-once', 'license-covers-use', 'license-within-maximum'])
})
