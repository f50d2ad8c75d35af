/** Which MAC addresses a machine has, and where its spec says so. */
import type { Bridge, Fleet, Server } from './fleet.ts'
import { nicPlace } from './license-mac.ts'
import { macDigits } from './mac.ts'
import { at, type Place } from './part.ts'

/** A well-formed address and the adapter or team that has it. */
export interface Adapter {
  readonly digits: string
  /** As a phrase: `nic1 of SYD-UNITY1`, `the team of SYD-UNITY1`. */
  readonly what: string
  readonly machine: Server | Bridge
  readonly place: Place
  /** For a team, the names of its members. */
  readonly team?: readonly string[]
  readonly nic?: string
}

export function adapters(machine: Server | Bridge): Adapter[] {
  const { nics = [] } = machine.spec
  const all = nics.flatMap(({ name, mac }, index): Adapter[] => {
    const digits = macDigits(mac)
    return digits === undefined ? [] : [{ digits, what: `${name} of ${machine.name}`, machine, place: nicPlace(machine, index), nic: name }]
  })
  if (!('role' in machine)) return all
  const { team } = machine.spec
  const digits = macDigits(team?.virtualMac)
  if (!team || digits === undefined) return all
  return [...all, { digits, what: `the team of ${machine.name}`, machine, place: at(machine, 'team', 'virtualMac'), team: team.members }]
}

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
