/** The sums of an order: the features of the whole fleet, and money by machine, by pool and in all, each in its currency. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { features } from '../../knowledge/knowledge.ts'
import { addTo } from '../../model/add-to.ts'
import { type Money, plus } from './money.ts'
import type { FleetLine, LedgerLine, OrderLine, Total } from './order.ts'

/** The sums over the fleet: what a pool shares is counted there, and not with its members. */
export function fleetLines(all: readonly LedgerLine[]): FleetLine[] {
  const byName = new Map<FeatureName, LedgerLine[]>()
  for (const line of all) if (line.shared?.by !== 'pool') addTo(byName, line.feature, line)
  return features.flatMap(({ name }) => {
    const own = byName.get(name)
    if (!own) return []
    const sum = (figure: (line: LedgerLine) => number): number => own.reduce((total, line) => total + figure(line), 0)
    return [
      {
        feature: name,
        needed: sum(({ needed }) => needed),
        held: { sure: sum(({ held: { sure } }) => sure), possible: sum(({ held: { possible } }) => possible) },
        reissued: sum(({ reissued }) => reissued),
        toOrder: sum(({ toOrder }) => toOrder),
        later: sum(({ later }) => later),
        undecided: sum(({ undecided }) => undecided),
        surplus: sum(({ surplus }) => surplus),
      },
    ]
  })
}

/** What the lines cost: of a machine all that is ordered for it, of a pool what is ordered for all its members to share. */
export function totals(lines: readonly OrderLine[]): Total[] {
  const groups = new Map<string, { total: Omit<Total, 'amount'>; amounts: Map<string, Money> }>()
  const add = (total: Omit<Total, 'amount'>, amount: Money): void => {
    const key = JSON.stringify([total.kind, total.of])
    const group = groups.get(key) ?? { total, amounts: new Map<string, Money>() }
    const known = group.amounts.get(amount.currency)
    group.amounts.set(amount.currency, known ? plus(known, amount) : amount)
    groups.set(key, group)
  }
  const priced = lines.flatMap(({ amount, ...line }) => (amount ? [{ ...line, amount }] : []))
  for (const { holder, kind, amount } of priced) add({ of: holder, kind }, amount)
  for (const { pool, amount } of priced) if (pool !== undefined) add({ of: pool, kind: 'pool' }, amount)
  for (const { amount } of priced) add({ of: 'the fleet', kind: 'fleet' }, amount)
  return [...groups.values()].flatMap(({ total, amounts }) => [...amounts.values()].map((amount): Total => ({ ...total, amount })))
}
