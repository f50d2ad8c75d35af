/** What to order so that at least so much comes of everything, for the least money. Arithmetic alone: what is counted is not known here. */

import { partsOf } from './allocate-parts.ts'
import { settle } from './allocate-settle.ts'

/** One thing that can be ordered for one holder. All numbers are whole. */
export interface Supply {
  /** Position of its holder, from 0. */
  readonly holder: number
  /** What one of it adds, by key of what is counted. */
  readonly gives: ReadonlyMap<string, number>
  /** What one of it uses up. */
  readonly takes: ReadonlyMap<string, number>
  /** In the smallest unit of one currency, from 0; without prices 1 for each unit. */
  readonly price: bigint
  /** The most that may be ordered of it, where that is bounded for itself. */
  readonly most?: number
}

export interface Demand {
  /** So many have to come, less what is taken. Below 0: so many there are more than needed. What has no entry may all be taken. */
  readonly least: ReadonlyMap<string, number>
  /** So many may come, less what is taken. Below 0 is as 0. What has no entry is not bounded. */
  readonly most: ReadonlyMap<string, number>
  /** So many are there to be taken. What has no entry cannot be taken: nothing of it is there. */
  readonly takable: ReadonlyMap<string, number>
}

export type Allocation =
  /**
   * How many of each supply. `cheapest`: nothing costs less. `proven`: nor has anything that costs as little fewer lines or, with as many,
   * a smaller sum of the positions of their holders. Not proven, it is an answer all the same, and the best that was found.
   */
  | { readonly counts: readonly number[]; readonly proven: boolean; readonly cheapest: boolean }
  /** Keys that cannot be met: each by itself or, where each by itself can be, together. That is proven. */
  | { readonly lacking: readonly string[] }
  /** Keys for which no answer was found, nor a proof that there is none. */
  | { readonly unsettled: readonly string[] }

/** What to order. The same question has the same answer on every machine: `effort` bounds the work in steps, and not in time. */
export function allocate(supplies: readonly Supply[], demand: Demand, { effort = ample }: { readonly effort?: number } = {}): Allocation {
  const counts = supplies.map(() => 0)
  const keys = { lacking: new Set<string>(), unsettled: new Set<string>() }
  let [proven, cheapest] = [true, true]
  const parts = partsOf(supplies, demand)
  const size = parts.reduce((sum, { indexes }) => sum + indexes.length, 1)
  for (const { indexes, demand } of parts) {
    const own = indexes.flatMap((index) => supplies[index] ?? [])
    const answer = settle(own, demand, (effort * indexes.length) / size)
    if ('lacking' in answer) for (const key of answer.lacking) keys.lacking.add(key)
    else if ('unsettled' in answer) for (const key of answer.unsettled) keys.unsettled.add(key)
    else {
      proven &&= answer.proven
      cheapest &&= answer.cheapest
      for (const [position, index] of indexes.entries()) counts[index] = answer.counts[position] ?? 0
    }
  }
  const inOrder = (of: ReadonlySet<string>): string[] => [...demand.least.keys()].filter((key) => of.has(key))
  if (keys.lacking.size > 0) return { lacking: inOrder(keys.lacking) }
  return keys.unsettled.size > 0 ? { unsettled: inOrder(keys.unsettled) } : { counts, proven, cheapest }
}

/** How much effort each of so many calls may take so that all of them end in time: a call in about a second, all in less than half a minute. */
export const fairEffort = (calls: number): number => Math.min(ample, Math.max(200_000, Math.floor((20 * ample) / calls)))

const ample = 20_000_000
