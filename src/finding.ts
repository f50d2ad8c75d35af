/** What a check yields: findings about the spec, and what could not be checked. */

export type Severity = 'error' | 'warning' | 'note'

/** What happens if the spec is deployed as it is. */
export type Consequence = 'shutdown' | 'refused' | 'unlicensed' | 'order' | 'degraded' | 'advice'

/** Keys and indexes from the root of a document: `['servers', 0, 'ports']`. */
export type Path = readonly (string | number)[]

/** 1-based; columns count UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Half-open: `end` is the first position that no longer belongs. */
export interface Range {
  readonly start: Position
  readonly end: Position
}

/** Where something stands: `document` is the 1-based number of the document in its file. */
export interface Location {
  readonly file: string
  readonly document: number
  readonly path: Path
  readonly range: Range
}

export interface Related extends Location {
  readonly message: string
}

/** A published statement that a finding rests on. */
export interface Citation {
  readonly fact: string
  readonly says: string
  readonly title: string
  readonly confidence: Confidence
  readonly date?: string
  readonly url?: string
  readonly section?: string
}

/** `stated` by the vendor, a book or a standard, `derived` from what is stated, or `reported` by one post or a third party. */
export type Confidence = 'stated' | 'derived' | 'reported'

/** `safe`: it says what the author plainly meant. `suggested`: somebody has to look whether it does. */
export type Applicability = 'safe' | 'suggested'

/** What to write in place of something, by those who know what it says and not how it is spelt. */
export interface Correction {
  readonly title: string
  readonly text: string
  readonly applicability: Applicability
}

/** Puts `text` in place of `range`. */
export interface Edit {
  readonly range: Range
  readonly text: string
}

/** What mends the finding: an edit, and more that belong to it where one is not enough; all of them or none. */
export interface Fix extends Edit {
  readonly title: string
  readonly applicability: Applicability
  readonly more?: readonly Edit[]
}

export interface Finding extends Location {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly related: readonly Related[]
  readonly cites: readonly Citation[]
  readonly consequence?: Consequence
  readonly server?: string
  readonly fix?: Fix
  /** The words that may stand in place of the range, where there are only a few. */
  readonly allowed?: readonly string[]
}

/** Why a finding does not count: who said so, where, and until when. */
export interface Suppression {
  /** SARIF's words for the first two: a comment in the file, a waiver elsewhere, or a baseline. */
  readonly kind: 'inSource' | 'external' | 'baseline'
  readonly reason: string
  readonly owner?: string
  readonly ticket?: string
  /** YYYY-MM-DD, the last day on which it holds. */
  readonly until?: string
}

/** A finding that is told, and does not count. */
export interface Suppressed extends Finding {
  readonly suppression: Suppression
}

/** Something a rule could not decide: the fact that is missing, and the name of what it is missing of. */
export interface Unchecked extends Omit<Location, 'range'> {
  readonly rule: string
  readonly missing: string
  readonly of: string
  readonly brief?: string
  readonly remedy?: string
}

/** Severities from the gravest, as numbers that grow. */
export const rank: Readonly<Record<Severity | 'off', number>> = { error: 0, warning: 1, note: 2, off: 3 }

/** Whether `severity` is as serious as `threshold`, or more. */
export const atLeast = (severity: Severity, threshold: Severity): boolean => rank[severity] <= rank[threshold]

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Sorts by file, line, column, then rule, comparing code units so that every machine agrees. */
export function byPlace(a: Location & { rule: string }, b: Location & { rule: string }): number {
  return (
    order(a.file, b.file) || a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column || order(a.rule, b.rule)
  )
}
