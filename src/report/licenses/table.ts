/** Columns of text as a terminal shows them. */
import { visible, width } from '../visible.ts'

/** Rows with their cells in columns, two blanks between; cells are made visible, and columns without a cell left out. Only the last may be long. */
export function table(rows: readonly (readonly string[])[], indent = '  '): string[] {
  const shown = rows.map((cells) => cells.map((cell, column) => (column < cells.length - 1 ? cut(visible(cell)) : visible(cell))))
  const count = Math.max(0, ...shown.map(({ length }) => length))
  const widths = Array.from({ length: count }, (_, column) => shown.reduce((most, cells) => Math.max(most, width(cells[column] ?? '')), 0))
  return shown.map((cells) => {
    const padded = widths.flatMap((wide, column) => {
      const cell = cells[column] ?? ''
      return wide === 0 ? [] : [cell + ' '.repeat(wide - width(cell))]
    })
    return `${indent}${padded.join('  ')}`.trimEnd()
  })
}

const longest = 60

const cut = (cell: string): string => (cell.length > longest ? `${[...cell].slice(0, longest - 1).join('')}…` : cell)
