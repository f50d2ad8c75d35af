/** The round trip of an order: what came back, held against what was ordered. */
import type { Fleet } from '../../model/fleet.ts'
import type { Delivery, Remark, Verification } from './delivery/delivery.ts'
import { verifyLicenses } from './delivery/licenses.ts'
import { verifyQuotes } from './delivery/quote.ts'
import { remarkAt } from './delivery/share.ts'
import type { Order } from './order.ts'

/**
 * Says of every line of an order what came of it. Licence files count by the machine that they are tied to; quotes by line number,
 * part number or feature. Where both came, each is held against the order by itself.
 */
export function verify(order: Order, fleet: Fleet, deliveries: readonly Delivery[]): Verification {
  const quoted = deliveries.some(({ kind }) => kind === 'quote')
  const licensed = deliveries.some(({ kind }) => kind === 'licenses')
  const parts = [
    ...(licensed || !quoted ? [verifyLicenses(order, fleet, deliveries)] : []),
    ...(quoted ? [verifyQuotes(order, fleet, deliveries)] : []),
  ]
  const unread = deliveries.flatMap((each): readonly Remark[] =>
    each.kind === 'other' ? [remarkAt(each.file, undefined)('not-understood', each.reason)] : [],
  )
  const lines = parts.flatMap(({ lines }) => lines).sort((a, b) => a.line.number - b.line.number)
  const files = deliveries.flatMap((each) => (each.kind === 'licenses' ? [each] : []))
  return {
    lines,
    others: [...unread, ...parts.flatMap(({ others }) => others)],
    short: lines.some(({ verdict }) => verdict === 'short' || verdict === 'undecided'),
    findings: files.flatMap(({ findings }) => findings),
    texts: new Map(files.map(({ file, shown }) => [file, shown])),
  }
}
