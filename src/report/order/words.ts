/** Phrases of an order, the same in every format. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { feature } from '../../knowledge/knowledge.ts'
import type { AccountKind, Because, LedgerLine, LicenseRequest, OpenItem, Order, OrderLine, Units } from '../../licensing/order/order.ts'
import { figure } from '../../model/figure.ts'
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
export function becauseText(because: readonly Because[], of: string, counted: boolean, where: Where): string {
  const places = because.map((each) => {
    const machine = each.of === of ? '' : ` (${each.of})`
    return `${counted ? `${figure(each.amount)} ` : ''}at ${address(each.place, where)}${machine}`
  })
  return [...new Set(places)].join('; ')
}

/** The day by which a line has to be ordered, in words: `now`, `2007-04-17`. */
export function orderByText({ orderBy }: Pick<OrderLine, 'orderBy'>, { asOf }: Pick<Order, 'asOf'>): string {
  if (orderBy === undefined) return 'now'
  return asOf.length > 0 && asOf.every((day) => orderBy <= day) ? 'now' : orderBy
}

const hostLabel = /\bMAC\b|\bserial number\b|\bhost id\b|\bdongle\b/i

/**
 * To which machine a licence is tied, by the request for it: its MAC or dongle. Always with the label of the form, without
 * which a spreadsheet program takes the MAC 00E112233445 for a number.
 */
export function hostText(request: LicenseRequest | undefined): string {
  const fields = (request?.fields ?? []).filter(({ label }) => hostLabel.test(label))
  return fields.length === 0 ? 'not known' : fields.map(({ label, value = 'not known' }) => `${label}: ${value}`).join('; ')
}

/** What is missing, how it is found, and where it belongs. */
export function openText({ missing, of, find, place }: OpenItem, where: Where): string {
  const head = `${of}: ${missing}${place ? ` (${address(place, where)})` : ''}`
  return find === undefined ? head : `${head}. To be found by: ${find}`
}
