/** What specs leave out, and so is not in an order: what is left out is unknown, and not nothing. */
import { feature } from '../../knowledge/knowledge.ts'
import type { Server } from '../../model/fleet.ts'
import { at, type Doubt, type Gap } from '../../model/part.ts'
import { stated, uses } from '../../model/use.ts'
import { type Account, secondaryOf } from './account.ts'

/** Ports and users that no spec and no report tells. A server of which nothing is told may need anything. */
export function* unstated(all: readonly Account[]): Iterable<{ readonly doubt: Doubt | Gap; readonly decides: boolean }> {
  for (const account of all) {
    if (account.kind === 'bridge') {
      for (const bridge of account.bridges)
        if (bridge.spec.sessions === undefined)
          yield {
            doubt: { at: at(bridge, 'name'), missing: 'how many sessions it needs, which its spec leaves out', of: bridge.name },
            decides: true,
          }
      continue
    }
    if (account.kind !== 'server') continue
    const { server } = account
    const machines = [server, secondaryOf(account)].flatMap((each) => each ?? [])
    if (!machines.some(tellsAnything)) {
      yield { doubt: { at: at(server, 'name'), missing: 'what it uses, of which its spec says nothing', of: server.name }, decides: true }
      continue
    }
    for (const name of counted)
      if (machines.every((machine) => stated(name, machine) === undefined)) {
        const missing = `how many ${feature(name).title} there are, which the spec leaves out: none are in this order`
        yield { doubt: { missing, of: server.name }, decides: false }
      }
  }
}

const counted = ['voicePorts', 'voiceMailUsers', 'unifiedMessagingUsers', 'inboxUsers'] as const

const tellsAnything = (server: Server): boolean =>
  counted.some((name) => stated(name, server) !== undefined) || uses.some(({ amount }) => amount(server) > 0)
