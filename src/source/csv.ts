/** Reads comma-separated values as RFC 4180 has them: quotes around a field, doubled within; records end at LF, CR LF or CR. */
import type { Fault } from './fault.ts'
import { limits } from './limits.ts'

export interface Cell {
  /** Without its quotes. */
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface Csv {
  /** Records that are not blank. */
  readonly rows: readonly (readonly Cell[])[]
  readonly faults: readonly Fault[]
}

/** Splits a text into records of cells. Never throws; what comes after a quote that is never closed is not read. */
export function readCsv(text: string, separator: string): Csv {
  const faults: Fault[] = []
  const rows: (readonly Cell[])[] = []
  const ends = new RegExp(`[\\r\\n${separator}]|$`, 'g')
  let row: Cell[] = []
  let cells = 0
  for (let at = 0; at <= text.length; ) {
    if (++cells > limits.cells) {
      faults.push({ start: at, end: at, message: `more than ${limits.cells} fields; split the file` })
      break
    }
    const quoted = text[at] === '"' ? closing(text, at) : undefined
    if (quoted && quoted.end === undefined) {
      faults.push({ start: at, end: at + 1, message: 'this quote is never closed, so that nothing after it can be read' })
      break
    }
    ends.lastIndex = quoted?.end ?? at
    const end = ends.exec(text)?.index ?? text.length
    const rest = text.slice(quoted?.end ?? at, end)
    if (quoted && rest.trim() !== '' && faults.length < limits.faults)
      faults.push({ start: quoted.end ?? at, end, message: 'text stands behind a closing quote; a quote within a field is written twice' })
    row.push({ text: quoted ? quoted.text + rest.trimEnd() : rest, start: at, end })
    at = end + 1
    if (text[end] === separator) continue
    if (row.some(({ text }) => text !== '')) rows.push(row)
    row = []
    if (text[end] === '\r' && text[at] === '\n') at++
  }
  return { rows, faults }
}

/** What stands between the quote at `start` and the one that closes it; `end`, behind that one, is undefined where none does. */
function closing(text: string, start: number): { readonly text: string; readonly end: number | undefined } {
  const parts: string[] = []
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return { text: '', end: undefined }
    const twice = text[quote + 1] === '"'
    parts.push(text.slice(from, twice ? quote + 1 : quote))
    if (!twice) return { text: parts.join(''), end: quote + 1 }
    from = quote + 2
  }
}
