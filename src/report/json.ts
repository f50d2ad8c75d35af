/** The report for programs: `schemas/report.schema.json`. */
import type { Report } from '../check.ts'
import type { Severity } from '../finding.ts'
import { version } from '../version.ts'
import { termsJson } from './terms.ts'
import { visibleJson } from './visible.ts'

/** Renders a report as JSON. Positions are 1-based with half-open ends; paths are arrays of keys and indexes. Safe to show on a terminal. `more` are sections that were asked for. */
export function renderJson(
  { findings, suppressed, review, others, terms, coverage }: Report,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const { unchecked, ...counts } = coverage
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length
  const report = {
    formatVersion: '1',
    tool: { name: 'cuspec', version },
    findings,
    suppressed,
    coverage: { ...counts, notChecked: unchecked },
    summary: {
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      suppressed: suppressed.length,
      ...(others !== undefined && { others }),
    },
    ...(review && { review }),
    ...(terms && { change: termsJson(terms) }),
    ...more,
  }
  return `${visibleJson(JSON.stringify(report, null, 2))}\n`
}
