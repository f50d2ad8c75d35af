/** The sessions of Bridges, against their own licences and those of their bridgehead. */

import type { Release } from '../knowledge/release.ts'
import type { Claim } from './claim.ts'
import { held } from './entitlement.ts'
import type { Bridge, Fleet, Server } from './fleet.ts'
import { identity } from './grant.ts'
import { atMost, type Held, perhaps, sum } from './held.ts'
import { licensee } from './licensee.ts'
import { listedTwice, noBridgehead } from './missing.ts'
import { at, type Gap } from './part.ts'

/** Bridges that draw on the same licences beside their own. */
export interface BridgeGroup {
  /** The bridgehead, or its primary. */
  readonly holder: Server
  readonly release: Release
  readonly bridges: readonly Bridge[]
}

/** The Bridges of a fleet by whose licences they draw on. Those whose bridgehead is not known, or its release, are in no group. */
export function bridgeGroups(fleet: Fleet): BridgeGroup[] {
  const groups = new Map<Server, { holder: Server; release: Release; bridges: Bridge[] }>()
  for (const bridge of fleet.bridges) {
    const { bridgehead } = bridge
    if (!bridgehead?.release) continue
    const holder = licensee(fleet, bridgehead, bridgehead.release) ?? bridgehead
    const group = groups.get(holder)
    if (group) group.bridges.push(bridge)
    else groups.set(holder, { holder, release: holder.release ?? bridgehead.release, bridges: [bridge] })
  }
  return [...groups.values()]
}

/** Sessions beyond the licences of a Bridge draw on those of its bridgehead, which several Bridges may share. */
export function* claimsOfBridges(fleet: Fleet, day?: string): Iterable<Claim | Gap> {
  for (const bridge of fleet.bridges) {
    const { bridgehead, spec } = bridge
    if (!spec.sessions || bridgehead?.release) continue
    yield { at: at(bridge, 'sessions'), ...noBridgehead(bridge) }
  }
  for (const { holder, release, bridges: group } of bridgeGroups(fleet)) {
    // A Bridge that has enough of its own draws on nothing, and has nothing to spare for others.
    const ownOf = (bridge: Bridge): Held => heldApartFrom(bridge, holder, release, day)
    const bridges = group.filter((bridge) => bridge.spec.sessions && bridge.spec.sessions > ownOf(bridge).sure)
    const [first] = bridges
    if (!first) continue
    const shares = bridges.map((bridge) => ({ place: at(bridge, 'sessions'), amount: bridge.spec.sessions ?? 0 }))
    const own = bridges.map((bridge) => atMost(ownOf(bridge), bridge.spec.sessions ?? 0))
    const several = bridges.length > 1
    yield {
      name: 'bridgeSessions',
      amount: shares.reduce((total, { amount }) => total + amount, 0),
      holding: sum([...own, held('bridgeSessions', holder, release, day)]),
      release,
      place: at(first, 'sessions'),
      whose: `the licences of ${bridges.map(({ name }) => name).join(', ')} and of ${several ? 'their' : 'its'} bridgehead ${holder.name}`,
      ...(!several && { server: first.name }),
      shares: several ? shares : [],
      draws: bridges.map((bridge) => ({ once: [bridge], own: ownOf(bridge).sure })),
      basis: ['bridge-licensed-on-bridgehead'],
    }
  }
}

/** The sessions of a Bridge by licences that its bridgehead does not list, too. A dongle that both list is one; of others it is not known. */
export function heldApartFrom(bridge: Bridge, { licenses = [] }: Server, release: Release, day?: string): Held {
  const listed = new Set(licenses.map(identity))
  const shared = bridge.licenses?.filter((license) => listed.has(identity(license))) ?? []
  if (shared.length === 0) return held('bridgeSessions', bridge, release, day)
  const apart = held(
    'bridgeSessions',
    { ...bridge, licenses: bridge.licenses?.filter((license) => !shared.includes(license)) },
    release,
    day,
  )
  const again = held('bridgeSessions', { ...bridge, licenses: shared.filter(({ spec }) => spec.kind !== 'dongle') }, release, day)
  return sum([apart, perhaps(again, listedTwice(bridge.name))])
}
