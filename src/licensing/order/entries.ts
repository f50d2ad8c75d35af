/** The ledger of an order: what was found of every account, with what is ordered for it. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { features } from '../../knowledge/knowledge.ts'
import { held } from '../../model/entitlement.ts'
import type { Account, ServerAccount } from './account.ts'
import { keyOf } from './key.ts'
import type { Moment } from './lot.ts'
import { movedSessions } from './moved-sessions.ts'
import type { LedgerLine } from './order.ts'
import { sharesOf } from './shares.ts'
import { type Ground, type Standing, standings } from './standing.ts'
import { heldSurely } from './usable.ts'

/** The ledger, servers first, then pools, then Bridges. */
export function ledger(
  ground: Ground,
  all: readonly Account[],
  moments: readonly Moment[],
  given: ReadonlyMap<string, number>,
): LedgerLine[] {
  const worst = worstOf(moments)
  const row = (each: Standing): LedgerLine => {
    const { lacking, undecided } = worst.get(keyOf(each.of, each.feature)) ?? each
    return { ...asLine(each), toOrder: lacking, later: lacking - each.lacking, undecided }
  }
  const pools = all.filter((account) => account.kind === 'pool')
  const shares = new Map(pools.flatMap((pool) => [...sharesOf(ground, pool, row, given)]))
  const bridges = all.flatMap((account) => (account.kind === 'bridge' ? standings(ground, account).map(row) : []))
  const moved = new Map(
    all.flatMap((account) =>
      account.kind === 'bridge' ? [[account.holder, total([...movedSessions(account, undefined).values()])] as const] : [],
    ),
  )
  const drawn = new Map<string, number>()
  for (const { shared } of bridges) if (shared) drawn.set(shared.name, (drawn.get(shared.name) ?? 0) + shared.amount)
  return [
    ...all.flatMap((account) =>
      account.kind === 'server'
        ? [
            ...standings(ground, account).map(row),
            ...(shares.get(account.server.name) ?? []),
            ...sessionsOf(ground, account, drawn.get(account.server.name) ?? 0, moved.get(account.server) ?? 0),
          ].sort(byFeature)
        : [],
    ),
    ...pools.flatMap((pool) => standings(ground, pool).map(row)),
    ...bridges,
  ]
}

/** What is lacking on the worst of all days. */
function worstOf(moments: readonly Moment[]): ReadonlyMap<string, Pick<Standing, 'lacking' | 'undecided'>> {
  const worst = new Map<string, Pick<Standing, 'lacking' | 'undecided'>>()
  for (const { standings: all } of moments)
    for (const { of, feature: name, lacking, undecided } of all) {
      const known = worst.get(keyOf(of, name))
      const most = Math.max(known?.lacking ?? 0, lacking)
      const ceiling = Math.max((known?.lacking ?? 0) + (known?.undecided ?? 0), lacking + undecided)
      worst.set(keyOf(of, name), { lacking: most, undecided: ceiling - most })
    }
  return worst
}

function asLine({
  of,
  kind,
  feature: name,
  needed,
  held: { sure, possible, doubts },
  reissued,
  uncounted,
  shared,
  because,
}: Standing): Omit<LedgerLine, 'toOrder' | 'later' | 'undecided'> {
  return {
    of,
    kind,
    feature: name,
    needed,
    held: { sure, possible },
    ...(shared && { shared: { by: 'bridgehead' as const, ...shared } }),
    ...(uncounted !== undefined && { uncounted }),
    reissued,
    lent: 0,
    surplus: Math.max(0, sure - needed),
    because,
    doubts,
  }
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)

const place = new Map<FeatureName, number>(features.map(({ name }, index) => [name, index]))
const byFeature = (a: LedgerLine, b: LedgerLine): number => (place.get(a.feature) ?? 0) - (place.get(b.feature) ?? 0)

/** Sessions that a server is licensed for, of which its Bridges have some; those that are issued anew for a Bridge stand there. */
function sessionsOf({ fleet }: Ground, { server, release }: ServerAccount, lent: number, moved: number): LedgerLine[] {
  const sure = heldSurely(fleet, 'bridgeSessions', server, release) - moved
  if (sure <= 0) return []
  const { possible, doubts } = held('bridgeSessions', server, release)
  const nothing = { needed: 0, reissued: 0, toOrder: 0, later: 0, undecided: 0, because: [] }
  return [
    {
      of: server.name,
      kind: 'server',
      feature: 'bridgeSessions',
      held: { sure, possible: possible - moved },
      ...nothing,
      lent,
      surplus: sure - lent,
      doubts,
    },
  ]
}
