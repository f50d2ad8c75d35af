/** Which MAC address the licence of a machine is tied to. */
import type { Bridge, Server } from './fleet.ts'
import { macDigits } from './mac.ts'
import { at, type Doubt, type Place } from './part.ts'

export type LicenseMac =
  | { readonly digits: string; readonly place: Place; readonly virtual: boolean; readonly owner: string }
  | { readonly unknown: Doubt }

/** The licence MAC: of a server with a fault-tolerant team the team's virtual MAC, else of the first NIC. `unknown` names what is missing. */
export function licenseMac(machine: Server | Bridge): LicenseMac {
  const { nics } = machine.spec
  const team = 'team' in machine.spec ? machine.spec.team : undefined
  if (team && team.type !== 'fault-tolerant')
    return { unknown: { missing: `which MAC a licence is tied to in a ${team.type} team, which no source says`, of: machine.name } }
  if (team && 'role' in machine) {
    const digits = macDigits(team.virtualMac)
    if (digits === undefined) return { unknown: { missing: 'the virtual MAC of the team', of: machine.name } }
    return { digits, place: at(machine, 'team', 'virtualMac'), virtual: true, owner: 'the virtual MAC of the team' }
  }
  const first = nics?.[0]
  if (!first) return { unknown: { missing: 'network adapters', of: machine.name } }
  const digits = macDigits(first.mac)
  if (digits === undefined) return { unknown: { missing: 'a well-formed MAC of the first adapter', of: machine.name } }
  return { digits, place: nicPlace(machine, 0), virtual: false, owner: `the MAC of its first NIC, ${first.name}` }
}

/** The address of the MAC of a machine's n-th adapter. */
export const nicPlace = (machine: Server | Bridge, index: number): Place =>
  'role' in machine ? at(machine, 'nics', index, 'mac') : at(machine, 'nics', index, 'mac')
