/** What expires when, and which claims then lose what they need. */
import { byFile } from '../knowledge/knowledge.ts'
import { addTo } from './add-to.ts'
import { type Claim, claims } from './claim.ts'
import { dayAfter, daysBetween } from './day.ts'
import { hasExpired, held } from './entitlement.ts'
import type { Bridge, Fleet, License, Server } from './fleet.ts'
import { type Grant, grantsOf } from './grant.ts'
import { primaryOf } from './licensee.ts'
import { at, type Place } from './part.ts'

/** How many days before it expires a licence is warned of. The horizon is ours: no source gives one. */
export const horizon = 30

/** One thing of a machine that is licensed for a time. */
export interface Expiry {
  /** The licence entry, or the lines of a licence file that expire on one day. */
  readonly sources: readonly (License | Grant)[]
  readonly place: Place
  /** The last day on which it counts. */
  readonly expires: string
}

/** An expiry that is over, or near, and the claims that what is left does not cover, or may not. */
export interface Lapse extends Expiry {
  readonly machine: Server | Bridge
  /** The first day on which it does not count. Undefined where it has expired already. */
  readonly from: string | undefined
  readonly broken: readonly Claim[]
  readonly open: readonly Claim[]
}

/** What expires of a machine. Nothing else in a spec has a day. */
export function expiries(machine: Server | Bridge): Expiry[] {
  return (machine.licenses ?? []).flatMap((license) => {
    const { spec, document, path } = license
    if (spec.kind === 'file') return fileExpiries(grantsOf(license))
    if ((spec.kind !== 'declared' && spec.kind !== 'demo') || spec.expires === undefined || spec.expires === 'permanent') return []
    return [{ sources: [license], place: { document, path: [...path, 'expires'] }, expires: spec.expires }]
  })
}

/** The days on which lines of a file expire, each with the first line that does. */
function fileExpiries(grants: readonly Grant[]): Expiry[] {
  const timed = grants.filter(({ line }) => line?.counts === true)
  const days = new Set(timed.flatMap(({ expires }) => (expires === undefined || expires === 'permanent' ? [] : [expires])))
  return [...days].flatMap((expires) => {
    const sources = timed.filter((grant) => grant.expires === expires)
    const [first] = sources
    return first ? [{ sources, place: first.expiresPlace, expires }] : []
  })
}

/** Everything that has expired or soon will, where it would count for something. */
export function* lapses(fleet: Fleet): Iterable<Lapse> {
  const byDay = new Map<string | undefined, { readonly machine: Server | Bridge; readonly expiry: Expiry }[]>()
  for (const machine of [...fleet.servers, ...fleet.bridges].filter(counts)) {
    for (const expiry of expiries(machine)) {
      const over = hasExpired(expiry.expires, machine.asOf)
      if (!over && daysBetween(machine.asOf, expiry.expires) > horizon) continue
      const day = over ? undefined : dayAfter(expiry.expires)
      addTo(byDay, day, { machine, expiry })
    }
  }
  for (const [day, items] of byDay) {
    const short = shortOn(around(fleet, new Set(items.map(({ machine }) => machine))), day)
    for (const { machine, expiry } of items) {
      const touched = [...new Set(expiry.sources.flatMap((source) => short.get(source) ?? []))]
      const isBroken = ({ amount, holding }: Claim): boolean => amount > holding.possible
      yield { ...expiry, machine, from: day, broken: touched.filter(isBroken), open: touched.filter((claim) => !isBroken(claim)) }
    }
  }
}

/** Whether licences with an expiry count for anything on a machine: not on one with a dongle, and not on a secondary server. */
function counts(machine: Server | Bridge): boolean {
  const release = 'role' in machine ? machine.release : machine.bridgehead?.release
  return (!release || byFile(release)) && !('role' in machine && machine.role === 'secondary')
}

/** The claims of `fleet` that are not surely covered on a day, by each expired licence that would have granted some of what they need. */
function shortOn(fleet: Fleet, day: string | undefined): ReadonlyMap<License | Grant, readonly Claim[]> {
  const short = new Map<License | Grant, Claim[]>()
  for (const claim of [...claims(fleet, day), ...claimsOfPairs(fleet, day)]) {
    if ('missing' in claim || claim.amount <= claim.holding.sure) continue
    for (const source of new Set(claim.holding.expired.flatMap((share) => (share.idle === undefined ? [share.source] : [])))) {
      addTo(short, source, claim)
    }
  }
  return short
}

/** That a primary has a secondary, as a claim on its licence. */
function* claimsOfPairs(fleet: Fleet, day: string | undefined): Iterable<Claim> {
  for (const pair of fleet.pairs) {
    const { primary } = pair
    if (!primary?.release || !byFile(primary.release)) continue
    yield {
      name: 'secondaryServer',
      amount: 1,
      holding: held('secondaryServer', primary, primary.release, day),
      release: primary.release,
      place: at(pair, 'secondary'),
      whose: `the licences of ${primary.name}`,
      server: primary.name,
      shares: [],
      draws: [],
      basis: ['failover-on-primary'],
    }
  }
}

/** The part of a fleet that draws on the licences of these machines. */
function around(fleet: Fleet, machines: ReadonlySet<Server | Bridge | undefined>): Fleet {
  const { bridgesOf, poolOf } = fleet
  const servers = [...machines].filter((machine) => machine !== undefined && 'role' in machine)
  const pools = new Set(servers.flatMap((server) => poolOf.get(server) ?? []))
  const inPools = new Set([...pools].flatMap(({ members }) => members))
  // Bridges of one bridgehead share what it holds.
  const heads = fleet.bridges.flatMap((bridge) => (bridge.bridgehead && machines.has(bridge) ? [primaryOf(fleet, bridge.bridgehead)] : []))
  return {
    ...fleet,
    servers: fleet.servers.filter((server) => machines.has(server) || machines.has(primaryOf(fleet, server))),
    pairs: fleet.pairs.filter(({ primary }) => machines.has(primary) || inPools.has(primary)),
    pools: fleet.pools.filter((pool) => pools.has(pool)),
    bridges: [...new Set([...servers, ...heads])].flatMap((head) => bridgesOf.get(head) ?? []),
  }
}
