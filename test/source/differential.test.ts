/** Our reading against that of the package `yaml`, on the examples and on texts mutated at random. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { locator, parse } from '../../src/source/parse.ts'
import { documents } from './documents.ts'

const directory = join(import.meta.dirname, '../../examples')
// One example is refused on purpose: its duplicate key is what it shows.
const examples = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.ya?ml$/.test(name) && !name.includes('not-yaml'),
)
const written = examples.map((name) => readFileSync(join(directory, name), 'utf8'))

interface Verdict {
  readonly values: readonly unknown[]
  /** Why the text is refused; empty where it is not. */
  readonly refusals: readonly string[]
}

function ours(text: string): Verdict {
  const { documents, faults } = parse('spec.yaml', text)
  const refusals = [...faults, ...documents.flatMap(({ faults }) => faults)].map(({ message }) => message)
  return { values: documents.map(({ value }) => value), refusals }
}

/** The reading of `yaml`. A lone CR is a line break in YAML, but not to that package. */
function theirs(text: string): Verdict {
  const options = {
    version: '1.2',
    schema: 'core',
    merge: true,
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
    logLevel: 'silent',
  } as const
  const parsed = parseAllDocuments(text.replace(/\r(?!\n)/g, '\n'), options)
  const read = Array.isArray(parsed) ? parsed : []
  const errors = read.flatMap(({ errors }) => errors)
  if (errors.length > 0) return { values: [], refusals: errors.map(({ code, message }) => `${code}: ${message}`) }
  try {
    return { values: read.map((document): unknown => document.toJS({ maxAliasCount: -1 })).filter((value) => value !== null), refusals: [] }
  } catch (error) {
    return { values: [], refusals: [String(error)] }
  }
}

const pieces = [
  '\n',
  '\r\n',
  '\r',
  ' ',
  '  ',
  '\t',
  ': ',
  ':',
  '- ',
  '-',
  '? ',
  '#',
  ' #',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '&a ',
  '*a',
  '!!str ',
  '!',
  '|',
  '>',
  '---\n',
  '...\n',
  '<<: ',
  '%',
  '@',
  '`',
  '\\',
  '~',
  '0',
  'x',
  'é',
]

/** One change of a text: `at` and `to` are places between 0 and 1. */
const change = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'replace', 'doubleLine', 'dropLine', 'swapLines', 'indent', 'quote', 'crlf'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  piece: fc.constantFrom(...pieces),
})

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function mutate(text: string, { kind, at, to, piece }: Change): string {
  const offset = Math.floor(at * text.length)
  const lines = text.split('\n')
  const one = Math.floor(at * (lines.length - 1))
  const two = Math.floor(to * (lines.length - 1))
  const [first = '', second = ''] = [lines[one], lines[two]]
  switch (kind) {
    case 'insert':
      return text.slice(0, offset) + piece + text.slice(offset)
    case 'delete':
      return text.slice(0, offset) + text.slice(offset + 1 + Math.floor(to * 3))
    case 'replace':
      return text.slice(0, offset) + piece + text.slice(offset + 1)
    case 'doubleLine':
      return lines.toSpliced(two, 0, first).join('\n')
    case 'dropLine':
      return lines.toSpliced(one, 1).join('\n')
    case 'swapLines':
      return lines.with(one, second).with(two, first).join('\n')
    case 'indent':
      return lines.with(one, to < 0.5 ? first.slice(1) : ` ${first}`).join('\n')
    case 'quote':
      return lines.with(one, first.replace(/(\S+)$/, to < 0.5 ? '"$1"' : "'$1'")).join('\n')
    case 'crlf':
      return text.replaceAll(/\r?\n/g, to < 0.8 ? '\r\n' : '\r')
  }
}

/** The examples are left out: each new one would bring other texts, and in time a rare difference that concerns nobody. */
const mutated = fc
  .tuple(fc.constantFrom(...documents), fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([text, changes]) => changes.reduce(mutate, text))
  .filter((text) => Buffer.from(text).toString() === text)

/** For what we refuse though YAML allows it: each is a decision, and `compose` says so in these words. */
const decisions: readonly RegExp[] = [
  /^a key must be plain text/,
  /^a key is missing here/,
  /^the key `.*` stands twice/s,
  /^the tag `.*` has no meaning/s,
  /^`.*` is not what its tag `.*` says$/s,
  /^`%(?:YAML|TAG).*` would change what the text means/s,
  /^the alias `.*` stands inside what it stands for$/s,
  /^`<<` merges mappings only/,
]

/** Where the two parsers differ about syntax. By the specification, ours is right but for those named after js-yaml, which harm nobody. */
const differences: readonly { readonly name: string; readonly text: RegExp; readonly ours?: RegExp; readonly theirs?: RegExp }[] = [
  { name: '`yaml` drops a directive without a document', text: /^\uFEFF?%/m, ours: /is a directive/ },
  {
    name: '`yaml` reads on after an explicit key that has ended',
    text: /^[\s-]*\?\s/m,
    ours: /^something stands here|^the document has ended/,
  },
  { name: '`yaml` takes a key with a tag for no text', text: /!/, theirs: /^NON_STRING_KEY/ },
  { name: '`yaml` takes `!!str <<` for a merge key', text: /!\S* +<</ },
  {
    name: 'js-yaml wants the lines of an indented text at the root indented',
    text: /(?:^|---\s*[\r\n]|[\r\n])[ \t]+\S/,
    ours: /^the document has ended/,
  },
  { name: '`yaml` takes what follows `>` in its line for nothing', text: /[|>][-+\d]*[ \t]+\S/, ours: /^a block of text is announced/ },
  { name: '`yaml` closes a text with an escaped quote', text: /\\"/, ours: /^the text ends within a quote/ },
  { name: '`yaml` takes a colon alone below a value for a key', text: /^\s+:\s/m, ours: /^something stands here/ },
  { name: '`yaml` takes a tab before a scalar at the root for indentation', text: /(?:^|[\r\n]) *\t/, theirs: /^TAB_AS_INDENT/ },
  { name: 'js-yaml takes an indented `---` in the first line for a marker', text: /^[ \t]+---(?:\s|$)/ },
]

function decided(text: string, ours: Verdict, theirs: Verdict): boolean {
  if (ours.refusals.some((message) => decisions.some((words) => words.test(message)))) return true
  return differences.some(
    (one) =>
      one.text.test(text) &&
      (one.ours === undefined || ours.refusals.some((message) => one.ours?.test(message))) &&
      (one.theirs === undefined || theirs.refusals.some((message) => one.theirs?.test(message))),
  )
}

/** Every path that leads to a scalar. */
function scalars(
  value: unknown,
  path: readonly (string | number)[] = [],
): { readonly path: readonly (string | number)[]; readonly value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => scalars(item, [...path, index]))
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return Object.entries(value).flatMap(([key, item]) => scalars(item, [...path, key]))
}

const seeded = { seed: 20_260_101, numRuns: 4000 }
const patient = 30_000

describe('against the package `yaml`', () => {
  test.each([...documents, ...written])('the same values for whole document %#', (text) => {
    expect(ours(text)).toEqual({ ...theirs(text), refusals: [] })
  })

  test('the same values, or the same verdict, for mutated documents', { timeout: patient }, () => {
    const seen = { accepted: 0, refused: 0 }
    const agree = (text: string): void => {
      const [a, b] = [ours(text), theirs(text)]
      if (a.refusals.length > 0 && b.refusals.length > 0) seen.refused++
      else if (a.refusals.length === 0 && isDeepStrictEqual(a, b)) seen.accepted++
      else if (!decided(text, a, b)) expect(a).toEqual(b)
    }
    fc.assert(fc.property(mutated, agree), seeded)
    expect(seen.accepted).toBeGreaterThan(1000)
    expect(seen.refused).toBeGreaterThan(1000)
  })
})

describe('positions', () => {
  /**
   * What is written at the path of a scalar means the same alone, to `yaml`. Left out are a scalar at the root, which has no path,
   * an alias, a tag, which stands before what is written, and a block of text whose indentation is counted from its parent's.
   */
  const sound = (text: string): void => {
    if (text.includes('!')) return
    const source = parse('spec.yaml', text)
    for (const document of source.documents.filter(({ faults }) => faults.length === 0)) {
      const { written } = locator(source, document)
      for (const { path, value } of scalars(document.value)) {
        const here = written(path)
        if (path.length === 0 || /^\*|^[|>][-+]?[1-9]/.test(here ?? '')) continue
        expect({ text, path, here, values: theirs(`- ${here}`).values }).toEqual({ text, path, here, values: [[value]] })
      }
    }
  }

  test('what is written at a path means its value', { timeout: patient }, () => {
    for (const text of [...documents, ...written]) sound(text)
    fc.assert(fc.property(mutated, sound), { ...seeded, numRuns: 1000 })
  })

  test('a path leads to what stands there, also where nothing is written', () => {
    const text = 'a:\n- 1\n-\n- b: # c\n  "d": |-\n    text\n- {e, f: }\n- - x\n  -\n-\n'
    const source = parse('spec.yaml', text)
    const { range, keyRange } = locator(source, source.documents[0])
    const at = (...path: (string | number)[]): string => {
      const { start, end } = range(path)
      return `${start.line}:${start.column}-${end.column}`
    }
    expect(source.documents[0]?.value).toEqual({ a: [1, null, { b: null, d: 'text' }, { e: null, f: null }, ['x', null], null] })
    expect([at('a'), at('a', 0), at('a', 1), at('a', 2), at('a', 3), at('a', 4), at('a', 5)]).toEqual([
      '1:1-2',
      '2:3-4',
      '3:1-2',
      '4:3-9',
      '7:3-11',
      '8:3-6',
      '10:1-2',
    ])
    expect([at('a', 2, 'b'), at('a', 2, 'd'), at('a', 3, 'f'), at('a', 4, 0), at('a', 4, 1)]).toEqual([
      '4:4-5',
      '5:8-10',
      '7:8-9',
      '8:5-6',
      '9:3-4',
    ])
    expect(keyRange(['a', 2, 'd'])).toEqual({ start: { line: 5, column: 3 }, end: { line: 5, column: 6 } })
    expect([at('absent'), at('a', 9), at('a', 2, 'x', 'y')]).toEqual(['1:1-2', '1:1-2', '4:3-9'])
  })
})

describe('chunks', () => {
  test('a stream cut before each `---` gives the documents of the whole', () => {
    const joined = fc.array(
      fc.constantFrom(...documents, ...written).map((text) => `---\n${text}`),
      { minLength: 1, maxLength: 4 },
    )
    const same = (texts: readonly string[]): void => {
      const text = texts.join('')
      const { documents, faults } = parse('spec.yaml', text)
      // A directive keeps a text whole; a reserved one means nothing.
      const whole = parse('spec.yaml', `%RESERVED\n${text}`)
      expect(faults).toEqual([])
      expect(whole.faults).toEqual([])
      expect(whole.documents.map(({ value }) => value)).toEqual(documents.map(({ value }) => value))
      expect(whole.documents.map(({ start }) => start - '%RESERVED\n'.length)).toEqual(documents.map(({ start }) => start))
      expect(documents.map(({ value }) => value)).toEqual(theirs(text).values)
    }
    fc.assert(fc.property(joined, same), { ...seeded, numRuns: 100 })
  })
})
