/** How much room is left: of every quantity what is used, what is licensed and what is published as the most. */
import type { Quantity } from '../knowledge/fact.ts'
import { byFile, feature, licensed } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { claims } from '../model/claim.ts'
import { held } from '../model/entitlement.ts'
import type { Fleet, Pool, Server } from '../model/fleet.ts'
import { type Held, sum } from '../model/held.ts'
import { type Maximum, maximumsOf, quantities } from '../model/maximum.ts'
import { stated } from '../model/use.ts'

/** One quantity of a server, pool or Bridge. A failover pair counts once, under its primary. */
export interface Room {
  readonly of: string
  readonly kind: 'server' | 'pool' | 'bridge'
  readonly what: Quantity
  /** Undefined where the spec does not say. */
  readonly used: number | undefined
  /** Undefined where another row has it: that of the pool. */
  readonly held: Held | undefined
  /** The maximums that are published, the lowest first; none where they are not known. Undefined where none can be: of a pool. */
  readonly maximums: readonly Maximum[] | undefined
  /** The servers that share it, with what each uses. */
  readonly shares: readonly number[]
}

/** What is left of the least of two limits. */
export interface Margin {
  /** Undefined where the use or the limit is not known. */
  readonly licensed: number | undefined
  readonly published: number | undefined
}

export function margin({ used, held, maximums }: Room): Margin {
  const most = maximums?.[0]?.value
  const sure = held && held.sure === held.possible ? held.sure : undefined
  const less = (limit: number | undefined): number | undefined => (used === undefined || limit === undefined ? undefined : limit - used)
  return { licensed: less(sure), published: less(most) }
}

/** Every quantity of a fleet that is used, held, or has a maximum. Servers whose release is not known are left out: so they are not checked. */
export function headroom(fleet: Fleet): readonly Room[] {
  const servers = fleet.servers.flatMap((server) => (server.release ? serverRooms(fleet, server, server.release) : []))
  const pools = fleet.pools.flatMap((pool) => poolRooms(fleet, pool))
  return [...servers, ...pools, ...bridgeRooms(fleet)].filter(isTold)
}

const isTold = ({ used, held, maximums = [] }: Room): boolean =>
  (used ?? 0) > 0 || (held?.sure ?? 0) > 0 || (used !== undefined && maximums.length > 0)

const sharesLicences = (server: Server): boolean => server.release !== undefined && byFile(server.release)

function serverRooms(fleet: Fleet, server: Server, release: Release): Room[] {
  const pair = fleet.pairOfSecondary.get(server)
  // A secondary is counted with its primary, as far as licences are shared.
  if (pair?.primary && sharesLicences(server)) return []
  const standIn = fleet.pairs.find(({ primary, secondary }) => primary === server && secondary && sharesLicences(secondary))?.secondary
  const pooled = fleet.poolOf.has(server) && sharesLicences(server)
  return quantities
    .filter((what) => what !== 'bridgeSessions' && licensed(what, release))
    .map(
      (what): Room => ({
        of: server.name,
        kind: 'server',
        what,
        used: usedBy(what, server, standIn),
        held: pooled && feature(what).pooled ? undefined : held(what, server, release),
        maximums: maximumsOf(fleet, what, server, release),
        shares: [],
      }),
    )
}

/** What the one of a pair uses that uses more. */
function usedBy(what: Quantity, server: Server, standIn: Server | undefined): number | undefined {
  const amounts = [server, standIn].flatMap((each) => (each ? (stated(what, each) ?? []) : []))
  return amounts.length > 0 ? Math.max(...amounts) : undefined
}

function poolRooms(fleet: Fleet, pool: Pool): Room[] {
  const members = [...new Set(pool.members)].filter((member) => member !== undefined)
  const sharing = members.filter((member) => member.role !== 'secondary' && sharesLicences(member) && fleet.poolOf.get(member) === pool)
  return quantities
    .filter((what) => feature(what).pooled)
    .map((what): Room => {
      const amounts = sharing.map((server) => {
        const standIn = fleet.pairs.find(({ primary }) => primary === server)?.secondary
        return usedBy(what, server, standIn)
      })
      const whole = amounts.every((amount) => amount !== undefined) && members.length === pool.members.length
      const shares = amounts.map((amount) => amount ?? 0)
      return {
        of: pool.name,
        kind: 'pool',
        what,
        used: whole ? shares.reduce((total, share) => total + share, 0) : undefined,
        held: sum(sharing.flatMap((server) => (server.release ? [held(what, server, server.release)] : []))),
        maximums: undefined,
        shares,
      }
    })
}

/** Sessions of Bridges, as they are held against licences: with those of their bridgehead. */
function bridgeRooms(fleet: Fleet): Room[] {
  return [...claims(fleet)].flatMap((claim): Room[] =>
    'missing' in claim || claim.name !== 'bridgeSessions'
      ? []
      : [
          {
            of: claim.server ?? claim.whose,
            kind: 'bridge',
            what: 'bridgeSessions',
            used: claim.amount,
            held: claim.holding,
            maximums: [],
            shares: claim.shares.map(({ amount }) => amount),
          },
        ],
  )
}
