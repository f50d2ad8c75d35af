/** An order for programs: `schemas/order.schema.json`. What is not known is null. Safe to show on a terminal. */

import type { Citation } from '../../finding.ts'
import { cite } from '../../knowledge/knowledge.ts'
import { type Money, plainAmount } from '../../licensing/order/money.ts'
import type {
  Because,
  Blocked,
  Field,
  FleetLine,
  LedgerLine,
  LicenseRequest,
  OpenItem,
  Order,
  OrderLine,
} from '../../licensing/order/order.ts'
import { version } from '../../version.ts'
import { placeJson, type Where } from '../address.ts'
import { visibleJson } from '../visible.ts'
import { openItems, reasons } from './incomplete.ts'
import { settled } from './summary.ts'

type Json = Readonly<Record<string, unknown>>

export function orderJson(order: Order, where: Where): string {
  const { asOf, leadDays, growth, ledger, fleet, proofs, lines, blocked, totals, requests, optimality, unread, errors } = order
  const shown = {
    formatVersion: '1',
    tool: { name: 'cuspec', version },
    asOf,
    leadDays,
    growth,
    summary: { complete: reasons(order).length === 0, nothing: settled(order), notComplete: reasons(order) },
    ledger: ledger.map((line) => ledgerJson(line, where)),
    fleet: fleet.map((line) => ({ feature: line.feature, ...amounts(line) })),
    proofs,
    lines: lines.map((line) => lineJson(line, where)),
    blocked: blocked.map((each) => blockedJson(each, where)),
    totals: totals.map(({ of, kind, amount }) => ({ of, kind, amount: moneyJson(amount) })),
    requests: requests.map((request) => requestJson(request, where)),
    open: openItems(order).map((item) => weighedJson(item, where)),
    optimality,
    unread,
    errors,
    facts: factsOf(order),
  }
  return `${visibleJson(JSON.stringify(shown, null, ledger.length > mostIndented ? 0 : 2))}\n`
}

/** Everything that is cited, once; elsewhere it is named by its id. */
function factsOf({ blocked, requests }: Order): readonly Citation[] {
  const cited = [
    ...blocked.flatMap(({ cites }) => cites),
    ...requests.flatMap(({ cites, steps }) => [...cites, ...steps.flatMap(({ facts }) => facts.map(cite))]),
  ]
  return [...new Map(cited.map((citation) => [citation.fact, citation])).values()]
}

const idsOf = (cites: readonly Citation[]): string[] => [...new Set(cites.map(({ fact }) => fact))]

/** A larger one is not read by people, and would be twice as long. */
const mostIndented = 1000

const orNull = <Value>(value: Value | undefined): Value | null => value ?? null

export const moneyJson = (money: Money): Json => ({ currency: money.currency, amount: plainAmount(money) })

const becauseJson = (because: readonly Because[], where: Where): Json[] =>
  because.map(({ of, amount, place }) => ({ of, amount, at: placeJson(place, where) }))

/** How many are to be ordered: a figure, or null with the bounds where it is not known. */
const ordered = (toOrder: number, undecided: number): Json =>
  undecided > 0 ? { toOrder: null, atLeast: toOrder, atMost: toOrder + undecided } : { toOrder }

function amounts({ needed, held: { sure, possible }, reissued, toOrder, later, undecided, surplus, today }: LedgerLine | FleetLine): Json {
  return {
    needed,
    held: sure,
    ...(possible !== sure && { heldAtMost: Number.isFinite(possible) ? possible : null }),
    ...(reissued > 0 && { reissued }),
    ...ordered(toOrder, undecided),
    ...(later > 0 && { later }),
    surplus,
    ...(today && { today: { needed: today.needed, ...ordered(today.toOrder, today.undecided) } }),
  }
}

const ledgerJson = (line: LedgerLine, where: Where): Json => ({
  of: line.of,
  kind: line.kind,
  feature: line.feature,
  ...amounts(line),
  ...(line.shared && { shared: line.shared }),
  ...(line.lent > 0 && { lent: line.lent }),
  ...(line.uncounted !== undefined && { uncounted: line.uncounted }),
  because: becauseJson(line.because, where),
  missing: [...new Set(line.doubts.map(({ missing }) => missing))],
})

function lineJson(
  {
    number,
    holder,
    kind,
    pool,
    upgrade,
    item,
    count,
    gives,
    takes,
    amount,
    orderBy,
    expires,
    expiring,
    late,
    notBefore,
    because,
  }: OrderLine,
  where: Where,
): Json {
  return {
    number,
    for: holder,
    kind,
    ...(pool !== undefined && { pool }),
    ...(upgrade && { upgrade: { ...(upgrade.from !== undefined && { from: upgrade.from }), to: upgrade.to } }),
    item: item
      ? {
          partNumber: item.partNumber,
          ...(item.description !== undefined && { description: item.description }),
          book: item.book,
          price: moneyJson(item.price),
          at: placeJson(item.place, where),
        }
      : null,
    count,
    gives,
    takes,
    amount: amount ? moneyJson(amount) : null,
    orderBy: orNull(orderBy),
    ...(notBefore !== undefined && { notBefore }),
    ...(expires !== undefined && { expires, expiring, late }),
    because: becauseJson(because, where),
  }
}

const blockedJson = ({ of, kind, feature, units, reason, place, cites }: Blocked, where: Where): Json => ({
  of,
  kind,
  feature,
  units,
  reason,
  ...(place && { at: placeJson(place, where) }),
  facts: idsOf(cites),
})

export const openJson = ({ missing, of, find, place }: OpenItem, where: Where): Json => ({
  missing,
  of,
  ...(find !== undefined && { find }),
  ...(place && { at: placeJson(place, where) }),
})

/** With whether quantities hang on it. */
const weighedJson = (item: OpenItem, where: Where): Json => ({ ...openJson(item, where), decides: item.decides })

const fieldJson = ({ label, value, why, mayStayBlank, place }: Field, where: Where): Json => ({
  label,
  value: orNull(value),
  ...(why !== undefined && { why }),
  mayStayBlank,
  ...(place && { at: placeJson(place, where) }),
})

/** One request, as the definition `request` of the schema has it. */
export const requestJson = ({ kind, of, title, why, lines, fields, steps, shows, open, cites }: LicenseRequest, where: Where): Json => ({
  kind,
  of,
  title,
  why,
  lines,
  fields: fields.map((field) => fieldJson(field, where)),
  steps: steps.map(({ phase, on, says, facts }) => ({ phase, ...(on !== undefined && { on }), says, facts })),
  shows,
  open: open.map((item) => weighedJson(item, where)),
  facts: idsOf(cites),
})
