/** Offsets to lines and columns. */
import type { Position, Range } from '../finding.ts'
import type { Span } from './places.ts'

/** The offsets at which lines begin. A line ends at LF, CR LF or a lone CR, as YAML has it. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  const breaks = /\r\n?|\n/g
  while (breaks.exec(text)) starts.push(breaks.lastIndex)
  return starts
}

export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}

/** The range of a span, cut at the end of its first line and at least one character wide where the line has one. */
export function rangeAt(text: string, starts: readonly number[], [from, to]: Span): Range {
  const offset = Math.min(from, text.length)
  const start = positionAt(starts, offset)
  const lineEnd = endOfLine(text, starts, start.line)
  const end = Math.min(Math.max(to, offset + 1), Math.max(lineEnd, offset))
  return { start, end: { line: start.line, column: start.column + end - offset } }
}

/** The text of a 1-based line, without its line break. */
export function lineText(text: string, starts: readonly number[], line: number): string {
  return text.slice(starts[line - 1] ?? text.length, endOfLine(text, starts, line))
}

function endOfLine(text: string, starts: readonly number[], line: number): number {
  let end = starts[line] ?? text.length
  const begin = starts[line - 1] ?? 0
  while (end > begin && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return end
}
