/** Orders as a spreadsheet file: sound XML, no formula, and what LibreOffice makes of it. */
import { parseXml } from '@rgrove/parse-xml'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Order } from '../../../src/licensing/order/order.ts'
import type { Where } from '../../../src/report/address.ts'
import { renderOrder } from '../../../src/report/order/order.ts'
import { plain } from '../../../src/report/paint.ts'
import { visible } from '../../../src/report/visible.ts'
import { grown, nothing, realistic, where } from './orders.ts'
import { descendants, type Found, opened, present } from './spreadsheet.ts'
import { hostile, unseen } from './twisted.ts'

const xlsx = (order: Order, place: Where = where): Uint8Array => {
  const bytes = renderOrder(order, 'xlsx', place, plain)
  if (typeof bytes === 'string') throw new Error('a spreadsheet file is bytes')
  return bytes
}
const parts = (bytes: Uint8Array): [string, string][] => Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)])

test('every part is named in the list of types and by a relation', () => {
  const all = new Map(parts(xlsx(realistic)))
  const types = descendants(parseXml(all.get('[Content_Types].xml') ?? '').root)
  const listed = types.flatMap(({ attributes }) => attributes.PartName?.slice(1) ?? [])
  expect([...all.keys()].filter((name) => !name.endsWith('.rels') && name !== '[Content_Types].xml').sort()).toEqual(listed.sort())
  const related = descendants(parseXml(all.get('xl/_rels/workbook.xml.rels') ?? '').root).flatMap(
    ({ attributes }) => attributes.Target ?? [],
  )
  expect(related.map((target) => `xl/${target}`).sort()).toEqual(listed.filter((name) => name !== 'xl/workbook.xml'))
})

test.each(hostile)('it is sound XML without a formula: $name', ({ order, where: place }) => {
  for (const [name, xml] of parts(xlsx(order, place))) {
    const all = descendants(parseXml(xml).root)
    expect(xml).not.toMatch(unseen)
    expect(all.filter((element) => /^(?:f|hyperlink|oleObject)$/.test(element.name))).toEqual([])
    // A cell is a figure of ours or text.
    const cells = all.filter((element) => element.name === 'c')
    expect(cells.filter(({ attributes, text }) => attributes.t !== 'inlineStr' && !/^\d+(?:\.\d+)?$/.test(text))).toEqual([])
    if (name.includes('sheet2')) expect(cells.length).toBeGreaterThan(50)
  }
})

test('every sheet is printed on A4, as wide as it is, with its head on each page', () => {
  const all = new Map(parts(xlsx(realistic)))
  const sheets = [...all].filter(([name]) => name.includes('/sheet'))
  expect(sheets).toHaveLength(6)
  for (const [, xml] of sheets) {
    const found = descendants(parseXml(xml).root)
    const setup = found.find(({ name }) => name === 'pageSetup')
    // 9 is A4; as many pages high as it takes.
    expect(setup?.attributes).toEqual({ paperSize: '9', orientation: 'landscape', fitToHeight: '0' })
    expect(found.find(({ name }) => name === 'pageSetUpPr')?.attributes.fitToPage).toBe('1')
  }
  const titles = descendants(parseXml(all.get('xl/workbook.xml') ?? '').root).filter(({ name }) => name === 'definedName')
  expect(titles.map(({ text }) => text)).toEqual(
    ['Summary', 'Order', 'Requests', 'Ledger', 'Open', 'Sources'].map((name) => `'${name}'!$1:$1`),
  )
})

test('no cell is longer than a cell may be', () => {
  const many = grown.lines.map((line) => ({
    ...line,
    because: Array.from({ length: 2000 }, (_, index) => ({ ...line.because[0], amount: index })),
  }))
  const lines = many.map(({ because, ...line }) => ({
    ...line,
    because: because.flatMap(({ place, of, amount }) => (place && of ? [{ place, of, amount }] : [])),
  }))
  const sheet = new Map(parts(xlsx({ ...grown, lines }))).get('xl/worksheets/sheet2.xml') ?? ''
  const lengths = descendants(parseXml(sheet).root).map(({ name, text }) => (name === 't' ? text.length : 0))
  expect(Math.max(...lengths)).toBe(32_767)
})

/** All hostile orders in one, for a program that takes long to open files. */
const together: Order = {
  ...realistic,
  ledger: hostile.flatMap(({ order }) => order.ledger),
  lines: hostile.flatMap(({ order }) => order.lines),
  blocked: hostile.flatMap(({ order }) => order.blocked),
  totals: hostile.flatMap(({ order }) => order.totals),
  requests: hostile.flatMap(({ order }) => order.requests),
  open: hostile.flatMap(({ order }) => order.open),
}

describe.skipIf(!present)('opened by LibreOffice', () => {
  let files: ReadonlyMap<string, Found> = new Map()
  let guessed: ReadonlyMap<string, Found> = new Map()

  beforeAll(() => {
    files = opened({ 'order.xlsx': xlsx(realistic), 'nothing.xlsx': xlsx(nothing), 'hostile.xlsx': xlsx(together) })
    // Fields parted by commas and by semicolons, and calculated: the worst settings that there are.
    const worst = '--infilter=CSV:44/59,34,76,1,,0,false,true,false,false,false,0,true'
    guessed = opened({ 'control.csv': 'a,=1+1\r\n"b;=2+2",c\r\n', 'hostile.csv': renderOrder(together, 'csv', where, plain) }, [worst])
  }, 120_000)

  test('it has six sheets, with figures as figures, days as days and text as text', () => {
    const { sheets = [], formulas } = files.get('order.xlsx') ?? {}
    expect(sheets.map(({ name }) => name)).toEqual(['Summary', 'Order', 'Requests', 'Ledger', 'Open', 'Sources'])
    expect(formulas).toEqual([])
    const [summary, order, requests, ledger, open, sources] = sheets.map(({ rows }) => rows)
    expect(order?.[5]?.map(({ text, type }) => [type, text])).toEqual([
      ['float', '5'],
      ['string', 'MEL-UNITY1'],
      ['string', 'server'],
      [undefined, ''],
      ['string', 'New MAC address (not known)'],
      [undefined, ''],
      ['string', 'UNITY-TTS'],
      ['string', 'One RealSpeak session'],
      ['float', '4'],
      ['string', '4 text-to-speech sessions'],
      ['float', '99.95'],
      ['float', '399.80'],
      ['string', 'AUD'],
      ['date', '2007-04-17'],
      ['string', 'replaces what expires on 2007-05-01; 4 at specs/melbourne.cuspec.yaml:21'],
    ])
    const cells = (rows: typeof order): string[] => (rows ?? []).map((row) => row.map(({ text }) => text).join('|'))
    expect(cells(order)).toContain('|Total of the priced lines||||||||||8,601.80|AUD')
    expect(cells(summary).slice(-5)).toEqual([
      'Bridge SYD-BRIDGE1|2,000|USD',
      'Total of the priced lines|8,601.80|AUD',
      'Total of the priced lines|2,000|USD',
      'without line 2, of which no price is known',
      'Prices: price book prices-2007 (AUD), price book prices-2007 (USD)',
    ])
    expect(cells(summary).find((row) => row.startsWith('Not complete: '))).toContain('1 document could not be read')
    expect(sources?.[0]?.map(({ text }) => text)).toEqual(['Number', 'What it says', 'Document', 'Address'])
    expect(sources?.slice(1).map(([number]) => Number(number?.text))).toEqual(
      Array.from({ length: (sources?.length ?? 0) - 1 }, (_, index) => index + 1),
    )
    expect(order?.[6]?.slice(4, 6).map(({ text, type }) => [type, text])).toEqual([
      ['string', 'Serial Number'],
      ['string', '00123456'],
    ])
    // The serial number keeps its zeros.
    expect(cells(requests)).toContain('|4|PER-UNITY1|Form||Serial Number|00123456|printed on the dongle; specs/perth.cuspec.yaml:20')
    expect(cells(ledger)).toContain(
      'server|MEL-UNITY1|unified messaging users|310||200|200|110|anz||0|0||0|310 at specs/melbourne.cuspec.yaml:18',
    )
    expect(cells(ledger)).toContain('pool|anz|unified messaging users: held 400 + ordered 60 = 460; used 460 by 2 members')
    expect(open?.map((row) => row[4]?.text)).toEqual(['Changes quantities', 'yes', 'yes', 'yes', 'yes', 'no', 'no'])
  })

  test('of hostile text nothing is calculated, and all of it is shown', () => {
    const found = files.get('hostile.xlsx')
    expect(found?.formulas).toEqual([])
    const shown = found?.sheets[1]?.rows.flatMap((row) => row[6]?.text ?? []) ?? []
    expect(hostile.map(({ evil }) => visible(`${evil}UNITY-PORT`)).filter((text) => !shown.includes(text))).toEqual([])
    expect(guessed.get('hostile.csv')?.formulas).toEqual([])
    expect(guessed.get('hostile.csv')?.sheets[0]?.rows.length).toBeGreaterThan(7 * hostile.length)
  })

  test('it calculates where nothing keeps it from that', () => {
    expect(guessed.get('control.csv')?.formulas).toEqual(['of:=1+1'])
  })
})
