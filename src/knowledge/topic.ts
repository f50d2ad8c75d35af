/** The shapes of what `cuspec explain` tells beside facts: tools, words and symptoms. */
import type { Confidence } from '../finding.ts'
import type { RangedFact, Span } from './fact.ts'

/** A tool of the product. */
export interface ToolFact extends RangedFact {
  readonly title: string
  /** Other names by which people look for it. */
  readonly names: readonly string[]
  /** Where it is opened. */
  readonly opens: string
}

/** A word of the field. One without a source is a word of cuspec's own. */
export interface Term {
  readonly id: string
  readonly title: string
  readonly names: readonly string[]
  /** Common words that stand for it only where they are written so: `SERVER`. */
  readonly exactly?: readonly string[]
  /** Keys of the spec language that stand for it. */
  readonly keys?: readonly string[]
  readonly says: string
  readonly note?: string
  readonly sources?: readonly string[]
  readonly section?: string
  readonly confidence?: Confidence
  /** Other topics that help to understand it. */
  readonly see: readonly string[]
}

/** Trouble as it shows, or a question that is often asked, with what is behind it and what to do. */
export interface Symptom {
  readonly id: string
  readonly title: string
  readonly names: readonly string[]
  /** The product that it belongs to, where that is not Cisco Unity. */
  readonly product?: string
  readonly sees: string
  readonly cause: string
  /** Steps, in order. */
  readonly fix: readonly string[]
  /** The releases that it is known of; absent for every release, and for other products. */
  readonly releases?: Span
  readonly note?: string
  readonly sources: readonly string[]
  readonly section?: string
  readonly confidence: Confidence
  /** Ids of the rules that see it in a spec. */
  readonly rules: readonly string[]
  /** Why no rule sees it, or sees it in part only. */
  readonly unseen?: string
  readonly see: readonly string[]
}

/** What no source at hand says. Nothing of it may be guessed. */
export interface Unknown {
  readonly id: string
  readonly question: string
  /** Words by which people ask for it. */
  readonly names?: readonly string[]
  /** The same, but where they are written so only. */
  readonly exactly?: readonly string[]
  /** What is known instead. */
  readonly known?: string
  /** What cuspec does for want of it. */
  readonly so: string
  /** Other topics that help to understand it, facts among them. */
  readonly see: readonly string[]
}
