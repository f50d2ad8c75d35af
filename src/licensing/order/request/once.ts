/** Lists in which nothing is said twice. */
import type { OpenItem } from '../order.ts'

/** The first item of each key, in their order. */
export function once<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  const first = new Map<string, Item>()
  for (const item of items) if (!first.has(key(item))) first.set(key(item), item)
  return [...first.values()]
}

/** What is missing of one machine is said once. */
export const openOnce = (items: readonly OpenItem[]): OpenItem[] => once(items, ({ of, missing }) => JSON.stringify([of, missing]))
