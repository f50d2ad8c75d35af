/** What the licence of a Bridge is tied to, and so where it is installed and shown. */
import type { Release } from '../../../knowledge/release.ts'
import { bridgeGroups, heldApartFrom } from '../../../model/bridge-claim.ts'
import { bridgeHost } from '../../../model/bridge-host.ts'
import { held } from '../../../model/entitlement.ts'
import type { Bridge, Server } from '../../../model/fleet.ts'
import { primaryOf } from '../../../model/licensee.ts'
import { movedSessions } from '../moved-sessions.ts'
import type { OpenItem, OrderLine, Step } from '../order.ts'
import { type Change, givenBy } from './amounts.ts'
import type { Asking } from './asking.ts'
import { ifBridgeFails, ifFilesFail } from './failing.ts'
import { inTime, type Showing, showing } from './shown.ts'
import { installFiles, lookInViewer } from './wizard.ts'

/** A Bridge with what its licence hangs on. */
export interface Known {
  readonly bridge: Bridge
  /** Its bridgehead, or the primary of that. */
  readonly primary: Server
  readonly release: Release
  readonly host: 'unity-dongle' | 'unity-mac' | 'bridge-mac'
  readonly fact: string
  /** How many sessions that are licensed on the Unity server move to it. */
  readonly moved: number
}

/** Undefined where its release, or that of its bridgehead, is not known, or they do not work together. */
export function know({ fleet }: Asking, bridge: Bridge): Known | undefined {
  const fact = bridgeHost(bridge)
  const { bridgehead } = bridge
  if (!fact || !bridgehead?.release) return undefined
  const group = bridgeGroups(fleet).find(({ bridges }) => bridges.includes(bridge))
  const moved = (group && movedSessions(group).get(bridge)) ?? 0
  return { bridge, primary: primaryOf(fleet, bridgehead), release: bridgehead.release, host: fact.host, fact: fact.id, moved }
}

/** A file that is tied to a Unity server is installed there. For the Bridge no source at hand gives the steps. */
export function installed({ bridge, primary, host }: Known, after: Showing, keep?: string): Step[] {
  const licenses = [...(bridge.licenses ?? []), ...(host === 'bridge-mac' ? [] : (primary.licenses ?? []))]
  const shown = `must show ${inTime({ licenses, asOf: bridge.asOf }, after) || 'the sessions that were asked for'}`
  if (host !== 'bridge-mac')
    return [
      ...installFiles(primary.name, 'the licence file that came', { ...(keep !== undefined && { keep }) }),
      lookInViewer(primary.name, `It ${shown}`),
      ifFilesFail(primary.name),
    ]
  const on = bridge.name
  return [
    { phase: 'install', on, says: `Install the licence on ${on}, as the guide of Bridge ${bridge.spec.version} tells.`, facts: [] },
    { phase: 'verify', on, says: `Look up on ${on} what it is licensed for: it ${shown}.`, facts: [] },
    ifBridgeFails(on),
  ]
}

export const untoldSteps = ({ bridge, host }: Known): OpenItem[] =>
  host === 'bridge-mac'
    ? [
        {
          missing: 'how a licence is installed on the Bridge, and where the Bridge shows it',
          of: bridge.name,
          find: `the installation guide of Bridge ${bridge.spec.version}, which is not at hand`,
          place: undefined,
          decides: false,
        },
      ]
    : []

/** The sessions that the viewer shows: on the Bridge its own, on a Unity server those of both. */
export function shows({ bridge, primary, release, host, moved }: Known, lines: readonly OrderLine[]): Showing {
  const issued: Change[] = moved > 0 ? [{ gives: [{ feature: 'bridgeSessions', units: moved }], takes: [] }] : []
  if (host === 'bridge-mac') return showing(bridge, release, [...issued, ...lines])
  const given = givenBy(lines).find(({ feature }) => feature === 'bridgeSessions')?.units ?? 0
  return (day) => {
    const units = heldApartFrom(bridge, primary, release, day).sure + held('bridgeSessions', primary, release, day).sure + given
    return units > 0 ? [{ feature: 'bridgeSessions', units }] : []
  }
}
