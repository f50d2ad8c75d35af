/** What Bridges need and hold, of their own licences and those of their bridgehead. */
import { heldApartFrom } from '../../model/bridge-claim.ts'
import { bridgeHost } from '../../model/bridge-host.ts'
import type { Doubt } from '../../model/part.ts'
import type { BridgeAccount } from './account.ts'
import { sessionsOnDongles, withoutDongle } from './carried.ts'
import { movedSessions } from './moved-sessions.ts'
import type { Ground, Standing } from './standing.ts'
import { heldUsably } from './usable.ts'

const addition = (of: string, holder: string): Doubt => ({
  missing: `whether sessions licensed on ${holder} serve the Bridge, whose licence is tied to its own MAC`,
  of,
  remedy: `the HOSTID in the licence file that grants them: with the MAC of ${holder} they have to be issued anew for the Bridge, with that of the Bridge they are its own`,
})

/**
 * A Bridge has first its own licences, then what the others leave of those of the bridgehead, the first in the fleet before the next.
 * Where its licence has to be tied to it, what is tied to the bridgehead is issued anew.
 */
export function ofBridges({ fleet }: Ground, account: BridgeAccount, day: string | undefined): Standing[] {
  const { holder, release, bridges } = account
  const all = bridges.flatMap((bridge) => {
    const sessions = bridge.spec.sessions ?? 0
    return sessions > 0 ? [{ bridge, sessions, own: heldApartFrom(withoutDongle(bridge, release), holder, release, day) }] : []
  })
  let onDongles = sessionsOnDongles([holder, ...bridges], release)
  const common = heldUsably(fleet, 'bridgeSessions', holder, release, day)
  const moved = movedSessions(account, day)
  const allMoved = [...moved.values()].reduce((sum, units) => sum + units, 0)
  let surely = Math.max(0, common.sure - allMoved)
  let perhaps = Math.max(0, common.possible - allMoved)
  return all.map(({ bridge, sessions, own }): Standing => {
    // Where the licence of a Bridge is tied to it, no source says that those of its bridgehead serve it, too.
    const apart = bridgeHost(bridge)?.host === 'bridge-mac'
    const fromSure = apart ? 0 : Math.min(surely, Math.max(0, sessions - own.sure))
    surely -= fromSure
    const onUnity = moved.get(bridge) ?? 0
    const fromPossible = Math.min(perhaps, Math.max(0, sessions - onUnity - own.possible))
    perhaps -= fromPossible
    const fromDongle = Math.min(onDongles, Math.max(0, sessions - onUnity - own.sure - fromSure))
    onDongles -= fromDongle
    const reissued = onUnity + fromDongle
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
