/** Bridges that go along with their bridgehead, after its software: their old release does not work with its new one. */
import { bridgeMatrix } from '../../knowledge/bridge.ts'
import { within } from '../../knowledge/release.ts'
import type { PlannedHop, Unit } from '../plan.ts'
import type { PlanStep } from './step.ts'

export function bridgesUp({ servers }: Unit, { hop, bridges }: PlannedHop): PlanStep[] {
  const stores = new Set(servers.map(({ spec }) => spec.messageStore?.type ?? 'exchange'))
  const facts = bridgeMatrix.filter((row) => stores.has(row.store) && within(hop.to, row)).map(({ id }) => id)
  return bridges.map(({ name, from, to }) => ({
    when: 'window',
    on: name,
    says: `Upgrade the Bridge ${name} from ${from} to ${to} or later, as its installation guide tells: ${from} does not work with ${hop.to.id}, which its bridgehead runs now. That the Bridge follows its bridgehead is inferred: no source at hand tells the order.`,
    facts,
    installs: true,
  }))
}
