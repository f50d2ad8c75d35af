/** What waivers and a baseline leave out of the count: said in every report, listed where that is asked for. */
import type { Report } from '../check.ts'
import type { Suppressed, Suppression } from '../finding.ts'
import type { Kept } from '../review/keep.ts'
import type { Paint } from './paint.ts'
import { visible } from './visible.ts'

/** `2 suppressed (1 of them would put a server into shutdown mode)`, and what else a review has to say. Empty where there is nothing. */
export function suppressedWords({ suppressed, review }: Report): readonly string[] {
  const grave = graveWords(suppressed)
  const { lapsed = 0, removable = 0, refused = 0 } = review?.baseline ?? {}
  return [
    ...(suppressed.length > 0 ? [`${suppressed.length} suppressed${grave}`] : []),
    ...(review?.leftAside ? ['waivers and baseline left aside'] : []),
    ...entries(lapsed, 'has lapsed', 'have lapsed'),
    ...entries(removable, 'matches nothing any more', 'match nothing any more'),
    ...entries(refused, 'is of a rule that no baseline can suppress', 'are of rules that no baseline can suppress'),
  ]
}

/** ` (1 of them would put a server into shutdown mode)`; empty where none would. */
export function graveWords(all: readonly Suppressed[]): string {
  const shutdowns = all.filter(isGrave).length
  const which = shutdowns < all.length ? `${shutdowns} of them` : shutdowns === 1 ? 'it' : 'all of them'
  return shutdowns === 0 ? '' : ` (${which} would put a server into shutdown mode)`
}

/** Whether it would put a server into shutdown mode. */
export const isGrave = ({ consequence }: Suppressed): boolean => consequence === 'shutdown'

const entries = (count: number, one: string, several: string): readonly string[] =>
  count === 0 ? [] : [count === 1 ? `1 entry of the baseline ${one}` : `${count} entries of the baseline ${several}`]

/** Who says so, why, and until when: `waived by OWNER, TICKET until DAY: REASON`. */
export function suppressionWords({ kind, reason, owner, ticket, until }: Suppression): string {
  if (kind === 'baseline') return reason
  const by = [...(owner === undefined ? [] : [`by ${owner}`]), ...(ticket === undefined ? [] : [ticket])]
  const end = until === undefined ? '' : ` until ${until}`
  return `waived${by.length > 0 ? ` ${by.join(', ')}` : ''}${end}: ${reason}`
}

/** A section of the report for people: two lines a finding. */
export function renderSuppressed({ suppressed }: Report, paint: Paint): readonly string[] {
  if (suppressed.length === 0) return []
  return [[paint('bold', 'suppressed:'), ...suppressed.flatMap((each) => lines(each, paint)), ''].join('\n')]
}

function lines({ file, range: { start }, severity, message, rule, suppression }: Suppressed, paint: Paint): readonly string[] {
  const place = `${visible(file)}:${start.line}:${start.column}`
  return [
    `  ${place}: ${severity}: ${visible(message)} ${paint('dim', `[${rule}]`)}`,
    `    ${paint('blue', '=')} ${visible(suppressionWords(suppression))}`,
  ]
}

/** What was written into a baseline, in a line. */
export function keptWords({ entries, added, removed, refused, grave }: Kept, updated: boolean): string {
  const parts = [
    entries.length === 1 ? '1 finding' : `${entries.length} findings`,
    ...(updated ? [`${added} added, ${removed} removed`] : []),
    ...(grave > 0 ? [`${grave} of them would put a server into shutdown mode`] : []),
    ...(refused > 0 ? [`${refused} more, of rules that no baseline can suppress`] : []),
  ]
  return parts.join('; ')
}
