/** What BASE and HEAD of a command line mean: a revision, what is staged, the working tree, or a folder. */
import { statSync } from 'node:fs'
import { isAbsolute, posix, relative, sep } from 'node:path'
import { type Selecting, type Selection, select, shown } from '../../source/files.ts'
import { type OpenNamed, openNamed } from '../../source/named.ts'
import { commits, type Entries, entriesOf, hint, openRepository, type Repository, staged, wholeTree } from '../git/repository.ts'
import { openNamedIn, type Snapshot, selectIn } from '../git/snapshot.ts'
import { say } from '../print.ts'
import { Refusal } from '../refusal.ts'

/** Specs to be judged as one side of a change. */
export interface Specs {
  readonly label: string
  readonly selection: Selection
  readonly openNamed: OpenNamed
  /** The name of a file that is the same on both sides. */
  readonly nameOf: (file: string) => string
}

/** Which files of a side are meant, where it is no folder: as `cuspec lint` takes paths, and how they are selected. */
export interface Chosen {
  readonly paths: readonly string[]
  readonly chosen: Selecting
}

/** A side before it is read: what is settled there says what is read. */
export interface Standing {
  readonly label: string
  /** The commit, where it is one. */
  readonly revision?: string
  readonly specs: (chosen: Chosen) => Promise<Specs>
  /** What is to be found of configurations and baselines elsewhere than on the disk. */
  readonly snapshot?: Snapshot
}

/** A side that lies in the repository. */
export interface Recorded extends Standing {
  readonly snapshot: Snapshot
}

/** Opened once, when it is first asked for. */
export type Opened = () => Repository

export function repositoryOnce(): Opened {
  let known: Repository | undefined
  return () => (known ??= openRepository())
}

const same = (file: string): string => file

/** The side that a word means. Throws `Refusal` for a word that means two things or none. */
export function sideOf(word: string, repository: Opened): Standing {
  const kind = kindOf(word)
  if (/^(?:\.{0,2}[\\/]|\.{1,2}$)|[\\/]$/.test(word) || isAbsolute(word)) {
    if (kind === 'folder') return folder(word)
    throw new Refusal(kind === 'file' ? `${word} is a file; name its folder` : `${word}: no such folder`)
  }
  if (kind === 'folder') {
    if (inRepository(repository) && commits(repository(), [word])[0] !== undefined)
      throw new Refusal(
        `${word} is a folder and a revision: write ./${word} for the folder, or the whole name of the revision, such as refs/heads/${word}`,
      )
    return folder(word)
  }
  const opened = repository()
  const [id] = commits(opened, [word])
  if (id !== undefined) return revision(opened, id, word)
  if (kind === 'file') throw new Refusal(`${word} is a file; name its folder, or a revision`)
  throw new Refusal(`${word || '""'} is neither a revision of this repository nor a folder${hint(opened, word)}`)
}

/** Whether there is a repository at all. */
function inRepository(repository: Opened): boolean {
  try {
    return repository() !== undefined
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

function kindOf(word: string): 'folder' | 'file' | undefined {
  try {
    return statSync(word).isDirectory() ? 'folder' : 'file'
  } catch {
    return undefined
  }
}

function folder(path: string): Standing {
  const nameOf = (file: string): string => relative(path, file).split(sep).join('/')
  const label = shown(path) || 'the current folder'
  return { label, specs: async ({ chosen }) => ({ label, selection: await select([path], '<stdin>', chosen), openNamed, nameOf }) }
}

/** A commit, by `word` in what is said of it. */
export const revision = (repository: Repository, id: string, word: string): Recorded => ({
  ...ofEntries({ repository, entries: entriesOf(repository, id), named: new Set() }, labelOf(word, id)),
  revision: id,
})

export const labelOf = (word: string, id: string): string => (id.startsWith(word) ? id.slice(0, 12) : `${word} (${id.slice(0, 12)})`)

export const stagedSide = (repository: Repository): Standing =>
  ofEntries({ repository, entries: staged(repository), named: new Set() }, 'what is staged')

export function ofEntries(snapshot: Snapshot, label: string): Recorded {
  const specs = async ({ paths, chosen }: Chosen): Promise<Specs> => {
    for (const path of submodules(snapshot.entries)) say(`${path}: a submodule, which is not read`)
    return { label, selection: await selectIn(snapshot, paths, chosen), openNamed: openNamedIn(snapshot), nameOf: same }
  }
  return { label, specs, snapshot }
}

const submodules = (entries: Entries): string[] => [...entries].flatMap(([path, { mode }]) => (mode === '160000' ? [path] : []))

/** The folders of the submodules of a commit from the current one, each with `/` behind it. */
export const foldersOfSubmodules = (repository: Repository, id: string): string[] =>
  submodules(entriesOf(repository, id)).map((path) => folderOf(repository, path))

/** Those of the submodules in `before` that are at the same commit in what is staged: what lies there was there before. */
export function foldersOfUnmoved(repository: Repository, before: Entries): string[] {
  const all = submodules(before)
  if (all.length === 0) return []
  const now = staged(repository)
  const moved = new Set(all.filter((path) => now.get(path)?.id !== before.get(path)?.id))
  for (const path of moved)
    say(`${path}: a submodule that the change moves; nobody knows which of its findings were there before, so that all of them are told`)
  return all.filter((path) => !moved.has(path)).map((path) => folderOf(repository, path))
}

/** A folder by its path from the root, as seen from the current one. */
const folderOf = ({ prefix }: Repository, path: string): string => `${posix.relative(prefix, path)}/`

/** The working tree, less what no revision has: what lies in submodules. */
export function workingTree(repository: Repository, base: string): Standing {
  if (repository.bare) throw new Refusal('a bare repository has no working tree; name both revisions: cuspec diff BASE HEAD')
  wholeTree(repository)
  const label = 'the working tree'
  return { label, specs: ({ paths, chosen }) => besides(foldersOfSubmodules(repository, base), label, paths, chosen) }
}

async function besides(folders: readonly string[], label: string, paths: readonly string[], chosen: Selecting): Promise<Specs> {
  const selection = await select(paths, '<stdin>', chosen)
  function* kept(): Selection['inputs'] {
    for (const input of selection.inputs) if (!folders.some((each) => input.file.startsWith(each))) yield input
  }
  const open: OpenNamed = (spec, path) => {
    const named = openNamed(spec, path)
    const place = folders.find((each) => named.file.startsWith(each))
    return place === undefined ? named : { file: named.file, reason: `it lies in ${place.slice(0, -1)}, a submodule, which is not read` }
  }
  return { label, selection: { ...selection, inputs: kept() }, openNamed: open, nameOf: same }
}
