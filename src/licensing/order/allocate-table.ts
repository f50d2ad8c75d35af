/** The best ways to make sums of packs, one kind of pack after the other, by tables of all sums. */

/** For each sum the lowest price and, of equal prices, the lowest charge at which the packs so far make it; infinite where they do not. */
export interface Table {
  readonly price: Float64Array
  readonly charge: Float64Array
}

export interface Pack {
  readonly index: number
  readonly size: number
  /** Of each. */
  readonly price: number
  /** Of the first. */
  readonly charge: number
}

/** Takes what a step has added to a sum out of it again, counts it, and says what is left. */
export type Step = (sum: number, counts: number[]) => number

/** A table of the sums up to `top`, of no packs yet. */
export function tableTo(top: number): Table {
  const price = new Float64Array(top + 1).fill(Number.POSITIVE_INFINITY)
  price[0] = 0
  return { price, charge: new Float64Array(top + 1) }
}

export const below = (priceA: number, chargeA: number, priceB: number, chargeB: number): boolean =>
  priceA < priceB || (priceA === priceB && chargeA < chargeB)

/** The last pack of the best way to a sum is of this step. */
const ends = 1
/** Of the best way to a sum that ends in a pack of this step, the last pack but one is, too. */
const continues = 2

/** Any number of a pack. */
export function enter({ price, charge }: Table, { index, size, price: each, charge: line }: Pack): Step {
  const marks = new Uint8Array(price.length)
  const [endPrice, endCharge] = [new Float64Array(price.length).fill(Number.POSITIVE_INFINITY), new Float64Array(price.length)]
  for (let sum = size; sum < price.length; sum++) {
    const from = sum - size
    // What ends in this pack already has paid for the line. Where both are as good, it goes on: the table may hold the same way.
    const fresh = below(price[from] ?? 0, (charge[from] ?? 0) + line, endPrice[from] ?? 0, endCharge[from] ?? 0)
    endPrice[sum] = ((fresh ? price[from] : endPrice[from]) ?? 0) + each
    endCharge[sum] = fresh ? (charge[from] ?? 0) + line : (endCharge[from] ?? 0)
    marks[sum] = fresh ? 0 : continues
    if (below(endPrice[sum] ?? 0, endCharge[sum] ?? 0, price[sum] ?? 0, charge[sum] ?? 0)) {
      price[sum] = endPrice[sum] ?? 0
      charge[sum] = endCharge[sum] ?? 0
      marks[sum] = (marks[sum] ?? 0) | ends
    }
  }
  return (sum, counts) => {
    let left = sum
    for (let more = (marks[left] ?? 0) & ends; more; left -= size) {
      more = (marks[left] ?? 0) & continues
      counts[index] = (counts[index] ?? 0) + 1
    }
    return left
  }
}

/** At most so many of a pack: of the sums that are so many packs below, the best one is at the head of a queue of which each is worse than the next. */
export function enterFew({ price, charge }: Table, { index, size, price: each, charge: line }: Pack, most: number): Step {
  const used = new Int32Array(price.length)
  const queue = new Int32Array(Math.ceil(price.length / size))
  const [before, chargeBefore] = [price.slice(), charge.slice()]
  /** Compared as if each had been filled up with packs to the same sum. */
  const better = (a: number, b: number): boolean =>
    below((before[a] ?? 0) + ((b - a) / size) * each, chargeBefore[a] ?? 0, before[b] ?? 0, chargeBefore[b] ?? 0)
  for (let rest = 0; rest < size; rest++) {
    let [head, tail] = [0, 0]
    for (let sum = rest; sum < price.length; sum += size) {
      while (head < tail && sum - (queue[head] ?? 0) > most * size) head++
      const from = queue[head] ?? 0
      const count = (sum - from) / size
      if (head < tail && below((before[from] ?? 0) + count * each, (chargeBefore[from] ?? 0) + line, price[sum] ?? 0, charge[sum] ?? 0)) {
        price[sum] = (before[from] ?? 0) + count * each
        charge[sum] = (chargeBefore[from] ?? 0) + line
        used[sum] = count
      }
      if (before[sum] === Number.POSITIVE_INFINITY) continue
      while (head < tail && !better(queue[tail - 1] ?? 0, sum)) tail--
      queue[tail++] = sum
    }
  }
  return (sum, counts) => {
    const count = used[sum] ?? 0
    counts[index] = (counts[index] ?? 0) + count
    return sum - count * size
  }
}

/** One of the sums of another table. */
export function enterTable({ price, charge }: Table, other: Table, steps: readonly Step[]): Step {
  const used = new Int32Array(price.length)
  const sums = [...other.price.keys()].filter((sum) => sum > 0 && other.price[sum] !== Number.POSITIVE_INFINITY)
  for (let sum = price.length - 1; sum > 0; sum--)
    for (const part of sums) {
      if (part > sum) break
      const total = (price[sum - part] ?? 0) + (other.price[part] ?? 0)
      const charges = (charge[sum - part] ?? 0) + (other.charge[part] ?? 0)
      if (!below(total, charges, price[sum] ?? 0, charge[sum] ?? 0)) continue
      price[sum] = total
      charge[sum] = charges
      used[sum] = part
    }
  return (sum, counts) => {
    const part = used[sum] ?? 0
    undo(steps, part, counts)
    return sum - part
  }
}

/** Counts what makes a sum. */
export function undo(steps: readonly Step[], sum: number, counts: number[]): void {
  steps.reduceRight((left, step) => step(left, counts), sum)
}
