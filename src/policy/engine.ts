/** Evaluation of CEL, with every step counted. */
import {
  type CelInput,
  type CelList,
  type CelMap,
  CelScalar,
  type CelValue,
  celEnv,
  celError,
  celFunc,
  celList,
  celMap,
  isCelError,
  isCelList,
  listType,
  plan,
} from '@bufbuild/cel'
import type { Doubt } from '../model/part.ts'
import { cost } from './cost.ts'
import { counting } from './counting.ts'
import { limits } from './limits.ts'
import type { Meter } from './meter.ts'
import { nodesOf, type Tree } from './tree.ts'

export type Value = CelValue
export type { CelMap } from '@bufbuild/cel'

/** Values of the spec, as CEL has them. Whole numbers are `bigint`. */
export const mapOf = (entries: Iterable<readonly [string, Value]>): CelMap => celMap(new Map(entries))
export const list = (items: readonly Value[]): CelList => celList(items)
export const itemsOf = (value: Value): readonly Value[] => (isCelList(value) ? Array.from(value) : [])
export const isList = (value: Value): value is CelList => isCelList(value)

/** What a function of ours could not tell. */
export interface Unknown {
  readonly doubt: Doubt
}

/** A function of ours: plain values in, a value or what is missing out. */
export type Own = (...values: readonly Value[]) => CelInput | Unknown

export type Outcome =
  | { readonly value: Value }
  /** The ids of the nodes at which something went wrong, what was said there, and what was missing, if that is why. */
  | { readonly errors: readonly { readonly id: string; readonly message: string; readonly doubt?: Doubt }[] }

/** An expression ready to be evaluated against names. */
export type Evaluate = (names: Readonly<Record<string, Value>>) => Outcome

export interface Engine {
  /** Whether CEL itself has a function. */
  readonly builtIn: (name: string) => boolean
  readonly ready: (tree: Tree) => Evaluate
}

const { DYN, INT } = CelScalar
const anyList = listType(DYN)

/** An engine whose steps are counted by `meter`, with functions of ours by their names. */
export function engine(meter: Meter, own: Readonly<Record<string, { readonly takes: number; readonly run: Own }>>): Engine {
  const doubts = new Map<string, Doubt>()
  const growing = new WeakMap<CelList, CelValue[]>()
  const env = celEnv({
    funcs: [
      ...Object.entries(own).map(([name, { takes, run }]) =>
        celFunc(
          name,
          Array.from({ length: takes }, () => DYN),
          DYN,
          (...values: readonly Value[]) => {
            const result = run(...values)
            if (isUnknown(result)) throw Object.assign(new Error(result.doubt.missing), result)
            return result
          },
        ),
      ),
      celFunc('@over', [DYN, INT], DYN, (value) => value),
      // In the library a list that grows item by item becomes as deep as it is long.
      celFunc('@push', [anyList, anyList], anyList, (grown, more) => {
        const items = growing.get(grown) ?? Array.from(grown)
        items.push(...more)
        const result = growing.has(grown) ? grown : celList(items)
        growing.set(result, items)
        return result
      }),
      celFunc('_+_', [anyList, anyList], anyList, (a, b) => celList([...a, ...b])),
    ],
  })
  const metered: typeof env = Object.create(env, { funcs: { value: watched(env.funcs, meter, doubts) } })
  return {
    builtIn: (name) => env.funcs.find(name) !== undefined && !name.startsWith('@'),
    ready: (tree) => {
      const run = plan(metered, counting(tree))
      const nodes = Array.from(nodesOf(tree)).length
      return (names) => {
        doubts.clear()
        try {
          meter.take(nodes)
        } catch (error) {
          return { errors: [{ id: '', message: error instanceof Error ? error.message : String(error) }] }
        }
        const result = run(Object.assign(Object.create(null), names))
        return isCelError(result) ? { errors: gathered(result, doubts) } : { value: result }
      }
    },
  }
}

const isUnknown = (value: unknown): value is Unknown => typeof value === 'object' && value !== null && 'doubt' in value

/** The functions of CEL and ours, each call with what it costs, and each error with the place that made it. */
function watched(
  funcs: Functions,
  meter: Meter,
  doubts: Map<string, Doubt>,
): { readonly find: (name: string) => FunctionGroup | undefined } {
  const known = new Map<string, FunctionGroup>()
  const watch = (name: string, group: FunctionGroup): FunctionGroup => ({
    call(id, target, values) {
      meter.take(cost(name, target === undefined ? values : [target, ...values]))
      const result = group.call(id, target, values)
      if (typeof result === 'string' && result.length > limits.text) return celError(`text of more than ${limits.text} characters`, id)
      if (!isCelError(result)) return result
      if (isUnknown(result.cause)) doubts.set(String(id), result.cause.doubt)
      return result.exprId === undefined ? celError(result.message, id) : result
    },
  })
  return {
    find(name) {
      const found = known.get(name)
      if (found) return found
      const group = funcs.find(name)
      if (!group) return undefined
      const made = watch(name, group)
      known.set(name, made)
      return made
    },
  }
}

type Functions = ReturnType<typeof celEnv>['funcs']
type FunctionGroup = Pick<NonNullable<ReturnType<Functions['find']>>, 'call'>

interface Failed {
  readonly message: string
  readonly exprId: bigint | undefined
  readonly cause: unknown
}

/** All that went wrong: of what is put together with `&&` and `||`, each. */
function gathered(
  { message, exprId, cause }: Failed,
  doubts: ReadonlyMap<string, Doubt>,
): { id: string; message: string; doubt?: Doubt }[] {
  const id = String(exprId)
  const doubt = doubts.get(id)
  const others = Array.isArray(cause) ? cause.filter(isCelError).flatMap((each) => gathered(each, doubts)) : []
  return [{ id, message, ...(doubt && { doubt }) }, ...others]
}
