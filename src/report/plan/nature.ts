/** Who does the steps of a hop, and which machines they restart, in words. */
import type { Bridge } from '../../model/fleet.ts'
import { listed } from '../../model/in-words.ts'
import type { Unit } from '../../upgrade/plan.ts'
import { natureOf } from '../../upgrade/steps/nature.ts'
import type { PlanStep } from '../../upgrade/steps.ts'

export function natureTexts(steps: readonly PlanStep[], unit: Unit, bridges: ReadonlyMap<string, Bridge>): string[] {
  const on = (found: (step: PlanStep) => boolean): string[] => [
    ...new Set(steps.flatMap((step) => (step.on !== undefined && found(step) ? [step.on] : []))),
  ]
  const restarts = (kind: 'restart' | 'reboot'): string[] => on((step) => natureOf(step, unit, bridges).restart === kind)
  const installed = on(({ installs }) => installs === true)
  return [
    `Who does it: ${ownersText(steps, unit, bridges)}.`,
    [
      ...[['restarted', restarts('restart')] as const, ['rebooted', restarts('reboot')] as const].flatMap(([word, names]) =>
        names.length > 0 ? [`Licences count on ${listed(names)} once ${names.length > 1 ? 'each' : 'it'} has been ${word}.`] : [],
      ),
      ...(installed.length > 0 ? [`Whether the installation restarts ${listed(installed)}, no source at hand tells.`] : []),
    ].join(' '),
  ].filter((text) => text !== '')
}

/** Whoever answers for the machines; a machine stands with its name where they are not all of one owner. */
function ownersText(steps: readonly PlanStep[], unit: Unit, bridges: ReadonlyMap<string, Bridge>): string {
  const owners = new Map<string, Set<string>>()
  for (const step of steps) {
    if (step.on === undefined) continue
    const { owner = `not stated; metadata.owner of ${unit.servers[0]?.deployment ?? ''} would say` } = natureOf(step, unit, bridges)
    owners.set(owner, (owners.get(owner) ?? new Set()).add(step.on))
  }
  const all = [...owners]
  const [only] = all
  if (all.length === 1 && only) return only[0]
  return all.map(([owner, names]) => `for ${listed([...names])} ${owner}`).join('; ')
}
