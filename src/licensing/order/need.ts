/** What a machine needs of what is licensed, and which lines of its spec are the reason. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { feature, licensed } from '../../knowledge/knowledge.ts'
import type { Server } from '../../model/fleet.ts'
import { at } from '../../model/part.ts'
import { type Use, uses } from '../../model/use.ts'
import { type ServerAccount, secondaryOf } from './account.ts'
import type { Because } from './order.ts'

export interface Need {
  readonly feature: FeatureName
  readonly amount: number
  readonly because: readonly Because[]
}

/** Everything that a server and its secondary need of its licences, what its pool has among them. A pair counts once, with the one that uses more. */
export function needs(account: ServerAccount, written: (server: Server) => Server): Need[] {
  const { server, pair, release, pool } = account
  const secondary = secondaryOf(account)
  const own = uses.flatMap((use): Need[] => {
    if (!licensed(use.name, release)) return []
    const pooled = pool !== undefined && feature(use.name).pooled
    const user = secondary && use.amount(secondary, pooled) > use.amount(server, pooled) ? secondary : server
    const amount = use.amount(user, pooled)
    return amount > 0 ? [{ feature: use.name, amount, because: becauseOf(use, written(user), pooled) }] : []
  })
  if (!pair || !licensed('secondaryServer', release)) return own
  return [...own, { feature: 'secondaryServer', amount: 1, because: [{ place: at(pair, 'secondary'), of: server.name, amount: 1 }] }]
}

/** The lines of a spec as it is written, without growth. Ports are counted group by group. */
function becauseOf(use: Use, server: Server, inPool: boolean): Because[] {
  const { name: of } = server
  const amount = use.amount(server, inPool)
  if (use.name === 'voicePorts' && !use.reported(server))
    return (server.spec.ports ?? []).map(({ count }, index) => ({ place: at(server, 'ports', index, 'count'), of, amount: count }))
  return amount > 0 ? [{ place: use.place(server, inPool), of, amount }] : []
}
