/** What an account needs of each feature and what it holds, on a day: what surely has to be ordered, and what that hangs on. */
import type { FeatureName, GrantFact } from '../../knowledge/fact.ts'
import { feature, features, licensed } from '../../knowledge/knowledge.ts'
import { sole } from '../../model/entitlement.ts'
import type { Fleet, Server } from '../../model/fleet.ts'
import { type Held, nothing, sum } from '../../model/held.ts'
import { mayCover } from '../../model/licensee.ts'
import type { Account, PoolAccount, ServerAccount } from './account.ts'
import { carried, withUsable } from './carried.ts'
import { type Need, needs } from './need.ts'
import type { AccountKind, Because } from './order.ts'
import { ofBridges } from './standing-bridge.ts'
import { heldSurely, heldUsably } from './usable.ts'

export interface Standing {
  /** The name of the server, pool or Bridge. */
  readonly of: string
  readonly kind: AccountKind
  readonly feature: FeatureName
  readonly needed: number
  readonly held: Pick<Held, 'sure' | 'possible' | 'doubts'>
  readonly reissued: number
  /** Why what is held is not counted on. */
  readonly uncounted?: string
  /** What a Bridge has from its bridgehead. */
  readonly shared?: { readonly name: string; readonly amount: number }
  /** How many have to be ordered whatever is not known, and how many more unless it is settled. */
  readonly lacking: number
  readonly undecided: number
  readonly because: readonly Because[]
  /** Of a pool what its members need that have less of their own: without them nothing would be lacking. */
  readonly causes?: readonly Because[]
}

/** A fleet as it is ordered for: `written` leads back to a server as its spec has it, before any growth. */
export interface Ground {
  readonly fleet: Fleet
  readonly written: (server: Server) => Server
}

/** The standings of an account on the day on which it is judged, or on a later `day`. */
export function standings(ground: Ground, account: Account, day?: string): readonly Standing[] {
  if (account.kind === 'server') return ofServer(ground, account, day)
  return account.kind === 'pool' ? ofPool(ground, account, day) : ofBridges(ground, account, day)
}

/** What of a server is its own: all but the users of a pool. */
function ofServer(ground: Ground, account: ServerAccount, day: string | undefined): Standing[] {
  const { server, release, pool } = account
  const own = (name: FeatureName): boolean => pool === undefined || !feature(name).pooled
  const all = needs(account, ground.written)
  const uncounted = tooLittle(ground.fleet, account, all, day)
  return features.flatMap(({ name }): Standing[] => {
    if (!own(name) || name === 'bridgeSessions' || !licensed(name, release)) return []
    const need = all.find((each) => each.feature === name) ?? { feature: name, amount: 0, because: [] }
    const holding = heldUsably(ground.fleet, name, server, release, day)
    if (need.amount === 0 && holding.sure === 0) return []
    return [
      standing(server.name, 'server', need, covered(ground.fleet, server, holding, need), carried(ground.fleet, name, account), uncounted),
    ]
  })
}

/** Where documents could not be read, others may cover what is beyond its own licences. */
function covered({ unread, ...fleet }: Fleet, server: Server, holding: Held, { feature: name, amount }: Need): Held {
  const missing = amount > holding.sure ? mayCover({ unread, ...fleet }, server, feature(name).pooled) : undefined
  if (missing === undefined) return holding
  return { ...holding, possible: Number.POSITIVE_INFINITY, doubts: [...holding.doubts, { missing, of: server.name }] }
}

/**
 * Why the default or demo licence of a server, all that it has in force, is not counted on: it is short of what is needed, and no
 * source says whether it still counts beside what is bought. A server with enough of it needs nothing else.
 */
function tooLittle(
  fleet: Fleet,
  { server, release, pool }: ServerAccount,
  all: readonly Need[],
  day: string | undefined,
): string | undefined {
  const fact = server.licenses && sole(withUsable(fleet, server), release, day)
  if (!fact || suffices(fact, all, pool !== undefined)) return undefined
  return fact.kind === 'demo' ? 'the demo licence ends' : 'no source says whether the default licence counts beside one that is bought'
}

function suffices({ voicePorts, users, messageSeconds }: GrantFact, all: readonly Need[], inPool: boolean): boolean {
  const amount = (name: FeatureName): number => all.find((need) => need.feature === name)?.amount ?? 0
  const inAll = features.reduce((total, { name, pooled }) => total + (pooled ? amount(name) : 0), 0)
  const long = messageSeconds !== null && amount('unlimitedMessageLength') > 0
  return amount('voicePorts') <= voicePorts && (inPool || inAll <= users) && !long
}

/** What the members of a pool share. */
function ofPool({ fleet, written }: Ground, { pool, members }: PoolAccount, day: string | undefined): Standing[] {
  const all = members.map((account) => ({ account, own: needs(account, written) }))
  return features.flatMap(({ name, pooled }): Standing[] => {
    if (!pooled) return []
    const shares = all.flatMap(({ account, own }) =>
      own.flatMap((need) =>
        need.feature === name ? [{ ...need, beyond: need.amount > heldSurely(fleet, name, account.server, account.release, day) }] : [],
      ),
    )
    const causes = shares.flatMap(({ beyond, because }) => (beyond ? because : []))
    const need = { feature: name, amount: total(shares), because: shares.flatMap(({ because }) => because) }
    const holdings = all.map(({ account, own }) => ({
      holding: heldUsably(fleet, name, account.server, account.release, day),
      uncounted: tooLittle(fleet, account, own, day),
      carried: carried(fleet, name, account),
      only: account.server.licenses && sole(withUsable(fleet, account.server), account.release, day),
    }))
    const counted = sum(holdings.flatMap(({ holding, uncounted }) => (uncounted === undefined ? [holding] : [])))
    if (need.amount === 0 && counted.sure === 0) return []
    // Default and demo licences count only for a server that needs nothing else.
    const short = need.amount > counted.possible
    const lasting = short ? sum(holdings.flatMap(({ holding, only }) => (only ? [] : [holding]))) : counted
    const reissued = holdings.reduce((sum, { carried }) => sum + carried, 0)
    const left = holdings.some(({ only, uncounted }) => only && (short || uncounted !== undefined))
    const held = { ...sum(holdings.map(({ holding }) => holding)), counted: lasting }
    return [{ ...standing(pool.name, 'pool', need, held, reissued, left ? leftOut : undefined), ...(causes.length > 0 && { causes }) }]
  })
}

const leftOut = 'no source says whether a default or demo licence counts beside one that is bought'

const total = (all: readonly Need[]): number => all.reduce((sum, { amount }) => sum + amount, 0)

interface Counted extends Pick<Held, 'sure' | 'possible' | 'doubts'> {
  /** What of it may be relied on, where that is not all. */
  readonly counted?: Held
}

function standing(
  of: string,
  kind: AccountKind,
  { feature: name, amount: needed, because }: Need,
  { counted, ...holding }: Counted,
  carriedOver: number,
  uncounted: string | undefined,
): Standing {
  const { sure, possible, doubts } = counted ?? (uncounted === undefined ? holding : nothing)
  const reissued = Math.min(carriedOver, Math.max(0, needed - sure))
  const lacking = Math.max(0, needed - reissued - possible)
  const undecided = Math.max(0, needed - reissued - sure) - lacking
  return {
    of,
    kind,
    feature: name,
    needed,
    held: { sure: holding.sure, possible: holding.possible, doubts },
    reissued,
    ...(uncounted !== undefined && holding.sure > 0 && { uncounted }),
    lacking,
    undecided,
    because,
  }
}
