/** Where every key and value of a document stands, by offset. */
import {
  SCALAR_STYLE_DOUBLE_QUOTED,
  SCALAR_STYLE_FOLDED_BLOCK,
  SCALAR_STYLE_LITERAL_BLOCK,
  SCALAR_STYLE_SINGLE_QUOTED,
  type ScalarEvent,
} from 'js-yaml'

/** Offsets of the first character and of the one after the last. */
export type Span = readonly [start: number, end: number]

export interface Place {
  readonly key?: Span
  readonly value: Span
}

/** For every mapping and list of a document, where its entries stand. */
export type Places = Map<object, Map<string | number, Place>>

/** What has been read when a scalar is met: the text, the end of the last token, and the open collections. */
interface Reader {
  readonly text: string
  readonly last: number
  readonly stack: readonly { readonly value: object; readonly start: number }[]
}

/**
 * The span of a scalar, with its quotes if it has any, or from the `|` or `>` of a block. The span of one that is not written
 * is that of its tag or anchor, else it is empty and stands at the dash of its item, at the colon between key and value, or
 * at the question mark before a key.
 */
export function spanOf(reader: Reader, event: ScalarEvent, isKey: boolean): Span {
  const { style, valueStart, valueEnd } = event
  if (valueStart < 0) return emptySpan(reader, event, isKey)
  if (style === SCALAR_STYLE_SINGLE_QUOTED || style === SCALAR_STYLE_DOUBLE_QUOTED) return [valueStart - 1, valueEnd + 1]
  if (style !== SCALAR_STYLE_LITERAL_BLOCK && style !== SCALAR_STYLE_FOLDED_BLOCK) return [valueStart, valueEnd]
  return [after(reader.text, Math.max(reader.last, event.anchorEnd, event.tagEnd), beforeBlock), valueEnd]
}

// What may stand between two tokens, as far as an unwritten scalar of each kind may come after it.
const beforeBlock = /(?:[\s\uFEFF,:?{}[\].-]|[#%][^\r\n]*)*/y
const beforeDash = /(?:[\s\uFEFF,:?{}[\].]|[#%][^\r\n]*)*/y
const beforeColon = /(?:[\s\uFEFF,{}[\].-]|[#%][^\r\n]*)*/y
const beforeClosing = /(?:[\s,]|#[^\r\n]*)*/y
const blank = /(?:\s|#[^\r\n]*)*/y

function emptySpan({ text, last, stack }: Reader, { anchorStart, anchorEnd, tagStart, tagEnd }: ScalarEvent, isKey: boolean): Span {
  if (anchorStart >= 0 && tagStart >= 0) return [Math.min(anchorStart - 1, tagStart), Math.max(anchorEnd, tagEnd)]
  if (anchorStart >= 0) return [anchorStart - 1, anchorEnd]
  if (tagStart >= 0) return [tagStart, tagEnd]
  const open = stack[stack.length - 1]
  if (!open) return [last, last]
  if (isKey) {
    const offset = after(text, last, beforeColon)
    return characterAt(text, offset, ':') ?? characterAt(text, offset, '?') ?? [last, last]
  }
  if (!Array.isArray(open.value)) return characterAt(text, after(text, last, blank), ':') ?? [last, last]
  if (open.value.length === 0) return [open.start, open.start]
  return characterAt(text, after(text, last, beforeDash), '-') ?? [last, last]
}

const characterAt = (text: string, offset: number, character: string): Span | undefined =>
  text[offset] === character ? [offset, offset] : undefined

/** Where a collection ends: behind the bracket that closes it, if it has one, else with its last token. */
export function endOf({ text, last }: Pick<Reader, 'text' | 'last'>, start: number): number {
  const first = text[start]
  if (first !== '[' && first !== '{') return Math.max(last, start + 1)
  const offset = after(text, last, beforeClosing)
  return text[offset] === ']' || text[offset] === '}' ? offset + 1 : last
}

function after(text: string, from: number, skipped: RegExp): number {
  skipped.lastIndex = from
  skipped.exec(text)
  return skipped.lastIndex
}
