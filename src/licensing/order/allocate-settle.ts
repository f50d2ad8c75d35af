/** One part of a demand: by a table where it is one need, else by search; first without regard to what may come at most, which is seldom reached. */
import type { Allocation, Demand, Supply } from './allocate.ts'
import { cover } from './allocate-cover.ts'
import { divisorOf, type Program, priceOf, programOf, sound, type Term } from './allocate-program.ts'
import { type Answer, search } from './allocate-search.ts'
import { withoutWorse } from './allocate-worse.ts'

interface Priced extends Answer {
  /** That none costs less. */
  readonly cheapest: boolean
}

/** Four searches at most, and those that tell which keys are to blame. */
export function settle(supplies: readonly Supply[], demand: Demand, effort: number): Allocation {
  const each = effort / 4
  const best = answerOf(supplies, demand, each)
  if (best.counts) return { counts: best.counts, proven: best.proven, cheapest: best.cheapest }
  const wanted = [...demand.least].flatMap(([key, amount]) => (amount > 0 ? [key] : []))
  if (!best.proven) return { unsettled: wanted }
  const hopeless = wanted.filter((key) => {
    const least = new Map([...demand.least].filter(([other, amount]) => other === key || amount <= 0))
    return refuted(answerOf(supplies, { ...demand, least }, each / wanted.length))
  })
  return { lacking: hopeless.length > 0 ? hopeless : wanted }
}

function answerOf(supplies: readonly Supply[], demand: Demand, effort: number): Priced {
  const program = programOf(supplies, demand)
  const easy = bestOf(supplies, demand, false, effort)
  if (refuted(easy) || (easy.counts && sound(program, easy.counts))) return easy
  // Limits make nothing cheaper.
  const least = easy.counts && easy.cheapest ? priceOf(program, easy.counts) : undefined
  const best = bestOf(supplies, demand, true, effort, least)
  if (best.counts && !sound(program, best.counts)) throw new Error('an allocation that does not meet its demand')
  return best
}

const refuted = ({ counts, proven }: Answer): boolean => proven && !counts

function bestOf(supplies: readonly Supply[], demand: Demand, limited: boolean, effort: number, least?: bigint): Priced {
  const kept = withoutWorse(supplies, demand, limited)
  const few = kept.flatMap((index) => supplies[index] ?? [])
  const answer = solved(programOf(few, demand, limited), effort, least)
  const counts = new Map(kept.map((index, position) => [index, answer.counts?.[position] ?? 0]))
  return answer.counts ? { ...answer, counts: supplies.map((_, index) => counts.get(index) ?? 0) } : answer
}

/** No answer costs less than `least`. */
function solved(program: Program, effort: number, least: bigint | undefined): Priced {
  const table = cover(program)
  if (table) return { counts: 'counts' in table ? table.counts : undefined, proven: true, cheapest: true }
  const divisor = divisorOf(program.prices)
  const each = program.prices.map((price) => Number(price / divisor))
  const none = each.map(() => 0)
  const enough = least === undefined ? Number.NEGATIVE_INFINITY : Number(least / divisor)
  const cheap = search(program, { each, line: none }, { enough }, effort)
  if (!cheap.counts) return { ...cheap, cheapest: cheap.proven }
  const cheapest = cheap.proven && each.every(Number.isSafeInteger)
  const terms = each.flatMap((price, index): Term[] => (price > 0 ? [[index, price]] : []))
  const price = { key: undefined, terms, least: Number.NEGATIVE_INFINITY, most: Number(priceOf(program, cheap.counts) / divisor) }
  const short = search(
    { ...program, rows: [...program.rows, price] },
    { each: none, line: program.charges },
    { known: cheap.counts },
    effort,
  )
  return { counts: short.counts, proven: cheapest && short.proven, cheapest }
}
