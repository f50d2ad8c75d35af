/** Members of a pool that are upgraded one after another: until the last is there, each lives on licences of its own. */
import type { FeatureName } from '../knowledge/fact.ts'
import { byFile, feature } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { heldSurely } from '../licensing/order/usable.ts'
import { addTo } from '../model/add-to.ts'
import type { Fleet, Server } from '../model/fleet.ts'
import { uses } from '../model/use.ts'

/** A member of a pool while the others are not there yet. */
export interface Lone {
  readonly pool: string
  readonly of: string
  /** The other members that reach the release in the same round. */
  readonly others: readonly string[]
  /** What its own licences do not cover. */
  readonly short: readonly { readonly feature: FeatureName; readonly needed: number; readonly held: number }[]
}

/** Of each server that moves, by its name: its pools in which others reach licence files in the same round. */
export function shortAlone(before: Fleet, after: Fleet, releases: ReadonlyMap<string, Release>): ReadonlyMap<string, readonly Lone[]> {
  const all = after.pools.flatMap(({ name: pool, members }) => {
    const arriving = members.flatMap((each) => (each && arrives(before, each, releases) ? [each] : []))
    return arriving.length < 2
      ? []
      : arriving.map((server): Lone => {
          const others = arriving.filter((each) => each !== server).map(({ name }) => name)
          return { pool, of: server.name, others, short: shortOf(after, server) }
        })
  })
  const byServer = new Map<string, Lone[]>()
  for (const lone of all) addTo(byServer, lone.of, lone)
  return byServer
}

/** Whether a server comes from a dongle, which nobody shares, to files, which a pool does. */
function arrives({ serverNamed }: Fleet, { name, release }: Server, releases: ReadonlyMap<string, Release>): boolean {
  const from = serverNamed.get(name)?.release
  return releases.has(name) && release !== undefined && byFile(release) && from !== undefined && !byFile(from)
}

function shortOf(fleet: Fleet, server: Server): Lone['short'] {
  const { release } = server
  if (!release) return []
  const pair = [server, fleet.pairOfPrimary.get(server)?.secondary].flatMap((each) => each ?? [])
  return uses.flatMap(({ name, amount }) => {
    if (!feature(name).pooled) return []
    const needed = Math.max(...pair.map((each) => amount(each, true)))
    const held = heldSurely(fleet, name, server, release)
    return needed > held ? [{ feature: name, needed, held }] : []
  })
}
