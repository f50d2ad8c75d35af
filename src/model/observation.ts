/** What the readings of an observation mean: what a server says is licensed, what is in use, and how it is set. */
import type { FeatureName } from '../knowledge/fact.ts'
import { otherProduct } from '../knowledge/products.ts'
import type { ReportFact } from '../knowledge/reports.ts'
import { laterReport, report } from '../knowledge/reports.ts'
import type { Fault } from '../source/fault.ts'
import type { Observation, Reading } from '../source/observed/observation.ts'
import type { Span } from '../source/places.ts'
import { addTo } from './add-to.ts'

/** A value, where it stands in the text of the observation, and the fact that says what it means. */
export interface Reported<Value> {
  readonly value: Value
  readonly at: Span
  readonly fact: ReportFact
}

/** What is not reported is not there, which is neither zero nor no. */
export interface Reports {
  /** What the server says that its licences grant; a capability counts 1 or 0. */
  readonly entitlements: Partial<Record<FeatureName, Reported<number>>>
  /** What the server says that it has in use. Its ports are those it has, used or not. */
  readonly use: Partial<Record<Extract<ReportFact, { about: 'use' }>['name'], Reported<number>>>
  readonly pooling?: Reported<boolean>
  readonly primary?: Reported<boolean>
  /** Readings that may bear on licences, but whose meaning is not known. */
  readonly unknown: readonly Reading[]
  readonly faults: readonly Fault[]
}

/** Gives readings their meaning. A value that cannot be read, or is reported in two ways, is a fault and left out. */
export function reports({ form, readings }: Observation): Reports {
  const foreign = otherProduct(readings.map(({ name }) => name))
  if (foreign) {
    const mark = readings.find(({ name }) => name === foreign.because)
    const message = `\`${shown(foreign.because)}\` is a name of ${foreign.product}, so this is no report of a Cisco Unity server`
    return { entitlements: {}, use: {}, unknown: [], faults: mark ? [faultAt(mark.nameAt, message)] : [] }
  }
  const faults: Fault[] = []
  const unknown: Reading[] = []
  const byFact = new Map<ReportFact, Reading[]>()
  for (const reading of readings) {
    const fact = report(reading.name)
    if (fact) addTo(byFact, fact, reading)
    else if (form === 'effective-license-page' || laterReport(reading.name)) unknown.push(reading)
  }
  if (byFact.size === 0 && readings[0])
    faults.push(faultAt(readings[0].nameAt, 'nothing that is reported here is known to be about licences'))
  const found: Found = { entitlements: {}, use: {} }
  for (const [fact, again] of byFact) {
    const values = again.map((reading) => ({ reading, value: amountOf(reading, fact, form) }))
    const [first] = values
    const bad = values.find(({ value }) => typeof value === 'string')
    const other = values.find(({ value }) => value !== first?.value)
    if (bad && typeof bad.value === 'string') faults.push(faultAt(bad.reading.at, `\`${shown(bad.reading.name)}\` reads ${bad.value}`))
    else if (first && other) faults.push(contradiction(first.reading, other.reading))
    else if (first && typeof first.value === 'number') enter(found, fact, first.value, first.reading.at)
  }
  return { ...found, unknown, faults }
}

type Kept = Omit<Reports, 'unknown' | 'faults'>
type Found = { -readonly [Key in keyof Kept]: Kept[Key] }

function enter(found: Found, fact: ReportFact, value: number, at: Span): void {
  if (fact.about === 'entitlement') found.entitlements[fact.name] = { value, at, fact }
  else if (fact.about === 'use') found.use[fact.name] = { value, at, fact }
  else found[fact.name] = { value: value === 1, at, fact }
}

/** A number, with 1 for yes and 0 for no, or what is read instead. */
function amountOf({ value }: Reading, { most }: ReportFact, form: Observation['form']): number | string {
  if (value === '') return 'nothing'
  const said = `\`${shown(value)}\``
  if (most === undefined) {
    const truth = (form === 'snmp-walk' ? truthValues : words).get(value.toLowerCase())
    return truth ?? `${said}, which is neither yes nor no`
  }
  if (!/^\d+$/.test(value)) return `${said}, which is no number`
  return Number(value) <= most ? Number(value) : `${said}, but counts from 0 to ${most}`
}

// TruthValue of RFC 2579, as snmpwalk writes it with and without the MIB.
const truthValues: ReadonlyMap<string, number> = new Map([
  ['1', 1],
  ['true', 1],
  ['true(1)', 1],
  ['2', 0],
  ['false', 0],
  ['false(2)', 0],
])

// Of these only `Licensed` is known, from a licence file; the others can mean nothing else. Visual Basic writes -1 for yes.
const words: ReadonlyMap<string, number> = new Map([
  ...['1', '-1', 'true', 'yes', 'licensed', 'enabled'].map((word) => [word, 1] as const),
  ...['0', 'false', 'no', 'not licensed', 'notlicensed', 'unlicensed', 'disabled'].map((word) => [word, 0] as const),
])

const shown = (written: string): string => (written.length > 40 ? `${written.slice(0, 39)}…` : written)

const faultAt = ([start, end]: Span, message: string, related?: Fault): Fault => ({
  start,
  end,
  message,
  ...(related && { related: [related] }),
})

const contradiction = (first: Reading, other: Reading): Fault =>
  faultAt(
    other.at,
    `\`${shown(other.name)}\` reads \`${shown(other.value)}\`, but \`${shown(first.value)}\` above; is this the report of one server?`,
    faultAt(first.at, 'it reads otherwise here'),
  )
