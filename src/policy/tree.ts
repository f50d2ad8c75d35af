/** The tree of a CEL expression: walked, copied with something in place of a part, and compared. */
import { type parse as parseCel, unparse } from '@bufbuild/cel'

export type Tree = NonNullable<ReturnType<typeof parseCel>['expr']>
export type Call = Extract<Tree['exprKind'], { case: 'callExpr' }>['value']

/** Offsets within an expression: of the first character, and of the one after the last. */
export type Span = readonly [start: number, end: number]

/** What keeps an expression from being evaluated. */
export interface Flaw {
  readonly message: string
  readonly span?: Span
}

export interface Parsed {
  readonly text: string
  readonly tree: Tree
  /** Where a node begins: of an operator the operator, of a key the dot before it. */
  offset(node: Tree): number
}

/** The parts of a node. */
export function partsOf({ exprKind: { case: kind, value } }: Tree): readonly Tree[] {
  if (kind === 'selectExpr') return present([value.operand])
  if (kind === 'callExpr') return present([value.target, ...value.args])
  if (kind === 'listExpr') return value.elements
  if (kind === 'structExpr')
    return value.entries.flatMap((entry) => present([entry.keyKind.case === 'mapKey' ? entry.keyKind.value : undefined, entry.value]))
  if (kind === 'comprehensionExpr') return present([value.iterRange, value.accuInit, value.loopCondition, value.loopStep, value.result])
  return []
}

const present = (nodes: readonly (Tree | undefined)[]): Tree[] => nodes.filter((node) => node !== undefined)

/** A node and all below it. */
export function* nodesOf(tree: Tree): Iterable<Tree> {
  const open = [tree]
  for (let node = open.pop(); node; node = open.pop()) {
    yield node
    open.push(...partsOf(node))
  }
}

/** How many nodes stand one within another at most. */
export function depthOf(tree: Tree): number {
  let level = [tree]
  let depth = 0
  for (; level.length > 0; depth++) level = level.flatMap(partsOf)
  return depth
}

/** A copy in which `change` has put something in place of nodes, from the top down; what it has put there is not looked into. */
export function rewrite(tree: Tree, change: (node: Tree) => Tree | undefined): Tree {
  const changed = change(tree)
  if (changed) return changed
  const inner = (node: Tree): Tree => rewrite(node, change)
  const maybe = (node: Tree | undefined): Tree | undefined => node && inner(node)
  const kind = tree.exprKind
  if (kind.case === 'selectExpr') return withKind(tree, { case: kind.case, value: put(kind.value, { operand: maybe(kind.value.operand) }) })
  if (kind.case === 'callExpr') {
    const { target, args } = kind.value
    return withKind(tree, { case: kind.case, value: put(kind.value, { target: maybe(target), args: args.map(inner) }) })
  }
  if (kind.case === 'listExpr')
    return withKind(tree, { case: kind.case, value: { ...kind.value, elements: kind.value.elements.map(inner) } })
  if (kind.case === 'structExpr') {
    const entries = kind.value.entries.map((entry) => ({
      ...put(entry, { value: maybe(entry.value) }),
      keyKind: entry.keyKind.case === 'mapKey' ? { case: entry.keyKind.case, value: inner(entry.keyKind.value) } : entry.keyKind,
    }))
    return withKind(tree, { case: kind.case, value: { ...kind.value, entries } })
  }
  if (kind.case === 'comprehensionExpr') {
    const { iterRange, accuInit, loopCondition, loopStep, result } = kind.value
    const parts = {
      iterRange: maybe(iterRange),
      accuInit: maybe(accuInit),
      loopCondition: maybe(loopCondition),
      loopStep: maybe(loopStep),
      result: maybe(result),
    }
    return withKind(tree, { case: kind.case, value: put(kind.value, parts) })
  }
  return tree
}

/** A copy with other parts; those that are undefined are left out. */
function put<Whole extends object, Parts extends object>(
  whole: Whole,
  parts: Parts,
): Whole & { [Key in keyof Parts]: NonNullable<Parts[Key]> }
function put(whole: object, parts: object): object {
  return { ...whole, ...Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) }
}

export const withKind = (node: Tree, exprKind: Tree['exprKind']): Tree => ({ ...node, exprKind })

/** A call in place of a node. */
export const callAt = (node: Tree, name: string, args: Tree[]): Tree =>
  withKind(node, { case: 'callExpr', value: { $typeName: 'cel.expr.Expr.Call', function: name, args } })

/** A literal in place of a node. */
export function literalAt(node: Tree, value: bigint | number | string | boolean): Tree {
  const constantKind =
    typeof value === 'bigint'
      ? ({ case: 'int64Value', value } as const)
      : typeof value === 'number'
        ? ({ case: 'doubleValue', value } as const)
        : typeof value === 'string'
          ? ({ case: 'stringValue', value } as const)
          : ({ case: 'boolValue', value } as const)
  return withKind(node, { case: 'constExpr', value: { $typeName: 'cel.expr.Constant', constantKind } })
}

/** The value of a literal; undefined for other nodes and for null. */
export function literal({ exprKind: { case: kind, value } }: Tree): bigint | number | string | boolean | undefined {
  if (kind !== 'constExpr') return undefined
  const { case: of, value: constant } = value.constantKind
  return of === 'int64Value' || of === 'doubleValue' || of === 'stringValue' || of === 'boolValue' ? constant : undefined
}

/** A node as one would write it; undefined where there is a loop in it, which was written in another form. */
export function written(tree: Tree): string | undefined {
  return Array.from(nodesOf(tree)).some(({ exprKind }) => exprKind.case === 'comprehensionExpr') ? undefined : unparse(tree)
}

/** What compares two values, by the names that CEL has for it. */
export const comparing: ReadonlyMap<string, string> = new Map([
  ['_==_', '=='],
  ['_!=_', '!='],
  ['_<_', '<'],
  ['_<=_', '<='],
  ['_>_', '>'],
  ['_>=_', '>='],
])

/** Whether a node is this identifier. */
export const isNamed = ({ exprKind: { case: kind, value } }: Tree, name: string): boolean => kind === 'identExpr' && value.name === name

/** A text that two trees share only where they say the same. */
export const keyOf = (tree: Tree): string =>
  JSON.stringify(tree.exprKind, (key, value: unknown) => (key === 'id' ? undefined : typeof value === 'bigint' ? `${value}n` : value))
