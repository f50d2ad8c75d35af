/** What is left of a fleet when servers fail: who stands in, what is without service, and what the licences of the others still cover. */
import type { Quantity } from '../knowledge/fact.ts'
import { byFile, licensed } from '../knowledge/knowledge.ts'
import { sharersOf, standIns } from '../model/claim.ts'
import { held } from '../model/entitlement.ts'
import type { FailoverPair, Fleet, Pool, Server } from '../model/fleet.ts'
import { type Held, standing, sum } from '../model/held.ts'
import { boundsOf, maximumsOf, quantities } from '../model/maximum.ts'
import { didYouMean } from '../source/suggest.ts'
import { pairUse, total } from './headroom.ts'
import { userKinds } from './limit.ts'

/** What serves callers and users: undefined where nothing says how much there is. */
export type Service = Readonly<Partial<Record<Quantity, number | undefined>>>

export const served: readonly Quantity[] = ['voicePorts', ...userKinds]

/** What becomes of the work of one server that fails. */
export interface Fate {
  readonly name: string
  readonly role: Server['role']
  /** The secondary that takes over, for a limited time. `missing` is what is not known of whether it can. */
  readonly standIn?: { readonly name: string; readonly missing: readonly string[]; readonly short: readonly Shortfall[] }
  /** Why its secondary does not take over. */
  readonly without?: string
  /** Of a secondary, the primary that goes on with nobody to stand in. */
  readonly goesOn?: string
  /** What is without service, as far as it is known. */
  readonly lost?: Service
}

/** What a stand-in has to carry, and what it may or has. */
export interface Shortfall {
  readonly what: Quantity
  readonly needed: number
  readonly has: number
  readonly by: 'its ports' | 'its own licences' | 'the published maximum'
}

/** A quantity of a pool, if the licences of the servers that failed no longer count in it. */
export interface PoolLeft {
  readonly pool: string
  readonly what: Quantity
  /** By those that still have service. */
  readonly used: number | undefined
  /** As much of it as specs and reports tell. */
  readonly known: number
  readonly held: Held
  readonly verdict: 'covered' | 'open' | 'short'
}

export interface BridgeLeft {
  readonly name: string
  readonly bridgehead: string
  readonly sessions: number | undefined
  /** The other server of its pair, of which no source states whether it serves as bridgehead; absent where there is none. */
  readonly standIn?: string
}

/** What is in service of the whole fleet, as far as it is known, and how many servers do not say. */
export type Capacity = Readonly<Partial<Record<Quantity, { readonly all: number; readonly left: number; readonly untold: number }>>>

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
  const secondaries = standIns(fleet)
  const pairOf = new Map<Server, FailoverPair>()
  for (const pair of fleet.pairs) if (pair.primary && !pairOf.has(pair.primary)) pairOf.set(pair.primary, pair)
  const active = fleet.servers.filter((server) => server.role !== 'secondary' && !fleet.pairOfSecondary.get(server)?.primary)
  const all = new Map(active.map((server) => [server, serviceOf(server, secondaries.get(server))]))
  const whole = summed([...all.values()])
  const poolsOf = new Map<Server, Pool[]>()
  for (const pool of fleet.pools) for (const server of sharersOf(pool)) if (fleet.poolOf.get(server) === pool) poolsOf.set(server, [pool])
  const shares = new Map<Pool, ReadonlyMap<Server, ReadonlyMap<Quantity, Share>>>()
  const sharesOf = (pool: Pool): ReadonlyMap<Server, ReadonlyMap<Quantity, Share>> => {
    const known = shares.get(pool) ?? new Map(sharersOf(pool).map((server) => [server, shareOf(server, secondaries.get(server))]))
    shares.set(pool, known)
    return known
  }
  return cases.map((servers): Failure => {
    const failed = new Set(servers)
    const fates = servers.map((server) => fateOf(fleet, server, failed, pairOf.get(server)))
    const lost = new Set(fates.filter((fate) => fate.lost).map(({ name }) => name))
    const pools = new Set(servers.flatMap((server) => poolsOf.get(server) ?? []))
    return {
      without: servers.map(({ name }) => name),
      servers: fates,
      pools: [...pools].flatMap((pool) => poolLeft(pool, sharesOf(pool), failed, lost)),
      bridges: servers.flatMap((server) => bridgesLeft(fleet, server, fates)),
      capacity: capacity(whole, servers, fates, all, secondaries),
    }
  })
}

function fateOf(fleet: Fleet, server: Server, failed: ReadonlySet<Server>, pair: FailoverPair | undefined): Fate {
  const { name, role } = server
  const own = fleet.pairOfSecondary.get(server)
  if (own) {
    const { primary } = own
    if (!primary) return { name, role, without: `${own.spec.primary}, its primary, is not in the fleet` }
    if (primary !== server) return failed.has(primary) ? { name, role } : { name, role, goesOn: primary.name }
  }
  if (role === 'secondary') return { name, role, without: 'no failover pair names its primary' }
  const lost = serviceOf(server, pair?.secondary)
  if (!pair) return { name, role, lost }
  const { secondary, spec } = pair
  if (!secondary || secondary === server) return { name, role, without: `${spec.secondary}, its secondary, is not in the fleet`, lost }
  if (failed.has(secondary)) return { name, role, without: `${secondary.name}, its secondary, fails with it`, lost }
  const hindered = hindrance(server, secondary, pair)
  if (hindered !== undefined) return { name, role, without: hindered, lost }
  return {
    name,
    role,
    standIn: { name: secondary.name, missing: unknownOf(server, secondary, pair), short: shortfalls(fleet, server, secondary) },
  }
}

/** Why a secondary cannot stand in. Up to 3.x it has licences of its own, and no wizard. */
function hindrance({ name, release, ...primary }: Server, secondary: Server, { spec }: FailoverPair): string | undefined {
  if (!release || !byFile(release)) return undefined
  if (held('secondaryServer', { name, release, ...primary }, release).possible === 0)
    return `no licence of ${name} grants a secondary server`
  const ran = spec.wizardRunOn
  if (ran && ![name, secondary.name].every((each) => ran.includes(each))) return 'the failover wizard has not run on both servers'
  return undefined
}

/** What is missing to be sure of a stand-in. */
function unknownOf(primary: Server, secondary: Server, { spec }: FailoverPair): string[] {
  const { release } = primary
  const ports = pairUse('voicePorts', secondary, undefined) === undefined ? [`how many voice ports ${secondary.name} has`] : []
  if (!release) return ['a known release', ...ports]
  if (!byFile(release)) return [...(secondary.licenses ? [] : [`the licences of ${secondary.name}`]), ...ports]
  const granted = held('secondaryServer', primary, release).sure > 0
  return [
    ...(granted ? [] : [`whether the licences of ${primary.name} grant a secondary server`]),
    ...(spec.wizardRunOn ? [] : ['the servers on which the failover wizard has run']),
    ...ports,
  ]
}

/** What a stand-in surely has too little of. */
function shortfalls(fleet: Fleet, primary: Server, secondary: Server): Shortfall[] {
  const { release } = secondary
  if (!release) return []
  return quantities.flatMap((what): Shortfall[] => {
    const needed = pairUse(what, primary, undefined)
    if (needed === undefined) return []
    if (what === 'voicePorts') {
      const has = pairUse(what, secondary, undefined)
      return has !== undefined && has < needed ? [{ what, needed, has, by: 'its ports' }] : []
    }
    const short = (has: number, by: Shortfall['by']): Shortfall[] => (needed > has ? [{ what, needed, has, by }] : [])
    return [
      ...(!byFile(release) && licensed(what, release) ? short(held(what, secondary, release).possible, 'its own licences') : []),
      ...short(boundsOf(maximumsOf(fleet, what, secondary, release)).possible, 'the published maximum'),
    ]
  })
}

/** What a server, or a pair, has in service: ports are those of the server, and of users a pair has the same. */
const serviceOf = (server: Server, secondary: Server | undefined): Service =>
  Object.fromEntries(served.map((what) => [what, pairUse(what, server, what === 'voicePorts' ? undefined : secondary)]))

type Summed = ReadonlyMap<Quantity, { readonly all: number; readonly untold: number }>

const summed = (services: readonly Service[]): Summed =>
  new Map(
    served.map((what) => [
      what,
      {
        all: services.reduce((sum, service) => sum + (service[what] ?? 0), 0),
        untold: services.filter((service) => service[what] === undefined).length,
      },
    ]),
  )

function capacity(
  whole: Summed,
  servers: readonly Server[],
  fates: readonly Fate[],
  all: ReadonlyMap<Server, Service>,
  secondaries: ReadonlyMap<Server, Server>,
): Capacity {
  return Object.fromEntries(
    [...whole].map(([what, { all: everything, untold }]) => {
      const gone = servers.reduce((sum, server, index) => {
        const before = all.get(server)?.[what] ?? 0
        const fate = fates[index]
        if (fate?.lost) return sum + before
        const secondary = fate?.standIn && secondaries.get(server)
        return sum + (secondary && what === 'voicePorts' ? Math.max(0, before - (pairUse(what, secondary, undefined) ?? 0)) : 0)
      }, 0)
      return [what, { all: everything, left: everything - gone, untold }]
    }),
  )
}

interface Share {
  readonly used: number | undefined
  readonly held: Held | undefined
}

const shareOf = (server: Server, secondary: Server | undefined): ReadonlyMap<Quantity, Share> =>
  new Map(
    userKinds.map((what) => [what, { used: pairUse(what, server, secondary), held: server.release && held(what, server, server.release) }]),
  )

function poolLeft(
  pool: Pool,
  shares: ReadonlyMap<Server, ReadonlyMap<Quantity, Share>>,
  failed: ReadonlySet<Server>,
  lost: ReadonlySet<string>,
): PoolLeft[] {
  const members = [...shares]
  // Without all its members it is not known what a pool holds.
  if (pool.members.includes(undefined) || members.some(([{ release }]) => !release)) return []
  const serving = members.filter(([server]) => !lost.has(server.name))
  const counting = members.filter(([server]) => !failed.has(server))
  return userKinds.flatMap((what): PoolLeft[] => {
    const used = total(serving.map(([, share]) => share.get(what)?.used))
    const known = serving.reduce((sum, [, share]) => sum + (share.get(what)?.used ?? 0), 0)
    const left = sum(counting.flatMap(([, share]) => share.get(what)?.held ?? []))
    const stated = standing(known, left)
    if (known === 0 && left.sure === 0) return []
    return [{ pool: pool.name, what, used, known, held: left, verdict: used === undefined && stated === 'covered' ? 'open' : stated }]
  })
}

function bridgesLeft({ bridges }: Fleet, server: Server, fates: readonly Fate[]): BridgeLeft[] {
  const fate = fates.find(({ name }) => name === server.name)
  const standIn = fate?.standIn?.name ?? fate?.goesOn
  return bridges
    .filter(({ bridgehead }) => bridgehead === server)
    .map(({ name, spec }) => ({ name, bridgehead: server.name, sessions: spec.sessions, ...(standIn !== undefined && { standIn }) }))
}
