/** Reads FLEXlm licence files, the text files that license Cisco Unity from 4.0 on. */
import type { Fault } from '../fault.ts'
import { limits } from '../limits.ts'
import type { Span } from '../places.ts'
import { suggest } from '../suggest.ts'
import { compare, serverless } from './across.ts'
import { textOf } from './bytes.ts'
import { damageOf } from './damage.ts'
import { type Lexed, lex } from './lex.ts'
import { keywordOf, keywords, type LicenseLine } from './lines.ts'
import { mask } from './mask.ts'
import { readOther } from './others.ts'
import { readTerms } from './terms.ts'

export type * from './lines.ts'

export interface LicenseText {
  /** The text as it may be shown: every character of a signature is `*`, so that offsets stay. */
  readonly shown: string
  readonly lines: readonly LicenseLine[]
  /** By place; at most as many as `limits.faults`. */
  readonly faults: readonly Fault[]
}

/** Reads the bytes of a licence file. Never throws. Where the text is damaged all over, one fault says so and there are no lines. */
export function readLicense(bytes: Buffer): LicenseText {
  const { text: raw, fault } = textOf(bytes)
  if (fault) return { shown: '', lines: [], faults: [fault] }
  const shown = mask(raw)
  const damage = damageOf(raw)
  if (damage) return { shown, lines: [], faults: [damage] }
  const { lines: lexed, hardBlank } = lex(shown)
  const read = lexed.map((line) => readLine(raw, line))
  const { lines, faults: between } = compare(read.flatMap(({ line }) => line ?? []))
  const torn = tornFault(lexed, read)
  const unknown = [...strays(read, 'word'), ...strays(read, 'attribute')]
  const whole = [torn, hardBlank && hardBlankFault(hardBlank), ...unknown].filter((each) => each !== undefined)
  const own = read.flatMap(({ faults }) => faults)
  const knownAll = unknown.length === 0 && read.every(({ near }) => !near)
  const server = knownAll ? serverless(lines) : undefined
  const faults = [...whole, ...(server ? [server] : []), ...own.slice(0, limits.faults), ...between].slice(0, limits.faults)
  const grants = lines.some(({ keyword }) => /^(?:FEATURE|INCREMENT|UPGRADE|PACKAGE)$/.test(keyword))
  if (faults.length === 0 && !grants)
    faults.push({ start: 0, end: 0, message: 'no licence in this file: it has no FEATURE or INCREMENT line' })
  return { shown, lines, faults: faults.sort((a, b) => a.start - b.start || a.end - b.end) }
}

interface Read {
  readonly line?: LicenseLine
  readonly faults: readonly Fault[]
  /** Whether faults are left unsaid, since the line is torn. */
  readonly hushed?: boolean
  /** Whether it breaks off, so that its rest may stand below. */
  readonly broken?: boolean
  /** Whether it begins with something much like a keyword. */
  readonly near?: boolean
  /** Where it begins with no keyword at all, with what. */
  readonly stray?: 'word' | 'attribute'
  readonly span: Span
}

/** One cause, one fault: what else is amiss in a line that breaks off or is torn is left unsaid. */
function readLine(raw: string, lexed: Lexed): Read {
  const first = lexed.words[0]
  const span = first?.span ?? lexed.span
  const broken = lexed.fault ? [lexed.fault] : []
  if (!first) return { faults: broken, span }
  const keyword = first.quoted ? undefined : keywordOf(first.text)
  if (!keyword) {
    const near = first.name === undefined ? suggest(first.text, keywords) : undefined
    if (near === undefined) return { faults: [], span, stray: first.name === undefined ? 'word' : 'attribute' }
    return {
      faults: [{ start: span[0], end: span[1], message: `\`${first.text}\` is no FLEXlm keyword; did you mean \`${near}\`?` }],
      span,
      near: true,
    }
  }
  const terms = keyword === 'FEATURE' || keyword === 'INCREMENT' || keyword === 'UPGRADE'
  const { line, faults } = terms ? readTerms(raw, keyword, lexed) : readOther(keyword, lexed)
  const torn = lexed.breaks.length > 0
  const said = broken.length > 0 ? broken : torn ? [] : [...spelt(first.text, keyword, span), ...faults]
  return {
    ...(line && { line }),
    faults: said,
    hushed: torn && faults.some(({ severity }) => severity !== 'warning'),
    broken: broken.length > 0,
    span,
  }
}

function spelt(written: string, keyword: string, [start, end]: Span): readonly Fault[] {
  if (written === keyword) return []
  return [{ start, end, message: `\`${written}\` is read as ${keyword}, which FLEXlm writes in capitals`, severity: 'warning' }]
}

/** Libraries from 7.0 on can do without `\` between words, so that a line which reads well is no more than a warning; within a value it is torn. */
function tornFault(lexed: readonly Lexed[], read: readonly Read[]): Fault | undefined {
  const breaks = lexed.flatMap(({ breaks }) => breaks)
  const [first] = breaks
  if (!first) return undefined
  const times = breaks.length > 1 ? `, the first of ${breaks.length} such places` : ''
  const message = `the line before goes on here, but does not end in \`\\\`${times}; mail programs break lines so: fetch the attachment again another way`
  const readable = read.every(({ hushed }) => !hushed) && lexed.every(({ torn }) => !torn)
  return { start: first[0], end: first[1], message, ...(readable && { severity: 'warning' }) }
}

const hardBlankFault = ([start, end]: Span): Fault => ({
  start,
  end,
  message: 'a no-break space stands between words, as mail programs and browsers put it; fetch the attachment again another way',
})

/** One fault for all lines that begin with a word, or with an attribute, which is nothing to begin a line with; the rest of a broken line is known. */
function strays(read: readonly Read[], kind: 'word' | 'attribute'): readonly Fault[] {
  const found = read.filter(({ stray }, index) => stray === kind && !(kind === 'attribute' && read[index - 1]?.broken))
  const [first] = found
  if (!first) return []
  const others = found.length === 1 ? '' : `, nor do ${found.length - 1} more`
  const message =
    kind === 'word'
      ? 'this line begins with no FLEXlm keyword'
      : 'this attribute begins a line, but it belongs to none; it does not continue the one before'
  return [{ start: first.span[0], end: first.span[1], message: kind === 'word' ? `${message}${others}` : message }]
}
