/** The program without its demand for whole numbers, which is a linear one: what it costs is what an answer in whole numbers costs at least. */
import { type Constraint, solve } from 'yalps'
import { cutsOf } from './allocate-cuts.ts'
import type { Objective } from './allocate-greedy.ts'
import { comparable, type Row, type Term } from './allocate-program.ts'
import type { Box } from './allocate-tighten.ts'

/** The cheapest point of a box, how far the lines of it are paid for, and what it costs. `steps` measure the work. */
export type Relaxed =
  | { readonly point: readonly number[]; readonly paid: readonly number[]; readonly value: number; readonly steps: number }
  | { readonly none: true; readonly steps: number }
  /** It would take more work than is left. */
  | { readonly tired: true }

/** `bounding` gathers the counts of which the upper end of the box has to be said: of most the rows say it. */
export function relax(rows: readonly Row[], box: Box, objective: Objective, bounding: Set<number>, left: number): Relaxed {
  const { low, high } = box
  const open = low.flatMap((from, index) => (from < (high[index] ?? 0) ? [index] : []))
  const charged = open.filter((index) => low[index] === 0 && (high[index] ?? 0) <= widest && (objective.line[index] ?? 0) > 0)
  const costs = new Map(open.map((index) => [index, objective.each[index] ?? 0]))
  for (const index of charged) costs.set(low.length + index, objective.line[index] ?? 0)
  const bounds = boundsOf(rows, box, new Set(open), new Set(charged))
  let steps = 0
  for (;;) {
    const spans = open.flatMap((index): Bound[] =>
      bounding.has(index) ? [{ terms: [[index, 1]], most: (high[index] ?? 0) - (low[index] ?? 0) }] : [],
    )
    const all = [...bounds, ...spans]
    // The more rows, the more often the whole table is gone through.
    steps += (all.length + 1) * (costs.size + 1) * (1 + all.length / 100)
    if (steps > left) return { tired: true }
    const { status, variables } = solved(all, costs)
    if (status === 'infeasible') return { none: true, steps }
    // The simplex went in a circle: nothing is known of the box.
    if (status !== 'optimal') return { point: low, paid: low.map(() => 0), value: Number.NEGATIVE_INFINITY, steps }
    const [point, paid] = [[...low], low.map((from): number => (from > 0 ? 1 : 0))]
    let value = low.reduce(
      (sum, from, index) => (from > 0 ? sum + from * (objective.each[index] ?? 0) + (objective.line[index] ?? 0) : sum),
      0,
    )
    for (const [column, amount] of variables) {
      value += amount * (costs.get(column) ?? 0)
      if (column < low.length) point[column] = (low[column] ?? 0) + amount
      else paid[column - low.length] = amount
    }
    const beyond = open.filter((index) => (point[index] ?? 0) > (high[index] ?? 0) + nearly && !bounding.has(index))
    if (beyond.length === 0) return { point, paid, value, steps }
    for (const index of beyond) bounding.add(index)
  }
}

/** What is this close to a whole number is taken for it, and tried. */
export const nearly = 1e-6

/** A line of which so many may be ordered is not paid for in part: the part would be too small to reckon with. */
const widest = 1 << 20

interface Bound {
  /** Columns: counts as they are numbered, from the low end of the box; then their lines, from 0 for none to 1. */
  readonly terms: readonly Term[]
  readonly least?: number
  readonly most?: number
}

function boundsOf(rows: readonly Row[], { low, high }: Box, open: ReadonlySet<number>, charged: ReadonlySet<number>): Bound[] {
  const bounds: Bound[] = []
  for (const row of rows) {
    const terms = row.terms.filter(([index]) => open.has(index))
    if (terms.length === 0) continue
    const base = row.terms.reduce((sum, [index, coefficient]) => sum + coefficient * (low[index] ?? 0), 0)
    const ends = terms.map(([index, coefficient]) => coefficient * ((high[index] ?? 0) - (low[index] ?? 0)))
    if (ends.reduce((sum, end) => sum + Math.min(0, end), base) < row.least) {
      const least = row.least - base
      bounds.push(...cutsOf({ terms, least }))
      const inLines = terms.flatMap(([index, coefficient]): Term[] => {
        if (coefficient < 0) return []
        return [charged.has(index) ? [low.length + index, coefficient * (high[index] ?? 0)] : [index, coefficient]]
      })
      if (inLines.some(([column]) => column >= low.length))
        bounds.push(...cutsOf({ terms: inLines, least }).filter((cut) => comparable(cut.terms.map(([, coefficient]) => coefficient))))
    }
    if (ends.reduce((sum, end) => sum + Math.max(0, end), base) > row.most) bounds.push({ terms, most: row.most - base })
  }
  for (const index of charged)
    bounds.push({
      terms: [
        [index, 1],
        [low.length + index, -(high[index] ?? 0)],
      ],
      most: 0,
    })
  return bounds
}

function solved(bounds: readonly Bound[], costs: ReadonlyMap<number, number>) {
  const greatest = [...costs.values()].reduce((most, cost) => Math.max(most, cost), 0) || 1
  const columns = new Map([...costs].map(([column, cost]): [number, [number, number][]] => [column, [[objectiveKey, cost / greatest]]]))
  const constraints = bounds.map(({ terms, least, most }, number): [number, Constraint] => {
    const scale = terms.reduce((all, [, coefficient]) => Math.max(all, Math.abs(coefficient)), 0)
    for (const [column, coefficient] of terms) columns.get(column)?.push([number, coefficient / scale])
    return [number, least === undefined ? { max: eased(most ?? 0, scale, 1) } : { min: eased(least, scale, -1) }]
  })
  return solve(
    { direction: 'minimize', objective: objectiveKey, constraints, variables: columns },
    { precision: 1e-9, maxPivots: 20_000, checkCycles: true },
  )
}

const objectiveKey = -1

/** Sums of whole numbers are not between this and the bound itself. That it is easier met keeps rounding from deciding whether there is an answer. */
const eased = (bound: number, scale: number, towards: number): number =>
  bound / scale + towards * Math.min(0.25 / scale, 1e-7 * Math.max(1, Math.abs(bound / scale)))
