/** A rule of a policy made ready: parsed, read for what is wrong with it, and planned. */
import type { Frozen } from '../model/part.ts'
import type { PolicySpec } from '../source/spec/policy.ts'
import { didYouMean } from '../source/suggest.ts'
import type { Engine, Evaluate } from './engine.ts'
import { day, documentKind, type Kind, matched, named } from './kind.ts'
import type { Meter } from './meter.ts'
import { parse } from './parse.ts'
import { type Scope, type Sounded, sound } from './sound.ts'
import { type Flaw, isNamed, nodesOf, type Parsed, type Tree } from './tree.ts'

export type RuleSpec = Frozen<PolicySpec['rules'][number]>

export interface Expression extends Parsed, Sounded {
  readonly nodes: ReadonlyMap<string, Tree>
  /** Whether it says a name, such as `fleet`. */
  readonly says: (name: string) => boolean
  readonly run: Evaluate
}

/** A flaw, and in which of the texts of a rule it is. */
export interface Found extends Flaw {
  readonly in: 'assert' | 'message' | 'at'
}

export type Compiled = { readonly assert: Expression; readonly message: Expression } | { readonly flaws: readonly Found[] }

/** The names that the expressions of a rule may use. */
export function scopeOf(match: RuleSpec['match']): Scope {
  const common: [string, Kind][] = [
    ['self', matched[match]],
    ['fleet', matched.fleet],
    ['today', day],
  ]
  return new Map(match === 'fleet' ? common : [...common, ['document', documentKind]])
}

/** Compiles both expressions of a rule, and says all that is wrong with them. */
export function compile(rule: RuleSpec, engine: Engine, meter: Meter): Compiled {
  const scope = scopeOf(rule.match)
  const assert = expression(rule.assert, scope, engine, meter)
  const message = expression(rule.message, scope, engine, meter)
  const flaws: Found[] = [
    ...flawsOf(assert, 'bool').map((flaw) => ({ ...flaw, in: 'assert' as const })),
    ...flawsOf(message, 'text').map((flaw) => ({ ...flaw, in: 'message' as const })),
    ...misplaced(rule).map((flaw) => ({ ...flaw, in: 'at' as const })),
  ]
  return flaws.length === 0 && 'run' in assert && 'run' in message ? { assert, message } : { flaws }
}

function flawsOf(made: Expression | { readonly flaws: readonly Flaw[] }, wanted: 'bool' | 'text'): readonly Flaw[] {
  if (made.flaws.length > 0 || !('run' in made)) return made.flaws
  if (made.kind.of === wanted || made.kind.of === 'any') return []
  const what = wanted === 'bool' ? 'true or false' : 'text'
  const quoted = wanted === 'text' ? '; write string(…) around it' : ''
  return [{ message: `it yields ${named(made.kind)}, but ${what} belongs here${quoted}` }]
}

function expression(text: string, scope: Scope, engine: Engine, meter: Meter): Expression | { readonly flaws: readonly Flaw[] } {
  // To parse is the dearest of all that is done with an expression.
  meter.take(text.length * 10)
  const parsed = parse(text)
  if ('message' in parsed) return { flaws: [parsed] }
  const sounded = sound(parsed, scope, engine.builtIn)
  if (sounded.flaws.length > 0) return { flaws: sounded.flaws.toSorted((a, b) => (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0)) }
  try {
    return planned(parsed, sounded, engine)
  } catch (error) {
    return { flaws: [{ message: `it cannot be evaluated: ${error instanceof Error ? error.message : String(error)}` }] }
  }
}

/** An expression with another tree, which is made of its own. */
export const replaced = (expression: Expression, tree: Tree, engine: Engine): Expression =>
  planned({ ...expression, tree }, expression, engine)

function planned(parsed: Parsed, sounded: Sounded, engine: Engine): Expression {
  const all = [...nodesOf(parsed.tree)]
  return {
    ...parsed,
    ...sounded,
    nodes: new Map(all.map((node) => [String(node.id), node])),
    says: (name) => all.some((node) => isNamed(node, name)),
    run: engine.ready(parsed.tree),
  }
}

/** Whether the keys that findings are to point at are those of the part. */
function misplaced({ match, at = [] }: RuleSpec): readonly Flaw[] {
  let kind: Kind = matched[match]
  for (const key of at) {
    const found: { readonly kind: Kind } | undefined = kind.of === 'mapping' ? kind.keys.get(key) : undefined
    if (!found) {
      const near = kind.of === 'mapping' ? didYouMean(key, kind.keys.keys()) : ''
      return [{ message: `unknown key \`${key}\`${kind.of === 'mapping' ? ` of the ${kind.title}` : ''}${near}` }]
    }
    kind = found.kind
  }
  return []
}
