/** What servers report of all their licences together. */
import type { FeatureName } from '../knowledge/fact.ts'
import { feature } from '../knowledge/knowledge.ts'
import type { Evidence } from '../source/evidence.ts'
import type { Span } from '../source/places.ts'
import type { Bridge, License, Server } from './fleet.ts'
import { isSound } from './grant.ts'
import { type Held, nothing, surely, unbounded } from './held.ts'
import { type Reports, reports } from './observation.ts'
import type { Place } from './part.ts'

/** A report of a server, and the file that it was read from. */
export interface ServerReport extends Reports {
  readonly evidence: Evidence
  readonly license: License
}

const none: readonly ServerReport[] = []
const read = new WeakMap<Server | Bridge, readonly ServerReport[]>()

/** The reports that the spec names for a machine and that can be read, in its order. */
export function reportsOf(machine: Server | Bridge): readonly ServerReport[] {
  const known = read.get(machine)
  if (known) return known
  // Most machines have none, and every rule asks.
  const all = machine.licenses?.some(({ evidence }) => evidence?.observation) ? machine.licenses.flatMap(reportOf) : none
  if (all !== none) read.set(machine, all)
  return all
}

function reportOf(license: License): ServerReport[] {
  const { evidence } = license
  if (!evidence?.observation || !isSound(license)) return []
  return [{ ...reports(evidence.observation), evidence, license }]
}

/** Where a value stands in the report that gives it. */
export const placeOf = ({ evidence }: ServerReport, { at }: { readonly at: Span }): Place => ({
  document: evidence.document,
  path: ['offset', ...at],
})

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
