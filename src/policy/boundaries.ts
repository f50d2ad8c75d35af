/** Where a rule flips: its own constants and their neighbours, put in place of what is compared with them. */
import { findRelease, versionLine } from '../knowledge/release.ts'
import { daysFrom } from '../model/day.ts'
import type { Fleet } from '../model/fleet.ts'
import { date } from '../source/formats.ts'
import { type Expression, type RuleSpec, replaced } from './compile.ts'
import { benchOf } from './evaluate.ts'
import { type Judged, judge, subjects } from './judge.ts'
import { type Call, comparing, type Flaw, keyOf, literal, literalAt, nodesOf, rewrite, type Tree, withKind, written } from './tree.ts'

/** One constant of a rule: what is compared with it, and what the whole rule says for values around it. */
export interface Boundary {
  /** What is compared, as one would write it. */
  readonly what: string
  readonly operator: string
  readonly rows: readonly { readonly value: string; readonly verdict: 'kept' | 'broken' | 'undecided' }[]
}

interface Compared {
  readonly node: Tree
  readonly call: Call
  readonly operator: string
  readonly what: Tree
  readonly isLeft: boolean
  /** In order; one or several are the constant's own. */
  readonly values: readonly { readonly shown: string; readonly value: bigint | number | string; readonly own: boolean }[]
}

/** Tries values around every constant on the first part of an example: of the first one in which they make a difference. */
export function boundaries(spec: RuleSpec, assert: Expression, fleets: readonly Fleet[]): readonly Boundary[] {
  if (fleets.length === 0) return []
  const seen = new Set<string>()
  return comparisons(assert).flatMap((compared) => {
    const { what, operator, values } = compared
    const key = `${keyOf(what)} ${values.map(({ shown }) => shown).join()}`
    if (seen.has(key)) return []
    seen.add(key)
    const tables = fleets.map(
      (fleet) => () =>
        values.map(({ shown, value }) => {
          const put = (tree: Tree): Tree => rewrite(tree, (node) => (keyOf(node) === keyOf(what) ? literalAt(node, value) : undefined))
          return { value: shown, verdict: first(spec, assert, fleet, put) }
        }),
    )
    const turning = firstOf(tables, (rows) => new Set(rows.map(({ verdict }) => verdict)).size > 1)
    return [{ what: shownAs(assert, compared), operator, rows: turning ?? tables[0]?.() ?? [] }]
  })
}

function firstOf<Made>(makers: readonly (() => Made)[], fits: (made: Made) => boolean): Made | undefined {
  for (const make of makers) {
    const made = make()
    if (fits(made)) return made
  }
  return undefined
}

/** What is compared, as it is written; loops cannot be written out of their tree, but stand in the text. */
function shownAs({ text, offset }: Expression, { node, what, isLeft }: Compared): string {
  const whole = written(what)
  if (whole !== undefined) return whole
  const start = Math.min(...Array.from(nodesOf(what), offset))
  const piece = text.slice(start, offset(node)).replaceAll(/\s+/g, ' ').trim()
  return isLeft && count(piece, '(') === count(piece, ')') ? piece : 'what is compared'
}

const count = (text: string, sign: string): number => text.split(sign).length - 1

/** Comparisons that would say the same of every example if their limit lay on the other side. */
export function indistinct(spec: RuleSpec, assert: Expression, fleets: readonly Fleet[]): readonly Flaw[] {
  const now = fleets.map((fleet) => verdicts(spec, assert, fleet, (tree) => tree)).join()
  return comparisons(assert).flatMap((compared) => {
    const { node, call, operator, values } = compared
    const other = turned.get(call.function)
    if (other === undefined) return []
    const change = (tree: Tree): Tree =>
      rewrite(tree, (each) => (each.id === node.id ? withKind(each, { case: 'callExpr', value: { ...call, function: other } }) : undefined))
    if (fleets.map((fleet) => verdicts(spec, assert, fleet, change)).join() !== now) return []
    const start = assert.offset(node)
    const limit = values.find(({ own }) => own)?.shown ?? 'that'
    const message = `no example tells \`${operator}\` from \`${symbols.get(other)}\`: add one in which ${shownAs(assert, compared)} is ${limit}`
    return [{ message, span: [start, start + operator.length] }]
  })
}

const turned = new Map([
  ['_<_', '_<=_'],
  ['_<=_', '_<_'],
  ['_>_', '_>=_'],
  ['_>=_', '_>_'],
])
const symbols = new Map([...comparing, ['@in', 'in']])

/** What a changed rule says of the first part of a fleet. */
function first(spec: RuleSpec, assert: Expression, fleet: Fleet, change: (tree: Tree) => Tree): Boundary['rows'][number]['verdict'] {
  const [verdict = 'undecided'] = verdicts(spec, assert, fleet, change)
  return verdict
}

function verdicts(spec: RuleSpec, assert: Expression, fleet: Fleet, change: (tree: Tree) => Tree): Boundary['rows'][number]['verdict'][] {
  const { engine, values } = benchOf(fleet)
  const changed = replaced(assert, change(assert.tree), engine)
  return Array.from(subjects(fleet, values, spec.match, changed.says), (subject) => word(judge(changed, subject)))
}

const word = (judged: Judged): Boundary['rows'][number]['verdict'] =>
  'verdict' in judged ? (judged.verdict ? 'kept' : 'broken') : 'undecided'

/** Of an expression with more comparisons nobody reads a table. */
const most = 40

/** Every comparison of something with a constant, in the order of the text. */
function comparisons({ tree, offset, kindAt }: Expression): readonly Compared[] {
  const found = Array.from(nodesOf(tree)).flatMap((node): Compared[] => {
    const { case: kind, value: call } = node.exprKind
    const operator = kind === 'callExpr' ? symbols.get(call.function) : undefined
    if (kind !== 'callExpr' || operator === undefined) return []
    const [left, right] = call.args
    if (!left || !right) return []
    return [[left, right, true] as const, [right, left, false] as const].flatMap(([what, constant, isLeft]) => {
      const of = kindAt(what)
      const words = of.of === 'text' ? of.words : undefined
      const values = isConstant(what) ? [] : around(constant, words)
      return values.length > 0 ? [{ node, call, operator, what, isLeft, values }] : []
    })
  })
  return found.sort((a, b) => offset(a.node) - offset(b.node)).slice(0, most)
}

const isConstant = (node: Tree): boolean => literal(node) !== undefined || releaseIn(node) !== undefined

/** A constant, with its neighbours. */
function around(node: Tree, words: readonly string[] | undefined): Compared['values'] {
  const release = releaseIn(node)
  if (release !== undefined) {
    const places = [release - 1, release, release + 1].flatMap((place) => versionLine[place] ?? [])
    return places.map(({ id, place }) => ({ shown: id, value: BigInt(place), own: place === release }))
  }
  const value = literal(node)
  if (typeof value === 'bigint')
    return near(
      [value - 1n, value, value + 1n].filter((each) => each >= 0n || value < 0n),
      value,
    )
  if (typeof value === 'number')
    return near(
      [value - 0.01, value, value + 0.01].map((each) => Number(each.toFixed(6))),
      value,
    )
  if (typeof value === 'string')
    return date(value) ? near([daysFrom(value, -1), value, daysFrom(value, 1)], value) : inAndOut([value], words)
  if (node.exprKind.case !== 'listExpr') return []
  const items = node.exprKind.value.elements.map(literal)
  return items.length > 0 && items.every((item) => typeof item === 'string') ? inAndOut(items, words) : []
}

function near(values: readonly (bigint | number | string)[], own: bigint | number | string): Compared['values'] {
  return values.map((value) => ({ shown: typeof value === 'string' ? JSON.stringify(value) : String(value), value, own: value === own }))
}

/** Words that a list has, and one that it has not. */
function inAndOut(items: readonly string[], words: readonly string[] | undefined): Compared['values'] {
  const others = words ? words.filter((each) => !items.includes(each)) : [`not ${items[0]}`]
  return [...items, ...others].map((value) => ({ shown: JSON.stringify(value), value, own: items.includes(value) }))
}

/** The place of a release that is written out. */
function releaseIn({ exprKind: { case: kind, value } }: Tree): number | undefined {
  const [argument] = kind === 'callExpr' && value.function === 'release' ? value.args : []
  const text = argument && literal(argument)
  return typeof text === 'string' ? findRelease(text)?.place : undefined
}
