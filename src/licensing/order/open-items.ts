/** What a person has to find out before an order is complete, each thing once. */
import type { Doubt, Gap } from '../../model/part.ts'
import type { OpenItem } from './order.ts'

/** Doubts as open items. Of one that comes up several times, that which decides quantities. */
export function openItems(all: Iterable<{ readonly doubt: Doubt | Gap; readonly decides: boolean }>): OpenItem[] {
  const items = new Map<string, OpenItem>()
  for (const { doubt, decides } of all) {
    const { missing, of, remedy } = doubt
    const key = JSON.stringify([missing, of])
    const known = items.get(key)
    if (known && (known.decides || !decides)) continue
    items.set(key, { missing, of, find: findOf(missing) ?? remedy, place: 'at' in doubt ? doubt.at : known?.place, decides })
  }
  return [...items.values()]
}

/** Where on a server the licences that a spec leaves out can be read. */
const findOf = (missing: string): string | undefined =>
  missing === 'licences' ? 'the Licensing page or GUSI of the server from 4.0 on, Key Dump before; or its licence files' : undefined
