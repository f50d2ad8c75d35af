/** What a rule is: a label, a reason, a pure function, and examples that are its tests and its manual. */
import type { Citation, Consequence, Correction, Severity } from '../finding.ts'
import type { Fleet } from '../model/fleet.ts'
import type { Gap, Place } from '../model/part.ts'

export type { Gap } from '../model/part.ts'

/** Something that is not as it must be. What it leaves out is taken from its rule. */
export interface Problem {
  readonly at: Place
  /** Observed, then published: `96 voice ports, but 4.0(5) publishes at most 72`. */
  readonly message: string
  readonly severity?: Severity
  readonly consequence?: Consequence
  readonly server?: string
  readonly related?: readonly { readonly at: Place; readonly message: string }[]
  /** Ids of facts, or citations of what a user's own document states. */
  readonly cites?: readonly (string | Citation)[]
  /** The text to write in its place, where only one can be meant. */
  readonly fix?: Correction
}

/** Kinds of part that rules look at, as reports count them. */
export type PartKind =
  | 'documents'
  | 'servers'
  | 'bridges'
  | 'failoverPairs'
  | 'pools'
  | 'licenses'
  | 'maximums'
  | 'priceBooks'
  | 'policies'
  | 'deployments'
  | 'fleet'

export interface Rule {
  /** Also the name of its file and its anchor in the manual: `<thing>-<claim>`. */
  readonly id: string
  /** The claim as a sentence. */
  readonly title: string
  readonly severity: Severity
  readonly consequence?: Consequence
  /** The gravest consequence that a problem of it may have, where that is graver. */
  readonly gravest?: Consequence
  readonly rationale: string
  /** What it looks at. */
  readonly parts: readonly PartKind[]
  /** Ids of the facts it rests on. */
  readonly cites: readonly string[]
  /** Whether a team wrote it, so that its words are data. */
  readonly ofTeam?: true
  /** Looks at a fleet; `rules` are all that there are. */
  check(fleet: Fleet, rules: readonly Rule[]): Iterable<Problem | Gap>
  /** Files that the examples name, by path. */
  readonly files?: Readonly<Record<string, string>>
  /** Whole specs without a finding. */
  readonly good: readonly string[]
  /** Whole specs; a faulty line ends in `# <- message`. */
  readonly bad: readonly string[]
}
