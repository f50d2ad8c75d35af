/** How much room is left: of every quantity what is used, what is licensed and what is published as the most. */
import type { Quantity } from '../knowledge/fact.ts'
import { byFile, feature, licensed } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { held, sole } from '../model/entitlement.ts'
import type { Fleet, Pool, Server } from '../model/fleet.ts'
import { type Held, nothing, sum } from '../model/held.ts'
import { licensee, sharersOf } from '../model/licensee.ts'
import { boundsOf, type Maximum, maximumsOf, quantities } from '../model/maximum.ts'
import { usersOf } from '../model/sizing.ts'
import { stated, uses } from '../model/use.ts'
import { ofBridges } from './headroom-bridges.ts'

/** One quantity of a server, a pool, a Bridge, or of the Bridges that share the licences of a bridgehead. */
export interface Room {
  readonly of: string
  readonly kind: 'server' | 'pool' | 'bridge' | 'bridgehead'
  /** `users` are those of all kinds, where a default or demo licence grants so many in all. */
  readonly what: Quantity | 'users'
  /** Undefined where neither a spec nor a report says. */
  readonly used: number | undefined
  /** Whether the server reports more in use than its spec says. */
  readonly reported: boolean
  /** Undefined where another row has it, which `shared` names, and for a release that is not known. */
  readonly held: Held | undefined
  /** Whose licences they are, where they are not its own. */
  readonly shared?: { readonly by: 'pool' | 'primary' | 'bridgehead'; readonly name: string }
  /** The maximums that are published, the lowest first; none where none is known. Undefined where there is none to have: of what is shared. */
  readonly maximums: readonly Maximum[] | undefined
}

/** What is left of each limit; below zero where it is broken. Undefined where the use or the limit is not known for sure. */
export interface Left {
  readonly licensed: number | undefined
  readonly published: number | undefined
}

export function left({ used, held, maximums = [] }: Room): Left {
  const of = ({ sure, possible }: { sure: number; possible: number }): number | undefined => {
    if (used === undefined || (used > sure && used <= possible)) return undefined
    // What is beyond all that is possible lacks at least as much; what is surely within has at least as much to spare.
    return (used > possible ? possible : sure) - used
  }
  return {
    licensed: held && (held.sure > 0 || held.possible < Number.POSITIVE_INFINITY) ? of(held) : undefined,
    published: agreed(maximums) ? of({ ...boundsOf(maximums), possible: boundsOf(maximums).sure }) : undefined,
  }
}

/** Whether maximums amount to one figure: sources that disagree leave no margin to rely on. */
const agreed = (maximums: readonly Maximum[]): boolean => {
  const { sure, possible } = boundsOf(maximums)
  return maximums.length > 0 && (possible === sure || possible === Number.POSITIVE_INFINITY)
}

/** Every quantity of every server, pool and Bridge of a fleet, in its order. */
export function headroom(fleet: Fleet): readonly Room[] {
  return [
    ...fleet.servers.flatMap((server) => ofServer(fleet, server)),
    ...fleet.pools.flatMap((pool) => ofPool(fleet, pool)),
    ...ofBridges(fleet),
  ]
}

function ofServer(fleet: Fleet, server: Server): Room[] {
  const { release, name } = server
  const base = { of: name, kind: 'server', reported: false } as const
  const rows = quantities.filter((what) => what !== 'bridgeSessions' && (!release || licensed(what, release)))
  if (!release) return rows.map((what): Room => ({ ...base, what, used: stated(what, server), held: undefined, maximums: [] }))
  const holder = licensee(fleet, server, release)
  const pool = byFile(release) ? fleet.poolOf.get(holder ?? server) : undefined
  const all = rows.map((what): Room => {
    const pooled = pool !== undefined && feature(what).pooled
    return {
      ...base,
      what,
      used: stated(what, server),
      reported: uses.some((use) => use.name === what && use.reported(server)),
      held: pooled || !holder ? undefined : held(what, holder, release),
      ...(pooled && { shared: { by: 'pool' as const, name: pool.name } }),
      ...(!pooled && holder && holder !== server && { shared: { by: 'primary' as const, name: holder.name } }),
      maximums: maximumsOf(fleet, what, server, release),
    }
  })
  return [...all, ...inAll(server, holder, release, pool), ...idleSessions(fleet, server, release)]
}

/** Users of all kinds, where the licence grants so many in all. */
function inAll(server: Server, holder: Server | undefined, release: Release, pool: Pool | undefined): Room[] {
  const fact = holder && !pool ? sole(holder, release) : undefined
  if (!fact) return []
  const granted: Held = { ...nothing, sure: fact.users, possible: fact.users, facts: [fact] }
  return [{ of: server.name, kind: 'server', what: 'users', used: allUsers(server), reported: false, held: granted, maximums: undefined }]
}

/** Undefined where a kind is left out, so that their sum is not known. */
function allUsers({ spec, ...server }: Server): number | undefined {
  const { voiceMail, unifiedMessaging, inbox } = spec.users ?? {}
  const whole = voiceMail !== undefined && unifiedMessaging !== undefined && inbox !== undefined
  return whole ? usersOf({ ...server, spec }) : undefined
}

/** Sessions that a server is licensed for and no Bridge of the fleet draws on. */
function idleSessions(fleet: Fleet, server: Server, release: Release): Room[] {
  if (fleet.bridgesOf.has(server) || (server.role === 'secondary' && byFile(release))) return []
  const holding = held('bridgeSessions', server, release)
  if (holding.sure === 0) return []
  const maximums = maximumsOf(fleet, 'bridgeSessions', server, release)
  return [{ of: server.name, kind: 'server', what: 'bridgeSessions', used: undefined, reported: false, held: holding, maximums }]
}

/** A pair counts once, with the one of it that uses more. */
export const pairUse = (what: Quantity, primary: Server, secondary: Server | undefined): number | undefined => {
  const amounts = [primary, secondary].flatMap((server) => (server ? (stated(what, server) ?? []) : []))
  return amounts.length > 0 ? Math.max(...amounts) : undefined
}

function ofPool(fleet: Fleet, pool: Pool): Room[] {
  const sharers = sharersOf(pool)
  // A server that two pools name, one that is not in the fleet, and one of an unknown release leave open what the pool is.
  const whole = pool.members.every((member) => member?.release && fleet.poolOf.get(member) === pool)
  return quantities
    .filter((what) => feature(what).pooled)
    .map((what): Room => {
      const amounts = sharers.map((server) => pairUse(what, server, fleet.pairOfPrimary.get(server)?.secondary))
      return {
        of: pool.name,
        kind: 'pool',
        what,
        used: whole ? total(amounts) : undefined,
        reported: sharers.some((server) => uses.some((use) => use.name === what && use.reported(server))),
        held: whole ? sum(sharers.flatMap((server) => (server.release ? [held(what, server, server.release)] : []))) : undefined,
        maximums: undefined,
      }
    })
}

/** The sum, where every part is known. */
export const total = (amounts: readonly (number | undefined)[]): number | undefined =>
  amounts.reduce<number | undefined>((all, amount) => (all === undefined || amount === undefined ? undefined : all + amount), 0)
