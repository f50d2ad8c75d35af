/** Failover pairs that share a server, lead in a circle or contradict each other, so that nobody can tell who goes with whom. */
import { addTo } from '../model/add-to.ts'
import type { FailoverPair, Fleet, Server } from '../model/fleet.ts'
import type { Refusal } from './plan.ts'

export interface Tangle {
  readonly servers: readonly Server[]
  readonly refusal: Refusal
}

/** Of each server that hangs on such pairs, all that hang together, in the order of the fleet. */
export function tanglesOf({ servers, pairs }: Fleet): ReadonlyMap<Server, Tangle> {
  const pairsOf = new Map<Server, FailoverPair[]>()
  for (const pair of pairs)
    if (pair.primary && pair.secondary && pair.primary !== pair.secondary)
      for (const server of [pair.primary, pair.secondary]) addTo(pairsOf, server, pair)
  const found = new Map<Server, Tangle>()
  for (const server of servers) {
    if (found.has(server) || !isShared(pairsOf.get(server))) continue
    const together = reachedFrom(server, pairsOf)
    const tangle = tangleOf(
      servers.filter((each) => together.has(each)),
      pairs.filter(({ primary }) => primary && together.has(primary)),
    )
    for (const each of together) found.set(each, tangle)
  }
  return found
}

/** Whether pairs name a server that are not one and the same. */
const isShared = (pairs: readonly FailoverPair[] = []): boolean =>
  new Set(pairs.map(({ primary, secondary }) => JSON.stringify([primary?.name, secondary?.name]))).size > 1

function reachedFrom(server: Server, pairsOf: ReadonlyMap<Server, readonly FailoverPair[]>): ReadonlySet<Server> {
  const reached = new Set([server])
  for (const each of reached)
    for (const { primary, secondary } of pairsOf.get(each) ?? []) for (const other of [primary, secondary]) if (other) reached.add(other)
  return reached
}

function tangleOf(servers: readonly Server[], pairs: readonly FailoverPair[]): Tangle {
  const all = pairs.map(({ spec }) => `${spec.primary} with ${spec.secondary}`)
  return {
    servers,
    refusal: {
      of: servers.map(({ name }) => name).join(' and '),
      reason: `the failover pairs ${all.join(', ')} share servers, but a server is in one pair; name each in the one that it is in`,
    },
  }
}
