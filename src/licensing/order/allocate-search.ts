/** The best answer of a program in whole numbers, by branch and bound over its linear relaxation. */
import { columnsOf, complete, costOf, type Objective } from './allocate-greedy.ts'
import { comparable, type Program, sound } from './allocate-program.ts'
import { nearly, type Relaxed, relax } from './allocate-relax.ts'
import { type Box, tighten } from './allocate-tighten.ts'

export interface Answer {
  /** Undefined where none was found. */
  readonly counts: readonly number[] | undefined
  /** That there is no better one; without counts, that there is none. */
  readonly proven: boolean
}

export interface Start {
  /** An answer that is known already. */
  readonly known?: readonly number[] | undefined
  /** No answer costs less. */
  readonly enough?: number
}

/** Looks for the answer that costs least. After `effort` steps it is the best one so far. */
export function search(
  program: Program,
  objective: Objective,
  { known, enough = Number.NEGATIVE_INFINITY }: Start,
  effort: number,
): Answer {
  const columns = columnsOf(program)
  const none = program.highest.map(() => 0)
  const bounding = new Set<number>()
  let counts = known
  let cost = known ? costOf(objective, known) : Number.POSITIVE_INFINITY
  const offer = (answer: readonly number[] | undefined): void => {
    if (!answer || costOf(objective, answer) >= cost || !sound(program, answer)) return
    counts = answer
    cost = costOf(objective, answer)
  }
  if (!known) offer(complete(program, columns, objective, none))
  const boxes: Box[] = [{ low: none, high: [...program.highest] }]
  let steps = 0
  for (let box = boxes.pop(); box && cost > enough; box = boxes.pop()) {
    if (!tighten(program.rows, box)) continue
    const relaxed = relax(program.rows, box, objective, bounding, effort - steps)
    if ('tired' in relaxed) return { counts, proven: false }
    steps += relaxed.steps
    if ('none' in relaxed) continue
    const { point, value } = relaxed
    if (value >= worthwhile(cost)) continue
    offer(point.map(Math.round))
    const whole = point.map((part) => Math.floor(part + nearly))
    offer(complete(program, columns, objective, whole))
    if (value < worthwhile(cost)) boxes.push(...halves(objective, box, relaxed))
  }
  return { counts, proven: exact(program, objective) && (counts === undefined || Number.isSafeInteger(cost)) }
}

/** Costs are whole: what costs more than this, rounding aside, is no less than `cost`. */
const worthwhile = (cost: number): number => cost - 1 + 1e-6 + 1e-7 * cost

/** Whether floats carry all that is reckoned with. */
const exact = ({ rows, highest }: Program, { each }: Objective): boolean =>
  comparable(each) &&
  rows.every(({ terms }) => {
    const sum = terms.reduce((all, [index, coefficient]) => all + Math.abs(coefficient) * (highest[index] ?? 0), 0)
    return sum <= 2 ** 50 && comparable(terms.map(([, coefficient]) => coefficient))
  })

/** Two boxes in place of one, the more promising one last. */
function halves({ line }: Objective, { low, high }: Box, { point, paid }: Extract<Relaxed, { readonly point: unknown }>): Box[] {
  const open = low.flatMap((from, index) => (from < (high[index] ?? 0) ? [index] : []))
  const fractional = greatest(open, (index) => fraction(point[index] ?? 0))
  const inPart = fractional ?? greatest(open, (index) => fraction(paid[index] ?? 0) * (line[index] ?? 0))
  const index = inPart ?? open[0]
  if (index === undefined) return []
  const [from, to, part] = [low[index] ?? 0, high[index] ?? 0, point[index] ?? 0]
  // A line that is paid for in part is there, or it is not.
  const at = fractional === undefined && inPart !== undefined ? from : Math.min(to - 1, Math.max(from, Math.floor(part + nearly)))
  const below: Box = { low: [...low], high: high.map((most, each) => (each === index ? at : most)) }
  const above: Box = { low: low.map((least, each) => (each === index ? at + 1 : least)), high: [...high] }
  return part - at >= 0.5 ? [below, above] : [above, below]
}

const fraction = (part: number): number => {
  const apart = Math.abs(part - Math.round(part))
  return apart > nearly ? apart : 0
}

/** The first of those of which the measure is greatest, and above 0. */
function greatest(indexes: readonly number[], measure: (index: number) => number): number | undefined {
  let [best, most]: [number | undefined, number] = [undefined, 0]
  for (const index of indexes) {
    const value = measure(index)
    if (value > most) [best, most] = [index, value]
  }
  return best
}
