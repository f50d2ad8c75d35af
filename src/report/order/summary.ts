/** What comes of an order, in a few sentences. */
import { moneyText } from '../../licensing/order/money.ts'
import type { Order } from '../../licensing/order/order.ts'
import { counted } from '../../model/figure.ts'
import { openItems, reasons } from './incomplete.ts'
import type { Page } from './page.ts'

/** Whether there is nothing to buy, and that is sure. */
export const settled = (order: Order): boolean =>
  order.lines.length === 0 &&
  reasons(order).length === 0 &&
  [...order.ledger, ...order.fleet].every(({ toOrder, undecided }) => toOrder === 0 && undecided === 0)

export function summary(order: Order): Page['summary'] {
  const open = openItems(order).filter(({ decides }) => !decides).length
  const why = reasons(order)
  return [
    { says: `${outcome(order)}${requests(order)}.` },
    ...(why.length > 0 ? [{ says: `Not complete: ${why.join('; ')}.`, loud: true }] : []),
    ...(open > 0
      ? [{ says: `${counted(open, 'open items')} ${open === 1 ? 'has' : 'have'} to be settled before everything can be requested.` }]
      : []),
    { says: basis(order) },
  ]
}

function outcome(order: Order): string {
  if (settled(order)) return 'Nothing to order: all that is needed is held'
  const { lines } = order
  if (lines.length === 0) return 'No line can be ordered yet'
  const machines = new Set(lines.map(({ holder }) => holder)).size
  return `To be ordered: ${counted(lines.length, 'lines')} for ${counted(machines, 'machines')}${price(order)}; ${deadline(order)}`
}

function price({ lines, totals }: Order): string {
  const sums = totals.filter(({ kind }) => kind === 'fleet').map(({ amount }) => moneyText(amount))
  if (sums.length === 0) return ', without prices'
  const without = lines.filter(({ amount }) => amount === undefined).length
  return `, ${sums.join(' and ')} in all${without > 0 ? ` and ${counted(without, 'lines')} without a price` : ''}`
}

/** By when: of the lines that wait, the first. */
function deadline({ lines, asOf }: Order): string {
  const first = asOf.reduce((least, day) => (day < least ? day : least), asOf[0] ?? '')
  const days = lines.flatMap(({ orderBy }) => (orderBy === undefined || orderBy < first ? [] : [orderBy])).sort()
  const now = lines.length - days.length
  const [next] = days
  if (next === undefined) return 'all of it now'
  if (now === 0) return `the first of it by ${next}`
  return `${counted(now, 'lines')} now, the first of the rest by ${next}`
}

function requests({ requests }: Order): string {
  return requests.length === 0 ? '' : `; ${counted(requests.length, 'requests')} to be made`
}

function basis({ asOf, leadDays, growth }: Order): string {
  const grown = growth.length > 0 ? `, after a growth of ${growth.join(', ')}` : ''
  return `As of ${asOf.join(', ')}${grown}; lead time from the order to the licence: ${counted(leadDays, 'days')}.`
}
