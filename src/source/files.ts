/** The only place that reads specs from disk: which files a command line means, and their bytes. */
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { limits } from './limits.ts'
import type { Input } from './open.ts'

/** Why something that was named could not be looked at. */
export interface Failure {
  readonly path: string
  readonly reason: string
}

/** What a command line means. Fills up while `inputs` is read, so look at the rest afterwards. */
export interface Selection {
  readonly inputs: Iterable<Input>
  readonly failures: readonly Failure[]
  /** YAML files in folders that are no specs, and links that were not followed. */
  readonly passedOver: { readonly foreign: number; readonly links: number }
}

interface Wanted {
  readonly path: string
  /** Whether the file may turn out to be no spec, since only its folder was named. */
  readonly maybe: boolean
}

/** Standard input, and the name of the file it stands for. */
export interface Standard {
  readonly name: string
}

const specName = /\.cuspec\.ya?ml$/
const yamlName = /\.ya?ml$/
const magic = /[*?[\]{}!]/

/**
 * Finds the files that `paths` mean: files as they are, folders searched for specs, globs, and `-` for standard input.
 * The bytes of an input are good until the next one is asked for.
 */
export async function select(paths: readonly string[], standard: Standard): Promise<Selection> {
  const failures: Failure[] = []
  const passedOver = { foreign: 0, links: 0 }
  const wanted = new Map<string, Wanted>()
  const want = (path: string, maybe: boolean): void => {
    const key = resolve(path)
    if (wanted.get(key)?.maybe !== false) wanted.set(key, { path, maybe })
  }
  const stdin = paths.includes('-')
  for (const path of paths) {
    if (path === '-') continue
    const kind = kindOf(path)
    if (kind === 'file') want(path, false)
    else if (kind === 'folder') walk(path, want, passedOver, failures)
    else if (typeof kind === 'object') failures.push({ path, reason: kind.reason })
    else if (!magic.test(path)) failures.push({ path, reason: 'no such file or folder' })
    else {
      const { glob } = await import('./glob.ts')
      for (const match of glob(path)) want(match, false)
    }
  }
  if (stdin) wanted.delete(resolve(standard.name))
  const files = [...wanted.values()].map((each) => ({ ...each, file: shown(each.path) })).sort((a, b) => (a.file < b.file ? -1 : 1))

  function* inputs(): Iterable<Input> {
    if (stdin) yield { file: standard.name, bytes: readAll(0) }
    for (const { path, maybe, file } of files) {
      const bytes = readFile(path, failures)
      if (!bytes) continue
      if (maybe && !looksLikeSpec(bytes)) passedOver.foreign++
      else yield { file, bytes }
    }
  }
  return { inputs: inputs(), failures, passedOver }
}

function kindOf(path: string): 'file' | 'folder' | 'absent' | { readonly reason: string } {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const code = codeOf(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : { reason: reasonOf(code) }
  }
}

/** Searches a folder. Hidden folders, `node_modules` and links are left alone. */
function walk(folder: string, want: (path: string, maybe: boolean) => void, passedOver: { links: number }, failures: Failure[]): void {
  const entries = listFolder(folder, failures)
  for (const entry of entries) {
    const { name } = entry
    if (name.startsWith('.')) continue
    const path = folder === '.' ? name : join(folder, name)
    if (entry.isDirectory()) {
      if (name !== 'node_modules') walk(path, want, passedOver, failures)
    } else if (yamlName.test(name)) {
      if (entry.isFile()) want(path, !specName.test(name))
      else if (lstatSync(path).isSymbolicLink()) passedOver.links++
    }
  }
}

function listFolder(folder: string, failures: Failure[]) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    failures.push({ path: folder, reason: reasonOf(codeOf(error)) })
    return []
  }
}

/** A YAML file of any name that says the apiVersion of a spec. */
function looksLikeSpec(bytes: Buffer): boolean {
  return bytes.includes('cuspec/v') && bytes.includes('apiVersion')
}

let buffer = Buffer.allocUnsafeSlow(64 * 1024)

function readFile(path: string, failures: Failure[]): Buffer | undefined {
  try {
    const descriptor = openSync(path, 'r')
    try {
      return readAll(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    failures.push({ path, reason: reasonOf(codeOf(error)) })
    return undefined
  }
}

/** Reads to the end, or to one byte more than a spec may have. */
function readAll(descriptor: number): Buffer {
  const expected = Math.min(fstatSync(descriptor).size, limits.bytes) + 1
  if (buffer.length < expected) buffer = Buffer.allocUnsafeSlow(expected)
  let length = 0
  while (length <= limits.bytes) {
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(buffer.length * 2, limits.bytes + 1))
    const read = readSome(descriptor, length)
    if (read === 0) break
    length += read
  }
  return buffer.subarray(0, length)
}

/** Reads once, waiting where a pipe has nothing yet. */
function readSome(descriptor: number, offset: number): number {
  for (;;) {
    try {
      return readSync(descriptor, buffer, offset, buffer.length - offset, null)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

/** A path as reports show it: from the current folder where it lies below, with forward slashes. */
function shown(path: string): string {
  const below = relative('.', path)
  const best = below.startsWith('..') || isAbsolute(below) ? path : below
  return sep === '/' ? best : best.split(sep).join('/')
}

export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error))

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it has gone, or its name is not UTF-8',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENXIO: 'it is a device or socket that cannot be read',
}

const reasonOf = (code: string): string => reasons[code] ?? code
