/** Comma-separated values are split as csv-parse splits them, and every cell says where it stands. */
import { CsvError, parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv } from '../../src/source/csv.ts'

const separator = fc.constantFrom(',', ';', '\t')
const texts = (text: string, by = ','): string[][] => readCsv(text, by).rows.map((row) => row.map((cell) => cell.text))

test('fields, quotes, and line breaks of every kind', () => {
  expect(texts('a,b\r\n"c ""d"", e","f\ng"\rh,\n')).toEqual([
    ['a', 'b'],
    ['c "d", e', 'f\ng'],
    ['h', ''],
  ])
  expect(texts('\n\n,\nx')).toEqual([['x']])
  expect(texts('')).toEqual([])
})

test('the oracle splits the same', () => {
  const piece = fc.constantFrom('a', '7', ' ', '"', '""', ',', ';', '\t', '\n', '\r\n', 'é', '=')
  const cell = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''))
  const written = (cells: readonly string[], by: string): string =>
    cells.map((text) => (/["\r\n,;\t]/.test(text) || text.startsWith(' ') ? `"${text.replaceAll('"', '""')}"` : text)).join(by)
  let rows = 0
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), separator, (all, by) => {
      const text = all.map((cells) => written(cells, by)).join('\r\n')
      const expected: string[][] = parse(text, { delimiter: by, relaxColumnCount: true, recordDelimiter: ['\r\n', '\n', '\r'] })
      rows += expected.length
      expect(readCsv(text, by)).toMatchObject({ faults: [] })
      expect(texts(text, by)).toEqual(expected.filter((cells) => cells.some((each) => each !== '')))
    }),
    { numRuns: 500, seed: 4180 },
  )
  expect(rows).toBeGreaterThan(500)
})

test('where the oracle refuses a text, a fault says so', () => {
  let refused = 0
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n'), maxLength: 12 }), (text) => {
      try {
        parse(text, { relaxColumnCount: true, recordDelimiter: '\n' })
      } catch (error) {
        expect(error).toBeInstanceOf(CsvError)
        // A quote that stands within a field, which inch marks do, is taken as it is.
        if (error instanceof CsvError && error.code === 'INVALID_OPENING_QUOTE') return
        refused++
        expect(readCsv(text, ',').faults).not.toEqual([])
      }
    }),
    { numRuns: 500, seed: 4180 },
  )
  expect(refused).toBeGreaterThan(50)
})

test('a cell knows its place, and a quote that is never closed ends the reading', () => {
  const text = 'a,"b,c"\nd,"e\nf,g'
  const { rows, faults } = readCsv(text, ',')
  expect(rows.flat().map(({ start, end }) => text.slice(start, end))).toEqual(['a', '"b,c"'])
  expect(faults).toEqual([{ start: 10, end: 11, message: 'this quote is never closed, so that nothing after it can be read' }])
})

test('a text that is all separators is refused at a small cost', () => {
  const before = performance.now()
  const { faults } = readCsv(','.repeat(4 * 1024 * 1024), ',')
  expect(faults.map(({ message }) => message)).toEqual(['more than 1000000 fields; split the file'])
  expect(performance.now() - before).toBeLessThan(10_000)
})
