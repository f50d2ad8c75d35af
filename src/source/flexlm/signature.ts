/** What a signature looks like. Only its shape leaves this file. */
import type { Fault } from '../fault.ts'
import type { Span } from '../places.ts'
import type { Signature } from './lines.ts'
import type { Word } from './word.ts'

/** Groups of the long signatures seen; they are few, so that another number is only remarkable. */
const groupsSeen = 30

interface Shape {
  readonly signature: Signature
  readonly fault?: Fault
}

/** The shape of the value of SIGN. `raw` is the text with its signatures. */
export function shapeOf(raw: string, { pieces, valueSpan, span }: Pick<Word, 'pieces' | 'valueSpan' | 'span'>): Shape {
  const groups = pieces.flatMap(([from, to]) => raw.slice(from, to).split(/\s+/).filter(Boolean))
  const first = groups[0]
  if (first === undefined) return { signature: 'none', fault: at(span, 'SIGN has no value, so that nothing signs this line') }
  const stray = strayIn(raw, pieces)
  if (stray) return { signature: 'odd', fault: at(stray, 'a signature is of hexadecimal digits, and this character is none') }
  if (groups.length === 1 && first.length === 12) return { signature: 'short' }
  const odd = groups.find((group) => group.length !== 4)
  if (odd !== undefined || groups.length === 1) {
    const message = 'the signature is neither 12 hexadecimal digits nor groups of 4, as all signatures seen; compare it with the original'
    return { signature: 'odd', fault: { ...at(valueSpan, message), severity: 'warning' } }
  }
  if (groups.length === groupsSeen) return { signature: 'long' }
  const message = `a signature of ${groups.length} groups, but all long ones seen have ${groupsSeen}; compare it with the original`
  return { signature: 'long', fault: { ...at(valueSpan, message), severity: 'warning' } }
}

/** The shape of what stands in place of SIGN in files for old libraries. */
export function shapeOfKey(raw: string, { pieces }: Word): Shape {
  const stray = strayIn(raw, pieces)
  if (!stray) return { signature: 'bare-key' }
  return { signature: 'bare-key', fault: at(stray, 'a licence key is of hexadecimal digits, and this character is none') }
}

const at = ([start, end]: Span, message: string): Fault => ({ start, end, message, about: 'signature' })

function strayIn(raw: string, pieces: readonly Span[]): Span | undefined {
  for (const [from, to] of pieces) {
    const found = raw.slice(from, to).search(/[^0-9A-Fa-f\s]/)
    if (found >= 0) return [from + found, from + found + 1]
  }
  return undefined
}
