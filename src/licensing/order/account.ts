/** Whose licences count together: the accounts of a fleet, and what keeps one from being drawn up. */
import { byFile } from '../../knowledge/knowledge.ts'
import type { Release } from '../../knowledge/release.ts'
import { bridgeGroups } from '../../model/bridge-claim.ts'
import type { Bridge, FailoverPair, Fleet, Pool, Server } from '../../model/fleet.ts'
import { licensee, sharersOf } from '../../model/licensee.ts'
import { noBridgehead, unknownRelease } from '../../model/missing.ts'
import { at, type Gap } from '../../model/part.ts'
import { claimsOfPool } from '../../model/pool-claim.ts'
import { uses } from '../../model/use.ts'

/** A server with licences of its own, and the pair that lives on them. */
export interface ServerAccount {
  readonly kind: 'server'
  readonly server: Server
  readonly release: Release
  readonly pair: FailoverPair | undefined
  /** The pool that has its users. */
  readonly pool: Pool | undefined
}

export interface PoolAccount {
  readonly kind: 'pool'
  readonly pool: Pool
  /** Its members in the order of the spec, each with the pair that counts with it. */
  readonly members: readonly ServerAccount[]
}

/** The Bridges that share the licences of one bridgehead. */
export interface BridgeAccount {
  readonly kind: 'bridge'
  readonly holder: Server
  readonly release: Release
  readonly bridges: readonly Bridge[]
}

export type Account = ServerAccount | PoolAccount | BridgeAccount

/** Every account of a fleet, in its order. A gap is for what cannot be told of one. */
export function* accounts(fleet: Fleet): Iterable<Account | Gap> {
  const byServer = new Map<Server, ServerAccount>()
  for (const server of fleet.servers) {
    const { release } = server
    // Of two servers of one name the first counts; that there are two is for a rule to say.
    if (fleet.serverNamed.get(server.name) !== server) continue
    if (!release) {
      const pair = [server, fleet.pairOfPrimary.get(server)?.secondary].filter((each) => each !== undefined)
      if (pair.some((each) => uses.some(({ amount }) => amount(each) > 0))) yield unknownRelease(server)
      continue
    }
    const holder = licensee(fleet, server, release)
    if (!holder) yield { at: at(server, 'name'), missing: 'the primary server whose licences cover it', of: server.name }
    if (holder?.release && byFile(release) && !byFile(holder.release))
      yield {
        at: at(server, 'version'),
        missing: `licences for both servers of its pair: ${holder.name} takes them from a dongle`,
        of: server.name,
      }
    if (holder !== server) continue
    if (needsOwnDongle(server, release) && !uses.some(({ amount }) => amount(server) > 0))
      yield {
        at: at(server, 'name'),
        missing: 'what the dongle has to grant that it needs of its own: the spec says nothing that it uses',
        of: server.name,
      }
    const inFiles = byFile(release)
    const account: ServerAccount = {
      kind: 'server',
      server,
      release,
      pair: fleet.pairOfPrimary.get(server),
      pool: inFiles ? fleet.poolOf.get(server) : undefined,
    }
    byServer.set(server, account)
    yield account
  }
  for (const pool of fleet.pools) {
    for (const each of claimsOfPool(pool, fleet)) if ('missing' in each) yield each
    // Of a pool that is not known as a whole no figure would be right.
    if (!pool.members.every((member) => member?.release && fleet.poolOf.get(member) === pool)) continue
    yield { kind: 'pool', pool, members: sharersOf(pool).flatMap((server) => byServer.get(server) ?? []) }
  }
  for (const bridge of fleet.bridges)
    if (bridge.spec.sessions && !bridge.bridgehead?.release) yield { at: at(bridge, 'sessions'), ...noBridgehead(bridge) }
  for (const group of bridgeGroups(fleet)) yield { kind: 'bridge', ...group }
}

/** Whether it is a secondary server of a release in which each server has a dongle, and lists none. */
const needsOwnDongle = ({ role, spec, licenses }: Server, release: Release): boolean =>
  role === 'secondary' && !byFile(release) && spec.dongle === undefined && licenses?.length === 0

/** The secondary that lives on the licences of a server: of a pair in which both take their licences from files. */
export const secondaryOf = ({ pair, release }: ServerAccount): Server | undefined =>
  byFile(release) && pair?.secondary?.release && byFile(pair.secondary.release) ? pair.secondary : undefined

/** The machines whose licences an account adds up. */
export function holdersOf(account: Account): readonly (Server | Bridge)[] {
  if (account.kind === 'server') return [account.server]
  return account.kind === 'pool' ? account.members.map(({ server }) => server) : [...account.bridges, account.holder]
}
