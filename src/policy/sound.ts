/** What is wrong with an expression before anything is evaluated: names, keys, kinds that do not go together, and words that can never stand there. */
import { didYouMean } from '../source/suggest.ts'
import { kindOfCall } from './call.ts'
import { any, bool, fraction, joined, type Kind, listOf, named, text, whole } from './kind.ts'
import { limits } from './limits.ts'
import { flaw, type Reading, spanOf } from './reading.ts'
import { type Flaw, literal, type Parsed, type Tree } from './tree.ts'

export type Scope = ReadonlyMap<string, Kind>

export interface Sounded {
  readonly kind: Kind
  readonly flaws: readonly Flaw[]
  /** Selections of a key that a spec may leave out, by the id of their node. */
  readonly selections: ReadonlySet<string>
  /** What a node yields. */
  readonly kindAt: (node: Tree) => Kind
}

/** Reads an expression with the names that it may use. */
export function sound(parsed: Parsed, scope: Scope, builtIn: (name: string) => boolean): Sounded {
  const reading: Reading = { parsed, flaws: [], selections: new Set(), kinds: new Map(), builtIn }
  const kind = kindOf(reading, parsed.tree, scope, 0)
  return { kind, flaws: reading.flaws, selections: reading.selections, kindAt: ({ id }) => reading.kinds.get(String(id)) ?? any }
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
