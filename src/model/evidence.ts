/** What the files say that a spec names: licence files line by line, and what servers report of all their licences together. */
import type { FeatureName } from '../knowledge/fact.ts'
import { feature } from '../knowledge/knowledge.ts'
import type { Evidence } from '../source/evidence.ts'
import type { GrantLine } from '../source/flexlm/license-text.ts'
import type { Span } from '../source/places.ts'
import type { Bridge, License, Server } from './fleet.ts'
import { type Grant, grantsOf, isSound } from './grant.ts'
import { type Held, nothing, perhaps, surely, unbounded } from './held.ts'
import { isKnownTag, nearestTag, strangeTags } from './license-line.ts'
import { type Reports, reports } from './observation.ts'
import type { Place } from './part.ts'

/** What a line of a licence file grants of a feature to a machine on a day. */
export function heldByLine(name: FeatureName, grant: Grant, machine: Server | Bridge, day: string): Held {
  const { granted, line, expires } = grant
  const share = granted(name)
  if (!share || !line?.counts) return nothing
  const { amount, place, tag } = share
  if (expires === undefined) return unbounded({ missing: 'the day on which a line of a licence file expires', of: machine.name })
  const idle = (reason?: string): Held =>
    amount === undefined
      ? nothing
      : { ...nothing, expired: [{ place, amount, expires, source: grant, ...(reason !== undefined && { idle: reason }) }] }
  if (line.start !== undefined && line.start > day) return idle(`begin on ${line.start}`)
  if (expires !== 'permanent' && expires < day) return idle()
  const replaced = supersededBy(line, machine, day)
  if (replaced === 'surely') return idle('are superseded')
  if (amount === undefined) return unbounded({ missing: untoldAmount(name), of: machine.name })
  const whole = surely({ place, amount })
  if (tag !== undefined)
    return perhaps(whole, { missing: `whether ${tag} in a licence file grants ${feature(name).title}`, of: machine.name })
  if (replaced === 'perhaps')
    return perhaps(whole, { missing: 'whether a line of a licence file is superseded by another', of: machine.name })
  if (!line.overdraft) return whole
  return {
    ...whole,
    possible: amount + line.overdraft,
    doubts: [{ missing: 'whether an OVERDRAFT in a licence file may be used', of: machine.name }],
  }
}

const untoldAmount = (name: FeatureName): string =>
  feature(name).counted
    ? `the number of ${feature(name).title} that a line of a licence file grants`
    : `whether a line of a licence file grants ${feature(name).title}`

/**
 * What a licence file may grant beyond what is understood of it: by tags that are not known, where the spelling of the feature's own
 * is inferred, and by a PACKAGE line that has the feature in it.
 */
export function heldBesides(name: FeatureName, license: License, machine: Server | Bridge): Held {
  const { tag, tagConfidence } = feature(name)
  const lines = license.evidence?.lines ?? []
  const packed = lines.some((line) => line.keyword === 'PACKAGE' && line.components.some((component) => component.split(':')[0] === tag))
  if (packed) return unbounded({ missing: `how much ${feature(name).title} the PACKAGE line of a licence file grants`, of: machine.name })
  const strange = lines.flatMap((line) =>
    line.keyword === 'INCREMENT' || line.keyword === 'FEATURE'
      ? [line.feature, ...strangeTags(line)].filter((each) => !isKnownTag(each))
      : [],
  )
  const meant = strange.find((each) => nearestTag(each) === tag)
  if (meant !== undefined)
    return unbounded({ missing: `whether ${meant} in a licence file grants ${feature(name).title}`, of: machine.name })
  const [unknown] = tagConfidence === 'stated' ? [] : strange
  return unknown === undefined ? nothing : unbounded({ missing: `what ${unknown} in a licence file grants`, of: machine.name })
}

/** Whether nothing is known of the licences of a machine but what it reports. */
export const isObserved = ({ licenses = [] }: Server | Bridge): boolean =>
  licenses.length > 0 && licenses.every(({ spec }) => spec.kind === 'observed')

/** What a server itself reports of a feature. It reports all its licences together. `inPool` is whether the spec has it in a pool. */
export function heldAsObserved(name: FeatureName, machine: Server | Bridge, inPool = false): Held {
  const { title, pooled } = feature(name)
  const reports = reportsOf(machine)
  if (reports.length === 0) return unbounded({ missing: 'a report of the server that can be read', of: machine.name })
  // Of a server that pools its users no source says whether it reports its own or those of the pool.
  if (pooled && reports.some(({ pooling }) => pooling?.value ?? inPool)) {
    return unbounded({
      missing: `whether the licences for ${title} that a pooled server reports are its own or those of its pool`,
      of: machine.name,
    })
  }
  const all = reports.flatMap((report) => {
    const told = report.entitlements[name]
    return told ? [{ place: placeOf(report, told), amount: told.value, fact: told.fact }] : []
  })
  const [first] = all
  if (!first) return unbounded({ missing: `what the server reports of ${title}`, of: machine.name })
  const amounts = all.map(({ amount }) => amount)
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  if (most === 0) return nothing
  const whole = { ...surely(first), sure: least, possible: most, facts: [first.fact] }
  return least === most ? whole : { ...whole, doubts: [{ missing: whichReport(title), of: machine.name }] }
}

/** What is missing where reports of one server tell different amounts. */
export const whichReport = (title: string): string => `which report of the server is the last, since they differ in ${title}`

/**
 * Whether a later line of the same machine has taken the place of a line: one with SUPERSEDE, issued after it. No source says
 * whether one without a day of issue, or not in force itself, does.
 */
function supersededBy({ feature, issued, identity }: GrantLine, machine: Server | Bridge, day: string): 'no' | 'perhaps' | 'surely' {
  const later = supersedingOf(machine, day).get(feature)
  if (!later) return 'no'
  const others = (identities: ReadonlySet<string>): boolean => identities.size > (identities.has(identity) ? 1 : 0)
  if (issued === undefined) return others(later.all) ? 'perhaps' : 'no'
  if (later.inForce !== undefined && issued < later.inForce) return 'surely'
  return others(later.undated) || (later.latest !== undefined && issued < later.latest) ? 'perhaps' : 'no'
}

/** The lines that supersede a feature, by their identities, and the latest days on which one was issued. */
interface Superseding {
  readonly all: Set<string>
  readonly undated: Set<string>
  latest?: string
  /** Of those that are in force. */
  inForce?: string
}

const superseding = new WeakMap<Server | Bridge, Map<string, ReadonlyMap<string, Superseding>>>()

function supersedingOf(machine: Server | Bridge, day: string): ReadonlyMap<string, Superseding> {
  const days = superseding.get(machine) ?? new Map<string, ReadonlyMap<string, Superseding>>()
  const known = days.get(day)
  if (known) return known
  const byFeature = new Map<string, Superseding>()
  for (const { line } of (machine.licenses ?? []).flatMap(grantsOf)) {
    for (const feature of line?.supersede === true ? [line.feature] : (line?.supersede ?? [])) {
      const entry = byFeature.get(feature) ?? { all: new Set(), undated: new Set() }
      if (line) enter(entry, line, day)
      byFeature.set(feature, entry)
    }
  }
  superseding.set(machine, days.set(day, byFeature))
  return byFeature
}

function enter(entry: Superseding, line: GrantLine, day: string): void {
  const { identity, issued } = line
  entry.all.add(identity)
  if (issued === undefined) entry.undated.add(identity)
  else if (entry.latest === undefined || issued > entry.latest) entry.latest = issued
  if (issued !== undefined && isInForce(line, day) && (entry.inForce === undefined || issued > entry.inForce)) entry.inForce = issued
}

const isInForce = ({ start, expires }: GrantLine, day: string): boolean =>
  (start === undefined || start <= day) && (expires === 'permanent' || (expires !== undefined && expires >= day))

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
