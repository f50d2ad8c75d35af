/** A tree of files that is not on the disk: a revision, or what is staged; specs are found in it, and what they name is opened in it, as on the disk. */
import { posix, relative, resolve, sep } from 'node:path'
import { looksLikeSpec, placeOf, type Selecting, type Selection, specName, yamlName } from '../../source/files.ts'
import type { Entry as Listed } from '../../source/glob.ts'
import { limits } from '../../source/limits.ts'
import type { OpenNamed } from '../../source/named.ts'
import type { Input } from '../../source/open.ts'
import { Refusal } from '../refusal.ts'
import { type Blob, blobs } from './blobs.ts'
import { follow } from './follow.ts'
import type { Entries, Repository } from './repository.ts'

export interface Snapshot {
  readonly repository: Repository
  readonly entries: Entries
  /** Contents that no repository has, by ids that no content has. */
  readonly made?: ReadonlyMap<string, Buffer>
  /** What specs seem to name, from the root; grows while they are read. */
  readonly named: Set<string>
}

const magic = /[*?[{]/
const linkMode = '120000'
const naming = /\bpath["']?\s*:\s*["']?([^\s"',}]+)/g
const ungiven = { reason: 'git did not give its content' }

const isFile = (mode: string): boolean => mode.startsWith('100')

/** Finds the specs that `paths` mean in a snapshot, as `select` does on the disk. What is not there means nothing: it may be new. */
export async function selectIn(
  { entries, repository, made, named }: Snapshot,
  paths: readonly string[],
  { always = [], ignored }: Selecting,
): Promise<Selection> {
  const { prefix } = repository
  const passedOver = { foreign: 0, links: 0, ...(ignored && { ignored: 0 }) }
  const isIgnored = (path: string): boolean => ignored?.(resolve(placeOf('.'), shownIn(path, prefix)), false) ?? false
  const failures: { path: string; reason: string }[] = []
  const wanted = new Map<string, boolean>()
  const walk = (folder: string): void => {
    for (const [path, { mode }] of entries) {
      if (!path.startsWith(folder) || !yamlName.test(path)) continue
      const steps = path.slice(folder.length).split('/')
      if (steps.some((step) => step.startsWith('.')) || steps.slice(0, -1).includes('node_modules')) continue
      if (mode === linkMode) passedOver.links++
      else if (isIgnored(path)) passedOver.ignored = (passedOver.ignored ?? 0) + 1
      else if (isFile(mode) && !wanted.has(path)) wanted.set(path, !specName.test(path))
    }
  }
  for (const written of [...paths, ...always]) {
    const path = fromRoot(written, prefix)
    const entry = entries.get(path)
    if (entry && isFile(entry.mode)) wanted.set(path, false)
    else if (magic.test(written) && !isFolder(entries, path)) {
      const { glob } = await import('../../source/glob.ts')
      const listed = listing(entries)
      for (const match of glob(path, (folder) => listed.get(folder.replace(/\/$/, '')) ?? []))
        if (!match.link && !isIgnored(match.path)) wanted.set(match.path, false)
    } else walk(path === '' ? '' : `${path}/`)
  }
  const files = [...wanted.keys()].sort((a, b) => (shownIn(a, prefix) < shownIn(b, prefix) ? -1 : 1))

  function* inputs(): Iterable<Input> {
    const ids = files.map((path) => entries.get(path)?.id ?? '')
    const read = blobs(
      repository.git,
      ids.filter((id) => !made?.has(id)),
      limits.bytes,
    )[Symbol.iterator]()
    for (const [index, path] of files.entries()) {
      const blob = made?.get(ids[index] ?? '') ?? read.next().value ?? ungiven
      if ('reason' in blob) failures.push({ path: shownIn(path, prefix), reason: blob.reason })
      else if (wanted.get(path) && !looksLikeSpec(blob)) passedOver.foreign++
      else {
        note(path, blob)
        yield { file: shownIn(path, prefix), bytes: blob }
      }
    }
  }
  /** What a spec seems to name is read with everything else that is named. Whatever else it names is read when it is asked for. */
  const note = (spec: string, bytes: Buffer): void => {
    for (const [, path = ''] of bytes.toString('utf8').matchAll(naming)) named.add(posix.join(posix.dirname(spec), path))
  }
  return { inputs: inputs(), failures, passedOver, spared: [] }
}

/** A path from the root as reports show it: from the current folder. */
const shownIn = (path: string, prefix: string): string => (prefix === '' ? path : posix.relative(prefix, path))

/** A path of the command line from the root of the repository. Throws `Refusal` for what lies outside of it. */
function fromRoot(written: string, prefix: string): string {
  const below = relative(placeOf('.'), placeOf(written)).split(sep).join('/')
  const path = posix.normalize(`${prefix}${below || '.'}`).replace(/\/$/, '')
  if (path === '..' || path.startsWith('../')) throw new Refusal(`${written} lies outside of the repository, so that no revision has it`)
  return path === '.' ? '' : path
}

function isFolder(entries: Entries, path: string): boolean {
  for (const name of entries.keys()) if (name.startsWith(`${path}/`)) return true
  return false
}

/** What each folder holds. */
function listing(entries: Entries): ReadonlyMap<string, readonly Listed[]> {
  const folders = new Map<string, Map<string, Listed>>()
  for (const [path, { mode }] of entries) {
    const steps = path.split('/')
    for (const [index, name] of steps.entries()) {
      const folder = steps.slice(0, index).join('/')
      const known = folders.get(folder) ?? new Map<string, Listed>()
      const last = index === steps.length - 1
      known.set(name, {
        name,
        isDirectory: () => !last,
        isFile: () => last && isFile(mode),
        isSymbolicLink: () => last && mode === linkMode,
      })
      folders.set(folder, known)
    }
  }
  return new Map([...folders].map(([folder, held]) => [folder, [...held.values()]]))
}

/** Opens what a spec of the snapshot names, from the same snapshot. */
export function openNamedIn({ repository, entries, made, named }: Snapshot): OpenNamed {
  const { git, prefix } = repository
  const known = new Map<string, Blob>(made)
  const read = (id: string): Blob => {
    const wanted = [id, ...(known.size === (made?.size ?? 0) ? [...named].flatMap((path) => entries.get(path)?.id ?? []) : [])]
    const missing = [...new Set(wanted)].filter((each) => !known.has(each))
    for (const [index, blob] of [...blobs(git, missing, limits.named)].entries()) known.set(missing[index] ?? '', blob)
    return known.get(id) ?? ungiven
  }
  return (spec, path) => {
    if (posix.isAbsolute(path)) return { file: path, reason: 'it lies outside of the repository, where nothing is read' }
    const from = posix.normalize(posix.join(prefix, posix.dirname(spec), path))
    const file = shownIn(from, prefix)
    const found = follow(entries, from, read)
    if ('reason' in found) return { file, reason: found.reason }
    const bytes = read(found.entry.id)
    return 'reason' in bytes ? { file, reason: bytes.reason } : { file, bytes }
  }
}
