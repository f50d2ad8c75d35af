/** The bytes of a file, a pipe or a device, up to the most that a spec may have. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { limits } from './limits.ts'
import { codeOf, reasonOf } from './trouble.ts'

let buffer = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * Reads the file at a path, or standard input, to the end or to one byte more than a spec may have.
 * The bytes are good until the next call. Says why where it cannot.
 */
export function readBytes(from: string | 0): Buffer | { readonly reason: string } {
  try {
    const descriptor = from === 0 ? 0 : openSync(from, 'r')
    try {
      return readAll(descriptor)
    } finally {
      if (descriptor !== 0) closeSync(descriptor)
    }
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

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
