/** What came back on an order, and what is said of it. */
import type { Citation, Finding } from '../../../finding.ts'
import type { FeatureName } from '../../../knowledge/fact.ts'
import type { License } from '../../../model/fleet.ts'
import type { Quote } from '../../../source/quote-file.ts'
import type { OrderLine } from '../order.ts'

export type Delivery =
  | {
      readonly kind: 'licenses'
      readonly file: string
      /** The file as a licence entry that names it. */
      readonly license: License
      /** The text as it may be shown: without signatures. */
      readonly shown: string
      readonly findings: readonly Finding[]
    }
  | { readonly kind: 'quote'; readonly file: string; readonly quote: Quote }
  /** A file that is none of both. */
  | { readonly kind: 'other'; readonly file: string; readonly reason: string; readonly mayBeForDongle: boolean }

export type RemarkKind =
  | 'wrong-host'
  | 'wrong-release'
  | 'wrong-expiry'
  /** Users for a pool that came for another of its members. */
  | 'other-member'
  /** It takes a machine beyond a published maximum. */
  | 'beyond-maximum'
  /** Tied to no machine. */
  | 'any-host'
  | 'starts-later'
  /** It stands in another file that came, too. */
  | 'duplicate'
  /** The spec lists it already. */
  | 'already-held'
  /** It takes licences away that the spec lists. */
  | 'supersedes'
  | 'superseded'
  | 'surplus'
  | 'not-ordered'
  /** Another item of the price book that grants the same. */
  | 'substitute'
  | 'price'
  | 'currency'
  /** Received, although something in the licence line looks wrong. */
  | 'suspect'
  | 'not-understood'
  /** What it is depends on a fact that is missing. */
  | 'not-judged'
  /** A file that is damaged, or of another product. */
  | 'unreliable'

/** One thing to say of a delivery: observed, then published. */
export interface Remark {
  readonly kind: RemarkKind
  /** The delivered file. Undefined for what is said of the order alone. */
  readonly file: string | undefined
  /** 1-based, of the first row. Undefined for the whole file. */
  readonly line: number | undefined
  readonly column?: number
  readonly message: string
  readonly cites: readonly Citation[]
}

/** One feature of one order line, and what came of it. */
export interface VerifiedLine {
  readonly line: OrderLine
  /** Whether licence files or quotes are held against it. They are not added up: what is quoted and then issued is one thing. */
  readonly by: 'licenses' | 'quote'
  /** Undefined where the line gives none: such a line counts in items. */
  readonly feature: FeatureName | undefined
  /** In licence units. */
  readonly ordered: number
  /** What has surely come. */
  readonly received: number
  /** What may have come, with what is not understood; Infinity where nothing bounds it. */
  readonly possible: number
  /** `undecided` where it is not known whether what is not understood, or is quoted for a name that no machine has, makes up for what is short. */
  readonly verdict: 'received' | 'short' | 'surplus' | 'undecided'
  readonly remarks: readonly Remark[]
}

export interface Verification {
  /** By order line and feature, licence files first. */
  readonly lines: readonly VerifiedLine[]
  /** What came and was not ordered, or cannot be counted. */
  readonly others: readonly Remark[]
  /** Whether something ordered has not surely come. */
  readonly short: boolean
  /** What is wrong in the licence files themselves. */
  readonly findings: readonly Finding[]
  /** The texts of the licence files as they may be shown. */
  readonly texts: ReadonlyMap<string, string>
}
