/** The value under construction: what is open, which anchors are known, and what was wrong on the way. */
import type { Fault } from './fault.ts'
import { limits } from './limits.ts'
import { endOf, type Place, type Places, type Span } from './places.ts'

export type Mapping = Record<string, unknown>

/** `size` counts the nodes that an alias to it stands for; 0 while the anchored collection is still open. */
interface Anchor {
  readonly value: unknown
  size: number
}

/** The key under which `<<` is kept, apart from a key spelt `"<<"`. */
export const mergeKey = Symbol('<<')

export type Key = string | typeof mergeKey

/** A collection that is open. In a mapping, `key` is set while its value is due. */
interface Frame {
  readonly value: Mapping | unknown[]
  readonly start: number
  readonly anchor: Anchor | undefined
  readonly sizeBefore: number
  /** Whether the collection itself stands where a key is due, which is a fault. */
  readonly isKey: boolean
  readonly entries: Map<string | number, Place> | undefined
  readonly names: Key[]
  readonly spans: Span[]
  key: Key | undefined
  keySpan: Span
  /** Set when the key was faulty: its value is read and dropped. */
  dropped: boolean
  merges: { readonly value: unknown; readonly span: Span }[] | undefined
}

export interface Build {
  readonly text: string
  /** Added to every offset, for a text that is part of a longer one. */
  readonly base: number
  readonly places: Places | undefined
  readonly faults: Fault[]
  readonly anchors: Map<string, Anchor>
  readonly stack: Frame[]
  root: unknown
  start: number
  /** End of the last token read. */
  last: number
  /** Nodes as written, and with aliases and merge keys followed. */
  written: number
  size: number
  exhausted: boolean
}

/** Begins a document. `last` is where the document before it ended in the same text. */
export function begin(text: string, base: number, places: Places | undefined, last = 0): Build {
  const counters = { start: -1, last, written: 0, size: 0, exhausted: false }
  return { text, base, places, faults: [], anchors: new Map(), stack: [], root: null, ...counters }
}

export function fault(build: Build, span: Span, message: string, related?: Fault): void {
  if (build.faults.length >= limits.faults) return
  const [start, end] = shift(span, build.base)
  build.faults.push(related ? { start, end, message, related: [related] } : { start, end, message })
}

/** The mapping in which a key is due, if one is. */
export function keyDue({ stack }: Build): Frame | undefined {
  const frame = stack[stack.length - 1]
  return frame !== undefined && frame.key === undefined && !Array.isArray(frame.value) ? frame : undefined
}

/** Takes what stands at `span` as a key; `undefined` is a key that is no plain text. */
export function takeKey(build: Build, frame: Frame, key: Key | undefined, span: Span): void {
  frame.key = key ?? ''
  frame.keySpan = span
  frame.dropped = key === undefined
  if (key === undefined) {
    fault(build, span, 'a key must be plain text, not a list, a mapping or an alias')
    return
  }
  const isMerge = key === mergeKey
  if (isMerge ? frame.merges !== undefined : Object.hasOwn(frame.value, key)) {
    frame.dropped = true
    // The search below is linear in the keys, so it must not run for every one of many duplicates.
    if (build.faults.length >= limits.faults) return
    const [start, end] = shift(frame.spans[frame.names.indexOf(key)] ?? span, build.base)
    const hint = isMerge ? '; to merge several, write <<: [*one, *two]' : ''
    const name = isMerge ? '<<' : key
    fault(build, span, `the key \`${name}\` stands twice in one mapping${hint}`, { start, end, message: 'it stands here first' })
  } else {
    frame.names.push(key)
    frame.spans.push(span)
  }
}

/** Enters a finished value where one is due: into the open collection, or as the root. */
export function place(build: Build, value: unknown, span: Span): void {
  const frame = build.stack[build.stack.length - 1]
  if (!frame) {
    build.root = value
    if (build.start < 0) build.start = span[0]
  } else if (Array.isArray(frame.value)) {
    frame.entries?.set(frame.value.length, { value: shift(span, build.base) })
    frame.value.push(value)
  } else {
    const { key, keySpan, dropped } = frame
    frame.key = undefined
    if (dropped || key === undefined) return
    if (key === mergeKey) {
      frame.merges ??= []
      frame.merges.push({ value, span })
    } else {
      put(frame.value, key, value)
      frame.entries?.set(key, { key: shift(keySpan, build.base), value: shift(span, build.base) })
    }
  }
}

/** Counts a node that is written out. */
export function count(build: Build): void {
  build.written++
  build.size++
}

/** Counts nodes that an alias or a merge key stands for; false once there are too many. */
export function expand(build: Build, nodes: number, span: Span): boolean {
  if (build.size + nodes - build.written <= limits.expanded) {
    build.size += nodes
    return true
  }
  if (!build.exhausted) fault(build, span, `aliases and merge keys add more than ${limits.expanded} nodes to this document`)
  build.exhausted = true
  return false
}

export function anchor(build: Build, name: string, value: unknown, size: number): Anchor {
  const made = { value, size }
  build.anchors.set(name, made)
  return made
}

export function open(build: Build, value: Mapping | unknown[], start: number, anchorName: string | undefined): void {
  const due = keyDue(build)
  if (due) takeKey(build, due, undefined, [start, start + 1])
  if (build.start < 0) build.start = start
  // A block mapping has no sign of its own: it starts with its first key.
  build.last = /[-[{]/.test(build.text[start] ?? '') ? start + 1 : start
  build.stack.push({
    value,
    start,
    anchor: anchorName === undefined ? undefined : anchor(build, anchorName, value, 0),
    sizeBefore: build.size,
    isKey: due !== undefined,
    entries: build.places && new Map(),
    names: [],
    spans: [],
    key: undefined,
    keySpan: [start, start],
    dropped: false,
    merges: undefined,
  })
  count(build)
}

export function close(build: Build): void {
  const frame = build.stack.pop()
  if (!frame) return
  if (frame.merges && !Array.isArray(frame.value)) merge(build, frame.value, frame)
  if (frame.anchor) frame.anchor.size = build.size - frame.sizeBefore
  if (frame.entries) build.places?.set(frame.value, frame.entries)
  build.last = endOf(build, frame.start)
  if (!frame.isKey) place(build, frame.value, [frame.start, build.last])
}

/** Enters merged keys: what the mapping says itself goes first, then the earlier of several merged mappings. */
function merge(build: Build, into: Mapping, { merges = [], entries }: Frame): void {
  for (const { value, span } of merges) {
    for (const source of Array.isArray(value) ? value : [value]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        // An alias that stands for nothing has had its fault.
        const told =
          source === null &&
          (build.exhausted || build.faults.some(({ start, end }) => start >= build.base + span[0] && end <= build.base + span[1]))
        if (!told) fault(build, span, '`<<` merges mappings only: <<: *name, or <<: [*one, *two]')
        return
      }
      const from: Mapping = source
      const names = Object.keys(from)
      if (!expand(build, names.length, span)) return
      for (const name of names) {
        if (Object.hasOwn(into, name)) continue
        put(into, name, from[name])
        const origin = build.places?.get(source)?.get(name)
        if (origin) entries?.set(name, origin)
      }
    }
  }
}

/** Sets a key of its own, even one named `__proto__`. */
function put(mapping: Mapping, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(mapping, key, { value, enumerable: true, configurable: true, writable: true })
  else mapping[key] = value
}

const shift = (span: Span, by: number): Span => (by === 0 ? span : [span[0] + by, span[1] + by])
