/** An allocation as an integer program: bounds on sums over the counts of supplies. */
import { addTo } from '../../model/add-to.ts'
import type { Demand, Supply } from './allocate.ts'

export type Term = readonly [index: number, coefficient: number]

/** At least `least` and at most `most` of the sum of coefficient times count: whole numbers, or infinite. */
export interface Row {
  /** What is counted; undefined where the row is about what is taken. */
  readonly key: string | undefined
  readonly terms: readonly Term[]
  readonly least: number
  readonly most: number
}

export interface Program {
  readonly rows: readonly Row[]
  /** What no count exceeds: the most that may be, and what one more than covers everything would exceed. */
  readonly highest: readonly number[]
  readonly prices: readonly bigint[]
  /** What a line costs besides its price, so that the fewest lines are the cheapest, and of as many those whose holders come first. */
  readonly charges: readonly number[]
}

/** What `supplies` can do about `demand`. Where it is not `limited`, more may come than may come at most. */
export function programOf(supplies: readonly Supply[], demand: Demand, limited = true): Program {
  const rows = [...netRows(supplies, demand, limited), ...takenRows(supplies, demand)]
  const first = supplies.reduce((least, { holder }) => Math.min(least, holder), Number.POSITIVE_INFINITY)
  const last = supplies.reduce((most, { holder }) => Math.max(most, holder), 0)
  const line = supplies.length * (last - first) + 1
  return {
    rows,
    highest: highestOf(supplies, rows, demand),
    prices: supplies.map(({ price }) => price),
    charges: supplies.map(({ holder }) => line + holder - first),
  }
}

/** How many of a supply cover all that it can be wanted for, other supplies taking away `taken`. */
export const sufficing = ({ gives }: Supply, { least, takable }: Demand, taken: ReadonlySet<string>): number =>
  [...gives].reduce((most, [key, amount]) => {
    const needed = (least.get(key) ?? 0) + (taken.has(key) ? (takable.get(key) ?? 0) : 0)
    return amount > 0 ? Math.max(most, Math.ceil(needed / amount)) : most
  }, 0)

export const takenOf = (supplies: readonly Supply[]): ReadonlySet<string> => new Set(supplies.flatMap(({ takes }) => [...takes.keys()]))

/** Whether all that is asked for comes, and no more than may; summed without rounding. */
export const sound = ({ rows, highest }: Program, counts: readonly number[]): boolean =>
  highest.every((most, index) => {
    const count = counts[index] ?? 0
    return Number.isSafeInteger(count) && count >= 0 && count <= most
  }) &&
  rows.every(({ terms, least, most }) => {
    const sum = terms.reduce((all, [index, coefficient]) => all + BigInt(coefficient) * BigInt(counts[index] ?? 0), 0n)
    return sum >= least && sum <= most
  })

export const priceOf = ({ prices }: Program, counts: readonly number[]): bigint =>
  prices.reduce((sum, price, index) => sum + BigInt(counts[index] ?? 0) * price, 0n)

export const chargeOf = ({ charges }: Program, counts: readonly number[]): number =>
  charges.reduce((sum, charge, index) => ((counts[index] ?? 0) > 0 ? sum + charge : sum), 0)

/** Whether none of the numbers vanishes beside another one in the arithmetic of a linear program. */
export const comparable = (numbers: readonly number[]): boolean => {
  const sizes = numbers.flatMap((number) => (number === 0 ? [] : [Math.abs(number)]))
  return sizes.reduce((most, size) => Math.max(most, size), 0) <= 2 ** 24 * sizes.reduce((least, size) => Math.min(least, size), Infinity)
}

/** The greatest number that divides all of them. */
export const divisorOf = (numbers: readonly bigint[]): bigint => {
  const divisor = numbers.reduce(common, 0n)
  return divisor === 0n ? 1n : divisor
}
const common = (a: bigint, b: bigint): bigint => (b === 0n ? a : common(b, a % b))

function netRows(supplies: readonly Supply[], { least, most }: Demand, limited: boolean): Row[] {
  const terms = new Map<string, Term[]>([...least.keys()].map((key) => [key, []]))
  supplies.forEach(({ gives, takes }, index) => {
    for (const key of new Set([...gives.keys(), ...takes.keys()])) {
      const coefficient = (gives.get(key) ?? 0) - (takes.get(key) ?? 0)
      if (coefficient !== 0) addTo(terms, key, [index, coefficient])
    }
  })
  return [...terms].flatMap(([key, of]) => {
    const wanted = least.get(key) ?? Number.NEGATIVE_INFINITY
    const atLeast = wanted > 0 || of.some(([, coefficient]) => coefficient < 0) ? wanted : Number.NEGATIVE_INFINITY
    // What is beyond its maximum already need not go, but none may come.
    const bound = limited && of.some(([, coefficient]) => coefficient > 0) ? most.get(key) : undefined
    const atMost = bound === undefined ? Number.POSITIVE_INFINITY : Math.max(0, bound)
    return Number.isFinite(atLeast) || Number.isFinite(atMost) ? [{ key, terms: of, least: atLeast, most: atMost }] : []
  })
}

function takenRows(supplies: readonly Supply[], { takable }: Demand): Row[] {
  const terms = new Map<string, Term[]>()
  supplies.forEach(({ takes }, index) => {
    for (const [key, amount] of takes) if (amount > 0) addTo(terms, key, [index, amount])
  })
  return [...terms].map(([key, of]) => ({ key: undefined, terms: of, least: Number.NEGATIVE_INFINITY, most: takable.get(key) ?? 0 }))
}

function highestOf(supplies: readonly Supply[], rows: readonly Row[], demand: Demand): number[] {
  const taken = takenOf(supplies)
  const highest = supplies.map((supply) => {
    // What takes makes room, too, and may be wanted for that; it can take no more than there is.
    const enough = supply.takes.size > 0 ? Number.POSITIVE_INFINITY : sufficing(supply, demand, taken)
    return Math.min(supply.most ?? Number.POSITIVE_INFINITY, enough)
  })
  for (const { terms, most } of rows)
    if (terms.every(([, coefficient]) => coefficient > 0))
      for (const [index, coefficient] of terms) highest[index] = Math.min(highest[index] ?? 0, Math.floor(most / coefficient))
  return highest
}
