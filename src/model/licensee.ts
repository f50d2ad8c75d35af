/** Whose licences cover a server, alone, in a failover pair and in a pool. */
import { byFile } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import type { Bridge, Fleet, Pool, Server } from './fleet.ts'

/** The server whose licences cover a server: from 4.0 on a secondary lives on those of its primary. */
export function licensee(fleet: Fleet, server: Server, release: Release): Server | undefined {
  return server.role === 'secondary' && byFile(release) ? fleet.pairOfSecondary.get(server)?.primary : server
}

/** Of a server in a failover pair the primary, of any other itself. */
export const primaryOf = ({ pairOfSecondary }: Pick<Fleet, 'pairOfSecondary'>, server: Server): Server =>
  pairOfSecondary.get(server)?.primary ?? server

/** The servers whose licences a pool adds up: those that have them in files, and of a pair the primary, with which its secondary counts. */
export const sharersOf = (pool: Pool): readonly Server[] =>
  [...new Set(pool.members)].flatMap((member) =>
    member && member.role !== 'secondary' && (!member.release || byFile(member.release)) ? [member] : [],
  )

/** Whether a machine is a server that takes its licences from a dongle, so that none is tied to a MAC. */
export const onDongle = (machine: Server | Bridge): boolean =>
  'release' in machine && machine.release !== undefined && !byFile(machine.release)

/** What a document that could not be read may hold, by which other licences cover this server. */
export function mayCover({ unread, pairOfSecondary }: Fleet, server: Server, pooled: boolean): string | undefined {
  if (pooled && unread.sections.has('pools')) return 'the pools of a document that could not be read'
  const alone = server.spec.role !== 'primary' && !pairOfSecondary.has(server)
  return alone && unread.sections.has('failover') ? 'the failover pairs of a document that could not be read' : undefined
}
