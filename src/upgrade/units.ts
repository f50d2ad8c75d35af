/** What is upgraded together: a failover pair, or a server that stands alone. */
import { type Release, spell } from '../knowledge/release.ts'
import type { Fleet, Server } from '../model/fleet.ts'
import { knownNear } from '../model/unknown-release.ts'
import type { Goal } from './goal.ts'
import type { Refusal, Unit } from './plan.ts'
import { routes } from './route.ts'
import { tanglesOf } from './tangle.ts'

/** `SYD-UNITY1 and SYD-UNITY2`. */
export const nameOf = ({ servers }: Pick<Unit, 'servers'>): string => servers.map(({ name }) => name).join(' and ')

/** Pairs and servers that stand alone, in the order of the fleet. */
export function unitsOf(
  fleet: Fleet,
  named: ReadonlySet<string>,
  goal: Goal,
): { readonly units: readonly Unit[]; readonly refused: readonly Refusal[] } {
  const { servers, pairOfPrimary, pairOfSecondary } = fleet
  const tangles = tanglesOf(fleet)
  const units: Unit[] = []
  const refused: Refusal[] = []
  for (const server of servers) {
    const tangle = tangles.get(server)
    if (tangle) {
      const isNamed = named.size === 0 || tangle.servers.some(({ name }) => named.has(name))
      if (isNamed && tangle.servers[0] === server) refused.push(tangle.refusal)
      continue
    }
    const primary = pairOfSecondary.get(server)?.primary
    if (primary && primary !== server) continue
    const secondary = pairOfPrimary.get(server)?.secondary
    const pair = secondary && secondary !== server ? [server, secondary] : [server]
    if (named.size > 0 && !pair.some(({ name }) => named.has(name))) continue
    const [to, ...apart] = pair.map(goal.of)
    // Of what the goal does not tell, nothing is to be done.
    if (!to && apart.every((each) => each === undefined)) continue
    if (!to || apart.some((each) => each?.place !== to.place)) {
      refused.push({ of: pair.map(({ name }) => name).join(' and '), reason: parting(pair, goal) })
      continue
    }
    const late = pair.filter((each) => each.release?.place !== to.place)
    // A pair of which one is at the target is brought together by the other alone.
    const beside = pair.find((each) => late.length === 1 && !late.includes(each))
    const all = beside ? late : pair
    const of = all.map(({ name }) => name).join(' and ')
    const [release, ...others] = all.map((each) => each.release)
    const strange = all.find((each) => !each.release)
    if (!release || strange)
      refused.push({
        of,
        reason: `no source names the release \`${written(strange ?? server)}\`, so nothing is known of ways from it${knownNear(written(strange ?? server))}`,
      })
    else if (others.some((other) => other?.place !== release.place))
      refused.push({
        of,
        reason: `the servers of the pair run ${all.map((each) => each.release && spell(each.release)).join(' and ')}; bring both to one release first, since they are upgraded together`,
        ...meeting(release, others[0]),
      })
    else units.push({ servers: all, from: release, to, ...(beside && { beside }) })
  }
  return { units, refused }
}

const parting = (pair: readonly Server[], goal: Goal): string =>
  `${goal.name} has ${pair.map((server) => `${server.name} ${goal.of(server) ? `on ${goal.of(server)?.id}` : 'not at all'}`).join(' and ')}; the servers of a pair are upgraded together`

const written = ({ spec }: Server): string => spec.version

/** Of two servers on two releases, the later of them, where the other can be brought there. */
function meeting(one: Release, other: Release | undefined): Pick<Refusal, 'nearest'> {
  if (!other) return {}
  const [earlier, later] = one.place < other.place ? [one, other] : [other, one]
  return routes(earlier, later).some((route) => route.every(({ fact }) => fact)) ? { nearest: later } : {}
}

/** The names of the servers of a unit and of the Bridges that they are bridgeheads of. */
export const machinesOf = ({ servers }: Unit, fleet: Fleet): ReadonlySet<string> =>
  new Set(
    servers.flatMap(({ name }) => {
      const server = fleet.serverNamed.get(name)
      return [name, ...((server && fleet.bridgesOf.get(server)) ?? []).map((bridge) => bridge.name)]
    }),
  )
