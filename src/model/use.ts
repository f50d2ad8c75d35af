/** What a server uses of what is licensed, and where its spec says so. */
import type { Capability, Quantity } from '../knowledge/fact.ts'
import { grant } from '../knowledge/knowledge.ts'
import type { Server } from './fleet.ts'
import { at, type Place } from './part.ts'

/** How much a server uses of one feature; a capability counts 1, and what the spec leaves out counts 0. */
export interface Use {
  readonly name: Quantity | Capability
  readonly amount: (server: Server) => number
  readonly place: (server: Server) => Place
}

/** Voice ports of a server: the sum of its groups. Undefined where the spec does not say. */
export const voicePorts = ({ spec }: Server): number | undefined => spec.ports?.reduce((sum, { count }) => sum + count, 0)

const capability = (name: 'amis' | 'vpim'): Use => ({
  name,
  amount: ({ spec }) => (spec.features?.includes(name) ? 1 : 0),
  place: (server) => at(server, 'features', server.spec.features?.indexOf(name) ?? 0),
})

/** Everything that a server may use under licence. */
export const uses: readonly Use[] = [
  { name: 'voicePorts', amount: (server) => voicePorts(server) ?? 0, place: (server) => at(server, 'ports') },
  { name: 'voiceMailUsers', amount: ({ spec }) => spec.users?.voiceMail ?? 0, place: (server) => at(server, 'users', 'voiceMail') },
  {
    name: 'unifiedMessagingUsers',
    amount: ({ spec }) => spec.users?.unifiedMessaging ?? 0,
    place: (server) => at(server, 'users', 'unifiedMessaging'),
  },
  { name: 'inboxUsers', amount: ({ spec }) => spec.users?.inbox ?? 0, place: (server) => at(server, 'users', 'inbox') },
  { name: 'ttsSessions', amount: ({ spec }) => spec.ttsSessions ?? 0, place: (server) => at(server, 'ttsSessions') },
  { name: 'languages', amount: ({ spec }) => spec.languages?.length ?? 0, place: (server) => at(server, 'languages') },
  capability('amis'),
  capability('vpim'),
  { name: 'unlimitedMessageLength', amount: (server) => (isLong(server) ? 1 : 0), place: (server) => at(server, 'maxMessageSeconds') },
]

/** Whether messages may be longer than without a licence for their length. */
function isLong({ spec, release }: Server): boolean {
  const freely = release && grant('default', release)?.messageSeconds
  return typeof freely === 'number' && spec.maxMessageSeconds !== undefined && spec.maxMessageSeconds > freely
}
