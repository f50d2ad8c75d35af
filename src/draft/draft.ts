/** A deployment before it is written down: what is known of it, and what is not. */
import { byFile } from '../knowledge/knowledge.ts'
import { findRelease } from '../knowledge/release.ts'
import type { License, Server } from '../source/spec/deployment.ts'
import type { Said } from './said.ts'

/** What is asked of the document itself. */
export interface Heading {
  readonly name: string
  readonly organization?: string
  readonly contact?: string
  readonly directory?: string
}

export interface ServerDraft {
  readonly server: Server
  /** Why something is not known, by key. */
  readonly why: Why
}

export type Why = Readonly<Partial<Record<string, string>>>

export interface Draft {
  readonly heading: Heading
  /** The files that it was drafted from, as they were named. */
  readonly from: readonly string[]
  readonly servers: readonly ServerDraft[]
  readonly pairs: readonly { readonly primary: string; readonly secondary: string }[]
}

/** The keys of a server in the order in which specs have them. */
export const serverKeys = [
  'name',
  'role',
  'version',
  'platform',
  'messageStore',
  'phoneSystems',
  'codec',
  'ports',
  'ttsSessions',
  'users',
  'languages',
  'features',
  'maxMessageSeconds',
  'traffic',
  'nics',
  'team',
  'dongle',
  'licenses',
] as const satisfies readonly (keyof Server)[]

export type ServerKey = (typeof serverKeys)[number]

/** A server as a spec has it; a fault where a team has no adapters to join. */
export function serverOf(
  { primary: _, teamMac, name = '', version = '', nics, ...rest }: Said,
  licenses: readonly License[],
): Server | { readonly fault: string } {
  const team = teamMac !== undefined &&
    nics && { type: 'fault-tolerant' as const, members: nics.map((nic) => nic.name), virtualMac: teamMac }
  if (teamMac !== undefined && (nics?.length ?? 0) < 2)
    return { fault: `${name}: a team joins two adapters or more, whose own MAC addresses have to be said with that of the team` }
  return {
    name,
    version,
    ...rest,
    ...(nics && { nics }),
    ...(team && { team }),
    ...(licenses.length > 0 && { licenses: [...licenses] }),
  }
}

/** The keys of a server that are not known, and that cuspec would make use of. */
export function unknownOf({ role, version, ...server }: Server): readonly ServerKey[] {
  const release = findRelease(version)
  const keyed = release !== undefined && !byFile(release)
  const own: readonly ServerKey[] = [
    'platform',
    'messageStore',
    'phoneSystems',
    'ports',
    'users',
    'nics',
    ...(keyed ? (['dongle'] as const) : []),
    'licenses',
  ]
  // The primary has the users and, from 4.0 on, the licences of both.
  const elsewhere: readonly ServerKey[] = role === 'secondary' ? ['users', ...(keyed ? [] : (['licenses'] as const))] : []
  const said = new Set<string>(Object.entries(server).flatMap(([key, value]) => (value === undefined ? [] : [key])))
  return own.filter((key) => !said.has(key) && !elsewhere.includes(key))
}

/** What is not known of the document itself, and an order of licences needs. */
export const unknownHeading = (heading: Heading): readonly ('organization' | 'contact')[] =>
  (['organization', 'contact'] as const).filter((key) => heading[key] === undefined)

/** Everything that is not known, in lines for the document and for each server. */
export function openItems({ heading, servers }: Draft): readonly string[] {
  const whole = unknownHeading(heading)
  return [
    ...(whole.length > 0 ? [`${heading.name}: ${whole.join(', ')}`] : []),
    ...servers.flatMap(({ server, why }) => {
      const keys = unknownOf(server)
      const plain = keys.filter((key) => why[key] === undefined)
      const reasoned = keys.filter((key) => why[key] !== undefined).map((key) => withReason(key, why))
      return [...(plain.length > 0 ? [plain.join(', ')] : []), ...reasoned].map((item) => `${server.name}: ${item}`)
    }),
  ]
}

/** A key, with the reason why it is not known, if there is one. */
export const withReason = (key: string, why: Why): string => (why[key] === undefined ? key : `${key}, since ${why[key]}`)
