/** Phrases of the licence viewer. */
import type { FeatureFact } from '../../knowledge/fact.ts'
import type { Total } from '../../licensing/totals.ts'
import type { LineState, ViewedLine } from '../../licensing/viewed-line.ts'
import { dayAfter } from '../../model/day.ts'
import { counted, figure } from '../../model/figure.ts'

/** An amount of a feature: `32 voice ports`, `VPIM networking`, `no VPIM networking`. */
export function amountOf({ title, counted: isCount }: FeatureFact, amount: number | undefined): string {
  if (amount === undefined) return `? ${title}`
  if (!isCount) return amount > 0 ? title : `no ${title}`
  return counted(amount, title)
}

interface Amount {
  readonly feature: Pick<FeatureFact, 'counted'>
  readonly holding: Pick<Total['holding'], 'sure' | 'possible'>
}

/** A total without its feature: `32`, `32 to 40`, `at least 32`, `not known`, `yes`. */
export function totalOf({ feature: { counted }, holding: { sure, possible } }: Amount): string {
  if (!counted) return sure > 0 ? 'yes' : possible > 0 ? 'perhaps' : 'no'
  if (sure === possible) return figure(sure)
  if (possible === Number.POSITIVE_INFINITY) return sure > 0 ? `at least ${figure(sure)}` : 'not known'
  return `${figure(sure)} to ${figure(possible)}`
}

/** Whether there is anything of a total. */
export const some = ({ holding: { possible } }: Total): boolean => possible > 0

/** What missing facts keep a total from being one number. */
export const doubtsOf = ({ holding: { doubts } }: Total): string[] => [...new Set(doubts.map(({ missing }) => missing))]

const states: Readonly<Record<LineState, string>> = {
  'in-force': 'in force',
  expired: 'expired',
  'not-started': 'not begun',
  superseded: 'superseded by a later line',
  'perhaps-superseded': 'perhaps superseded: not every line has a day of issue',
  'second-feature': 'does not count: another FEATURE line does',
  repeated: 'stands in a file above, too',
  unreliable: 'not added up: its file cannot be relied on',
  'not-understood': 'not understood',
}

export function stateOf({ state, grant: { expires, start } }: ViewedLine): string {
  if (state === 'expired' && expires !== undefined) return `expired: counts for nothing from ${dayAfter(expires)} on`
  if (state === 'not-started' && start !== undefined) return `not begun: counts from ${start} on`
  return states[state]
}

/** Numbers of lines as people list them: `lines 1 to 3 and 9`. */
export function lineList(lines: readonly number[], most = 8): string {
  const shown = lines.slice(0, most).map(String)
  const rest = lines.length - shown.length
  const all = rest > 0 ? [...shown, `${rest} more`] : shown
  const last = all.pop() ?? ''
  return `${lines.length === 1 ? 'line' : 'lines'} ${all.length > 0 ? `${all.join(', ')} and ${last}` : last}`
}
