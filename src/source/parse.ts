/** Text to documents, each with what is wrong in it and with a way back to the text. */
import { type Event, parseEvents, YAMLException } from 'js-yaml'
import type { Edit, Path, Range } from '../finding.ts'
import { type Composed, compose } from './compose.ts'
import type { Fault } from './fault.ts'
import { replaceable, respell } from './handwritten.ts'
import { inside } from './inside.ts'
import { limits } from './limits.ts'
import type { Place, Places, Span } from './places.ts'
import { plainly } from './reasons.ts'
import { lineStarts, rangeAt } from './text.ts'

/** One YAML document. `number` is its 1-based place in the file, empty documents not counted, broken ones counted. */
export interface ParsedDocument extends Composed {
  readonly number: number
  /** The part of the file from which it was read. */
  readonly chunk: Span
}

export interface Source {
  readonly file: string
  readonly text: string
  readonly documents: readonly ParsedDocument[]
  /** What keeps parts of the text from being read as documents at all. */
  readonly faults: readonly Fault[]
  /** The parts of the text that are not YAML, for a second opinion, each with the number it has among the documents. */
  readonly broken: readonly { readonly chunk: Span; readonly number: number }[]
}

/** Parses a file of any number of documents. One that is not YAML does not stop the others. Never throws for what the text says. */
export function parse(file: string, text: string): Source {
  const documents: ParsedDocument[] = []
  const faults: Fault[] = []
  const broken: Source['broken'][number][] = []
  let number = 0
  if (tooDense(text)) {
    const message = `more than ${limits.indicators} YAML indicators; split the file`
    return { file, text, documents, faults: [{ start: 0, end: 0, message }], broken }
  }
  for (const chunk of chunks(text)) {
    const part = text.slice(chunk[0], chunk[1])
    try {
      for (const composed of compose(part, eventsOf(part), chunk[0])) {
        if (composed.value === null && composed.faults.length === 0) continue
        documents.push({ ...composed, number: ++number, chunk })
      }
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error
      // A text that ends too early is shown where it ends, not where the next document begins.
      const start = chunk[0] + Math.max(Math.min(error.mark?.position ?? 0, part.trimEnd().length - 1), 0)
      faults.push({ start, end: start + 1, message: plainly(error.reason) })
      broken.push({ chunk, number: ++number })
    }
  }
  return { file, text, documents, faults, broken }
}

/**
 * Reads a text as YAML events. js-yaml 5.5 refuses `a: [1,\t2]`, taking the tab for indentation, so a text that it refuses for
 * that reason is read again with blanks for the tabs that cannot indent. Events hold offsets only: values keep their tabs.
 */
export function eventsOf(text: string): Event[] {
  // The parser counts the document and the scalar within, too.
  const options = { maxDepth: limits.depth + 2 }
  try {
    return parseEvents(text, options)
  } catch (error) {
    if (!(error instanceof YAMLException) || error.reason !== 'deficient indentation' || !text.includes('\t')) throw error
    return parseEvents(
      text.replace(/[^\s][^\r\n]*/g, (words) => words.replaceAll('\t', ' ')),
      options,
    )
  }
}

/** Splits a text before each `---`, so that documents are read one by one. A text with directives stays whole. */
export function chunks(text: string): Span[] {
  const marker = /[\r\n]---(?=[ \t\r\n]|$)/g
  const starts: number[] = [0]
  while (marker.exec(text)) starts.push(marker.lastIndex - 3)
  if (starts.length === 1 || /(?:^|[\r\n])%/.test(text)) return [[0, text.length]]
  return starts.map((start, index) => [start, starts[index + 1] ?? text.length])
}

function tooDense(text: string): boolean {
  if (text.length <= limits.uncounted) return false
  let indicators = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x2c || code === 0x3a || code === 0x5b || code === 0x7b || code === 0x2d || code === 0x3f || code === 0x0a) indicators++
  }
  return indicators > limits.indicators
}

/** Where a path leads in one document of a source. */
export interface Locator {
  /**
   * The range to show for a path: a scalar's value, else its key, else where the item begins. Its nearest ancestor where it is absent.
   * Of a text the characters `within` it, where it can be told which of the file they are.
   */
  range(path: Path, within?: Span): Range
  /** The range of the key that a path ends in. */
  keyRange(path: Path): Range
  /** What was written at a path; undefined where nothing is. */
  written(path: Path): string | undefined
  /**
   * The edit that puts a text in place of a key or value, in the quotes that it has; `verbatim` for what is YAML already.
   * Undefined where what is written there cannot be replaced alone.
   */
  edit(path: Path, on: 'key' | 'value', text: string, verbatim?: boolean): Edit | undefined
  /** The range of a span of offsets. */
  at(span: Span): Range
}

/** Makes the way back from paths to the text by reading the document once more, positions and all. */
export function locator(source: Source, document: ParsedDocument | undefined): Locator {
  const starts = once(starting, source, () => lineStarts(source.text))
  const at = (span: Span): Range => rangeAt(source.text, starts, span)
  if (!document) return { at, range: () => at([0, 0]), keyRange: () => at([0, 0]), written: () => undefined, edit: () => undefined }

  const { places, root } = placesIn(source, document)

  const follow = (path: Path): { readonly place: Place; readonly value: unknown; readonly whole: boolean } => {
    let value = root
    let place: Place = { value: [document.start, document.start + 1] }
    for (const step of path) {
      const next = typeof value === 'object' && value !== null ? places.get(value)?.get(step) : undefined
      if (!next) return { place, value, whole: false }
      place = next
      value = child(value, step)
    }
    return { place, value, whole: true }
  }
  return {
    at,
    range: (path, within) => {
      const { place, value } = follow(path)
      const inner = within && typeof value === 'string' ? inside(source.text, place.value, value, within) : undefined
      if (inner) return at(inner)
      return at(typeof value === 'object' && value !== null ? (place.key ?? place.value) : place.value)
    },
    keyRange: (path) => {
      const { place } = follow(path)
      return at(place.key ?? place.value)
    },
    written: (path) => {
      const { place, whole } = follow(path)
      return whole ? source.text.slice(place.value[0], place.value[1]) : undefined
    },
    edit: (path, on, text, verbatim = false) => {
      const { place, whole } = follow(path)
      const span = on === 'key' ? place.key : place.value
      if (!span || !whole || tagged.test(source.text.slice(Math.max(span[0] - 80, 0), span[0]))) return undefined
      const written = source.text.slice(...span)
      const spelt = verbatim && replaceable(written) ? text : respell(written, text)
      return spelt === undefined ? undefined : { range: at(span), text: spelt }
    },
  }
}

/** A document once more, with the place of every key and value in it. The root is its value, made anew. */
export function placesIn({ text }: Source, { chunk, start }: ParsedDocument): { readonly places: Places; readonly root: unknown } {
  const { places, roots } = once(rereadings, chunk, () => reread(text, chunk))
  return { places, root: roots.get(start) }
}

/** A tag, and perhaps an anchor, before a scalar: it says what the scalar is, whatever its quotes say. */
const tagged = /(?:^|[\s,[{])!\S*[ \t]+(?:&\S+[ \t]+)?$/

/** Documents of one source share its line starts, and those of one chunk its second reading. */
const starting = new WeakMap<Source, readonly number[]>()
const rereadings = new WeakMap<Span, ReturnType<typeof reread>>()

function reread(text: string, chunk: Span): { readonly places: Places; readonly roots: ReadonlyMap<number, unknown> } {
  const places: Places = new Map()
  const part = text.slice(chunk[0], chunk[1])
  return { places, roots: new Map(compose(part, eventsOf(part), chunk[0], places).map(({ start, value }) => [start, value])) }
}

function once<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key) ?? make()
  known.set(key, found)
  return found
}

export const child = (value: unknown, step: string | number): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, step)?.value : undefined
