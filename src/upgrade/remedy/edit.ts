/** Changes of a spec by address, and the fleet as it would be with them. */
import { findRelease } from '../../knowledge/release.ts'
import { changed } from '../../model/change.ts'
import type { Bridge, Fleet, License, Pool, Server } from '../../model/fleet.ts'
import type { Part, Place } from '../../model/part.ts'
import type { Edit } from '../judge.ts'

/** The fleet as if its specs had been changed so. Addresses stay those of the specs as they are written. */
export function edited(fleet: Fleet, edits: readonly Edit[]): Fleet {
  const below = byPart(edits)
  const moved = changed(
    fleet,
    (server) => editedServer(server, below(server)),
    (bridge) => editedBridge(bridge, below(bridge)),
  )
  const gone = new Set(fleet.bridges.filter((bridge) => below(bridge).some(isAll(bridge))).map(({ name }) => name))
  const pools = moved.pools.flatMap((pool) => editedPool(moved, pool, below(pool)))
  return {
    ...moved,
    bridges: moved.bridges.filter(({ name }) => !gone.has(name)),
    bridgesOf: new Map([...moved.bridgesOf].map(([server, all]) => [server, all.filter(({ name }) => !gone.has(name))])),
    pools,
    poolNamed: new Map(pools.map((pool) => [pool.name, pool])),
    poolOf: new Map([...pools].reverse().flatMap((pool) => pool.members.flatMap((member) => (member ? [[member, pool] as const] : [])))),
  }
}

/** The edits of each part, found by the first keys of its path: a fleet may have thousands of both. */
function byPart(edits: readonly Edit[]): (part: Place) => readonly Edit[] {
  const keyOf = ({ document, path }: Place): string => JSON.stringify([document.file, document.number, ...path.slice(0, 2)])
  const found = new Map<string, Edit[]>()
  for (const edit of edits) found.set(keyOf(edit.at), [...(found.get(keyOf(edit.at)) ?? []), edit])
  return (part) => found.get(keyOf(part)) ?? []
}

const isAll =
  ({ path }: Place) =>
  ({ at, to }: Edit): boolean =>
    to === undefined && at.path.length === path.length

function editedServer(server: Server, edits: readonly Edit[]): Server {
  if (edits.length === 0) return server
  const spec = editedSpec(server, edits)
  const isOf = (key: string): boolean => edits.some(({ at }) => at.path[server.path.length] === key)
  return {
    ...server,
    spec,
    licenses: editedLicenses(server.licenses, edits),
    ...(isOf('version') && { release: findRelease(spec.version) }),
    ...(isOf('role') && { role: spec.role ?? server.role }),
  }
}

const editedBridge = (bridge: Bridge, edits: readonly Edit[]): Bridge =>
  edits.length === 0 ? bridge : { ...bridge, spec: editedSpec(bridge, edits), licenses: editedLicenses(bridge.licenses, edits) }

const editedLicenses = (licenses: Server['licenses'], edits: readonly Edit[]): Server['licenses'] =>
  licenses?.map((license): License => ({ ...license, spec: editedSpec(license, edits) }))

function editedPool(fleet: Fleet, pool: Pool, edits: readonly Edit[]): Pool[] {
  if (edits.some(isAll(pool))) return []
  if (edits.length === 0) return [pool]
  const spec = editedSpec(pool, edits)
  return [{ ...pool, spec, members: spec.members.map((name) => fleet.serverNamed.get(name)) }]
}

/** What a part says once it is edited; the last of a list is taken away first, so that the places of the others stay. */
function editedSpec<Spec extends object>({ spec, path }: Part<Spec>, edits: readonly Edit[]): Part<Spec>['spec'] {
  const own = edits.filter(({ at }) => at.path.length > path.length && path.every((key, index) => at.path[index] === key))
  if (own.length === 0) return spec
  const copy = structuredClone(spec)
  for (const { at, to } of [...own].reverse()) put(copy, at.path.slice(path.length), to)
  return copy
}

function put(target: unknown, [key = '', ...rest]: Place['path'], to: unknown): void {
  if (typeof target !== 'object' || target === null) return
  if (rest.length > 0) put(Reflect.get(target, key), rest, to)
  else if (to !== undefined) Reflect.set(target, key, to)
  else if (Array.isArray(target)) target.splice(Number(key), 1)
  else Reflect.deleteProperty(target, key)
}
