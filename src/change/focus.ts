/** The part of a fleet that a change can move: orders are drawn up of that alone, since the rest stays what it was. */
import { adapters } from '../model/adapter.ts'
import { addTo } from '../model/add-to.ts'
import type { Bridge, Fleet, Server } from '../model/fleet.ts'
import { grantsOf } from '../model/grant.ts'
import { primaryOf } from '../model/licensee.ts'
import { readHostId } from '../model/mac.ts'

type Machine = Server | Bridge

const machinesOf = (fleet: Fleet): readonly Machine[] => [...fleet.servers, ...fleet.bridges]

/** Names of the machines that differ between two fleets, or all of both where something differs that concerns all. */
export function touched(base: Fleet, head: Fleet): ReadonlySet<string> {
  const all = new Set([...machinesOf(base), ...machinesOf(head)].map(({ name }) => name))
  if (shared(base) !== shared(head)) return all
  const [before, after] = [statesOf(base), statesOf(head)]
  return new Set([...all].filter((name) => before.get(name) !== after.get(name)))
}

/** What is read of every machine. */
const shared = ({ priceBooks, maximums, unread }: Fleet): string =>
  JSON.stringify([
    priceBooks.map(({ spec }) => spec),
    maximums.map(({ spec, source }) => [spec, source]),
    { ...unread, names: [...unread.names].sort(), sections: [...unread.sections].sort() },
  ])

/** All that is said of a machine, its pair and its pool among it, as one word. */
function statesOf(fleet: Fleet): ReadonlyMap<string, string> {
  const poolWords = new Map(fleet.pools.map((pool) => [pool, JSON.stringify(pool.spec)]))
  const joinedBy = (server: Server): unknown[] => {
    const pool = fleet.poolOf.get(server)
    const pairs = [fleet.pairOfPrimary.get(server)?.spec, fleet.pairOfSecondary.get(server)?.spec]
    return [server.role, server.directory, ...pairs, pool && poolWords.get(pool)]
  }
  const states = new Map<string, string>()
  for (const machine of machinesOf(fleet)) {
    const evidence = (machine.licenses ?? []).map((license) => license.evidence && [license.evidence.reason, license.evidence.shown])
    const own = [machine.spec, machine.asOf, machine.organization, machine.contact, machine.priceBook, machine.deployment, evidence]
    const joined = 'role' in machine ? joinedBy(machine) : []
    states.set(machine.name, JSON.stringify([states.get(machine.name), own, joined]))
  }
  return states
}

/** The fleet with the machines of these names alone, and all with which they share or exchange licences. References still lead to the others. */
export function focused(fleet: Fleet, names: ReadonlySet<string>): Fleet {
  const near = neighbours(fleet)
  const kept = new Set<Machine>()
  const add = (machine: Machine): void => {
    if (kept.has(machine)) return
    kept.add(machine)
    for (const other of near.get(machine) ?? []) add(other)
  }
  for (const machine of machinesOf(fleet)) if (names.has(machine.name)) add(machine)
  return {
    ...fleet,
    servers: fleet.servers.filter((server) => kept.has(server)),
    bridges: fleet.bridges.filter((bridge) => kept.has(bridge)),
    pairs: fleet.pairs.filter(({ primary, secondary }) => [primary, secondary].some((server) => server && kept.has(server))),
    pools: fleet.pools.filter(({ members }) => members.some((member) => member && kept.has(member))),
  }
}

/** Both fleets with the machines that a change can move, the same on both sides, so that their sums compare. */
export function focusedBoth(base: Fleet, head: Fleet): readonly [base: Fleet, head: Fleet] {
  let names = touched(base, head)
  for (;;) {
    const both = [focused(base, names), focused(head, names)] as const
    const reached = new Set([...names, ...both.flatMap(machinesOf).map(({ name }) => name)])
    if (reached.size === names.size) return both
    names = reached
  }
}

/** By machine those of its pair and its pool, its Bridges or bridgehead, and those of whose addresses its licences speak. */
function neighbours(fleet: Fleet): ReadonlyMap<Machine, readonly Machine[]> {
  const near = new Map<Machine, Machine[]>()
  const join = (one: Machine | undefined, other: Machine | undefined): void => {
    if (!one || !other || one === other) return
    addTo(near, one, other)
    addTo(near, other, one)
  }
  for (const { primary, secondary } of fleet.pairs) join(primary, secondary)
  // Each with the next is enough: whoever is reached leads on.
  for (const { members } of fleet.pools) {
    const known = members.flatMap((member) => member ?? [])
    for (const [index, member] of known.entries()) join(member, known[index + 1])
  }
  for (const bridge of fleet.bridges) {
    join(bridge, bridge.bridgehead)
    join(bridge, bridge.bridgehead && primaryOf(fleet, bridge.bridgehead))
  }
  const named = new Map<string, Machine>()
  for (const machine of machinesOf(fleet)) {
    named.set(`name ${machine.name}`, machine)
    for (const { digits } of adapters(machine)) {
      join(machine, named.get(digits))
      named.set(digits, machine)
    }
  }
  for (const machine of machinesOf(fleet))
    for (const grant of (machine.licenses ?? []).flatMap(grantsOf))
      for (const mac of readHostId(grant.hostId ?? '').macs) join(machine, named.get(mac))
  return near
}
