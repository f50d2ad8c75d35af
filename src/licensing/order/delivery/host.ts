/** What the licence of an order line has to be tied to, and whose a host id is. */

import type { FeatureName } from '../../../knowledge/fact.ts'
import type { Release } from '../../../knowledge/release.ts'
import { adapterWith } from '../../../model/adapter.ts'
import { bridgeHost } from '../../../model/bridge-host.ts'
import type { Bridge, Fleet, Server } from '../../../model/fleet.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { onDongle, primaryOf } from '../../../model/licensee.ts'
import { noBridgehead } from '../../../model/missing.ts'
import type { Doubt } from '../../../model/part.ts'
import type { OrderLine } from '../order.ts'

/** What a licence is tied to: to one of several MAC addresses, to a dongle, or to what is not known. */
export type Expected =
  | { readonly macs: readonly string[]; readonly says: string; readonly fact: string }
  | { readonly serial: string | undefined; readonly says: string; readonly fact: string }
  | { readonly unknown: Doubt }

/** The machine on which the licence of a line is installed. */
export const machineOf = (fleet: Fleet, { holder, kind }: Pick<OrderLine, 'holder' | 'kind'>): Server | Bridge | undefined =>
  kind === 'bridge' ? fleet.bridgeNamed.get(holder) : fleet.serverNamed.get(holder)

/** The release by which licence files of a machine are judged: that of a Bridge is its bridgehead's. */
export const releaseOf = (machine: Server | Bridge): Release | undefined =>
  'role' in machine ? machine.release : machine.bridgehead?.release

/** What the licence has to be tied to that an order line asks for. */
export function expectedHost(fleet: Fleet, line: OrderLine, feature: FeatureName): Expected {
  const machine = machineOf(fleet, line)
  if (!machine) return { unknown: { missing: 'the spec', of: line.holder } }
  if (!('role' in machine)) return bridgeExpected(fleet, machine)
  if (onDongle(machine)) return dongleOf(machine, 'host-is-dongle')
  const bridges = (feature === 'bridgeSessions' && fleet.bridgesOf.get(machine)) || []
  const tied = bridges.filter((bridge) => bridgeHost(bridge)?.host === 'bridge-mac')
  return tied.length > 0 ? macsOf(line.holder, tied, 'bridge-license-on-bridge-mac') : macsOf(line.holder, [machine])
}

function bridgeExpected(fleet: Fleet, bridge: Bridge): Expected {
  const { bridgehead } = bridge
  const fact = bridgeHost(bridge)
  if (!bridgehead?.release) return { unknown: noBridgehead(bridge) }
  if (!fact) return { unknown: { missing: `what the licence of a Bridge ${bridge.spec.version} is tied to`, of: bridge.name } }
  const primary = primaryOf(fleet, bridgehead)
  if (fact.host === 'unity-dongle') return dongleOf(primary, fact.id)
  return macsOf(bridge.name, [fact.host === 'bridge-mac' ? bridge : primary], fact.id)
}

function dongleOf({ name, spec }: Server, fact: string): Expected {
  const serial = spec.dongle?.serial
  return { serial, says: `the dongle ${serial === undefined ? '' : `${serial} `}of ${name}`, fact }
}

function macsOf(holder: string, machines: readonly (Server | Bridge)[], fact?: string): Expected {
  const all = machines.map((machine) => ({ machine, mac: licenseMac(machine) }))
  const unknown = all.flatMap(({ mac }) => ('unknown' in mac ? [mac.unknown] : []))[0]
  if (unknown) return { unknown }
  const known = all.flatMap(({ machine, mac }) => ('digits' in mac ? [{ ...mac, of: machine.name }] : []))
  const virtual = known.some((mac) => mac.virtual)
  return {
    macs: known.map(({ digits }) => digits),
    says: known.map(({ digits, of, owner }) => `${digits}${of === holder ? '' : ` of ${of}`}, ${owner}`).join(' or '),
    fact: fact ?? (virtual ? 'host-is-virtual-mac' : 'host-is-first-nic'),
  }
}

/** Whose a MAC address is, behind a comma; empty where no machine of the fleet has it. */
export function whose(fleet: Fleet, digits: string): string {
  const adapter = adapterWith(fleet, digits)
  if (!adapter) return ''
  const { machine, nic } = adapter
  const secondary = 'role' in machine && machine.role === 'secondary' ? ', a secondary server' : ''
  return `, the ${nic ? `MAC of ${nic.name}` : 'virtual MAC of the team'} of ${machine.name}${secondary}`
}
