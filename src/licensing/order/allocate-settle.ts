/** One part of a demand: by a table where it is one need, else by search, first without regard to limits, which are seldom reached. */
import type { Allocation, Demand, Supply } from './allocate.ts'
import { cover } from './allocate-cover.ts'
import { divisorOf, type Program, priceOf, programOf, sound, type Term } from './allocate-program.ts'
import { search } from './allocate-search.ts'
import { withoutWorse } from './allocate-worse.ts'

interface Answer {
  /** Undefined where none was found. */
  readonly counts: readonly number[] | undefined
  /** That there is no better one, or none at all. */
  readonly proven: boolean
}

export function settle(supplies: readonly Supply[], demand: Demand, effort: number): Allocation {
  const easy = answerOf(supplies, demand, false, effort, undefined)
  const program = programOf(supplies, demand)
  const best = easy.counts && sound(program, easy.counts) ? easy : refuted(easy) ? easy : answerOf(supplies, demand, true, effort, easy)
  if (best.counts) return { counts: best.counts, proven: best.proven }
  const wanted = [...demand.least].flatMap(([key, amount]) => (amount > 0 ? [key] : []))
  if (!best.proven) return { unsettled: wanted }
  const alone = wanted.filter((key) => {
    const least = new Map([...demand.least].filter(([other, amount]) => other === key || amount <= 0))
    return refuted(answerOf(supplies, { ...demand, least }, true, effort, undefined))
  })
  return { lacking: alone.length > 0 ? alone : wanted }
}

const refuted = ({ counts, proven }: Answer): boolean => proven && !counts

function answerOf(supplies: readonly Supply[], demand: Demand, limited: boolean, effort: number, easy: Answer | undefined): Answer {
  const kept = withoutWorse(supplies, demand, limited)
  const program = programOf(
    kept.flatMap((index) => supplies[index] ?? []),
    demand,
    limited,
  )
  const { counts, proven } = solved(
    program,
    effort,
    easy?.proven && easy.counts ? priceOf(programOf(supplies, demand), easy.counts) : undefined,
  )
  if (!counts) return { counts, proven }
  const all = supplies.map(() => 0)
  kept.forEach((index, position) => {
    all[index] = counts[position] ?? 0
  })
  return { counts: all, proven }
}

/** No answer costs less than `least`. */
function solved(program: Program, effort: number, least: bigint | undefined): Answer {
  const table = cover(program)
  if (table) return 'none' in table ? { counts: undefined, proven: true } : { counts: table.counts, proven: true }
  const divisor = divisorOf(program.prices)
  const prices = program.prices.map((price) => Number(price / divisor))
  const none = prices.map(() => 0)
  const certain = prices.every(Number.isSafeInteger)
  const cheapest = search(
    program,
    { each: prices, line: none },
    undefined,
    least === undefined ? Number.NEGATIVE_INFINITY : Number(least / divisor),
    effort,
  )
  if (!cheapest.counts) return { counts: undefined, proven: cheapest.proven }
  const price = priceOf(program, cheapest.counts) / divisor
  const strict: Program = {
    ...program,
    rows: [
      ...program.rows,
      {
        key: undefined,
        terms: prices.flatMap((each, index): Term[] => (each > 0 ? [[index, each]] : [])),
        least: Number.NEGATIVE_INFINITY,
        most: Number(price),
      },
    ],
  }
  const fewest = search(strict, { each: none, line: program.charges }, cheapest.counts, Number.NEGATIVE_INFINITY, effort)
  return { counts: fewest.counts, proven: certain && cheapest.proven && fewest.proven }
}
