/** Files that a command line asks for, written whole or not at all. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { codeOf } from '../source/files.ts'
import { Refusal } from './refusal.ts'

/** Writes `text` to `file`, replacing it only once every byte is on disk. A device or pipe is written to as it is. */
export function writeWhole(file: string, text: string): void {
  const target = isOrdinary(file) ? `${file}.${process.pid}.tmp` : file
  try {
    const descriptor = openSync(target, target === file ? 'w' : 'wx')
    try {
      const bytes = Buffer.from(text)
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written)
      if (target !== file) fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    if (target !== file) renameSync(target, file)
  } catch (error) {
    if (target !== file) rmSync(target, { force: true })
    throw new Refusal(`${file} could not be written: ${codeOf(error)}`)
  }
}

function isOrdinary(file: string): boolean {
  try {
    return statSync(file).isFile()
  } catch {
    return true
  }
}
