/** Files that a spec names, such as licence files, which are opened only where they lie in its tree; and files that a command line names. */
import { existsSync, readdirSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { readBytes } from './bytes.ts'
import { placeOf, shown } from './files.ts'
import { limits } from './limits.ts'
import { suggest } from './suggest.ts'
import { codeOf, reasonOf } from './trouble.ts'

/** A file that a spec names, by the name under which reports show it. */
export type Named = { readonly file: string; readonly bytes: Buffer } | { readonly file: string; readonly reason: string }

/** From the file of a spec, and a path that it names, to what lies there. */
export type OpenNamed = (spec: string, path: string) => Named

/**
 * Opens the file that `path` names from the spec in the file `spec`. Nothing is read that lies outside of the tree of the spec:
 * its repository, else the current folder, else the folder of the spec. Says why where it cannot.
 */
export function openNamed(spec: string, path: string): Named {
  const led = lookUp(spec, path)
  if ('reason' in led) return led
  const reason = oddity(led.stats)
  if (reason !== undefined) return { file: led.file, reason }
  return readNamed(led.place, led.file, led.stats)
}

/** Why what lies at a place is no file to be read; undefined for a file. */
export const oddity = (stats: Stats): string | undefined =>
  stats.isFile() ? undefined : stats.isDirectory() ? 'it is a folder' : 'it is a device, a pipe or a socket'

/** What lies where a path leads. */
export interface Led {
  /** The name by which reports show it. */
  readonly file: string
  /** Where it lies, links followed. */
  readonly place: string
  readonly stats: Stats
}

/** Where `path` leads from the file `spec`, by the rules of `openNamed`: nothing is looked at that lies outside of the tree. */
export function lookUp(spec: string, path: string): Led | { readonly file: string; readonly reason: string } {
  const folder = real(dirname(spec)) ?? resolve(dirname(spec))
  const place = resolve(folder, path)
  const file = shown(nameOf(spec, path, place))
  const refuse = (reason: string) => ({ file, reason })
  const tree = treeOf(folder)
  if (!within(tree.root, place)) return refuse(`it lies outside of ${tree.name}, where nothing is read`)
  const stats = look(place)
  if ('reason' in stats) return refuse(stats.reason)
  const outside = `a link leads outside of ${tree.name}, where nothing is read`
  if ('absent' in stats && !within(tree.root, whither(place))) return refuse(outside)
  if ('absent' in stats) return refuse(['there is no such file', ...meant(tree.root, folder, path)].join('; '))
  const target = real(place)
  if (target === undefined || !within(tree.root, target)) return refuse(outside)
  return { file, place: target, stats }
}

const mostLinks = 40

/** Where a path would lead, links followed, if there were something: what a link hides is not to be told apart by what is there. */
function whither(place: string, links = 0): string {
  const folder = dirname(place)
  const to = linkAt(place)
  if (to !== undefined && links < mostLinks) return whither(resolve(real(folder) ?? folder, to), links + 1)
  if (to !== undefined || folder === place) return place
  return real(place) ?? join(whither(folder, links), basename(place))
}

function linkAt(place: string): string | undefined {
  try {
    return readlinkSync(place)
  } catch {
    return undefined
  }
}

/** The tree that the current folder belongs to: as `openNamed` has it. */
export const treeHere = (): Tree => treeOf(real('.') ?? resolve('.'))

/** Opens a file that a command line names, wherever it lies; a pipe, too, and standard input as 0. `file` is the name to show it by. */
export function openTyped(from: string | 0, file: string): Named {
  const stats = from === 0 ? undefined : look(from)
  if (stats && 'reason' in stats) return { file, ...stats }
  if (stats && 'absent' in stats) return { file, reason: 'no such file' }
  const reason = stats && !stats.isFIFO() ? oddity(stats) : undefined
  return reason === undefined ? readNamed(from, file, stats) : { file, reason }
}

function readNamed(from: string | 0, file: string, stats: Stats | undefined): Named {
  const refuse = (reason: string): Named => ({ file, reason })
  const tooLarge = (size: string): Named =>
    refuse(`it has ${size}, but a licence file or report of a server may have at most ${megabytes(limits.named)}`)
  if (stats && stats.size > limits.named) return tooLarge(megabytes(stats.size))
  const bytes = readBytes(from)
  if ('reason' in bytes) return refuse(bytes.reason)
  if (bytes.length > limits.named) return tooLarge(`more than ${megabytes(limits.named)}`)
  // The buffer is the reader's own, good until the next file.
  return { file, bytes: Buffer.from(bytes) }
}

/** The name as it is written, seen from where the spec is named; where a link to its folder makes that another file, the place itself. */
function nameOf(spec: string, path: string, place: string): string {
  const written = isAbsolute(path) ? path : join(dirname(spec), path)
  return resolve(written) === place || real(written) === real(place) ? written : place
}

export interface Tree {
  readonly root: string
  readonly name: string
}

const trees = new Map<string, Tree>()

/** The tree that a folder belongs to. */
function treeOf(folder: string): Tree {
  const known = trees.get(folder) ?? findTree(folder)
  trees.set(folder, known)
  return known
}

function findTree(folder: string): Tree {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return { root: at, name: 'the repository' }
    if (dirname(at) === at) break
  }
  const current = real('.') ?? resolve('.')
  return within(current, folder) ? { root: current, name: 'the current folder' } : { root: folder, name: 'the folder of the spec' }
}

/**
 * The name of a file from the root of the repository that the current folder is in, or from that folder, with `/` between folders and
 * links followed; undefined for what lies outside.
 */
export function fromRoot(file: string): string | undefined {
  const { root } = treeHere()
  const place = [placeOf(file), resolve(file)].find((each) => within(root, each))
  return place === undefined ? undefined : relative(root, place).split(sep).join('/')
}

/** Whether a name from that root is one of something that is there. */
export function isBelowRoot(name: string): boolean {
  const { root } = treeHere()
  const place = resolve(root, name)
  return within(root, place) && existsSync(place)
}

/** Whether a place is a folder or lies below it, both written out. */
export function within(root: string, place: string): boolean {
  const below = relative(root, place)
  return below !== '..' && !below.startsWith(`..${sep}`) && resolve(root, below) === place
}

function look(path: string): Stats | { readonly absent: true } | { readonly reason: string } {
  try {
    return statSync(path)
  } catch (error) {
    const absent = ['ENOENT', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE'].includes(codeOf(error))
    return absent ? { absent } : { reason: reasonOf(error) }
  }
}

/** The file that may be meant by a path with backslashes, with other capitals than the file has, or with a slip of the pen. */
function meant(root: string, folder: string, path: string): string[] {
  let at = folder
  const names: string[] = []
  for (const name of path.split(/[\\/]/).filter((each) => each !== '' && each !== '.')) {
    const inside = within(root, real(at) ?? root)
    const there = inside ? namesIn(at) : []
    const found =
      name === '..'
        ? name
        : (there.find((each) => each.toLowerCase() === name.toLowerCase()) ??
          suggest(name, there, Math.min(2, Math.floor((name.length - 4) / 4))))
    if (!found) return []
    names.push(found)
    at = join(at, found)
  }
  if (at === resolve(folder, path)) return ['a link of that name leads nowhere']
  return isAbsolute(path) ? [] : [`did you mean \`${names.join('/')}\`?`]
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`
