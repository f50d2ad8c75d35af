/** What is looked for, tried and found where rules stand against an upgrade. */
import type { Fleet } from '../../model/fleet.ts'
import type { Obstacle } from '../judge.ts'
import type { Candidate } from './candidate.ts'

/** A change that was tried, and by which the rule holds. */
export interface Found {
  readonly change: Candidate
  /** What the rules warn of then, and did not before. */
  readonly warnings: readonly Obstacle[]
  /** Whether it can be made before the hop, as the rules for the release of then let it pass, too. */
  readonly early: boolean
  readonly picks: Trial['picks']
}

/** The fleet before a round of hops and after it, and what stands against each part then. */
export interface Stage {
  readonly before: Fleet
  readonly after: Fleet
  readonly blocked: ReadonlyMap<string, readonly Obstacle[]>
}

/** What a rule says of one place, on one stage or on several. */
export interface Case {
  readonly part: string
  readonly stage: number
  readonly obstacles: readonly Obstacle[]
  readonly changes: readonly Candidate[]
}

export interface Trial {
  readonly part: string
  readonly of: Case
  readonly change: Candidate
  /** The changes that it makes, by the place of their case in its part and their own in the case. */
  readonly picks: readonly (readonly [of: number, change: number])[]
}

export type Passed = Trial & Pick<Found, 'warnings'>
