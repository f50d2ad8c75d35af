/** Documents to a fleet: parts with their addresses, and references followed across files. */
import { findRelease } from '../knowledge/release.ts'
import type { Spec as AnySpec } from '../source/conform.ts'
import type * as Spec from '../source/spec/deployment.ts'
import type { Bridge, FailoverPair, Fleet, License, MaximumRow, Pool, Server, Unread } from './fleet.ts'
import type { Frozen, Part, SpecDocument } from './part.ts'

export interface ReadableDocument {
  readonly document: SpecDocument
  readonly spec: AnySpec
}

/** Days as YYYY-MM-DD: `asOf` goes before what a document says of itself, `today` after it. */
export interface Clock {
  readonly asOf?: string | undefined
  readonly today: string
}

/** Reads documents that fit their schemas into one fleet. */
export function read(documents: readonly ReadableDocument[], unread: Unread, clock: Clock): Fleet {
  const deployments = documents.flatMap(({ document, spec }) => (spec.kind === 'Deployment' ? [part(document, [], spec)] : []))
  const dated = deployments.map((deployment) => ({ deployment, asOf: clock.asOf ?? deployment.spec.metadata.asOf ?? clock.today }))

  const servers = dated.flatMap(({ deployment, asOf }) =>
    each(deployment, 'servers', deployment.spec.servers).map((server) => readServer(server, asOf)),
  )
  const serverNamed = byName(servers)
  const bridges = dated.flatMap(({ deployment, asOf }) =>
    each(deployment, 'bridges', deployment.spec.bridges).map((bridge): Bridge => {
      const { name, bridgehead } = bridge.spec
      return { ...bridge, name, bridgehead: serverNamed.get(bridgehead), licenses: readLicenses(bridge), asOf }
    }),
  )
  const pairs = deployments.flatMap((deployment) =>
    each(deployment, 'failover', deployment.spec.failover).map(
      (pair): FailoverPair => ({ ...pair, primary: serverNamed.get(pair.spec.primary), secondary: serverNamed.get(pair.spec.secondary) }),
    ),
  )
  const pools = deployments.flatMap((deployment) =>
    each(deployment, 'pools', deployment.spec.pools).map(
      (pool): Pool => ({ ...pool, name: pool.spec.name, members: pool.spec.members.map((member) => serverNamed.get(member)) }),
    ),
  )
  return {
    deployments,
    servers,
    bridges,
    pairs,
    pools,
    maximums: documents.flatMap(({ document, spec }) => (spec.kind === 'Maximums' ? maximumRows(document, spec) : [])),
    priceBooks: documents.flatMap(({ document, spec }) => (spec.kind === 'PriceBook' ? [part(document, [], spec)] : [])),
    policies: documents.flatMap(({ document, spec }) => (spec.kind === 'Policy' ? [part(document, [], spec)] : [])),
    serverNamed,
    bridgeNamed: byName(bridges),
    poolNamed: byName(pools),
    pairOfSecondary: firstOf(pairs.flatMap((pair) => (pair.secondary ? [[pair.secondary, pair] as const] : []))),
    poolOf: firstOf(pools.flatMap((pool) => pool.members.flatMap((member) => (member ? [[member, pool] as const] : [])))),
    unread,
  }
}

/** The names that a document declares, as far as they can be made out although it does not fit its schema. */
export function namesIn(value: unknown): string[] {
  return ['servers', 'bridges', 'pools'].flatMap((kind) => {
    const parts: unknown = property(value, kind)
    return Array.isArray(parts) ? parts.map((part) => property(part, 'name')).filter((name) => typeof name === 'string') : []
  })
}

const part = <Written extends object>(document: SpecDocument, path: Part<Written>['path'], spec: Frozen<Written>): Part<Written> => ({
  document,
  path,
  spec,
})

function each<Written extends object>(parent: Part<object>, key: string, items: readonly Frozen<Written>[] = []): Part<Written>[] {
  return items.map((spec, index) => part<Written>(parent.document, [...parent.path, key, index], spec))
}

function readServer(server: Part<Spec.Server>, asOf: string): Server {
  const { name, role = 'standalone', version } = server.spec
  return { ...server, name, role, release: findRelease(version), licenses: readLicenses(server), asOf }
}

const readLicenses = (machine: Part<Spec.Server> | Part<Spec.Bridge>): readonly License[] | undefined =>
  machine.spec.licenses && each<Spec.License>(machine, 'licenses', machine.spec.licenses)

function maximumRows(document: SpecDocument, { source, maximums }: Extract<AnySpec, { kind: 'Maximums' }>): MaximumRow[] {
  return maximums.map((spec, index) => ({ document, path: ['maximums', index], spec, source }))
}

/** The first of each name; that a name stands twice is for a rule to say. */
const byName = <Named extends { readonly name: string }>(parts: readonly Named[]): ReadonlyMap<string, Named> =>
  firstOf(parts.map((named) => [named.name, named] as const))

function firstOf<Key, Value>(entries: readonly (readonly [Key, Value])[]): ReadonlyMap<Key, Value> {
  const map = new Map<Key, Value>()
  for (const [key, value] of entries) if (!map.has(key)) map.set(key, value)
  return map
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
