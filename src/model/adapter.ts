/** Which MAC addresses a machine has, and where its spec says so. */
import type { Bridge, Fleet, Server } from './fleet.ts'
import { nicPlace } from './license-mac.ts'
import { macDigits } from './mac.ts'
import { at, type Place } from './part.ts'

/** An adapter, or the team of a server, that has a well-formed address. */
export interface Adapter {
  readonly digits: string
  readonly machine: Server | Bridge
  readonly nic?: { readonly name: string; readonly index: number }
  /** For a team, the server and the names of its members. */
  readonly team?: { readonly server: Server; readonly members: readonly string[] }
}

export function adapters(machine: Server | Bridge): Adapter[] {
  const { nics = [] } = machine.spec
  const all = nics.flatMap(({ name, mac }, index): Adapter[] => {
    const digits = macDigits(mac)
    return digits === undefined ? [] : [{ digits, machine, nic: { name, index } }]
  })
  if (!('role' in machine)) return all
  const { team } = machine.spec
  const digits = macDigits(team?.virtualMac)
  return team && digits !== undefined ? [...all, { digits, machine, team: { server: machine, members: team.members } }] : all
}

/** As a phrase: `nic1 of SYD-UNITY1`, `the team of SYD-UNITY1`. */
export const adapterName = ({ nic, machine }: Adapter): string => `${nic?.name ?? 'the team'} of ${machine.name}`

/** Where its address is written. */
export const adapterPlace = ({ nic, team, machine }: Adapter): Place =>
  team ? at(team.server, 'team', 'virtualMac') : nicPlace(machine, nic?.index ?? 0)

const byAddress = new WeakMap<Fleet, ReadonlyMap<string, Adapter>>()

/** The adapter or team of a fleet that has an address; of several, the first. */
export function adapterWith(fleet: Fleet, digits: string): Adapter | undefined {
  const known =
    byAddress.get(fleet) ??
    new Map(
      [...fleet.servers, ...fleet.bridges]
        .flatMap(adapters)
        .map((each) => [each.digits, each] as const)
        .reverse(),
    )
  byAddress.set(fleet, known)
  return known.get(digits)
}
