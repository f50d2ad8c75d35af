/** Texts that are changed in one place: written by hand, and read by `yaml` as a second opinion of what they say. */
import { expect, test } from 'vitest'
import { parse as read } from 'yaml'
import { rewrite } from '../../src/source/rewrite.ts'

const to = (path: (string | number)[], value: string | string[]) => ({ document: 1, path, value })

test.each([
  ['a plain scalar', 'a: 4.0(1) # why\n', to(['a'], '4.0(5)'), 'a: 4.0(5) # why\n'],
  ['single quotes', "a: '4.0(1)'\n", to(['a'], '4.0(5)'), "a: '4.0(5)'\n"],
  ['double quotes', 'a: "4.0(1)"\n', to(['a'], '4.0(5)'), 'a: "4.0(5)"\n'],
  ['a number needs quotes', 'a: 4.0(1)\n', to(['a'], '8.5'), 'a: "8.5"\n'],
  [
    'a date, a word for true, a sexagesimal number need quotes',
    'a: x\n',
    to(['a'], ['2007-03-01', 'yes', '1:30', 'a: b', 'c #d', '- e']),
    'a: ["2007-03-01", "yes", "1:30", "a: b", "c #d", "- e"]\n',
  ],
  ['a folded scalar', 'a: >-\n  4.0(1)\nb: 3\n', to(['a'], '4.0(5)'), 'a: 4.0(5)\nb: 3\n'],
  ['a block list', 'a:\n  - x # of old\n  - y\nb: 3\n', to(['a'], ['x', 'z']), 'a:\n  [x, z]\nb: 3\n'],
  ['an anchored scalar that nothing else uses', 'a: &v 4.0(1)\n', to(['a'], '4.0(5)'), 'a: &v 4.0(5)\n'],
  ['a new key in braces', 'm: { a: 1, } # x\n', to(['m', 'b'], 'w'), 'm: { a: 1, b: w, } # x\n'],
  ['a new key in empty braces', 'm: {}\n', to(['m', 'b'], 'w'), 'm: { b: w }\n'],
  ['a new key below the first', 'm:\n    a: 1   # one\n    c: 2\n', to(['m', 'b'], 'w'), 'm:\n    a: 1   # one\n    b: w\n    c: 2\n'],
  ['a new key in a list item', '- a: 1\r\n  c: 2\r\n', to([0, 'b'], 'w'), '- a: 1\r\n  b: w\r\n  c: 2\r\n'],
  ['a new key where the first takes several lines', '- a:\n    - 1\n  c: 2\n', to([0, 'b'], 'w'), '- a:\n    - 1\n  b: w\n  c: 2\n'],
  ['a new key before the only one, which takes several lines', '- a:\n    - 1\n', to([0, 'b'], 'w'), '- b: w\n  a:\n    - 1\n'],
  ['no line break at the end', '- a: 1', to([0, 'b'], 'w'), '- a: 1\n  b: w'],
  ['a key of a prototype', '__proto__: { a: x }\n', to(['__proto__', 'a'], 'z'), '__proto__: { a: z }\n'],
])('%s', (_, text, change, expected) => {
  const made = rewrite('x', text, [change], [])
  expect(made).toEqual({ text: expected })
  const value = change.path.reduce((all: unknown, step) => new Map(Object.entries(all ?? {})).get(String(step)), read(expected))
  expect(value).toEqual(change.value)
})

test.each([
  ['a list item that is an alias', 'a: &one { v: x }\nb: [*one]\n', to(['b', 0, 'v'], 'y'), 'stands at an anchor elsewhere'],
  ['an anchored scalar that another uses', 'a: &v x\nb: *v\n', to(['a'], 'y'), 'something else hangs on'],
  [
    'a mapping that is merged in whole',
    'a: &one { v: x }\nb:\n  <<: *one\n',
    to(['b', 'v'], 'y'),
    'all of its mapping stands at an anchor',
  ],
  ['what is not there', 'a: 1\n', to(['b', 'c'], 'y'), 'is not written there'],
])('%s is not changed', (_, text, change, reason) => {
  const made = rewrite('x', text, [change], [])
  expect(made).toMatchObject({ at: { path: change.path }, reason: expect.stringContaining(reason) })
})

test('several at once, each in its document, and remarks that cannot break out of their line', () => {
  const text = 'a: 4.0(1)\n---\nlist:\n  - b: 4.0(1)\n    c: {d: 1}\n'
  const made = rewrite(
    'x',
    text,
    [to(['a'], '4.0(5)'), { document: 2, path: ['list', 0, 'b'], value: '5.0(1)' }],
    [{ document: 2, path: ['list', 0, 'c'], lines: ['one', 'two\nkey: value'] }],
  )
  expect(made).toEqual({ text: 'a: 4.0(5)\n---\nlist:\n  - b: 5.0(1)\n    # one\n    # two\uFFFDkey: value\n    c: {d: 1}\n' })
})
