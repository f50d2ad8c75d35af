/** Edits of texts: what is put where, whichever way lines end, and what two edits do to each other. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Edit, Range } from '../../src/finding.ts'
import { edit } from '../../src/fix/edits.ts'
import type { Fixable } from '../../src/fix/fixable.ts'
import { harmOf } from '../../src/fix/harm.ts'

const range = (line: number, column: number, endLine: number, endColumn: number): Range => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
})

/** A finding whose fix makes these edits. */
function finding(first: Edit, ...more: readonly Edit[]): Fixable {
  const fix = { title: 'mend', applicability: 'safe', ...first, ...(more.length > 0 && { more }) } as const
  return {
    rule: 'schema',
    severity: 'error',
    message: 'm',
    file: 'a',
    document: 1,
    path: [],
    range: first.range,
    related: [],
    cites: [],
    fix,
  }
}

const at = (place: Range, text: string): Fixable => finding({ range: place, text })

describe.each(['\n', '\r\n', '\r'])('where lines end with %j', (end) => {
  const text = ['a: 1 # one', '# two', 'b: 2'].join(end)

  test.each([
    ['a line, with its break', range(2, 1, 3, 1), ['a: 1 # one', 'b: 2']],
    ['the first line', range(1, 1, 2, 1), ['# two', 'b: 2']],
    ['the last line, up to a line that is not there', range(3, 1, 4, 1), ['a: 1 # one', '# two', '']],
    ['the end of a line', range(1, 5, 1, 11), ['a: 1', '# two', 'b: 2']],
    ['the last line, with the break before it', range(2, 6, 3, 5), ['a: 1 # one', '# two']],
    ['everything', range(1, 1, 9, 1), ['']],
  ])('%s is taken away', (_, place, lines) => {
    expect(edit(text, [at(place, '')]).text).toBe(lines.join(end))
  })

  test('two lines one after the other, by two fixes', () => {
    expect(edit(text, [at(range(2, 1, 3, 1), ''), at(range(1, 1, 2, 1), '')])).toMatchObject({ text: 'b: 2', done: [{}, {}] })
  })
})

describe('of edits that get in each other’s way', () => {
  const text = 'abcdef\nghijkl\n'

  test('the first by place is made, whichever comes first', () => {
    const [one, two] = [at(range(1, 2, 1, 4), 'X'), at(range(1, 3, 1, 5), 'Y')]
    for (const wanted of [
      [one, two],
      [two, one],
    ]) {
      const made = edit(text, wanted)
      expect([made.text, made.done]).toEqual(['aXdef\nghijkl\n', [one]])
    }
  })

  test('those that are the same are made once, and both are done', () => {
    const made = edit(text, [at(range(1, 2, 1, 4), 'X'), at(range(1, 2, 1, 4), 'X')])
    expect([made.text, made.done.length]).toEqual(['aXdef\nghijkl\n', 2])
  })

  test('a fix of several edits is made whole or not at all', () => {
    const swap = finding({ range: range(1, 1, 1, 2), text: 'g' }, { range: range(2, 1, 2, 2), text: 'a' })
    expect(edit(text, [swap]).text).toBe('gbcdef\nahijkl\n')
    expect(edit(text, [swap, at(range(2, 1, 2, 3), 'Z')])).toMatchObject({ text: 'gbcdef\nahijkl\n', done: [swap] })
    const early = at(range(1, 1, 1, 3), 'Z')
    const late = finding({ range: range(2, 1, 2, 2), text: 'a' }, { range: range(1, 2, 1, 3), text: 'g' })
    expect(edit(text, [late, early])).toMatchObject({ text: 'Zcdef\nghijkl\n', done: [early] })
  })

  test('something put in between stands where nothing else was replaced', () => {
    const [into, beside] = [at(range(1, 3, 1, 3), '-'), at(range(1, 3, 1, 4), 'X')]
    expect(edit(text, [into, beside]).text).toMatch(/^ab(?:-c|X)def\n/)
  })
})

test('what is not edited stays, and every span says where its text went', () => {
  const cut = fc.record({ from: fc.nat(30), length: fc.nat(4), text: fc.string({ maxLength: 4, unit: fc.constantFrom('x', '\n', '😀') }) })
  fc.assert(
    fc.property(fc.array(cut, { maxLength: 8 }), (cuts) => {
      const text = 'abcdefghijklmnopqrstuvwxyz012345678'
      const made = edit(
        text,
        cuts.map(({ from, length, text: put }) => at(range(1, from + 1, 1, from + length + 1), put)),
      )
      const pieces = (whole: string, spans: readonly (readonly [number, number])[]): string[] => {
        const ends = [0, ...spans.map(([, end]) => end)]
        return [...spans.map(([start], index) => whole.slice(ends[index], start)), whole.slice(ends.at(-1))]
      }
      expect(pieces(made.text, made.after)).toEqual(pieces(text, made.before))
    }),
  )
})

describe('harm is seen', () => {
  const head = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x }\n'
  const text = `${head}servers:\n  - { name: A, version: 8.0 } # c\n  - { name: B, version: 4.0(5) }\n`

  /** What is said of putting `put` where `there` stands. */
  function harm(there: string, put: string): Promise<string | undefined> {
    const lines = text.slice(0, text.indexOf(there)).split('\n')
    const [line, column] = [lines.length, (lines.at(-1) ?? '').length + 1]
    const taken = there.split('\n')
    const place = range(line, column, line + taken.length - 1, (taken.length === 1 ? column : 1) + (taken.at(-1) ?? '').length)
    const edited = edit(text, [at(place, put)])
    expect(edited.text).toBe(text.replace(there, put))
    return harmOf('a', text, edited)
  }

  test.each([
    ['the removal of a comment', ' # c', ''],
    ['quotes', '8.0', '"8.0"'],
    ['the removal of an item', '  - { name: B, version: 4.0(5) }\n', ''],
  ])('and %s is none', async (_, there, put) => {
    expect(await harm(there, put)).toBeUndefined()
  })

  test.each([
    ['no YAML', '8.0', '"8.0'],
    ['a key twice', 'version', 'name'],
    ['an alias of nothing', '8.0', '*v'],
    ['a comment of what follows', '8.0', '8.0 #'],
    ['another value', '4.0(5) }', '4.0(5) }\n  - 1'],
    ['one value less', '8.0 } # c\n', '"8.0" } #'],
    ['a value that does not fit', 'A, ', 'A, pool: x, '],
    ['another document', ' # c', '\n---'],
  ])('%s', async (_, there, put) => {
    expect(await harm(there, put)).toBeTypeOf('string')
  })
})
