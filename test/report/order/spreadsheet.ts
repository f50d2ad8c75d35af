/** LibreOffice, as a judge of files that spreadsheet programs open. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseXml, XmlElement } from '@rgrove/parse-xml'

/** Where the gate runs it has to be there. */
export const present = process.env.CI !== undefined || spawnSync('soffice', ['--version']).status === 0

export interface Found {
  readonly formulas: readonly string[]
  /** What each sheet shows, a row an array of cells. Rows and cells that are empty at the end are left out. */
  readonly sheets: readonly { readonly name: string; readonly rows: readonly (readonly Seen[])[] }[]
}

export interface Seen {
  readonly text: string
  /** `string`, `float`, `date` … */
  readonly type: string | undefined
}

/** Opens files, by their names, and tells what is in them. All in one go, since the program takes a second to start. */
export function opened(files: Readonly<Record<string, string | Uint8Array>>, filter: readonly string[] = []): ReadonlyMap<string, Found> {
  const folder = mkdtempSync(join(tmpdir(), 'cuspec-order-'))
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    // A profile of its own: one that another program has open would not do.
    const home = `-env:UserInstallation=file://${join(folder, 'home')}`
    const names = Object.keys(files).map((name) => join(folder, name))
    execFileSync('soffice', [home, '--headless', ...filter, '--convert-to', 'fods', '--outdir', join(folder, 'out'), ...names], {
      stdio: 'pipe',
    })
    return new Map(
      Object.keys(files).map((name) => [name, read(readFileSync(join(folder, 'out', name.replace(/\.\w+$/, '.fods')), 'utf8'))]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function read(fods: string): Found {
  const all = descendants(parseXml(fods).root)
  const formulas = all.flatMap(({ attributes }) => attributes['table:formula'] ?? [])
  const sheets = all
    .filter(({ name }) => name === 'table:table')
    .map((table) => ({ name: table.attributes['table:name'] ?? '', rows: withoutEmpty(rowsOf(table), ({ length }) => length === 0) }))
  return { formulas, sheets }
}

const rowsOf = (table: XmlElement): Seen[][] =>
  descendants(table)
    .filter(({ name }) => name === 'table:table-row')
    .flatMap((row) =>
      repeated(
        row,
        'table:number-rows-repeated',
        withoutEmpty(cellsOf(row), ({ text }) => text === ''),
      ),
    )

const cellsOf = (row: XmlElement): Seen[] =>
  elements(row).flatMap((cell) => {
    const lines = elements(cell).filter(({ name }) => name === 'text:p')
    return repeated(cell, 'table:number-columns-repeated', {
      text: lines.map(textOf).join('\n'),
      type: cell.attributes['office:value-type'],
    })
  })

// What is empty up to the end of a sheet is repeated a million times.
const mostRepeated = 100
const repeated = <Value>({ attributes }: XmlElement, name: string, value: Value): Value[] =>
  Array.from({ length: Math.min(mostRepeated, Number(attributes[name] ?? 1)) }, () => value)

function withoutEmpty<Value>(values: readonly Value[], empty: (value: Value) => boolean): Value[] {
  const last = values.findLastIndex((value) => !empty(value))
  return values.slice(0, last + 1)
}

/** The text of a paragraph; several blanks in a row are an element. */
function textOf(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (!(child instanceof XmlElement)) return 'text' in child && typeof child.text === 'string' ? child.text : ''
      return child.name === 'text:s' ? ' '.repeat(Number(child.attributes['text:c'] ?? 1)) : textOf(child)
    })
    .join('')
}

const elements = (element: XmlElement): XmlElement[] => element.children.flatMap((child) => (child instanceof XmlElement ? [child] : []))

export const descendants = (element: XmlElement | null): XmlElement[] =>
  element === null ? [] : [element, ...elements(element).flatMap(descendants)]
