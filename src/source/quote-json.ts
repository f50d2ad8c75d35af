/** Quotes as JSON: a list of rows, or an object that has one, such as the order itself. */
import type { Path, Position } from '../finding.ts'
import { explainBroken, type Input, open } from './open.ts'
import { locator } from './parse.ts'
import { type Column, columnOf, type Field, type QuoteFault, type QuoteRow, readRow, type Say } from './quote-columns.ts'
import { lineStarts, positionAt } from './text.ts'

/** Reads JSON with the guards of a spec: a key that stands twice is a fault, and so is what nests too deep. */
export async function readQuoteJson(input: Input): Promise<{ readonly rows: readonly QuoteRow[]; readonly faults: readonly QuoteFault[] }> {
  const source = await explainBroken(open(input))
  const starts = lineStarts(source.text)
  const [document, second] = source.documents
  const faults = [...source.faults, ...source.documents.flatMap((each) => each.faults)]
    .filter(({ severity }) => severity !== 'warning')
    .map(({ start, message }): QuoteFault => ({ at: positionAt(starts, start), message }))
  if (faults.length > 0 || !document) return { rows: [], faults }
  const { range } = locator(source, document)
  const place = (path: Path): Position => range(path).start
  const say: Say = (at, message) => faults.push({ at, message })
  if (second) say(positionAt(starts, second.start), 'a second document begins here, but a quote is one')
  const list = listIn(document.value)
  if (!list) say(place([]), 'no list of rows: it takes `[{ "partNumber": "…", "quantity": 3 }]`, or an order with its `lines`')
  const rows = (faults.length === 0 && list ? list.rows : []).flatMap((row, index): readonly QuoteRow[] => {
    const path = [...(list?.path ?? []), index]
    if (!isObject(row)) {
      say(place(path), 'this row is no object with a part number and a quantity')
      return []
    }
    const fields = new Map<Column, Field>()
    const twin = gather(row, path, list?.isOrder === true, fields, place)
    if (twin) {
      say(twin.at, `\`${twin.name}\` and another key of this row name the same thing, so that it is not known which of them counts`)
      return []
    }
    const read = readRow(fields, say)
    return read ? [read] : []
  })
  return { rows, faults }
}

interface Rows {
  readonly rows: readonly unknown[]
  readonly path: Path
  /** Whether it is an order as cuspec writes it. */
  readonly isOrder: boolean
}

function listIn(value: unknown): Rows | undefined {
  if (Array.isArray(value)) return { rows: value, path: [], isOrder: false }
  if (!isObject(value)) return undefined
  const key = ['lines', 'rows', 'items'].find((name) => Array.isArray(value[name]))
  const rows = key === undefined ? undefined : value[key]
  return key !== undefined && Array.isArray(rows) ? { rows, path: [key], isOrder: Object.hasOwn(value, 'formatVersion') } : undefined
}

/** Enters what a row says, its `item` and the one thing that it `gives` as if they stood in it. Returns a key that says again what another said. */
function gather(
  row: Readonly<Record<string, unknown>>,
  path: Path,
  isOrder: boolean,
  fields: Map<Column, Field>,
  place: (path: Path) => Position,
): { readonly name: string; readonly at: Position } | undefined {
  for (const [name, value] of Object.entries(row)) {
    const here = [...path, name]
    const within = name === 'item' ? value : name === 'gives' && Array.isArray(value) && value.length === 1 ? value[0] : undefined
    if (isObject(within)) {
      const twin = gather(within, name === 'item' ? here : [...here, 0], isOrder, fields, place)
      if (twin) return twin
      continue
    }
    // A price may be an object of an amount and a currency.
    if (columnOf(name) === 'price' && isObject(value)) {
      enter(fields, 'price', value.amount, place([...here, 'amount']))
      enter(fields, 'currency', value.currency, place([...here, 'currency']))
      continue
    }
    const column = columnOf(name)
    // Of a line of an order it is the last day of the licence that the line replaces.
    if (column === undefined || (isOrder && column === 'expires')) continue
    if (fields.has(column)) return { name, at: place(here) }
    enter(fields, column, value, place(here))
  }
  return undefined
}

function enter(fields: Map<Column, Field>, column: Column, value: unknown, at: Position): void {
  if (typeof value === 'number') fields.set(column, { text: String(value), at, exact: true })
  else if (typeof value === 'string' || typeof value === 'boolean') fields.set(column, { text: String(value), at })
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
