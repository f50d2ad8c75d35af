/** What the files say that a spec names: licence files line by line, and what servers report of all their licences together. */
import type { FeatureName } from '../knowledge/fact.ts'
import { feature } from '../knowledge/knowledge.ts'
import type { Evidence } from '../source/evidence.ts'
import type { GrantLine } from '../source/flexlm/license-text.ts'
import type { Span } from '../source/places.ts'
import type { Bridge, License, Server } from './fleet.ts'
import { type Grant, grantsOf, isSound } from './grant.ts'
import { type Held, nothing, perhaps, surely, unbounded } from './held.ts'
import { isKnownTag } from './license-line.ts'
import { type Reports, reports } from './observation.ts'
import type { Place } from './part.ts'

/** What a line of a licence file grants of a feature to a machine on a day. */
export function heldByLine(name: FeatureName, grant: Grant, machine: Server | Bridge, day: string): Held {
  const { granted, line, expires } = grant
  const share = granted(name)
  if (!share || !line?.counts) return nothing
  const { amount, place, tag } = share
  if (amount === undefined)
    return unbounded({ missing: `how much ${feature(name).title} a line of a licence file grants`, of: machine.name })
  if (expires === undefined) return unbounded({ missing: 'the day on which a line of a licence file expires', of: machine.name })
  if (line.start !== undefined && line.start > day) return nothing
  if (expires !== 'permanent' && expires < day) return { ...nothing, expired: [{ place, amount, expires, source: grant }] }
  const replaced = supersededBy(line, machine)
  if (replaced === 'surely') return nothing
  const whole = surely({ place, amount })
  if (tag !== undefined)
    return perhaps(whole, { missing: `whether ${tag} in a licence file grants ${feature(name).title}`, of: machine.name })
  if (replaced === 'perhaps')
    return perhaps(whole, { missing: 'the day on which a line was issued that may have been superseded', of: machine.name })
  if (!line.overdraft) return whole
  return {
    ...whole,
    possible: amount + line.overdraft,
    doubts: [{ missing: 'whether an OVERDRAFT in a licence file may be used', of: machine.name }],
  }
}

/**
 * What a licence file may grant beyond what is understood of it: by tags that are not known, where the spelling of the feature's own
 * is inferred, and by a PACKAGE line that has the feature in it.
 */
export function heldBesides(name: FeatureName, license: License, machine: Server | Bridge): Held {
  const { tag, tagConfidence } = feature(name)
  const lines = license.evidence?.lines ?? []
  const packed = lines.some((line) => line.keyword === 'PACKAGE' && line.components.some((component) => component.split(':')[0] === tag))
  if (packed) return unbounded({ missing: `how much ${feature(name).title} the PACKAGE line of a licence file grants`, of: machine.name })
  if (tagConfidence === 'stated') return nothing
  const unknown = lines.find((line) => (line.keyword === 'INCREMENT' || line.keyword === 'FEATURE') && !isKnownTag(line.feature))
  return unknown && 'feature' in unknown
    ? unbounded({ missing: `what ${unknown.feature} in a licence file grants`, of: machine.name })
    : nothing
}

/** What a server itself reports of a feature. It reports all its licences together. */
export function heldAsObserved(name: FeatureName, machine: Server | Bridge): Held {
  const { title, pooled } = feature(name)
  const reports = reportsOf(machine)
  if (reports.length === 0) return unbounded({ missing: 'a report of the server that can be read', of: machine.name })
  // Of a server that pools its users no source says whether it reports its own or those of the pool.
  if (pooled && reports.some(({ pooling }) => pooling?.value === true)) {
    return unbounded({ missing: `whether the ${title} that a pooled server reports are its own`, of: machine.name })
  }
  const report = reports.find(({ entitlements }) => entitlements[name] !== undefined)
  const told = report?.entitlements[name]
  if (!report || !told) return unbounded({ missing: `what the server reports of ${title}`, of: machine.name })
  return told.value === 0 ? nothing : { ...surely({ place: placeOf(report, told), amount: told.value }), facts: [told.fact] }
}

/** Whether a later line of the same machine has taken the place of a line: one with SUPERSEDE, issued after it. */
function supersededBy(line: GrantLine, machine: Server | Bridge): 'no' | 'perhaps' | 'surely' {
  const later = supersedingOf(machine).filter(({ supersede, feature: own }) =>
    supersede === true ? own === line.feature : supersede?.includes(line.feature),
  )
  const { issued } = line
  if (issued === undefined) return later.some((other) => other !== line) ? 'perhaps' : 'no'
  return later.some((other) => other.issued !== undefined && issued < other.issued) ? 'surely' : 'no'
}

const superseding = new WeakMap<Server | Bridge, readonly GrantLine[]>()

function supersedingOf(machine: Server | Bridge): readonly GrantLine[] {
  const known =
    superseding.get(machine) ?? (machine.licenses ?? []).flatMap(grantsOf).flatMap(({ line }) => (line?.supersede ? [line] : []))
  superseding.set(machine, known)
  return known
}

/** A report of a server, and the file that it was read from. */
export interface Report extends Reports {
  readonly evidence: Evidence
  readonly license: License
}

const read = new WeakMap<Server | Bridge, readonly Report[]>()

/** The reports that the spec names for a machine and that can be read, in its order. */
export function reportsOf(machine: Server | Bridge): readonly Report[] {
  const known = read.get(machine) ?? (machine.licenses ?? []).flatMap(reportOf)
  read.set(machine, known)
  return known
}

function reportOf(license: License): Report[] {
  const { evidence } = license
  if (!evidence?.observation || !isSound(license)) return []
  return [{ ...reports(evidence.observation), evidence, license }]
}

/** Where a value stands in the report that gives it. */
export const placeOf = ({ evidence }: Report, { at }: { readonly at: Span }): Place => ({
  document: evidence.document,
  path: ['offset', ...at],
})
