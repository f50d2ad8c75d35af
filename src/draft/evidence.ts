/** What a licence file or a report of a server tells about the server that it is of. */
import { portWork, rowOf, type ServerObject } from '../knowledge/server-objects.ts'
import { macDigits } from '../model/mac.ts'
import { type Reports, reports } from '../model/observation.ts'
import { unique } from '../model/unique.ts'
import type { LicenseLine } from '../source/flexlm/license-text.ts'
import type { Observation, Reading } from '../source/observed/observation.ts'
import type { PortGroup } from '../source/spec/deployment.ts'
import { readers, type Said } from './said.ts'

/** What is told, and why something is not that one would expect there. */
export interface Told {
  readonly said: Said
  readonly why: Readonly<Partial<Record<keyof Said, string>>>
}

/** The MAC addresses to which the lines of a licence file are tied, each once, twelve upper-case digits. */
export const hostsOf = (lines: readonly LicenseLine[]): readonly string[] =>
  unique(
    lines.flatMap((line) => ('feature' in line ? line.hostIds : [])).flatMap((id) => macDigits(id) ?? []),
    (mac) => mac,
  )

/** What a server reports of itself. A page of effective licences has neither its name nor its release. */
export function toldBy(observation: Observation): Told {
  const { readings } = observation
  const meaning = reports(observation)
  const name = only(readings, 'ciscoUnityName')
  const written = only(readings, 'ciscoUnityVersion')
  const version = written === undefined ? undefined : readers.version(written)
  const users = usersOf(meaning)
  const count = meaning.use.voicePorts?.value
  return {
    said: {
      ...(name && { name }),
      ...(version && 'said' in version && version.said),
      ...(count !== undefined && { ports: portsOf(readings, count) }),
      ...(typeof users === 'object' && { users }),
    },
    why: {
      ...(version && 'fault' in version && { version: version.fault }),
      ...(typeof users === 'string' && { users }),
    },
  }
}

/** The value of an object that a walk has once, without its quotes. */
function only(readings: readonly Reading[], object: ServerObject): string | undefined {
  const values = new Set(readings.filter(({ name }) => rowOf(name, object) !== undefined).map(({ value }) => value))
  const [value = ''] = values
  const text = /^"(.*)"$/.exec(value)?.[1] ?? value
  return values.size === 1 && text !== '' && !text.includes('"') ? text : undefined
}

/** Ports that do the same in one group, where the table has all of them; else one group of which nothing more is known. */
function portsOf(readings: readonly Reading[], count: number): PortGroup[] {
  const table = new Map<string, Partial<Record<ServerObject, boolean>>>()
  for (const { name, value } of readings) {
    for (const object of ['ciscoUnityPortEnabled', ...portWork.map(([, each]) => each)] as const) {
      const row = rowOf(name, object)
      if (row !== undefined) table.set(row, { ...table.get(row), [object]: /^(?:1|true(?:\(1\))?)$/.test(value) })
    }
  }
  const groups = new Map<string, PortGroup>()
  for (const port of table.values()) {
    // What a port that is not enabled would do is nothing that it does.
    const known = port.ciscoUnityPortEnabled === true && portWork.every(([, object]) => port[object] !== undefined)
    const does = known ? portWork.flatMap(([work, object]) => (port[object] ? [work] : [])) : []
    const key = does.join()
    groups.set(key, { count: (groups.get(key)?.count ?? 0) + 1, ...(does.length > 0 && { does }) })
  }
  return table.size === count ? [...groups.values()] : [{ count }]
}

/** The users in use, or why they cannot be told apart by kind. */
function usersOf({ use, entitlements, pooling }: Reports): { voiceMail: number; inbox: 0 } | string | undefined {
  const all = use.voiceMailUsers?.value
  if (all === undefined) return undefined
  const told = `it reports ${all} subscribers`
  if (pooling?.value !== false) return `${told}, but not whether they are its own or those of a pool`
  const others = (use.inboxUsers?.value ?? 1) + (entitlements.unifiedMessagingUsers?.value ?? 1)
  if (others > 0) return `${told}, but not how many of each kind`
  return { voiceMail: all, inbox: 0 }
}
