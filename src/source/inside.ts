/** From characters of a value to those of the file it was read from, where that can be told exactly. */
import type { Span } from './places.ts'

/** The part of a file in which characters of a scalar's value stand. Undefined where line folding, or the like, makes it a guess. */
export function inside(text: string, [start, end]: Span, value: string, [from, to]: Span): Span | undefined {
  const places = placesOf(text.slice(start, end))
  // What is read here in another way than it was read there is not to be trusted.
  if (!places || places.value !== value.slice(0, places.value.length) || value.slice(places.value.length).trim() !== '') return undefined
  const first = places.offsets[from]
  const last = places.offsets[Math.max(from, to - 1)]
  return first === undefined ? undefined : [start + first, start + (last ?? first) + 1]
}

/** A value as it is written, with the offset of each of its characters. */
interface Written {
  readonly value: string
  readonly offsets: readonly number[]
}

function placesOf(written: string): Written | undefined {
  if (/^[|]/.test(written)) return block(written)
  if (/[\r\n]|^>/.test(written)) return undefined
  if (written.startsWith("'")) return pieces(written.slice(1, -1), /''|[\s\S]/g, 1, (piece) => piece.slice(0, 1))
  if (written.startsWith('"')) return pieces(written.slice(1, -1), /\\[\s\S]|[\s\S]/g, 1, escaped)
  return pieces(written, /[\s\S]/g, 0, (piece) => piece)
}

function pieces(text: string, pattern: RegExp, shift: number, read: (piece: string) => string | undefined): Written | undefined {
  const offsets: number[] = []
  let value = ''
  for (const match of text.matchAll(pattern)) {
    const character = read(match[0])
    if (character === undefined) return undefined
    value += character
    offsets.push(match.index + shift)
  }
  return { value, offsets }
}

/** Escapes of one character; of longer ones the place is not told. */
const escapes = new Map([
  ['\\n', '\n'],
  ['\\t', '\t'],
  ['\\"', '"'],
  ['\\\\', '\\'],
  ['\\/', '/'],
])
const escaped = (piece: string): string | undefined => (piece.length === 1 ? piece : escapes.get(piece))

/** A literal block: each line without its indentation. */
function block(written: string): Written | undefined {
  const head = /^\|[-+]?[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n)/.exec(written)?.[0]
  if (head === undefined) return undefined
  const indent = /^ +/m.exec(written.slice(head.length))?.[0].length ?? 0
  const offsets: number[] = []
  let value = ''
  let place = head.length
  for (const line of written.slice(head.length).split('\n')) {
    const words = line.slice(indent)
    const kept = words.endsWith('\r') ? words.slice(0, -1) : words
    for (let index = 0; index < kept.length; index++) offsets.push(place + indent + index)
    offsets.push(place + line.length)
    value += `${kept}\n`
    place += line.length + 1
  }
  return { value: value.trimEnd(), offsets }
}
