/** What specs leave out, and so is not in an order: what is left out is unknown, and not nothing. */
import { feature } from '../../knowledge/knowledge.ts'
import type { Server } from '../../model/fleet.ts'
import { at, type Doubt, type Gap } from '../../model/part.ts'
import { stated } from '../../model/use.ts'
import { type Account, secondaryOf } from './account.ts'

/** Ports, users and sessions that no spec and no report tells. */
export function* unstated(all: readonly Account[]): Iterable<{ readonly doubt: Doubt | Gap; readonly decides: boolean }> {
  for (const account of all) {
    if (account.kind === 'bridge') {
      for (const bridge of account.bridges)
        if (bridge.spec.sessions === undefined)
          yield {
            doubt: { at: at(bridge, 'name'), missing: 'how many sessions it needs, which its spec leaves out', of: bridge.name },
            decides: true,
          }
    } else if (account.kind === 'server')
      yield* ofServer(
        account.server,
        [account.server, secondaryOf(account)].flatMap((each) => each ?? []),
      )
  }
}

const users = ['voiceMailUsers', 'unifiedMessagingUsers', 'inboxUsers'] as const

/** A server has ports, and users of some kind; of the other kinds it may have none. */
function* ofServer(server: Server, machines: readonly Server[]): Iterable<{ readonly doubt: Doubt | Gap; readonly decides: boolean }> {
  const told = (name: 'voicePorts' | (typeof users)[number]): boolean => machines.some((machine) => stated(name, machine) !== undefined)
  const gap = (what: string): Gap => ({ at: at(server, 'name'), missing: `${what}, of which its spec says nothing`, of: server.name })
  const kinds = users.filter((name) => !told(name))
  if (!told('voicePorts') && kinds.length === users.length) yield { doubt: gap('what it uses'), decides: true }
  else if (!told('voicePorts')) yield { doubt: gap('how many voice ports it needs'), decides: true }
  else if (kinds.length === users.length) yield { doubt: gap('how many users it has'), decides: true }
  else
    for (const name of kinds) {
      const missing = `how many ${feature(name).title} there are, of which the spec says nothing: none are in this order`
      yield { doubt: { missing, of: server.name }, decides: false }
    }
}
