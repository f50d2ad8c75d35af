/** An order as tables of typed cells, for programs that calculate with them. */

import { feature } from '../../knowledge/knowledge.ts'
import type { Money } from '../../licensing/order/money.ts'
import { plainAmount } from '../../licensing/order/money.ts'
import type { Order } from '../../licensing/order/order.ts'
import type { Where } from '../address.ts'
import { becauseText, gapText, hostOf, orderByText, replacesText, unitsText, waitsFor } from './words.ts'

/** What runs on over the empty cells beside it, unless it is loud. */
export interface Remark {
  readonly says: string
  readonly loud: boolean
}

/** Text that is empty and undefined are cells without anything. An `id` is text even where it looks like a number. */
export type Cell = string | number | { readonly day: string } | { readonly figure: string } | { readonly id: string } | Remark | undefined

/** An amount of money as a figure: its currency stands in a cell of its own. */
export const moneyCell = (money: Money | undefined): Cell => money && { figure: plainAmount(money) }

export interface Heading {
  readonly title: string
  /** In characters. */
  readonly width: number
}

/** Columns by their titles and widths. */
export const headings = (...columns: readonly (readonly [title: string, width: number])[]): Heading[] =>
  columns.map(([title, width]) => ({ title, width }))

export const remark = (says: string): Cell => ({ says, loud: false })

export const lineHeadings: readonly Heading[] = [
  { title: 'Number', width: 10 },
  { title: 'For', width: 16 },
  { title: 'Kind', width: 8 },
  { title: 'Pool', width: 10 },
  { title: 'Host id kind', width: 20 },
  { title: 'Host id', width: 15 },
  { title: 'Part number', width: 20 },
  { title: 'Description', width: 28 },
  { title: 'Count', width: 9 },
  { title: 'Gives', width: 28 },
  { title: 'Unit price', width: 12 },
  { title: 'Amount', width: 14 },
  { title: 'Currency', width: 11 },
  { title: 'Order by', width: 12 },
  { title: 'Because', width: 40 },
]

/** The lines of an order under `lineHeadings`. */
export function lineRows(order: Order, where: Where): Cell[][] {
  const redeeming = new Map(
    order.requests.flatMap((request) => request.lines.map((number) => [`${number} ${request.of}`, request] as const)),
  )
  return order.lines.map((line) => {
    const { number, holder, kind, pool, item, count, gives, takes, amount, because } = line
    const exchange = takes.length === 0 ? '' : ` in exchange for ${unitsText(takes)} that are held`
    const why = [
      ...[replacesText(line) ?? [], gapText(line) ?? []].flat(),
      ...because.map((each) =>
        becauseText(
          [each],
          holder,
          gives.some((units) => feature(units.feature).counted),
          where,
        ),
      ),
    ]
    const day = waitsFor(line, order)
    const host = hostOf(redeeming.get(`${number} ${holder}`))
    return [
      number,
      holder,
      kind,
      pool,
      host.kind,
      host.id === undefined ? undefined : { id: host.id },
      item?.partNumber,
      item?.description,
      count,
      unitsText(gives) + exchange,
      moneyCell(item?.price),
      moneyCell(amount),
      (item?.price ?? amount)?.currency,
      day === undefined ? orderByText(line, order) : { day },
      why.join('; '),
    ]
  })
}
