/** The lines of an order as CSV: RFC 4180, and safe to open in a spreadsheet program. */
import type { Order } from '../../licensing/order/order.ts'
import type { Where } from '../address.ts'
import { visible } from '../visible.ts'
import { type Cell, lineHeadings, lineRows } from './grid.ts'

// Without it Excel takes the text for that of an old code page. LibreOffice and other readers of UTF-8 pass over it.
const byteOrderMark = '\uFEFF'

export function orderCsv(order: Order, where: Where): string {
  const rows = [lineHeadings.map(({ title }) => title), ...lineRows(order, where)]
  return byteOrderMark + rows.map((cells) => `${cells.map(field).join(',')}\r\n`).join('')
}

/** Figures that we made stay figures. */
function field(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'object' && 'day' in cell) return cell.day
  if (typeof cell === 'object' && 'figure' in cell) return cell.figure
  if (typeof cell === 'object' && 'id' in cell) return quoted(numeric.test(cell.id) ? `'${cell.id}` : harmless(visible(cell.id)))
  return quoted(harmless(visible(typeof cell === 'object' ? cell.says : (cell ?? ''))))
}

/** What a spreadsheet program would take for a number or a day: the MAC 00E112233445, the serial number 00123456, 12DEC0000001. */
const numeric = /^\d+(?:(?:[DE]|DEC|FEB)\d*)?$/i

const quoted = (text: string): string => (/[",;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/**
 * A spreadsheet program calculates what begins with one of these signs, in their wide forms too; it takes a quotation mark before them off.
 * Where semicolons part the fields, as in much of Europe, a field begins after each, quoted or not.
 */
const harmless = (text: string): string =>
  text.replace(/(^|;)([\s"']*)(?=[-=+@\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20])/g, "$1'$2")
