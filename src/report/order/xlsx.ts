/** An order as a spreadsheet file: what it comes to, what to order, the requests as a checklist, the ledger, what is open, and the sources. */

import { feature } from '../../knowledge/knowledge.ts'
import type { Order } from '../../licensing/order/order.ts'
import { address, type Where } from '../address.ts'
import { amountOf } from '../licenses/words.ts'
import { blank, markText } from '../page/page.ts'
import { totalText, unpriced } from './bought.ts'
import { type Cell, headings, lineHeadings, lineRows, moneyCell, remark } from './grid.ts'
import { openItems, unproven } from './incomplete.ts'
import { ledgerSheet } from './ledger-sheet.ts'
import { phases } from './requests.ts'
import { type Sources, sourcesOf } from './sources.ts'
import { summary } from './summary.ts'
import { booksOf } from './words.ts'
import { type Sheet, workbook } from './workbook.ts'

export function orderXlsx(order: Order, where: Where): Uint8Array {
  const sources = sourcesOf(order)
  return workbook([
    summarySheet(order),
    orderSheet(order, where),
    requestSheet(order, where, sources),
    ledgerSheet(order, where),
    openSheet(order, where),
    sourceSheet(sources),
  ])
}

/** What the order comes to, in words and in sums. */
function summarySheet(order: Order): Sheet {
  const totals = order.totals.map((total): Cell[] => [totalText(total, order), moneyCell(total.amount), total.amount.currency])
  const without = order.totals.length === 0 ? '' : unpriced(order)
  const prices = booksOf(order)
  const rows: Cell[][] = [
    ...summary(order).map(({ says, loud = false }): Cell[] => [loud ? { says, loud } : says]),
    ...(totals.length === 0 ? [] : [[], ...totals]),
    ...(without === '' ? [] : [[without]]),
    ...(prices.length === 0 ? [] : [[`Prices: ${prices.join(', ')}`]]),
  ]
  return { name: 'Summary', headings: headings(['Licence order', 90], ['Amount', 16], ['Currency', 12]), rows }
}

/** The lines, and below them the totals in the same columns. */
function orderSheet(order: Order, where: Where): Sheet {
  const beside = Array.from({ length: lineHeadings.findIndex(({ title }) => title === 'Amount') - 2 }, () => undefined)
  const totals = order.totals.map((total): Cell[] => [
    undefined,
    remark(totalText(total, order)),
    ...beside,
    moneyCell(total.amount),
    total.amount.currency,
  ])
  return { name: 'Order', headings: lineHeadings, rows: [...lineRows(order, where), [], ...totals] }
}

function requestSheet({ requests }: Order, where: Where, { marks }: Sources): Sheet {
  const rows = requests.flatMap(({ title, of, why, fields, steps, shows, open, cites }, index): Cell[][] => {
    const row = (
      phase: string,
      on: string | undefined,
      what: string,
      value?: string,
      note?: string,
      facts: readonly string[] = [],
    ): Cell[] => [undefined, index + 1, of, phase, on, what, value, note, marks(facts).map(markText).join(' ')]
    return [
      row(
        'Request',
        of,
        title,
        undefined,
        why,
        cites.map(({ fact }) => fact),
      ),
      ...open.map((item) => row('Find out', item.of, item.missing, blank, item.find)),
      ...fields.map(({ label, value = blank, why: which, mayStayBlank, place }) =>
        row(
          'Form',
          undefined,
          label,
          value,
          [
            ...(which === undefined ? [] : [which]),
            ...(value === blank && mayStayBlank ? ['may stay blank'] : []),
            ...(place ? [address(place, where)] : []),
          ].join('; '),
        ),
      ),
      ...steps.map(({ phase, on, says, facts }) => row(phases[phase], on, says, undefined, undefined, facts)),
      ...shows.map(({ feature: name, units }) => row('Verify', of, 'The licences must show, in all', amountOf(feature(name), units))),
    ]
  })
  const columns = headings(
    ['Done', 8],
    ['Request', 11],
    ['For', 18],
    ['Phase', 10],
    ['On', 18],
    ['What', 56],
    ['Value', 32],
    ['Which, and why', 56],
    ['Sources', 12],
  )
  return { name: 'Requests', headings: columns, rows }
}

function openSheet(order: Order, where: Where): Sheet {
  const columns = headings(['Of', 18], ['What', 60], ['How it is found', 50], ['Where', 36], ['Changes quantities', 22])
  const decides = (yes: boolean): string => (yes ? 'yes' : 'no')
  const rows: Cell[][] = [
    ...(order.unread > 0 ? [['', `Documents that could not be read: ${order.unread}`, '', '', decides(true)]] : []),
    ...(order.errors > 0
      ? [['', `Errors of the specs that no licence mends: ${order.errors}; see cuspec lint`, '', '', decides(true)]]
      : []),
    ...(order.optimality.proven ? [] : [['', unproven(order.optimality.unproven), '', '', decides(true)]]),
    ...order.blocked.map(({ of, feature: name, units, reason, place }) => [
      of,
      `Needed, and not ordered: ${amountOf(feature(name), units)}: ${reason}`,
      '',
      place && address(place, where),
      decides(true),
    ]),
    ...openItems(order).map(({ of, missing, find, place, decides: changes }) => [
      of,
      missing,
      find,
      place && address(place, where),
      decides(changes),
    ]),
  ]
  return { name: 'Open', headings: columns, rows }
}

const sourceSheet = ({ list }: Sources): Sheet => ({
  name: 'Sources',
  headings: headings(['Number', 10], ['What it says', 80], ['Document', 40], ['Address', 60]),
  rows: list.flatMap(({ document, url, facts }) => facts.map(({ number, says }) => [number, says, document, url])),
})
