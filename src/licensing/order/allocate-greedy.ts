/** A quick answer: always the supply that brings most of what is lacking for its cost; then without what turns out to be superfluous. */
import type { Program, Row } from './allocate-program.ts'

/** What counts: each piece and, as soon as there is one, the line. */
export interface Objective {
  readonly each: readonly number[]
  readonly line: readonly number[]
}

export const costOf = ({ each, line }: Objective, counts: readonly number[]): number =>
  counts.reduce((sum, count, index) => (count > 0 ? sum + count * (each[index] ?? 0) + (line[index] ?? 0) : sum), 0)

/** A state of an answer in the making: counts, and the sum of each row. */
interface Draft {
  readonly counts: number[]
  readonly sums: Map<Row, number>
}

/** An answer that has at least the counts of `base`, without those of them that are superfluous. Undefined where this way leads to none. */
export function complete(program: Program, columns: Columns, { each, line }: Objective, base: readonly number[]): number[] | undefined {
  const draft: Draft = { counts: [...base], sums: new Map(program.rows.map((row) => [row, sumOf(row, base)])) }
  const { counts, sums } = draft
  const excluded = new Set<number>()
  // Each step excludes a supply or covers what one size of pack can cover of a row.
  for (let left = 4 * (program.highest.length + program.rows.length) + 16; left > 0; left--) {
    const lacking = program.rows.filter((row) => (sums.get(row) ?? 0) < row.least)
    if (lacking.length === 0) return feasible(program, draft) ? trimmed(columns, { each, line }, draft) : undefined
    let best: { readonly index: number; readonly amount: number; readonly rate: number } | undefined
    for (const index of new Set(lacking.flatMap(({ terms }) => terms.flatMap(([of, coefficient]) => (coefficient > 0 ? [of] : []))))) {
      if (excluded.has(index)) continue
      const { amount, use } = portion(columns[index] ?? [], sums, (program.highest[index] ?? 0) - (counts[index] ?? 0))
      if (amount <= 0) {
        excluded.add(index)
        continue
      }
      const rate = (amount * (each[index] ?? 0) + ((counts[index] ?? 0) === 0 ? (line[index] ?? 0) : 0)) / use
      if (!best || rate < best.rate) best = { index, amount, rate }
    }
    if (!best) return undefined
    add(columns, draft, best.index, best.amount)
  }
  return undefined
}

/** The rows in which each supply stands, with its coefficients. */
export type Columns = readonly (readonly (readonly [row: Row, coefficient: number])[])[]
export function columnsOf({ rows, highest }: Program): Columns {
  const columns = highest.map((): [Row, number][] => [])
  for (const row of rows) for (const [index, coefficient] of row.terms) columns[index]?.push([row, coefficient])
  return columns
}

const sumOf = ({ terms }: Row, counts: readonly number[]): number =>
  terms.reduce((sum, [index, coefficient]) => sum + coefficient * (counts[index] ?? 0), 0)

const feasible = ({ rows, highest }: Program, { counts, sums }: Draft): boolean =>
  rows.every((row) => (sums.get(row) ?? 0) >= row.least && (sums.get(row) ?? 0) <= row.most) &&
  highest.every((most, index) => (counts[index] ?? 0) <= most)

function add(columns: Columns, { counts, sums }: Draft, index: number, amount: number): void {
  counts[index] = (counts[index] ?? 0) + amount
  for (const [row, coefficient] of columns[index] ?? []) sums.set(row, (sums.get(row) ?? 0) + coefficient * amount)
}

/** As many as fit without more than one of them being in part superfluous, and the shares of what is lacking that they bring. */
function portion(column: Columns[number], sums: ReadonlyMap<Row, number>, room: number): { readonly amount: number; readonly use: number } {
  let fitting = room
  let wanted = Number.POSITIVE_INFINITY
  for (const [row, coefficient] of column) {
    const sum = sums.get(row) ?? 0
    if (coefficient > 0 && row.most < Number.POSITIVE_INFINITY) fitting = Math.min(fitting, Math.floor((row.most - sum) / coefficient))
    if (coefficient > 0 && sum < row.least) wanted = Math.min(wanted, Math.max(1, Math.floor((row.least - sum) / coefficient)))
  }
  const amount = Math.min(fitting, wanted)
  const use = column.reduce((all, [row, coefficient]) => {
    const lack = row.least - (sums.get(row) ?? 0)
    return lack > 0 && lack < Number.POSITIVE_INFINITY ? all + Math.min(1, Math.max(-1, (coefficient * amount) / lack)) : all
  }, 0)
  return { amount, use: Math.max(use, 1e-9) }
}

/** Without what can be left out, what costs most first. */
function trimmed(columns: Columns, objective: Objective, draft: Draft): number[] {
  const { counts, sums } = draft
  const costs = counts.map((count, index) => (count > 0 ? (objective.each[index] ?? 0) + (objective.line[index] ?? 0) / count : 0))
  const byCost = counts.flatMap((count, index) => (count > 0 ? [index] : [])).sort((a, b) => (costs[b] ?? 0) - (costs[a] ?? 0) || b - a)
  for (const index of byCost) {
    const spare = (columns[index] ?? []).reduce((most, [row, coefficient]) => {
      const room = coefficient > 0 ? (sums.get(row) ?? 0) - row.least : row.most - (sums.get(row) ?? 0)
      return Math.min(most, Math.floor(room / Math.abs(coefficient)))
    }, counts[index] ?? 0)
    if (spare > 0) add(columns, draft, index, -spare)
  }
  return counts
}
