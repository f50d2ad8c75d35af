/** Which files a command line means. With `bytes.ts` the only place that looks at the disk for specs. */
import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { readBytes } from './bytes.ts'
import type { Ignored } from './ignored.ts'
import type { Input } from './open.ts'
import { codeOf, reasonOf } from './trouble.ts'

/** Why something that was named could not be looked at. */
export interface Failure {
  readonly path: string
  readonly reason: string
}

/** What a command line means. Fills up while `inputs` is read, so look at the rest afterwards. */
export interface Selection {
  readonly inputs: Iterable<Input>
  readonly failures: readonly Failure[]
  /** YAML files in folders that are no specs, links that were not followed, and what is ignored, if anything can be. */
  readonly passedOver: { readonly foreign: number; readonly links: number; readonly ignored?: number }
  /** Files that are ignored, and were named all the same. */
  readonly spared: readonly string[]
}

export interface Selecting {
  /** Files that take part as soon as there is another. */
  readonly always?: readonly string[]
  /** Whether what a search came upon at a place is left alone. */
  readonly ignored?: Ignored | undefined
}

interface Wanted {
  /** A path, or the descriptor of standard input. */
  readonly from: string | 0
  readonly file: string
  /** Whether the file may turn out to be no spec, since only its folder was named. */
  readonly maybe: boolean
}

export const specName = /\.cuspec\.ya?ml$/i
export const yamlName = /\.ya?ml$/i
const magic = /[*?[{]/

/**
 * Finds the files that `paths` mean: files as they are, folders searched for specs, patterns, and `-` for standard input,
 * which stands for the file `standard`. The bytes of an input are good until the next one is asked for.
 */
export async function select(paths: readonly string[], standard: string, { always = [], ignored }: Selecting = {}): Promise<Selection> {
  const failures: Failure[] = []
  const passedOver: { foreign: number; links: number; ignored?: number } = { foreign: 0, links: 0, ...(ignored && { ignored: 0 }) }
  const passed = new Set<string>()
  const spared = new Set<string>()
  const links = new Set<string>()
  const wanted = new Map<string, Wanted>()

  const want = (path: string, maybe = false, place = placeOf(path)): void => {
    if (maybe ? !wanted.has(place) : wanted.get(place)?.maybe !== false) wanted.set(place, { from: path, file: shown(path), maybe })
  }
  /** Whether something that was found is to be left alone. */
  const passes = (place: string, folder = false): boolean => {
    const left = ignored?.(place, folder) ?? false
    if (left) passed.add(place)
    return left
  }
  /** Takes a file that was named itself, which nothing keeps from being read. */
  const name = (path: string, place: string): void => {
    want(path, false, place)
    if (ignored?.(place, false)) spared.add(shown(path))
  }
  const passLink = (path: string): void => {
    if (yamlName.test(path) || kindOf(path) === 'folder') links.add(join(placeOf(dirname(path)), basename(path)))
    passedOver.links = links.size
  }
  const list = (folder: string): Dirent[] => {
    try {
      return readdirSync(folder || '.', { withFileTypes: true })
    } catch (error) {
      const path = shown(folder) || '.'
      if (!absent(error) && failures.every((failure) => failure.path !== path)) failures.push({ path, reason: reasonOf(error) })
      return []
    }
  }
  /** Searches a folder. What is hidden, `node_modules` and links are left alone. */
  const walk = (folder: string, place: string): void => {
    for (const entry of list(folder)) {
      const { name } = entry
      if (name.startsWith('.') || name === 'node_modules') continue
      const path = folder === '.' ? name : join(folder, name)
      const at = join(place, name)
      if ((entry.isDirectory() || yamlName.test(name)) && passes(at, entry.isDirectory())) continue
      if (entry.isDirectory()) walk(path, at)
      else if (entry.isSymbolicLink()) passLink(path)
      else if (entry.isFile() && yamlName.test(name)) want(path, !specName.test(name), at)
    }
  }
  const expand = async (pattern: string): Promise<void> => {
    const { glob } = await import('./glob.ts')
    const matches = [...glob(pattern, list)]
    for (const { path, link } of matches) {
      if (passes(join(placeOf(dirname(path)), basename(path)))) continue
      if (link) passLink(path)
      else want(path)
    }
    if (matches.some(({ link }) => !link)) return
    failures.push({ path: pattern, reason: matches.length > 0 ? 'only links match, which are not followed' : 'no file matches' })
  }

  for (const path of paths) {
    if (path === '-') continue
    const kind = kindOf(path)
    if (kind === 'file') name(path, placeOf(path))
    else if (kind === 'folder') walk(path, placeOf(path))
    else if (kind !== 'absent') failures.push({ path, reason: kind.reason })
    else if (magic.test(path)) await expand(path)
    else failures.push({ path: path || '""', reason: 'no such file or folder' })
  }
  if (paths.includes('-')) {
    const place = placeOf(standard)
    name(standard, place)
    wanted.set(place, { from: 0, file: shown(standard), maybe: false })
  }
  if (ignored) passedOver.ignored = [...passed].filter((place) => !wanted.has(place)).length
  const asked = [...wanted.values()]
  const besides = always
    .filter((path) => !wanted.has(placeOf(path)))
    .map((path): Wanted => ({ from: path, file: shown(path), maybe: false }))

  function* read(files: readonly Wanted[]): Iterable<Input> {
    for (const { from, file, maybe } of files.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
      const bytes = readBytes(from)
      if ('reason' in bytes) failures.push({ path: file, ...bytes })
      else if (maybe && !looksLikeSpec(bytes)) passedOver.foreign++
      else yield { file, bytes }
    }
  }
  function* inputs(): Iterable<Input> {
    let found = false
    for (const input of read(asked)) {
      found = true
      yield input
    }
    // What always takes part is no answer to a question about nothing.
    if (found) yield* read(besides)
  }
  return { inputs: inputs(), failures, passedOver, spared: [...spared] }
}

function kindOf(path: string): 'file' | 'folder' | 'absent' | { readonly reason: string } {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    return absent(error) ? 'absent' : { reason: reasonOf(error) }
  }
}

const absent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error))

/** Where a path leads: the same for every way to write it, so that a file is one file however often it is named. */
export function placeOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return resolve(path)
  }
}

/** A YAML file of any name that says the apiVersion of a spec, be it in UTF-16, which its reader then refuses. */
export function looksLikeSpec(bytes: Buffer): boolean {
  return (bytes.includes('cuspec/') && says.test(bytes.toString('latin1'))) || bytes.includes(wide)
}

/** In UTF-16. As bytes, since Node never comes back from such a search where they begin at an odd place in memory. */
const wide = Buffer.from('cuspec/v', 'utf16le')
const says = /apiVersion["']?\s*:\s*["']?cuspec\//

/** A path as reports show it: from the current folder where it lies below, with forward slashes. */
export function shown(path: string): string {
  const below = relative('.', path)
  const best = below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below) ? path : below
  return sep === '/' ? best : best.split(sep).join('/')
}
