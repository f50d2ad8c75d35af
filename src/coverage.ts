/** How much was looked at, and what could not be decided: a part of every report. */
import type { Range, Unchecked } from './finding.ts'
import type { Fleet } from './model/fleet.ts'
import type { PartKind, Rule } from './rules/rule.ts'

/** Counts of parts are of documents that could be read. */
export interface Coverage extends Readonly<Record<Exclude<PartKind, 'documents' | 'fleet'>, number>> {
  readonly files: number
  readonly documents: { readonly read: number; readonly unread: number }
  readonly rules: number
  /** Each rule, on how many parts it ran, and for how many it could not decide everything. */
  readonly byRule: readonly RuleCoverage[]
  /** What folders held and was not read; absent where no files were looked for. */
  readonly passedOver?: { readonly foreign: number; readonly links: number; readonly ignored?: number }
  /** Rules that a team has turned off, which are counted nowhere else; absent where there are none. */
  readonly off?: readonly Silenced[]
  /** What was named and could not be looked at. */
  readonly unreadable?: readonly { readonly path: string; readonly reason: string }[]
  readonly unchecked: readonly Unchecked[]
}

/** A rule that is off: how many findings that leaves out, and where it is settled, if that is in a file. */
export interface Silenced {
  readonly rule: string
  readonly findings: number
  readonly file?: string
  readonly range?: Range
}

export interface RuleCoverage {
  readonly rule: string
  readonly parts: number
  readonly undecided: number
}

/** Counts what `rules` looked at in a fleet, and what of it they could not decide. */
export function coverageOf(fleet: Fleet, rules: readonly Rule[], seen: Pick<Coverage, 'files' | 'documents' | 'unchecked'>): Coverage {
  const { read, unread } = seen.documents
  const counts = {
    servers: fleet.servers.length,
    bridges: fleet.bridges.length,
    failoverPairs: fleet.pairs.length,
    pools: fleet.pools.length,
    licenses: [...fleet.servers, ...fleet.bridges].reduce((total, { licenses = [] }) => total + licenses.length, 0),
    maximums: fleet.maximums.length,
    priceBooks: fleet.priceBooks.length,
    policies: fleet.policies.length,
    deployments: fleet.deployments.length,
  }
  const undecided = new Map<string, Set<string>>()
  for (const { rule, of } of seen.unchecked) undecided.set(rule, (undecided.get(rule) ?? new Set()).add(of))
  return {
    ...seen,
    ...counts,
    rules: rules.length,
    byRule: rules.map(({ id, parts }) => ({
      rule: id,
      parts: parts.reduce((total, kind) => total + (kind === 'documents' ? read + unread : kind === 'fleet' ? 1 : counts[kind]), 0),
      undecided: undecided.get(id)?.size ?? 0,
    })),
  }
}
