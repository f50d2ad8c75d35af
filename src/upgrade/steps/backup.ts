/** Backups before a hop and after it: of the servers, of the messages, which DiRT seldom holds, and of Bridges. */
import { procedure } from '../../knowledge/knowledge.ts'
import { type Release, spell, within } from '../../knowledge/release.ts'
import type { Server } from '../../model/fleet.ts'
import type { PlannedHop } from '../plan.ts'
import type { PlanStep } from './step.ts'

export const backup = (on: string, release: Release): PlanStep => ({
  when: 'before',
  on,
  says: `Back up ${on} with DiRT, and keep the backup and the installation disks of ${spell(release)}: a backup can be restored only to the release that it was made on.${unlessKnown(release)}`,
  facts: ['backup-by-dirt', 'backup-restores-same-release'],
})

export const backupAgain = (on: string, from: Release, to: Release): PlanStep => ({
  when: 'after',
  on,
  says: `Back up ${on} with DiRT again: the backup of ${spell(from)} cannot be restored to ${to.id}.${unlessKnown(to)}`,
  facts: ['backup-by-dirt', 'backup-restores-same-release'],
})

/** DiRT is told of from some release on; that earlier ones have it is for the reader to check. */
function unlessKnown(release: Release): string {
  const dirt = procedure('backup-by-dirt')
  return dirt && within(release, dirt.releases) ? '' : ` That DiRT is there for ${spell(release)} is inferred.`
}

/** Why a backup of the messages is a task of its own, by what the specs of the servers say of their mailboxes. */
export const apartFromDirt = (servers: readonly Server[]): string =>
  servers.some(({ spec }) => modeOf(spec.messageStore) === 'unified')
    ? 'with unified messaging DiRT does not hold them'
    : 'DiRT holds them only on a small system for voice mail alone'

const modeOf = (store: Server['spec']['messageStore']): string | undefined => (store && 'mode' in store ? store.mode : undefined)

export const backupMessages = (servers: readonly Server[]): PlanStep => ({
  when: 'before',
  on: undefined,
  says: `Back up the messages of ${servers.map(({ name }) => name).join(' and ')} in their message store, apart from the servers: ${apartFromDirt(servers)}.`,
  facts: ['backup-leaves-out-messages'],
})

export const backupBridges = ({ bridges }: PlannedHop): PlanStep[] =>
  bridges.map(({ name, from }) => ({
    when: 'before',
    on: name,
    says: `Back up the Bridge ${name}, and keep the backup and the installation disks of ${from} (inferred: no source at hand tells how a Bridge is backed up).`,
    facts: [],
  }))
