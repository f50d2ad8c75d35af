/** Bridge sessions that are licensed on the MAC of a Unity server, as for Bridge 2.x, where their licence has to be tied to the Bridge. */
import { adapters } from '../../model/adapter.ts'
import { type BridgeGroup, heldApartFrom } from '../../model/bridge-claim.ts'
import { bridgeHost } from '../../model/bridge-host.ts'
import { held } from '../../model/entitlement.ts'
import type { Bridge, License, Server } from '../../model/fleet.ts'
import { type Grant, grantsOf } from '../../model/grant.ts'
import { readHostId } from '../../model/mac.ts'
import { withoutDongle } from './carried.ts'

/** The bought grants of sessions that a server lists, and that are tied to an address of its own. */
export const grantsOnUnity = (holder: Server): Grant[] =>
  (holder.licenses ?? []).flatMap((license) => (onUnity(holder, license) ? grantsOf(license).filter(ofSessions) : []))

/** Whether all the sessions of a licence are tied to the server that lists it. */
function onUnity(holder: Server, license: License): boolean {
  if (license.spec.kind !== 'declared' && license.spec.kind !== 'file') return false
  const own = new Set(adapters(holder).map(({ digits }) => digits))
  const grants = grantsOf(license).filter(ofSessions)
  return grants.length > 0 && grants.every(({ hostId }) => readHostId(hostId ?? '').macs.some((mac) => own.has(mac)))
}

const ofSessions = ({ granted }: Grant): boolean => granted('bridgeSessions') !== undefined

/** How many of them move to each Bridge, the first in the fleet before the next, as far as its own licences do not suffice. */
export function movedSessions({ holder, release, bridges }: BridgeGroup, day?: string): ReadonlyMap<Bridge, number> {
  const licenses = (holder.licenses ?? []).filter((license) => onUnity(holder, license))
  const moved = new Map<Bridge, number>()
  if (licenses.length === 0) return moved
  let left = held('bridgeSessions', { ...holder, licenses }, release, day).sure
  for (const bridge of bridges) {
    if (bridgeHost(bridge)?.host !== 'bridge-mac') continue
    const own = heldApartFrom(withoutDongle(bridge, release), holder, release, day)
    const units = Math.min(left, Math.max(0, (bridge.spec.sessions ?? 0) - own.sure))
    if (units > 0) moved.set(bridge, units)
    left -= units
  }
  return moved
}
