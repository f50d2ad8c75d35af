/** What was asked and what was read, put together: which of them speak of one server. */
import { macDigits } from '../model/mac.ts'
import type { FileLicense, ObservedLicense } from '../source/spec/deployment.ts'
import { type ServerDraft, serverOf } from './draft.ts'
import type { Told } from './evidence.ts'
import type { Said } from './said.ts'

/** Where a file lies as its spec would name it, or why it cannot. */
export type Named = { readonly path: string } | { readonly outside: string }

/** A licence file, with the hosts it is tied to, or a report of a server, as the command line names it. */
export type Source = { readonly file: string; readonly named: Named } & (
  | { readonly kind: 'file'; readonly hosts: readonly string[] }
  | { readonly kind: 'observed'; readonly told: Told }
)

export interface Joined {
  readonly servers: readonly ServerDraft[]
  readonly pairs: readonly { readonly primary: string; readonly secondary: string }[]
  /** What contradicts itself, so that nothing can be written. */
  readonly refusals: readonly string[]
  /** What could not be placed, and is left aside. */
  readonly aside: readonly string[]
}

/** A server in the making, and the sources that are of it. */
interface Machine {
  said: Said
  readonly of: Source[]
}

/**
 * Joins what is said of servers with sources. A walk goes by the name that it reports; a licence file by a MAC address that it is tied
 * to; a page, which has neither, by its own name, which begins with that of its server. Where there is one server alone, all are of it.
 */
export function join(said: readonly Said[], sources: readonly Source[]): Joined {
  const refusals: string[] = []
  const aside: string[] = []
  const machines = said.map((each): Machine => ({ said: each, of: [] }))
  const walks = sources.filter((source) => nameIn(source) !== undefined)
  for (const walk of walks) {
    const name = nameIn(walk) ?? ''
    const nameless = machines.length === 1 ? machines.find((each) => each.said.name === undefined) : undefined
    const machine = machines.find((each) => same(each.said.name, name)) ?? nameless
    if (machine) machine.of.push(walk)
    else if (said.length === 0) machines.push({ said: {}, of: [walk] })
    else refusals.push(`${walk.file} is of ${name}, and no server of that name was named`)
  }
  const stands = machines.filter((each) => each.said.primary === undefined)
  for (const source of sources.filter((each) => !walks.includes(each))) {
    const fitting = machines.filter((each) => fits(source, each))
    if (machines.length === 0) machines.push({ said: {}, of: [source] })
    else if (fitting.length > 0) for (const machine of fitting) machine.of.push(source)
    else if (machines.length === 1 || stands.length === 1) (stands[0] ?? machines[0])?.of.push(source)
    else aside.push(`${source.file} is left aside: ${homeless(source)}`)
  }
  const drafts = machines.map((machine) => drafted(machine, refusals, aside))
  const servers = withRoles(
    drafts.map(({ draft }) => draft),
    said,
  )
  return { servers, pairs: said.flatMap(({ name, primary }) => (name && primary ? [{ primary, secondary: name }] : [])), refusals, aside }
}

const nameIn = (source: Source): string | undefined => (source.kind === 'observed' ? source.told.said.name : undefined)
const same = (one: string | undefined, other: string | undefined): boolean => one?.toLowerCase() === other?.toLowerCase()

/** Whether a source tells by itself that it is of a machine. */
function fits(source: Source, { said: { nics = [], teamMac, name } }: Machine): boolean {
  if (source.kind === 'file') return [...nics.map(({ mac }) => mac), teamMac].some((mac) => source.hosts.includes(macDigits(mac) ?? ''))
  const base = source.file.replace(/^.*[\\/]/, '').toLowerCase()
  return name !== undefined && base.startsWith(`${name.toLowerCase()}.`)
}

const homeless = (source: Source): string =>
  source.kind === 'observed'
    ? 'it does not say which of the servers it is of; a name such as SERVER.effective-license.xml would'
    : source.hosts.length > 0
      ? `it is tied to ${source.hosts.join(', ')}, the MAC address of none of the servers`
      : 'it is tied to no MAC address, and could be of any server'

/** Two licence files that no machine can have both; undefined where its MAC addresses are known, since rules judge by those. */
function strangers({ said, of }: Machine): string | undefined {
  const files = of.flatMap((source) => (source.kind === 'file' && source.hosts.length > 0 ? [source] : []))
  const [first] = files
  const other = files.find(({ hosts }) => !hosts.some((host) => first?.hosts.includes(host)))
  if (!first || !other || said.nics) return undefined
  const tied = `${first.file} is tied to ${first.hosts.join(', ')} and ${other.file} to ${other.hosts.join(', ')}`
  return `${tied}, so that they are not of one server; name the servers with their MAC addresses in an inventory, or draft them one by one`
}

function drafted({ said: asked, of }: Machine, refusals: string[], aside: string[]): { readonly draft: ServerDraft } {
  let said = asked
  const why: Record<string, string> = {}
  const licenses: (FileLicense | ObservedLicense)[] = []
  for (const source of of) {
    if (source.kind === 'observed') {
      Object.assign(why, source.told.why)
      for (const key of ['name', 'version'] as const) {
        const [one, other] = [said[key], source.told.said[key]]
        if (one !== undefined && other !== undefined && !same(one, other))
          refusals.push(`${source.file} reports the ${key} ${other}, but ${one} was said`)
      }
      said = { ...source.told.said, ...said }
    }
    if ('path' in source.named) licenses.push({ kind: source.kind, path: source.named.path })
    else {
      why.licenses = 'what is there lies where a spec cannot name it'
      aside.push(`${source.file} cannot be named by the spec: ${source.named.outside}; copy it beside the spec`)
    }
  }
  const hosts = [...new Set(of.flatMap((source) => (source.kind === 'file' ? source.hosts : [])))]
  if (hosts.length > 0)
    why.nics = `the licence is tied to ${hosts.slice(0, 4).join(', ')}, which may be its first adapter or the virtual address of a team`
  const torn = strangers({ said, of })
  if (torn !== undefined) refusals.push(torn)
  const server = serverOf(said, licenses)
  if ('fault' in server) refusals.push(server.fault)
  return { draft: { server: 'fault' in server ? { name: said.name ?? '', version: said.version ?? '' } : server, why } }
}

/** A server that stands in for another is its secondary, and the other is the primary, unless their roles are said. */
function withRoles(drafts: readonly ServerDraft[], said: readonly Said[]): ServerDraft[] {
  const roles = new Map<string, 'primary' | 'secondary'>()
  for (const { name = '', primary } of said) {
    if (primary === undefined) continue
    roles.set(primary, 'primary')
    roles.set(name, 'secondary')
  }
  return drafts.map(({ server, why }) => {
    const role = server.role ?? roles.get(server.name)
    return { server: { ...server, ...(role && { role }) }, why }
  })
}
