/** Every changed value of a change, by what it puts at risk. */
import type { Change } from '../../change/compare.ts'
import { type Risk, riskClasses } from '../../change/risks.ts'
import { type Block, type Column, listOf, type Row, tableOf } from '../page/page.ts'
import { partText, pathText } from './words.ts'

const riskTitles: Readonly<Record<Risk, string>> = {
  service: 'Service-affecting',
  're-host': 'Re-host',
  licence: 'Licence-affecting',
  cosmetic: 'Cosmetic',
}

const changeColumns: readonly Column[] = [{ title: 'part' }, { title: 'what' }, { title: 'base' }, { title: 'head' }, { title: 'why' }]

/** A table a class, the gravest first; of each no more than `most` rows. */
export function changeBlocks({ parts, layout }: Change, most: number): Block[] {
  const rows = riskClasses.map((risk) => ({
    risk,
    rows: parts.flatMap((part): Row[] => {
      const own = part.changes.filter((each) => each.risk === risk)
      const whole = part.changes.length === 0 && part.risk === risk
      const shut = part.why !== undefined && part.changes.length > 0 && part.risk === risk && own.length === 0
      const name = partText(part)
      return [
        ...(whole || shut
          ? [{ cells: [name, whole ? { added: 'new', removed: 'gone', changed: 'renamed' }[part.how] : '', '', '', part.why ?? ''] }]
          : []),
        ...own.map((each) => ({ cells: [name, pathText(each), each.base ?? '', each.head ?? '', each.why] })),
      ]
    }),
  }))
  const blocks = rows.flatMap(({ risk, rows: all }): Block[] => {
    if (all.length === 0) return []
    const more = all.length > most ? [`and ${all.length - most} more`] : []
    return [
      { kind: 'text', says: `${riskTitles[risk]}:` },
      ...tableOf(riskTitles[risk], changeColumns, all.slice(0, most)),
      ...listOf(more),
    ]
  })
  const files = layout.length > most ? [...layout.slice(0, most), `and ${layout.length - most} more`] : layout
  return [...blocks, ...listOf(files, 'Comments, order or layout alone')]
}
