/** The nights of a plan as a chart shows them: a bar for each upgrade, and one for each Bridge that follows. */
import { spell } from '../../knowledge/release.ts'
import type { Night } from '../../upgrade/schedule.ts'
import { nameOf } from '../../upgrade/units.ts'
import type { Bar, Window } from '../page/page.ts'

export const windowOf = ({ start, end, slots }: Night, index: number): Window => ({
  title: `Night ${index + 1}`,
  start,
  end,
  bars: slots.flatMap(({ unit, planned, hop, start: from, end: to, bridges }): Bar[] => [
    {
      // A task of Mermaid must not begin with a keyword, as a name may.
      label: `Hop ${hop} of ${nameOf(unit)} to ${planned.hop.to.id}`,
      says: `${nameOf(unit)}: hop ${hop}, ${spell(planned.hop.from)} to ${planned.hop.to.id}, from ${from.replace('T', ' ')} to ${to.replace('T', ' ')}${unit.beside ? `; ${unit.beside.name} is out of service with it` : ''}`,
      start: from,
      end: to,
    },
    ...bridges.map(({ name, start: begins, end: ends }) => ({
      label: `Then Bridge ${name}`,
      says: `Bridge ${name}, after its bridgehead ${nameOf(unit)}${begins === undefined ? '; no source tells when' : ` from ${begins.replace('T', ' ')} to ${ends.replace('T', ' ')}`}`,
      start: begins,
      end: ends,
    })),
  ]),
})
