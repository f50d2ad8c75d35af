/** A fleet in which servers, Bridges and pairs are other than their specs say, to see what would follow. */
import type { Bridge, FailoverPair, Fleet, Server } from './fleet.ts'

/** The fleet with its servers, Bridges and pairs changed, and every reference to them followed. Addresses stay. */
export function changed(
  fleet: Fleet,
  ofServer: (server: Server) => Server,
  ofBridge: (bridge: Bridge) => Bridge,
  ofPair: (pair: FailoverPair) => FailoverPair = (pair) => pair,
): Fleet {
  const now = new Map(fleet.servers.map((server) => [server, ofServer(server)]))
  const server = (old: Server): Server => now.get(old) ?? old
  const known = (old: Server | undefined): Server | undefined => old && server(old)
  const bridges = new Map(
    fleet.bridges.map((old) => [old, { ...ofBridge(old), bridgehead: known(old.bridgehead) }] satisfies [Bridge, Bridge]),
  )
  const bridge = (old: Bridge): Bridge => bridges.get(old) ?? old
  const pairs = new Map(
    fleet.pairs.map(
      (old) =>
        [old, { ...ofPair(old), primary: known(old.primary), secondary: known(old.secondary) }] satisfies [FailoverPair, FailoverPair],
    ),
  )
  const pairOf = (of: Fleet['pairOfSecondary']): Fleet['pairOfSecondary'] =>
    new Map([...of].map(([old, pair]) => [server(old), pairs.get(pair) ?? pair]))
  const pools = new Map(fleet.pools.map((old) => [old, { ...old, members: old.members.map(known) }] as const))
  return {
    ...fleet,
    servers: [...now.values()],
    bridges: [...bridges.values()],
    pairs: [...pairs.values()],
    pools: [...pools.values()],
    serverNamed: new Map([...fleet.serverNamed].map(([name, old]) => [name, server(old)])),
    bridgeNamed: new Map([...fleet.bridgeNamed].map(([name, old]) => [name, bridge(old)])),
    poolNamed: new Map([...fleet.poolNamed].map(([name, old]) => [name, pools.get(old) ?? old])),
    pairOfPrimary: pairOf(fleet.pairOfPrimary),
    pairOfSecondary: pairOf(fleet.pairOfSecondary),
    bridgesOf: new Map([...fleet.bridgesOf].map(([old, all]) => [server(old), all.map(bridge)])),
    poolOf: new Map([...fleet.poolOf].map(([old, pool]) => [server(old), pools.get(pool) ?? pool])),
    namings: new Map(
      [...fleet.namings].map(([document, all]) => [
        document,
        all.map(({ machine, license }) => ({ machine: 'role' in machine ? server(machine) : bridge(machine), license })),
      ]),
    ),
  }
}
