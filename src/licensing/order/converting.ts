/** What held licences can be given in exchange, where a price book has conversions. */
import { features } from '../../knowledge/knowledge.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { Demand } from './allocate.ts'
import { type Candidate, keysOf } from './candidate.ts'
import { keyOf } from './key.ts'
import type { Lot } from './lot.ts'
import { heldSurely } from './usable.ts'

/** What may be taken away without something coming short on any day, of what is converted: less than nothing has to come. */
export function spareOf({ moments }: Lot, taken: ReadonlySet<string>, ordered: ReadonlyMap<string, number>): [string, number][] {
  const least = new Map<string, number>()
  for (const { standings } of moments)
    for (const { of, feature, held, needed, reissued } of standings) {
      const key = keyOf(of, feature)
      if (taken.has(key)) least.set(key, Math.max(least.get(key) ?? Number.NEGATIVE_INFINITY, needed - reissued - held.sure))
    }
  return [...least].map(([key, lacking]) => [key, Math.min(0, lacking) - (ordered.get(key) ?? 0)])
}

/** What is held of what can be converted, on the day on which it is least: what expires cannot be exchanged for good. */
export function takableOf(fleet: Fleet, candidates: readonly Candidate[], { moments }: Lot, taken: ReadonlySet<string>): Demand['takable'] {
  const found = new Map<string, number>()
  for (const holder of new Set(candidates.map((each) => each.holder)))
    for (const { name } of features) {
      const keys = keysOf(holder, name).filter((key) => taken.has(key))
      if (keys.length === 0) continue
      const least = Math.min(...moments.map(({ day }) => heldSurely(fleet, name, holder.machine, holder.release, day)))
      for (const key of keys) found.set(key, (found.get(key) ?? 0) + least)
    }
  return found
}
