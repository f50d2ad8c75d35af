/** The keys of the spec language, read out of its schemas, with the places where each may stand. */
import type { Point } from './explanation.ts'

/** A key in one meaning. */
export interface Meaning {
  readonly title: string
  readonly description: string
  /** What belongs there, in words. */
  readonly value: string
  /** `servers[].team.virtualMac`, each place once. */
  readonly places: readonly string[]
}

interface Node {
  readonly $ref?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly format?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly required?: readonly string[]
  readonly items?: Node
  readonly properties?: Readonly<Record<string, Node>>
  readonly definitions?: Readonly<Record<string, Node>>
  readonly oneOf?: readonly Node[]
}

/** Every key of the schemas with its meanings, in the order in which they stand there. The schemas must be those of this repository. */
export function specKeys(schemas: readonly Node[]): ReadonlyMap<string, readonly Meaning[]> {
  const keys = new Map<string, Map<string, Meaning>>()
  for (const root of schemas) {
    for (const { key, node, place } of keysIn(root, root, '')) {
      const { title = '', description = '' } = node
      const full = root.title === 'Deployment' ? place : `${root.title}: ${place}`
      const meanings = keys.get(key) ?? new Map<string, Meaning>()
      const known = meanings.get(`${title} ${description}`)
      const places = [...new Set([...(known?.places ?? []), full])]
      keys.set(key, meanings.set(`${title} ${description}`, { title, description, value: contents(root, node), places }))
    }
  }
  return new Map([...keys].map(([key, meanings]) => [key, [...meanings.values()]]))
}

/** A key as the points of a section. */
export const meaningPoints = (meanings: readonly Meaning[]): Point[] =>
  meanings.map(({ description, value, places }) => ({
    text: `${places.map((place) => `\`${place}\``).join(', ')} (${value}): ${description}`,
  }))

/** `team.virtualMac` and `server.team`: the ends of places, by which people name them. */
export function placeNames(meanings: readonly Meaning[]): string[] {
  const ends = meanings.flatMap(({ places }) =>
    places.map((place) => (place.split(': ').pop() ?? '').split('.').slice(-2)).filter(({ length }) => length === 2),
  )
  const names = ends.flatMap(([parent = '', key = '']) => {
    const list = parent.replaceAll('[]', '')
    return [`${list}.${key}`, ...(list === parent ? [] : [`${list.replace(/s$/, '')}.${key}`])]
  })
  return [...new Set(names)]
}

interface Found {
  readonly key: string
  readonly node: Node
  readonly place: string
}

function* keysIn(root: Node, node: Node, at: string): Iterable<Found> {
  const own = resolve(root, node)
  for (const branch of own.oneOf ?? []) yield* keysIn(root, branch, at)
  if (own.items) yield* keysIn(root, own.items, `${at}[]`)
  for (const [key, child] of Object.entries(own.properties ?? {})) {
    const place = at === '' ? key : `${at}.${key}`
    yield { key, node: resolve(root, child), place }
    yield* keysIn(root, child, place)
  }
}

/** A node with what it refers to; its own words go before those. */
function resolve(root: Node, node: Node): Node {
  const referred = root.definitions?.[node.$ref?.split('/').pop() ?? '']
  return node.$ref !== undefined && referred ? { ...resolve(root, referred), ...node } : node
}

function contents(root: Node, node: Node): string {
  if (node.const !== undefined) return `always \`${String(node.const)}\``
  if (node.enum) return node.enum.map((word) => `\`${String(word)}\``).join(', ')
  if (node.type === 'array') return `list of ${contents(root, resolve(root, node.items ?? {}))}`
  if (node.format === 'date' || node.format === 'expiry') return node.format === 'date' ? 'day' : 'day, or `permanent`'
  const names: Readonly<Record<string, string>> = { integer: 'whole number', boolean: 'true or false', string: 'text', object: 'mapping' }
  return names[node.type ?? ''] ?? node.type ?? 'mapping'
}
