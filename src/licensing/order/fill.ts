/** What to order for a lot, so that nothing is lacking on any day: the cheapest there is, within what is published. */
import type { Fleet } from '../../model/fleet.ts'
import { allocate } from './allocate.ts'
import type { Candidate } from './candidate.ts'
import { spareOf, takableOf } from './converting.ts'
import { keyOf } from './key.ts'
import type { Holder, Lot, Moment } from './lot.ts'
import type { Offers } from './offers.ts'
import type { Because, Blocked } from './order.ts'
import { exceeds, roomsOf, whyNot } from './rooms.ts'
import type { Standing } from './standing.ts'
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
  const rooms = roomsOf(fleet, candidates, moment, ordered)
  const most = new Map([...rooms].map(([key, { more }]) => [key, more]))
  const taken = new Set(candidates.flatMap(({ supply }) => [...supply.takes.keys()]))
  const spare = spareOf(lot, taken, ordered)
  const takable = takableOf(fleet, candidates, lot, taken)
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
      const fitting = drafts.map((draft) => ({ ...draft, fitsAtOnce: !exceeds(fleet, draft.candidate, ordered) }))
      return { drafts: fitting, proven: answer.cheapest, out }
    }
    const keys = 'lacking' in answer ? answer.lacking : answer.unsettled
    const named = open.filter(({ key }) => keys.includes(key))
    const dropped = named.length > 0 ? named : open
    out.push(...dropped.map((want): Out => ({ want, ...('lacking' in answer ? whyNot(want, rooms, candidates) : notFound) })))
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
