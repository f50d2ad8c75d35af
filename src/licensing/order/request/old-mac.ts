/** The MAC addresses that licences are tied to instead of the one that they have to be. */
import { type Adapter, adapterName, adapters, adapterWith } from '../../../model/adapter.ts'
import type { Bridge, Fleet, Server } from '../../../model/fleet.ts'
import type { Grant } from '../../../model/grant.ts'
import { listed } from '../../../model/in-words.ts'
import { readHostId } from '../../../model/mac.ts'
import type { Place } from '../../../model/part.ts'
import { unique } from '../../../model/unique.ts'

/** An address that licences are tied to, and whose it is. */
export interface Old {
  readonly digits: string
  readonly place: Place
  readonly adapter: Adapter | undefined
}

/** The addresses that grants are tied to, each once. */
export function oldMacs(fleet: Fleet, machine: Server | Bridge, grants: readonly Grant[]): Old[] {
  const own = new Map(adapters(machine).map((adapter) => [adapter.digits, adapter]))
  const all = grants.flatMap(({ hostId, hostPlace }) =>
    readHostId(hostId ?? '').macs.map(
      (digits): Old => ({ digits, place: hostPlace, adapter: own.get(digits) ?? adapterWith(fleet, digits) }),
    ),
  )
  return unique(all, ({ digits }) => digits)
}

/** `A licence of SYD-UNITY1 is tied to 000BCD112233, the MAC of nic1 of SYD-UNITY1`. */
export const tiedTo = (name: string, old: readonly Old[]): string =>
  `${old.length > 1 ? 'Licences' : 'A licence'} of ${name} ${old.length > 1 ? 'are' : 'is'} tied to ${listed(old.map(({ digits, adapter }) => (adapter ? `${digits}, the MAC of ${adapterName(adapter)}` : digits)))}`
