/** The best way to cover one need with packs of some sizes, exactly: by the best ways to make every smaller sum. */
import { chargeOf, divisorOf, type Program, priceOf, type Term } from './allocate-program.ts'

export type Cover = { readonly counts: readonly number[] } | { readonly none: true }

/** Undefined where the program has more to it than one need, or is too large to be solved so. */
export function cover(program: Program): Cover | undefined {
  const [row, ...others] = program.rows
  if (!row || others.length > 0 || row.terms.some(([, size]) => size < 0)) return undefined
  const divisor = Number(divisorOf(row.terms.map(([, size]) => BigInt(size))))
  const packs = row.terms.map(([index, size]): Term => [index, size / divisor])
  const [need, most] = [Math.ceil(row.least / divisor), Math.floor(row.most / divisor)]
  const bounded = packs.some(([index, size]) => (program.highest[index] ?? 0) < Math.min(Math.ceil(need / size), Math.floor(most / size)))
  if (bounded) return undefined
  const prices = scaled(program)
  return prices && (anchored(program, prices, packs, need, most) ?? sums(program, prices, packs, need, most))
}

/** The most cells of a table. */
const largest = 1 << 24

/** Prices as numbers whose sums are exact as long as they count. */
function scaled({ prices }: Program): number[] | undefined {
  const divisor = divisorOf(prices)
  const numbers = prices.map((price) => Number(price / divisor))
  return numbers.every(Number.isSafeInteger) ? numbers : undefined
}

/**
 * Of as many packs as the best one has units, some make a multiple of its size together, and could be packs of the best size at no higher
 * price. So all but a small rest of a large need is covered by the packs of the lowest price per unit: by those of one size, if several
 * have it, since an answer that has a line of them already is not worse for having more of these.
 */
function anchored(program: Program, prices: readonly number[], packs: readonly Term[], need: number, most: number): Cover | undefined {
  const dearer = ([a, sizeA]: Term, [b, sizeB]: Term): boolean =>
    BigInt(prices[a] ?? 0) * BigInt(sizeB) > BigInt(prices[b] ?? 0) * BigInt(sizeA)
  const best = packs.filter((pack) => !packs.some((other) => dearer(pack, other)))
  const greatest = Math.max(...packs.map(([, size]) => size))
  const found: Cover[] = []
  for (const [index, size] of best) {
    const count = Math.ceil((need - (size - 1) * greatest) / size)
    if (count < 1) return undefined
    // The line is there in any case: more of it costs only its price.
    const charges = program.charges.map((charge, of) => (of === index ? 0 : charge))
    const rest = sums({ ...program, charges }, prices, packs, need - count * size, most - count * size)
    if (!rest) return undefined
    if ('counts' in rest) found.push({ counts: rest.counts.map((more, of) => (of === index ? more + count : more)) })
  }
  return found.reduce<Cover>((a, b) => (better(program, b, a) ? b : a), { none: true })
}

const better = (program: Program, one: Cover, other: Cover): boolean => {
  if ('none' in one || 'none' in other) return 'counts' in one
  const [a, b] = [priceOf(program, one.counts), priceOf(program, other.counts)]
  return a < b || (a === b && chargeOf(program, one.counts) < chargeOf(program, other.counts))
}

/** The best answer among all sums up to the greatest that an answer without a superfluous pack makes. */
function sums(program: Program, prices: readonly number[], packs: readonly Term[], need: number, most: number): Cover | undefined {
  const counts = program.prices.map(() => 0)
  const top = Math.min(most, need + Math.max(...packs.map(([, size]) => size)) - 1)
  if (most < need) return { none: true }
  if (need <= 0) return { counts }
  if (packs.length * (top + 1) > largest) return undefined
  const table: Table = { price: new Float64Array(top + 1).fill(Number.POSITIVE_INFINITY), charge: new Float64Array(top + 1) }
  table.price[0] = 0
  const steps = packs.map(([index, size]) => ({ index, size, marks: enter(table, size, prices[index] ?? 0, program.charges[index] ?? 0) }))
  let sum = need
  for (let other = need + 1; other <= top; other++)
    if (below(table.price[other] ?? 0, table.charge[other] ?? 0, table.price[sum] ?? 0, table.charge[sum] ?? 0)) sum = other
  if (table.price[sum] === Number.POSITIVE_INFINITY) return { none: true }
  if (!Number.isSafeInteger(table.price[sum])) return undefined
  for (const { index, size, marks } of steps.reverse())
    for (let more = (marks[sum] ?? 0) & ends; more; ) {
      more = (marks[sum] ?? 0) & continues
      counts[index] = (counts[index] ?? 0) + 1
      sum -= size
    }
  return { counts }
}

/** For each sum the lowest price and, of equal prices, the lowest charge at which the packs so far make it. */
interface Table {
  readonly price: Float64Array
  readonly charge: Float64Array
}

/** The best way to a sum ends in the pack of this step. */
const ends = 1
/** The best way to a sum that ends in the pack of this step has another one before. */
const continues = 2

/** Lets one more pack into the table, and tells of each sum how it comes about. */
function enter({ price, charge }: Table, size: number, each: number, line: number): Uint8Array {
  const marks = new Uint8Array(price.length)
  const [endPrice, endCharge] = [new Float64Array(price.length).fill(Number.POSITIVE_INFINITY), new Float64Array(price.length)]
  for (let sum = size; sum < price.length; sum++) {
    const from = sum - size
    // With a line to pay for, a way that ends in this pack already is never the worse one to go on with: ties go to it.
    const fresh = below(price[from] ?? 0, (charge[from] ?? 0) + line, endPrice[from] ?? 0, endCharge[from] ?? 0)
    const total = (fresh ? price[from] : endPrice[from]) ?? 0
    if (total === Number.POSITIVE_INFINITY) continue
    endPrice[sum] = total + each
    endCharge[sum] = fresh ? (charge[from] ?? 0) + line : (endCharge[from] ?? 0)
    marks[sum] = fresh ? 0 : continues
    if (!below(endPrice[sum] ?? 0, endCharge[sum] ?? 0, price[sum] ?? 0, charge[sum] ?? 0)) continue
    price[sum] = endPrice[sum] ?? 0
    charge[sum] = endCharge[sum] ?? 0
    marks[sum] = (marks[sum] ?? 0) | ends
  }
  return marks
}

const below = (priceA: number, chargeA: number, priceB: number, chargeB: number): boolean =>
  priceA < priceB || (priceA === priceB && chargeA < chargeB)
