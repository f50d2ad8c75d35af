/** What a step is besides what it says: where it is done, who answers for that, whether it restarts a machine, and whether voice mail is down. */
import type { Bridge, Server } from '../../model/fleet.ts'
import type { Unit } from '../plan.ts'
import { pairIn } from '../wizard-run.ts'
import type { PlanStep } from './step.ts'

export interface Nature {
  readonly where: 'desk' | 'server' | 'primary' | 'secondary' | 'bridge' | 'message-store'
  /** Who answers for the deployment of the machine; undefined where its spec does not say. */
  readonly owner: string | undefined
  /** Undefined where no source tells, as of installations. */
  readonly restart: 'restart' | 'reboot' | 'none' | undefined
  /** Whether voice mail is down; undefined afterwards, since no source tells when it is back. */
  readonly outage: boolean | undefined
}

export const natureOf = (step: PlanStep, unit: Unit, bridges: ReadonlyMap<string, Bridge>): Nature => ({
  where: whereOf(step, unit, bridges),
  owner: (machineOf(step, unit, bridges) ?? unit.servers[0])?.owner,
  restart: restartOf(step),
  outage: { before: false, window: true, after: undefined }[step.when],
})

const machineOf = ({ on }: PlanStep, { servers, beside }: Unit, bridges: ReadonlyMap<string, Bridge>): Server | Bridge | undefined =>
  on === undefined ? undefined : (bridges.get(on) ?? [...servers, ...(beside ? [beside] : [])].find(({ name }) => name === on))

function whereOf({ on, facts }: PlanStep, unit: Unit, bridges: ReadonlyMap<string, Bridge>): Nature['where'] {
  if (facts.includes('backup-leaves-out-messages')) return 'message-store'
  if (on === undefined) return 'desk'
  if (bridges.has(on)) return 'bridge'
  const pair = pairIn(unit)
  return pair?.primary.name === on ? 'primary' : pair?.secondary.name === on ? 'secondary' : 'server'
}

function restartOf({ facts, installs }: PlanStep): Nature['restart'] {
  // Licences that are added only if an upgrade licence turns out to be needed.
  const perhaps = facts.includes('licenses-are-installed') && facts.includes('licenses-are-cumulative')
  if (installs || perhaps) return undefined
  if (facts.includes('dongle-update-needs-reboot')) return 'reboot'
  return facts.includes('licenses-are-installed') ? 'restart' : 'none'
}
