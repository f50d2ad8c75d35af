/** A word of a licence file: a field, or an attribute with its value. */
import type { Span } from '../places.ts'

export interface Word {
  /** All of it, without quotes and without the line breaks in it. */
  readonly text: string
  /** What stands before `=`. */
  readonly name?: string
  /** What stands behind `=`, else all of it. */
  readonly value: string
  readonly quoted: boolean
  readonly span: Span
  /** The value, without its quotes. */
  readonly valueSpan: Span
  /** The parts of the value, one a physical line. */
  readonly pieces: readonly Span[]
}

export function wordOf(text: string, start: number, end: number, name: string | undefined, pieces: readonly Span[], quoted: boolean): Word {
  const value = pieces.map(([from, to]) => text.slice(from, to)).join('')
  const valueSpan: Span = [pieces[0]?.[0] ?? start, pieces[pieces.length - 1]?.[1] ?? end]
  const named = name === undefined ? {} : { name }
  return { text: name === undefined ? value : `${name}=${value}`, ...named, value, quoted, span: [start, end], valueSpan, pieces }
}

/** Tells where in the text a character of the value stands. */
export function offsetsIn({ pieces, valueSpan }: Word): (index: number) => number {
  const ends: number[] = []
  let length = 0
  for (const [start, end] of pieces) {
    length += end - start
    ends.push(length)
  }
  return (index) => {
    let low = 0
    let high = ends.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) > index) high = middle
      else low = middle + 1
    }
    return (pieces[low]?.[1] ?? valueSpan[1]) - (ends[low] ?? 0) + index
  }
}
