/** What may be ordered for a lot: the items of price books for each holder, or plain units where none has them. */
import type { FeatureName } from '../../knowledge/fact.ts'
import { feature, features } from '../../knowledge/knowledge.ts'
import type { Supply } from './allocate.ts'
import { keyOf } from './key.ts'
import type { Holder } from './lot.ts'
import { scaled } from './money.ts'
import type { Offer } from './offers.ts'

export interface Candidate {
  readonly holder: Holder
  /** The item of a price book, or the feature of which single units are ordered, or an upgrade licence. */
  readonly of: Offer | FeatureName | 'upgrade'
  readonly supply: Supply
}

/** The items that one holder may order. */
export const itemsFor = (holder: Holder, position: number, offers: readonly Offer[], decimals: number): Candidate[] =>
  offers.flatMap((offer): Candidate[] => {
    const gives = givenBy(holder, offer)
    if (gives.size === 0) return []
    const takes = new Map(offer.takes.flatMap(({ feature: name, units }) => keysOf(holder, name).map((key) => [key, units] as const)))
    return [{ holder, of: offer, supply: { holder: position, gives, takes, price: scaled(offer.item.price, decimals).minor } }]
  })

function givenBy(holder: Holder, { gives, upgrades }: Offer): ReadonlyMap<string, number> {
  const { name } = holder.machine
  if (!upgrades) return new Map(gives.flatMap(({ feature: each, units }) => keysOf(holder, each).map((key) => [key, units] as const)))
  if (!upgradesFor(holder, upgrades)) return new Map()
  return new Map([
    ...gives.map(({ feature: each, units }) => [keyOf(name, `carried ${each}`), units] as const),
    ...(upgrades.software ? [[keyOf(name, 'upgrade'), 1] as const] : []),
  ])
}

/** Whether an upgrade item is for the release that the old licences of a holder are for. */
export const upgradesFor = ({ old }: Holder, { from }: NonNullable<Offer['upgrades']>): boolean =>
  old !== undefined && (from === undefined || from.place === old.from?.place)

/** Single units of what no price book has. */
export function unitsFor(holder: Holder, position: number, wanted: ReadonlySet<string>): Candidate[] {
  const single = (keys: readonly string[], of: FeatureName | 'upgrade'): Candidate[] =>
    keys.some((key) => wanted.has(key))
      ? [{ holder, of, supply: { holder: position, gives: new Map(keys.map((key) => [key, 1])), takes: new Map(), price: 1n } }]
      : []
  return [
    ...single([keyOf(holder.machine.name, 'upgrade')], 'upgrade'),
    ...features.flatMap(({ name }) => single(keysOf(holder, name), name)),
  ]
}

/** The keys under which a feature of a holder is counted: its own, and in a pool that of the pool. */
export const keysOf = ({ machine, pool }: Holder, name: FeatureName): string[] =>
  pool !== undefined && feature(name).pooled ? [keyOf(machine.name, name), keyOf(pool, name)] : [keyOf(machine.name, name)]
