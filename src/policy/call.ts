/** Whether a function or an operator goes with what it is given, and what it yields. */
import { didYouMean } from '../source/suggest.ts'
import { compared } from './compared.ts'
import { any, bool, fraction, joined, type Kind, named, text, whole } from './kind.ts'
import { limits } from './limits.ts'
import { kindOfOwn } from './own-call.ts'
import { flaw, type Reading, spanOf } from './reading.ts'
import { signatures } from './signatures.ts'
import { type Call, comparing, literal, type Tree } from './tree.ts'

const reckoning = new Set(['_-_', '_*_', '_/_', '_%_'])

/** What a call yields. `inner` reads what it is given. */
export function kindOfCall(reading: Reading, node: Tree, call: Call, inner: (node: Tree) => Kind): Kind {
  const own = call.target ? undefined : signatures[call.function]
  if (own && Object.hasOwn(signatures, call.function)) return kindOfOwn(reading, node, call, own, inner)
  // Of what is not known it is not known what it takes.
  if (/^[A-Za-z]/.test(call.function) && !reading.builtIn(call.function)) return unknownFunction(reading, node, call.function)
  const method = call.target && Object.hasOwn(signatures, call.function) ? signatures[call.function] : undefined
  if (method) return flaw(reading, `\`${call.function}\` is written as in ${method.usage}`, spanOf(reading, node))
  const nodes = [...(call.target ? [call.target] : []), ...call.args]
  const kinds = nodes.map(inner)
  const [a = any, b = any, c = any] = kinds
  const [left, right] = nodes
  const operator = comparing.get(call.function)
  if (operator && left && right) return compared(reading, node, operator, [left, a], [right, b])
  if (call.function === '@in' && left && right) {
    if (b.of === 'list') return compared(reading, node, 'in', [left, a], [right, b.item])
    if (b.of === 'text') return flaw(reading, '`in` looks into lists; in text look with `contains`', spanOf(reading, node))
    const key = literal(left)
    if (b.of === 'mapping' && typeof key === 'string' && !b.keys.has(key))
      return flaw(reading, `unknown key \`${key}\` of the ${b.title}${didYouMean(key, b.keys.keys())}`, spanOf(reading, left))
    return bool
  }
  if (['_&&_', '_||_', '!_'].includes(call.function)) {
    for (const [index, kind] of kinds.entries()) truth(reading, nodes[index] ?? node, kind)
    return bool
  }
  if (call.function === '_?_:_') {
    if (left) truth(reading, left, a)
    return joined(b, c)
  }
  if (call.function === '_[_]')
    return a.of === 'list'
      ? a.item
      : a.of === 'mapping'
        ? flaw(reading, 'a key of a spec is written behind a dot, as in `self.name`', spanOf(reading, node))
        : any
  if (reckoning.has(call.function) || call.function === '_+_' || call.function === '-_') return reckoned(reading, node, kinds)
  if (call.function === 'size') {
    if (a.of !== 'text' && a.of !== 'list' && a.of !== 'any')
      return flaw(reading, `\`size\` is asked of ${named(a)}`, spanOf(reading, node))
    return whole
  }
  if (call.function === 'matches') return pattern(reading, node, right)
  if (['contains', 'startsWith', 'endsWith', '@not_strictly_false'].includes(call.function)) return bool
  if (call.function === 'string' && a.of === 'release')
    return flaw(reading, 'a release is only compared; to show it, write its key, as in `self.version`', spanOf(reading, node))
  return casts.get(call.function) ?? any
}

const others = ['size', 'matches', 'contains', 'startsWith', 'endsWith', 'all', 'exists', 'exists_one', 'map', 'filter', 'has']

const unknownFunction = (reading: Reading, node: Tree, name: string): Kind =>
  flaw(reading, `there is no function \`${name}\`${didYouMean(name, [...Object.keys(signatures), ...others])}`, spanOf(reading, node))

const casts = new Map<string, Kind>([
  ['int', whole],
  ['double', fraction],
  ['string', text],
  ['bool', bool],
  ['dyn', any],
])

function truth(reading: Reading, node: Tree, kind: Kind): void {
  if (kind.of !== 'bool' && kind.of !== 'any')
    flaw(reading, `true or false belongs here, and this is ${named(kind)}`, spanOf(reading, node))
}

function pattern(reading: Reading, node: Tree, written: Tree | undefined): Kind {
  const value = written && literal(written)
  if (typeof value === 'string' && value.length > limits.pattern)
    return flaw(reading, `the pattern has ${value.length} characters, but at most ${limits.pattern} are taken`, spanOf(reading, node))
  return bool
}

function reckoned(reading: Reading, node: Tree, kinds: readonly Kind[]): Kind {
  const odd = kinds.find(({ of }) => of === 'release' || of === 'bool' || of === 'mapping')
  if (odd)
    return flaw(
      reading,
      odd.of === 'release' ? 'a release is only compared, not reckoned with' : `${named(odd)} is no number`,
      spanOf(reading, node),
    )
  const [a = any, b = a] = kinds
  if (a.of === 'any' || b.of === 'any') return any
  if (a.of !== b.of)
    return flaw(
      reading,
      `${named(a)} and ${named(b)} do not go together${a.of === 'text' || b.of === 'text' ? '; write string(…) around the number' : ''}`,
      spanOf(reading, node),
    )
  if (a.of === 'number' && b.of === 'number' && a.whole !== b.whole)
    return flaw(
      reading,
      'CEL does not reckon with whole numbers and others together; write double(…) around the whole one',
      spanOf(reading, node),
    )
  return a.of === 'text' ? text : joined(a, b)
}
