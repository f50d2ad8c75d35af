/** The first of those that `key` takes for the same, such as what two aliases show twice. */
export function unique<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  const first = new Map<string, Item>()
  for (const item of items) {
    const name = key(item)
    if (!first.has(name)) first.set(name, item)
  }
  return [...first.values()]
}
