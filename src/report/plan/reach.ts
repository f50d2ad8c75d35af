/** How far servers get that do not get to the target: one line for all of which the same is said. */
import { spell } from '../../knowledge/release.ts'
import { addTo } from '../../model/add-to.ts'
import type { Plan, Refusal, UnitPlan } from '../../upgrade/plan.ts'
import { nameOf } from '../../upgrade/units.ts'

/** So many are named for one line. */
const most = 5

export const refusalText = ({ of, reason, nearest }: Refusal): string =>
  `${of}: ${reason}${nearest ? `. The nearest release that can be reached is ${spell(nearest)}` : ''}`

export function reachTexts({ units }: Plan): string[] {
  const found = new Map<string, string[]>()
  for (const { unit, reach } of units) if (reach) addTo(found, reachText(reach, unit), nameOf(unit))
  return [...found].map(([text, names]) => {
    const more = names.length > most ? ` and ${names.length - most} more` : ''
    return `${names.slice(0, most).join(', ')}${more}: ${text}`
  })
}

function reachText({ nearest, beyond }: NonNullable<UnitPlan['reach']>, { from, to }: UnitPlan['unit']): string {
  const stop =
    nearest.place === from.place
      ? `stay on ${spell(from)}; no release between it and ${to.id} is known to keep all rules`
      : `stop at ${nearest.id}, the nearest release below ${to.id} on which no rule stands against it, nor on a stop before`
  return `${stop}${beyond ? `; or go on to ${beyond.id}, the first release above it of which that holds` : ''}`
}
