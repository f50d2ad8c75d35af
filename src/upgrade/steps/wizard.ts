/** What a pair needs beside its licences from 4.0 on: the failover wizard on both servers, and a look at the secondary. */
import { byFile } from '../../knowledge/knowledge.ts'
import { lookAtSecondary, runFailoverWizard } from '../../licensing/order/request/wizard.ts'
import type { PlannedHop, Unit } from '../plan.ts'
import { leavesDongles, pairIn } from '../wizard-run.ts'
import type { PlanStep } from './step.ts'

/** The wizard on both servers, on the way from dongles to files, where no licence that is installed has it among its steps. */
export function wizardOn(unit: Unit, { hop }: PlannedHop, installed: readonly PlanStep[]): PlanStep[] {
  const pair = pairIn(unit)
  if (!pair || !leavesDongles(hop) || installed.some(({ facts }) => facts.includes('failover-wizard-on-both'))) return []
  return runFailoverWizard(pair, hop.to).map(({ on, says, facts }) => ({ when: 'window', on, says, facts }))
}

/** From 4.0 on a secondary shows what its primary is licensed for, whatever it showed before. */
export function lookedAtSecondary(unit: Unit, { hop }: PlannedHop, looks: readonly PlanStep[]): PlanStep[] {
  const pair = pairIn(unit)
  const late = unit.servers.find((server) => server === pair?.secondary)
  if (!pair || !late || !byFile(hop.to) || looks.some(({ on }) => on === late.name)) return []
  return lookAtSecondary(pair).map(({ on, says, facts }) => ({ when: 'after', on, says, facts }))
}
