/** Quotes held against an order: each row goes to the line of its number, else of its part number, else of its feature. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { features } from '../../../knowledge/knowledge.ts'
import { addTo } from '../../../model/add-to.ts'
import type { Fleet } from '../../../model/fleet.ts'
import { amountOf } from '../../../model/grant.ts'
import type { QuoteRow } from '../../../source/quote-file.ts'
import type { Order, OrderLine, Units } from '../order.ts'
import type { Delivery, Remark, VerifiedLine } from './delivery.ts'
import { type Expected, expectedHost } from './host.ts'
import { faultsOf, featureOf, itemsOf, macOf, priceRemarks } from './row.ts'
import { remarkAt } from './share.ts'
import { fill, isShort, unitsText, verified, type Want, wantsOf } from './want.ts'

type Say = ReturnType<typeof remarkAt>

/** An order line with what of it has been quoted, in items. */
interface Asked {
  readonly line: OrderLine
  readonly wants: readonly Want[]
  quoted: number
  readonly remarks: Remark[]
}

interface Table {
  readonly all: readonly Asked[]
  readonly byNumber: ReadonlyMap<number, Asked>
  readonly byPart: ReadonlyMap<string, readonly Asked[]>
  /** By part number and holder, and by part number and what the licence is tied to. */
  readonly byMachine: ReadonlyMap<string, readonly Asked[]>
  readonly byFeature: ReadonlyMap<FeatureName, readonly Want[]>
  /** By feature and holder. */
  readonly byHolder: ReadonlyMap<string, readonly Want[]>
}

export function verifyQuotes(
  order: Order,
  fleet: Fleet,
  deliveries: readonly Delivery[],
): { readonly lines: readonly VerifiedLine[]; readonly others: readonly Remark[] } {
  const table = tableOf(fleet, order)
  const others: Remark[] = []
  const late: (() => void)[] = []
  for (const delivery of deliveries) {
    if (delivery.kind !== 'quote') continue
    const { file, quote } = delivery
    for (const { at, message } of quote.faults) others.push({ ...remarkAt(file, at.line)('not-understood', message), column: at.column })
    for (const row of quote.rows) late.push(...take(fleet, table, known(fleet, row), remarkAt(file, row.at.line), others))
  }
  for (const say of late) say()
  return { lines: table.all.flatMap(linesOf), others }
}

function tableOf(fleet: Fleet, order: Order): Table {
  const wants = new Map<OrderLine, Want[]>()
  for (const want of wantsOf(order)) addTo(wants, want.line, want)
  const all = order.lines.map((line): Asked => ({ line, wants: wants.get(line) ?? [], quoted: 0, remarks: [] }))
  const [byPart, byMachine] = [new Map<string, Asked[]>(), new Map<string, Asked[]>()]
  const [byFeature, byHolder] = [new Map<FeatureName, Want[]>(), new Map<string, Want[]>()]
  for (const asked of all) {
    const { line } = asked
    if (line.item) {
      const expected = hostOf(fleet, line, asked.wants)
      const hosts = 'macs' in expected ? expected.macs : 'serial' in expected ? [expected.serial] : []
      addTo(byPart, line.item.partNumber, asked)
      for (const name of new Set([line.holder, ...hosts])) if (name !== undefined) addTo(byMachine, key(line.item.partNumber, name), asked)
    }
    for (const want of asked.wants) {
      addTo(byFeature, want.feature, want)
      addTo(byHolder, key(want.feature, line.holder), want)
    }
  }
  return { all, byNumber: new Map(all.map((asked) => [asked.line.number, asked])), byPart, byMachine, byFeature, byHolder }
}

const key = (...parts: readonly (string | undefined)[]): string => JSON.stringify(parts)

/** A row without a name that no machine of the fleet has: vendors write there whom they deliver to. */
function known({ serverNamed, bridgeNamed }: Fleet, { holder, ...row }: QuoteRow): QuoteRow {
  return holder !== undefined && (serverNamed.has(holder) || bridgeNamed.has(holder)) ? { ...row, holder } : row
}

/** Gives a row to the lines that it is for. Returns what waits until every row that names an order line has been given. */
function take(fleet: Fleet, table: Table, row: QuoteRow, say: Say, others: Remark[]): readonly (() => void)[] {
  const asked = linesFor(table, row)
  if (asked.length > 0) return byItem(fleet, asked, row, say)
  const named = row.partNumber === undefined ? featureOf(row.feature) : undefined
  const units = named ? [{ feature: named, units: row.quantity }] : grantedBy(fleet, row)
  const ordered = units.filter(({ feature }) => table.byFeature.has(feature))
  const what = row.partNumber ?? row.feature ?? `line ${row.number}`
  if (ordered.length === 0)
    others.push(
      say('not-ordered', `${row.quantity} × ${what}${row.holder === undefined ? '' : ` for ${row.holder}`}: no order line asks for that`),
    )
  return ordered.map((each) => () => byUnits(fleet, table, row, each, say))
}

/** What a row grants by an item that the price books have and the order has not. What it takes for that, no order line allows. */
function grantedBy(fleet: Fleet, { partNumber, quantity }: QuoteRow): readonly Units[] {
  const [item] = partNumber === undefined ? [] : itemsOf(fleet, partNumber)
  if (!item || item.converts || item.upgradesFrom !== undefined) return []
  const entitled: Readonly<Record<string, number | boolean | undefined>> = item.entitles
  return features.flatMap(({ name }) => {
    const units = quantity * (item.packSize ?? 1) * amountOf(entitled[name])
    return units > 0 ? [{ feature: name, units }] : []
  })
}

/** The order line of a row's number, else those of its part number: of the machine that the row names by name or host id, if it does. */
function linesFor({ byNumber, byPart, byMachine }: Table, row: QuoteRow): readonly Asked[] {
  const { number, partNumber, holder } = row
  const numbered = number === undefined ? undefined : byNumber.get(number)
  const feature = featureOf(row.feature)
  if (
    numbered &&
    (partNumber === undefined || partNumber === numbered.line.item?.partNumber) &&
    (holder === undefined || holder === numbered.line.holder) &&
    (feature === undefined || numbered.wants.some((want) => want.feature === feature))
  )
    return [numbered]
  const own = byMachine.get(key(partNumber, holder)) ?? byMachine.get(key(partNumber, macOf(row.hostId) ?? row.hostId))
  return own ?? (partNumber === undefined ? [] : (byPart.get(partNumber) ?? []))
}

const hostOf = (fleet: Fleet, line: OrderLine, [want]: readonly Want[]): Expected =>
  want ? expectedHost(fleet, line, want.feature) : { unknown: { missing: 'what it grants', of: line.holder } }

function byItem(fleet: Fleet, asked: readonly Asked[], row: QuoteRow, say: Say): readonly (() => void)[] {
  const open = (): Asked | undefined => asked.find(({ line, quoted }) => quoted < line.count) ?? asked[asked.length - 1]
  const first = open()
  if (!first) return []
  const faults = faultsOf(fleet, row, first.line, hostOf(fleet, first.line, first.wants), say)
  if (faults.some(isGrave)) return [() => open()?.remarks.push(...faults)]
  first.remarks.push(...faults, ...priceRemarks(row, first.line, say))
  let left = row.quantity
  for (const each of asked) left -= give(each, Math.min(left, Math.max(0, each.line.count - each.quoted)))
  const last = asked[asked.length - 1]
  if (left > 0 && last) {
    give(last, left)
    last.remarks.push(say('surplus', `${left} more than ordered`))
  }
  return []
}

function give(asked: Asked, items: number): number {
  asked.quoted += items
  for (const want of asked.wants) want.received += items * (want.ordered / asked.line.count)
  return items
}

/** A row that names a feature, or another item of the price book, counts by what it grants. */
function byUnits(fleet: Fleet, { byFeature, byHolder }: Table, row: QuoteRow, { feature, units }: Units, say: Say): void {
  const targets = byHolder.get(key(feature, row.holder)) ?? byFeature.get(feature) ?? []
  const open = targets.find(isShort) ?? targets[targets.length - 1]
  if (!open) return
  const faults = faultsOf(fleet, row, open.line, expectedHost(fleet, open.line, feature), say)
  open.remarks.push(...faults)
  if (faults.some(isGrave)) return
  const { filled, left } = fill(targets, units)
  if (row.partNumber !== undefined)
    for (const { want, taken } of filled) {
      const ordered = want.line.item ? `, where ${want.line.item.partNumber} was ordered` : ''
      want.remarks.push(say('substitute', `${unitsText(feature, taken)} by ${row.partNumber}${ordered}`))
    }
  if (left === 0) return
  open.received += left
  open.remarks.push(say('surplus', `${unitsText(feature, left)} more than ordered`))
}

const isGrave = ({ kind }: Remark): boolean => kind !== 'not-understood' && kind !== 'other-member'

/** What became of an order line: of each feature that it gives, or of the item where it gives none. */
function linesOf({ line, wants, quoted, remarks }: Asked): readonly VerifiedLine[] {
  for (const want of wants) want.remarks.unshift(...remarks)
  if (wants.length > 0) return wants.map((want) => verified(want, 'quote'))
  return [verified({ line, feature: undefined, ordered: line.count, received: quoted, maybe: 0, remarks }, 'quote')]
}
