/** Contents that Git LFS keeps beside the repository, where they are on this machine. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Git } from './git.ts'

const begins = 'version https://git-lfs.github.com/spec/'

export const isPointer = (bytes: Buffer): boolean => bytes.subarray(0, begins.length).toString('latin1') === begins

/** What a pointer stands for; undefined where it is not here, or is something else than the pointer says. */
export function pointedAt(git: Git, pointer: Buffer, most: number): Buffer | undefined {
  const [, id = ''] = /^oid sha256:([0-9a-f]{64})$/m.exec(pointer.toString('latin1', 0, 1024)) ?? []
  const [, size = ''] = /^size (\d{1,12})$/m.exec(pointer.toString('latin1', 0, 1024)) ?? []
  if (id === '' || size === '' || Number(size) > most) return undefined
  const folder = git(['rev-parse', '--git-common-dir']).out.toString('utf8').trimEnd()
  try {
    const bytes = readFileSync(join(folder, 'lfs', 'objects', id.slice(0, 2), id.slice(2, 4), id))
    return createHash('sha256').update(bytes).digest('hex') === id ? bytes : undefined
  } catch {
    return undefined
  }
}
