/** What a report for a forge is made of, besides the findings. */
import type { Report } from '../../check.ts'
import type { Severity } from '../../finding.ts'
import type { Rule } from '../../rules/rule.ts'
import { ignoredText, offText } from '../off.ts'
import { suppressedWords } from '../suppressed.ts'
import { termsWords } from '../terms.ts'
import { othersText, plural } from '../text.ts'
import { tally } from './worst.ts'

export interface Subject {
  readonly report: Report
  readonly rules: readonly Rule[]
  /** The least severity that fails the run. */
  readonly failOn: Severity
  /** The name of a file from the root of its repository, `/` between folders; undefined for what lies outside. */
  readonly fromRoot: (file: string) => string | undefined
}

/** A report, and what it had to leave out, for standard error. */
export interface Rendered {
  readonly text: string
  readonly cut?: string
}

/** A fact that is missing, what it is missing of, and the rules that could not decide without it. */
export interface Gap {
  readonly missing: string
  readonly names: readonly string[]
  readonly rules: readonly string[]
  readonly file: string
}

/** What was not checked, one entry a missing fact. Empty where each is an error of its own. */
export function gapsOf({ coverage, strict }: Report): readonly Gap[] {
  if (strict) return []
  const gaps = new Map<string, { names: Set<string>; rules: Set<string>; file: string }>()
  for (const { missing, brief = missing, of, rule, file } of coverage.unchecked) {
    const gap = gaps.get(brief) ?? { names: new Set(), rules: new Set(), file }
    gap.names.add(of)
    gap.rules.add(rule)
    gaps.set(brief, gap)
  }
  return [...gaps].map(([missing, { names, rules, file }]) => ({ missing, names: [...names], rules: [...rules], file }))
}

const mostNames = 3

/** `SYD-UNITY1, SYD-UNITY2 and 4 more: its licences`. */
export function gapText({ missing, names }: Gap): string {
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : ''
  return `${names.slice(0, mostNames).join(', ')}${more}: ${missing}`
}

/** What kept the report from being whole: the counts of what could not be read and of what could not be decided. */
export function shortcomings(report: Report): readonly string[] {
  const { documents, unreadable = [], passedOver } = report.coverage
  const gaps = gapsOf(report)
  const undecided = new Set(report.coverage.unchecked.map(({ rule, of }) => `${rule} ${of}`)).size
  return [
    ...(unreadable.length > 0 ? [`${plural(unreadable.length, 'path')} could not be looked at`] : []),
    ...(documents.unread > 0 ? [`${plural(documents.unread, 'document')} could not be read`] : []),
    ...(gaps.length > 0 ? [`${plural(undecided, 'check')} undecided, for want of ${plural(gaps.length, 'fact')}`] : []),
    ...(passedOver?.links ? [`${plural(passedOver.links, 'link')} not followed`] : []),
    ...[offText(report.coverage), ignoredText(report.coverage)].flatMap((text) => text ?? []),
  ]
}

/** How much was looked at: `3 files (2 servers, 35 rules)`. */
export function extent({ coverage: { files, servers, bridges, rules } }: Report): string {
  const parts = [plural(servers, 'server'), ...(bridges > 0 ? [plural(bridges, 'Bridge')] : []), plural(rules, 'rule')]
  return `${plural(files, 'file')} (${parts.join(', ')})`
}

/** The whole report in a line: `2 errors in 3 files (2 servers, 35 rules); 5 checks undecided, for want of 2 facts`. */
export const summed = (report: Report): string =>
  [
    `${tally(report.findings) || 'no findings'} in ${extent(report)}`,
    ...suppressedWords(report),
    ...shortcomings(report),
    ...others(report),
  ].join('; ')

/** What a change has done beside, and how many findings are not told: in the words of every report. */
export const others = (report: Report): readonly string[] => [...termsWords(report), ...(!report.others ? [] : [othersText(report.others)])]
