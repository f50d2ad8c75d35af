/** What a text says node by node, comments and layout aside, so that two texts can be held against each other. */
import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  type Event,
  getScalarValue,
  SCALAR_STYLE_PLAIN,
} from 'js-yaml'
import { chunks, eventsOf } from './parse.ts'
import type { Span } from './places.ts'

export interface Token {
  readonly says: string
  /** Where it stands: of a collection its first character, also for its end; undefined for what is not written. */
  readonly span: Span | undefined
}

/** The nodes of a text that is YAML, in order, with the ends of collections. Throws for any other text. */
export function tokensOf(text: string): Token[] {
  return chunks(text).flatMap(([from, to]) => tokensIn(text.slice(from, to), from))
}

function tokensIn(text: string, base: number): Token[] {
  const open: (Span | undefined)[] = []
  return eventsOf(text).map((event) => {
    if (event.type === EVENT_POP) return { says: 'end', span: open.pop() }
    const span = spanOf(event, base)
    if (event.type !== EVENT_SCALAR && event.type !== EVENT_ALIAS) open.push(span)
    return { says: JSON.stringify(sayings(text, event)), span }
  })
}

function spanOf(event: Exclude<Event, { readonly type: typeof EVENT_POP }>, base: number): Span | undefined {
  if (event.type === EVENT_DOCUMENT) return undefined
  if (event.type === EVENT_ALIAS) return [base + event.anchorStart - 1, base + event.anchorEnd]
  if (event.type === EVENT_SCALAR) return event.valueStart < 0 ? undefined : [base + event.valueStart, base + event.valueEnd]
  return [base + event.start, base + event.start + 1]
}

function sayings(text: string, event: Exclude<Event, { readonly type: typeof EVENT_POP }>): readonly unknown[] {
  if (event.type === EVENT_DOCUMENT) return ['document', event.directives]
  const anchor = text.slice(Math.max(event.anchorStart, 0), Math.max(event.anchorEnd, 0))
  if (event.type === EVENT_ALIAS) return ['alias', anchor]
  const tag = text.slice(Math.max(event.tagStart, 0), Math.max(event.tagEnd, 0))
  if (event.type !== EVENT_SCALAR) return [event.type === EVENT_MAPPING ? 'mapping' : 'list', tag, anchor]
  const value = event.valueStart < 0 ? undefined : getScalarValue(text, event)
  return ['scalar', tag, anchor, event.style === SCALAR_STYLE_PLAIN, value]
}
