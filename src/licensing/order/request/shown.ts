/** What a machine must show once something is installed, and how long. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { byFile, licensed } from '../../../knowledge/knowledge.ts'
import type { Release } from '../../../knowledge/release.ts'
import { dayAfter } from '../../../model/day.ts'
import { hasExpired, held } from '../../../model/entitlement.ts'
import type { Bridge, License, Server } from '../../../model/fleet.ts'
import { grantsOf, identity } from '../../../model/grant.ts'
import { inWords } from '../../../model/in-words.ts'
import type { Units } from '../order.ts'
import { amount, type Change, summed, total } from './amounts.ts'

type Machine = Server | Bridge

/** What a machine shows on the day on which it is judged, or on a later one. */
export type Showing = (day?: string) => Units[]

/**
 * What it surely holds, with what is installed. Default and demo licences are left out: of the one it is not known whether it counts
 * beside others, of the other how its users divide.
 */
export const showing =
  (machine: Machine, release: Release, changes: readonly Change[]): Showing =>
  (day) => {
    const base = basis(machine, release, day)
    return summed((name) => (licensed(name, release) ? base(name) + amount(name, changes, 'gives') - amount(name, changes, 'takes') : 0))
  }

const isBasic = ({ spec }: License): boolean => spec.kind === 'default' || spec.kind === 'demo'

function basis(machine: Machine, release: Release, day: string | undefined): (name: FeatureName) => number {
  const { licenses } = machine
  if (!licenses) return () => 0
  const own = licenses.filter(({ spec }) => spec.kind !== 'observed')
  const isConverted = ({ spec }: License): boolean => byFile(release) && spec.kind === 'dongle'
  const files = own.filter((license) => !isBasic(license) && !isConverted(license))
  const dongles = [...new Map(own.filter(isConverted).map((license) => [identity(license), license])).values()]
  // Sessions of a Bridge are licensed anew for the Bridge: whether a converted file of the server still lists them, no source at hand says.
  const onDongles = (name: FeatureName): number =>
    name === 'bridgeSessions' ? 0 : total(dongles.flatMap(grantsOf).map(({ granted }) => granted(name)?.amount ?? 0))
  // What a server reports is all that it has, the licences that are left out included.
  if (own.length > 0 && files.length === 0) return onDongles
  const rest = { ...machine, licenses: [...files, ...licenses.filter(({ spec }) => spec.kind === 'observed')] }
  return (name) => held(name, rest, release, day).sure + onDongles(name)
}

/**
 * `It must show at least 24 voice ports until 2007-05-31, and from 2007-06-01 on 8 voice ports; …`, without the full stop. `demo` is
 * whether a demo is asked for that comes first.
 */
export function mustShow(machine: Machine, shows: Showing, demo = false): string {
  const words = inTime(machine, shows)
  if (words === '') return 'What was asked for must be there'
  const besides = demo ? '; the demo may count beside it as long as it runs' : mayCountBeside(machine)
  return `It must show ${besides ? 'at least ' : ''}${words}${besides}`
}

/** What must be shown, for how long; empty where it is nothing. */
export function inTime({ licenses = [], asOf }: Pick<Machine, 'licenses' | 'asOf'>, shows: Showing): string {
  let last = inWords(shows())
  const phases = [last]
  for (const day of endings(licenses, asOf)) {
    const then = inWords(shows(dayAfter(day)))
    if (then === last) continue
    phases.push(`${phases.pop()} until ${day}`, `from ${dayAfter(day)} on ${then || 'none of them'}`)
    last = then
  }
  return phases.join(', and ')
}

/** The last days of what is in force, demos excepted. */
function endings(licenses: readonly License[], asOf: string): string[] {
  const days = licenses.flatMap((license) =>
    isBasic(license) || license.spec.kind === 'observed' ? [] : grantsOf(license).flatMap(({ expires }) => expires ?? []),
  )
  return [...new Set(days)].filter((day) => day !== 'permanent' && !hasExpired(day, asOf)).sort()
}

/** What may be shown on top, as the end of a sentence; empty where nothing is. */
function mayCountBeside({ licenses, asOf }: Machine): string {
  if (!licenses) return ', beside what it holds already, which the spec does not say'
  const demo = licenses.find(({ spec }) => spec.kind === 'demo' && !hasExpired(spec.expires, asOf))
  if (demo?.spec.kind === 'demo') {
    const until = demo.spec.expires === undefined || demo.spec.expires === 'permanent' ? '' : ` until ${demo.spec.expires}`
    return `; the demo may count beside it${until}`
  }
  const onDefault = licenses.some(({ spec }) => spec.kind === 'default')
  return onDefault ? '; whether the default licence counts beside it is not known' : ''
}
