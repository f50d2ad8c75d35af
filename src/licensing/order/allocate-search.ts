/** The best answer of a program in whole numbers, by branch and bound over its linear relaxation. */
import { columnsOf, complete, costOf, type Objective } from './allocate-greedy.ts'
import { type Program, sound } from './allocate-program.ts'
import { nearly, relax } from './allocate-relax.ts'
import { type Box, tighten } from './allocate-tighten.ts'

export interface Found {
  readonly counts: readonly number[] | undefined
  /** That there is no better one; without counts, that there is none. */
  readonly proven: boolean
  readonly steps: number
}

/** Looks for the answer that costs least, from one that is known, until it is no dearer than `enough` or `effort` steps are done. */
export function search(
  program: Program,
  objective: Objective,
  known: readonly number[] | undefined,
  enough: number,
  effort: number,
): Found {
  const columns = columnsOf(program)
  const certain = exact(program)
  const bounding = new Set<number>()
  let counts = known
  let cost = known ? costOf(objective, known) : Number.POSITIVE_INFINITY
  let proven = certain
  let steps = 0
  const offer = (answer: readonly number[] | undefined): void => {
    if (!answer || costOf(objective, answer) >= cost || !sound(program, answer)) return
    counts = answer
    cost = costOf(objective, answer)
  }
  if (!known)
    offer(
      complete(
        program,
        columns,
        objective,
        program.highest.map(() => 0),
      ),
    )
  const boxes: Box[] = [{ low: program.highest.map(() => 0), high: [...program.highest] }]
  for (let box = boxes.pop(); box && cost > enough; box = boxes.pop()) {
    if (steps > effort) return { counts, proven: false, steps }
    if (!tighten(program.rows, box)) continue
    const { costs, paid } = slopes(objective, box)
    const relaxed = relax(program.rows, box, costs, bounding)
    steps += relaxed.steps
    if ('none' in relaxed) continue
    if ('failed' in relaxed) {
      proven = false
      continue
    }
    const { point, value } = relaxed
    if (value + paid >= cost - 1 + 1e-6 + 1e-7 * cost) continue
    const whole = point.map(Math.round)
    offer(whole)
    offer(
      complete(
        program,
        columns,
        objective,
        point.map((part) => Math.floor(part + nearly)),
      ),
    )
    if (value + paid >= cost - 1 + 1e-6 + 1e-7 * cost) continue
    boxes.push(...branches(objective, box, point))
  }
  return { counts, proven: proven && (counts === undefined || Number.isSafeInteger(cost)), steps }
}

/** Whether floats carry all sums of the program. */
function exact({ rows, highest }: Program): boolean {
  return rows.every(({ terms }) => {
    const sizes = terms.map(([, coefficient]) => Math.abs(coefficient))
    const sum = terms.reduce((all, [index, coefficient]) => all + Math.abs(coefficient) * (highest[index] ?? 0), 0)
    return sum <= 2 ** 50 && Math.max(...sizes) <= 2 ** 20 * Math.min(...sizes)
  })
}

/** What a line costs that may not be there counts in proportion: that is never too much. */
function slopes({ each, line }: Objective, { low, high }: Box): { readonly costs: number[]; readonly paid: number } {
  let paid = 0
  const costs = each.map((cost, index) => {
    const extra = line[index] ?? 0
    if ((low[index] ?? 0) === 0) return (high[index] ?? 0) > 0 ? cost + extra / (high[index] ?? 1) : cost
    paid += extra
    return cost
  })
  return { costs, paid }
}

/** Two boxes in place of one, the more promising one last. */
function branches({ line }: Objective, { low, high }: Box, point: readonly number[]): Box[] {
  let [best, of, at] = [nearly, -1, 0]
  let widest = 0
  point.forEach((part, index) => {
    const [from, to] = [low[index] ?? 0, high[index] ?? 0]
    if (from === to) return
    const fraction = Math.abs(part - Math.round(part))
    if (fraction > best) [best, of, at] = [fraction, index, Math.floor(part)]
    if (of < 0 || best <= nearly) {
      if (to - from > widest) widest = to - from
    }
  })
  if (of < 0) {
    // Whole already: a line is paid for in part.
    let most = 0
    point.forEach((part, index) => {
      const [from, to] = [low[index] ?? 0, high[index] ?? 0]
      const hidden = from === 0 && to > 0 && part > nearly ? (line[index] ?? 0) * (1 - part / to) : 0
      if (hidden > most) [most, of, at] = [hidden, index, 0]
    })
  }
  if (of < 0) {
    const index = low.findIndex((from, each) => from < (high[each] ?? 0))
    if (index < 0) return []
    of = index
    at = Math.min((high[index] ?? 0) - 1, Math.max(low[index] ?? 0, Math.round(point[index] ?? 0)))
  }
  const [below, above] = [
    { low: [...low], high: high.map((to, index) => (index === of ? at : to)) },
    { low: low.map((from, index) => (index === of ? at + 1 : from)), high: [...high] },
  ]
  return (point[of] ?? 0) - at >= 0.5 ? [below, above] : [above, below]
}
