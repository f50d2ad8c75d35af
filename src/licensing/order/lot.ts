/** What is ordered together: a pool with its members, a server, or a Bridge, each with what is lacking for it, day by day. */
import type { BridgeHostFact } from '../../knowledge/bridge.ts'
import type { Release } from '../../knowledge/release.ts'
import { addTo } from '../../model/add-to.ts'
import { bridgeHost } from '../../model/bridge-host.ts'
import { dayAfter } from '../../model/day.ts'
import { expiries } from '../../model/expiry.ts'
import type { Bridge, Server } from '../../model/fleet.ts'
import { primaryOf } from '../../model/licensee.ts'
import { type Account, type BridgeAccount, holdersOf, type PoolAccount, type ServerAccount } from './account.ts'
import { type Old, olderLicenses } from './carried.ts'
import { type Ground, type Standing, standings } from './standing.ts'

/** A machine for which licences are issued. */
export interface Holder {
  readonly machine: Server | Bridge
  readonly kind: 'server' | 'bridge'
  readonly release: Release
  readonly pool: string | undefined
  /** Licences of an older release that have to be upgraded. */
  readonly old: Old | undefined
}

/** What is lacking on a day: now, or once something has expired. */
export interface Moment {
  /** Whether it is the first that is ordered for, when upgrade licences are, too. */
  readonly first: boolean
  readonly day: string | undefined
  /** The last day of what expires. */
  readonly expires: string | undefined
  /** The names of the machines whose licence that is. */
  readonly expiring: readonly string[]
  readonly standings: readonly Standing[]
}

export interface Lot {
  readonly holders: readonly Holder[]
  readonly moments: readonly Moment[]
  /** The name of the machine whose licence covers what an account lacks; undefined where no source says which it is. */
  readonly issuedTo: (standing: Standing) => string | undefined
}

/** The lots of a fleet, in its order: servers, a pool with the first of its members, then Bridges that have licences to themselves. */
export function lots(ground: Ground, all: readonly Account[]): Lot[] {
  const poolOf = new Map(all.flatMap((account) => (account.kind === 'pool' ? account.members.map(({ server }) => [server, account]) : [])))
  const bridgesOf = new Map<Server, BridgeAccount[]>()
  for (const account of all) if (account.kind === 'bridge') addTo(bridgesOf, primaryOf(ground.fleet, account.holder), account)
  const pools = new Set<PoolAccount>()
  const found: Lot[] = []
  for (const account of all) {
    if (account.kind !== 'server') continue
    const pool = poolOf.get(account.server)
    if (pool && pools.has(pool)) continue
    if (pool) pools.add(pool)
    const members = pool?.members ?? [account]
    const bridges = members.flatMap(({ server }) => bridgesOf.get(server) ?? [])
    found.push(lot(ground, members.map(asHolder), [...(pool ? [pool] : []), ...members, ...bridges], isOnUnity))
  }
  for (const account of [...bridgesOf.values()].flat()) {
    const own = account.bridges.filter((bridge) => !isOnUnity(bridge))
    const holders = own.map((machine): Holder => ({ machine, kind: 'bridge', release: account.release, pool: undefined, old: undefined }))
    if (own.length > 0) found.push(lot(ground, holders, [account], (bridge) => !isOnUnity(bridge)))
  }
  return found
}

const hostKind = (bridge: Bridge): BridgeHostFact['host'] | undefined => bridgeHost(bridge)?.host

const isOnUnity = (bridge: Bridge): boolean => ['unity-dongle', 'unity-mac'].includes(hostKind(bridge) ?? '')

const asHolder = (account: ServerAccount): Holder => ({
  machine: account.server,
  kind: 'server',
  release: account.release,
  pool: account.pool?.name,
  old: olderLicenses(account),
})

/** `mine` are the Bridges whose licences are in this lot, of accounts that may have others. */
function lot(ground: Ground, holders: readonly Holder[], all: readonly Account[], mine: (bridge: Bridge) => boolean): Lot {
  const issued = new Map(
    all.flatMap((account) =>
      account.kind === 'bridge'
        ? account.bridges.filter(mine).map((bridge) => issuedFor(bridge, primaryOf(ground.fleet, account.holder)))
        : [],
    ),
  )
  const on = (day: string | undefined): readonly Standing[] =>
    all.flatMap((account) => standings(ground, account, day)).filter(({ kind, of }) => kind !== 'bridge' || issued.has(of))
  return {
    holders,
    moments: [
      { first: true, day: undefined, expires: undefined, expiring: [], standings: on(undefined) },
      ...laterDays(all).map(([expires, expiring]): Moment => {
        const day = dayAfter(expires)
        return { first: false, day, expires, expiring, standings: on(day) }
      }),
    ],
    issuedTo: ({ kind, of }) => (kind === 'bridge' ? issued.get(of) : of),
  }
}

/** The name of a Bridge, and of the machine to which its licence is issued. */
function issuedFor(bridge: Bridge, holder: Server): readonly [string, string | undefined] {
  const host = hostKind(bridge)
  return [bridge.name, host === undefined ? undefined : host === 'bridge-mac' ? bridge.name : holder.name]
}

/** The last days of licences that are in force, with the names of the machines whose they are. */
function laterDays(all: readonly Account[]): [expires: string, expiring: readonly string[]][] {
  const byDay = new Map<string, string[]>()
  for (const machine of new Set(all.flatMap(holdersOf)))
    for (const expires of new Set(expiries(machine).map((each) => each.expires)))
      if (expires >= machine.asOf) addTo(byDay, expires, machine.name)
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1))
}
