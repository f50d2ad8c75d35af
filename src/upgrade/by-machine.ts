/** What a fleet's order and its rules say, machine by machine. */
import { addTo } from '../model/add-to.ts'

/** The items of machines, by their names, in the order in which they came. */
export function byMachine<Item>(
  items: readonly Item[],
  of: (item: Item) => string | undefined,
): (machines: ReadonlySet<string>) => readonly Item[] {
  const found = new Map<string, { readonly item: Item; readonly index: number }[]>()
  for (const [index, item] of items.entries()) addTo(found, of(item) ?? '', { item, index })
  return (machines) =>
    [...machines]
      .flatMap((name) => found.get(name) ?? [])
      .sort((a, b) => a.index - b.index)
      .map(({ item }) => item)
}
