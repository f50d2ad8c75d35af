/** What a waiver is, whether it stands in a comment or in a document of its own. */
import type { Finding, Fix, Location, Path, Range, Related, Suppression } from '../finding.ts'
import type { Rule } from '../rules/rule.ts'

export interface Waiver {
  /** The rules that it waives, of which each is one, and may be waived. */
  readonly rules: readonly string[]
  readonly suppression: Suppression
  /** Where it is reported. */
  readonly place: Location
  /** Where its last day stands. */
  readonly untilPlace: Location
  /** Where it holds, in words: `on this line`. */
  readonly where: string
  /** Addresses of which a finding must have one: see `homesOf`. */
  readonly keys: readonly string[]
  /** Whether it holds for a finding that has such an address. */
  readonly covers: (finding: Finding) => boolean
  /** The file and the document in which it would have to find something, where it is for one alone. */
  readonly within?: { readonly file: string; readonly document: number }
  /** Whether it is for more than was given to this run, so that it may well find nothing. */
  readonly isWider?: boolean
  /** What takes these of its rules out of the text; undefined where that takes more than an edit of a line. */
  readonly without?: (rules: readonly string[]) => Fix
}

/** Sound waivers, and findings about those that are not. */
export interface Waivers {
  readonly waivers: readonly Waiver[]
  readonly faults: readonly Finding[]
}

/** Why a rule that is named cannot be waived, as a message; undefined where it can. */
export type Objection = (rule: string) => { readonly message: string; readonly near?: string } | undefined

/** A finding about a waiver. */
export function faultOf(
  { id, severity }: Pick<Rule, 'id' | 'severity'>,
  { file, document, path, range }: Location,
  message: string,
  more: { readonly related?: readonly Related[]; readonly fix?: Fix } = {},
): Finding {
  const { related = [], fix } = more
  return { rule: id, severity, message, file, document, path, range, related, cites: [], ...(fix && { fix }) }
}

export const keyOfLine = (rule: string, file: string, line: number): string => JSON.stringify(['line', rule, file, line])
export const keyOfDocument = (rule: string, file: string, document: number): string => JSON.stringify(['document', rule, file, document])
export const keyOfRule = (rule: string): string => JSON.stringify(['rule', rule])

const longest = 1000

/** A reason as it is told, once for each finding: not so long that few would fill a report. */
export const told = (reason: string): string => (reason.length <= longest ? reason : `${reason.slice(0, longest)}…`)

/** A range within a line. */
export const onLine = (line: number, from: number, to: number): Range => ({
  start: { line, column: from },
  end: { line, column: to },
})

/** The root of a document, where comments are. */
export const noPath: Path = []
