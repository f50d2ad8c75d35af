/** What the flags of `cuspec init` say of a deployment, and which of them it cannot do without. */
import { existsSync, statSync } from 'node:fs'
import type { Draft, Heading } from '../../draft/draft.ts'
import { type Joined, join } from '../../draft/join.ts'
import { readers, type Said, type Saying } from '../../draft/said.ts'
import { Refusal } from '../refusal.ts'
import type { Read } from './sources.ts'

/** The flags that say something of the server, by what they say. */
export const serverFlags = {
  server: 'name',
  role: 'role',
  version: 'version',
  platform: 'platform',
  store: 'store',
  'phone-system': 'phone',
  ports: 'ports',
  users: 'users',
  mac: 'mac',
  'team-mac': 'teamMac',
  dongle: 'dongle',
} as const satisfies Readonly<Record<string, Saying>>

export type ServerFlag = keyof typeof serverFlags
export type HeadingFlag = 'name' | 'organization' | 'contact' | 'directory'
export type Words = Readonly<Partial<Record<ServerFlag | HeadingFlag | 'secondary', string | undefined>>>

const isServerFlag = (flag: string): flag is ServerFlag => Object.hasOwn(serverFlags, flag)

/** Reads the flags that speak of servers. Throws `Refusal` for a word that cannot be read. */
export function saidBy(words: Words, inventory: readonly Said[] | undefined): readonly Said[] {
  let said: Said = {}
  const given = Object.entries(words).flatMap(([flag, text]) =>
    text !== undefined && (isServerFlag(flag) || flag === 'secondary') ? [[flag, text] as const] : [],
  )
  if (inventory) {
    if (given[0]) throw new Refusal(`--${given[0][0]} speaks of one server, but an inventory of them all; put it there`)
    return inventory
  }
  for (const [flag, text] of given) {
    if (!isServerFlag(flag)) continue
    const answer = readers[serverFlags[flag]](text.trim())
    if ('fault' in answer) throw new Refusal(`--${flag}: ${answer.fault}`)
    said = { ...said, ...answer.said }
  }
  const { secondary } = words
  if (secondary === undefined) return given.length > 0 ? [said] : []
  const { role, name, version } = said
  if (role !== undefined && role !== 'primary')
    throw new Refusal(`--secondary names a server that stands in for this one, which is then no ${role}`)
  if (secondary.trim() === '') throw new Refusal('--secondary names no server')
  return [
    { ...said, role: 'primary' },
    { name: secondary.trim(), role: 'secondary', ...(version !== undefined && { version }), ...(name !== undefined && { primary: name }) },
  ]
}

export type Drafted = Pick<Joined, 'aside'> & { readonly draft: Draft }

/** The flags without which there is no spec, and why a file did not tell what they would. */
export interface Lacking {
  readonly missing: readonly ('server' | 'version' | 'name')[]
  readonly because: string | undefined
}

/** A draft, or the flags that are missing for one. Throws `Refusal` for what contradicts itself. */
export function draftOf(words: Words, { inventory, sources, files }: Omit<Read, 'faults'>): Drafted | Lacking {
  const { servers, pairs, refusals, aside } = join(saidBy(words, inventory), sources)
  const dark = inventory ? servers.filter(({ server }) => server.version === '') : []
  const [refusal] = [
    ...refusals,
    ...dark.map(({ server }) => `the inventory gives no release of ${server.name}, and nothing else tells it`),
  ]
  if (refusal !== undefined) throw new Refusal(refusal)
  const [first] = servers
  const suggested = servers.length - pairs.length === 1 && first?.server.name ? first.server.name.toLowerCase() : undefined
  const name = words.name?.trim() || suggested
  const missing = [
    ...(first?.server.name ? [] : (['server'] as const)),
    ...(servers.length > 0 && servers.every(({ server }) => server.version !== '') ? [] : (['version'] as const)),
    ...(name === undefined && first?.server.name ? (['name'] as const) : []),
  ]
  if (missing.length > 0 || name === undefined)
    return { missing, because: servers.find(({ server }) => server.version === '')?.why.version }
  const said = (['organization', 'contact', 'directory'] as const).map((key) => [key, words[key]?.trim() || undefined] as const)
  const heading: Heading = { name, ...Object.fromEntries(said.filter(([, text]) => text !== undefined)) }
  return { draft: { heading, from: files, servers, pairs }, aside }
}

/** The file that a draft is written to where none is named. Signs that a file name had better not have become hyphens. */
export const fileFor = (name: string): string =>
  `${
    name
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[.-]+/, '')
      .slice(0, 100) || 'deployment'
  }.cuspec.yaml`

/** Why a file may not be written; undefined where it may. Devices and pipes may. */
export function taken(file: string, force: boolean): string | undefined {
  return !force && file !== '-' && existsSync(file) && statSync(file).isFile() ? `${file} is there already; --force replaces it` : undefined
}
