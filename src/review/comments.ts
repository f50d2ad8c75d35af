/** Waivers that stand in comments: for a line, or for a document. */
import type { Finding, Fix, Location } from '../finding.ts'
import waiverSound from '../rules/waiver-sound.ts'
import type { Comment } from '../source/comments.ts'
import type { Span } from '../source/places.ts'
import { type Directive, directivesIn } from './directive.ts'
import { faultOf, keyOfDocument, keyOfLine, noPath, type Objection, onLine, told, type Waiver, type Waivers } from './waiver.ts'

/** Reads comments. `objection` says why a rule cannot be waived, `isRule` whether there is one of that name. */
export function commentWaivers(comments: readonly Comment[], objection: Objection, isRule: (word: string) => boolean): Waivers {
  const waivers: Waiver[] = []
  const faults: Finding[] = []
  for (const comment of comments) {
    const say = (span: Span, message: string, near?: string): void => {
      const place = placeOf(comment, span)
      const fix =
        near === undefined ? {} : { fix: { title: `write ${near}`, applicability: 'suggested' as const, range: place.range, text: near } }
      faults.push(faultOf(waiverSound, place, message, fix))
    }
    for (const each of directivesIn(comment.text, isRule)) {
      if (!('rules' in each)) {
        say(each.span, each.message, each.near)
        continue
      }
      const objections = each.rules.map(({ id, span }) => ({ id, span, against: objection(id) }))
      for (const { span, message, near } of each.slips) say(span, message, near)
      for (const { span, against } of objections) if (against) say(span, against.message, against.near)
      const rules = objections.flatMap(({ id, against }) => (against ? [] : [id]))
      if (each.slips.length === 0 && rules.length > 0) waivers.push(waiverOf(comment, each, [...new Set(rules)]))
    }
  }
  return { waivers, faults }
}

function waiverOf(comment: Comment, directive: Directive, rules: readonly string[]): Waiver {
  const { file, document, line, alone } = comment
  const { span, whole, until, reason } = directive
  const key = (rule: string): string[] =>
    whole ? [keyOfDocument(rule, file, document)] : line === undefined ? [] : [keyOfLine(rule, file, line)]
  return {
    rules,
    suppression: { kind: 'inSource', reason: told(reason), ...(until && { until: until.day }) },
    place: placeOf(comment, span),
    untilPlace: placeOf(comment, until?.span ?? span),
    where: whole ? 'in this document' : alone ? 'on the line below' : 'on this line',
    keys: rules.flatMap(key),
    covers: (finding) => finding.document === document || finding.file !== file,
    within: { file, document },
    without: (unused) => withoutRules(comment, directive, unused),
  }
}

/** Takes rules out of a comment: words of its list where others stay, else all of it, with its line where nothing else is on it. */
function withoutRules(comment: Comment, { span, rules }: Directive, unused: readonly string[]): Fix {
  const kept = rules.filter(({ id }) => !unused.includes(id)).map(({ id }) => id)
  const list: Span = [rules[0]?.span[0] ?? span[0], rules.at(-1)?.span[1] ?? span[1]]
  if (kept.length > 0)
    return { title: 'take it out of the waiver', applicability: 'safe', range: placeOf(comment, list).range, text: kept.join(', ') }
  return { title: 'remove the waiver', applicability: 'safe', range: removal(comment, span), text: '' }
}

function removal({ text, start: { line, column }, indent, alone, ended }: Comment, [from, to]: Span): Fix['range'] {
  const only = from === 0 && to >= text.trimEnd().length
  if (only && alone)
    return { start: { line, column: 1 }, end: ended ? { line: line + 1, column: 1 } : { line, column: column + text.length } }
  if (only) return onLine(line, column - indent, column + text.length)
  // Another comment stands before or behind it.
  const blanks =
    from === 0 ? { after: text.slice(to).search(/\S|$/), before: 0 } : { after: 0, before: from - text.slice(0, from).trimEnd().length }
  return onLine(line, column + from - blanks.before, column + to + blanks.after)
}

const placeOf = ({ file, document, start: { line, column } }: Comment, [from, to]: Span): Location => ({
  file,
  document,
  path: noPath,
  range: onLine(line, column + from, column + to),
})
