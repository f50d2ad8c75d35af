/** What licence files grant in all, on a day and from later days on. */
import type { FeatureFact } from '../knowledge/fact.ts'
import { byFile, features } from '../knowledge/knowledge.ts'
import { type Release, versionLine } from '../knowledge/release.ts'
import { dayAfter } from '../model/day.ts'
import { held } from '../model/entitlement.ts'
import { expiries } from '../model/expiry.ts'
import type { License, Server } from '../model/fleet.ts'
import { grantsOf } from '../model/grant.ts'
import type { Held } from '../model/held.ts'
import { hostsNamed } from './viewed-line.ts'

/** All that is granted of a feature. */
export interface Total {
  readonly feature: FeatureFact
  readonly holding: Held
}

/** The totals from a day on. */
export interface Change {
  readonly from: string
  readonly totals: readonly Total[]
}

/** One host id, and what a server that has it would be granted: by lines that name it, and by those for any host. */
export interface Host {
  readonly hostId: string
  /** Lines that name it. */
  readonly lines: number
  readonly totals: readonly Total[]
}

/** A release whose licences are files, where none is given: the amounts do not hang on which. */
const anyRelease = versionLine.find(byFile)

/** Every feature that a licence file can grant, with what is held of it. */
export function totalsOf(server: Server, day: string, release: Release | undefined = anyRelease): Total[] {
  if (!release) return []
  return features.filter(({ tag }) => tag !== undefined).map((feature) => ({ feature, holding: held(feature.name, server, release, day) }))
}

// A file has one such day or two; each costs a sum over all lines.
const mostChanges = 50

/** The days after `day` on which lines begin to count, or no longer do; and how many more there are than are told. */
export function changesOf(server: Server, day: string, release?: Release): { readonly changes: readonly Change[]; readonly more: number } {
  const ends = expiries(server).map(({ expires }) => dayAfter(expires))
  const starts = (server.licenses ?? []).flatMap(grantsOf).flatMap(({ line }) => (line?.counts && line.start ? [line.start] : []))
  // The day after the last of the year 9999 is none that can be written.
  const days = [...new Set([...ends, ...starts])].filter((each) => each > day && /^\d{4}-/.test(each)).sort()
  let before = totalsOf(server, day, release)
  const changes = days.slice(0, mostChanges).flatMap((from): Change[] => {
    const totals = totalsOf(server, from, release)
    const changed = totals.some((total, index) => !same(total, before[index]))
    before = totals
    return changed ? [{ from, totals }] : []
  })
  return { changes, more: Math.max(0, days.length - mostChanges) }
}

/** Whether a total is no other than before. */
export const same = ({ holding: { sure, possible } }: Total, before: Total | undefined): boolean =>
  sure === before?.holding.sure && possible === before.holding.possible

// As above, for a line may name many hosts.
const mostHosts = 50

/** Every host id that lines name, and those that all lines name which are tied to any; a server needs one of these to be granted all. */
export function hostsOf(
  server: Server,
  day: string,
  release?: Release,
): { readonly hosts: readonly Host[]; readonly common: readonly string[]; readonly more: number } {
  const tied = (server.licenses ?? [])
    .flatMap(grantsOf)
    .flatMap(({ line }) => (line ? [hostsNamed(line)] : []))
    .filter((hosts) => hosts.length > 0 && !hosts.some(isAny))
  const counts = new Map<string, number>()
  for (const host of tied.flatMap((hosts) => [...new Set(hosts)])) counts.set(host, (counts.get(host) ?? 0) + 1)
  const names = [...counts.keys()]
  return {
    hosts: names.slice(0, mostHosts).map((hostId) => ({
      hostId,
      lines: counts.get(hostId) ?? 0,
      totals: totalsOf(onHost(server, hostId), day, release),
    })),
    common: names.filter((hostId) => counts.get(hostId) === tied.length),
    more: Math.max(0, names.length - mostHosts),
  }
}

const isAny = (hostId: string): boolean => hostId === 'ANY' || hostId === 'DEMO'

/** The server with no more than the lines that count on a host. */
function onHost(server: Server, hostId: string): Server {
  const licenses = (server.licenses ?? []).map((license): License => {
    const { evidence } = license
    if (!evidence) return license
    const lines = evidence.lines.filter((line) => {
      const hosts = 'hostIds' in line ? hostsNamed(line) : []
      return hosts.length === 0 || hosts.some((word) => word === hostId || isAny(word))
    })
    return { ...license, evidence: { ...evidence, lines } }
  })
  return { ...server, licenses }
}
