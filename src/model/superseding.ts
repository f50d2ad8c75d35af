/** Lines of licence files that take the place of others. */
import type { GrantLine } from '../source/flexlm/license-text.ts'
import type { Bridge, Server } from './fleet.ts'
import { grantsOf } from './grant.ts'

/**
 * Whether a later line of the same machine has taken the place of a line: one with SUPERSEDE, issued after it. No source says
 * whether one without a day of issue, or not in force itself, does; nor whether one that names no features concerns those of others.
 */
export function supersededBy({ feature, issued, identity }: GrantLine, machine: Server | Bridge, day: string): 'no' | 'perhaps' | 'surely' {
  const features = supersedingOf(machine, day)
  const own = byFeature(features.get(feature), issued, identity)
  return own === 'no' && byFeature(features.get(anyFeature), issued, identity) !== 'no' ? 'perhaps' : own
}

/** The key of lines that name no features. */
const anyFeature = ''

function byFeature(later: Superseding | undefined, issued: string | undefined, identity: string): 'no' | 'perhaps' | 'surely' {
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
  const features = new Map<string, Superseding>()
  for (const { line } of (machine.licenses ?? []).flatMap(grantsOf)) {
    for (const feature of line?.supersede === true ? [line.feature, anyFeature] : (line?.supersede ?? [])) {
      const entry = features.get(feature) ?? { all: new Set(), undated: new Set() }
      if (line) enter(entry, line, day)
      features.set(feature, entry)
    }
  }
  superseding.set(machine, days.set(day, features))
  return features
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
