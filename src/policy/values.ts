/** The fleet as expressions see it: the spec as it is written, typed by its schema, with what is left out left out. */
import { addTo } from '../model/add-to.ts'
import type { Bridge, Deployment, FailoverPair, Fleet, Pool, Server } from '../model/fleet.ts'
import type { SpecDocument } from '../model/part.ts'
import { type CelMap, list, mapOf, type Value } from './engine.ts'
import { type Kind, type Mapping, type Match, matched } from './kind.ts'

export type Part = Server | Bridge | FailoverPair | Pool | Deployment

export interface Values {
  /** What a part is to an expression; always the same value for the same part. */
  readonly of: (part: Part) => CelMap
  /** The deployment in whose document something stands. */
  readonly documentOf: (part: Pick<Part, 'document'>) => CelMap | undefined
  readonly fleet: () => CelMap
  /** The part that a value stands for. */
  readonly partOf: (value: Value) => Part | undefined
}

export function valuesOf(fleet: Fleet): Values {
  const made = new Map<Part, CelMap>()
  const parts = new Map<Value, Part>()
  const of = (part: Part): CelMap => {
    const found = made.get(part)
    if (found) return found
    const value = build(part)
    made.set(part, value)
    parts.set(value, part)
    return value
  }
  const inDocument = once(() => ({
    servers: byDocument(fleet.servers),
    failover: byDocument(fleet.pairs),
    bridges: byDocument(fleet.bridges),
    pools: byDocument(fleet.pools),
  }))
  const build = (part: Part): CelMap => {
    const kind = matched[matchOf(part)]
    const spec = converted(part.spec, kind)
    if ('release' in part) return mapOf([...spec, ['role', part.role]])
    if ('primary' in part) return mapOf([['mode', 'failover'], ...spec])
    if (!('metadata' in part.spec) || !('asOf' in part)) return mapOf(spec)
    const sections = Object.entries(inDocument()).map(([key, index]) => [key, list((index.get(part.document) ?? []).map(of))] as const)
    const metadata = mapOf([...converted(part.spec.metadata, kind.keys.get('metadata')?.kind), ['asOf', part.asOf]])
    return mapOf([...spec, ...sections, ['metadata', metadata]])
  }
  const deployments = once(() => new Map(fleet.deployments.map((each) => [each.document, each])))
  return {
    of,
    documentOf: ({ document }) => {
      const deployment = deployments().get(document)
      return deployment && of(deployment)
    },
    fleet: once(() =>
      mapOf([
        ['servers', list(fleet.servers.map(of))],
        ['failover', list(fleet.pairs.map(of))],
        ['bridges', list(fleet.bridges.map(of))],
        ['pools', list(fleet.pools.map(of))],
        ['deployments', list(fleet.deployments.map(of))],
      ]),
    ),
    partOf: (value) => parts.get(value),
  }
}

/** What a rule matches a part by. */
export function matchOf(part: Part): Exclude<Match, 'fleet'> {
  if ('release' in part) return 'server'
  if ('bridgehead' in part) return 'bridge'
  if ('primary' in part) return 'failover'
  return 'members' in part ? 'pool' : 'deployment'
}

function byDocument<Each extends Part>(parts: readonly Each[]): ReadonlyMap<SpecDocument, readonly Each[]> {
  const index = new Map<SpecDocument, Each[]>()
  for (const part of parts) addTo(index, part.document, part)
  return index
}

function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The entries of a mapping of the spec. */
function converted(spec: object, kind: Kind | undefined): [string, Value][] {
  const keys: Mapping['keys'] | undefined = kind?.of === 'mapping' ? kind.keys : undefined
  return Object.entries(spec).map(([key, value]) => [key, valueFrom(value, keys?.get(key)?.kind)])
}

function valueFrom(value: unknown, kind: Kind | undefined): Value {
  if (typeof value === 'number') return (kind?.of === 'number' && !kind.whole) || !Number.isSafeInteger(value) ? value : BigInt(value)
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return list(value.map((item) => valueFrom(item, kind?.of === 'list' ? kind.item : undefined)))
  return typeof value === 'object' && value !== null ? mapOf(converted(value, kind)) : null
}
