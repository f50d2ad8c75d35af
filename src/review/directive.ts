/** What a comment says: `# cuspec-ignore rule-id[, rule-id] [until YYYY-MM-DD]: reason`, by columns of the comment. */
import { date } from '../source/formats.ts'
import type { Span } from '../source/places.ts'
import { suggest } from '../source/suggest.ts'

/** Something in a comment that is not as it must be. `near` is the word that was meant. */
export interface Slip {
  readonly span: Span
  readonly message: string
  readonly near?: string
}

export interface Directive {
  /** From its `#` to its end. */
  readonly span: Span
  /** Whether it is for the whole document. */
  readonly whole: boolean
  readonly rules: readonly { readonly id: string; readonly span: Span }[]
  readonly until: { readonly day: string; readonly span: Span } | undefined
  /** Empty where none is given. */
  readonly reason: string
  /** Whatever it says, it waives nothing while one is there. */
  readonly slips: readonly Slip[]
}

const words = ['cuspec-ignore', 'cuspec-ignore-file'] as const

/** What other linters call it. */
const foreign = /^cuspec-(?:disable|skip|suppress|waive|waiver|allow|nolint|noqa)/

/** What may be a directive: a `#`, letters like those of cuspec, and a word. */
const opening = /(?<!\S)#+[^\S\r\n]*([cuspe]{4,8})([-_: \t]+)([a-z][\w-]*)/gi

/** The directives in a comment, and words that were meant to begin one. `isRule` says whether a word is the id of a rule. */
export function directivesIn(comment: string, isRule: (word: string) => boolean): readonly (Directive | Slip)[] {
  return [...comment.matchAll(opening)].flatMap((match): (Directive | Slip)[] => {
    const [all, first = '', between = '', second = ''] = match
    const written = `${first}${between}${second}`
    const start = match.index + all.length - written.length
    const span: Span = [start, start + written.length]
    const ends = comment.slice(span[1]).search(/(?<!\s)\s+#+(?=\s|cuspec)/i)
    const end = ends < 0 ? comment.trimEnd().length : span[1] + ends
    if (words.some((word) => word === written)) return [directive(comment, [match.index, end], span, written !== words[0])]
    const near = meant(`${first}-${second}`, /[-_]/.test(between), comment.slice(span[1], end), isRule)
    return near === undefined ? [] : [{ span, message: `${shown(written)} means nothing to cuspec; did you mean \`${near}\`?`, near }]
  })
}

/** The word that was meant. What is not joined to the name of cuspec may be prose, unless a rule follows. */
function meant(word: string, joined: boolean, rest: string, isRule: (word: string) => boolean): string | undefined {
  const [, next = ''] = /^[\s:]+([^\s,:]+)/.exec(rest) ?? []
  if (!joined && !isRule(next)) return undefined
  const folded = word.toLowerCase()
  return suggest(folded, words, 2) ?? (foreign.test(folded) || folded.startsWith(words[0]) ? words[0] : undefined)
}

function directive(comment: string, span: Span, word: Span, whole: boolean): Directive {
  const body = comment.slice(word[1], span[1])
  const colon = body.indexOf(':')
  const head = colon < 0 ? body : body.slice(0, colon)
  const reason = colon < 0 ? '' : body.slice(colon + 1).trim()
  const tokens = [...head.matchAll(/[^\s,]+/g)].map(({ 0: text, index }): { text: string; span: Span } => ({
    text,
    span: [word[1] + index, word[1] + index + text.length],
  }))
  const at = tokens.findIndex(({ text }) => text === 'until')
  const rules = (at < 0 ? tokens : tokens.slice(0, at)).map((token) => ({ id: token.text, span: token.span }))
  const day = at < 0 ? undefined : tokens[at + 1]
  const slips = [
    ...unruled(rules.length, word),
    ...undated(at < 0 ? undefined : tokens.slice(at)),
    ...(rules.length > 0 ? unreasoned(reason, word) : []),
  ]
  const until = day && { day: day.text, span: day.span }
  return { span, whole, rules, until, reason, slips }
}

/** A word as a message quotes it. */
export const shown = (word: string): string => `\`${word.length > 60 ? `${word.slice(0, 60)}…` : word}\``

const unruled = (rules: number, span: Span): Slip[] =>
  rules > 0 ? [] : [{ span, message: 'the waiver names no rule; write # cuspec-ignore RULE: REASON' }]

/** What is wrong with `until` and what follows it. */
function undated(tokens: readonly { readonly text: string; readonly span: Span }[] | undefined): Slip[] {
  const [until, day, more] = tokens ?? []
  if (!until) return []
  if (!day) return [{ span: until.span, message: '`until` names no day; write it as YYYY-MM-DD' }]
  if (!date(day.text)) return [{ span: day.span, message: `${shown(day.text)} is no day of the calendar; write it as YYYY-MM-DD` }]
  return more ? [{ span: more.span, message: `${shown(more.text)} stands behind the day, where a colon and the reason belong` }] : []
}

function unreasoned(reason: string, span: Span): Slip[] {
  if (reason === '') return [{ span, message: 'the waiver gives no reason; write one behind a colon, at the end' }]
  const [late] = /^until\s+\S*\d\S*/i.exec(reason) ?? []
  return late === undefined ? [] : [{ span, message: `${shown(late)} stands behind the colon, where it ends nothing; write it before` }]
}
