/** Scalars that are written are read back as they were, by both readers of YAML and by the rules of YAML 1.1. */
import fc from 'fast-check'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { quote } from '../../src/source/quote.ts'

const awkward = [
  'true',
  'No',
  'y',
  'null',
  '~',
  '',
  ' ',
  '0',
  '1e3',
  '000123456789',
  '0012E4567890',
  '0o7',
  '0x1F',
  '1:20',
  '.inf',
  '-',
  '#',
  'a: b',
  'a #b',
]
const texts = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: 12, maxLength: 12 }),
)

test('whatever the text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const written = quote(text)
      expect(written).toMatch(/^[ -~]*$/)
      expect(parse(`a: ${written}`)).toEqual({ a: text })
      expect(
        parse(`a: ${written}`, { version: '1.1', schema: 'yaml-1.1', customTags: (tags) => tags.filter((tag) => tag !== 'timestamp') }),
      ).toEqual({ a: text })
      expect(load(`a: ${written}`)).toEqual({ a: text })
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['UNTY-4A-BC-123456', 'UNTY-4A-BC-123456'],
  ['020BCD112235', '020BCD112235'],
  ['2007-05-01', '2007-05-01'],
  ['permanent', 'permanent'],
  ['000123456789', '"000123456789"'],
  ['0012E4567890', '"0012E4567890"'],
  ['000BCD112233 020BCD112235', '"000BCD112233 020BCD112235"'],
  ['no', '"no"'],
  ['say "x"\n', '"say \\"x\\"\\u000A"'],
])('%j', (text, written) => expect(quote(text)).toBe(written))
