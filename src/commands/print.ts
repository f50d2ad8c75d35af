/** Writing to standard output and error, to the last byte. */
import { writeSync } from 'node:fs'
import { codeOf } from '../source/files.ts'

/**
 * Writes all of `text` before it returns, however slow the reader: what is left in a buffer when a process ends is lost.
 * A reader that has gone away is no fault. Throws where the disk is full.
 */
export function print(text: string, descriptor: 1 | 2 = 1): void {
  const bytes = Buffer.from(text)
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EPIPE') return
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
