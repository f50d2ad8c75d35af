/** Revisions merged into BASE, file by file and line by line, in memory: nothing is checked out, and no object is written. */

import type { Sides } from '../../change/joint.ts'
import { type Merged, merge } from '../../change/merge.ts'
import { yamlName } from '../../source/files.ts'
import { limits } from '../../source/limits.ts'
import { blobs } from '../git/blobs.ts'
import { commit, type Entries, type Entry, entriesOf, mergeBase, openRepository, type Repository } from '../git/repository.ts'
import type { Snapshot } from '../git/snapshot.ts'
import { type Judged, judge } from './judge.ts'
import { labelOf, ofEntries, type Standing } from './sides.ts'
import { type Asked, hold } from './terms.ts'

export interface JointlyJudged {
  readonly sides: Sides
  readonly whole: boolean
  /** What could not be merged; it was judged without the change of the branch that is named. */
  readonly conflicts: readonly string[]
  /** Where several put lines in the same place: they were judged one after the other. */
  readonly both: readonly string[]
}

interface Branch {
  readonly label: string
  readonly name: string
  /** By path, what it was where the branch began and what it is now. */
  readonly changes: ReadonlyMap<string, readonly [from: Entry | undefined, to: Entry | undefined]>
}

export async function judgeJoint(base: string, names: readonly string[], terms: Asked): Promise<JointlyJudged> {
  const repository = openRepository()
  const id = commit(repository, base)
  const entries = entriesOf(repository, id)
  const branches = names.map((name): Branch => {
    const tip = commit(repository, name)
    const start = entriesOf(repository, mergeBase(repository, id, tip))
    return { label: labelOf(name, tip), name, changes: changesOf(start, entriesOf(repository, tip)) }
  })
  const conflicts: string[] = []
  const both: string[] = []
  const merges: Merging[] = []
  const side = (label: string, some: readonly Branch[]): Standing => {
    const merged = merging(repository, entries, base)
    for (const branch of some) merged.add(branch)
    merges.push(merged)
    return ofEntries(merged.snapshot, label)
  }
  const standing = [
    side(labelOf(base, id), []),
    ...branches.map((branch) => side(branch.label, [branch])),
    side(`${base} with ${names.join(' and ')}`, branches),
  ]
  const judged: Judged[] = []
  for (const { specs, judging } of await hold(standing, terms)) judged.push(await judge(await specs(), judging))
  for (const merged of merges) {
    // Other files of the repository are nothing to us.
    const ours = ({ path }: Told): boolean => yamlName.test(path) || merged.snapshot.named.has(path)
    conflicts.push(...merged.conflicts.filter(ours).map(({ says }) => says))
    both.push(...merged.both.filter(ours).map(({ says }) => says))
  }
  const [start, alone, together] = [judged[0], judged.slice(1, -1), judged.at(-1)]
  if (!start || !together) throw new Error('a merge has sides')
  return {
    sides: { base: start, alone, together },
    whole: [start, ...alone, together].every(({ whole }) => whole),
    conflicts: [...new Set(conflicts)],
    both: [...new Set(both)],
  }
}

function changesOf(from: Entries, to: Entries): Branch['changes'] {
  const paths = new Set([...from.keys(), ...to.keys()])
  return new Map(
    [...paths].flatMap((path) => {
      const [old, now] = [from.get(path), to.get(path)]
      return old?.id === now?.id && old?.mode === now?.mode ? [] : [[path, [old, now]] as const]
    }),
  )
}

interface Told {
  readonly path: string
  readonly says: string
}

type Merging = ReturnType<typeof merging>

/** A tree that changes are put into. */
function merging(repository: Repository, start: Entries, base: string) {
  const entries = new Map(start)
  const made = new Map<string, Buffer>()
  const conflicts: Told[] = []
  const both: Told[] = []
  const changed = new Map<string, string[]>()
  const put = (path: string, entry: Entry | undefined): void => {
    if (entry) entries.set(path, entry)
    else entries.delete(path)
  }
  const read = ({ id }: Entry): string | undefined => {
    const own = made.get(id)
    if (own) return own.toString('utf8')
    for (const blob of blobs(repository.git, [id], limits.bytes)) return 'reason' in blob ? undefined : blob.toString('utf8')
    return undefined
  }
  const merged = (from: Entry, one: Entry, other: Entry): Merged | undefined => {
    const [old, ours, theirs] = [from, one, other].map((each) => (each.mode.startsWith('100') ? read(each) : undefined))
    return old === undefined || ours === undefined || theirs === undefined ? undefined : merge(old, ours, theirs)
  }
  const add = ({ changes, name }: Branch): void => {
    for (const [path, [from, to]] of changes) {
      const now = entries.get(path)
      const earlier = changed.get(path) ?? [base]
      changed.set(path, [...(changed.get(path) ?? []), name])
      if (now?.id === to?.id) continue
      if (now?.id === from?.id) {
        put(path, to)
        continue
      }
      const result = from && to && now ? merged(from, now, to) : undefined
      if (result && 'text' in result) {
        const id = `made ${made.size}`
        made.set(id, Buffer.from(result.text))
        entries.set(path, { mode: to?.mode ?? '100644', id })
        if (result.both)
          both.push({
            path,
            says: `${path}: ${earlier.join(', ')} and ${name} put lines in the same place; they are judged one after the other`,
          })
      } else
        conflicts.push({
          path,
          says: `${path}${result ? `, line ${result.conflict} where they parted` : ''}: ${name} and ${earlier.join(', ')} do not merge; it is judged without the change of ${name}`,
        })
    }
  }
  const snapshot: Snapshot = { repository, entries, made, named: new Set() }
  return { snapshot, add, conflicts, both }
}
