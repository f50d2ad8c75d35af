/** What rules of policies are called: `policy/DOCUMENT/RULE`, each once. */
import type { Fleet } from '../model/fleet.ts'
import type { Part, Place } from '../model/part.ts'
import type { Problem } from '../rules/rule.ts'
import type { PolicySpec } from '../source/spec/policy.ts'
import type { RuleSpec } from './compile.ts'

/** A rule with the name that reports, waivers and settings know it by. */
export interface Named {
  readonly id: string
  readonly policy: Part<PolicySpec>
  readonly spec: RuleSpec
  readonly index: number
}

/** The name of a policy as a part of ids: what could not stand in a comment or a list becomes a hyphen. */
export const slug = (name: string): string => name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^-+|-+$/g, '') || 'unnamed'

/** Names every rule, and says where a name stands twice: the later one is numbered. */
export function idsOf(fleet: Fleet): { readonly named: readonly Named[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const policies = new Map<string, Place>()
  const named = fleet.policies.flatMap((policy): Named[] => {
    const name = slug(policy.spec.metadata.name)
    const at = { document: policy.document, path: ['metadata', 'name'] }
    const first = policies.get(name)
    const number = first ? numberOf(name, policies) : 1
    if (first)
      problems.push(
        twice(at, first, `two policies are called \`${name}\`; the rules of this one are told as \`policy/${name}.${number}/…\``),
      )
    policies.set(number === 1 ? name : `${name}.${number}`, at)
    const own = new Map<string, Place>()
    return policy.spec.rules.map((spec, index) => {
      const place = { document: policy.document, path: ['rules', index, 'id'] }
      const before = own.get(spec.id)
      const again = before ? numberOf(spec.id, own) : 1
      const last = again === 1 ? spec.id : `${spec.id}.${again}`
      if (before) problems.push(twice(place, before, `two rules of this policy are called \`${spec.id}\`; this one is told as \`${last}\``))
      own.set(last, place)
      return { id: `policy/${number === 1 ? name : `${name}.${number}`}/${last}`, policy, spec, index }
    })
  })
  return { named, problems }
}

function numberOf(name: string, taken: ReadonlyMap<string, unknown>): number {
  let number = 2
  while (taken.has(`${name}.${number}`)) number++
  return number
}

const twice = (at: Place, first: Place, message: string): Problem => ({
  at,
  message,
  related: [{ at: first, message: 'the first stands here' }],
})
