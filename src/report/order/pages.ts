/** An order as a page for people, from the outcome to the detail. */
import type { Order } from '../../licensing/order/order.ts'
import type { Where } from '../address.ts'
import { checksOf, type Page, type Part } from '../page/page.ts'
import { bought } from './bought.ts'
import { incomplete, openBeside, reasons } from './incomplete.ts'
import { ledgerParts } from './ledger.ts'
import { requestParts } from './requests.ts'
import { sourcesOf } from './sources.ts'
import { summary } from './summary.ts'
import { openText } from './words.ts'

export function orderPage(order: Order, where: Where): Page {
  const sources = sourcesOf(order)
  const open = openBeside(order).own
  const requests = requestParts(order.requests, where, sources)
  const ledger = ledgerParts(order, where)
  const parts: Part[] = [
    ...(reasons(order).length > 0 ? [{ title: 'This order is not complete', loud: true, blocks: incomplete(order, where, sources) }] : []),
    { title: 'What to order', blocks: bought(order) },
    {
      title: 'What to find out before requests are sent',
      blocks: checksOf(
        'These do not change the quantities',
        open.map((item) => openText(item, where)),
      ),
    },
    { title: 'What to request', blocks: [], parts: requests },
    { title: 'Ledger', blocks: [], parts: ledger },
    { title: 'Sources', blocks: sources.list.length === 0 ? [] : [{ kind: 'sources', sources: sources.list }] },
  ]
  return {
    title: 'Licence order',
    summary: summary(order),
    parts: parts.filter(({ blocks, parts = [] }) => blocks.length + parts.length > 0),
  }
}
