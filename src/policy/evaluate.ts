/** The policies of a fleet: rules like our own, made of what a team wrote, and what is wrong with those. */
import type { Fleet } from '../model/fleet.ts'
import type { Gap, Part, Place } from '../model/part.ts'
import type { PartKind, Problem, Rule } from '../rules/rule.ts'
import type { PolicySpec } from '../source/spec/policy.ts'
import { type Compiled, compile, type Expression, type Found, type RuleSpec } from './compile.ts'
import { type Engine, engine } from './engine.ts'
import { functionsOf } from './functions.ts'
import { judge, partsOf, type Subject, subjects, worded } from './judge.ts'
import { limits } from './limits.ts'
import { type Meter, meter } from './meter.ts'
import { idsOf, type Named } from './names.ts'
import { type Values, valuesOf } from './values.ts'

export interface Policies {
  readonly rules: readonly Rule[]
  /** What is wrong with the policies themselves. */
  readonly problems: readonly Problem[]
}

/** All that is needed to evaluate rules over one fleet. */
export interface Bench {
  readonly fleet: Fleet
  readonly values: Values
  readonly meter: Meter
  readonly engine: Engine
}

export function benchOf(fleet: Fleet): Bench {
  const values = valuesOf(fleet)
  const counting = meter()
  return { fleet, values, meter: counting, engine: engine(counting, functionsOf(fleet, values)) }
}

/** Evaluates every rule of every policy of a fleet. Never throws for what a policy says. */
export function evaluate(fleet: Fleet): Policies {
  const bench = benchOf(fleet)
  const { named, problems } = idsOf(fleet)
  const evaluated = named.map((rule) => evaluateRule(bench, rule))
  return {
    rules: evaluated.map(({ rule }) => rule),
    problems: [...problems, ...evaluated.flatMap((each) => each.problems), ...fleet.policies.flatMap((policy) => idle(fleet, policy))],
  }
}

function evaluateRule(bench: Bench, rule: Named): { readonly rule: Rule; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const verdicts: (Problem | Gap)[] = []
  bench.meter.begin()
  try {
    const compiled = compile(rule.spec, bench.engine, bench.meter)
    if ('flaws' in compiled) problems.push(...compiled.flaws.map((flaw) => problemOf(rule, flaw)))
    else for (const each of verdictsOf(bench, rule, compiled)) (each.ofPolicy ? problems : verdicts).push(each.verdict)
  } catch (error) {
    // Whatever takes too many steps is stopped where it is.
    if (!bench.meter.spent()) throw error
  }
  const spent = bench.meter.spent()
  if (spent) problems.push({ at: place(rule, 'assert'), message: tooLong(bench.fleet, rule.spec, spent) })
  return { rule: described(rule, verdicts), problems }
}

type Verdict = { readonly ofPolicy: true; readonly verdict: Problem } | { readonly ofPolicy: false; readonly verdict: Problem | Gap }

function* verdictsOf(
  { fleet, values, meter: counted }: Bench,
  rule: Named,
  compiled: Extract<Compiled, { assert: unknown }>,
): Iterable<Verdict> {
  const { assert, message } = compiled
  const faults = new Map<string, { readonly found: Found; readonly of: Subject; more: number }>()
  const blame = (
    expression: Expression,
    within: 'assert' | 'message',
    { fault, id }: { fault: string; id?: string },
    of: Subject,
  ): void => {
    const known = faults.get(`${within} ${id} ${fault}`)
    if (known) known.more++
    else faults.set(`${within} ${id} ${fault}`, { found: { message: fault, in: within, ...spanOf(expression, id) }, of, more: 0 })
  }
  const uses = (name: string): boolean => assert.says(name) || message.says(name)
  const partly = unread(fleet) && (rule.spec.match === 'fleet' || assert.says('fleet'))
  for (const subject of subjects(fleet, values, rule.spec.match, uses)) {
    const at = subject.part ? pointed(rule.spec, subject.part) : place(rule, 'assert')
    if (partly) {
      yield { ofPolicy: false, verdict: { at, missing: 'the documents that could not be read', of: subject.name } }
      continue
    }
    const judged = judge(assert, subject)
    if (counted.spent()) break
    if ('fault' in judged) blame(assert, 'assert', judged, subject)
    else if ('doubts' in judged) for (const doubt of judged.doubts) yield { ofPolicy: false, verdict: { ...doubt, at } }
    else if (!judged.verdict) {
      const { text, fault } = worded(message, subject, `${titleOf(rule.spec)}: it does not hold for ${subject.name}`)
      if (fault && !counted.spent()) blame(message, 'message', fault, subject)
      const related = subject.part
        ? [{ at: place(rule, 'assert'), message: `the rule of the policy ${rule.policy.spec.metadata.name}` }]
        : []
      const server = subject.part && 'release' in subject.part ? { server: subject.part.name } : {}
      yield { ofPolicy: false, verdict: { at, message: text, related, ...server } }
    }
  }
  for (const { found, of, more } of faults.values()) {
    const problem = problemOf(rule, found)
    const many = more > 0 ? ` and ${more} more` : ''
    const related = of.part ? [{ at: pointed(rule.spec, of.part), message: `seen with ${of.name}${many}` }] : []
    yield { ofPolicy: true, verdict: { ...problem, related } }
  }
}

const problemOf = (rule: Named, { message, span, in: within }: Found): Problem => ({
  at: { ...place(rule, within), ...(span && { within: span }) },
  message: `\`${within}\` of the rule \`${rule.spec.id}\`: ${message}`,
})

function spanOf({ nodes, offset, text }: Expression, id: string | undefined): { span?: readonly [number, number] } {
  const node = id === undefined ? undefined : nodes.get(id)
  if (!node) return {}
  const start = offset(node)
  return { span: [start, start + (/^[<>=!]=|^\.?\w+|^/.exec(text.slice(start))?.[0].length || 1)] }
}

function tooLong(fleet: Fleet, { id, match }: RuleSpec, spent: 'rule' | 'all'): string {
  if (spent === 'all') return `the rule \`${id}\` was not finished: all policies together take more than ${limits.steps} steps`
  const parts = match === 'fleet' ? '' : ` for the ${partsOf(fleet, match).length} parts it looks at`
  return `the rule \`${id}\` takes more than ${limits.ruleSteps} steps${parts}, and was stopped; let it look at less of the fleet for each part`
}

/** Whether some of what rules over the fleet would look at could not be read. */
const unread = ({ unread: { dark, names, sections } }: Fleet): boolean => dark || names.size > 0 || sections.size > 0

const place = ({ policy, index }: Named, key: 'assert' | 'message' | 'at'): Place => ({
  document: policy.document,
  path: ['rules', index, key],
})

/** Where a finding about a part points. */
function pointed({ at, match }: RuleSpec, part: { readonly document: Place['document']; readonly path: Place['path'] }): Place {
  const own = match === 'failover' ? [] : match === 'deployment' ? ['metadata', 'name'] : ['name']
  return { document: part.document, path: [...part.path, ...(at ?? own)] }
}

export const titleOf = ({ title, id }: RuleSpec): string => title?.replace(/\.$/, '') || `The rule ${id} holds`

const partKinds = {
  server: 'servers',
  failover: 'failoverPairs',
  bridge: 'bridges',
  pool: 'pools',
  deployment: 'deployments',
  fleet: 'fleet',
} as const satisfies Readonly<Record<RuleSpec['match'], PartKind>>

/** A rule as the reports know rules. */
function described({ id, spec, policy }: Named, verdicts: readonly (Problem | Gap)[]): Rule {
  const { name, owner } = policy.spec.metadata
  return {
    id,
    title: titleOf(spec),
    severity: spec.severity ?? 'error',
    rationale: `A rule of the policy ${name}${owner === undefined ? '' : `, for which ${owner} answers`}. It asserts: ${spec.assert.trim()}`,
    parts: [partKinds[spec.match]],
    cites: [],
    ofTeam: true,
    check: () => verdicts,
    good: [],
    bad: [],
  }
}

/** A policy none of whose rules has anything to look at; where nothing is deployed, none can have. */
function idle(fleet: Fleet, policy: Part<PolicySpec>): Problem[] {
  const matches = [...new Set(policy.spec.rules.map(({ match }) => match))]
  if (fleet.deployments.length === 0 || unread(fleet) || matches.some((match) => match === 'fleet' || partsOf(fleet, match).length > 0))
    return []
  const message = `nothing of what its rules look at is in the fleet: no ${matches.join(', no ')}`
  return [{ at: { document: policy.document, path: ['metadata', 'name'] }, severity: 'note', message }]
}
