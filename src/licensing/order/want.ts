/** What is lacking for a lot on a day, under the keys by which candidates give it. */
import type { Citation } from '../../finding.ts'
import { feature, features } from '../../knowledge/knowledge.ts'
import type { Doubt } from '../../model/part.ts'
import { type Candidate, itemsFor, unitsFor, upgradesFor } from './candidate.ts'
import { grantedByOld } from './carried.ts'
import { keyOf } from './key.ts'
import type { Holder, Lot, Moment } from './lot.ts'
import type { Offers } from './offers.ts'
import type { Blocked } from './order.ts'
import type { Standing } from './standing.ts'

export interface Want {
  readonly key: string
  readonly units: number
  /** The accounts that lack it; none for an upgrade licence. */
  readonly standings: readonly Standing[]
  /** What is asked for, as a phrase. */
  readonly title: string
  /** The name of the machine or pool. */
  readonly of: string
}

/** Everything that is lacking on a day, and upgrade licences. What no machine can be licensed for is left out: see `homeless`. */
export function wantsOf({ holders, issuedTo }: Lot, { first, standings }: Moment): Want[] {
  const wants = new Map<string, Want>()
  for (const each of standings) {
    const of = each.lacking > 0 ? issuedTo(each) : undefined
    if (of === undefined) continue
    const key = keyOf(of, each.feature)
    const known = wants.get(key)
    const units = (known?.units ?? 0) + each.lacking
    wants.set(key, { key, units, standings: [...(known?.standings ?? []), each], title: feature(each.feature).title, of })
  }
  return [...wants.values(), ...(first ? holders.flatMap(upgradeOf) : [])]
}

function upgradeOf({ machine: { name }, old }: Holder): Want[] {
  return old ? [{ key: keyOf(name, 'upgrade'), units: 1, standings: [], title: 'the upgrade licence', of: name }] : []
}

/** An upgrade licence, or where price books have upgrades by what they carry over, so much of each feature as the old licence grants. */
function asOffered(want: Want, holders: readonly Holder[], offersOf: (holder: Holder) => Offers): Want[] {
  const holder = holders.find(({ machine: { name } }) => want.key === keyOf(name, 'upgrade'))
  const offers = holder ? offersOf(holder).offers.filter(({ upgrades }) => upgrades && upgradesFor(holder, upgrades)) : []
  if (!holder?.old || offers.length === 0 || offers.some(({ upgrades }) => upgrades?.software)) return [want]
  const { old, machine } = holder
  return features.flatMap(({ name, title }) => {
    const units = grantedByOld(old, name)
    const offered = offers.some(({ gives }) => gives.some(({ feature: each }) => each === name))
    return units > 0 && offered
      ? [{ key: keyOf(machine.name, `carried ${name}`), units, standings: [], title: `the upgrade of ${title}`, of: machine.name }]
      : []
  })
}

/** What is lacking for an account of which no source says which machine its licence is issued to. */
export const homeless = ({ issuedTo }: Lot, { standings }: Moment): Blocked[] =>
  standings.flatMap((each) => (each.lacking > 0 && issuedTo(each) === undefined ? [blocked(each, unknownHost)] : []))

const unknownHost = 'no source says what a Bridge licence is tied to with these releases of the Bridge and its bridgehead'

export const blocked = (
  { of, kind, feature: name, lacking, because }: Standing,
  reason: string,
  cites: readonly Citation[] = [],
): Blocked => ({
  of,
  kind,
  feature: name,
  units: lacking,
  reason,
  place: because[0]?.place,
  cites,
})

/** What is ordered in one currency, or in units. */
export interface Group {
  readonly wants: readonly Want[]
  readonly candidates: readonly Candidate[]
  readonly unpriced: readonly Unpriced[]
}

/** What is missing to price something; packs may make it more, where it is the price book. */
export interface Unpriced {
  readonly doubt: Doubt
  readonly decides: boolean
}

/** Wants by what they can be ordered with: price books of one currency, the first that the holders have, else single units. */
export function groupsOf({ holders }: Lot, wanted: readonly Want[], offersOf: (holder: Holder) => Offers): Group[] {
  const wants = wanted.flatMap((want) => asOffered(want, holders, offersOf))
  const currencies = [...new Set(holders.flatMap((holder) => offersOf(holder).currency ?? []))]
  const left = new Set(wants)
  const priced = currencies.map((currency): Group => {
    const own = holders.map((holder) => (offersOf(holder).currency === currency ? offersOf(holder).offers : []))
    const decimals = Math.max(0, ...own.flat().map(({ item }) => item.price.decimals))
    const all = holders.flatMap((holder, position) => itemsFor(holder, position, own[position] ?? [], decimals))
    const had = [...left].filter(({ key }) => all.some(({ supply }) => supply.gives.has(key)))
    for (const want of had) left.delete(want)
    const keys = withTaken(all, new Set(had.map(({ key }) => key)))
    return { wants: had, candidates: all.filter(({ supply }) => [...supply.gives.keys()].some((key) => keys.has(key))), unpriced: [] }
  })
  const rest = [...left]
  const keys = new Set(rest.map(({ key }) => key))
  const single: Group = {
    wants: rest,
    candidates: holders.flatMap((holder, position) => unitsFor(holder, position, keys)),
    unpriced: rest.flatMap(({ title, of }) => holders.flatMap((holder) => whyUnpriced(holder, of, title, offersOf(holder)))),
  }
  return [...priced, single].filter(({ wants }) => wants.length > 0)
}

/** The keys that are wanted, and those of what is converted to meet them, which may have to be filled up again. */
function withTaken(all: readonly Candidate[], wanted: ReadonlySet<string>): ReadonlySet<string> {
  const keys = new Set(wanted)
  for (let size = 0; size < keys.size; ) {
    size = keys.size
    for (const { supply } of all)
      if ([...supply.gives.keys()].some((key) => keys.has(key))) for (const key of supply.takes.keys()) keys.add(key)
  }
  return keys
}

function whyUnpriced({ machine, pool, release, old }: Holder, of: string, title: string, { doubt, currency, offers }: Offers): Unpriced[] {
  if (machine.name !== of && pool !== of) return []
  if (doubt) return [{ doubt, decides: true }]
  if (currency === undefined) return []
  // Items for that release may come in packs, and so change what is ordered.
  const untold = old !== undefined && !old.from && offers.some(({ upgrades }) => upgrades?.from !== undefined)
  return [{ doubt: { missing: untold ? oldRelease : noItem(title, release), of: machine.name }, decides: untold }]
}

/** Upgrade items name the release that they upgrade, which the old licence has to say. */
const oldRelease = 'the release that its old licence is for (version: on the licence), by which the price book has its upgrade items'

const noItem = (title: string, release: Holder['release']): string => `an item of the price book that has ${title} for ${release.id}`
