/** Targets that no upgrade leads to, and how near to them each server gets. */
import { procedure } from '../../knowledge/knowledge.ts'
import { findRelease, type Release, spell } from '../../knowledge/release.ts'
import { addTo } from '../../model/add-to.ts'
import type { Fleet } from '../../model/fleet.ts'
import { oneForAll } from '../goal.ts'
import { versioned } from '../state.ts'
import { nameOf, unitsOf } from '../units.ts'
import { reaches } from './nearest.ts'

/** So many are named for one line. */
const most = 5

/** How near servers get to a line of releases that there is not: to `below`, the last release before it, or less far. */
export const nearestBelow = (fleet: Fleet, below: Release, named: ReadonlySet<string>): string[] =>
  told(fleet, below, named, (from, nearest) =>
    from.place >= below.place
      ? `runs ${spell(from)}`
      : nearest.place === from.place
        ? `stays on ${spell(from)}`
        : `can be brought to ${nearest.id}`,
  )

/** From which release servers can be exported to another product. */
export function exportable(fleet: Fleet, named: ReadonlySet<string>): string[] {
  const least = findRelease(procedure('export-by-cobras')?.releases.from ?? '')
  if (!least) return []
  return told(fleet, least, named, (from, nearest) =>
    from.place >= least.place
      ? `can be exported from ${spell(from)}, which runs`
      : nearest.place < least.place
        ? `can be brought to ${nearest.id} alone, which cannot be exported`
        : `can be brought to ${nearest.id}, the first release that can be exported`,
  )
}

function told(fleet: Fleet, last: Release, named: ReadonlySet<string>, says: (from: Release, nearest: Release) => string): string[] {
  const start = versioned(fleet)
  const { units } = unitsOf(start, named, oneForAll(last))
  const before = units.filter(({ from }) => from.place < last.place)
  const far = reaches(start, new Map(before.map((unit) => [unit, new Set<string>()])), () => last.place + 1)
  const names = new Map<string, string[]>()
  for (const unit of units) addTo(names, says(unit.from, far.get(unit)?.nearest ?? unit.from), nameOf(unit))
  return [...names].map(
    ([text, all]) => `${all.slice(0, most).join(', ')}${all.length > most ? ` and ${all.length - most} more` : ''}: ${text}`,
  )
}
