/** Licence texts made at random: what is printed in any layout is read back, and nothing at all breaks the reader. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/source/fault.ts'
import { everything, faults, groups, isGrant, line, read, whole } from './licenses.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const hex = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: length, maxLength: length })
const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** What a line says: the words it is printed as, and what is to be read from them. */
const said = fc.record({
  keyword: fc.constantFrom('INCREMENT' as const),
  feature: fc.constantFrom('LicVoicePortsMax', 'LicSubscribersMax', 'LicUMSubscribersMax', 'LicVMISubscribersMax', 'LicLanguagesMax'),
  version: fc.constantFrom('4.0', '5.0', '7.0', '1', '2007.0301'),
  day: fc.option(fc.record({ year: fc.integer({ min: 1990, max: 2099 }), month: fc.nat(11), day: fc.integer({ min: 1, max: 28 }) })),
  uncounted: fc.constantFrom('uncounted', '0'),
  hosts: fc.array(fc.oneof(hex(12), fc.constantFrom('ANY', 'ID=1234-5678', '12345678')), { minLength: 1, maxLength: 3 }),
  count: fc.nat(5000),
  pak: fc.constantFrom('', 'ABC123'),
  // The number of the line makes it another than the others.
  sign: fc.oneof(
    hex(12),
    fc.array(hex(4), { minLength: 30, maxLength: 30 }).map((all) => all.join(' ')),
  ),
})
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never

/** Blanks between words, where the line may go on in another row. */
const gaps = [' ', '  ', '\t', ' \\\n', ' \\\n\t', '\\\n  ', ' \\ \t\n   ']

function print({ keyword, feature, version, day, uncounted, hosts, count, pak, sign }: Said, number: number, gap: () => string): string {
  const expires = day ? `${twoDigits(day.day)}-${months[day.month]}-${day.year}` : 'permanent'
  const quoted = (words: readonly string[]): string => `"${words.map((word, index) => (index === 0 ? word : `${gap()}${word}`)).join('')}"`
  const attributes = [
    `VENDOR_STRING=<Count>${count}</Count><LicFileVersion>1.0</LicFileVersion>`,
    `HOSTID=${quoted(hosts)}`,
    `NOTICE=${quoted(['<LicFileID>20070301093015250</LicFileID>', `<LicLineID>${number}</LicLineID>`, `<PAK>${pak}</PAK>`])}`,
    `SIGN=${quoted(sign.split(' '))}`,
  ]
  return [keyword, feature, 'cisco', version, expires, uncounted, ...attributes]
    .map((word) => `${word}${gap()}`)
    .join('')
    .replace(/[\s\\]+$/, '')
}

test('what is printed is read back, in whatever layout', () => {
  const layout = fc.record({
    turns: fc.array(fc.nat(gaps.length - 1), { minLength: 1, maxLength: 40 }),
    newline: fc.constantFrom('\n', '\r\n', '\r'),
  })
  const comments = fc.constantFrom('', '# a comment\n', '\n')
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 5 }), layout, comments, (lines, { turns, newline }, comment) => {
      let turn = 0
      const gap = (): string => gaps[turns[turn++ % turns.length] ?? 0] ?? ' '
      const text = lines
        .map((one, index) => `${comment}${print(one, index, gap)}\n`)
        .join('')
        .replaceAll('\n', newline)
      expect(faults(text)).toEqual([])
      const back = read(text).lines.filter(isGrant)
      expect(
        back.map(({ keyword, feature, vendor, version, expires, count, hostIds, vendorString, notice, signature }) => ({
          ...{ keyword, feature, vendor, version, expires, count, hostIds, signature },
          elements: [...vendorString, ...notice].map(({ name, value }) => `${name} ${value}`),
        })),
      ).toEqual(
        lines.map(({ keyword, feature, version, day, hosts, count, pak, sign }, index) => ({
          ...{ keyword, feature, vendor: 'cisco', version, count: 'uncounted', hostIds: hosts },
          expires: day ? `${day.year}-${twoDigits(day.month + 1)}-${twoDigits(day.day)}` : 'permanent',
          signature: sign.includes(' ') ? 'long' : 'short',
          elements: [`Count ${count}`, 'LicFileVersion 1.0', 'LicFileID 20070301093015250', `LicLineID ${index}`, `PAK ${pak}`],
        })),
      )
      // Places are those of the very text.
      for (const each of back) {
        for (const name of ['feature', 'version', 'expires'] as const) {
          const [start, end] = each.places.get(name) ?? [0, 0]
          if (name !== 'expires') expect(text.slice(start, end)).toBe(each[name])
        }
        for (const { value, span } of [...each.vendorString, ...each.notice]) {
          expect(text.slice(...span)).toBe(value === '' ? '<PAK></PAK>' : value)
        }
      }
    }),
    { numRuns: 300 },
  )
})

/** What holds of any result: shown is as long as the text, every span lies within it and is no negative one. */
function sound(bytes: Buffer): void {
  const result = read(bytes)
  const { shown, lines, faults } = result
  if (shown !== '') {
    const utf8 = bytes.toString('utf8').replace(/^\uFEFF/, '').length
    expect([utf8, bytes.length]).toContain(shown.length)
  }
  const within = ({ start, end, related }: Fault): void => {
    expect(0 <= start && start <= end && end <= shown.length).toBe(true)
    related?.forEach(within)
  }
  faults.forEach(within)
  expect(faults.length).toBeLessThanOrEqual(50)
  expect(faults.length + lines.length).toBeGreaterThan(0)
  const spans = JSON.parse(everything(result), (key, value: unknown) => {
    if (key === 'span' && Array.isArray(value)) expect(0 <= value[0] && value[0] <= value[1] && value[1] <= shown.length).toBe(true)
    return value
  })
  expect(spans).toBeDefined()
  for (const each of lines.filter(isGrant)) {
    for (const [start, end] of each.places.values()) expect(0 <= start && start <= end && end <= shown.length).toBe(true)
  }
}

describe('nothing breaks the reader', () => {
  test('random bytes', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => sound(Buffer.from(bytes))),
      { numRuns: 500 },
    ))

  test('the characters of the language, in any order', () => {
    const atoms = [
      ...['"', '\\', '\n', '\r\n', ' ', '\t', '=', '<', '>', '</', '#', '*', '\x1A', '\u00A0', '“', '3D', '&lt;', '-', '0'],
      ...['INCREMENT ', 'FEATURE ', 'SERVER ', 'VENDOR', 'UPGRADE ', 'PACKAGE ', 'f cisco 4.0 permanent uncounted ', '1-jan-2007 5 '],
      ...['HOSTID=', 'SIGN=', 'SIGN="', 'NOTICE="', 'VENDOR_STRING=', 'SUPERSEDE', 'Count>', ' \\\n', 'ABCD ', '9A8B7C6D5E4F '],
    ]
    const text = fc.array(fc.constantFrom(...atoms), { maxLength: 60 }).map((all) => Buffer.from(all.join('')))
    fc.assert(fc.property(text, sound), { numRuns: 2000 })
  })

  test('files with pieces lost, doubled or put in', () => {
    const edit = fc.record({
      at: fc.nat(whole.length),
      length: fc.nat(40),
      how: fc.nat(2),
      put: fc.constantFrom('"', '\\', '\n', ' ', '=', '<', 'x', '\u00A0', '”'),
    })
    const text = fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) =>
      edits.reduce((now, { at, length, how, put }) => {
        const piece = now.slice(at, at + length)
        return `${now.slice(0, at)}${['', piece + piece, put][how]}${now.slice(how === 2 ? at : at + length)}`
      }, whole),
    )
    fc.assert(
      fc.property(text, (one) => {
        sound(Buffer.from(one))
        const { shown, lines } = read(one)
        expect(shown.length).toBe(one.length)
        expect(lines.length).toBeLessThan(12)
      }),
      { numRuns: 1000 },
    )
  })

  // A cut may take the host id, the signature and half an element at once: three causes.
  test('one cut leaves at most three faults', () => {
    for (const length of [1, 5, 60, 165]) {
      for (let at = 0; at < whole.length; at++) {
        const { faults, lines } = read(whole.slice(0, at) + whole.slice(at + length))
        expect(faults.length).toBeLessThanOrEqual(3)
        if (lines.length < 3) expect(faults.length).toBeGreaterThan(0)
      }
    }
  })

  test('a cut in quotes, at a backslash or in a signature does not pass', () => {
    for (const found of whole.matchAll(/"|SIGN=|(?<=[0-9A-F]{4} )[0-9A-F]{4}(?= )|INCREMENT/g)) {
      const text = whole.slice(0, found.index) + whole.slice(found.index + found[0].length)
      expect(read(text).faults.length, JSON.stringify(text.slice(found.index - 30, found.index + 30))).toBeGreaterThan(0)
    }
  })
})

// Work that grows with the square of the size would not end within the time of a test.
describe('large texts of one piece', () => {
  const fill = (unit: string, size: number, before = ''): string =>
    before + unit.repeat(Math.floor((size - before.length) / Buffer.byteLength(unit)))
  const bounded = (text: string): void => {
    const { shown, faults } = read(text)
    expect(shown.length).toBe(text.length)
    expect(faults.length).toBeLessThanOrEqual(50)
  }
  const begun = 'INCREMENT f cisco 4.0 permanent uncounted '

  test.each(['"', '\\', '<', '=', 'a ', '"\n', '\\\n', 'x\n', 'SIGN="', 'ABCD ', 'INCREMENT\n'])('a mebibyte of %j', (unit) =>
    bounded(fill(unit, 1024 * 1024)),
  )

  test.each([
    ...[
      '"',
      '\\',
      '<',
      '=',
      '>',
      '#',
      ' ',
      '\n',
      'a',
      'a ',
      '*',
      '\\\n',
      '"\n',
      '" ',
      '<a>',
      '</a>',
      'a=',
      'a="',
      'SIGN',
      'SIGN=',
      'SIGN="',
      'SIGN= ',
    ],
    ...[
      'ABCD ',
      'ABCD',
      'ABCD=',
      '3D',
      '=3D',
      '&lt;',
      '“',
      'x\n',
      'x=\n',
      'INCREMENT\n',
      'INCREMENT ',
      'INCREMNT\n',
      'FEATURE f c 1 permanent 1\n',
    ],
    ...[
      'permanent 1 ',
      '<a',
      '</',
      '\r',
      '\u001A',
      '\\ \n',
      '\\\n\n',
      '>\n',
      'SIGN="\n',
      'NOTICE="x" ',
      'HOSTID=\\\n',
      '<a>\\\n',
      '1-jan-2007 5 ',
    ],
  ])('within a line, in quotes and in an element: %j', (unit) => {
    for (const before of [begun, `${begun}NOTICE="`, `${begun}VENDOR_STRING=<a>`, `${begun}SIGN="`]) bounded(fill(unit, 128 * 1024, before))
  })

  test('many sound lines', () => {
    const text = Array.from({ length: 3000 }, (_, index) => line({ fields: `F${index} cisco 4.0 permanent uncounted` })).join('')
    expect(read(text).lines.length).toBe(3000)
  })

  test('many lines of one feature', () => {
    const text = Array.from({ length: 3000 }, (_, index) => line({ more: ` SN=${index}` }).replace('INCREMENT', 'FEATURE')).join('')
    expect(read(text).lines.filter((each) => isGrant(each) && each.counts).length).toBe(1)
    expect(read(line({ sign: ` SIGN="${groups.join(' ')}"` }).repeat(3000)).faults.length).toBe(50)
  })
})
