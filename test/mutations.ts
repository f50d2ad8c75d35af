/** Changes to a document: keys gone, misspelt or added, values of another type or at an edge, items twice. */
import fc from 'fast-check'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Values that schemas tell apart: each type, edges of numbers, days that are and are not, words of the language. */
const values: readonly Json[] = [
  ...[null, true, false, '', 'x', [], {}, 0, 1, -1, 0.5, 1.5, 2147483647, 2147483648, 1e300],
  ...['2007-03-01', '2007-02-29', '2008-02-29', '2007-2-1', 'permanent', 'Permanent'],
  ...[
    'cuspec/v1',
    'cuspec/v2',
    'Deployment',
    'Policy',
    'AUD',
    'aud',
    'exchange',
    'domino',
    'file',
    'declared',
    'dongle',
    'default',
    'demo',
  ],
  ...['standalone', 'primary', 'secondary', 'sccp', 'sip', 'pimg', 'timg', 'voice-card', 'g711', 'g729a', 'on-box', 'off-box'],
  ...['voice-only', 'unified', 'fault-tolerant', 'load-balancing', 'failover', 'standby-redundancy', 'amis', 'vpim', 'server', 'fleet'],
  ...[['answer'], ['answer', 'answer'], [1], [null], { name: 'x' }, { kind: 'file', path: 'x' }, { kind: 'file' }, { voicePorts: 1 }],
]
const keys = ['name', 'kind', 'type', 'hostId', 'expires', 'x', 'Name', '__proto__', 'constructor', 'toString', '']

/** A document with so many changes, each at a random place. */
export function change(document: Json, times: number): fc.Arbitrary<Json> {
  if (times === 0) return fc.constant(document)
  const edit = fc.record({
    turns: fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }),
    how: fc.nat(5),
    value: fc.constantFrom(...values),
    key: fc.constantFrom(...keys),
  })
  return edit.chain((one) => change(apply(document, one.turns, one), times - 1))
}

/** A document with each of `values` in each of its places, one at a time. */
export function* everywhere(node: Json): Iterable<Json> {
  yield* values
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) for (const changed of everywhere(item)) yield node.with(index, changed)
  } else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) for (const changed of everywhere(value)) yield { ...node, [key]: changed }
  }
}

interface Edit {
  readonly how: number
  readonly value: Json
  readonly key: string
}

/** Walks down by `turns`, each choosing a child, and edits where they end. */
function apply(node: Json, turns: readonly number[], edit: Edit): Json {
  const [turn = 0, ...rest] = turns
  if (Array.isArray(node)) {
    if (node.length === 0) return [edit.value]
    const index = turn % node.length
    if (rest.length === 0) return inList(node, index, edit)
    return node.map((item, place) => (place === index ? apply(item, rest, edit) : item))
  }
  if (typeof node !== 'object' || node === null) return edit.how < 3 ? alike(node, turn) : edit.value
  const names = Object.keys(node)
  const name = names[turn % Math.max(1, names.length)]
  if (name === undefined) return fromEntries([[edit.key, edit.value]])
  if (rest.length === 0) return inMapping(Object.entries(node), name, edit)
  return fromEntries(Object.entries(node).map(([key, value]) => [key, key === name ? apply(value, rest, edit) : value]))
}

/** A value of the type that stood there, or the nearest to it. */
function alike(node: Json, turn: number): Json {
  const same = values.filter((value) => typeof value === typeof node)
  return same[turn % same.length] ?? node
}

function inList(list: readonly Json[], index: number, { how, value }: Edit): Json {
  const item = list[index] ?? null
  const edits: readonly Json[] = [
    list.filter((_, place) => place !== index),
    [...list, item],
    [...list, value],
    list.map((each, place) => (place === index ? value : each)),
    [...list].reverse(),
    value,
  ]
  return edits[how % edits.length] ?? value
}

function inMapping(entries: readonly [string, Json][], name: string, { how, value, key }: Edit): Json {
  const edits: readonly Json[] = [
    fromEntries(entries.filter(([each]) => each !== name)),
    fromEntries([...entries, [key, value]]),
    fromEntries(entries.map(([each, old]) => [each === name ? `${each}s` : each, old])),
    fromEntries(entries.map(([each, old]) => [each, each === name ? value : old])),
    fromEntries([...entries].reverse()),
    value,
  ]
  return edits[how % edits.length] ?? value
}

/** As a parser makes mappings: `__proto__` is a key like any other. */
function fromEntries(entries: readonly (readonly [string, Json])[]): Json {
  const mapping: { [key: string]: Json } = {}
  for (const [key, value] of entries) Object.defineProperty(mapping, key, { value, enumerable: true, configurable: true, writable: true })
  return mapping
}
