/** Files that a command line asks for, written whole or not at all. */
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs'
import { reasonOf } from '../source/trouble.ts'
import { writeAll } from './print.ts'
import { Refusal } from './refusal.ts'

/**
 * Writes `text` to `file`, replacing it only once every byte is on disk. A device or pipe is written to as it is. Throws `Refusal`
 * where it cannot, and for a link to a file: in a tree from someone else it may lead anywhere.
 */
export function writeWhole(file: string, text: string | Uint8Array): void {
  try {
    const there = look(file, statSync)
    if (there && !there.isFile()) {
      writeTo(openSync(file, 'w'), text)
      return
    }
    if (look(file, lstatSync)?.isSymbolicLink())
      throw new Refusal(`${file} could not be written: it is a link to a file; name the file itself`)
    replace(file, text)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(
      `${file} could not be written: ${reasonOf(error, { ENOENT: 'there is no such folder', ENOTDIR: 'there is no such folder' })}`,
    )
  }
}

/**
 * Replaces a file that was read as `before`, and keeps its mode. Returns why it does not: a file that may not be written to, or was
 * changed in the meantime, stays as it is. Never throws.
 */
export function rewrite(file: string, before: Uint8Array, after: Uint8Array): string | undefined {
  try {
    const there = lstatSync(file)
    if (there.isSymbolicLink()) return 'it is a link to a file; name the file itself'
    if (!there.isFile()) return 'it is no file that can be replaced'
    accessSync(file, constants.W_OK)
    const keep = (descriptor: number): void => {
      fchmodSync(descriptor, there.mode & 0o777)
      // Only who may do everything can give a file back to its owner.
      if (process.getuid?.() === 0) fchownSync(descriptor, there.uid, there.gid)
      fsyncSync(descriptor)
    }
    return replace(file, after, keep, () => (readFileSync(file).equals(before) ? undefined : 'it was changed in the meantime'))
  } catch (error) {
    return reasonOf(error, { ENOENT: 'it has gone', EEXIST: 'another file is in the way' })
  }
}

/** Puts a draft in the place of a file, unless there is an objection at the last moment. */
function replace(
  file: string,
  text: string | Uint8Array,
  settle: (descriptor: number) => void = fsyncSync,
  objection: () => string | undefined = () => undefined,
): string | undefined {
  const draft = `${file}.${process.pid}.tmp`
  const descriptor = openSync(draft, 'wx')
  try {
    writeTo(descriptor, text, settle)
    const objected = objection()
    if (objected === undefined) renameSync(draft, file)
    else rmSync(draft, { force: true })
    return objected
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function writeTo(descriptor: number, text: string | Uint8Array, settle: (descriptor: number) => void = () => {}): void {
  try {
    writeAll(descriptor, text)
    settle(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function look(file: string, how: (file: string) => Stats): Stats | undefined {
  try {
    return how(file)
  } catch {
    return undefined
  }
}
