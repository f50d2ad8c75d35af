/** What a server uses of what is licensed, and where its spec says so. */
import type { Capability, Quantity } from '../knowledge/fact.ts'
import { grant } from '../knowledge/knowledge.ts'
import type { Server } from './fleet.ts'
import { at, type Place } from './part.ts'

/** A quantity or capability in use; a capability counts 1. */
export interface Use {
  readonly name: Quantity | Capability
  readonly amount: number
  readonly place: Place
}

/** Voice ports of a server: the sum of its groups. Undefined where the spec does not say. */
export const voicePorts = (server: Server): number | undefined => server.spec.ports?.reduce((sum, { count }) => sum + count, 0)

/** Everything that a server uses under licence. What its spec leaves out is not in the list. */
export function uses(server: Server): Use[] {
  const { spec } = server
  const used: Use[] = []
  const add = (name: Use['name'], amount: number | undefined, place: Place): void => {
    if (amount !== undefined && amount > 0) used.push({ name, amount, place })
  }
  add('voicePorts', voicePorts(server), at(server, 'ports'))
  add('voiceMailUsers', spec.users?.voiceMail, at(server, 'users', 'voiceMail'))
  add('unifiedMessagingUsers', spec.users?.unifiedMessaging, at(server, 'users', 'unifiedMessaging'))
  add('inboxUsers', spec.users?.inbox, at(server, 'users', 'inbox'))
  add('ttsSessions', spec.ttsSessions, at(server, 'ttsSessions'))
  add('languages', spec.languages?.length, at(server, 'languages'))
  for (const [index, name] of (spec.features ?? []).entries()) add(name, 1, at(server, 'features', index))
  if (isLong(server)) add('unlimitedMessageLength', 1, at(server, 'maxMessageSeconds'))
  return used
}

/** Whether messages may be longer than without a licence for their length. */
function isLong({ spec, release }: Server): boolean {
  const freely = release && grant('default', release)?.messageSeconds
  return typeof freely === 'number' && spec.maxMessageSeconds !== undefined && spec.maxMessageSeconds > freely
}
