/** What a server uses of what is licensed, and where its spec, or a report of the server, says so. */
import type { Capability, FeatureName, Quantity } from '../knowledge/fact.ts'
import { grant } from '../knowledge/knowledge.ts'
import type { Server } from './fleet.ts'
import { at, type Place } from './part.ts'
import { placeOf, reportsOf, type ServerReport } from './server-report.ts'

/** How much a server uses of one feature; a capability counts 1, and what nothing says counts 0. */
export interface Use {
  readonly name: Quantity | Capability
  /** `inPool` is whether it is judged as a member of a pool. */
  readonly amount: (server: Server, inPool?: boolean) => number
  readonly place: (server: Server, inPool?: boolean) => Place
  /** Whether the server reports that it has more of it in use than its spec says. */
  readonly reported: (server: Server) => boolean
}

/** Voice ports of a server: the sum of its groups. Undefined where the spec does not say. */
export const voicePorts = ({ spec }: Server): number | undefined => spec.ports?.reduce((sum, { count }) => sum + count, 0)

/** A use of which the spec says `written`, undefined where it leaves it out. */
function use(name: Use['name'], written: (server: Server) => number | undefined, place: Use['place']): Use {
  const more = (server: Server, inPool?: boolean): InUse | undefined => {
    // Of the ports that a server reports no source says whether all draw on its licences.
    const told = name === 'voicePorts' ? undefined : reported(name, server, inPool)
    return told && told.amount > (written(server) ?? 0) ? told : undefined
  }
  return {
    name,
    amount: (server, inPool) => more(server, inPool)?.amount ?? written(server) ?? 0,
    place: (server, inPool) => more(server, inPool)?.place ?? place(server),
    reported: (server) => more(server) !== undefined,
  }
}

export interface InUse {
  /** The least that it can be. */
  readonly amount: number
  /** The most that it can be. */
  readonly most: number
  readonly place: Place
}

/**
 * What a server reports to have in use; by several reports, of which no one knows which is the last, the least that one tells.
 * Whether a server that pools its users reports those of the whole pool, no source says; nor whether the subscribers in use that it
 * counts are its voice mail users alone, or those of unified messaging, too.
 */
export function reported(name: FeatureName, server: Server, inPool = false): InUse | undefined {
  let least: InUse | undefined
  for (const report of server.licenses ? reportsOf(server) : []) {
    const told = Object.entries(report.use).find(([what]) => what === name)?.[1]
    if (!told || (isUser(name) && (report.pooling?.value ?? inPool))) continue
    const others = name === 'voiceMailUsers' ? unifiedUsers(server, report) : 0
    const amount = Math.max(0, told.value - others)
    if (!least || amount < least.amount) least = { amount, most: told.value, place: placeOf(report, told) }
  }
  return least
}

/** The most unified messaging users that a server may have: those of its spec, else those that are licensed. */
const unifiedUsers = ({ spec }: Server, { entitlements }: ServerReport): number =>
  spec.users?.unifiedMessaging ?? entitlements.unifiedMessagingUsers?.value ?? Number.POSITIVE_INFINITY

const isUser = (name: FeatureName): boolean => name === 'voiceMailUsers' || name === 'inboxUsers'

const capability = (name: 'amis' | 'vpim'): Use =>
  use(
    name,
    ({ spec }) => (spec.features?.includes(name) ? 1 : 0),
    (server) => at(server, 'features', server.spec.features?.indexOf(name) ?? 0),
  )

const written: Readonly<Record<Exclude<Quantity, 'bridgeSessions'>, (server: Server) => number | undefined>> = {
  voicePorts,
  voiceMailUsers: ({ spec }) => spec.users?.voiceMail,
  unifiedMessagingUsers: ({ spec }) => spec.users?.unifiedMessaging,
  inboxUsers: ({ spec }) => spec.users?.inbox,
  ttsSessions: ({ spec }) => spec.ttsSessions,
  languages: ({ spec }) => spec.languages?.length,
}

/** Everything that a server may use under licence. */
export const uses: readonly Use[] = [
  use('voicePorts', written.voicePorts, (server) => at(server, 'ports')),
  use('voiceMailUsers', written.voiceMailUsers, (server) => at(server, 'users', 'voiceMail')),
  use('unifiedMessagingUsers', written.unifiedMessagingUsers, (server) => at(server, 'users', 'unifiedMessaging')),
  use('inboxUsers', written.inboxUsers, (server) => at(server, 'users', 'inbox')),
  use('ttsSessions', written.ttsSessions, (server) => at(server, 'ttsSessions')),
  use('languages', written.languages, (server) => at(server, 'languages')),
  capability('amis'),
  capability('vpim'),
  use(
    'unlimitedMessageLength',
    (server) => (isLong(server) ? 1 : 0),
    (server) => at(server, 'maxMessageSeconds'),
  ),
]

const isCounted = (what: Use['name']): what is keyof typeof written => Object.hasOwn(written, what)

/** How much a server uses by its spec or its reports. Undefined where neither says. */
export function stated(what: Use['name'], server: Server): number | undefined {
  if (!isCounted(what)) return undefined
  const own = written[what](server)
  const told = reported(what, server)?.amount
  return own === undefined ? told : Math.max(own, told ?? 0)
}

/** Whether messages may be longer than without a licence for their length. */
function isLong({ spec, release }: Server): boolean {
  const freely = release && grant('default', release)?.messageSeconds
  return typeof freely === 'number' && spec.maxMessageSeconds !== undefined && spec.maxMessageSeconds > freely
}
