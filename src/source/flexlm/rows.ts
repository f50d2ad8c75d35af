/** The physical lines of a licence file. */

export interface Row {
  readonly start: number
  /** Where the first character stands that is no blank. */
  readonly first: number
  /** Behind the last character that is no blank, the `\` that continues the line not counted. */
  readonly stop: number
  /** Where the text of the line ends: at the `\` that continues it, else behind its last character that is no blank. */
  readonly end: number
  /** Whether a `\` stands at its end, be it with blanks behind. */
  readonly continues: boolean
  readonly blank: boolean
  readonly comment: boolean
  /** The first word as far as it may be a keyword or the name of an attribute, with its `=`. */
  readonly head: string
}

/** Blanks, tabs, the blanks that mail programs put in their place, and the Ctrl-Z that ends a DOS file. */
export const isBlank = (code: number): boolean =>
  code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x0b || code === 0x0c || code === 0x1a

/** Lines end at LF, CR LF or CR. */
export function rowsOf(text: string): Row[] {
  const rows: Row[] = []
  let start = 0
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n?|\n/g)) {
    rows.push(rowOf(text, start, index))
    start = index + lineBreak.length
  }
  rows.push(rowOf(text, start, text.length))
  return rows
}

function rowOf(text: string, start: number, newline: number): Row {
  let first = start
  while (first < newline && isBlank(text.charCodeAt(first))) first++
  let end = trimmed(text, first, newline)
  const continues = end > first && text[end - 1] === '\\'
  if (continues) end--
  const stop = continues ? trimmed(text, first, end) : end
  const blank = first >= end && !continues
  const head = /^(?:[A-Za-z_]\w{0,63}=|[^\s"\\]{1,64})/.exec(text.slice(first, Math.min(stop, first + 65)))?.[0] ?? ''
  return { start, first, stop, end, continues, blank, comment: text[first] === '#', head }
}

function trimmed(text: string, from: number, to: number): number {
  let end = to
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--
  return end
}
