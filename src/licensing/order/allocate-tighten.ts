/** What the rows of a program say about the counts by themselves, in whole numbers. */
import type { Row } from './allocate-program.ts'

/** Between which numbers each count lies. */
export interface Box {
  readonly low: number[]
  readonly high: number[]
}

/** Narrows the box to what the rows leave of it. False: they leave nothing. */
export function tighten(rows: readonly Row[], { low, high }: Box): boolean {
  for (let round = 0, changed = true; changed && round < rounds; round++) {
    changed = false
    for (const { terms, least, most } of rows) {
      let [smallest, greatest] = [0, 0]
      for (const [index, coefficient] of terms) {
        const [a, b] = [coefficient * (low[index] ?? 0), coefficient * (high[index] ?? 0)]
        smallest += Math.min(a, b)
        greatest += Math.max(a, b)
      }
      if (greatest < least || smallest > most) return false
      if (smallest >= least && greatest <= most) continue
      for (const [index, coefficient] of terms) {
        const [from, to] = [low[index] ?? 0, high[index] ?? 0]
        const span = Math.abs(coefficient) * (to - from)
        // How many steps of this count, away from the end that is good for `least`, or for `most`, the others can make up for.
        const down = span > greatest - least ? Math.floor((greatest - least) / Math.abs(coefficient)) : to - from
        const up = span > most - smallest ? Math.floor((most - smallest) / Math.abs(coefficient)) : to - from
        const [newLow, newHigh] =
          coefficient > 0 ? [Math.max(from, to - down), Math.min(to, from + up)] : [Math.max(from, to - up), Math.min(to, from + down)]
        if (newLow > newHigh) return false
        if (newLow === from && newHigh === to) continue
        low[index] = newLow
        high[index] = newHigh
        changed = true
        // Its own part of both sums, as it is now.
        smallest += coefficient > 0 ? coefficient * (newLow - from) : coefficient * (newHigh - to)
        greatest += coefficient > 0 ? coefficient * (newHigh - to) : coefficient * (newLow - from)
      }
    }
  }
  return true
}

/** Narrowing by ones between two rows could go on for as long as numbers are large. */
const rounds = 8
