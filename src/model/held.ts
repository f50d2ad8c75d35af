/** How much of a feature is held, as far as it can be known. */
import type { Fact } from '../knowledge/fact.ts'
import type { License } from './fleet.ts'
import type { Grant } from './grant.ts'
import type { Doubt, Place } from './part.ts'

/** What is held of one feature; a capability counts 1. The truth lies between `sure` and `possible`. */
export interface Held {
  readonly sure: number
  /** Infinity where nothing bounds it. */
  readonly possible: number
  /** The licences that surely grant some of it. */
  readonly from: readonly Share[]
  /** Licences that would grant some, but have expired. */
  readonly expired: readonly Lapsed[]
  /** What is missing to know better. */
  readonly doubts: readonly Doubt[]
  /** Facts on which the amounts rest. */
  readonly facts: readonly Fact[]
}

export interface Share {
  readonly place: Place
  readonly amount: number
}

/** What would be held by a licence that has expired. */
export interface Lapsed extends Share {
  readonly expires: string
  /** Why it does not count, where that is not its expiry: `superseded`. */
  readonly idle?: string
  /** The licence entry, or the line of a licence file. */
  readonly source: License | Grant
}

export const nothing: Held = { sure: 0, possible: 0, from: [], expired: [], doubts: [], facts: [] }

/** What is surely held by one licence. */
export const surely = (share: Share): Held => ({ ...nothing, sure: share.amount, possible: share.amount, from: [share] })

/** What may be any amount. */
export const unbounded = (doubt: Doubt): Held => ({ ...nothing, possible: Number.POSITIVE_INFINITY, doubts: [doubt] })

/** What may be held, or not. */
export const perhaps = ({ possible, expired }: Held, doubt: Doubt): Held => ({
  ...nothing,
  possible,
  expired,
  doubts: possible > 0 ? [doubt] : [],
})

/** How an amount stands against what is held: surely within it, within what is possible, or beyond. */
export const standing = (amount: number, { sure, possible }: Pick<Held, 'sure' | 'possible'>): 'covered' | 'open' | 'short' =>
  amount <= sure ? 'covered' : amount <= possible ? 'open' : 'short'

/** Sums what several licences or machines hold. */
export function sum(parts: readonly Held[]): Held {
  const held = parts.filter((part) => part !== nothing)
  const [only] = held
  if (only && held.length === 1) return only
  return {
    sure: held.reduce((total, { sure }) => total + sure, 0),
    possible: held.reduce((total, { possible }) => total + possible, 0),
    from: held.flatMap(({ from }) => from),
    expired: held.flatMap(({ expired }) => expired),
    doubts: held.flatMap(({ doubts }) => doubts),
    facts: held.flatMap(({ facts }) => facts),
  }
}

/** What of a holding is of use to a machine that uses no more than `most`. */
export const atMost = (holding: Held, most: number): Held => ({
  ...holding,
  sure: Math.min(holding.sure, most),
  possible: Math.min(holding.possible, most),
})
