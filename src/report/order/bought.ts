/** What is bought: the lines of an order and what they come to, as tables for people. */

import { feature } from '../../knowledge/knowledge.ts'
import { moneyText } from '../../licensing/order/money.ts'
import type { Order, OrderLine, Total } from '../../licensing/order/order.ts'
import { figure } from '../../model/figure.ts'
import { lineList } from '../licenses/words.ts'
import { type Block, type Column, type Row, tableOf } from '../page/page.ts'
import { account, booksOf, capital, gapText, orderByText, replacesText, unitsText } from './words.ts'

const columns: readonly Column[] = [
  { title: 'No.', figures: true },
  { title: 'for' },
  { title: 'part number', copied: true },
  { title: 'what' },
  { title: 'count', figures: true },
  { title: 'each', figures: true },
  { title: 'amount', figures: true },
  { title: 'order by', short: true },
]

/** Which lines the total leaves out; empty where it has them all. */
export function unpriced({ lines }: Pick<Order, 'lines'>): string {
  const found = lines.filter(({ amount }) => amount === undefined).map(({ number }) => number)
  return found.length === 0 ? '' : `without ${lineList(found, found.length)}, of which no price is known`
}

export const totalText = ({ of, kind }: Total, order: Pick<Order, 'lines'>): string =>
  kind === 'fleet' ? `Total of the ${unpriced(order) === '' ? 'order' : 'priced lines'}` : capital(account(kind, of))

export function bought(order: Order): Block[] {
  const { lines, totals } = order
  const books = booksOf(order)
  return [
    ...tableOf(
      'Order lines',
      columns,
      lines.map((line) => row(line, order)),
    ),
    ...(books.length === 0 ? [] : [{ kind: 'text', says: `Prices: ${books.join(', ')}` } as const]),
    ...tableOf(
      'Totals',
      [{ title: 'for' }, { title: 'amount', figures: true }],
      totals.map((total) => totalRow(total, order)),
    ),
  ]
}

function row(line: OrderLine, order: Order): Row {
  const { number, kind, holder, pool, item, count, amount } = line
  const note = noteOf(line)
  return {
    cells: [
      String(number),
      `${kind === 'bridge' ? account(kind, holder) : holder}${pool === undefined ? '' : ` (pool ${pool})`}`,
      item?.partNumber ?? '',
      whatText(line),
      figure(count),
      item ? moneyText(item.price) : '',
      amount ? moneyText(amount) : '',
      orderByText(line, order),
    ],
    ...(note !== '' && { note }),
  }
}

/** A line in one sentence: `SYD-UNITY1: 2 x EXAMPLE-VM-50 (Fifty voice mail users), AUD 5,000`. */
export function lineText(line: OrderLine): string {
  const { holder, item, count, amount, number } = line
  const what = item
    ? `${figure(count)} x ${item.partNumber} (${whatText(line)})`
    : `${line.upgrade ? '' : `${figure(count)} `}${whatText(line)}`
  return `line ${number} of the order at this stage, for ${holder}: ${what}${amount ? `, ${moneyText(amount)}` : ''}`
}

/** What is bought, in words. */
function whatText({ item, gives, upgrade }: OrderLine): string {
  if (item?.description !== undefined) return item.description
  const from = upgrade?.from === undefined ? '' : ` from ${upgrade.from}`
  return upgrade ? `upgrade licence${from} to ${upgrade.to}` : gives.map((each) => feature(each.feature).title).join(', ')
}

/** What the count of an item comes to, and what it does to licences that are held. */
function noteOf(line: OrderLine): string {
  const { item, count, gives, takes, upgrade, notBefore } = line
  return [
    ...(item && upgrade ? [`upgrade licence to ${upgrade.to}`] : []),
    ...(item && gives.length > 0 ? [`gives ${unitsText(gives)}${count > 1 ? ' in all' : ''}`] : []),
    ...(takes.length > 0 ? [`in exchange for ${unitsText(takes)} that are held`] : []),
    replacesText(line) ?? [],
    gapText(line) ?? [],
    ...(notBefore === undefined
      ? []
      : [
          `not to be installed before ${notBefore}: beside what it replaces it would exceed the published maximum, which puts the server into shutdown mode`,
        ]),
  ]
    .flat()
    .join('; ')
}

function totalRow(total: Total, order: Order): Row {
  const cells = [totalText(total, order), moneyText(total.amount)]
  const without = unpriced(order)
  return total.kind === 'fleet' ? { cells, total: true, ...(without !== '' && { note: without }) } : { cells }
}
