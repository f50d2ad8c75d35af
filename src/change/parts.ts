/** The parts of a fleet that are new, gone or other than they were, each with the values that differ. */
import type { Fleet } from '../model/fleet.ts'
import type { Place } from '../model/part.ts'
import { hashOf } from '../review/identity.ts'
import type { Machine } from './host.ts'
import { gravest, type PartKind, type Risk, riskOf, spelling } from './risks.ts'
import type { Side } from './side.ts'
import { type ValueChange, valueChanges } from './values.ts'

export interface RatedChange extends ValueChange {
  readonly risk: Risk
  readonly why: string
  readonly facts: readonly string[]
  /** The value in HEAD, or in BASE where HEAD has none; the part where it has no address of its own. */
  readonly place: Place
}

export interface PartChange {
  readonly kind: PartKind
  readonly name: string
  readonly how: 'added' | 'removed' | 'changed'
  /** The name that it had in BASE, where it has another now. */
  readonly was?: string
  /** The gravest of its changes. */
  readonly risk: Risk
  /** Why, where that does not follow from one of its changes. */
  readonly why?: string
  readonly changes: readonly RatedChange[]
  /** In HEAD, or in BASE for one that is gone. */
  readonly place: Place
}

/** A part by the name that tells it from all others of its kind. */
interface Named extends Place {
  readonly kind: PartKind
  readonly key: string
  /** Those whom it joins, or its own. */
  readonly names: readonly string[]
  readonly name: string
  readonly spec: object
}

export function compareParts(base: Side, head: Side, renamed: ReadonlyMap<string, string>): PartChange[] {
  const before = new Map(partsOf(base.report.fleet, base).map((part) => [renamedKey(part, renamed), part]))
  const after = new Map(partsOf(head.report.fleet, head).map((part) => [part.key, part]))
  const kept = [...after].flatMap(([key, part]): PartChange[] => {
    const old = before.get(key)
    if (!old) return whole(part, 'added')
    const changes = changesOf(old, part)
    const isRenamed = renamed.get(old.name) === part.name
    if (changes.length === 0 && !isRenamed) return []
    return [
      {
        kind: part.kind,
        name: part.name,
        how: 'changed',
        ...(isRenamed && { was: old.name, why: newName }),
        risk: gravest([...changes.map(({ risk }) => risk), ...(isRenamed ? ['service' as const] : [])]),
        changes,
        place: place(part),
      },
    ]
  })
  return [...kept, ...[...before].flatMap(([key, part]) => (after.has(key) ? [] : whole(part, 'removed')))]
}

const newName = 'it has another name, and no source at hand says what that interrupts'

const place = ({ document, path }: Place): Place => ({ document, path })

/** Of a deployment its parts are told. */
function whole(part: Named, how: 'added' | 'removed'): PartChange[] {
  if (part.kind === 'deployment') return []
  const { risk, why } = wholes[part.kind][how]
  return [{ kind: part.kind, name: part.name, how, risk, why, changes: [], place: place(part) }]
}

interface Whole {
  readonly risk: Risk
  readonly why: string
}

const conclude = { risk: 'cosmetic', why: 'it changes what is judged or bought, and no machine' } as const
/** What it means that a whole part is new, or gone. Ours: no source speaks of specs. */
const wholes: Readonly<Record<PartKind, Readonly<Record<'added' | 'removed', Whole>>>> = {
  server: {
    added: { risk: 'licence', why: 'it needs licences of its own, or a share in those of others' },
    removed: { risk: 'service', why: 'it is taken out of service' },
  },
  bridge: {
    added: { risk: 'licence', why: 'its sessions are licensed' },
    removed: { risk: 'service', why: 'it is taken out of service' },
  },
  failover: {
    added: { risk: 'service', why: 'failover is set up; the licence of the primary has to say so' },
    removed: { risk: 'service', why: 'nothing takes over where the primary fails' },
  },
  pool: {
    added: { risk: 'licence', why: 'members share what they hold' },
    removed: { risk: 'licence', why: 'members no longer share what they hold' },
  },
  deployment: { added: conclude, removed: conclude },
  maximums: { added: conclude, removed: conclude },
  'price-book': { added: conclude, removed: conclude },
  policy: { added: conclude, removed: conclude },
}

function changesOf(base: Named, head: Named): RatedChange[] {
  return valueChanges(base.spec, head.spec).flatMap((change): RatedChange[] => {
    const key = String(change.path[0] ?? '')
    if (key === 'name' && (head.kind === 'server' || head.kind === 'bridge')) return []
    const { risk, why, facts } = change.spelling ? spelling : riskOf(head.kind, key)
    return [{ ...change, risk, why, facts, place: place(head) }]
  })
}

/** Of parts that share a name, which is for a rule to say, the second is told apart by its number. */
function partsOf(fleet: Fleet, { nameOf }: Side): Named[] {
  const seen = new Map<string, number>()
  const part = (kind: PartKind, name: string, { document, path, spec }: Place & { readonly spec: object }, names = [name]): Named => {
    const key = `${kind} ${[...names].sort().join(' ')}`
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return { kind, key: count > 1 ? `${key} #${count}` : key, names, name, spec, document, path }
  }
  return [
    ...fleet.deployments.map((each) => part('deployment', each.spec.metadata.name, { ...each, spec: ownOf(each.spec) })),
    ...fleet.servers.map((each) => part('server', each.name, { ...each, spec: { ...each.spec, role: each.role, ...contents(each) } })),
    ...fleet.pairs.map((each) => {
      const names = [each.spec.primary, each.spec.secondary]
      return part('failover', names.join(' and '), each, names)
    }),
    ...fleet.bridges.map((each) => part('bridge', each.name, { ...each, spec: { ...each.spec, ...contents(each) } })),
    ...fleet.pools.map((each) => part('pool', each.name, each)),
    ...fleet.maximums.map((each) => part('maximums', `${each.spec.what} of ${nameOf(each.document.file)}`, each)),
    ...fleet.priceBooks.map((each) => part('price-book', each.spec.metadata.name, each)),
    ...fleet.policies.map((each) => part('policy', each.spec.metadata.name, each)),
  ]
}

/** What the files say that the licences of a machine name, as a word for each. */
function contents({ licenses = [] }: Machine): object {
  const named = licenses.flatMap(({ spec, evidence }) =>
    'path' in spec && evidence ? [[spec.path, { content: hashOf([evidence.reason, evidence.shown]).slice(0, 8) }] as const] : [],
  )
  return named.length > 0 ? { files: Object.fromEntries(named) } : {}
}

/** What a deployment says itself, without its parts. */
function ownOf({ servers, failover, bridges, pools, ...own }: Fleet['deployments'][number]['spec']): object {
  return own
}

/** The key of a part of BASE by the names that its machines have in HEAD. */
function renamedKey({ kind, key, names }: Named, renamed: ReadonlyMap<string, string>): string {
  if (!names.some((name) => renamed.has(name))) return key
  return `${kind} ${names
    .map((name) => renamed.get(name) ?? name)
    .sort()
    .join(' ')}`
}
