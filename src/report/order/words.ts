/** Phrases of an order, the same in every format. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { feature } from '../../knowledge/knowledge.ts'
import type { AccountKind, Because, LedgerLine, LicenseRequest, OpenItem, Order, OrderLine, Units } from '../../licensing/order/order.ts'
import { dayAfter, daysFrom } from '../../model/day.ts'
import { counted, figure } from '../../model/figure.ts'
import type { Where } from '../address.ts'
import { address } from '../address.ts'
import { amountOf, totalOf } from '../licenses/words.ts'

const kinds: Readonly<Record<AccountKind, string>> = { server: 'server', pool: 'pool', bridge: 'Bridge' }

/** `server SYD-UNITY1`, `pool anz`, `Bridge SYD-BRIDGE1`. */
export const account = (kind: AccountKind, of: string): string => `${kinds[kind]} ${of}`

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `32 voice ports, AMIS networking`. */
export const unitsText = (units: readonly Units[]): string => units.map((each) => amountOf(feature(each.feature), each.units)).join(', ')

/** An amount of a feature without its name: `32`, or of a capability `yes`, `no`. */
export const amount = (name: FeatureName, value: number): string => between(name, value, value)

/** The same between two bounds: `32 to 40`, `at least 32`, `perhaps`. */
export const between = (name: FeatureName, sure: number, possible: number): string =>
  totalOf({ feature: feature(name), holding: { sure, possible } })

/** What it has from others: `50 (pool anz)`. */
export function sharedText({ feature: name, shared }: LedgerLine): string {
  if (!shared || shared.amount === 0) return ''
  return `${amount(name, shared.amount)} (${shared.by === 'pool' ? `pool ${shared.name}` : shared.name})`
}

/** Where it is needed: `400 at sydney.yaml:24; 150 at perth.yaml:9 (PER-UNITY1)`. A machine is named where it is not `of` itself. */
export function becauseText(because: readonly Because[], of: string, isCount: boolean, where: Where): string {
  const places = because.map((each) => {
    const machine = each.of === of ? '' : ` (${each.of})`
    return `${isCount ? `${figure(each.amount)} ` : ''}at ${address(each.place, where)}${machine}`
  })
  return [...new Set(places)].join('; ')
}

/** The day by which a line has to be ordered; undefined where that is now, on the day on which its own machine is judged. */
export function waitsFor({ orderBy, expires, late }: OrderLine, { asOf, leadDays }: Order): string | undefined {
  // It is never before that day, and so is that day where what expires would ask for an earlier one.
  if (orderBy === undefined || late > 0 || (expires !== undefined && orderBy > daysFrom(expires, -leadDays))) return undefined
  return asOf.length > 0 && asOf.every((day) => orderBy <= day) ? undefined : orderBy
}

/** The same in words: `now`, `now: 10 days too late`, `2007-04-17`. */
export const orderByText = (line: OrderLine, order: Order): string =>
  waitsFor(line, order) ?? (line.late > 0 ? `now: ${counted(line.late, 'days')} too late` : 'now')

/** For how long nothing is licensed although it is ordered today: `without licence from 2007-03-11 to 2007-03-21`. */
export function gapText({ expires, late }: OrderLine): string | undefined {
  if (expires === undefined || late === 0) return undefined
  const [first, last] = [dayAfter(expires), daysFrom(expires, late)]
  return `without licence ${first === last ? `on ${first}` : `from ${first} to ${last}`}`
}

/** What it replaces: `replaces what expires on 2007-05-01 of MEL-UNITY1`. The machine is named where it is not the holder. */
export function replacesText({ holder, expires, expiring }: OrderLine): string | undefined {
  if (expires === undefined) return undefined
  const others = expiring.some((name) => name !== holder) ? ` of ${expiring.join(' and ')}` : ''
  return `replaces what expires on ${expires}${others}`
}

/** `price book prices-2007 (AUD)`, of every price book that the lines are from. */
export const booksOf = ({ lines }: Pick<Order, 'lines'>): string[] => [
  ...new Set(lines.flatMap(({ item }) => (item ? [`price book ${item.book} (${item.price.currency})`] : []))),
]

const hostLabel = /\bMAC\b|\bserial number\b|\bhost id\b|\bdongle\b/i

/**
 * To which machine a licence is tied, by the request for it: its MAC or dongle, as the form calls it. Of several the last, which is
 * the new one. Without an id it is not known.
 */
export function hostOf(request: LicenseRequest | undefined): { readonly kind: string; readonly id: string | undefined } {
  const field = (request?.fields ?? []).findLast(({ label }) => hostLabel.test(label))
  return { kind: field?.value === undefined ? `${field?.label ?? 'host id'} (not known)` : field.label, id: field?.value }
}

/** A row for a spec, which says nothing to those who buy. */
const forSpec = /; (a Maximums document states .*)$/s

/** What is missing, how it is found, and where it belongs. */
export function openText({ missing, of, find, place }: OpenItem, where: Where): string {
  const [, row] = forSpec.exec(find ?? '') ?? []
  const by = find === undefined ? '' : `. To be found by: ${find.replace(forSpec, '')}`
  return `${of}: ${missing}${by}${place ? ` (${address(place, where)})` : ''}${row === undefined ? '' : `; in the spec: ${row}`}`
}
