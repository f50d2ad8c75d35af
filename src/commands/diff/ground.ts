/** Configurations and baselines as a revision has them, or what is staged. */
import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import type { Look } from '../../review/astray.ts'
import { readBytes } from '../../source/bytes.ts'
import { limits } from '../../source/limits.ts'
import { blobs } from '../git/blobs.ts'
import { follow } from '../git/follow.ts'
import { isTracked } from '../git/repository.ts'
import { openNamedIn, type Snapshot } from '../git/snapshot.ts'
import type { ReadBaseline } from '../lint/reviewed.ts'
import { type Choice, type Ground, type Settled, settled } from '../lint/settled.ts'

/** What is settled in a snapshot. A configuration that the command line names, and that it does not have, settles nothing there. */
export async function settledIn(snapshot: Snapshot, choice: Choice, today: string): Promise<Settled> {
  const { config } = choice
  if (config === undefined || choice.without) return settled(choice, today, groundOf(snapshot))
  if (isOfTheMachine(snapshot, config)) return settled(choice, today)
  if (!snapshot.entries.has(fromRoot(snapshot, config))) return settled({ ...choice, config: undefined, without: true }, today)
  return settled(choice, today, groundOf(snapshot))
}

export const baselineIn =
  (snapshot: Snapshot): ReadBaseline =>
  (file) => {
    if (isOfTheMachine(snapshot, file)) return existsSync(file) ? readBytes(file) : undefined
    const id = snapshot.entries.get(fromRoot(snapshot, file))?.id
    return id === undefined ? undefined : read(snapshot, id)
  }

/** Whether a file is no part of what is compared, and so the same for both sides: git does not know it, and the snapshot has none. */
const isOfTheMachine = (snapshot: Snapshot, file: string): boolean =>
  posix.isAbsolute(file) ||
  fromRoot(snapshot, file).startsWith('../') ||
  (!snapshot.entries.has(fromRoot(snapshot, file)) && !snapshot.repository.bare && !isTracked(snapshot.repository, file))

const fromRoot = ({ repository: { prefix } }: Snapshot, file: string): string => posix.normalize(`${prefix}${file}`)

function read({ repository: { git }, made }: Snapshot, id: string): Buffer | { readonly reason: string } {
  const own = made?.get(id)
  if (own) return own
  for (const blob of blobs(git, [id], limits.bytes)) return blob
  return { reason: 'git did not give its content' }
}

function groundOf(snapshot: Snapshot): Ground {
  const { entries, repository } = snapshot
  const open = openNamedIn(snapshot)
  const look: Look = (config, path) => {
    const from = posix.normalize(posix.join(repository.prefix, posix.dirname(config), path)).replace(/\/$/, '')
    if (from === '.') return { kind: 'folder' }
    const led = posix.isAbsolute(path)
      ? { reason: 'it lies outside of the repository, where nothing is read' }
      : follow(entries, from, (id) => read(snapshot, id))
    if (!('reason' in led)) return { kind: 'file' }
    return led.reason === 'it is a folder' ? { kind: 'folder' } : led
  }
  return {
    depth: repository.prefix.split('/').filter((step) => step !== '').length,
    isThere: (path) => entries.has(fromRoot(snapshot, path)),
    open: (path) => open('.cuspec.yaml', path),
    look,
  }
}
