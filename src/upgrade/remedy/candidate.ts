/** A change that may unblock an upgrade. Whether it does is tried out. */
import type { Bridge, Fleet, Server } from '../../model/fleet.ts'
import type { Part, Place } from '../../model/part.ts'
import type { Edit, Obstacle } from '../judge.ts'

export interface Candidate {
  /** What is changed, as the end of "change: …". */
  readonly says: string
  readonly edits: readonly Edit[]
  /** How many lines of a spec it changes. */
  readonly lines: number
  /** Facts it rests on, besides those of the obstacle. */
  readonly facts: readonly string[]
}

/** What a rule says, of which machine, and the fleet of which it says so: that after the hop. */
export interface Stuck {
  readonly obstacle: Obstacle
  readonly fleet: Fleet
  readonly server: Server | undefined
  readonly bridge: Bridge | undefined
}

export const candidate = (says: string, edits: readonly Edit[], facts: readonly string[] = []): Candidate => ({
  says,
  edits,
  lines: edits.length,
  facts,
})

/** Takes a whole part away. */
export const without = (says: string, part: Part<object>): Candidate => ({
  says,
  edits: [{ at: { document: part.document, path: part.path } }],
  lines: leaves(part.spec),
  facts: [],
})

/** How many values stand in a part, each on a line of its own where it is written at length. */
const leaves = (value: unknown): number =>
  typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, each) => sum + leaves(each), 0) : 1

/** What an address names within a part: its keys behind those of the part; none where it is not within. */
export function keysIn(part: Place, { document, path }: Place): Place['path'] {
  const inside = document === part.document && part.path.every((key, index) => path[index] === key)
  return inside ? path.slice(part.path.length) : []
}

/** Two changes as one. */
export const both = (one: Candidate, other: Candidate): Candidate => ({
  says: `${one.says}, together with ${other.says}`,
  edits: [...one.edits, ...other.edits],
  lines: one.lines + other.lines,
  facts: [...one.facts, ...other.facts],
})
