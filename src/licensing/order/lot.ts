/** What is ordered together: a pool with its members, a server, or a Bridge, each with what is lacking for it, day by day. */
import type { Release } from '../../knowledge/release.ts'
import { bridgeHost } from '../../model/bridge-host.ts'
import { dayAfter } from '../../model/day.ts'
import { expiries } from '../../model/expiry.ts'
import type { Bridge, Server } from '../../model/fleet.ts'
import { type Account, holdersOf, type PoolAccount, type ServerAccount } from './account.ts'
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
  readonly day: string | undefined
  /** The last day of what expires. */
  readonly expires: string | undefined
  readonly standings: readonly Standing[]
}

export interface Lot {
  readonly holders: readonly Holder[]
  readonly moments: readonly Moment[]
  /** The name of the machine whose licence covers what an account lacks; undefined where no source says which it is. */
  readonly issuedTo: (standing: Standing) => string | undefined
}

/** The lots of a fleet, in its order. */
export function lots(ground: Ground, all: readonly Account[]): Lot[] {
  const pools = all.filter((account) => account.kind === 'pool')
  const pooled = new Map(pools.flatMap((pool) => pool.members.map(({ server }) => [server, pool] as const)))
  const seen = new Set<PoolAccount>()
  const ofBridges = all.filter((account) => account.kind === 'bridge')
  const onUnity = new Map<Server, Account[]>()
  for (const account of ofBridges)
    if (account.bridges.some((bridge) => isOnUnity(bridge))) onUnity.set(account.holder, [...(onUnity.get(account.holder) ?? []), account])
  const found: Lot[] = []
  for (const account of all) {
    if (account.kind !== 'server') continue
    const pool = pooled.get(account.server)
    if (pool && seen.has(pool)) continue
    if (pool) seen.add(pool)
    const members = pool ? pool.members : [account]
    const bridges = members.flatMap(({ server }) => onUnity.get(server) ?? [])
    found.push(lot(ground, members.map(asHolder), [...(pool ? [pool] : []), ...members, ...bridges], isOnUnity))
  }
  for (const account of ofBridges) {
    const own = account.bridges.filter((bridge) => !isOnUnity(bridge))
    const holders = own.map((machine): Holder => ({ machine, kind: 'bridge', release: account.release, pool: undefined, old: undefined }))
    if (own.length > 0) found.push(lot(ground, holders, [account], (bridge) => !isOnUnity(bridge)))
  }
  return found
}

const isOnUnity = (bridge: Bridge): boolean => {
  const host = bridgeHost(bridge)?.host
  return host === 'unity-dongle' || host === 'unity-mac'
}

const asHolder = (account: ServerAccount): Holder => ({
  machine: account.server,
  kind: 'server',
  release: account.release,
  pool: account.pool?.name,
  old: olderLicenses(account),
})

function lot(ground: Ground, holders: readonly Holder[], all: readonly Account[], mine: (bridge: Bridge) => boolean): Lot {
  const bridges = new Map(
    all.flatMap((account) =>
      account.kind === 'bridge' ? account.bridges.filter(mine).map((bridge) => [bridge.name, bridge] as const) : [],
    ),
  )
  const on = (day: string | undefined): readonly Standing[] =>
    all.flatMap((account) => standings(ground, account, day)).filter(({ kind, of }) => kind !== 'bridge' || bridges.has(of))
  const days = laterDays(all)
  const hostOf = (name: string): string | undefined => {
    const bridge = bridges.get(name)
    const host = bridge && bridgeHost(bridge)?.host
    if (host === undefined) return undefined
    return host === 'bridge-mac'
      ? name
      : all.flatMap((account) =>
          account.kind === 'bridge' && account.bridges.some((each) => each.name === name) ? [account.holder.name] : [],
        )[0]
  }
  return {
    holders,
    moments: [
      { day: undefined, expires: undefined, standings: on(undefined) },
      ...days.map(({ day, expires }): Moment => ({ day, expires, standings: on(day) })),
    ],
    issuedTo: ({ kind, of }) => (kind === 'bridge' ? hostOf(of) : of),
  }
}

/** The days on which something is no longer in force that was on the day before. */
function laterDays(all: readonly Account[]): { readonly day: string; readonly expires: string }[] {
  const machines = new Set(all.flatMap(holdersOf))
  const ends = [...machines].flatMap((machine) => expiries(machine).flatMap(({ expires }) => (expires >= machine.asOf ? [expires] : [])))
  return [...new Set(ends)].sort().map((expires) => ({ day: dayAfter(expires), expires }))
}
