/** What several changes bring about together, and none of them alone. */
import type { Joint, JointRow } from '../../change/joint.ts'
import { figure } from '../../model/figure.ts'
import { worstFirst } from '../forge/worst.ts'
import { type Block, listOf, type Part } from '../page/page.ts'
import { change, findingText } from './words.ts'

export interface Jointly extends Joint {
  readonly conflicts: readonly string[]
  readonly both: readonly string[]
}

export function jointParts({ findings, rows, conflicts, both }: Jointly, most: number): Part[] {
  const nothing = findings.length + rows.length === 0
  return [
    ...(conflicts.length > 0 ? [{ title: 'Do not merge', loud: true, blocks: cut(conflicts, most) }] : []),
    ...(both.length > 0 ? [{ title: 'Merged in an order of our own', blocks: cut(both, most) }] : []),
    {
      title: 'Only with all of them together',
      loud: !nothing,
      blocks: nothing
        ? [{ kind: 'text', says: 'Nothing that none of them has alone.' }]
        : [...cut(worstFirst(findings).map(findingText), most), ...cut(rows.map(rowText), most)],
    },
  ]
}

const cut = (items: readonly string[], most: number): Block[] =>
  listOf(items.length > most ? [...items.slice(0, most), `and ${items.length - most} more`] : items)

const kinds = { server: 'server', pool: 'pool', bridge: 'Bridge', bridgehead: 'bridgehead' } as const

/** `pool anz, voicePorts: base 60, branch-a +8, branch-b +8: 76 together; held 72`. */
export function rowText({ kind, of, what, base, adds, together, held, maximum }: JointRow): string {
  const parts = [`base ${figure(base)}`, ...adds.map(({ label, amount }) => `${label} ${change(amount)}`)]
  const limits = [
    ...(held === undefined ? [] : [`held ${figure(held)}`]),
    ...(maximum === undefined ? [] : [`published ${figure(maximum)}`]),
  ]
  return `${kinds[kind]} ${of}, ${what}: ${parts.join(', ')}: ${figure(together)} together; ${limits.join(', ')}`
}
