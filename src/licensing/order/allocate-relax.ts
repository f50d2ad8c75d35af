/** The program without its demand for whole numbers, which is a linear one: what it costs is what an answer in whole numbers costs at least. */
import { solve } from 'yalps'
import type { Row } from './allocate-program.ts'
import type { Box } from './allocate-tighten.ts'

export type Relaxed =
  | { readonly value: number; readonly point: readonly number[]; readonly steps: number }
  | { readonly none: true; readonly steps: number }
  | { readonly failed: true; readonly steps: number }

/** The cheapest point of the box. `bounding` gathers the counts of which the upper end of the box has to be said: of most the rows say it. */
export function relax(rows: readonly Row[], { low, high }: Box, costs: readonly number[], bounding: Set<number>): Relaxed {
  const open = low.flatMap((from, index) => (from < (high[index] ?? 0) ? [index] : []))
  const greatest = open.reduce((most, index) => Math.max(most, costs[index] ?? 0), 0) || 1
  const constraints = new Map<number, { min?: number; max?: number }>()
  const entries = new Map(open.map((index): [number, [number, number][]] => [index, [[objective, (costs[index] ?? 0) / greatest]]]))
  rows.forEach(({ terms, least, most }, number) => {
    const scale = terms.reduce((all, [index, coefficient]) => (entries.has(index) ? Math.max(all, Math.abs(coefficient)) : all), 0)
    if (scale === 0) return
    const base = terms.reduce((sum, [index, coefficient]) => sum + coefficient * (low[index] ?? 0), 0)
    constraints.set(number, {
      ...(least > -Infinity && { min: eased(least - base, scale, -1) }),
      ...(most < Infinity && { max: eased(most - base, scale, 1) }),
    })
    for (const [index, coefficient] of terms) entries.get(index)?.push([number, coefficient / scale])
  })
  let steps = 0
  for (;;) {
    const bounds = open.filter((index) => bounding.has(index))
    for (const index of bounds) constraints.set(rows.length + index, { max: (high[index] ?? 0) - (low[index] ?? 0) })
    const variables = open.map((index): [number, [number, number][]] => {
      const own = entries.get(index) ?? []
      return [index, bounding.has(index) ? [...own, [rows.length + index, 1]] : own]
    })
    steps += (constraints.size + 1) * (open.length + 1)
    const { status, variables: found } = solve(
      { direction: 'minimize', objective, constraints, variables },
      { maxPivots, checkCycles: true },
    )
    if (status === 'infeasible') return { none: true, steps }
    if (status !== 'optimal') return { failed: true, steps }
    const point = [...low]
    for (const [index, value] of found) point[index] = (low[index] ?? 0) + value
    const beyond = open.filter((index) => (point[index] ?? 0) > (high[index] ?? 0) + nearly && !bounding.has(index))
    if (beyond.length === 0) return { value: costs.reduce((sum, cost, index) => sum + cost * (point[index] ?? 0), 0), point, steps }
    for (const index of beyond) bounding.add(index)
  }
}

/** What is this close to a whole number is taken for it, and tried. */
export const nearly = 1e-6

const objective = -1
const maxPivots = 20_000

/** Sums of whole numbers are not between this and the bound itself; that it is easier met keeps rounding from deciding whether there is an answer. */
const eased = (bound: number, scale: number, towards: number): number =>
  bound / scale + towards * Math.min(0.25 / scale, 1e-7 * Math.max(1, Math.abs(bound / scale)))
