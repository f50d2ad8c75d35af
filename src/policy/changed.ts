/** Which policies differ between two fleets: a change that brings its own rules is judged by them, so a reader has to know. */
import { rank } from '../finding.ts'
import type { Fleet } from '../model/fleet.ts'
import type { Part } from '../model/part.ts'
import type { PolicySpec } from '../source/spec/policy.ts'
import { slug } from './names.ts'

export interface PolicyChange {
  /** The name by which its rules are told: `policy/NAME/…`. */
  readonly name: string
  readonly change: 'added' | 'removed' | 'changed'
  /** The document as it is afterwards; for one that is removed, as it was. */
  readonly policy: Part<PolicySpec>
  /** Rules that differ, by their ids in the document. */
  readonly rules: readonly { readonly id: string; readonly change: 'added' | 'removed' | 'changed' | 'milder' }[]
}

/** Policies that differ, by name. Where a rule asserts the same and is only less severe than before, it is `milder`. Examples alone change nothing. */
export function changedPolicies(base: Fleet, head: Fleet): readonly PolicyChange[] {
  const before = byName(base)
  const after = byName(head)
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name): PolicyChange[] => {
    const [old, now] = [before.get(name), after.get(name)]
    const policy = now ?? old
    if (!policy) return []
    const rules = changedRules(old?.spec.rules ?? [], now?.spec.rules ?? [])
    if (old && now) return rules.length > 0 ? [{ name, change: 'changed', policy, rules }] : []
    return [{ name, change: now ? 'added' : 'removed', policy, rules }]
  })
}

/** Of several with one name the later are numbered, as their rules are. */
function byName({ policies }: Fleet): ReadonlyMap<string, Part<PolicySpec>> {
  const named = new Map<string, Part<PolicySpec>>()
  for (const policy of policies) {
    const name = slug(policy.spec.metadata.name)
    let own = name
    for (let number = 2; named.has(own); number++) own = `${name}.${number}`
    named.set(own, policy)
  }
  return named
}

type Rules = Part<PolicySpec>['spec']['rules']

function changedRules(before: Rules, after: Rules): PolicyChange['rules'] {
  const old = new Map(before.map((rule) => [rule.id, rule]))
  const now = new Map(after.map((rule) => [rule.id, rule]))
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id): PolicyChange['rules'][number][] => {
    const [was, is] = [old.get(id), now.get(id)]
    if (!was || !is) return [{ id, change: is ? 'added' : 'removed' }]
    if (said(was) !== said(is)) return [{ id, change: 'changed' }]
    const [from, to] = [rankOf(was), rankOf(is)]
    return from === to ? [] : [{ id, change: to > from ? 'milder' : 'changed' }]
  })
}

const said = ({ match, assert, message, title, at }: Rules[number]): string => JSON.stringify([match, assert, message, title, at])

const rankOf = ({ severity = 'error' }: Rules[number]): number => rank[severity]
