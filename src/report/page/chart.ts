/** A Gantt chart as SVG: windows side by side, the time between them left out, and a row for each bar. */
import { visible } from '../visible.ts'
import { clipped } from './clipped.ts'
import { html, type Markup } from './markup.ts'
import type { Bar, Window } from './page.ts'

// In units of the drawing, of which the width of the paper has so many.
const wide = 720
const labelWide = 250
const labelColumns = 42
const headHigh = 44
const rowHigh = 18
// What is drawn together stays on one page.
const mostWindows = 7
const mostRows = 32

interface Row {
  readonly bar: Bar
  readonly window: Window
}

/** In figures that fit a page each. */
export function chartMarkup(title: string, windows: readonly Window[]): Markup {
  const figures = split(windows.flatMap((window) => window.bars.map((bar): Row => ({ bar, window }))))
  return html`${figures.map((rows) => figureMarkup(title, rows))}`
}

function split(rows: readonly Row[]): Row[][] {
  const figures: Row[][] = []
  let figure: Row[] = []
  const seen = new Set<Window>()
  for (const row of rows) {
    if (figure.length === mostRows || (seen.size === mostWindows && !seen.has(row.window))) {
      figures.push(figure)
      figure = []
      seen.clear()
    }
    figure.push(row)
    seen.add(row.window)
  }
  return figure.length > 0 ? [...figures, figure] : figures
}

function figureMarkup(title: string, rows: readonly Row[]): Markup {
  const windows = [...new Set(rows.map(({ window }) => window))]
  const high = headHigh + rows.length * rowHigh + 4
  const each = (wide - labelWide) / windows.length
  const left = (window: Window): number => labelWide + windows.indexOf(window) * each
  const name = windows.length > 1 ? `${windows[0]?.title} to ${windows.at(-1)?.title}` : windows[0]?.title
  const says = `${title}: ${name}`
  return html`<figure class="chart">
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" role="img" aria-label="${says}; the table beside it says the same">
${windows.map((window) => headMarkup(window, left(window), each, high))}${rows.map((row, index) => rowMarkup(row, left(row.window), each, headHigh + index * rowHigh))}</svg>
<figcaption>${says}</figcaption>
</figure>
`
}

const inset = 4

function headMarkup({ title, start, end }: Window, left: number, each: number, high: number): Markup {
  const x = round(left + inset)
  return html`<g class="window"><rect x="${x}" y="2" width="${round(each - 2 * inset)}" height="${high - 4}" /><text x="${x + 3}" y="13" class="head">${title}</text><text x="${x + 3}" y="25">${dayOf(start)}</text><text x="${x + 3}" y="37">${timeOf(start)}-${timeOf(end)}</text></g>\n`
}

function rowMarkup({ bar, window }: Row, left: number, each: number, top: number): Markup {
  const { label, says, start, end } = bar
  const [from, to] = [minuteOf(window.start), minuteOf(window.end)]
  const at = (moment: string): number => left + inset + ((minuteOf(moment) - from) / (to - from)) * (each - 2 * inset)
  const x = at(start ?? window.start)
  return html`<g><title>${says}</title><line x1="0" x2="${wide}" y1="${top + rowHigh}" y2="${top + rowHigh}" /><text x="2" y="${top + 13}" class="label">${clipped(visible(label), labelColumns)}</text><rect x="${round(x)}" y="${top + 3}" width="${round(Math.max(2, at(end) - x))}" height="${rowHigh - 6}"${start === undefined ? html` class="sometime"` : html` class="bar"`} /></g>\n`
}

const round = (value: number): number => Math.round(value * 10) / 10
const dayOf = (moment: string): string => moment.slice(0, 10)
const timeOf = (moment: string): string => moment.slice(11)
const millisecondsAMinute = 60_000
const minuteOf = (moment: string): number => Date.parse(`${moment}:00Z`) / millisecondsAMinute
