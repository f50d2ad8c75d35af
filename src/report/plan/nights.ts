/** The nights of a plan: a table, and a Gantt chart. */
import type { Night } from '../../upgrade/schedule.ts'
import { nameOf } from '../../upgrade/units.ts'
import { type Block, tableOf } from '../page/page.ts'
import { visible } from '../visible.ts'
import { hopText } from './words.ts'

/** When what is done, and until when licences for it have to be ordered; as a diagram, too, where one can be shown. */
export function nightBlocks(nights: readonly Night[]): Block[] {
  if (nights.length === 0) return []
  const rows = nights.flatMap(({ start, end, slots, orderBy }, index) =>
    slots.map(({ unit, planned, hop }) => ({
      cells: [
        String(index + 1),
        start.replace('T', ' '),
        end.replace('T', ' '),
        nameOf(unit),
        `hop ${hop}: ${hopText(planned.hop)}`,
        orderBy ?? '',
      ],
    })),
  )
  const columns = [
    { title: 'night', figures: true },
    { title: 'from', short: true },
    { title: 'to', short: true },
    { title: 'without voice mail' },
    { title: 'what' },
    { title: 'order by', short: true },
  ]
  return [...tableOf('Nights', columns, rows), { kind: 'diagram', text: gantt(nights) }]
}

/** A Gantt chart in Mermaid, which GitHub and GitLab draw. */
function gantt(nights: readonly Night[]): string {
  const plain = (text: string): string => visible(text).replace(/[^\w .()-]/g, '_')
  const tasks = nights.flatMap(({ start, end, slots }, index) => [
    `  section Night ${index + 1}`,
    ...slots.map(({ unit, planned }) => `  ${plain(`${nameOf(unit)}, ${hopText(planned.hop)}`)} : ${start}, ${end}`),
  ])
  return ['gantt', '  dateFormat YYYY-MM-DDTHH:mm', '  axisFormat %d %b %H:%M', ...tasks].join('\n')
}
