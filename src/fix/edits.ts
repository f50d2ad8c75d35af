/** Edits of a text: all those that do not get in each other's way, at once. */
import type { Edit, Position } from '../finding.ts'
import { lineStarts } from '../source/text.ts'
import type { Fixable } from './fixable.ts'

/** A half-open span of offsets. */
export type Span = readonly [start: number, end: number]

export interface Edited {
  readonly text: string
  readonly done: readonly Fixable[]
  /** What was replaced, in the old text, and what stands there in the new one. */
  readonly before: readonly Span[]
  readonly after: readonly Span[]
}

interface Placed {
  readonly span: Span
  readonly text: string
}

/** Makes the edits of these fixes. Of two that overlap the one that comes first is made, unless they are the same. */
export function edit(text: string, wanted: readonly Fixable[]): Edited {
  const starts = lineStarts(text)
  const place = ({ range, text: put }: Edit): Placed => ({
    span: [offsetOf(text, starts, range.start), offsetOf(text, starts, range.end)],
    text: put,
  })
  const placed = wanted
    .map((finding) => ({ finding, edits: [finding.fix, ...(finding.fix.more ?? [])].map(place) }))
    .sort((a, b) => first(a.edits) - first(b.edits))
  const taken = new Map<string, Placed>()
  // Those of fixes with several edits; of the others, which come in order, only the last one can be in the way.
  const spread: Placed[] = []
  let last: Placed | undefined
  const done = placed.filter(({ edits }) => {
    const fresh = edits.filter((each) => !taken.has(keyOf(each)))
    const others = edits.length > 1 ? [...taken.values()] : [...spread, ...(last ? [last] : [])]
    if (fresh.some((each) => [...others, ...edits.filter((other) => other !== each)].some((other) => collide(each, other)))) return false
    for (const each of fresh) {
      taken.set(keyOf(each), each)
      if (edits.length > 1) spread.push(each)
      else last = each
    }
    return true
  })
  return { ...replaced(text, [...taken.values()]), done: done.map(({ finding }) => finding) }
}

function replaced(text: string, edits: readonly Placed[]): Omit<Edited, 'done'> {
  const inOrder = edits.toSorted((a, b) => a.span[0] - b.span[0])
  const parts: string[] = []
  const after: Span[] = []
  let from = 0
  let length = 0
  for (const { span, text: put } of inOrder) {
    parts.push(text.slice(from, span[0]), put)
    length += span[0] - from
    after.push([length, length + put.length])
    length += put.length
    from = span[1]
  }
  return { text: parts.join('') + text.slice(from), before: inOrder.map(({ span }) => span), after }
}

const first = (edits: readonly Placed[]): number => Math.min(...edits.map(({ span }) => span[0]))

const keyOf = ({ span, text }: Placed): string => JSON.stringify([span, text])

/** Two edits that share a character, or of which one puts something where the other begins or ends. */
function collide({ span: [a, b] }: Placed, { span: [c, d] }: Placed): boolean {
  return a === b || c === d ? a <= d && c <= b : a < d && c < b
}

/** The offset of a position; the end of the text for one that lies behind it. */
function offsetOf(text: string, starts: readonly number[], { line, column }: Position): number {
  return Math.min((starts[line - 1] ?? text.length) + column - 1, starts[line] ?? text.length)
}
