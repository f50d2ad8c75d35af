/** What only a configuration settles: rules that nobody may waive, and rules that are silent. */
import { expect, test } from 'vitest'
import { check, type Report } from '../../src/check.ts'
import { readBaseline, review } from '../../src/review/review.ts'
import { type Settings, unsettled } from '../../src/review/settings.ts'
import { rules } from '../../src/rules/index.ts'
import { reviewed } from '../reviewed.ts'

const day = '2007-03-01'
const version = '4.0(7)'
const specOf = (comment: string): string =>
  `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: a }\nservers:\n  - name: A1\n    version: ${version} # ${comment}\n`
const checkedOf = (...texts: string[]): Promise<Report> =>
  check(
    texts.map((text, index) => ({ file: `${index}.cuspec.yaml`, bytes: Buffer.from(text) })),
    { today: day },
  )
const locked: Settings = { ...unsettled, locked: new Set(['release-known']) }
const waivers = `apiVersion: cuspec/v1\nkind: Waivers\nmetadata: { name: w }\nwaivers: [{ rule: release-known, owner: x, reason: y, scope: { fleet: true } }]\n`

test('a locked rule cannot be waived, by a comment or a document', async () => {
  const report = await checkedOf(specOf('cuspec-ignore release-known: x'), waivers)
  expect(reviewed(report, day).suppressed.map(({ rule }) => rule)).toEqual(['release-known'])
  const { findings, suppressed } = reviewed(report, day, locked)
  expect(suppressed).toEqual([])
  expect(findings.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
    ['release-known', 'error', expect.stringContaining(version)],
    ['waiver-sound', 'error', '`release-known` cannot be waived: it is locked in the configuration'],
    ['waiver-sound', 'error', '`release-known` cannot be waived: it is locked in the configuration'],
  ])
})

test('a locked rule cannot be put into a baseline', async () => {
  const report = await checkedOf(specOf('odd'))
  const [finding] = report.findings
  const entry = {
    rule: 'release-known',
    file: '0.cuspec.yaml',
    document: 'a',
    path: ['servers', 'A1', 'version'],
    message: finding?.message,
  }
  const at = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }
  const baseline = readBaseline({ file: 'b.json', value: { formatVersion: '1', findings: [entry] }, range: () => at })
  if ('problem' in baseline) throw new Error(baseline.problem)
  const by = (settings: Settings): Report =>
    review(report, { day, settings, rules: rules.map(({ id }) => id), fromRoot: (file) => file, baseline })
  expect(by(unsettled)).toMatchObject({ findings: [], suppressed: [{ suppression: { kind: 'baseline' } }] })
  expect(by(locked)).toMatchObject({ findings: [finding], suppressed: [], review: { baseline: { refused: 1, removable: 0, lapsed: 0 } } })
})

test('nothing is said of a waiver of a rule that is silent', async () => {
  const report = await checkedOf(specOf('cuspec-ignore mac-unique: x'))
  expect(reviewed(report, day).findings.map(({ rule }) => rule)).toContain('waiver-used')
  const silent: Settings = { ...unsettled, severities: new Map([['mac-unique', 'off']]) }
  expect(reviewed(report, day, silent).findings.map(({ rule }) => rule)).toEqual(['release-known'])
})

test("the id of a team's own rule is known", async () => {
  const policy = `apiVersion: cuspec/v1\nkind: Policy\nmetadata: { name: p }\nrules: [{ id: our-own, match: server, assert: "true", message: "'x'" }]\n`
  const report = await checkedOf(specOf('cuspec-ignore our-own, our-onw: x'), policy)
  expect(
    reviewed(report, day)
      .findings.filter(({ rule }) => rule === 'waiver-sound')
      .map(({ message }) => message),
  ).toEqual(['`our-onw` is no rule; did you mean `our-own`?'])
})

test('a review leaves the report that it was given as it was', async () => {
  const report = await checkedOf(specOf('cuspec-ignore release-known: x'))
  const before = JSON.stringify([report.findings, report.suppressed])
  const once = reviewed(report, day)
  expect(JSON.stringify([report.findings, report.suppressed])).toBe(before)
  expect(reviewed(report, day).suppressed).toEqual(once.suppressed)
})
