/** What changes once the last hop is made, where a plan is for a deployment that is to become another: values, licences, and what stands against it. */
import { counted } from '../../model/figure.ts'
import type { Afterwards } from '../../upgrade/afterwards.ts'
import type { Where } from '../address.ts'
import { citesOf, diffPage } from '../diff/page.ts'
import { lineText } from '../order/bought.ts'
import type { Sources } from '../order/sources.ts'
import { listOf, type Page, type Part } from '../page/page.ts'
import { obstacleItem } from './obstacle.ts'

// A table of more rows is read by no one.
const most = 200

export function afterwardsPart(then: Afterwards, goal: string, leadDays: number, where: Where, sources: Sources): Part {
  const { change, lines, obstacles } = then
  const { parts } = diffPage(change, undefined, { most, steps: true, sources })
  const quiet = parts.length + lines.length + obstacles.length === 0
  return {
    title: `Afterwards: what ${goal} changes beside releases`,
    sheet: true,
    blocks: [
      ...(quiet
        ? [{ kind: 'text' as const, says: 'Nothing: the servers, with the licences that they have by then, are what it says.' }]
        : []),
      ...listOf(
        obstacles.map((each) => obstacleItem(each, where, sources)),
        'This stands against it, and has to change first',
      ),
      ...listOf(
        lines.map(lineText),
        `To be bought, so that it is there in time: ${counted(leadDays, 'days')} before at the latest; cuspec order of the specs after the last hop says how`,
      ),
    ],
    parts,
  }
}

export const citesAfterwards = ({ change, obstacles }: Afterwards) => [...citesOf(change), ...obstacles.flatMap(({ cites }) => cites)]

export function afterwardsSummary({ change, lines, obstacles }: Afterwards, goal: string): Page['summary'] {
  const words = [
    `${counted(change.parts.length, 'parts')} ${change.parts.length === 1 ? 'is' : 'are'} to change beside releases`,
    ...(lines.length > 0 ? [`${counted(lines.length, 'order lines')} for that`] : []),
  ]
  return change.parts.length + lines.length === 0
    ? []
    : [{ says: `Afterwards, by ${goal}: ${words.join(', ')}.`, loud: obstacles.length > 0 }]
}
