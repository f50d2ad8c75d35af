/** What came back on an order: which kind of file it is, by its content, and quotes read row by row. */
import { isUtf8 } from 'node:buffer'
import { decode, wideEncoding } from './decode.ts'
import { limits } from './limits.ts'
import type { Input } from './open.ts'
import type { QuoteFault, QuoteRow } from './quote-columns.ts'
import { headerOf, readQuoteCsv } from './quote-csv.ts'
import { readQuoteJson } from './quote-json.ts'
import { lineStarts, positionAt } from './text.ts'

export type { QuoteFault, QuoteRow } from './quote-columns.ts'

export interface Quote {
  readonly rows: readonly QuoteRow[]
  readonly faults: readonly QuoteFault[]
}

const keyword = /^[> \t]*(?:FEATURE|INCREMENT|UPGRADE|PACKAGE|SERVER|VENDOR|DAEMON|USE_SERVER)(?=\s|$)/m
const licensed = /^[> \t]*(?:feature|increment)[ \t]+\S+[ \t]+cisco\b|\b(?:VENDOR_STRING|HOSTID|SIGN)=/im
const page = /^\s*<(?:!doctype\s{1,9}html|html|head|body|script)\b/i

/** What a file that was delivered is by its content; what it seems to be where it is none that can be read. */
export function contentOf(bytes: Buffer): 'license' | 'csv' | 'json' | { readonly reason: string } {
  if (bytes.length === 0) return { reason: 'it is empty' }
  const start = bytes.toString('latin1', 0, 8)
  if (start.startsWith('PK\x03\x04')) return { reason: 'it is a spreadsheet or another archive; save its table as CSV' }
  if (start.startsWith('%PDF')) return { reason: 'it is a PDF; ask for the table as CSV' }
  if (start.startsWith('\xD0\xCF\x11\xE0')) return { reason: 'it is an Office document of the old kind; save its table as CSV' }
  const text = textOf(bytes)
  if (/^\s*[[{]/.test(text)) return 'json'
  if (headerOf(text)) return 'csv'
  // A page in place of the file is damage that the reader of licence files words.
  if (keyword.test(text) || licensed.test(text) || page.test(text)) return 'license'
  return { reason: '' }
}

/** Enough of a text to tell what it is, whatever its encoding. */
function textOf(bytes: Buffer): string {
  const text = isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1')
  return (wideEncoding(bytes) ? text.replaceAll('\0', '').replace(/^[ÿþ]{2}/, '') : text).replace(/^\uFEFF/, '')
}

/** Reads a quote. Never throws: a row with a fault is left out, and the fault says where it stands. */
export async function readQuote(kind: 'csv' | 'json', input: Input): Promise<Quote> {
  const { bytes } = input
  const refuse = (message: string): Quote => ({ rows: [], faults: [{ at: { line: 1, column: 1 }, message }] })
  const wide = wideEncoding(bytes)
  if (wide) return refuse(`the text is ${wide}; save it as UTF-8, which spreadsheets call CSV UTF-8`)
  if (bytes.length > limits.named) return refuse('more than 4 MiB, but a quote may have at most that; split it')
  const quote = kind === 'json' ? await readQuoteJson(input) : readText(bytes)
  const more = quote.faults.length - limits.faults
  if (more <= 0) return quote
  const [first] = quote.faults
  const rest = { at: first?.at ?? { line: 1, column: 1 }, message: `${more} more places are faulty` }
  return { rows: quote.rows, faults: [...quote.faults.slice(0, limits.faults), rest] }
}

function readText(bytes: Buffer): Quote {
  const { text, faults } = decode(bytes)
  const starts = lineStarts(text)
  const broken = faults.filter(({ severity }) => severity !== 'warning')
  if (broken.length > 0) return { rows: [], faults: broken.map(({ start, message }) => ({ at: positionAt(starts, start), message })) }
  const header = headerOf(text)
  return header ? readQuoteCsv(text, header) : { rows: [], faults: [{ at: { line: 1, column: 1 }, message: 'no header row' }] }
}
