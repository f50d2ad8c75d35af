/** The good and bad examples of policies, held against their rules. */
import type { Fleet } from '../model/fleet.ts'
import type { Part, Place } from '../model/part.ts'
import type { Clock } from '../model/read.ts'
import type { PolicySpec } from '../source/spec/policy.ts'
import { type Boundary, boundaries, indistinct } from './boundaries.ts'
import { compile, type Found, type RuleSpec } from './compile.ts'
import { benchOf, titleOf } from './evaluate.ts'
import { type Example, readExample } from './example.ts'
import { judge, type Subject, subjects, worded } from './judge.ts'
import { idsOf } from './names.ts'

/** What came of an example: the rule is kept or broken in it, cannot be decided, has nothing to look at, or the example cannot be read. */
export type Seen = 'kept' | 'broken' | 'undecided' | 'nothing' | 'unreadable'

export interface Tried {
  readonly kind: 'good' | 'bad'
  /** From 1, among those of its kind. */
  readonly number: number
  readonly at: Place
  readonly seen: Seen
  readonly passed: boolean
  /** Messages of the rule, what is missing, or why it cannot be read. */
  readonly details: readonly string[]
}

export interface Trial {
  readonly id: string
  readonly title: string
  readonly policy: Part<PolicySpec>
  readonly at: Place
  /** What keeps the rule from being evaluated at all. */
  readonly flaws: readonly { readonly at: Place; readonly message: string }[]
  readonly examples: readonly Tried[]
  /** Comparisons of which no example tells on which side the limit itself lies. */
  readonly indistinct: readonly { readonly at: Place; readonly message: string }[]
  readonly boundaries: readonly Boundary[]
}

/** Tries every rule of every policy of a fleet. Examples are judged on the day that they say, or on that of the clock. */
export async function tryPolicies(fleet: Fleet, clock: Clock): Promise<readonly Trial[]> {
  const trials: Trial[] = []
  for (const { id, policy, spec, index } of idsOf(fleet).named) {
    const place = (...path: (string | number)[]): Place => ({ document: policy.document, path: ['rules', index, ...path] })
    const within = (found: Found): Place => ({ ...place(found.in), ...(found.span && { within: found.span }) })
    const base = { id, title: titleOf(spec), policy, at: place('id') }
    const { engine, meter } = benchOf(fleet)
    const compiled = compile(spec, engine, meter)
    if ('flaws' in compiled) {
      const flaws = compiled.flaws.map((found) => ({ at: within(found), message: `\`${found.in}\`: ${found.message}` }))
      trials.push({ ...base, flaws, examples: [], indistinct: [], boundaries: [] })
      continue
    }
    const read = await examplesOf(spec, clock)
    const examples = read.map((each): Tried => ({ ...tried(spec, each), at: place(each.kind, each.number - 1) }))
    const fleets = read.flatMap(({ example }) => ('fleet' in example ? [example.fleet] : []))
    const sides = examples.every(({ passed }) => passed) && fleets.length > 0 ? indistinct(spec, compiled.assert, fleets) : []
    trials.push({
      ...base,
      flaws: [],
      examples,
      indistinct: sides.map(({ span, message }) => ({ at: { ...place('assert'), ...(span && { within: span }) }, message })),
      boundaries: boundaries(spec, compiled.assert, fleets),
    })
  }
  return trials
}

interface Read {
  readonly kind: 'good' | 'bad'
  readonly number: number
  readonly example: Example
}

/** Good ones first. */
const examplesOf = ({ good = [], bad = [], match }: RuleSpec, clock: Clock): Promise<readonly Read[]> =>
  Promise.all(
    [
      ...good.map((text, index) => ({ kind: 'good' as const, text, index })),
      ...bad.map((text, index) => ({ kind: 'bad' as const, text, index })),
    ].map(async ({ kind, text, index }) => ({ kind, number: index + 1, example: await readExample(text, match, clock) })),
  )

function tried(spec: RuleSpec, { kind, number, example }: Read): Omit<Tried, 'at'> {
  const { seen, details } = 'faults' in example ? { seen: 'unreadable' as const, details: example.faults } : outcome(spec, example.fleet)
  return { kind, number, seen, passed: seen === (kind === 'good' ? 'kept' : 'broken'), details }
}

/** One part that breaks a rule makes an example bad; one that cannot be decided keeps it from being good. */
function outcome(spec: RuleSpec, fleet: Fleet): { readonly seen: Seen; readonly details: readonly string[] } {
  const bench = benchOf(fleet)
  const compiled = compile(spec, bench.engine, bench.meter)
  if ('flaws' in compiled) return { seen: 'unreadable', details: compiled.flaws.map(({ message }) => message) }
  const { assert, message } = compiled
  const all = [...subjects(fleet, bench.values, spec.match, (name) => assert.says(name) || message.says(name))]
  if (all.length === 0) return { seen: 'nothing', details: [`it has no ${spec.match}`] }
  const broken: string[] = []
  const open: string[] = []
  for (const subject of all) {
    const judged = judge(assert, subject)
    if ('fault' in judged) open.push(`${subject.name}: ${judged.fault}`)
    else if ('doubts' in judged) open.push(...judged.doubts.map(({ missing, of }) => `${of}: ${missing} is missing`))
    else if (!judged.verdict) broken.push(said(message, subject))
  }
  if (broken.length > 0) return { seen: 'broken', details: broken }
  return open.length > 0 ? { seen: 'undecided', details: open } : { seen: 'kept', details: [] }
}

function said(message: Parameters<typeof worded>[0], subject: Subject): string {
  const { text, fault } = worded(message, subject, 'no message')
  return fault ? `${text}: ${fault.fault}` : text
}
