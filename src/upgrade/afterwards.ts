/** What a deployment is to become beside its releases: every other change of a spec, once the last hop is made. */

import { type Change, compare } from '../change/compare.ts'
import type { Report } from '../check.ts'
import { drawUp } from '../licensing/order/draw-up.ts'
import type { OrderLine } from '../licensing/order/order.ts'
import { changed } from '../model/change.ts'
import type { Bridge, Fleet, License, Server } from '../model/fleet.ts'
import { identity } from '../model/grant.ts'
import { isLicence, judged, keyOf, type Obstacle } from './judge.ts'

export interface Afterwards {
  /** From the fleet once every hop is made to what the spec says; findings are told as obstacles. */
  readonly change: Change
  /** What has to be bought for it. */
  readonly lines: readonly OrderLine[]
  /** What stands against the spec, and does not stand against the fleet after the last hop. */
  readonly obstacles: readonly Obstacle[]
}

/**
 * From `after`, the fleet once every hop of the plan for the fleet of `today` is made, to the fleet of `target`. Licences are those that
 * will be there by then: what the target claims beside them has to be bought, unless it is a licence file that lies there already.
 */
export function afterwards(after: Fleet, today: Report, target: Report, leadDays: number, name: string): Afterwards {
  const become = withLicences(target.fleet, after)
  const side = (label: string, report: Report, fleet: Fleet) => ({
    label,
    report: { ...report, fleet, findings: [], coverage: { ...report.coverage, unchecked: [] } },
    nameOf: (file: string) => file,
  })
  const known = new Set(judged(after).errors.map(keyOf))
  return {
    change: compare(side('the fleet after the upgrade', today, after), side(name, target, become)),
    lines: drawUp(become, { leadDays, growth: undefined, demo: [], unread: 0, errors: 0 }).lines,
    obstacles: judged(become).errors.filter((each) => !isLicence(each) && !known.has(keyOf(each))),
  }
}

/** The target with the licences that its machines will have. */
const withLicences = (target: Fleet, after: Fleet): Fleet =>
  changed(
    target,
    (server): Server => ({ ...server, licenses: together(after.serverNamed.get(server.name), server) }),
    (bridge): Bridge => ({ ...bridge, licenses: together(after.bridgeNamed.get(bridge.name), bridge) }),
  )

/** What a machine has after the last hop, and the files of the target that are there. Of a machine that is new, nobody holds more. */
function together(before: Server | Bridge | undefined, now: Server | Bridge): readonly License[] | undefined {
  if (before && before.licenses === undefined) return now.licenses
  const own = before?.licenses ?? []
  const known = new Set(own.map(identity))
  const files = (now.licenses ?? []).filter((each) => each.evidence?.reason === undefined && each.evidence && !known.has(identity(each)))
  return [...own, ...files]
}
