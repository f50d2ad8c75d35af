/** What a person has to find out before an order is complete, each thing once. */
import { counted } from '../../model/figure.ts'
import type { Doubt, Gap } from '../../model/part.ts'
import type { OpenItem } from './order.ts'

/** Doubts as open items. Of one that comes up several times, that which decides quantities; of those that do not, one for all machines. */
export function openItems(all: Iterable<{ readonly doubt: Doubt | Gap; readonly decides: boolean }>): OpenItem[] {
  const items = new Map<string, OpenItem & { readonly names: Set<string> }>()
  for (const { doubt, decides } of all) {
    const { missing, of, remedy, brief = missing } = doubt
    const key = JSON.stringify(decides ? [missing, of] : [brief])
    const known = items.get(key)
    if (known && (known.decides || !decides)) known.names.add(of)
    else
      items.set(key, {
        missing: decides ? missing : brief,
        of,
        find: findOf(missing) ?? remedy,
        place: 'at' in doubt ? doubt.at : known?.place,
        decides,
        names: new Set([of]),
      })
  }
  return [...items.values()].map(({ names, ...item }) => ({ ...item, of: namesText([...names]) }))
}

const mostNames = 4

/** `A, B, C and 7 others`. */
export const namesText = (names: readonly string[]): string =>
  names.length <= mostNames
    ? names.join(', ')
    : `${names.slice(0, mostNames - 1).join(', ')} and ${counted(names.length - mostNames + 1, 'others')}`

/** Where on a server the licences that a spec leaves out can be read. */
const findOf = (missing: string): string | undefined =>
  missing === 'licences' ? 'the Licensing page or GUSI of the server from 4.0 on, Key Dump before; or its licence files' : undefined

/** Each thing of one key once, with the names of all of which it is missing. */
export function gathered(
  items: readonly OpenItem[],
  key: (item: OpenItem) => string,
  text: (names: readonly string[]) => string,
): OpenItem[] {
  const known = new Map<string, { readonly item: OpenItem; readonly names: Set<string> }>()
  for (const item of items) {
    const earlier = known.get(key(item))
    if (earlier) earlier.names.add(item.of)
    else known.set(key(item), { item, names: new Set([item.of]) })
  }
  return [...known.values()].map(({ item, names }) => ({ ...item, of: text([...names]) }))
}
