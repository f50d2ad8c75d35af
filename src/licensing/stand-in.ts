/** What becomes of the work of a server that fails: who stands in, and what stands in the way. */
import type { Quantity } from '../knowledge/fact.ts'
import { byFile, feature, licensed, unreadableSerial } from '../knowledge/knowledge.ts'
import { held } from '../model/entitlement.ts'
import type { FailoverPair, Fleet, Server } from '../model/fleet.ts'
import { boundsOf, maximumsOf, quantities } from '../model/maximum.ts'
import { noRelease } from '../model/missing.ts'
import { pairUse } from './headroom.ts'
import { userKinds } from './limit.ts'

/** What serves callers and users: undefined where nothing says how much there is. */
export type Service = Readonly<Partial<Record<Quantity, number | undefined>>>

export const served: readonly Quantity[] = ['voicePorts', ...userKinds]

/** What becomes of the work of one server that fails. */
export interface Fate {
  readonly name: string
  readonly role: Server['role']
  /** The secondary that takes over, for a limited time. `missing` is what is not known of whether it can. */
  readonly standIn?: {
    readonly name: string
    readonly missing: readonly string[]
    readonly short: readonly Shortfall[]
    readonly lacks: readonly string[]
  }
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

/** The fate of one of the servers that fail together. `pair` is the one of which it is the primary. */
export function fateOf(fleet: Fleet, server: Server, failed: ReadonlySet<Server>, pair: FailoverPair | undefined): Fate {
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
    standIn: {
      name: secondary.name,
      missing: unknownOf(server, secondary, pair),
      short: shortfalls(fleet, server, secondary),
      lacks: lacking(server, secondary),
    },
  }
}

/** Why a secondary cannot stand in. Up to 3.x it has a dongle of its own, and no wizard. */
function hindrance({ name, release, ...primary }: Server, secondary: Server, { spec }: FailoverPair): string | undefined {
  if (!release) return undefined
  if (!byFile(release))
    return secondary.spec.dongle?.serial === unreadableSerial ? `the dongle of ${secondary.name}, its secondary, cannot be read` : undefined
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
  if (!release) return [noRelease(primary.name).missing, ...ports]
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
      const ports = pairUse(what, secondary, undefined) ?? Number.POSITIVE_INFINITY
      const own = byFile(release) ? Number.POSITIVE_INFINITY : held(what, secondary, release).possible
      const has = Math.min(ports, own)
      return has < needed ? [{ what, needed, has, by: own < ports ? 'its own licences' : 'its ports' }] : []
    }
    const short = (has: number, by: Shortfall['by']): Shortfall[] => (needed > has ? [{ what, needed, has, by }] : [])
    return [
      ...(!byFile(release) && licensed(what, release) ? short(held(what, secondary, release).possible, 'its own licences') : []),
      ...short(boundsOf(maximumsOf(fleet, what, secondary, release)).possible, 'the published maximum'),
    ]
  })
}

/** Features that a primary uses and the dongle of its secondary does not grant. */
function lacking({ spec }: Server, secondary: Server): string[] {
  const { release } = secondary
  if (!release || byFile(release)) return []
  return (spec.features ?? []).flatMap((name) => (held(name, secondary, release).possible === 0 ? [feature(name).title] : []))
}

/** What a server, or a pair, has in service: ports are those of the server, and of users a pair has the same. */
export const serviceOf = (server: Server, secondary: Server | undefined): Service =>
  Object.fromEntries(served.map((what) => [what, pairUse(what, server, what === 'voicePorts' ? undefined : secondary)]))
