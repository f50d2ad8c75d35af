/** Quotes as comma-, semicolon- or tab-separated values, their columns found by name. */
import type { Position } from '../finding.ts'
import { type Cell, type Csv, readCsv } from './csv.ts'
import { type Column, columnOf, type Field, type Fields, type QuoteFault, type QuoteRow, readRow, type Say } from './quote-columns.ts'
import { lineStarts, positionAt } from './text.ts'

const separators = [',', ';', '\t']
/** Rows above the header, such as an address, and how much of the text is looked at for them. */
const mostAbove = 20
const looked = 16 * 1024

export interface Header {
  readonly separator: string
  /** Of its row. */
  readonly index: number
  readonly columns: readonly (Column | undefined)[]
}

/** The separator and the header of a text: the first row that names a quantity, and what it is of. */
export function headerOf(text: string): Header | undefined {
  const found = separators.flatMap((separator): Header[] => {
    const { rows } = readCsv(text.slice(0, looked), separator)
    const headers = rows.slice(0, mostAbove).map((row) => row.map((cell) => columnOf(cell.text)))
    const index = headers.findIndex(isHeader)
    const columns = headers[index]
    return columns ? [{ separator, index, columns }] : []
  })
  const known = ({ columns }: Header): number => columns.filter((column) => column !== undefined).length
  return found.sort((a, b) => known(b) - known(a))[0]
}

const isHeader = (columns: readonly (Column | undefined)[]): boolean =>
  columns.some((column) => column === 'quantity' || column === 'units') &&
  columns.some((column) => column === 'partNumber' || column === 'feature' || column === 'number')

/** Reads the rows below a header. A row with a field more than the header has is not read: its fields may stand under the wrong names. */
export function readQuoteCsv(text: string, header: Header): { readonly rows: readonly QuoteRow[]; readonly faults: readonly QuoteFault[] } {
  const csv = readCsv(text, header.separator)
  const starts = lineStarts(text)
  const place = (offset: number): Position => positionAt(starts, offset)
  const faults = csv.faults.map(({ start, message }): QuoteFault => ({ at: place(start), message }))
  const say: Say = (at, message) => faults.push({ at, message })
  if (namesTwice(csv, header, (cell, message) => say(place(cell.start), message))) return { rows: [], faults }
  const width = header.columns.length
  const rows = csv.rows.slice(header.index + 1).flatMap((cells) => {
    const beyond = cells.slice(width).find(({ text }) => text.trim() !== '')
    if (!beyond) return readRow(fieldsOf(cells, header, place), say) ?? []
    say(place(beyond.start), `more fields than the ${width} of the header; a text with the separator in it needs double quotes around it`)
    return []
  })
  return { rows, faults }
}

/** Whether two columns have one meaning, so that it is not known which counts. */
function namesTwice({ rows }: Csv, { index, columns }: Header, say: (cell: Cell, message: string) => void): boolean {
  const seen = new Map<Column, Cell>()
  let twice = false
  for (const [place, cell] of (rows[index] ?? []).entries()) {
    const column = columns[place]
    const twin = column && seen.get(column)
    if (column && !twin) seen.set(column, cell)
    if (!twin) continue
    say(cell, `\`${twin.text.trim()}\` and \`${cell.text.trim()}\` name the same thing, so that it is not known which of them counts`)
    twice = true
  }
  return twice
}

function fieldsOf(cells: readonly Cell[], { columns }: Header, place: (offset: number) => Position): Fields {
  const fields = new Map<Column, Field>()
  for (const [index, { text, start }] of cells.entries()) {
    const column = columns[index]
    if (column) fields.set(column, { text, at: place(start) })
  }
  return fields
}
