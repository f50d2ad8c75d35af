/** What is left of a fleet when servers fail: who stands in, what is without service, and what the licences of the others still cover. */
import type { Fleet, Pool, Server } from '../model/fleet.ts'
import { sharersOf } from '../model/licensee.ts'
import { didYouMean } from '../source/suggest.ts'
import { type BridgeLeft, bridgesLeft, type Capacity, capacity, type PoolLeft, poolLeft, type Stakes, stakeOf, summed } from './left.ts'
import { type Fate, fateOf, serviceOf } from './stand-in.ts'

export interface Failure {
  readonly without: readonly string[]
  readonly servers: readonly Fate[]
  readonly pools: readonly PoolLeft[]
  readonly bridges: readonly BridgeLeft[]
  readonly capacity: Capacity
}

/** Every server in turn for `*`, or all that are named at once. Says of a name that no server has what is wrong with it. */
export function readFailures(fleet: Fleet, written: readonly string[]): readonly (readonly Server[])[] | { readonly problem: string } {
  if (written.includes('*')) {
    if (written.length > 1) return { problem: "--without takes names of servers, or '*' alone for every server in turn" }
    return fleet.servers.map((server) => [server])
  }
  const together = new Set<Server>()
  for (const name of written) {
    const server = fleet.serverNamed.get(name)
    if (!server) return { problem: `--without ${name}: ${strange(fleet, name)}` }
    together.add(server)
  }
  return [[...together]]
}

function strange({ serverNamed, bridgeNamed, poolNamed, unread }: Fleet, name: string): string {
  if (bridgeNamed.has(name)) return 'it is a Bridge, not a server'
  if (poolNamed.has(name)) return 'it is a pool, not a server'
  if (unread.names.has(name) || unread.dark) return 'no server of that name could be read'
  return `no server has that name${didYouMean(name, serverNamed.keys(), { quote: '' })}`
}

/** Simulates failures, each on its own. What is the same for all of them is worked out once. */
export function failures(fleet: Fleet, cases: readonly (readonly Server[])[]): readonly Failure[] {
  const secondaryOf = (server: Server): Server | undefined => fleet.pairOfPrimary.get(server)?.secondary
  const active = fleet.servers.filter((server) => server.role !== 'secondary' && !fleet.pairOfSecondary.get(server)?.primary)
  const all = new Map(active.map((server) => [server, serviceOf(server, secondaryOf(server))]))
  const whole = summed([...all.values()])
  const poolsOf = new Map<Server, Pool[]>()
  for (const pool of fleet.pools) for (const server of sharersOf(pool)) if (fleet.poolOf.get(server) === pool) poolsOf.set(server, [pool])
  const stakes = new Map<Pool, Stakes>()
  const stakesOf = (pool: Pool): Stakes => {
    const known = stakes.get(pool) ?? new Map(sharersOf(pool).map((server) => [server, stakeOf(server, secondaryOf(server))]))
    stakes.set(pool, known)
    return known
  }
  return cases.map((servers): Failure => {
    const failed = new Set(servers)
    const fates = servers.map((server) => fateOf(fleet, server, failed, fleet.pairOfPrimary.get(server)))
    const lost = new Set(fates.filter((fate) => fate.lost).map(({ name }) => name))
    const pools = new Set(servers.flatMap((server) => poolsOf.get(server) ?? []))
    return {
      without: servers.map(({ name }) => name),
      servers: fates,
      pools: [...pools].flatMap((pool) => poolLeft(pool, stakesOf(pool), failed, lost)),
      bridges: servers.flatMap((server) => bridgesLeft(fleet, server, fates)),
      capacity: capacity(whole, servers, fates, all),
    }
  })
}
