/** Documents to a fleet: parts with their addresses, and references followed across files. */
import { findRelease } from '../knowledge/release.ts'
import type { Spec as AnySpec } from '../source/conform.ts'
import type { Gathered, Naming } from '../source/evidence.ts'
import type * as Spec from '../source/spec/deployment.ts'
import { addTo } from './add-to.ts'
import type { Bridge, Deployed, FailoverPair, Fleet, License, MaximumRow, Pool, Server, Unread } from './fleet.ts'
import { primaryOf } from './licensee.ts'
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

/** Every licence entry that names a file. */
export function* namings(documents: readonly ReadableDocument[]): Iterable<Naming> {
  for (const { document, spec } of documents) {
    if (spec.kind !== 'Deployment') continue
    for (const { licenses = [] } of [...(spec.servers ?? []), ...(spec.bridges ?? [])]) {
      for (const license of licenses) if ('path' in license) yield { spec: document.file, kind: license.kind, path: license.path }
    }
  }
}

/** Reads documents that fit their schemas into one fleet. `find` finds what the files say that they name. */
export function read(
  documents: readonly ReadableDocument[],
  unread: Unread,
  clock: Clock,
  find: Gathered['find'] = () => undefined,
): Fleet {
  const deployments = documents.flatMap(({ document, spec }) => (spec.kind === 'Deployment' ? [part(document, [], spec)] : []))
  const dated = deployments.map((deployment) => ({ deployment, deployed: deployedBy(deployment.spec, clock) }))

  const paired = deployments.flatMap((deployment) => each(deployment, 'failover', deployment.spec.failover))
  const implied = impliedRoles(paired.map(({ spec }) => spec))
  const servers = dated.flatMap(({ deployment, deployed }) =>
    each(deployment, 'servers', deployment.spec.servers).map((server) =>
      readServer(server, deployment.spec.directory, deployed, implied, find),
    ),
  )
  const serverNamed = byName(servers)
  const bridges = dated.flatMap(({ deployment, deployed }) =>
    each(deployment, 'bridges', deployment.spec.bridges).map((bridge): Bridge => {
      const { name, bridgehead } = bridge.spec
      return { ...bridge, name, bridgehead: serverNamed.get(bridgehead), licenses: readLicenses(bridge, find), ...deployed }
    }),
  )
  const pairs = paired.map(
    (pair): FailoverPair => ({ ...pair, primary: serverNamed.get(pair.spec.primary), secondary: serverNamed.get(pair.spec.secondary) }),
  )
  const pools = deployments.flatMap((deployment) =>
    each(deployment, 'pools', deployment.spec.pools).map(
      (pool): Pool => ({ ...pool, name: pool.spec.name, members: pool.spec.members.map((member) => serverNamed.get(member)) }),
    ),
  )
  const pairAs = (role: 'primary' | 'secondary'): ReadonlyMap<Server, FailoverPair> =>
    firstOf(pairs.flatMap((pair) => (pair[role] ? [[pair[role], pair] as const] : [])))
  const pairOfSecondary = pairAs('secondary')
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
    bridgesOf: byHolder(bridges, pairOfSecondary),
    pairOfPrimary: pairAs('primary'),
    pairOfSecondary,
    poolOf: firstOf(pools.flatMap((pool) => pool.members.flatMap((member) => (member ? [[member, pool] as const] : [])))),
    namings: namingsOf([...servers, ...bridges]),
    unread,
  }
}

/**
 * The names that a document declares, as far as they can be made out although it does not fit its schema.
 * Undefined where it may declare others: a key may be misspelt that would have held them.
 */
export function namesIn(value: unknown): string[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if (['Maximums', 'PriceBook', 'Policy'].includes(String(property(value, 'kind')))) return []
  if (Object.keys(value).some((key) => !deploymentKeys.has(key))) return undefined
  const parts = ['servers', 'bridges', 'pools'].map((kind) => property(value, kind) ?? [])
  const names = parts.flatMap((list) => (Array.isArray(list) ? list.map((item) => property(item, 'name')) : [undefined]))
  return names.every((name) => typeof name === 'string') ? names : undefined
}

/** Whether an unread document has a section of this name. */
export const mayHave = (value: unknown, section: string): boolean => property(value, section) !== undefined

/** Whether an unread document says that it is a price book. */
export const isPriceBook = (value: unknown): boolean => property(value, 'kind') === 'PriceBook'

const deploymentKeys = new Set<string>([
  'apiVersion',
  'kind',
  'metadata',
  'organization',
  'contact',
  'priceBook',
  'directory',
  'servers',
  'failover',
  'bridges',
  'pools',
] satisfies (keyof Spec.DeploymentSpec)[])

const part = <Written extends object>(document: SpecDocument, path: Part<Written>['path'], spec: Frozen<Written>): Part<Written> => ({
  document,
  path,
  spec,
})

function each<Written extends object>(parent: Part<object>, key: string, items: readonly Frozen<Written>[] = []): Part<Written>[] {
  return items.map((spec, index) => part<Written>(parent.document, [...parent.path, key, index], spec))
}

/** What a failover pair says of the roles of its servers, for servers that say nothing themselves. */
function impliedRoles(pairs: readonly Frozen<Spec.FailoverPair>[]): ReadonlyMap<string, Server['role']> {
  return new Map([
    ...pairs.map(({ secondary }) => [secondary, 'secondary'] as const),
    ...pairs.map(({ primary }) => [primary, 'primary'] as const),
  ])
}

function deployedBy({ organization, contact, priceBook, metadata }: Frozen<Spec.DeploymentSpec>, clock: Clock): Deployed {
  return { deployment: metadata.name, organization, contact, priceBook, asOf: clock.asOf ?? metadata.asOf ?? clock.today }
}

function readServer(
  server: Part<Spec.Server>,
  directory: string | undefined,
  deployed: Deployed,
  implied: ReadonlyMap<string, Server['role']>,
  find: Gathered['find'],
): Server {
  const { name, version } = server.spec
  const role = server.spec.role ?? implied.get(name) ?? 'standalone'
  return { ...server, name, role, release: findRelease(version), licenses: readLicenses(server, find), directory, ...deployed }
}

function readLicenses(machine: Part<Spec.Server> | Part<Spec.Bridge>, find: Gathered['find']): readonly License[] | undefined {
  const { licenses } = machine.spec
  return (
    licenses &&
    each<Spec.License>(machine, 'licenses', licenses).map((license): License => {
      if (!('path' in license.spec)) return license
      const { kind, path } = license.spec
      const evidence = find({ spec: license.document.file, kind, path })
      return evidence ? { ...license, evidence } : license
    })
  )
}

function namingsOf(machines: readonly (Server | Bridge)[]): Fleet['namings'] {
  const map = new Map<SpecDocument, { machine: Server | Bridge; license: License }[]>()
  for (const machine of machines) {
    for (const license of machine.licenses ?? []) {
      if (!license.evidence) continue
      addTo(map, license.evidence.document, { machine, license })
    }
  }
  return map
}

function maximumRows(document: SpecDocument, { source, maximums }: Extract<AnySpec, { kind: 'Maximums' }>): MaximumRow[] {
  return maximums.map((spec, index) => ({ document, path: ['maximums', index], spec, source }))
}

/** Of a bridgehead in a failover pair, the licences are with the primary. */
function byHolder(bridges: readonly Bridge[], pairOfSecondary: Fleet['pairOfSecondary']): ReadonlyMap<Server, readonly Bridge[]> {
  const map = new Map<Server, Bridge[]>()
  for (const bridge of bridges) {
    if (!bridge.bridgehead) continue
    addTo(map, primaryOf({ pairOfSecondary }, bridge.bridgehead), bridge)
  }
  return map
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
