/** A report by the severities that are settled: what a rule finds is as severe as the team says, or left out and counted. */
import type { Report } from '../check.ts'
import type { Coverage } from '../coverage.ts'
import { byPlace, type Finding, type Suppressed } from '../finding.ts'
import { isGap } from '../findings.ts'
import { unique } from '../model/unique.ts'
import { unsilenced } from '../rules/config-sound.ts'
import { originOf, type Settings } from './settings.ts'

/**
 * Applies severities to a report. A consequence stays what it is, and so does the severity of what must be decided with
 * `--strict-coverage`, which a command line asks for. Rules that are off are left out, and listed in `coverage.off`.
 */
export function withSeverities(report: Report, settings: Settings): Report {
  const { severities } = settings
  if (severities.size === 0) return report
  const off = new Set([...severities].flatMap(([rule, severity]) => (severity === 'off' && !unsilenced.has(rule) ? [rule] : [])))
  const judged = report.findings.flatMap((finding): readonly Finding[] => {
    const severity = severities.get(finding.rule)
    if (isGap(finding, report.strict)) return off.has(finding.rule) ? wantedByOthers(finding, report, off) : [finding]
    if (off.has(finding.rule)) return []
    return severity === undefined || severity === 'off' || (unsilenced.has(finding.rule) && severity !== 'error')
      ? [finding]
      : [{ ...finding, severity }]
  })
  const suppressed = report.suppressed.flatMap((finding): readonly Suppressed[] => {
    const severity = severities.get(finding.rule)
    return off.has(finding.rule) ? [] : [severity === undefined || severity === 'off' ? finding : { ...finding, severity }]
  })
  return { ...report, findings: judged, suppressed, coverage: off.size > 0 ? without(off, report, settings) : report.coverage }
}

/** What is missing for a rule that is off may be missing for another, too. */
function wantedByOthers(finding: Finding, { coverage }: Report, off: ReadonlySet<string>): readonly Finding[] {
  const other = coverage.unchecked.find(
    ({ rule, file, of, missing }) =>
      !off.has(rule) && file === finding.file && finding.message.startsWith(`not checked: ${of}: ${missing}`),
  )
  return other ? [{ ...finding, rule: other.rule }] : []
}

/** The coverage of the rules that are left. */
function without(off: ReadonlySet<string>, { coverage, findings, strict }: Report, settings: Settings): Coverage {
  const ours = coverage.byRule.filter(({ rule }) => off.has(rule)).map(({ rule }) => rule)
  return {
    ...coverage,
    rules: coverage.rules - ours.length,
    byRule: coverage.byRule.filter(({ rule }) => !off.has(rule)),
    unchecked: coverage.unchecked.filter(({ rule }) => !off.has(rule)),
    off: ours.map((rule) => {
      const origin = originOf(settings, 'severities', rule)
      const place = origin && 'file' in origin ? { file: origin.file, range: origin.range } : {}
      return { rule, findings: findings.filter((finding) => finding.rule === rule && !isGap(finding, strict)).length, ...place }
    }),
  }
}

/** A report with what was found in the configurations themselves, each once, and their texts where something is shown of them. */
export function withFindings(report: Report, found: readonly Finding[], texts: Report['texts']): Report {
  if (found.length === 0) return report
  const all = unique([...report.findings, ...found], ({ rule, file, range, message }) => JSON.stringify([rule, file, range, message]))
  const shown = new Set(found.map(({ file }) => file))
  return { ...report, findings: all.sort(byPlace), texts: new Map([...report.texts, ...[...texts].filter(([file]) => shown.has(file))]) }
}
