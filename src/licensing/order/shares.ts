/** What the members of a pool have of what it shares, and what is ordered for each. */
import { features } from '../../knowledge/knowledge.ts'
import { held } from '../../model/entitlement.ts'
import type { PoolAccount } from './account.ts'
import { keyOf } from './key.ts'
import { needs } from './need.ts'
import type { LedgerLine, OrderLine, Proof } from './order.ts'
import { type Ground, heldSurely, type Standing, standings } from './standing.ts'

/** What each member of a pool needs and holds of what it shares: what is beyond its own it has from the others. */
export function* sharesOf(
  ground: Ground,
  pool: PoolAccount,
  row: (each: Standing) => LedgerLine,
  given: ReadonlyMap<string, number>,
): Iterable<[string, LedgerLine[]]> {
  const left = new Map(standings(ground, pool).map((each) => [each.feature, row(each).toOrder]))
  for (const account of pool.members) {
    const { server, release } = account
    const all = needs(account, ground.written)
    const own = features.flatMap(({ name, pooled }): LedgerLine[] => {
      if (!pooled) return []
      const { amount = 0, because = [] } = all.find((need) => need.feature === name) ?? {}
      const sure = heldSurely(name, server, release)
      if (amount === 0 && sure === 0) return []
      const toOrder = Math.min(left.get(name) ?? 0, given.get(keyOf(server.name, name)) ?? 0)
      left.set(name, (left.get(name) ?? 0) - toOrder)
      const { possible, doubts } = held(name, server, release)
      return [
        {
          of: server.name,
          kind: 'server',
          feature: name,
          needed: amount,
          held: { sure, possible },
          shared: { by: 'pool', name: pool.pool.name, amount: Math.max(0, amount - sure - toOrder) },
          reissued: 0,
          toOrder,
          later: 0,
          undecided: 0,
          surplus: Math.max(0, sure - amount),
          because,
          doubts,
        },
      ]
    })
    yield [server.name, own]
  }
}

/** How many units of each feature the lines of an order give to each machine, by `keyOf`. */
export function givenBy(lines: readonly OrderLine[]): ReadonlyMap<string, number> {
  const given = new Map<string, number>()
  for (const { holder, gives } of lines)
    for (const { feature, units } of gives) given.set(keyOf(holder, feature), (given.get(keyOf(holder, feature)) ?? 0) + units)
  return given
}

/** What a pool holds, gets and uses, once it is solved. */
export function proofs(ledgerLines: readonly LedgerLine[], pools: readonly PoolAccount[], given: ReadonlyMap<string, number>): Proof[] {
  return ledgerLines.flatMap((line): Proof[] => {
    if (line.kind !== 'pool' || line.needed === 0) return []
    const members = pools.find(({ pool }) => pool.name === line.of)?.members ?? []
    const ordered = members.reduce((sum, { server }) => sum + (given.get(keyOf(server.name, line.feature)) ?? 0), 0)
    // What is to be ordered is what is used beyond what lasts.
    const lapsing = line.toOrder === 0 ? 0 : line.held.sure + line.reissued + line.toOrder - line.needed
    return [{ pool: line.of, feature: line.feature, held: line.held.sure, lapsing, ordered, used: line.needed, members: members.length }]
  })
}
