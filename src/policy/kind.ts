/** What is known of a value before it is there: the kinds of the spec, from its public schema, and those that CEL makes of them. */
import deployment from '../../schemas/deployment.schema.json' with { type: 'json' }

/** A mapping of the spec. A key that is optional may be left out, and is not known then. */
export interface Mapping {
  readonly of: 'mapping'
  /** What it is called in the schema, in lower case: `server`. */
  readonly title: string
  readonly keys: ReadonlyMap<string, { readonly kind: Kind; readonly optional: boolean }>
}

export type Kind =
  | { readonly of: 'number'; readonly whole: boolean }
  /** `words` where only these can stand there; `means` where it must not be compared as text. */
  | { readonly of: 'text'; readonly words?: readonly string[]; readonly means?: 'release' | 'bridgeRelease' | 'mac' | 'day' }
  | { readonly of: 'bool' }
  /** The place of a release in its version line. */
  | { readonly of: 'release'; readonly line: 'release' | 'bridgeRelease' }
  | { readonly of: 'list'; readonly item: Kind }
  | Mapping
  | { readonly of: 'any' }

export const any: Kind = { of: 'any' }
export const text: Kind = { of: 'text' }
export const bool: Kind = { of: 'bool' }
export const whole: Kind = { of: 'number', whole: true }
export const fraction: Kind = { of: 'number', whole: false }
export const day: Kind = { of: 'text', means: 'day' }
export const listOf = (item: Kind): Kind => ({ of: 'list', item })

/** What two values have in common. */
export function joined(a: Kind, b: Kind): Kind {
  if (a.of === 'list' && b.of === 'list')
    return listOf(a.item.of === 'any' ? b.item : b.item.of === 'any' ? a.item : joined(a.item, b.item))
  if (a.of === 'text' && b.of === 'text')
    return a.words && b.words ? { of: 'text', words: [...new Set([...a.words, ...b.words])] } : a.means === b.means ? a : text
  if (a.of === 'number' && b.of === 'number') return a.whole === b.whole ? a : any
  return a.of === b.of && (a.of === 'bool' || a === b) ? a : any
}

/** A kind as a word in a message. */
export function named(kind: Kind): string {
  if (kind.of === 'number') return kind.whole ? 'a whole number' : 'a number'
  if (kind.of === 'bool') return 'true or false'
  if (kind.of === 'release') return 'a release'
  if (kind.of === 'mapping') return `the ${kind.title}`
  return kind.of === 'list' ? 'a list' : kind.of === 'text' ? 'text' : 'a value'
}

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const nodeAt = (node: unknown, key: string): Node => {
  const found = isNode(node) ? node[key] : undefined
  return isNode(found) ? found : {}
}
const wordsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [])

const known = new Map<string, Kind>()

/** The kind that a node of the schema describes. */
function kindOf(node: Node): Kind {
  const name = typeof node.$ref === 'string' ? node.$ref.split('/').pop() : undefined
  if (name !== undefined) {
    const found = known.get(name) ?? meant(name, kindOf(nodeAt(nodeAt(deployment, 'definitions'), name)))
    known.set(name, found)
    return found
  }
  if (Array.isArray(node.oneOf)) return alternatives(titleOf(node), node.oneOf.filter(isNode).map(kindOf))
  if (node.type === 'object') return mapping(node)
  if (node.type === 'array') return listOf(kindOf(nodeAt(node, 'items')))
  if (node.type === 'integer') return whole
  if (node.type === 'number') return fraction
  if (node.type === 'boolean') return bool
  const words = typeof node.const === 'string' ? [node.const] : wordsIn(node.enum)
  if (words.length > 0) return { of: 'text', words }
  return typeof node.format === 'string' ? day : node.type === 'string' ? text : any
}

const meant = (name: string, kind: Kind): Kind => (name === 'release' || name === 'mac' ? { of: 'text', means: name } : kind)

const titleOf = ({ title }: Node): string =>
  typeof title === 'string' ? title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()) : 'mapping'

function mapping(node: Node): Mapping {
  const required = wordsIn(node.required)
  const keys = Object.entries(nodeAt(node, 'properties')).flatMap(([key, child]) =>
    isNode(child) ? [[key, { kind: kindOf(child), optional: !required.includes(key) }] as const] : [],
  )
  return { of: 'mapping', title: titleOf(node), keys: new Map(keys) }
}

/** Mappings of which one stands there: what not all of them have is optional. */
function alternatives(title: string, kinds: readonly Kind[]): Kind {
  const mappings = kinds.filter((kind) => kind.of === 'mapping')
  const keys = new Map<string, { kind: Kind; optional: boolean }>()
  for (const { keys: own } of mappings)
    for (const [key, { kind, optional }] of own) {
      const before = keys.get(key)
      keys.set(key, { kind: before ? joined(before.kind, kind) : kind, optional: optional || (before?.optional ?? false) })
    }
  for (const [key, { kind }] of keys) if (mappings.some((each) => !each.keys.has(key))) keys.set(key, { kind, optional: true })
  return { of: 'mapping', title, keys }
}

const definition = (name: string): Kind => kindOf({ $ref: `#/definitions/${name}` })

/** A mapping with other keys, or with keys that are always there, as the fleet fills them in. */
function filled(kind: Kind, title: string, keys: Readonly<Record<string, Kind>>): Mapping {
  const own = kind.of === 'mapping' ? kind.keys : new Map()
  const put = Object.entries(keys).map(([key, each]) => [key, { kind: each, optional: false }] as const)
  return { of: 'mapping', title, keys: new Map([...own, ...put]) }
}

const keyOf = (kind: Kind, key: string): Kind => (kind.of === 'mapping' ? (kind.keys.get(key)?.kind ?? any) : any)

const server = definition('server')
const pair = definition('failoverPair')
const written = isNode(deployment) ? mapping(deployment) : filled(any, 'deployment', {})
const sections = ['servers', 'failover', 'bridges', 'pools']
const dated = { metadata: filled(keyOf(written, 'metadata'), 'metadata', { asOf: day }) }
const head: Mapping = { ...written, keys: new Map([...written.keys].filter(([key]) => !sections.includes(key))) }

const parts = {
  server: filled(server, 'server', { role: keyOf(server, 'role') }),
  failover: filled(pair, 'failover pair', { mode: keyOf(pair, 'mode') }),
  bridge: filled(definition('bridge'), 'Bridge', { version: { of: 'text', means: 'bridgeRelease' } }),
  pool: filled(definition('pool'), 'pool', {}),
} as const satisfies Readonly<Record<string, Mapping>>

const lists = {
  servers: listOf(parts.server),
  failover: listOf(parts.failover),
  bridges: listOf(parts.bridge),
  pools: listOf(parts.pool),
}

/** The document in which a part stands, without its parts. */
export const documentKind = filled(head, 'document', dated)

/** What a rule can look at. */
export const matched = {
  ...parts,
  deployment: filled(head, 'deployment', { ...dated, ...lists }),
  fleet: filled(any, 'fleet', { ...lists, deployments: listOf(filled(head, 'deployment', { ...dated, ...lists })) }),
} as const satisfies Readonly<Record<string, Mapping>>

export type Match = keyof typeof matched
