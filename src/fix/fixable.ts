/** Which findings can be fixed: those that have a fix, in files that are YAML as they stand. */
import type { Applicability, Finding, Fix } from '../finding.ts'

export interface Fixable extends Finding {
  readonly fix: Fix
}

/** The findings that an edit mends. In a file with syntax errors nobody knows what else an edit would change. */
export function fixable(findings: readonly Finding[]): readonly Fixable[] {
  const broken = new Set(findings.flatMap(({ rule, severity, file }) => (rule === 'yaml-syntax' && severity === 'error' ? [file] : [])))
  return findings.flatMap((finding) => (finding.fix && !broken.has(finding.file) ? [{ ...finding, fix: finding.fix }] : []))
}

/** Whether a fix is among those asked for: who asks for the suggested ones wants the safe ones, too. */
export const isAsked = ({ applicability }: Fix, how: Applicability): boolean => how === 'suggested' || applicability === 'safe'
