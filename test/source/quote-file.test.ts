/** Quotes that came back: columns by name, figures that are read in one way only, and faults with their place. */
import { describe, expect, test } from 'vitest'
import { readCount, readPrice } from '../../src/source/quote-figures.ts'
import { contentOf, type Quote, readQuote } from '../../src/source/quote-file.ts'
import { increment } from './licenses.ts'

const quote = (text: string | Buffer, kind: 'csv' | 'json' = 'csv'): Promise<Quote> =>
  readQuote(kind, { file: 'quote', bytes: Buffer.from(text) })
const faults = async (text: string | Buffer, kind: 'csv' | 'json' = 'csv'): Promise<string[]> =>
  (await quote(text, kind)).faults.map(({ at, message }) => `${at.line}:${at.column} ${message}`)

describe('counts', () => {
  test.each([
    ['3', 3],
    ['007', 7],
    ['3.0', 3],
    ['3,00', 3],
    ['1 000', 1000],
    ["1'000", 1000],
    ['1,000,000', 1_000_000],
    ['1.000.000', 1_000_000],
    ['999999999', 999_999_999],
  ])('%s', (written, count) => expect(readCount(written)).toEqual({ count }))

  test.each([
    ['-3', 'negative'],
    ['−3', 'negative'],
    ['(3)', 'negative'],
    ['1.5', 'no whole number'],
    ['0,5', 'no whole number'],
    ['0.500', 'no whole number'],
    ['1e3', 'no whole number'],
    ['Infinity', 'no whole number'],
    ['three', 'no whole number'],
    ['1,000', 'a thousand times more to one reader'],
    ['1.000', 'a thousand times more to one reader'],
    ['1,00,000', 'no whole number'],
    ['1 000,000', 'no whole number'],
    ['1000000000', 'the most that is read'],
    ['9'.repeat(400), 'the most that is read'],
  ])('%s is refused', (written, words) => expect(readCount(written)).toEqual({ fault: expect.stringContaining(words) }))
})

describe('prices', () => {
  test.each([
    ['4000', ['4000'], undefined],
    ['4000.50', ['4000.50'], undefined],
    ['AUD 4,000.50', ['4000.50'], 'AUD'],
    ['4.000,50 eur', ['4000.50'], 'EUR'],
    ['$4,000,000', ['4000000'], undefined],
    ['US$ 12.5', ['12.5'], undefined],
    ["4'000.50", ['4000.50'], undefined],
    ['4 000', ['4000'], undefined],
    ['0.125', ['0.125'], undefined],
    ['1234.125', ['1234.125'], undefined],
    ['12.125', ['12.125', '12125'], undefined],
    ['4,000', ['4.000', '4000'], undefined],
  ])('%s', (written, readings, currency) => expect(readPrice(written)).toEqual({ readings, ...(currency && { currency }) }))

  test.each(['', 'n/a', '-4', '1,2,3', '4000.', '4.000.50', `1${' '.repeat(1e6)}x`])('%.20s is none', (written) =>
    expect(readPrice(written)).toBeUndefined(),
  )
})

describe('CSV', () => {
  const row = { partNumber: 'UNITY-P16', quantity: 3 }

  test.each([
    ['commas', 'Part Number,Qty\nUNITY-P16,3\n'],
    ['semicolons', 'sku;QUANTITY\nUNITY-P16;3\n'],
    ['tabs', 'part\tcount\r\nUNITY-P16\t3\r\n'],
    ['a byte order mark and quotes', '\uFEFF"part_number","quantity"\r"UNITY-P16","3"\r'],
    [
      'lines above and below',
      '"Offer, 1 March 2007"\nsep=,\n\nitem,Part-Number,Description,Qty\n1,UNITY-P16,"16 ports, 19"" rack",3\n,,Total,\n',
    ],
  ])('%s', async (_, text) => {
    expect(contentOf(Buffer.from(text))).toBe('csv')
    expect(await quote(text)).toMatchObject({ rows: [row], faults: [] })
  })

  test('a formula that was made harmless is read as it was', async () =>
    expect((await quote("part,qty\n'=1+1,3\n'-P,2\n")).rows.map(({ partNumber }) => partNumber)).toEqual(['=1+1', '-P']))

  test('every column of an order', async () => {
    const text =
      'number,for,kind,pool,host id,part number,description,count,gives,unit price,amount,currency,order by,because\n' +
      '2,SYD-UNITY1,server,anz,020BCD112235,UNITY-P16,"16 ports",3,48 voice ports,4000.50,12001.50,AUD,,"sydney.cuspec.yaml:7"\n'
    expect((await quote(text)).rows).toEqual([
      {
        at: { line: 2, column: 1 },
        number: 2,
        quantity: 3,
        holder: 'SYD-UNITY1',
        hostId: '020BCD112235',
        partNumber: 'UNITY-P16',
        price: { readings: ['4000.50'] },
        currency: 'AUD',
      },
    ])
  })

  test('faults say where they stand, and spare the other rows', async () => {
    const text = 'part,qty,price\nA,-1,5\nB,1.5,5\nC,"1,000",5\nD,2,free\nE,4,5,6\nF,,\nG,7,5\n'
    expect(await faults(text)).toEqual([
      '2:3 `-1` is negative, but a count is not',
      '3:3 `1.5` is no whole number, but a count is one',
      '4:3 `1,000` is a thousand times more to one reader than to another; write it without a separator',
      '5:5 `free` is no price that can be read',
      '6:7 more fields than the 3 of the header; a text with the separator in it needs double quotes around it',
      '7:1 no quantity of `F`',
    ])
    expect((await quote(text)).rows.map(({ partNumber, quantity }) => `${partNumber} ${quantity}`)).toEqual(['D 2', 'G 7'])
  })

  test('two columns of one meaning are not chosen between', async () =>
    expect(await faults('part,qty,count\nA,1,2\n')).toEqual([
      '1:10 `qty` and `count` name the same thing, so that it is not known which of them counts',
    ]))

  test('a quote that is never closed', async () =>
    expect(await faults('part,qty\nA,1\n"B,2\n')).toEqual(['3:1 this quote is never closed, so that nothing after it can be read']))

  test('other encodings are named', async () => {
    expect(await faults(Buffer.from('\uFEFFpart\tqty\nA\t1\n', 'utf16le'))).toEqual([
      '1:1 the text is UTF-16; save it as UTF-8, which spreadsheets call CSV UTF-8',
    ])
    expect(contentOf(Buffer.from('\uFEFFpart\tqty\nA\t1\n', 'utf16le'))).toBe('csv')
    expect(await faults(Buffer.from('part,qty\nCaf\u00e9,1\n', 'latin1'))).toEqual([
      '2:4 the byte 0xE9 is not UTF-8; save the file as UTF-8',
    ])
  })

  test('no more faults than are read', async () => {
    const many = await faults(`part,qty\n${'A,-1\n'.repeat(500)}`)
    expect(many).toHaveLength(51)
    expect(many[50]).toContain('450 more places')
  })
})

describe('JSON', () => {
  test('a list of rows', async () => {
    const text = '[{ "partNumber": "UNITY-P16", "quantity": 3, "price": { "amount": 12.125, "currency": "KWD" } }]'
    expect(contentOf(Buffer.from(text))).toBe('json')
    expect((await quote(text, 'json')).rows).toEqual([
      { at: { line: 1, column: 18 }, partNumber: 'UNITY-P16', quantity: 3, price: { readings: ['12.125'] }, currency: 'KWD' },
    ])
  })

  test('an order, of whose lines `expires` is not the expiry of what is bought', async () => {
    const line = {
      number: 1,
      holder: 'SYD-UNITY1',
      item: { partNumber: 'UNITY-P16', price: { currency: 'AUD', amount: '4000.50' } },
      count: 3,
      gives: [{ feature: 'voicePorts', units: 48 }],
      expires: '2007-05-01',
    }
    const read = await quote(JSON.stringify({ formatVersion: '1', lines: [line] }), 'json')
    expect(read).toMatchObject({
      rows: [{ number: 1, holder: 'SYD-UNITY1', partNumber: 'UNITY-P16', quantity: 3, price: { readings: ['4000.50'] }, currency: 'AUD' }],
      faults: [],
    })
    expect(read.rows[0]).not.toHaveProperty('expires')
  })

  test.each([
    [
      'a key that stands twice',
      '[{\n "partNumber": "A",\n "quantity": 1, "quantity": 9 }]',
      '3:17 the key `quantity` stands twice in one mapping',
    ],
    [
      'two keys of one meaning',
      '[{ "part": "A", "quantity": 1,\n "qty": 9 }]',
      '2:9 `qty` and another key of this row name the same thing',
    ],
    ['a fraction', '[{ "part": "A", "quantity": 1.5 }]', '1:29 `1.5` is no whole number'],
    ['a number beyond all', '[{ "part": "A", "quantity": 1e400 }]', '1:29 `Infinity` is no whole number'],
    ['a huge count', '[{ "part": "A", "quantity": 12345678901234567890 }]', '1:29 `12345678901234567000` is more than 999999999'],
    ['no row', '[3]', '1:2 this row is no object'],
    ['no list', '{ "total": 3 }', '1:1 no list of rows'],
  ])('%s', async (_, text, fault) => expect((await faults(text, 'json'))[0]).toContain(fault))

  test('what is no JSON says where', async () => expect((await faults('[{ "part": "A",\n  "quantity": 1 ]', 'json'))[0]).toMatch(/^2:/))

  test('keys that are the names of what objects have are rows like others', async () => {
    const text = '[{ "__proto__": { "quantity": 9 }, "constructor": 1, "part": "A", "quantity": 1 }]'
    expect((await quote(text, 'json')).rows).toMatchObject([{ partNumber: 'A', quantity: 1 }])
  })

  test('what nests too deep is refused', async () =>
    expect((await faults(`${'['.repeat(5000)}${']'.repeat(5000)}`, 'json'))[0]).toMatch(/^1:/))
})

describe('what a file is, by its content', () => {
  test.each([
    ['license', increment('LicVoicePortsMax', 16)],
    ['license', `> ${increment('LicVoicePortsMax', 16)}`],
    ['license', '<!DOCTYPE html><html>'],
    ['license', 'increment LicVoicePortsMax cisco 4.0 permanent uncounted HOSTID=ANY'],
    ['csv', 'Server\tPart number\tQty\nSYD-UNITY1\tA\t1\n'],
    ['json', ' [ ]'],
  ])('%s', (kind, text) => expect(contentOf(Buffer.from(text))).toBe(kind))

  test.each([
    ['PK\x03\x04\x14', 'spreadsheet'],
    ['%PDF-1.4', 'PDF'],
    ['', 'empty'],
    ['A1B2C3D4E5F6', ''],
    ['Server rooms are cold.\nDear customer, no licence today.', ''],
  ])('%j is none that can be read', (text, words) =>
    expect(contentOf(Buffer.from(text, 'latin1'))).toEqual({ reason: expect.stringContaining(words) }),
  )

  test('four megabytes of blank lines are nothing, soon', () => {
    const before = performance.now()
    expect(contentOf(Buffer.alloc(4 * 1024 * 1024, '\n'))).toEqual({ reason: '' })
    expect(performance.now() - before).toBeLessThan(5_000)
  })
})
