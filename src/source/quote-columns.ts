/** What the columns of a quote are called, and one row of it. */
import type { Position } from '../finding.ts'
import { type Price, readCount, readPrice } from './quote-figures.ts'

export type Column =
  | 'number'
  | 'partNumber'
  | 'quantity'
  | 'holder'
  | 'hostId'
  | 'feature'
  | 'units'
  | 'price'
  | 'currency'
  | 'expires'
  | 'version'

const names: readonly (readonly [Column, readonly string[]])[] = [
  ['number', ['number', 'no', '#', 'line', 'linenumber', 'orderline']],
  ['partNumber', ['partnumber', 'part', 'partno', 'sku', 'productnumber']],
  ['quantity', ['quantity', 'qty', 'count']],
  ['holder', ['for', 'server', 'holder', 'bridge']],
  ['hostId', ['hostid', 'host', 'mac', 'macaddress']],
  ['feature', ['feature']],
  ['units', ['units']],
  ['price', ['price', 'unitprice']],
  ['currency', ['currency']],
  ['expires', ['expires', 'expiry']],
  ['version', ['version', 'release']],
]

const columns: ReadonlyMap<string, Column> = new Map(names.flatMap(([column, all]) => all.map((name): [string, Column] => [name, column])))

/** The column that a name stands for, whatever its capitals, blanks and hyphens. */
export const columnOf = (name: string): Column | undefined => columns.get(name.toLowerCase().replace(/[\s_.:-]/g, ''))

/** What was written in one field. */
export interface Field {
  readonly text: string
  readonly at: Position
  /** Whether it is a number that can be read in one way only. */
  readonly exact?: boolean
}

export type Fields = ReadonlyMap<Column, Field>

/** One row of a quote. Texts are as written, without blanks around them. */
export interface QuoteRow {
  readonly at: Position
  /** Units where the row names a feature, else of the item. */
  readonly quantity: number
  readonly number?: number
  readonly partNumber?: string
  readonly holder?: string
  readonly hostId?: string
  readonly feature?: string
  readonly price?: Price
  readonly currency?: string
  readonly expires?: string
  readonly version?: string
}

/** What is wrong in a quote, and where. */
export interface QuoteFault {
  readonly at: Position
  readonly message: string
}

export type Say = (at: Position, message: string) => void

/** Reads a row. Undefined where it orders nothing, such as a total or a note, or where something is wrong with what it orders. */
export function readRow(fields: Fields, say: Say): QuoteRow | undefined {
  const field = (column: Column): Field | undefined => {
    const written = fields.get(column)
    const text = unguarded(written?.text ?? '')
    return written && text !== '' ? { ...written, text } : undefined
  }
  const [partNumber, feature, number] = [field('partNumber'), field('feature'), field('number')]
  const item = partNumber ?? feature
  const amount = partNumber || !feature ? field('quantity') : (field('units') ?? field('quantity'))
  // Rows between items have a number, a title or a sum at most.
  if (!amount && item) say(item.at, `no quantity of \`${item.text.slice(0, longest)}\``)
  if (!amount || !(item ?? number)) return undefined
  const count = readCount(amount.text)
  if ('fault' in count) {
    say(amount.at, count.fault)
    return undefined
  }
  const line = number && readCount(number.text)
  const price = field('price')
  const figure = price && readPrice(price.text)
  if (price && !figure) say(price.at, `\`${price.text.slice(0, longest)}\` is no price that can be read`)
  return {
    at: [...fields.values()][0]?.at ?? amount.at,
    quantity: count.count,
    ...(line && 'count' in line && { number: line.count }),
    ...(figure && { price: { ...figure, readings: price?.exact ? figure.readings.slice(0, 1) : figure.readings } }),
    ...said({ partNumber, feature, holder: field('holder'), hostId: hostIn(field('hostId')), currency: field('currency') }),
    ...said({ expires: field('expires'), version: field('version') }),
  }
}

/** A host id without the label that an order writes before it, as in `MAC address: 020BCD112235`; of several the last, which is the new one. */
function hostIn(field: Field | undefined): Field | undefined {
  const [, labelled] = /(?:^|;)(?=[^:;]*\b(?:MAC|serial number|host id|dongle)\b)[^:;]*: *([^;]*)$/i.exec(field?.text ?? '') ?? []
  if (!field || labelled === undefined) return field
  return labelled === 'not known' ? undefined : { ...field, text: labelled }
}

/** The texts of the fields that are there. */
function said<Name extends string>(fields: Readonly<Record<Name, Field | undefined>>): { readonly [Key in Name]?: string } {
  const texts: { [Key in Name]?: string } = {}
  for (const name in fields) {
    const text = fields[name]?.text
    if (text !== undefined) texts[name] = text
  }
  return texts
}

const longest = 40

/** A text without the apostrophe that keeps a spreadsheet from taking it for a formula, a number or a day. */
const unguarded = (text: string): string =>
  text
    .trim()
    .replace(/^'(?=\s*[=+\-@＝＋－＠]|\d+(?:(?:[DE]|DEC|FEB)\d*)?$)/i, '')
    .trim()
