/** A spreadsheet file in Office Open XML. Every cell says what it is, so that no text is ever calculated; the same sheets give the same bytes. */
import { strToU8, zipSync } from 'fflate'
import { daysBetween } from '../../model/day.ts'
import { fold } from '../page/fold.ts'
import { visible } from '../visible.ts'
import type { Cell, Heading } from './grid.ts'

export interface Sheet {
  readonly name: string
  readonly headings: readonly Heading[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Renders sheets. Of text that is longer than a cell may be, the end is cut off. */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(sheets),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': book(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)])),
  }
  const bytes = Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(declaration + xml)]))
  // A zip file has the day and hour of the clock on the wall: this one is the same in every time zone. 3 is Unix, which no machine then changes.
  return zipSync(bytes, { level: 6, mtime: new Date(2000, 0, 1, 12), os: 3 })
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const pack = 'http://schemas.openxmlformats.org/package/2006'
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = (sheets: readonly Sheet[]): string =>
  `<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}</Types>`

const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `<Relationships xmlns="${pack}/relationships">${targets.map(([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${kind}" Target="${target}"/>`).join('')}</Relationships>`

/** The first row of every sheet is printed on each of its pages. */
const book = (sheets: readonly Sheet[]): string =>
  `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${text(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets><definedNames>${sheets.map(({ name }, index) => `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${text(name)}'!$1:$1</definedName>`).join('')}</definedNames></workbook>`

/** By their numbers: plain, heading, text, figure, money, day, money of finer parts, remark, loud remark. Text has the format of text, so that it stays so when it is edited. */
const styles = `<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="#,##0.00########"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FFA40000"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="medium"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="9">${[
  [0, 0, 0],
  [49, 1, 1],
  [49, 0, 0],
  [3, 0, 0],
  [4, 0, 0],
  [164, 0, 0],
  [165, 0, 0],
  [0, 0, 0],
  [49, 2, 0],
]
  .map(
    ([format, font, border]) =>
      `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"${format === 49 ? ' horizontal="left" indent="1" wrapText="1"' : ''}/></xf>`,
  )
  .join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

function sheetXml({ headings, rows }: Sheet): string {
  const columns = headings
    .map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  const head = headings.map(({ title }, index) => textCell(`${letters(index)}1`, title, 1)).join('')
  const body = rows.map((cells, row) => {
    const shown = cells.map((cell, index) => cellXml(`${letters(index)}${row + 2}`, cell)).join('')
    return `<row r="${row + 2}"${height(cells, headings)}>${shown}</row>`
  })
  return `<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns}</cols><sheetData><row r="1"${height(
    headings.map(({ title }) => title),
    headings,
  )}>${head}</row>${body.join('')}</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`
}

const lineHeight = 15
const mostLines = 25

/** As high as the text in its cells needs: not every program works that out itself. */
function height(cells: readonly Cell[], headings: readonly Heading[]): string {
  const lines = cells.map((cell, index) => {
    const text = typeof cell === 'object' && 'says' in cell && cell.loud ? cell.says : cell
    return typeof text === 'string' ? fold(text, (headings[index]?.width ?? 0) - 3, true).length : 1
  })
  const most = lines.reduce((most, count) => Math.max(most, count), 1)
  return most === 1 ? '' : ` ht="${Math.min(most, mostLines) * lineHeight}" customHeight="1"`
}

/** The name of a column: A to Z; no sheet of ours has more. */
const letters = (index: number): string => String.fromCharCode(65 + index)

// Excel has no leap day in 1900 to agree with the calendar on before that.
const firstDay = '1900-03-01'
const dayZero = '1899-12-30'
// A spreadsheet calculates with that many digits; a longer figure would be another.
const digits = 15

function cellXml(at: string, cell: Cell): string {
  if (cell === undefined || cell === '') return ''
  if (typeof cell === 'string') return textCell(at, cell, 2)
  if (typeof cell === 'number') return `<c r="${at}" s="3"><v>${cell}</v></c>`
  if ('id' in cell) return textCell(at, cell.id, 2)
  if ('says' in cell) return textCell(at, cell.says, cell.loud ? 8 : 7)
  if ('day' in cell)
    return cell.day < firstDay ? textCell(at, cell.day, 2) : `<c r="${at}" s="5"><v>${daysBetween(dayZero, cell.day)}</v></c>`
  const [whole = '', part = ''] = cell.figure.split('.')
  if (whole.length + part.length > digits) return textCell(at, cell.figure, 2)
  return `<c r="${at}" s="${part.length === 0 ? 3 : part.length === 2 ? 4 : 6}"><v>${cell.figure}</v></c>`
}

const textCell = (at: string, value: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text(cut(visible(value)))}</t></is></c>`

const longest = 32_767
const cut = (value: string): string => (value.length > longest ? `${value.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : value)

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** `_x0041_` would be read as A, were its first sign not written so itself. */
const text = (value: string): string =>
  value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/[&<>"]/g, (sign) => entities[sign] ?? '')
