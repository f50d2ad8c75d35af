/** Findings by how bad they are: what a forge cuts off must be what matters least. */
import { byPlace, type Consequence, type Finding, type Severity } from '../../finding.ts'
import { plural } from '../text.ts'

const severities = ['error', 'warning', 'note'] as const satisfies readonly Severity[]
const consequences: readonly (Consequence | undefined)[] = ['shutdown', 'refused', 'unlicensed', 'order', 'degraded', undefined, 'advice']

/** By severity, then by what happens if it is deployed so, then by place. */
export function worstFirst<Each extends Finding>(findings: readonly Each[]): Each[] {
  return [...findings].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      consequences.indexOf(a.consequence) - consequences.indexOf(b.consequence) ||
      byPlace(a, b),
  )
}

/** `2 errors, 1 note`; empty where there is nothing. */
export const tally = (findings: readonly Finding[]): string =>
  severities
    .flatMap((severity) => {
      const count = findings.filter((finding) => finding.severity === severity).length
      return count === 0 ? [] : [plural(count, severity)]
    })
    .join(', ')

/** As many of the first items as `room` holds, each item as large as `size` says. */
export function fitting<Item>(items: readonly Item[], room: number, size: (item: Item) => number): readonly Item[] {
  let left = room
  const end = items.findIndex((item) => {
    left -= size(item)
    return left < 0
  })
  return end < 0 ? items : items.slice(0, end)
}
