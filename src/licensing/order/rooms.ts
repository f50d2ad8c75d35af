/** What published maximums leave to be licensed, and what they stand in the way of. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { cite, features } from '../../knowledge/knowledge.ts'
import { figure } from '../../model/figure.ts'
import type { Fleet } from '../../model/fleet.ts'
import { type Bound, beyondMaximum, boundOf } from './bounds.ts'
import type { Candidate } from './candidate.ts'
import { keyOf } from './key.ts'
import type { Holder, Moment } from './lot.ts'
import type { Blocked } from './order.ts'
import { heldOnceIssued } from './usable.ts'
import type { Want } from './want.ts'

export interface Room {
  readonly bound: Bound
  readonly holder: Holder
  readonly feature: FeatureName
  /** How many more it may be licensed for. */
  readonly more: number
}

/** What the published maximums leave to each machine, by key. */
export function roomsOf(
  fleet: Fleet,
  candidates: readonly Candidate[],
  moment: Moment,
  ordered: ReadonlyMap<string, number>,
): ReadonlyMap<string, Room> {
  const rooms = new Map<string, Room>()
  for (const holder of new Set(candidates.map((each) => each.holder)))
    for (const { name } of features) {
      const key = keyOf(holder.machine.name, name)
      if (!candidates.some(({ supply }) => supply.gives.has(key))) continue
      const bound = boundOf(fleet, name, holder.machine, holder.release)
      const has = heldOnceIssued(fleet, name, holder.machine, holder.release, moment.day) + (ordered.get(key) ?? 0)
      if (bound) rooms.set(key, { bound, holder, feature: name, more: Math.max(0, bound.value - has) })
    }
  return rooms
}

/** Whether what is ordered would exceed a published maximum beside all that is held today: it takes the place of what expires. */
export const exceeds = (fleet: Fleet, { holder, supply }: Candidate, ordered: ReadonlyMap<string, number>): boolean =>
  features.some(({ name }) => {
    const key = keyOf(holder.machine.name, name)
    const bound = supply.gives.has(key) ? boundOf(fleet, name, holder.machine, holder.release) : undefined
    return bound !== undefined && heldOnceIssued(fleet, name, holder.machine, holder.release) + (ordered.get(key) ?? 0) > bound.value
  })

/** Why a want cannot be met. */
export function whyNot(
  { key, units, title, standings: [first] }: Want,
  rooms: ReadonlyMap<string, Room>,
  candidates: readonly Candidate[],
): Pick<Blocked, 'reason' | 'cites'> {
  const holders = new Set(candidates.flatMap(({ supply, holder }) => (supply.gives.has(key) ? [holder] : [])))
  const own = [...rooms.values()].filter(({ holder, feature }) => feature === first?.feature && holders.has(holder))
  const [room] = own
  if (!room) return { reason: `the price book has no items that make ${figure(units)} ${title}`, cites: [] }
  const { bound, holder } = room
  const more = own.reduce((sum, each) => sum + each.more, 0)
  const where = holder.release.id
  const packs = more >= units ? `, and no packs of the price book make ${figure(units)} to ${figure(more)}` : ''
  return {
    reason: `${where} publishes at most ${figure(bound.value)} ${title}, which leaves ${figure(more)} to be licensed${packs}; ${beyondMaximum(holder.release)}`,
    cites: [bound.maximum.citation, cite('excess-over-maximum')],
  }
}
