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
  /** How many of each supply. Of all answers the one of the least price; of these, of the fewest lines; of these, of the least sum of the
   *  positions of the holders of its lines. Not `proven`: it is an answer, and there may be a better one. */
  | { readonly counts: readonly number[]; readonly proven: boolean }
  /** Keys that cannot be met, each by itself or, where each by itself can, together. That is proven. */
  | { readonly lacking: readonly string[] }
  /** Keys for which no answer was found, nor that there is none. */
  | { readonly unsettled: readonly string[] }

/**
 * The same answer for the same question, however fast the machine: `effort` bounds the work for each part of the demand that has nothing
 * to do with the rest, in steps of which some ten million take a second.
 */
export function allocate(
  supplies: readonly Supply[],
  demand: Demand,
  { effort = defaultEffort }: { readonly effort?: number } = {},
): Allocation {
  const counts = supplies.map(() => 0)
  const lacking = new Set<string>()
  const unsettled = new Set<string>()
  let proven = true
  for (const part of partsOf(supplies, demand)) {
    const answer = settle(
      part.indexes.flatMap((index) => supplies[index] ?? []),
      part.demand,
      effort,
    )
    if ('lacking' in answer) for (const key of answer.lacking) lacking.add(key)
    else if ('unsettled' in answer) for (const key of answer.unsettled) unsettled.add(key)
    else {
      proven &&= answer.proven
      part.indexes.forEach((index, position) => {
        counts[index] = answer.counts[position] ?? 0
      })
    }
  }
  const inOrder = (keys: ReadonlySet<string>): string[] => [...demand.least.keys()].filter((key) => keys.has(key))
  if (lacking.size > 0) return { lacking: inOrder(lacking) }
  return unsettled.size > 0 ? { unsettled: inOrder(unsettled) } : { counts, proven }
}

const defaultEffort = 20_000_000
