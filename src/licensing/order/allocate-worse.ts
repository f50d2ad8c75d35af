/** Which supplies need not be looked at, since another one is never worse: of fifty members with the same offers, the first one is enough. */
import type { Demand, Supply } from './allocate.ts'
import { programOf, type Row, sufficing, takenOf } from './allocate-program.ts'

interface Candidate extends Supply {
  readonly index: number
  /** Its coefficients. */
  readonly column: ReadonlyMap<Row, number>
  /** Whether as many may be ordered as anyone could want, without regard to anything else. */
  readonly free: boolean
}

/** Indexes of those of the supplies that are left. Any answer can be had with these alone, at no higher price, by no more or later lines. */
export function withoutWorse(supplies: readonly Supply[], demand: Demand, limited: boolean): number[] {
  const { rows, highest } = programOf(supplies, demand, limited)
  const taken = takenOf(supplies)
  const columns = supplies.map(() => new Map<Row, number>())
  for (const row of rows) for (const [index, coefficient] of row.terms) columns[index]?.set(row, coefficient)
  const candidates = supplies.map((supply, index): Candidate => {
    const column = columns[index] ?? new Map<Row, number>()
    const enough = (supply.most ?? Number.POSITIVE_INFINITY) >= sufficing(supply, demand, taken)
    const unbounded = [...column.keys()].every(({ most }) => most === Number.POSITIVE_INFINITY)
    return { ...supply, index, column, free: enough && unbounded && supply.takes.size === 0 }
  })
  const distinct = firstAlike(
    candidates.filter(({ index }) => (highest[index] ?? 0) > 0),
    rows,
  )
  const free = distinct.filter((candidate) => candidate.free)
  return distinct.filter((candidate) => !free.some((other) => worse(candidate, other))).map(({ index }) => index)
}

/** Comparing each with each is for those that differ. */
function firstAlike(candidates: readonly Candidate[], rows: readonly Row[]): Candidate[] {
  const numbers = new Map(rows.map((row, number) => [row, number]))
  const first = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const { price, column, free, index } = candidate
    const traits = [...column].map(([row, coefficient]) => [numbers.get(row), coefficient])
    const key = JSON.stringify(free ? [String(price), traits] : index)
    const known = first.get(key)
    if (!known || candidate.holder < known.holder) first.set(key, candidate)
  }
  return [...first.values()].sort((a, b) => a.index - b.index)
}

/** Whether each `one` of an answer could as well be one `other`, which is free. */
function worse(one: Candidate, other: Candidate): boolean {
  if (one === other || other.price > one.price || other.holder > one.holder) return false
  for (const [row, coefficient] of one.column) {
    if (coefficient > (other.column.get(row) ?? 0) && row.least > Number.NEGATIVE_INFINITY) return false
    if (coefficient < 0 && row.most < Number.POSITIVE_INFINITY) return false
  }
  const alike =
    other.price === one.price &&
    other.holder === one.holder &&
    other.column.size === one.column.size &&
    [...one.column].every(([row, coefficient]) => other.column.get(row) === coefficient)
  return !alike || other.index < one.index
}
