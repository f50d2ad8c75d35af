/** An inventory of servers as comma-, semicolon- or tab-separated values: a row each, columns found by name. */
import type { Position } from '../finding.ts'
import { type Cell, readCsv } from '../source/csv.ts'
import { decode } from '../source/decode.ts'
import { lineStarts, positionAt } from '../source/text.ts'
import { columnOf, isUnknown, meant } from './columns.ts'
import { readers, type Said, type Saying } from './said.ts'

export interface Remark {
  readonly at: Position
  readonly message: string
}

export interface Inventory {
  readonly servers: readonly Said[]
  /** What keeps it from being used. */
  readonly faults: readonly Remark[]
  /** Columns of which nothing is read. */
  readonly passedOver: readonly Remark[]
}

const separators = [',', ';', '\t']
/** Rows above the header, such as a title. */
const mostAbove = 20
const looked = 16 * 1024

interface Header {
  readonly separator: string
  readonly index: number
  readonly cells: readonly Cell[]
}

/** The first row that has a column for names and another that is known; of several separators the one by which most are. */
function headerOf(text: string): Header | undefined {
  const known = ({ cells }: Header): number => cells.filter((cell) => columnOf(cell.text)).length
  const found = separators.flatMap((separator): Header[] => {
    const { rows } = readCsv(text.slice(0, looked), separator)
    const headers = rows.slice(0, mostAbove).map((cells, index) => ({ separator, index, cells }))
    return headers.filter((each) => known(each) > 1 && each.cells.some((cell) => columnOf(cell.text)?.saying === 'name')).slice(0, 1)
  })
  return found.sort((a, b) => known(b) - known(a))[0]
}

/** Whether a file is an inventory: text whose columns are named as those of one. */
export const isInventory = (bytes: Buffer): boolean => headerOf(bytes.toString('utf8').replace(/^\uFEFF/, '')) !== undefined

/** Reads an inventory. Never throws; a cell that cannot be read is a fault, and an empty one says nothing. */
export function readInventory(bytes: Buffer): Inventory {
  const { text, faults: damage } = decode(bytes)
  const starts = lineStarts(text)
  const remark = (offset: number, message: string): Remark => ({ at: positionAt(starts, offset), message })
  const broken = damage.filter(({ severity }) => severity !== 'warning').map(({ start, message }) => remark(start, message))
  const refuse = (faults: readonly Remark[]): Inventory => ({ servers: [], faults, passedOver: [] })
  if (broken.length > 0) return refuse(broken)
  const header = headerOf(text)
  if (!header) return refuse([remark(0, 'no row names the columns: name, version and others; see cuspec init --help')])
  const { rows, faults: torn } = readCsv(text, header.separator)
  const faults = torn.map(({ start, message }) => remark(start, message))
  const say = ({ start }: Cell, message: string): void => {
    faults.push(remark(start, message))
  }
  const columns = header.cells.map((cell) => ({ cell, column: columnOf(cell.text) }))
  for (const { cell, column } of columns) {
    const twin = columns.find((other) => other.column === column)?.cell
    if (column && twin && twin !== cell) say(cell, `\`${twin.text.trim()}\` and \`${cell.text.trim()}\` name the same thing`)
  }
  const passedOver = columns.flatMap(({ cell, column }) =>
    column || cell.text.trim() === ''
      ? []
      : [remark(cell.start, `nothing is read of the column \`${cell.text.trim()}\`${meant(cell.text)}`)],
  )
  const seen = new Map<string, Position>()
  const servers = rows.slice(header.index + 1).flatMap((cells): Said[] => {
    if (cells.every(({ text }) => isUnknown(text))) return []
    const beyond = cells.slice(columns.length).find(({ text }) => text.trim() !== '')
    if (beyond) say(beyond, `more fields than the ${columns.length} of the header; a text with the separator in it needs double quotes`)
    const written = cells.flatMap((cell, index) => {
      const column = columns[index]?.column
      return column && !isUnknown(cell.text) ? [{ ...column, cell, text: (column.prefix ?? '') + cell.text.trim() }] : []
    })
    const name = written.find(({ saying }) => saying === 'name')
    if (!name) {
      if (cells[0]) say(cells[0], 'this row names no server')
      return []
    }
    const place = positionAt(starts, name.cell.start)
    const first = seen.get(name.text.toLowerCase())
    if (first) say(name.cell, `the name \`${name.text}\` stands in line ${first.line}, too`)
    seen.set(name.text.toLowerCase(), first ?? place)
    let said: Said = {}
    for (const saying of new Set(written.map((each) => each.saying))) {
      const parts = written.filter((each) => each.saying === saying)
      const answer = readers[saying](parts.map(({ text }) => text).join(joiner(saying)))
      if ('fault' in answer) say(parts[0]?.cell ?? name.cell, answer.fault)
      else said = { ...said, ...answer.said }
    }
    return [said]
  })
  if (servers.length === 0 && faults.length === 0) faults.push(remark(header.cells[0]?.start ?? 0, 'no server stands below the header'))
  return { servers, faults, passedOver }
}

const joiner = (saying: Saying): string => (saying === 'phone' ? '; ' : ' ')
