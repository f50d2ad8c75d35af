/** The values of a spec by path, with names in place of indexes, so that two of them can be told apart. */
import type { Path } from '../finding.ts'
import { findRelease } from '../knowledge/release.ts'
import { macDigits } from '../model/mac.ts'

/** A value that differs. Undefined where one side has none. */
export interface ValueChange {
  /** Names of list items in place of their indexes: `['nics', 'nic1', 'mac']`. */
  readonly path: Path
  readonly base: string | undefined
  readonly head: string | undefined
  /** Whether it means the same, and is only written otherwise. */
  readonly spelling: boolean
}

/** What differs between two specs of one part, in the order of their keys. */
export function valueChanges(base: unknown, head: unknown): ValueChange[] {
  const [before, after] = [leaves(base), leaves(head)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): ValueChange[] => {
    const [from, to] = [before.get(key), after.get(key)]
    if (from?.shown === to?.shown) return []
    const path = (to ?? from)?.path ?? []
    return [{ path, base: from?.shown, head: to?.shown, spelling: from !== undefined && to !== undefined && from.means === to.means }]
  })
}

interface Leaf {
  readonly path: Path
  readonly shown: string
  /** The same for every way to write it. */
  readonly means: string
}

function leaves(value: unknown): ReadonlyMap<string, Leaf> {
  const found = new Map<string, Leaf>()
  const put = (path: Path, shown: string, means = shown): void => {
    found.set(JSON.stringify(path), { path, shown, means })
  }
  const walk = (node: unknown, path: Path): void => {
    if (Array.isArray(node)) list(node, path)
    else if (typeof node === 'object' && node !== null) for (const [key, child] of Object.entries(node)) walk(child, [...path, key])
    else put(path, String(node), meaning(String(node), path))
  }
  const list = (items: readonly unknown[], path: Path): void => {
    if (items.length === 0 || items.some((item) => typeof item !== 'object' || item === null)) {
      put(path, items.length === 0 ? 'none' : items.map(String).join(', '), items.map(String).sort().join(', '))
      return
    }
    const seen = new Map<string, number>()
    const names = items.map((item) => {
      const name = itemName(item)
      const count = (seen.get(name) ?? 0) + 1
      seen.set(name, count)
      return count > 1 ? `${name} #${count}` : name
    })
    // The licence MAC is that of the first adapter.
    if (path.at(-1) === 'nics' && names.length > 1) put([...path, 'order'], names.join(', '))
    for (const [index, item] of items.entries()) walk(item, [...path, names[index] ?? index])
  }
  walk(value, [])
  return found
}

/** What tells an item of a list from the others: its name, the file, the PAK or the host that it names, or what it is for. */
function itemName(item: unknown): string {
  const said = (key: string): string[] => {
    const value: unknown = typeof item === 'object' && item !== null ? Object.getOwnPropertyDescriptor(item, key)?.value : undefined
    return typeof value === 'string' ? [value] : Array.isArray(value) ? [value.map(String).join('+')] : []
  }
  const [first] = ['name', 'path', 'pak', 'serial', 'does', 'what', 'partNumber', 'kind'].flatMap(said)
  const more = ['platform', 'from'].flatMap((key) => (said('what').length > 0 ? said(key) : []))
  return [first ?? 'item', ...more].join(' ')
}

/** A MAC address or a release, whichever way it is written. */
function meaning(written: string, path: Path): string {
  const key = path.at(-1)
  if (key === 'mac' || key === 'virtualMac' || key === 'hostId') return macDigits(written) ?? written
  if (key === 'version' || key === 'from' || key === 'to') return findRelease(written)?.id ?? written
  return written
}
