/** Changes to what a text says that leave all else as it is written: layout, comments, quotes, ends of lines. */
import { isDeepStrictEqual } from 'node:util'
import type { Path } from '../finding.ts'
import { handwritten, respell } from './handwritten.ts'
import { child, type ParsedDocument, parse, placesIn, type Source } from './parse.ts'
import type { Place, Places, Span } from './places.ts'

/** What a key is to say: the mapping that it stands in is there, the key itself need not be. */
export interface Change {
  readonly document: number
  readonly path: Path
  readonly value: string | readonly string[]
}

/** Lines of a comment above the line on which something stands. */
export interface Remark {
  readonly document: number
  readonly path: Path
  readonly lines: readonly string[]
}

/** The text, or the first change that could not be made, and why, as the end of a sentence. */
export type Rewritten = { readonly text: string } | { readonly at: Omit<Change, 'value'>; readonly reason: string }

interface Splice {
  readonly span: Span
  readonly text: string
}

/**
 * Makes changes and remarks in the text of a file. What comes out is read again: where it says anything else than the old text with
 * just these changes, nothing is rewritten.
 */
export function rewrite(file: string, text: string, changes: readonly Change[], remarks: readonly Remark[]): Rewritten {
  const source = parse(file, text)
  const newline = /\r\n?|\n/.exec(text)?.[0] ?? '\n'
  const splices: Splice[] = []
  for (const change of changes) {
    const document = source.documents.find(({ number }) => number === change.document)
    const made = document ? changing(source, document, change, newline) : 'its document is not there'
    if (typeof made === 'string') return { at: change, reason: made }
    splices.push(made)
  }
  for (const remark of remarks) {
    const document = source.documents.find(({ number }) => number === remark.document)
    if (document) splices.push(remarking(source, document, remark, newline))
  }
  const rewritten = spliced(text, splices)
  const now = parse(file, rewritten).documents
  const wrong = source.documents.find((document, index) => !isDeepStrictEqual(now[index]?.value, asChanged(document, changes)))
  const [first] = changes.filter(({ document }) => document === wrong?.number)
  return wrong
    ? { at: first ?? { document: wrong.number, path: [] }, reason: 'something else hangs on what is written there, as by an anchor' }
    : { text: rewritten }
}

/** Splices from the last to the first, so that offsets stay true. Of several at one offset the first comes first. */
const spliced = (text: string, splices: readonly Splice[]): string =>
  splices
    .map((splice, index) => ({ splice, index }))
    .sort((a, b) => b.splice.span[0] - a.splice.span[0] || b.index - a.index)
    .reduce((all, { splice: { span, text: part } }) => all.slice(0, span[0]) + part + all.slice(span[1]), text)

function changing(source: Source, document: ParsedDocument, { path, value }: Change, newline: string): Splice | string {
  const { places, root } = placesIn(source, document)
  let parent = root
  let own: Span = [document.start, source.text.length]
  for (const step of path.slice(0, -1)) {
    const place = entry(places, parent, step)
    if (!place) return 'the part that it belongs to is not written there'
    if (!isWithin(place.value, own) || source.text[place.value[0]] === '*')
      return 'the part that it belongs to stands at an anchor elsewhere'
    own = place.value
    parent = child(parent, step)
  }
  const key = path[path.length - 1]
  if (typeof parent !== 'object' || parent === null || typeof key !== 'string') return 'the part that it belongs to is not written there'
  const there = entry(places, parent, key)
  if (there && isWithin(there.value, own)) {
    const span = trimmed(source.text, there.value)
    return { span, text: valueText(value, source.text.slice(...span)) }
  }
  return inserting(source.text, own, ownEntries(places, parent, own), `${key}: ${valueText(value)}`, newline)
}

/** Without the line break that belongs to a block scalar. */
const trimmed = (text: string, [start, end]: Span): Span => [start, start + text.slice(start, end).trimEnd().length]

const entry = (places: Places, value: unknown, step: string | number): Place | undefined =>
  typeof value === 'object' && value !== null ? places.get(value)?.get(step) : undefined

const isWithin = ([start, end]: Span, [from, to]: Span): boolean => start >= from && end <= to

/** Keys with their values that stand in the mapping itself, not in one that is merged into it. */
const ownEntries = (places: Places, parent: object, own: Span): (Place & { readonly key: Span })[] =>
  [...(places.get(parent)?.values() ?? [])]
    .flatMap(({ key, value }) => (key && isWithin(key, own) ? [{ key, value }] : []))
    .sort((a, b) => a.key[0] - b.key[0])

/** A new key: at the end of a mapping in braces, else on a line of its own below the first key. */
function inserting(
  text: string,
  own: Span,
  entries: readonly (Place & { readonly key: Span })[],
  pair: string,
  newline: string,
): Splice | string {
  const [first, second] = entries
  const last = entries[entries.length - 1]
  if (text[own[0]] === '{') {
    const at = last?.value[1] ?? own[0] + 1
    return { span: [at, at], text: last ? `, ${pair}` : ` ${pair}${text[at] === '}' ? ' ' : ''}` }
  }
  if (!first) return 'all of its mapping stands at an anchor elsewhere'
  const indent = ' '.repeat(first.key[0] - lineStart(text, first.key[0]))
  if (!/[\r\n]/.test(text.slice(first.key[0], first.value[1]))) {
    const end = lineEnd(text, first.value[1])
    return { span: [end, end], text: `${newline}${indent}${pair}` }
  }
  const [at] = (second ?? first).key
  return { span: [at, at], text: `${pair}${newline}${indent}` }
}

function remarking(source: Source, document: ParsedDocument, { path, lines }: Remark, newline: string): Splice {
  const { places, root } = placesIn(source, document)
  let value = root
  let offset = document.start
  for (const step of path) {
    const place = entry(places, value, step)
    if (!place) break
    offset = place.key?.[0] ?? place.value[0]
    value = child(value, step)
  }
  const start = lineStart(source.text, offset)
  const indent = /^ */.exec(source.text.slice(start, offset))?.[0] ?? ''
  return { span: [start, start], text: lines.map((line) => `${indent}# ${line.replace(unshowable, '\uFFFD')}${newline}`).join('') }
}

/** What would end a comment, or change how it reads. */
const unshowable = /[\p{Cc}\p{Cf}\u2028\u2029\uFFFE\uFFFF]/gu

function lineStart(text: string, offset: number): number {
  let start = offset
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--
  return start
}

function lineEnd(text: string, offset: number): number {
  const rest = /[\r\n]/g
  rest.lastIndex = offset
  return rest.exec(text)?.index ?? text.length
}

/** `written` is what it stands in place of. */
const valueText = (value: Change['value'], written = ''): string =>
  typeof value === 'string' ? (respell(written, value) ?? handwritten(value)) : `[${value.map(handwritten).join(', ')}]`

/** What a document says once it is changed, each mapping by itself, though several are written at one anchor. */
const asChanged = ({ number, value }: ParsedDocument, changes: readonly Change[]): unknown =>
  changes.filter(({ document }) => document === number).reduce((all: unknown, each) => withValue(all, each.path, each.value), value)

function withValue(value: unknown, [step, ...rest]: Path, to: Change['value']): unknown {
  if (step === undefined) return to
  const next = withValue(child(value, step), rest, to)
  if (Array.isArray(value)) return value.map((each: unknown, index) => (index === step ? next : each))
  return typeof value === 'object' && value !== null
    ? Object.fromEntries([...Object.entries(value).filter(([key]) => key !== step), [step, next]])
    : value
}
