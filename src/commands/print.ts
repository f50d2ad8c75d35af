/** Writing to standard output and error, to the last byte. */
import { writeSync } from 'node:fs'
import { visible } from '../report/visible.ts'
import { codeOf, reasonOf } from '../source/trouble.ts'
import { Refusal } from './refusal.ts'

/**
 * Writes all of `text` to standard output, or to standard error where that is said, before it returns. A reader that has gone away
 * is no fault. Throws `Refusal` where it cannot.
 */
export function print(text: string | Uint8Array, stream: 'output' | 'error' = 'output'): void {
  try {
    writeAll(stream === 'output' ? 1 : 2, text)
  } catch (error) {
    if (codeOf(error) !== 'EPIPE') throw new Refusal(`the report could not be written to standard ${stream}: ${reasonOf(error)}`)
  }
}

/** Says one line on standard error. Where that is gone, too, the exit code has to say it alone. */
export function say(line: string): void {
  try {
    writeAll(2, `cuspec: ${visible(line)}\n`)
  } catch {
    // See above.
  }
}

/** Writes all of `text`, however slow the reader: what is left in a buffer when a process ends is lost. */
export function writeAll(descriptor: number, text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
