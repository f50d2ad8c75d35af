/** What is wrong with an expression before anything is evaluated: names, keys, kinds that do not go together, and words that can never stand there. */
import { findRelease, versionLine } from '../knowledge/release.ts'
import { date } from '../source/formats.ts'
import { didYouMean } from '../source/suggest.ts'
import { any, bool, fraction, joined, type Kind, listOf, named, text, whole } from './kind.ts'
import { limits } from './limits.ts'
import { type Signature, signatures } from './signatures.ts'
import { type Call, type Flaw, literal, type Parsed, type Span, type Tree } from './tree.ts'

export type Scope = ReadonlyMap<string, Kind>

export interface Sounded {
  readonly kind: Kind
  readonly flaws: readonly Flaw[]
  /** Selections of a key that a spec may leave out, by the id of their node. */
  readonly selections: ReadonlySet<string>
  /** What a node yields. */
  readonly kindAt: (node: Tree) => Kind
}

interface Reading {
  readonly parsed: Parsed
  readonly flaws: Flaw[]
  readonly selections: Set<string>
  readonly kinds: Map<string, Kind>
  /** Whether CEL itself has a function. */
  readonly builtIn: (name: string) => boolean
}

/** Reads an expression with the names that it may use. */
export function sound(parsed: Parsed, scope: Scope, builtIn: (name: string) => boolean): Sounded {
  const reading: Reading = { parsed, flaws: [], selections: new Set(), kinds: new Map(), builtIn }
  const kind = kindOf(reading, parsed.tree, scope, 0)
  return { kind, flaws: reading.flaws, selections: reading.selections, kindAt: ({ id }) => reading.kinds.get(String(id)) ?? any }
}

function flaw({ flaws }: Reading, message: string, span?: Span): Kind {
  // What follows from a mistake is none of its own.
  flaws.push({ message, ...(span && { span }) })
  return any
}

const spanOf = ({ parsed: { text: written, offset } }: Reading, node: Tree): Span => {
  const { case: kind, value } = node.exprKind
  // The place of a key that is only tested is that of the test.
  const tested = kind === 'selectExpr' && value.testOnly ? written.indexOf(value.field, offset(node) + 'has('.length) : -1
  if (kind === 'selectExpr' && tested >= 0) return [tested, tested + value.field.length]
  const start = offset(node)
  const word = /^\.?\s*[A-Za-z_]\w*|^"[^"\n]*"|^'[^'\n]*'|^[<>=!]=|^\d+/.exec(written.slice(start))?.[0] ?? ' '
  const blank = /^\.?\s*/.exec(word)?.[0].length ?? 0
  return word === ' ' ? [start, start + 1] : [start + blank, start + word.length]
}

function kindOf(reading: Reading, node: Tree, scope: Scope, loops: number): Kind {
  const kind = kindOfNode(reading, node, scope, loops)
  reading.kinds.set(String(node.id), kind)
  return kind
}

function kindOfNode(reading: Reading, node: Tree, scope: Scope, loops: number): Kind {
  const { case: kind, value } = node.exprKind
  const inner = (each: Tree): Kind => kindOf(reading, each, scope, loops)
  switch (kind) {
    case 'constExpr':
      return kindOfLiteral(node)
    case 'identExpr':
      return scope.get(value.name) ?? (typeNames.has(value.name) ? any : unknownName(reading, node, value.name, scope))
    case 'selectExpr':
      return value.operand ? keyOf(reading, node, inner(value.operand), value.field, value.testOnly) : any
    case 'listExpr':
      return itemsOf(value.elements.map(inner))
    case 'structExpr':
      for (const entry of value.entries) {
        if (entry.keyKind.case === 'mapKey') inner(entry.keyKind.value)
        if (entry.value) inner(entry.value)
      }
      return value.messageName === '' ? any : flaw(reading, `nothing is called \`${value.messageName}\` here`, spanOf(reading, node))
    case 'comprehensionExpr': {
      if (loops >= limits.loops)
        return flaw(reading, `more than ${limits.loops} of \`all\`, \`exists\`, \`map\`, \`filter\` stand one within another`)
      const range = value.iterRange ? inner(value.iterRange) : any
      if (range.of !== 'list' && range.of !== 'any')
        return flaw(reading, `only the items of a list can be looked at one by one, and this is ${named(range)}`)
      const start = value.accuInit ? inner(value.accuInit) : any
      const within = new Map([...scope, [value.iterVar, range.of === 'list' ? range.item : any], [value.accuVar, start]])
      const step = value.loopStep ? kindOf(reading, value.loopStep, within, loops + 1) : any
      const all = new Map([...scope, [value.accuVar, joined(start, step)]])
      return value.result ? kindOf(reading, value.result, all, loops + 1) : any
    }
    case 'callExpr':
      return kindOfCall(reading, node, value, inner)
    default:
      return any
  }
}

function itemsOf(kinds: readonly Kind[]): Kind {
  const [first = any, ...others] = kinds
  return listOf(others.reduce(joined, first))
}

const typeNames = new Set(['int', 'uint', 'double', 'bool', 'string', 'bytes', 'list', 'map', 'null_type', 'type'])

function kindOfLiteral(node: Tree): Kind {
  const value = literal(node)
  if (typeof value === 'bigint') return whole
  if (typeof value === 'number') return fraction
  if (typeof value === 'boolean') return bool
  return typeof value === 'string' ? text : any
}

function unknownName(reading: Reading, node: Tree, name: string, scope: Scope): Kind {
  const names = [...scope.keys()].filter((each) => /^\w+$/.test(each))
  return flaw(
    reading,
    `nothing is called \`${name}\` here${didYouMean(name, names) || `; there are ${names.join(', ')}`}`,
    spanOf(reading, node),
  )
}

function keyOf(reading: Reading, node: Tree, kind: Kind, field: string, tested: boolean): Kind {
  if (kind.of === 'any') return any
  if (kind.of !== 'mapping') return flaw(reading, `\`${field}\` is asked of ${named(kind)}, which has no keys`, spanOf(reading, node))
  const key = kind.keys.get(field)
  if (!key)
    return flaw(reading, `unknown key \`${field}\` of the ${kind.title}${didYouMean(field, kind.keys.keys())}`, spanOf(reading, node))
  if (tested) return bool
  if (key.optional) reading.selections.add(String(node.id))
  return key.kind
}

const comparing = new Map([
  ['_==_', '=='],
  ['_!=_', '!='],
  ['_<_', '<'],
  ['_<=_', '<='],
  ['_>_', '>'],
  ['_>=_', '>='],
])
const reckoning = new Set(['_-_', '_*_', '_/_', '_%_'])

function kindOfCall(reading: Reading, node: Tree, call: Call, inner: (node: Tree) => Kind): Kind {
  const own = call.target ? undefined : signatures[call.function]
  if (own && Object.hasOwn(signatures, call.function)) return kindOfOwn(reading, node, call, own, inner)
  const nodes = [...(call.target ? [call.target] : []), ...call.args]
  const kinds = nodes.map(inner)
  const [a = any, b = any, c = any] = kinds
  const [left, right] = nodes
  const operator = comparing.get(call.function)
  if (operator && left && right) return compared(reading, node, operator, [left, a], [right, b])
  if (call.function === '@in' && left && right) {
    if (b.of === 'list') return compared(reading, node, 'in', [left, a], [right, b.item])
    if (b.of === 'text') return flaw(reading, '`in` looks into lists; in text look with `contains`', spanOf(reading, node))
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
    if (a.of === 'number' || a.of === 'bool' || a.of === 'release')
      return flaw(reading, `\`size\` is asked of ${named(a)}`, spanOf(reading, node))
    return whole
  }
  if (call.function === 'matches') return pattern(reading, node, right)
  if (['contains', 'startsWith', 'endsWith', '@not_strictly_false'].includes(call.function)) return bool
  if (call.function === 'string' && a.of === 'release')
    return flaw(reading, 'a release is only compared; to show it, write its key, as in `self.version`', spanOf(reading, node))
  const cast = casts.get(call.function)
  if (cast) return cast
  if (reading.builtIn(call.function)) return any
  const candidates = [
    ...Object.keys(signatures),
    'size',
    'matches',
    'contains',
    'startsWith',
    'endsWith',
    'all',
    'exists',
    'exists_one',
    'map',
    'filter',
    'has',
  ]
  return flaw(reading, `there is no function \`${call.function}\`${didYouMean(call.function, candidates)}`, spanOf(reading, node))
}

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

type Side = readonly [node: Tree, kind: Kind]

function compared(reading: Reading, node: Tree, operator: string, left: Side, right: Side): Kind {
  const [, a] = left
  const [, b] = right
  const at = spanOf(reading, node)
  const meaning = [a, b].flatMap((kind) => (kind.of === 'text' && kind.means !== undefined && kind.means !== 'day' ? [kind.means] : []))[0]
  const lined = [a, b].find((kind) => kind.of === 'release')
  if (lined?.of === 'release' && a.of !== 'any' && b.of !== 'any' && (a.of !== 'release' || b.of !== 'release' || a.line !== b.line)) {
    flaw(reading, `a release is compared with a release: write ${lined.line}(…) on both sides`, at)
    return bool
  }
  if (meaning !== undefined) {
    const why =
      meaning === 'mac' ? 'a MAC address has several spellings' : 'a release is no text: 4.0(10) comes after 4.0(9), and 4.0.5 is 4.0(5)'
    flaw(reading, `${why}; write ${meaning}(…) on both sides`, at)
    return bool
  }
  if (a.of !== 'any' && b.of !== 'any' && a.of !== b.of) flaw(reading, `${named(a)} is compared with ${named(b)}`, at)
  else if (a.of === 'text' && b.of === 'text' && /[<>]/.test(operator) && !(isDay(left) && isDay(right)))
    flaw(reading, 'only days have an order as text', at)
  else if (a.of === 'list' && /[<>]/.test(operator)) flaw(reading, 'a list has no order', at)
  else if (holdsMapping(a) || holdsMapping(b)) flaw(reading, 'what a key leaves out is not known, so mappings are compared key by key', at)
  else
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const)
      never(reading, one, other)
  return bool
}

const holdsMapping = (kind: Kind): boolean => kind.of === 'mapping' || (kind.of === 'list' && holdsMapping(kind.item))

const isDay = ([node, kind]: Side): boolean => {
  const value = literal(node)
  return (kind.of === 'text' && kind.means === 'day') || (typeof value === 'string' && date(value))
}

/** Where only some words can stand, a comparison with another one is a slip of the pen. */
function never(reading: Reading, [, kind]: Side, [other]: Side): void {
  const words = kind.of === 'text' ? kind.words : undefined
  if (!words) return
  for (const node of other.exprKind.case === 'listExpr' ? other.exprKind.value.elements : [other]) {
    const value = literal(node)
    if (typeof value === 'string' && !words.includes(value))
      flaw(
        reading,
        `\`${value}\` never stands there; one of ${words.map((word) => `\`${word}\``).join(', ')} does${didYouMean(value, words)}`,
        spanOf(reading, node),
      )
  }
}

function kindOfOwn(reading: Reading, node: Tree, call: Call, { takes, gives, usage }: Signature, inner: (node: Tree) => Kind): Kind {
  const kinds = call.args.map(inner)
  if (call.args.length !== takes.length)
    return flaw(
      reading,
      `\`${call.function}\` takes ${takes.length} value${takes.length === 1 ? '' : 's'}, as in ${usage}`,
      spanOf(reading, node),
    )
  for (const [index, wanted] of takes.entries()) {
    const argument = call.args[index] ?? node
    const kind = kinds[index] ?? any
    if (wanted === 'machine') {
      if (kind.of !== 'any' && !(kind.of === 'mapping' && ['server', 'Bridge'].includes(kind.title)))
        flaw(reading, `\`${call.function}\` is asked of a server or a Bridge, as in ${usage}`, spanOf(reading, argument))
    } else if ('of' in wanted) {
      if (kind.of !== 'any' && wanted.of !== 'any' && kind.of !== wanted.of)
        flaw(reading, `\`${call.function}\` takes ${named(wanted)}, as in ${usage}, and this is ${named(kind)}`, spanOf(reading, argument))
    } else {
      const word = literal(argument)
      if (typeof word !== 'string' || !wanted.includes(word))
        flaw(
          reading,
          `one of ${wanted.join(', ')} belongs here${typeof word === 'string' ? didYouMean(word, wanted) : ', written out'}`,
          spanOf(reading, argument),
        )
    }
  }
  if (call.function === 'release') knownRelease(reading, call.args[0])
  if (call.function === 'distinct') return kinds[0] ?? any
  return gives
}

function knownRelease(reading: Reading, argument: Tree | undefined): void {
  const value = argument && literal(argument)
  if (typeof value !== 'string' || findRelease(value)) return
  flaw(
    reading,
    `\`${value}\` is no known release${didYouMean(
      value,
      versionLine.map(({ id }) => id),
    )}`,
    argument && spanOf(reading, argument),
  )
}
