/** What was asked for beside findings: headroom, growth and failures, as sections of both kinds of report. */
import type { Report } from '../check.ts'
import { readGrowth } from '../licensing/addition.ts'
import { failures, readFailures } from '../licensing/failure.ts'
import { forecast } from '../licensing/growth.ts'
import { headroom } from '../licensing/headroom.ts'
import { sizes } from '../licensing/sizing.ts'
import { renderFailures } from './failure.ts'
import { renderGrowth } from './growth.ts'
import { type Row, renderHeadroom } from './headroom.ts'
import { failuresJson, headroomJson } from './outlook-json.ts'
import type { Paint } from './paint.ts'

export interface Asked {
  readonly headroom: boolean
  readonly grow: readonly string[]
  readonly without: readonly string[]
}

export interface Sections {
  readonly text: (paint: Paint) => readonly string[]
  readonly json: Readonly<Record<string, unknown>>
}

interface Problem {
  readonly problem: string
}

/** Reads what was asked, or says what is wrong with it. What can only be seen in the specs, such as a name that no server has, is said then. */
export function outlook(asked: Asked): { readonly read: (report: Report) => Sections | Problem } | Problem {
  const growth = asked.grow.length > 0 ? readGrowth(asked.grow) : undefined
  if (growth && 'problem' in growth) return growth
  if (asked.without.includes('')) return { problem: '--without takes the name of a server' }
  const read = (report: Report): Sections | Problem => {
    const { fleet, locate } = report
    const cases = asked.without.length > 0 ? readFailures(fleet, asked.without) : undefined
    if (cases && 'problem' in cases) return cases
    const failed = cases && failures(fleet, cases)
    const grown = growth && forecast(fleet, growth)
    const room = asked.headroom || grown ? { rows: rowsOf(report, grown?.fleet), sizes: sizes(fleet) } : undefined
    return {
      text: (paint) => [
        ...(room ? [renderHeadroom(fleet, room.rows, room.sizes, grown !== undefined, paint)] : []),
        ...(grown ? [renderGrowth(grown, locate, paint)] : []),
        ...(failed ? [renderFailures(failed, paint)] : []),
      ],
      json: {
        ...(room && { headroom: headroomJson(room.rows, room.sizes, grown, locate) }),
        ...(failed && { failures: failuresJson(failed) }),
      },
    }
  }
  return { read }
}

/** Rooms, each with what it is after the growth. Where nobody says how much is used, what is added does not tell it. */
function rowsOf({ fleet }: Report, later: Report['fleet'] | undefined): Row[] {
  const rows = headroom(fleet)
  if (!later) return [...rows]
  const then = headroom(later)
  return rows.map((row, index): Row => {
    const grown = then[index] ?? row
    return { ...row, grown: row.used === undefined ? { ...grown, used: undefined } : grown }
  })
}
