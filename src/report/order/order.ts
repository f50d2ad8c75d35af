/** An order in the formats in which it can be had. */
import type { Order } from '../../licensing/order/order.ts'
import type { Where } from '../address.ts'
import { pageHtml } from '../page/html.ts'
import { pageMarkdown } from '../page/markdown.ts'
import { pageText } from '../page/text.ts'
import type { Paint } from '../paint.ts'
import { orderCsv } from './csv.ts'
import { evenly } from './even.ts'
import { orderJson } from './json.ts'
import { orderPage } from './pages.ts'
import { orderXlsx } from './xlsx.ts'

export const orderFormats = ['text', 'markdown', 'csv', 'xlsx', 'json', 'html'] as const
export type OrderFormat = (typeof orderFormats)[number]

/** Renders an order; only `xlsx` is bytes. Everything that comes from a spec is escaped as the format wants it. */
export function renderOrder(order: Order, format: OrderFormat, where: Where, paint: Paint): string | Uint8Array {
  const even = evenly(order)
  switch (format) {
    case 'text':
      return pageText(orderPage(even, where), paint)
    case 'markdown':
      return pageMarkdown(orderPage(even, where))
    case 'html':
      return pageHtml(orderPage(even, where))
    case 'csv':
      return orderCsv(even, where)
    case 'xlsx':
      return orderXlsx(even, where)
    case 'json':
      return orderJson(even, where)
  }
}
