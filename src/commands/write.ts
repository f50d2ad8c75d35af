/** Files that a command line asks for, written whole or not at all. */
import { closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync, type Stats, statSync } from 'node:fs'
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

function replace(file: string, text: string | Uint8Array): void {
  const draft = `${file}.${process.pid}.tmp`
  const descriptor = openSync(draft, 'wx')
  try {
    writeTo(descriptor, text, fsyncSync)
    renameSync(draft, file)
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
