/** Scalars as a person writes them: whatever a text is, both parsers read it back, wherever it stands. */
import fc from 'fast-check'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { handwritten } from '../../src/source/handwritten.ts'

test.each([
  ['4.0(5)', '4.0(5)'],
  ['4.0(5) ES12', '4.0(5) ES12'],
  ['00-0B-CD-11-22-33', '00-0B-CD-11-22-33'],
  ['12-34-56-78-90-12', '12-34-56-78-90-12'],
  ['000BCD112233', '000BCD112233'],
  ['SYD-UNITY1', 'SYD-UNITY1'],
  ['MCS-7845H-2.4', 'MCS-7845H-2.4'],
  ['licenses/syd-unity1.lic', 'licenses/syd-unity1.lic'],
  ['voice-team@example.com', 'voice-team@example.com'],
  ['Example Pty Ltd', 'Example Pty Ltd'],
  ['Zürich Süd', 'Zürich Süd'],
  ['8.0', '"8.0"'],
  ['2003', '"2003"'],
  ['00E112233445', '"00E112233445"'],
  ['yes', '"yes"'],
  ['012', '"012"'],
  ['null', '"null"'],
  ['-x', '"-x"'],
  ['a: b', '"a: b"'],
  ['a #b', '"a #b"'],
  ['a\nb: c', '"a\\u000Ab: c"'],
  ['\u{1b}[31m', '"\\u001B[31m"'],
  ['x\u3164 y', '"x\\u3164 y"'],
  ['', '""'],
])('%j is written %s', (text, expected) => expect(handwritten(text)).toBe(expected))

const nasty = fc.constantFrom(
  ...[
    '\n',
    '\r',
    '\t',
    ': ',
    ' #',
    '- ',
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a',
    '*a',
    '!',
    '|',
    '>',
    '%',
    '@',
    '`',
    '?',
    '~',
    '<<',
  ],
  ...[
    'yes',
    'No',
    'on',
    'OFF',
    'null',
    'true',
    'NaN',
    '.inf',
    '0x1F',
    '012',
    '0o7',
    '1e3',
    '1_000',
    '12:30:45',
    '2007-03-01',
    '---',
    '...',
  ],
  ...['4.0(5)', 'A', 'b1', ' ', '.', '-', '_', '/', '\u0085', '\u2028', '\uFEFF', '\u202E', 'é', '日本', '\u{1F600}', '\0', '\u001b'],
)
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join('')),
)

test('is read back as it was, in a line, in a list and in a mapping of either layout', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const written = handwritten(text)
      const yaml = `name: ${written}\nlist:\n  - ${written}\n  - { name: ${written}, list: [${written}, ${written}] } # x\n`
      const expected = { name: text, list: [text, { name: text, list: [text, text] }] }
      expect(load(yaml)).toEqual(expected)
      expect(parse(yaml)).toEqual(expected)
      expect(parse(yaml, { version: '1.1' })).toEqual(expected)
    }),
    { numRuns: 5000 },
  )
})
