/** The contents of files by their ids: one process for many of them. */
import { Refusal } from '../refusal.ts'
import { type Git, saying } from './git.ts'
import { isPointer, pointedAt } from './lfs.ts'

/** What lies under an id, or why it cannot be had. */
export type Blob = Buffer | { readonly reason: string }

const mostAtOnce = 32 * 1024 * 1024

/** Reads contents in the order of `ids`, so many bytes at a time. None is read that has more than `most` bytes. */
export function* blobs(git: Git, ids: readonly string[], most: number): Iterable<Blob> {
  let some: Sized[] = []
  let bytes = 0
  for (const { id, size } of sizes(git, ids)) {
    const fits = typeof size === 'number' && size <= most
    if (fits && bytes + size > mostAtOnce) {
      yield* contents(git, some, most)
      some = []
      bytes = 0
    }
    some.push({ id, size: fits || typeof size !== 'number' ? size : { reason: `it has more than ${most / 1024 / 1024} MiB` } })
    bytes += fits ? size : 0
  }
  yield* contents(git, some, most)
}

interface Sized {
  readonly id: string
  /** In bytes. */
  readonly size: number | { readonly reason: string }
}

const absent = { reason: 'its content is not in this clone, which is a partial one: git checkout of the revision brings it' }

function sizes(git: Git, ids: readonly string[]): Sized[] {
  if (ids.length === 0) return []
  const { out } = git(['cat-file', '--batch-check'], `${ids.join('\n')}\n`)
  const known = new Map(
    out
      .toString('utf8')
      .split('\n')
      .flatMap((line) => {
        const [, id = '', size] = /^([0-9a-f]+) blob (\d+)$/.exec(line) ?? []
        return size === undefined ? [] : [[id, Number(size)] as const]
      }),
  )
  return ids.map((id) => ({ id, size: known.get(id) ?? absent }))
}

function* contents(git: Git, all: readonly Sized[], most: number): Iterable<Blob> {
  const asked = all.flatMap(({ id, size }) => (typeof size === 'number' ? [id] : []))
  const { status, out, complaint } = asked.length > 0 ? git(['cat-file', '--batch'], `${asked.join('\n')}\n`) : nothing
  if (status !== 0) throw new Refusal(`git says: ${saying(complaint)}`)
  let at = 0
  for (const { id, size } of all) {
    if (typeof size !== 'number') {
      yield size
      continue
    }
    const start = out.indexOf('\n', at) + 1
    if (out.toString('latin1', at, start) !== `${id} blob ${size}\n`) throw new Refusal(`git did not give the content of ${id}`)
    yield kept(git, out.subarray(start, start + size), most)
    at = start + size + 1
  }
}

const nothing = { status: 0, out: Buffer.alloc(0), complaint: '' }

const encrypted = '\0GITCRYPT\0'

/** What stands in the repository in place of a content that is kept elsewhere, or kept from view, is not that content. */
function kept(git: Git, bytes: Buffer, most: number): Blob {
  if (isPointer(bytes))
    return pointedAt(git, bytes, most) ?? { reason: 'the revision has only a pointer of Git LFS to it; git lfs fetch --all brings it' }
  const isEncrypted = bytes.subarray(0, encrypted.length).toString('latin1') === encrypted
  return isEncrypted ? { reason: 'the revision has it encrypted, by git-crypt' } : bytes
}
