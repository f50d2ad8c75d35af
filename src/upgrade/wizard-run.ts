/** The failover wizard on the way from dongles to licence files: it is among the steps, so that it has run afterwards. */
import { byFile } from '../knowledge/knowledge.ts'
import { changed } from '../model/change.ts'
import type { FailoverPair, Fleet, Server } from '../model/fleet.ts'
import type { Unit } from './plan.ts'
import type { Hop } from './route.ts'

/** Whether a hop leads from dongles to licence files. */
export const leavesDongles = ({ from, to }: Pick<Hop, 'from' | 'to'>): boolean => byFile(to) && !byFile(from)

/** The fleet once the wizard has run on both servers of every pair of which one is among these. */
export const wizardHasRun = (fleet: Fleet, moved: ReadonlySet<string>): Fleet =>
  changed(
    fleet,
    (server) => server,
    (bridge) => bridge,
    (pair) => {
      const names = namesOf(pair)
      return names.length > 1 && names.some((name) => moved.has(name)) ? { ...pair, spec: { ...pair.spec, wizardRunOn: names } } : pair
    },
  )

export const namesOf = ({ primary, secondary }: Pick<FailoverPair, 'primary' | 'secondary'>): string[] =>
  [primary, secondary].flatMap((each) => each?.name ?? [])

/** The primary on whose licences a unit lives that is the late secondary of its pair: from 4.0 on it has none of its own. */
export function licensedThrough(unit: Unit, { to }: Pick<Hop, 'to'>): Server | undefined {
  const pair = byFile(to) ? pairIn(unit) : undefined
  return pair?.primary === unit.beside ? pair?.primary : undefined
}

/** The primary and the secondary of a pair of which a unit has both servers, or the one that is late. */
export function pairIn({ servers, beside }: Unit): { readonly primary: Server; readonly secondary: Server } | undefined {
  const all = [...servers, ...(beside ? [beside] : [])]
  const secondary = all.find(({ role }) => role === 'secondary')
  const primary = all.find((each) => each !== secondary)
  return primary && secondary && { primary, secondary }
}
