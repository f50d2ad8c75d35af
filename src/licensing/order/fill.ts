/** What to order for a lot, so that nothing is lacking on any day: the cheapest there is, within what is published. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { cite, features } from '../../knowledge/knowledge.ts'
import { figure } from '../../model/figure.ts'
import type { Fleet } from '../../model/fleet.ts'
import { allocate, type Demand } from './allocate.ts'
import { type Bound, boundOf } from './bounds.ts'
import { type Candidate, keysOf } from './candidate.ts'
import { keyOf } from './key.ts'
import type { Holder, Lot, Moment } from './lot.ts'
import type { Offers } from './offers.ts'
import type { Because, Blocked } from './order.ts'
import { heldSurely, type Standing } from './standing.ts'
import { blocked, type Group, groupsOf, homeless, type Unpriced, type Want, wantsOf } from './want.ts'

/** So many of one candidate. */
export interface Draft {
  readonly candidate: Candidate
  readonly count: number
  readonly moment: Moment
  readonly because: readonly Because[]
  /** Whether it stays within the published maximums beside all that is held today. */
  readonly fitsAtOnce: boolean
}

export interface Filled {
  readonly drafts: readonly Draft[]
  readonly blocked: readonly Blocked[]
  readonly proven: boolean
  /** What is missing to price what is ordered. */
  readonly unpriced: readonly Unpriced[]
}

/** What has been ordered for a lot up to some day, by key. */
type Ordered = Map<string, number>

/**
 * Orders what a lot lacks: day by day, or all of it at the first where that is cheaper, since packs are then filled better. `effort`
 * bounds the work on each day, as `allocate` has it.
 */
export function fill(fleet: Fleet, lot: Lot, offersOf: (holder: Holder) => Offers, effort: number): Filled {
  const inTurn = fillDays(fleet, lot, lot.moments, offersOf, effort)
  const days = new Set(inTurn.drafts.map(({ moment }) => moment))
  const price = priceOf(inTurn.drafts)
  if (days.size < 2 || price === undefined) return inTurn
  const atOnce = fillDays(fleet, lot, [worstOf(lot)], offersOf, effort)
  const less = priceOf(atOnce.drafts)
  if (less === undefined || less >= price || atOnce.blocked.length > inTurn.blocked.length) return inTurn
  return { ...atOnce, drafts: atOnce.drafts.map((draft) => ({ ...draft, moment: firstFor(lot, draft) })) }
}

/** What drafts cost together; undefined where some have no price, or another currency. */
function priceOf(drafts: readonly Draft[]): bigint | undefined {
  const currencies = new Set(drafts.map(({ candidate: { of } }) => (typeof of === 'string' ? undefined : of.item.price.currency)))
  if (currencies.size !== 1 || currencies.has(undefined)) return undefined
  return drafts.reduce((sum, { candidate, count }) => sum + candidate.supply.price * BigInt(count), 0n)
}

/** What is lacking on the worst of all days, as if it were on one: the last. */
function worstOf({ moments }: Lot): Moment {
  const worst = new Map<string, Standing>()
  for (const { standings } of moments)
    for (const each of standings) {
      const known = worst.get(keyOf(each.of, each.feature))
      if (!known || each.lacking >= known.lacking) worst.set(keyOf(each.of, each.feature), each)
    }
  const day = moments.at(-1)?.day
  return { day, first: true, expires: undefined, expiring: [], standings: [...worst.values()] }
}

/** The first day on which something is lacking that a draft gives. */
const firstFor = (lot: Lot, { candidate, moment }: Draft): Moment =>
  lot.moments.find((each) => wantsOf(lot, each).some(({ key }) => candidate.supply.gives.has(key))) ?? moment

function fillDays(fleet: Fleet, lot: Lot, moments: readonly Moment[], offersOf: (holder: Holder) => Offers, effort: number): Filled {
  const ordered: Ordered = new Map()
  const drafts: Draft[] = []
  const stopped = new Map<string, Blocked[]>()
  const unpriced: Unpriced[] = []
  let proven = true
  for (const moment of moments) {
    for (const each of homeless(lot, moment)) stopped.set(keyOf(each.of, each.feature), [each])
    const wants = wantsOf(lot, moment).filter(({ key, units }) => units > (ordered.get(key) ?? 0))
    for (const group of groupsOf(lot, wants, offersOf)) {
      const answer = solve({ fleet, lot, moment, ordered, effort }, group)
      drafts.push(...answer.drafts)
      for (const { want, reason, cites } of answer.out)
        stopped.set(
          want.key,
          want.standings.map((standing) => blocked(standing, reason, cites)),
        )
      proven &&= answer.proven
      unpriced.push(...group.unpriced)
    }
  }
  return { drafts, blocked: [...stopped.values()].flat(), proven, unpriced }
}

/** What is ordered on one day. */
interface Task {
  readonly fleet: Fleet
  readonly lot: Lot
  readonly moment: Moment
  readonly ordered: Ordered
  readonly effort: number
}

interface Answer {
  readonly drafts: readonly Draft[]
  readonly proven: boolean
  /** What cannot be ordered, and why. */
  readonly out: readonly Out[]
}

interface Out extends Pick<Blocked, 'reason' | 'cites'> {
  readonly want: Want
}

/** Orders what a group wants. What cannot be had is left out, so that it does not stop the rest. */
function solve({ fleet, lot, moment, ordered, effort }: Task, { wants, candidates }: Group): Answer {
  const bounds = boundsOf(fleet, candidates, moment, ordered)
  const most = new Map([...bounds].map(([key, { more }]) => [key, more]))
  const taken = new Set(candidates.flatMap(({ supply }) => [...supply.takes.keys()]))
  const spare = spareOf(lot, taken, ordered)
  const takable = heldOf(fleet, candidates, lot, taken)
  const out: Out[] = []
  let open = wants
  while (open.length > 0) {
    const least = new Map([...spare, ...open.map(({ key, units }) => [key, units - (ordered.get(key) ?? 0)] as const)])
    const answer = allocate(
      candidates.map(({ supply }) => supply),
      { least, most, takable },
      { effort },
    )
    if ('counts' in answer) {
      const drafts = candidates.flatMap((candidate, index) => draftOf(candidate, answer.counts[index] ?? 0, moment, open))
      for (const { candidate, count } of drafts) book(ordered, candidate, count)
      const over = beyond(fleet, drafts, ordered)
      return { drafts: drafts.map((draft) => ({ ...draft, fitsAtOnce: !over.has(draft) })), proven: answer.cheapest, out }
    }
    const keys = 'lacking' in answer ? answer.lacking : answer.unsettled
    const named = open.filter(({ key }) => keys.includes(key))
    const dropped = named.length > 0 ? named : open
    out.push(...dropped.map((want): Out => ({ want, ...('lacking' in answer ? whyNot(want, bounds, candidates) : notFound) })))
    open = open.filter((want) => !dropped.includes(want))
  }
  return { drafts: [], proven: true, out }
}

function draftOf(candidate: Candidate, count: number, moment: Moment, wants: readonly Want[]): Draft[] {
  if (count === 0) return []
  const met = wants.filter(({ key }) => candidate.supply.gives.has(key))
  return [
    {
      candidate,
      count,
      moment,
      because: met.flatMap(({ standings }) => standings.flatMap(({ because, causes = because }) => causes)),
      fitsAtOnce: true,
    },
  ]
}

function book(ordered: Ordered, { supply: { gives, takes } }: Candidate, count: number): void {
  for (const [key, units] of gives) ordered.set(key, (ordered.get(key) ?? 0) + units * count)
  for (const [key, units] of takes) ordered.set(key, (ordered.get(key) ?? 0) - units * count)
}

const notFound = { reason: 'no packs that make it were found, nor that there are none: the price book leaves too many ways', cites: [] }

/** Those that with all that is held today would exceed a published maximum: they take the place of what expires. */
function beyond(fleet: Fleet, drafts: readonly Draft[], ordered: Ordered): ReadonlySet<Draft> {
  return new Set(
    drafts.filter(({ candidate: { holder, supply } }) =>
      features.some(({ name }) => {
        const key = keyOf(holder.machine.name, name)
        const bound = supply.gives.has(key) ? boundOf(fleet, name, holder.machine, holder.release) : undefined
        return bound !== undefined && heldSurely(fleet, name, holder.machine, holder.release) + (ordered.get(key) ?? 0) > bound.value
      }),
    ),
  )
}

interface Room {
  readonly bound: Bound
  readonly holder: Holder
  readonly feature: FeatureName
  /** How many more it may be licensed for. */
  readonly more: number
}

/** What the published maximums leave to each machine, by key. */
function boundsOf(fleet: Fleet, candidates: readonly Candidate[], moment: Moment, ordered: Ordered): ReadonlyMap<string, Room> {
  const rooms = new Map<string, Room>()
  for (const holder of new Set(candidates.map((each) => each.holder)))
    for (const { name } of features) {
      const key = keyOf(holder.machine.name, name)
      if (!candidates.some(({ supply }) => supply.gives.has(key))) continue
      const bound = boundOf(fleet, name, holder.machine, holder.release)
      const has = heldSurely(fleet, name, holder.machine, holder.release, moment.day) + (ordered.get(key) ?? 0)
      if (bound) rooms.set(key, { bound, holder, feature: name, more: Math.max(0, bound.value - has) })
    }
  return rooms
}

/** What may be taken away without something coming short on any day, of what is converted: less than nothing has to come. */
function spareOf({ moments }: Lot, taken: ReadonlySet<string>, ordered: Ordered): [string, number][] {
  const least = new Map<string, number>()
  for (const { standings } of moments)
    for (const { of, feature, held, needed, reissued } of standings) {
      const key = keyOf(of, feature)
      if (taken.has(key)) least.set(key, Math.max(least.get(key) ?? Number.NEGATIVE_INFINITY, needed - reissued - held.sure))
    }
  return [...least].map(([key, lacking]) => [key, Math.min(0, lacking) - (ordered.get(key) ?? 0)])
}

/** What is held of what can be converted, on the day on which it is least: what expires cannot be exchanged for good. */
function heldOf(fleet: Fleet, candidates: readonly Candidate[], { moments }: Lot, taken: ReadonlySet<string>): Demand['takable'] {
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

/** Why a want cannot be met. */
function whyNot(
  { key, units, title, standings: [first] }: Want,
  rooms: ReadonlyMap<string, Room>,
  candidates: readonly Candidate[],
): Pick<Out, 'reason' | 'cites'> {
  const holders = new Set(candidates.flatMap(({ supply, holder }) => (supply.gives.has(key) ? [holder] : [])))
  const own = [...rooms.values()].filter(({ holder, feature }) => feature === first?.feature && holders.has(holder))
  const [room] = own
  if (!room) return { reason: `the price book has no items that make ${figure(units)} ${title}`, cites: [] }
  const { bound, holder } = room
  const more = own.reduce((sum, each) => sum + each.more, 0)
  const where = holder.release.id
  const packs = more >= units ? `, and no packs of the price book make ${figure(units)} to ${figure(more)}` : ''
  return {
    reason: `${where} publishes at most ${figure(bound.value)} ${title}, which leaves ${figure(more)} to be licensed${packs}; a licence beyond the maximum puts the server into shutdown mode`,
    cites: [bound.maximum.citation, cite('excess-over-maximum')],
  }
}
