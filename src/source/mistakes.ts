/** What the errors of the package `yaml` mean to the author of a spec: where the mistake was made and how to mend it. */
import type { ErrorCode, YAMLError } from 'yaml'
import type { Fault } from './fault.ts'
import type { Span } from './places.ts'
import { secondKey } from './reasons.ts'

/** What one reading of a text yields, beside the errors. `quotes`: the opening quote of each quoted scalar, by the offset of its end. */
export interface Reading {
  readonly text: string
  readonly errors: readonly YAMLError[]
  readonly quotes: ReadonlyMap<number, number>
  /** Brackets that are never closed, and where that was noticed, in the order of the latter. */
  readonly unclosed: readonly { readonly noticed: number; readonly open: number }[]
}

/** A mistake and the span in which other errors are likely to be its mere consequence, unless they are `certain`. */
export interface Mistake extends Fault {
  readonly covers: Span
  readonly certain?: true
  /** Set where the same mistake in the next line is no other one. */
  readonly runsOn?: true
  /** Set where the parser takes the document to have ended. */
  readonly ends?: true
  /** Set for what the parser has no place for: after the end of a document, all that is left over. */
  readonly loose?: true
}

/** The mistake behind an error; undefined for an error that another one tells better, or that is not about syntax. */
export function explain(reading: Reading, { code, message, pos }: YAMLError): Mistake | undefined {
  const { text } = reading
  const [start] = pos
  const here = line(text, start)
  const token = /^\s*([^\s,[\]{}]+|\S)/.exec(text.slice(start, here.end))?.[1] ?? ''
  const at = start + Math.max(text.slice(start, here.end).indexOf(token), 0)
  const whole = (words: string): Mistake => mistake([at, Math.max(here.end, at + 1)], words)
  const word = (words: string): Mistake => mistake([at, at + Math.max(token.length, 1)], words)
  const sign = (words: string): Mistake => mistake([start, start + 1], words)

  switch (code) {
    case 'TAB_AS_INDENT':
      return /^[\s?-]*$/.test(here.before) ? { ...sign('a tab indents this line; YAML indents with blanks'), runsOn: true } : undefined
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (message.startsWith('A block sequence')) return whole(strayItem)
      if (!/:(?:\s|$)/.test(text.slice(start, here.end).replace(/\s#.*/, ''))) return undefined
      return whole(secondKey)
    case 'MULTILINE_IMPLICIT_KEY':
      if (token === '-') return whole(strayItem)
      if (message.includes('flow')) return crowded(text, [at, pos[1]])
      return /^[\s?-]*$/.test(here.before) ? noColon(text, pos) : tooDeep(text, pos)
    case 'BAD_INDENT':
      if (message.startsWith('Flow')) return openBracket(reading, pos, message)
      return /block scalar|Block scalar|indicator/.test(message) ? whole(blockIndent) : indented(text, start)
    case 'MISSING_CHAR':
      if (message.startsWith('Flow')) return openBracket(reading, pos, message)
      if (message.startsWith('Implicit map keys')) return noColon(text, pos)
      if (message.startsWith('Sequence item')) return indented(text, start)
      if (message.startsWith('Comments'))
        return sign('a comment begins without a blank before its `#`; put one there, or put the text in quotes')
      if (message.startsWith('Missing ,')) return word(`a comma is missing before \`${clip(token)}\``)
      if (message.startsWith('Missing space')) return word('no blank follows the colon before this value; put one there')
      if (message.startsWith('Block collection')) return whole('a mapping or a list begins on the line of `---`; begin it on the next line')
      if (message.includes('directives-end')) return sign('a line that begins with `%` is a directive and needs a line `---` after it')
      return message.startsWith('Tags')
        ? word(`no blank stands before \`${clip(token)}\`; put one there, or put the text in quotes`)
        : undefined
    case 'UNEXPECTED_TOKEN':
      return { ...unexpected(text, [at, at + Math.max(token.length, 1)], here.before, message), loose: true }
    case 'BAD_ALIAS':
      return sign(`\`${text[start]}\` names no anchor; put a text that begins with it in quotes`)
    case 'BAD_SCALAR_START':
      return word(`a text cannot begin with ${text[at] === '`' ? 'a backtick' : `\`${text[at]}\``}; put it in quotes`)
    case 'BAD_DQ_ESCAPE': {
      const written = text.slice(start, start + 2)
      return mistake([start, start + 2], `\`${written}\` is no escape; write \`\\${written}\` for a backslash, or use single quotes`)
    }
    case 'BLOCK_IN_FLOW':
      return crowded(text, [at, pos[1]])
    case 'TAG_RESOLVE_FAILED':
      return message.startsWith('Verbatim') ? word('this tag has no closing `>`; leave it out') : undefined
    default: {
      const words = plain[code]
      return words === undefined ? undefined : word(words)
    }
  }
}

const strayItem = 'a list item stands here among keys; align it with the other items of its list'
const blockIndent = 'the first lines of this block of text are indented more than the rest; align them'

/** What the rarer errors say. Codes that are absent are not about syntax, or are never asked for. */
const plain: Readonly<Partial<Record<ErrorCode, string>>> = {
  ALIAS_PROPS: 'an alias has an anchor or a tag before it; an alias takes neither, so leave it out',
  BAD_DIRECTIVE: 'this directive is none that YAML 1.2 knows; leave it out',
  BAD_PROP_ORDER: 'an anchor or a tag stands before this sign; write it after',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters; is a quote or a colon missing?',
  MULTIPLE_ANCHORS: 'a second anchor stands here; keep one',
  MULTIPLE_TAGS: 'a second tag stands here; keep one',
}

const mistake = ([start, end]: Span, message: string, covers: Span = [start, start]): Mistake => ({ start, end, message, covers })

const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** The line of an offset: where it starts, the text before the offset, and where its last character ends. */
function line(text: string, offset: number): { readonly start: number; readonly before: string; readonly end: number } {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  const newline = text.indexOf('\n', offset)
  const rest = text.slice(offset, newline < 0 ? text.length : newline)
  return { start, before: text.slice(start, offset), end: offset + rest.trimEnd().length }
}

/** Words that read as a key but for the colon, or for the blank after a colon or a dash. */
function noColon(text: string, [start, end]: Span): Mistake {
  const stop = Math.min(line(text, start).end, end)
  const words = text.slice(start, stop)
  const lastLine = Math.max(line(text, end).start - 1, start)
  const covers: Span = stop < end ? [start, lastLine] : [start, start]
  const [, key = words, value = ''] = /^(\S+)\s*(.*)$/s.exec(words) ?? []
  const dash = /^-([^\s-].*)$/s.exec(words)
  if (dash) return mistake([start, stop], `no blank follows the dash; write \`- ${clip(dash[1] ?? '')}\``, covers)
  const joined = /^([^\s:'"]+):(?!\/\/)([^\s:].*)$/s.exec(words)
  if (joined) return mistake([start, stop], `no blank follows the colon; write \`${clip(`${joined[1]}: ${joined[2]}`)}\``, covers)
  return mistake([start, stop], `\`${clip(words)}\` has no colon; write \`${clip(`${key}: ${value}`.trimEnd())}\``, covers)
}

/** A key indented below another key that has a value already. */
function tooDeep(text: string, [start, end]: Span): Mistake {
  const last = line(text, end)
  const from = end - last.before.trimStart().length
  return mistake(
    [from, end],
    `\`${clip(text.slice(from, end))}\` is indented below a key that has a value already; align it with that key`,
    [start, end],
  )
}

function indented(text: string, offset: number): Mistake {
  const { start } = line(text, offset)
  const [, blanks = '', token = ''] = /([ \t]*)(\S*)/.exec(text.slice(start)) ?? []
  const from = start + blanks.length
  const count = `${blanks.length} blank${blanks.length === 1 ? '' : 's'}`
  const dash = /^-[^\s-]/.test(token)
  const words = dash
    ? `no blank follows the dash; write \`- ${clip(token.slice(1))}\``
    : `this line is indented by ${count}, unlike its neighbours; align them`
  return mistake([from, from + Math.max(token.length, 1)], words)
}

/** The bracket that the error at `pos` says is not closed: opened where it stands, or closed by one of the other kind. */
function openBracket({ text, unclosed }: Reading, [start]: Span, message: string): Mistake {
  const closer = message.slice(-1)
  const opener = closer === ']' ? '[' : '{'
  if (text[start] === ']' || text[start] === '}') {
    return mistake(
      [start, start + 1],
      `\`${text[start]}\` stands here, but the bracket to close is \`${opener}\`; write \`${closer}\` before it`,
    )
  }
  let low = 0
  let high = unclosed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((unclosed[middle]?.noticed ?? 0) < start) low = middle + 1
    else high = middle
  }
  const noticed = unclosed[low]?.noticed
  let open = start
  for (let index = low; unclosed[index]?.noticed === noticed; index++) {
    const bracket = unclosed[index]?.open
    if (bracket === undefined) break
    if (text[bracket] === opener) open = bracket
  }
  const words = `the bracket \`${opener}\` opened here is not closed where its lines end; close it, or indent its lines`
  return { ...mistake([open, open + 1], words, [open, start]), certain: true }
}

/** Something that stands where a value has ended. */
function unexpected(text: string, span: Span, before: string, message: string): Mistake {
  const token = text.slice(span[0], span[1])
  const name = `\`${clip(token)}\``
  const ofLine = /^[\s?-]*$/.test(before)
  if (message.startsWith('Unexpected ,')) return mistake(span, 'nothing stands before this comma; remove it')
  if (message.includes('Block scalar header') || message.startsWith('Not a YAML token')) {
    return mistake(span, `${name} stands on the line where a block of text is announced; begin the text on the next line`)
  }
  if (message.includes('on same line with key')) {
    return ofLine ? mistake(span, strayItem) : mistake(span, 'a list begins on the line of its key; begin it on a line of its own')
  }
  if (/^[\]}]/.test(token)) {
    const words = `\`${token[0]}\` closes nothing; remove it, or put the text in quotes`
    return { ...mistake([span[0], span[0] + 1], words), ends: true }
  }
  if (/^-[^\s-]/.test(token) && ofLine) return mistake(span, `no blank follows the dash; write \`- ${clip(token.slice(1))}\``)
  if (ofLine) {
    const words = `${name} stands where nothing is due; check the indentation of this line and of the one above it`
    return { ...mistake(span, words), ends: true }
  }
  if (token.startsWith(',')) return mistake([span[0], span[0] + 1], 'this comma follows a value that has ended; remove it')
  if (/^[\s-]*(["']).*\1\s+$/.test(before)) return mistake(span, `no colon stands between the key and ${name}; write one after the key`)
  if (before.endsWith("'")) return mistake(span, `${name} follows a quote that ends the text; write \`''\` for a quote within it`)
  return mistake(span, `${name} follows a value that has ended; put the whole value in quotes`)
}

/** What reads as an entry of its own within brackets, but is not set apart. */
function crowded(text: string, [start, end]: Span): Mistake {
  const words = clip(text.slice(start, end).trim().replace(/\s+/g, ' '))
  const stop = Math.min(line(text, start).end, end)
  return mistake(
    [start, stop],
    `\`${words}\` reads as two things within brackets; is a comma missing in it, or a closing bracket before it?`,
  )
}
