/** Quotes held against an order: each row goes to the line of its number, else of its part number, else of its feature. */
import { features } from '../../../knowledge/knowledge.ts'
import type { Fleet } from '../../../model/fleet.ts'
import { amountOf } from '../../../model/grant.ts'
import type { Order, Units } from '../order.ts'
import type { Delivery, Remark, VerifiedLine } from './delivery.ts'
import { byItem, byUnits, type Taking } from './given.ts'
import { installOn } from './maximum.ts'
import { namesOf, type Row } from './named.ts'
import { type Asked, linesFor, tableOf, wantsFor } from './quoted.ts'
import { featureOf, itemsOf } from './row.ts'
import { remarkAt } from './share.ts'
import { verified } from './want.ts'

export function verifyQuotes(
  order: Order,
  fleet: Fleet,
  deliveries: readonly Delivery[],
): { readonly lines: readonly VerifiedLine[]; readonly others: readonly Remark[] } {
  const table = tableOf(fleet, order)
  const others: Remark[] = []
  const [late, last]: [(() => void)[], (() => void)[]] = [[], []]
  const [named, install] = [namesOf(fleet), installOn(fleet)]
  const rows: Taking[] = []
  for (const delivery of deliveries) {
    if (delivery.kind !== 'quote') continue
    const { file, quote } = delivery
    for (const { at, message } of quote.faults) others.push({ ...remarkAt(file, at.line)('not-understood', message), column: at.column })
    for (const row of quote.rows)
      rows.push({ fleet, table, row: named(row), say: remarkAt(file, row.at.line), install, others, late, last })
  }
  // A row that names its machine takes its line before one that could be for any.
  const isTied = ({ row }: Taking): boolean => linesFor(fleet, table, row).tied || wantsFor(fleet, table, featureOf(row.feature), row).tied
  const tied = new Set(rows.filter(isTied))
  for (const taking of tied) take(taking)
  for (const taking of rows) if (!tied.has(taking)) take(taking)
  for (const say of late) say()
  // Among those that wait for all are some that only now began to wait.
  for (const say of last) say()
  return { lines: table.all.flatMap(linesOf), others }
}

/** Gives a row to the lines that it is for. */
function take(taking: Taking): void {
  const { fleet, table, row, say, others, late } = taking
  const { lines, tied } = linesFor(fleet, table, row)
  if (lines.length > 0) {
    byItem(taking, lines, tied)
    return
  }
  const named = row.partNumber === undefined ? featureOf(row.feature) : undefined
  const units = named ? [{ feature: named, units: row.quantity }] : grantedBy(fleet, row)
  const ordered = units.filter(({ feature }) => table.byFeature.has(feature))
  const what = row.partNumber ?? row.feature ?? `line ${row.number}`
  const whom = row.holder ?? row.stranger?.slice(0, longest)
  if (ordered.length === 0)
    others.push(say('not-ordered', `${row.quantity} × ${what}${whom === undefined ? '' : ` for ${whom}`}: no order line asks for that`))
  for (const each of ordered) late.push(() => byUnits(taking, each))
}

const longest = 40

/** What a row grants by an item that the price books have and the order has not. What it takes for that, no order line allows. */
function grantedBy(fleet: Fleet, { partNumber, quantity }: Row): readonly Units[] {
  const [item] = partNumber === undefined ? [] : itemsOf(fleet, partNumber)
  if (!item || item.converts || item.upgradesFrom !== undefined) return []
  const entitled: Readonly<Record<string, number | boolean | undefined>> = item.entitles
  return features.flatMap(({ name }) => {
    const units = quantity * (item.packSize ?? 1) * amountOf(entitled[name])
    return units > 0 ? [{ feature: name, units }] : []
  })
}

/** What became of an order line: of each feature that it gives, or of the item where it gives none. */
function linesOf({ line, wants, quoted, maybe, remarks }: Asked): readonly VerifiedLine[] {
  for (const want of wants) want.remarks.unshift(...remarks)
  if (wants.length > 0) return wants.map((want) => verified(want, 'quote'))
  return [verified({ line, feature: undefined, ordered: line.count, received: quoted, maybe, remarks }, 'quote')]
}
