/** Text in lines and columns of a width that a terminal shows. */
import { visible, width } from '../visible.ts'
import type { Column, Row } from './page.ts'

/** Breaks text that is visible already at blanks; words that are longer than a line only where they are `cut`. */
export function fold(text: string, columns: number, cut = false): string[] {
  if (width(text) <= columns) return [text]
  const rows: string[] = []
  let row = ''
  for (const word of text.split(' ').flatMap((each) => (cut ? pieces(each, columns) : [each]))) {
    if (row !== '' && width(row) + 1 + width(word) > columns) {
      rows.push(row)
      row = word
    } else row = row === '' ? word : `${row} ${word}`
  }
  return [...rows, row]
}

/** A word in pieces of at most so many columns. */
function pieces(word: string, columns: number): string[] {
  if (width(word) <= columns) return [word]
  const found: string[] = []
  let piece = ''
  let wide = 0
  for (const character of word) {
    const more = width(character)
    if (wide + more > columns && piece !== '') {
      found.push(piece)
      piece = ''
      wide = 0
    }
    piece += character
    wide += more
  }
  return [...found, piece]
}

/** Text with what stands before its first line, and as much room before the others. */
export function hanging(mark: string, text: string, columns: number): string[] {
  const room = ' '.repeat(width(mark))
  return fold(visible(text), Math.max(20, columns - room.length)).map((line, index) => (index === 0 ? mark : room) + line)
}

const gap = 2
const least = 6

/** A table that is no wider than `columns`: cells of text are broken where there is no room for them, figures never. */
export function fitted(head: readonly Column[], rows: readonly Row[], columns: number, heading: (text: string) => string): string[] {
  const shown = rows.map(({ cells, note }) => ({ cells: cells.map(visible), note }))
  const natural = head.map(({ title }, index) => shown.reduce((most, { cells }) => Math.max(most, width(cells[index] ?? '')), width(title)))
  const words = head.map(({ title }, index) => longestWord([title, ...shown.map(({ cells }) => cells[index] ?? '')]))
  const widths = narrowed(head, natural, words, columns - gap * (head.length - 1))
  const line = (cells: readonly string[]): string[] => {
    const folded = cells.map((cell, index) => fold(cell, widths[index] ?? least, true))
    const height = folded.reduce((most, { length }) => Math.max(most, length), 1)
    return Array.from({ length: height }, (_, row) => {
      const padded = folded.map((lines, index) => pad(lines[row] ?? '', widths[index] ?? 0, head[index]?.figures ?? false))
      return padded.join(' '.repeat(gap)).trimEnd()
    })
  }
  return [
    ...line(head.map(({ title }) => title)).map(heading),
    ...shown.flatMap(({ cells, note }) => [...line(cells), ...(note === undefined ? [] : hanging('    ', note, columns))]),
  ]
}

function pad(text: string, columns: number, right: boolean): string {
  const room = ' '.repeat(Math.max(0, columns - width(text)))
  return right ? room + text : text + room
}

const longestCopied = 30
// 2007-03-01
const dayWide = 10

const longestWord = (texts: readonly string[]): number =>
  texts.flatMap((text) => text.split(' ')).reduce((most, word) => Math.max(most, width(word)), 0)

/** As wide as the cells are, and where that is too much, every column of text no wider than the others can spare. */
function narrowed(head: readonly Column[], asTold: readonly number[], words: readonly number[], room: number): readonly number[] {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  if (sum(asTold) <= room) return asTold
  const natural = asTold.map((wide, index) => (head[index]?.short ? Math.min(wide, Math.max(dayWide, words[index] ?? wide)) : wide))
  const firm = head.map(({ figures, copied, short }, index) => figures || short || (copied && (natural[index] ?? 0) <= longestCopied))
  const texts = natural.filter((_, index) => !firm[index])
  const forTexts = room - (sum(natural) - sum(texts))
  let cap = least
  while (cap < room && sum(texts.map((wide) => Math.min(wide, cap + 1))) <= forTexts) cap += 1
  return natural.map((wide, index) => (firm[index] ? wide : Math.min(wide, cap)))
}
