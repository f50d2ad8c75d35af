/** Amounts of one currency with the same number of decimals, so that they stand under each other. */
import { type Money, scaled } from '../../licensing/order/money.ts'
import type { Order } from '../../licensing/order/order.ts'

export function evenly(order: Order): Order {
  const decimals = new Map<string, number>()
  const amounts = [...order.lines.flatMap(({ item, amount }) => [item?.price, amount]), ...order.totals.map(({ amount }) => amount)]
  for (const money of amounts) {
    if (money) decimals.set(money.currency, Math.max(decimals.get(money.currency) ?? 0, money.decimals))
  }
  const even = (money: Money): Money => scaled(money, decimals.get(money.currency) ?? 0)
  return {
    ...order,
    lines: order.lines.map((line) => ({
      ...line,
      item: line.item && { ...line.item, price: even(line.item.price) },
      amount: line.amount && even(line.amount),
    })),
    totals: order.totals.map((total) => ({ ...total, amount: even(total.amount) })),
  }
}
