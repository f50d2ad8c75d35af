/** What the members of a pool have of what it shares, and what is ordered for each. */
import { addTo } from '../../model/add-to.ts'
import type { PoolAccount } from './account.ts'
import { carried } from './carried.ts'
import { keyOf } from './key.ts'
import { needs } from './need.ts'
import type { LedgerLine, OrderLine, Proof } from './order.ts'
import { type Ground, type Standing, standings } from './standing.ts'
import { heldSurely, heldUsably } from './usable.ts'

/** What each member of a pool needs and holds of what it shares: what is beyond its own it has from the others. */
export function sharesOf(
  ground: Ground,
  pool: PoolAccount,
  row: (each: Standing) => LedgerLine,
  given: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly LedgerLine[]> {
  const rows = new Map<string, LedgerLine[]>()
  for (const standing of standings(ground, pool)) {
    const members = membersOf(ground, pool, standing, row(standing), given)
    // Where not all that is lacking can be ordered, some go short.
    let spare = members.reduce((sum, { surplus }) => sum + surplus, 0)
    const taking = members.map(({ shared, ...member }) => {
      const amount = Math.min(spare, shared?.amount ?? 0)
      spare -= amount
      return { ...member, ...(shared && { shared: { ...shared, amount } }) }
    })
    let lent = taking.reduce((sum, { shared }) => sum + (shared?.amount ?? 0), 0)
    for (const member of taking) {
      const own = Math.min(lent, member.surplus)
      lent -= own
      addTo(rows, member.of, { ...member, lent: own, surplus: member.surplus - own })
    }
  }
  return rows
}

/** The members that need or hold some of a feature; those for which it is ordered have so much of what is lacking. */
function membersOf(
  ground: Ground,
  { pool, members }: PoolAccount,
  { feature: name, reissued }: Standing,
  { toOrder: lacking, later }: LedgerLine,
  given: ReadonlyMap<string, number>,
): LedgerLine[] {
  let left = lacking
  // Until then it has from the others what comes later.
  let soon = lacking - later
  let anew = reissued
  return members.flatMap((account): LedgerLine[] => {
    const { server, release } = account
    const { amount = 0, because = [] } = needs(account, ground.written).find(({ feature }) => feature === name) ?? {}
    const sure = heldSurely(ground.fleet, name, server, release)
    const issued = Math.min(anew, carried(ground.fleet, name, account))
    anew -= issued
    if (amount === 0 && sure + issued === 0) return []
    const toOrder = Math.min(left, given.get(keyOf(server.name, name)) ?? 0)
    left -= toOrder
    const now = Math.min(soon, toOrder)
    soon -= now
    const { possible, doubts } = heldUsably(ground.fleet, name, server, release)
    return [
      {
        of: server.name,
        kind: 'server',
        feature: name,
        needed: amount,
        held: { sure, possible },
        shared: { by: 'pool', name: pool.name, amount: Math.max(0, amount - sure - issued - now) },
        reissued: issued,
        toOrder,
        later: toOrder - now,
        undecided: 0,
        lent: 0,
        surplus: Math.max(0, sure + issued - amount),
        because,
        doubts,
      },
    ]
  })
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
    const { of: pool, feature, held: own, reissued, needed: used } = line
    return [{ pool, feature, held: own.sure, lapsing, ...(reissued > 0 && { reissued }), ordered, used, members: members.length }]
  })
}
