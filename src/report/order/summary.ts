/** What comes of an order, in a few sentences. */
import { moneyText } from '../../licensing/order/money.ts'
import type { Order } from '../../licensing/order/order.ts'
import { counted, figure } from '../../model/figure.ts'
import type { Page } from '../page/page.ts'
import { openBeside, openItems, reasons } from './incomplete.ts'
import { gapText, waitsFor } from './words.ts'

/** Whether there is nothing to buy, and that is sure. */
export const settled = (order: Order): boolean =>
  order.lines.length === 0 &&
  reasons(order).length === 0 &&
  [...order.ledger, ...order.fleet].every(({ toOrder, undecided }) => toOrder === 0 && undecided === 0)

/** Whether it is sure that no line is lacking, whatever has to be asked for or mended besides. */
const nothingToBuy = ({ open, requests, unread, blocked, lines, ledger, fleet }: Order): boolean =>
  lines.length + blocked.length + unread === 0 &&
  openItems({ open, requests }).every(({ decides }) => !decides) &&
  [...ledger, ...fleet].every(({ toOrder, undecided }) => toOrder === 0 && undecided === 0)

export function summary(order: Order): Page['summary'] {
  const late = lateText(order)
  const why = reasons(order)
  return [
    { says: `${outcome(order)}${requests(order)}.` },
    ...(late === '' ? [] : [{ says: late, loud: true }]),
    ...(why.length > 0 ? [{ says: `Not complete: ${why.join('; ')}.`, loud: true }] : []),
    ...openText(order),
    { says: basis(order) },
  ]
}

function outcome(order: Order): string {
  const { lines, requests } = order
  if (requests.length > 0 && nothingToBuy(order)) return 'Nothing to buy'
  if (settled(order)) return 'Nothing to order: all that is needed is held'
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
function deadline(order: Order): string {
  const { lines } = order
  const days = lines.flatMap((line) => waitsFor(line, order) ?? []).sort()
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
  const day = asOf.length === 0 ? 'Lead' : `As of ${asOfText(asOf)}${grown}; lead`
  return `${day} time from the order to the licence: ${counted(leadDays, 'days')}.`
}

function asOfText(asOf: readonly string[]): string {
  const days = [...asOf].sort()
  const [first = '', last = first] = [days[0], days.at(-1)]
  return first === last ? first : `${first} to ${last} (the documents differ)`
}

function openText(order: Order): Page['summary'] {
  const { own, inRequests } = openBeside(order)
  const all = own.length + inRequests
  if (all === 0) return []
  const within =
    inRequests === 0
      ? ''
      : all === 1
        ? ', in its request,'
        : `, ${inRequests === all ? 'all' : figure(inRequests)} of them in the requests,`
  return [
    { says: `${counted(all, 'open items')}${within} ${all === 1 ? 'has' : 'have'} to be settled before everything can be requested.` },
  ]
}

const mostLate = 8

/** Whose licence ends before the one that is ordered today can be there; empty where all comes in time. */
function lateText({ lines }: Order): string {
  const gaps = new Set(
    lines.flatMap((line) => {
      const gap = gapText(line)
      return gap === undefined ? [] : (line.expiring.length > 0 ? line.expiring : [line.holder]).map((name) => `${name} is ${gap}`)
    }),
  )
  const shown = [...gaps].slice(0, mostLate)
  const more = gaps.size > shown.length ? [`and ${figure(gaps.size - shown.length)} more`] : []
  return gaps.size === 0 ? '' : `Too late although ordered today: ${[...shown, ...more].join('; ')}.`
}
