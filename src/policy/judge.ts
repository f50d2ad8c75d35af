/** One rule of a policy held against one part: true, false, or not known for want of something. */
import type { Fleet } from '../model/fleet.ts'
import type { Doubt } from '../model/part.ts'
import { unique } from '../model/unique.ts'
import type { Expression } from './compile.ts'
import type { Outcome, Value } from './engine.ts'
import { limits } from './limits.ts'
import { written } from './tree.ts'
import { matchOf, type Part, type Values } from './values.ts'

/** What a rule looks at: a part, or all of the fleet. */
export interface Subject {
  readonly name: string
  readonly part: Part | undefined
  readonly names: Readonly<Record<string, Value>>
}

/** Every subject of a kind, in the order of the fleet. Their names are made when they are asked for. */
export function* subjects(fleet: Fleet, values: Values, match: string, uses: (name: string) => boolean): Iterable<Subject> {
  const common = uses('fleet') ? { fleet: values.fleet() } : {}
  if (match === 'fleet') {
    const [asOf, ...others] = new Set(fleet.deployments.map((each) => each.asOf))
    // On several days at once nothing is judged.
    const today = asOf !== undefined && others.length === 0 ? { today: asOf } : {}
    yield { name: 'the fleet', part: undefined, names: { self: values.fleet(), ...today, ...common } }
    return
  }
  const days = new Map(fleet.deployments.map(({ document, asOf }) => [document, asOf]))
  for (const part of partsOf(fleet, match)) {
    const today = days.get(part.document)
    const document = uses('document') ? values.documentOf(part) : undefined
    const names = { self: values.of(part), ...(today !== undefined && { today }), ...(document && { document }), ...common }
    yield { name: nameOf(part), part, names }
  }
}

/** The parts of a fleet that a rule looks at. */
export function partsOf(fleet: Fleet, match: string): readonly Part[] {
  const parts: Readonly<Record<string, readonly Part[]>> = {
    server: fleet.servers,
    failover: fleet.pairs,
    bridge: fleet.bridges,
    pool: fleet.pools,
    deployment: fleet.deployments,
  }
  return parts[match] ?? []
}

export function nameOf(part: Part): string {
  if (matchOf(part) === 'deployment' && 'deployment' in part) return part.deployment
  return 'primary' in part ? `${part.spec.primary} and ${part.spec.secondary}` : 'name' in part ? part.name : ''
}

export type Judged =
  | { readonly verdict: boolean }
  | { readonly doubts: readonly Doubt[] }
  /** A fault of the rule, and the node at which it shows. */
  | { readonly fault: string; readonly id?: string }

/** Holds an assertion against a subject. */
export function judge(expression: Expression, subject: Subject): Judged {
  const outcome = expression.run(subject.names)
  if ('value' in outcome)
    return typeof outcome.value === 'boolean' ? { verdict: outcome.value } : { fault: 'it yields neither true nor false' }
  return unknownOr(expression, outcome, subject)
}

type Errors = Extract<Outcome, { errors: unknown }>

/** Errors are doubts where they come of what a spec leaves out, or of what a function cannot tell; any other is a fault. */
function unknownOr(
  expression: Expression,
  { errors }: Errors,
  { name }: Subject,
): Extract<Judged, { fault: string } | { doubts: unknown }> {
  const doubts: Doubt[] = []
  for (const { id, message, doubt } of errors) {
    const found = doubt ?? missing(expression, id, message)
    if (!found) return { fault: plainly(message), id }
    doubts.push({ ...found, of: found.of || name })
  }
  return { doubts: unique(doubts, ({ missing: what, of }) => JSON.stringify([what, of])) }
}

function missing({ nodes, selections }: Expression, id: string, message: string): Doubt | undefined {
  const node = nodes.get(id)
  const { case: kind, value } = node?.exprKind ?? { case: undefined, value: undefined }
  if (kind === 'identExpr' && value.name === 'today') return { missing: 'one day on which all its documents are judged', of: '' }
  if (!node || kind !== 'selectExpr' || !selections.has(id) || message !== `field not found: ${value.field}`) return undefined
  return { missing: `\`${(written(node) ?? value.field).replace(/^self\./, '')}\``, of: '' }
}

/** What the library says of kinds that do not go together, in words. */
function plainly(message: string): string {
  const [, operator, kinds] = /^found no matching overload for '_?([^_']+)_?' applied to '(?:\w+\.)?\(([^)]*)\)'$/.exec(message) ?? []
  if (operator && kinds) return `\`${operator}\` does not go with ${kinds.replace(/, (?=[^,]*$)/, ' and ')}`
  return message.replace(/ out of bounds \[.*$/, ' is beyond the end of the list')
}

/** What a rule says of a subject that breaks it; `otherwise` where its message cannot be made, and why. */
export function worded(
  expression: Expression,
  subject: Subject,
  otherwise: string,
): { readonly text: string; readonly fault?: { readonly fault: string; readonly id?: string } } {
  const outcome = expression.run(subject.names)
  if ('value' in outcome) {
    if (typeof outcome.value !== 'string') return { text: otherwise, fault: { fault: 'it yields no text' } }
    const text = outcome.value.trim()
    if (text === '') return { text: otherwise }
    return { text: text.length > limits.message ? `${text.slice(0, limits.message).replace(/[\uD800-\uDBFF]$/, '')}…` : text }
  }
  const why = unknownOr(expression, outcome, subject)
  if ('fault' in why) return { text: otherwise, fault: why }
  return { text: `${otherwise} (its message needs ${why.doubts.map((doubt) => doubt.missing).join(', ')}, which is not known)` }
}
