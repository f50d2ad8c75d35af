/** Headroom of Bridges, which draw on their own licences and on those of their bridgehead. */
import { type BridgeGroup, bridgeGroups, heldApartFrom } from '../model/bridge-claim.ts'
import { held } from '../model/entitlement.ts'
import type { Bridge, Fleet } from '../model/fleet.ts'
import { atMost, sum } from '../model/held.ts'
import { configured, maximumsOf } from '../model/maximum.ts'
import type { Room } from './headroom.ts'

/** A row for each Bridge, and one for those that share the licences of a bridgehead. */
export function ofBridges(fleet: Fleet): Room[] {
  const groups = new Map(bridgeGroups(fleet).flatMap((group) => group.bridges.map((bridge) => [bridge, group] as const)))
  const alone = fleet.bridges.map((bridge) => ofBridge(fleet, bridge, groups.get(bridge)))
  const shared = [...new Set(groups.values())].filter(({ bridges }) => bridges.length > 1).map(ofBridgehead)
  return [...alone, ...shared]
}

function ofBridge(fleet: Fleet, bridge: Bridge, group: BridgeGroup | undefined): Room {
  const { name, spec, bridgehead } = bridge
  const base = { of: name, kind: 'bridge', what: 'bridgeSessions', used: spec.sessions, reported: false } as const
  if (!group || !bridgehead?.release) return { ...base, held: undefined, maximums: [] }
  const { holder, release, bridges } = group
  const maximums = maximumsOf(fleet, 'bridgeSessions', bridge, bridgehead.release)
  const shared = { by: 'bridgehead', name: holder.name } as const
  if (bridges.length > 1) return { ...base, held: undefined, shared, maximums }
  return { ...base, held: sum([heldApartFrom(bridge, holder, release), held('bridgeSessions', holder, release)]), shared, maximums }
}

/** What Bridges have of their own beyond their need is of no use to the others. */
function ofBridgehead({ holder, release, bridges }: BridgeGroup): Room {
  const own = bridges.map((bridge) => atMost(heldApartFrom(bridge, holder, release), configured('bridgeSessions', bridge)))
  return {
    of: holder.name,
    kind: 'bridgehead',
    what: 'bridgeSessions',
    used: bridges.some(({ spec }) => spec.sessions === undefined)
      ? undefined
      : bridges.reduce((all, bridge) => all + configured('bridgeSessions', bridge), 0),
    reported: false,
    held: sum([...own, held('bridgeSessions', holder, release)]),
    maximums: undefined,
  }
}
