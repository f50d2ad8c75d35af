/** The comments of a spec that may be for cuspec: what follows a `#` outside of quotes and blocks of text. */
import {
  EVENT_SCALAR,
  SCALAR_STYLE_DOUBLE_QUOTED,
  SCALAR_STYLE_FOLDED_BLOCK,
  SCALAR_STYLE_LITERAL_BLOCK,
  SCALAR_STYLE_SINGLE_QUOTED,
} from 'js-yaml'
import type { Position } from '../finding.ts'
import { eventsOf, type Source } from './parse.ts'
import type { Span } from './places.ts'
import { lineStarts, lineText, positionAt } from './text.ts'

export interface Comment {
  readonly file: string
  /** The 1-based number of the document that it stands in, or before which it stands. */
  readonly document: number
  /** From its `#` to the end of the line. */
  readonly text: string
  readonly start: Position
  /** How many blanks stand before it. */
  readonly indent: number
  /** Whether it has its line for itself. */
  readonly alone: boolean
  /** The line that it is about: its own, or the next with something on it where it has its own for itself. */
  readonly line: number | undefined
  /** Whether another line follows. */
  readonly ended: boolean
}

/** Words with the letters of `cuspec`, in any order, before another word: few texts have one, and a slip of the pen is among them. */
const mention = /#[^\S\r\n]*[cuspe]{4,8}[-_: \t]+[a-z]/gi

/** The comments of a source in which something like `cuspec-` stands. Those in documents that are not YAML cannot be told from text, and are left out. */
export function commentsIn(source: Source): readonly Comment[] {
  const { file, text, documents, broken } = source
  if (text.search(mention) < 0 || documents.length === 0) return []
  const starts = lineStarts(text)
  const lines = new Set([...text.matchAll(mention)].map(({ index }) => positionAt(starts, index).line))
  const isTaken = within([...textSpans(source), ...broken.map(({ chunk }) => chunk)].sort(([a], [b]) => a - b))
  const numberAt = documentsOf(source)
  const comments: Comment[] = []
  // From the last to the first, so that of many comments in a row each looks at one line.
  let next: { readonly after: number; readonly line: number | undefined } | undefined
  for (const line of [...lines].reverse()) {
    const from = starts[line - 1] ?? 0
    const written = lineText(text, starts, line)
    const at = [...written.matchAll(/(?<!\S)#/g)].find(({ index }) => !isTaken(from + index))?.index
    const document = at === undefined ? undefined : numberAt(from + at)
    if (at === undefined || document === undefined) continue
    const before = written.slice(0, at)
    const alone = before.trim() === ''
    if (alone) next = { after: line, line: nextWritten(text, starts, line, next) }
    comments.push({
      file,
      document,
      text: written.slice(at),
      start: { line, column: at + 1 },
      indent: before.length - before.trimEnd().length,
      alone,
      line: alone ? next?.line : line,
      ended: line < starts.length,
    })
  }
  return comments.reverse()
}

/** The spans of scalars in which a `#` is text. */
function* textSpans({ text, documents }: Source): Iterable<Span> {
  for (const [from, to] of new Set(documents.map(({ chunk }) => chunk))) {
    for (const event of eventsOf(text.slice(from, to))) {
      if (event.type !== EVENT_SCALAR || event.valueStart < 0) continue
      const quoted = event.style === SCALAR_STYLE_SINGLE_QUOTED || event.style === SCALAR_STYLE_DOUBLE_QUOTED
      const block = event.style === SCALAR_STYLE_LITERAL_BLOCK || event.style === SCALAR_STYLE_FOLDED_BLOCK
      if (quoted || block) yield [from + event.valueStart, from + event.valueEnd]
    }
  }
}

/** Whether an offset lies in one of some spans, which are sorted and do not overlap. */
function within(spans: readonly Span[]): (offset: number) => boolean {
  return (offset) => {
    let low = 0
    let high = spans.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((spans[middle]?.[1] ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return (spans[low]?.[0] ?? Number.POSITIVE_INFINITY) <= offset
  }
}

/** From an offset to the number of its document. What stands before a document, behind the marker that begins it, belongs to it. */
function documentsOf({ text, documents, broken }: Source): (offset: number) => number | undefined {
  const markers = [...text.matchAll(/^(?:---|\.\.\.)(?!\S)/gm)].map(({ index }) => index)
  const ends = broken.map(({ chunk }) => chunk[1])
  const from = documents.map(({ start }, index) => {
    const before = index === 0 ? ends : markers
    return before[upTo(before, start) - 1] ?? 0
  })
  return (offset) => documents[upTo(from, offset) - 1]?.number
}

/** How many of some numbers, which are sorted, are not beyond `most`. */
function upTo(sorted: readonly number[], most: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= most) low = middle + 1
    else high = middle
  }
  return low
}

/** The next line that is neither empty nor a comment. `known` is the answer for a later line. */
function nextWritten(
  text: string,
  starts: readonly number[],
  line: number,
  known: { readonly after: number; readonly line: number | undefined } | undefined,
): number | undefined {
  for (let next = line + 1; next <= starts.length; next++) {
    if (next === known?.after) return known.line
    if (/^\s*[^\s#]/.test(lineText(text, starts, next))) return next
  }
  return undefined
}
