/** What Bridges need and hold, of their own licences and those of their bridgehead. */
import { heldApartFrom } from '../../model/bridge-claim.ts'
import { bridgeHost } from '../../model/bridge-host.ts'
import type { Doubt } from '../../model/part.ts'
import type { BridgeAccount } from './account.ts'
import { sessionsOnDongles, withoutDongle } from './carried.ts'
import type { Ground, Standing } from './standing.ts'
import { heldUsably } from './usable.ts'

const addition = (of: string, holder: string): Doubt => ({
  missing: `whether sessions licensed on ${holder} serve the Bridge, whose licence is tied to its own MAC`,
  of,
})

/** A Bridge has first its own licences, then what the others leave of those of the bridgehead, the first in the fleet before the next. */
export function ofBridges({ fleet }: Ground, { holder, release, bridges }: BridgeAccount, day: string | undefined): Standing[] {
  const all = bridges.flatMap((bridge) => {
    const sessions = bridge.spec.sessions ?? 0
    return sessions > 0 ? [{ bridge, sessions, own: heldApartFrom(withoutDongle(bridge, release), holder, release, day) }] : []
  })
  let onDongles = sessionsOnDongles([holder, ...bridges], release)
  const common = heldUsably(fleet, 'bridgeSessions', holder, release, day)
  let surely = common.sure
  let perhaps = common.possible
  return all.map(({ bridge, sessions, own }): Standing => {
    // Where the licence of a Bridge is tied to it, no source says that those of its bridgehead serve it, too.
    const apart = bridgeHost(bridge)?.host === 'bridge-mac'
    const fromSure = apart ? 0 : Math.min(surely, Math.max(0, sessions - own.sure))
    surely -= fromSure
    const fromPossible = Math.min(perhaps, Math.max(0, sessions - own.possible))
    perhaps -= fromPossible
    const reissued = Math.min(onDongles, Math.max(0, sessions - own.sure - fromSure))
    onDongles -= reissued
    const lacking = Math.max(0, sessions - reissued - own.possible - fromPossible)
    const doubts: readonly Doubt[] = [
      ...own.doubts,
      ...common.doubts,
      ...(apart && fromPossible > 0 ? [addition(bridge.name, holder.name)] : []),
    ]
    return {
      of: bridge.name,
      kind: 'bridge',
      feature: 'bridgeSessions',
      needed: sessions,
      held: { sure: own.sure, possible: own.possible, doubts },
      reissued,
      ...(fromSure > 0 && { shared: { name: holder.name, amount: fromSure } }),
      lacking,
      undecided: Math.max(0, sessions - reissued - own.sure - fromSure) - lacking,
      because: [{ place: { document: bridge.document, path: [...bridge.path, 'sessions'] }, of: bridge.name, amount: sessions }],
    }
  })
}
