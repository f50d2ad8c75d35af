/** What is not known of an order: what its quantities hang on, and what should be looked up before it is placed. */
import type { Release } from '../../knowledge/release.ts'
import type { Fleet } from '../../model/fleet.ts'
import { isPublished, quantities, unpublished } from '../../model/maximum.ts'
import type { Doubt, Gap } from '../../model/part.ts'
import { uncertain } from '../../model/uncertain.ts'
import { beyondMaximum, hearsayBelow } from './bounds.ts'
import type { Draft } from './fill.ts'
import { keyOf } from './key.ts'
import type { Lot } from './lot.ts'
import type { LedgerLine, OrderLine } from './order.ts'
import { heldOnceIssued } from './usable.ts'

/** What the quantities hang on: what is not known of accounts, of holdings that may suffice, and of licences. */
export function* decisive(
  gaps: readonly Gap[],
  rows: readonly LedgerLine[],
  fleet: Fleet,
): Iterable<{ readonly doubt: Doubt | Gap; readonly decides: boolean }> {
  for (const gap of gaps) yield { doubt: gap, decides: true }
  for (const { undecided, doubts, because } of rows)
    if (undecided > 0) for (const doubt of doubts) yield { doubt: because[0] ? { ...doubt, at: because[0].place } : doubt, decides: true }
  for (const machine of [...fleet.servers, ...fleet.bridges]) for (const gap of uncertain(machine)) yield { doubt: gap, decides: true }
}

/** Maximums that a person should look up before more is ordered: none is published at hand, or a forum alone gives one. */
export function* maximumsWanted(fleet: Fleet, { holders }: Lot, drafts: readonly Draft[]): Iterable<Doubt> {
  for (const { machine, release } of holders) {
    const given = new Map<string, number>()
    for (const { candidate, count } of drafts)
      if (candidate.holder.machine === machine)
        for (const [key, units] of candidate.supply.gives) given.set(key, (given.get(key) ?? 0) + units * count)
    const ordered = quantities.filter((what) => given.has(keyOf(machine.name, what)))
    for (const what of ordered) {
      const then = heldOnceIssued(fleet, what, machine, release) + (given.get(keyOf(machine.name, what)) ?? 0)
      const missing = hearsayBelow(fleet, what, machine, release, then)
      if (missing !== undefined) yield { missing, of: machine.name }
    }
    if (ordered.some((what) => !isPublished(fleet, what, machine, release)))
      yield beforeOrdering(unpublished(fleet, machine, release), release)
  }
}

/** Prices that no longer hold on the day by which their line is ordered. */
export const stalePrices = (lines: readonly OrderLine[]): Doubt[] =>
  lines.flatMap(({ number, holder, item, orderBy }) =>
    item?.validTo !== undefined && orderBy !== undefined && item.validTo < orderBy
      ? [{ missing: `the price of line ${number} on ${orderBy}: those of ${item.book} hold until ${item.validTo}`, of: holder }]
      : [],
  )

const beforeOrdering = ({ missing, brief = missing, remedy = '', of }: Doubt, release: Release): Doubt => ({
  missing,
  of,
  brief: `${brief}: ${beyondMaximum(release)}`,
  remedy: `the vendor’s list of platforms for ${release.id}; ${remedy}`,
})
