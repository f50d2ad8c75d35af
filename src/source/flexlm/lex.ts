/** A licence text as logical lines of words, each with its place. */
import type { Fault } from '../fault.ts'
import type { Span } from '../places.ts'
import { type Following, follow } from './follow.ts'
import { isBlank, type Row, rowsOf } from './rows.ts'
import { type Word, wordOf } from './word.ts'

export interface Lexed {
  readonly span: Span
  readonly words: readonly Word[]
  /** A `\` with nothing behind it, or quotes that do not close. */
  readonly fault?: Fault
  /** Rests of the line that stand in a physical line of their own, though no `\` or an empty line comes before. */
  readonly breaks: readonly Span[]
  /** Whether one of them is within a value, so that joining it is a guess. */
  readonly torn: boolean
}

export interface Text {
  readonly lines: readonly Lexed[]
  /** The first no-break space between words. */
  readonly hardBlank: Span | undefined
}

export function lex(text: string): Text {
  const rows = rowsOf(text)
  const seen: { hardBlank: Span | undefined } = { hardBlank: undefined }
  const lines: Lexed[] = []
  for (let row = 0; row < rows.length; ) {
    const first = rows[row]
    if (!first || first.blank || first.comment) row++
    else row = lexLine(text, rows, row, first, lines, seen)
  }
  return { lines, ...seen }
}

/** Reads the line that begins at a row, and returns the row behind it. */
function lexLine(
  text: string,
  rows: readonly Row[],
  from: number,
  first: Row,
  lines: Lexed[],
  seen: { hardBlank: Span | undefined },
): number {
  const words: Word[] = []
  const breaks: Span[] = []
  let torn = false
  let fault: Fault | undefined
  let row = from
  let here = first
  let at = here.first
  let fields = 0

  /** Goes to the row in which the line goes on, if there is one. */
  const onward = (open: { readonly quoted: boolean; readonly tagged: boolean }): Following => {
    const next = follow(rows, row, { text, keyword: words[0]?.text ?? '', fields, ...open })
    const to = next.to === undefined ? undefined : rows[next.to]
    if (next.to === undefined || !to) return next
    row = next.to
    here = to
    at = open.quoted ? here.start : here.first
    if (next.broken) {
      breaks.push([here.first, Math.max(here.first + 1, here.first + here.head.length)])
      torn ||= open.quoted || open.tagged
    }
    return next
  }

  const quotes = (start: number, name: string | undefined): void => {
    const pieces: Span[] = []
    const opened = at++
    for (let begin = at; ; begin = at) {
      while (at < here.end && text[at] !== '"') at++
      pieces.push([begin, at])
      if (text[at] === '"' && at < here.end) break
      if (onward({ quoted: true, tagged: false }).to !== undefined) continue
      const curly = pieces.some(([from, to]) => /[“”\u0093\u0094]/.test(text.slice(from, to)))
      const why = curly ? '; a curly quote, as word processors write it, closes nothing' : ''
      fault ??= { start, end: opened + 1, message: `the double quote that opens here is never closed${why}` }
      at = here.stop
      words.push(wordOf(text, start, here.stop, name, pieces, true))
      return
    }
    words.push(wordOf(text, start, ++at, name, pieces, true))
  }

  const plain = (start: number): void => {
    const pieces: Span[] = []
    let begin = start
    let equals = -1
    let tag: 'start' | 'end' | undefined
    let element = false
    for (;;) {
      for (; at < here.stop && !isBlank(text.charCodeAt(at)); at++) {
        const character = text[at]
        if (character === '"' && at === equals + 1 && equals >= 0) {
          quotes(start, text.slice(start, equals))
          return
        }
        if (character === '=' && equals < 0 && pieces.length === 0) {
          equals = at
          if (/^[A-Za-z_]\w*$/.test(text.slice(start, at))) begin = at + 1
          else equals = -2
        } else if (character === '<') tag = text[at + 1] === '/' ? 'end' : 'start'
        else if (character === '>' && tag) {
          element = tag === 'start'
          tag = undefined
        }
      }
      pieces.push([begin, at])
      const cut = at >= here.stop && here.stop === here.end && (tag !== undefined || element) && equals >= 0
      const next = cut ? rows[row + 1] : undefined
      if (!next || next.first !== next.start || /=$/.test(next.head)) break
      if (!here.continues && !tag) break
      if (onward({ quoted: false, tagged: tag !== undefined }).to === undefined) break
      begin = at
    }
    words.push(wordOf(text, start, at, equals >= 0 ? text.slice(start, equals) : undefined, pieces, false))
  }

  for (;;) {
    while (at < here.stop && isBlank(text.charCodeAt(at))) {
      if (text.charCodeAt(at) === 0xa0) seen.hardBlank ??= [at, at + 1]
      at++
    }
    if (at >= here.stop) {
      const slash = here.end
      const next = onward({ quoted: false, tagged: false })
      if (next.to !== undefined) continue
      if (next.why) fault ??= { start: slash, end: slash + 1, message: `\`\\\` continues this line, but ${next.why}` }
      break
    }
    if (text[at] === '"') quotes(at, undefined)
    else plain(at)
    if (fields < 7 && words[words.length - 1]?.name === undefined) fields++
  }
  lines.push({ span: [first.first, here.continues ? here.end + 1 : here.stop], words, breaks, torn, ...(fault && { fault }) })
  return row + 1
}
