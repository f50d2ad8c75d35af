/** Rules that are locked, from the root down: nothing below makes them milder. */
import type { Report } from '../check.ts'
import { type Finding, type Location, rank, type Severity } from '../finding.ts'
import type { Fleet } from '../model/fleet.ts'
import { at } from '../model/part.ts'
import { fault } from './astray.ts'

type Config = Fleet['configs'][number]

export interface Lock {
  readonly origin: Location
  /** How severe the rule is where it is locked, if that is said there. */
  readonly severity: Severity | undefined
  readonly severityOrigin: Location | undefined
}

/** What is locked by `configs`, the nearest first, and what is made milder below a lock. */
export function locksOf(
  configs: readonly Config[],
  report: Report,
): { readonly locks: ReadonlyMap<string, Lock>; readonly softened: Finding[] } {
  const locks = new Map<string, Lock>()
  const softened: Finding[] = []
  for (const config of configs.toReversed()) {
    const { severities = {}, locked = [] } = config.spec
    for (const [rule, severity] of Object.entries(severities)) {
      const lock = locks.get(rule)
      // A rule of its own mind has problems of several severities: only the gravest is never milder.
      if (!lock || rank[severity] <= rank[lock.severity ?? 'error']) continue
      const { file, range } = lock.origin
      const above = `\`${rule}\` is locked by ${file}:${range.start.line}`
      const message = lock.severity
        ? `${above}, where it is ${lock.severity}; ${severity} is milder`
        : `${above}; here it can only be made an error`
      const found = fault(report, { ...at(config, 'severities', rule), on: 'key' }, message)
      softened.push({ ...found, related: [{ ...lock.origin, message: 'it is locked here' }] })
    }
    for (const [index, rule] of locked.entries()) {
      const above = locks.get(rule)
      const own = Object.hasOwn(severities, rule) ? severities[rule] : undefined
      const said = own !== undefined && own !== 'off' ? own : undefined
      const severityOrigin = said === undefined ? undefined : report.locate(at(config, 'severities', rule))
      const origin = above?.origin ?? report.locate(at(config, 'locked', index))
      locks.set(rule, { origin, severity: said ?? above?.severity, severityOrigin: severityOrigin ?? above?.severityOrigin })
    }
  }
  return { locks, softened }
}
