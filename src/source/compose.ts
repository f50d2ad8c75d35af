/** YAML events to plain values, with a fault for everything that two readers might take for two things. */
import {
  type AliasEvent,
  COLLECTION_STYLE_BLOCK,
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE_PLAIN,
  type ScalarEvent,
} from 'js-yaml'
import { anchor, type Build, begin, close, count, expand, fault, keyDue, mergeKey, open, place, takeKey } from './build.ts'
import type { Fault } from './fault.ts'
import { limits } from './limits.ts'
import { type Places, type Span, spanOf } from './places.ts'
import { secondKey } from './reasons.ts'
import { ambiguousNumber, isInteger, resolvePlain } from './scalar.ts'
import { suggest } from './suggest.ts'

export interface Composed {
  readonly value: unknown
  /** Offset of the first character of the root. */
  readonly start: number
  readonly faults: readonly Fault[]
  /** Whether some number is written as `010` is, which is ten to one reader and eight to another. */
  readonly ambiguous: boolean
}

/**
 * Composes the documents that `events` tell of. `base` is added to every offset, for a text that is part of a longer one.
 * Where `places` is given, every key and value is entered there. Never throws for what the text says.
 */
export function compose(text: string, events: readonly Event[], base: number, places?: Places): Composed[] {
  const documents: Composed[] = []
  let build = begin(text, base, places)
  let ambiguous = false
  for (const event of events) {
    switch (event.type) {
      case EVENT_DOCUMENT:
        build = begin(text, base, places, build.last)
        ambiguous = false
        checkDirectives(build, event.directives)
        break
      case EVENT_MAPPING:
        checkTag(build, event, mappingTags)
        checkLine(build, event)
        open(build, {}, event.start, anchorName(text, event))
        break
      case EVENT_SEQUENCE:
        checkTag(build, event, listTags)
        open(build, [], event.start, anchorName(text, event))
        break
      case EVENT_SCALAR:
        if (takeScalar(build, event)) ambiguous = true
        break
      case EVENT_ALIAS:
        takeAlias(build, event)
        break
      case EVENT_POP:
        if (build.stack.length > 0) close(build)
        else documents.push({ value: build.root, start: Math.max(build.start, 0) + base, faults: build.faults, ambiguous })
        break
    }
  }
  return documents
}

/** Takes a scalar as key or value. True for a number written ambiguously. */
function takeScalar(build: Build, event: ScalarEvent): boolean {
  const { text } = build
  const empty = event.valueStart < 0
  const due = keyDue(build)
  const span = spanOf(build, event, due !== undefined)
  const pastIndicator = empty && (due ? /\?/ : /[:-]/).test(text[span[0]] ?? '') ? 1 : 0
  build.last = Math.max(build.last, span[1] + pastIndicator)
  count(build)
  const source = empty ? '' : event.fast ? text.slice(event.valueStart, event.valueEnd) : getScalarValue(text, event)
  const plain = event.style === SCALAR_STYLE_PLAIN
  const name = anchorName(text, event)

  if (due) {
    checkTag(build, event, stringTags)
    if (empty) fault(build, span, 'a key is missing here; write one before the colon')
    if (name !== undefined) anchor(build, name, source, 1)
    takeKey(build, due, plain && source === '<<' && event.tagStart < 0 ? mergeKey : source, span)
    return false
  }

  const tag = checkTag(build, event, scalarTags)
  const isText = tag === undefined ? !plain : stringTags.test(tag)
  const value = isText ? source : resolvePlain(source)
  if (tag !== undefined && !fitsTag(tag, value, source)) fault(build, span, `\`${source}\` is not what its tag \`${tag}\` says`)
  if (name !== undefined) anchor(build, name, value, 1)
  place(build, value, span)
  return typeof value === 'number' && ambiguousNumber(source)
}

function takeAlias(build: Build, { anchorStart, anchorEnd }: AliasEvent): void {
  const span: Span = [anchorStart - 1, anchorEnd]
  build.last = span[1]
  const due = keyDue(build)
  if (due) {
    takeKey(build, due, undefined, span)
    return
  }
  const name = build.text.slice(anchorStart, anchorEnd)
  const target = build.anchors.get(name)
  if (!target) {
    const near = build.faults.length < limits.faults ? suggest(name, build.anchors.keys()) : undefined
    const hint = near === undefined ? '' : `; did you mean \`*${near}\`?`
    fault(build, span, `no anchor \`&${name}\` stands before the alias \`*${name}\`${hint}`)
  } else if (target.size === 0) {
    fault(build, span, `the alias \`*${name}\` stands inside what it stands for`)
  }
  const usable = target !== undefined && target.size > 0 && expand(build, target.size, span)
  count(build)
  place(build, usable ? target.value : null, span)
}

const mappingTags = /^!(?:!map)?$/
const listTags = /^!(?:!seq)?$/
const stringTags = /^!(?:!str)?$/
const scalarTags = /^!(?:!(?:str|int|float|bool|null))?$/

/** The tag of a node, if it has one that is understood. Others are a fault: they mean something to some readers only. */
function checkTag(
  build: Build,
  { tagStart, tagEnd }: { readonly tagStart: number; readonly tagEnd: number },
  understood: RegExp,
): string | undefined {
  if (tagStart < 0) return undefined
  const tag = build.text.slice(tagStart, tagEnd)
  if (understood.test(tag)) return tag
  fault(build, [tagStart, tagEnd], `the tag \`${tag}\` has no meaning in a spec; leave it out`)
  return undefined
}

/** Refuses `a: &b c: d`, which is no YAML: js-yaml 5.5 takes it for a mapping within the line of its key. */
function checkLine(build: Build, { start, style }: MappingEvent): void {
  const parent = build.stack[build.stack.length - 1]
  if (style !== COLLECTION_STYLE_BLOCK || parent?.key === undefined) return
  const between = build.text.slice(parent.keySpan[1], start)
  if (!/[\r\n]/.test(between)) fault(build, [start, start + 1], secondKey)
}

function fitsTag(tag: string, value: unknown, source: string): boolean {
  if (tag === '!!int') return isInteger(source)
  if (tag === '!!float') return typeof value === 'number'
  if (tag === '!!bool') return typeof value === 'boolean'
  return tag !== '!!null' || value === null
}

function checkDirectives(build: Build, directives: readonly { readonly kind: string; readonly version?: string }[]): void {
  const line = /^%(?:YAML|TAG)[^\r\n]*/gm
  line.lastIndex = build.last
  for (const { kind, version } of directives) {
    const found = line.exec(build.text)
    if (!found || version === '1.2') continue
    const written = found[0].trimEnd()
    const reason = kind === 'yaml' ? 'a spec is read as YAML 1.2' : 'a spec uses no tags'
    fault(build, [found.index, found.index + written.length], `\`${written}\` would change what the text means; ${reason}`)
  }
}

const anchorName = (
  text: string,
  { anchorStart, anchorEnd }: { readonly anchorStart: number; readonly anchorEnd: number },
): string | undefined => (anchorStart < 0 ? undefined : text.slice(anchorStart, anchorEnd))
