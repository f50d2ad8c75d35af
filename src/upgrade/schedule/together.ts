/** In which order members of a pool come to share its licences, so that at no stage those that are there use more than they hold. */

/** One that comes, with what it brings of each feature beyond its need: below zero it lives on the others. */
export interface Comer<Item> {
  readonly item: Item
  readonly spare: readonly number[]
}

/** What one night has room for. */
export interface NightRoom<Item> {
  /** So many of them at the most. */
  readonly most: number
  readonly fits: (items: readonly Item[]) => boolean
}

export interface Course<Item> {
  /** Those that can come at any time. */
  readonly free: readonly Item[]
  /** After those, one set after another, each set in one night. */
  readonly sets: readonly (readonly Item[])[]
  /** Those of which no order was found in which they can come. */
  readonly stuck: readonly Item[]
}

// Of so many all courses are looked at; of more the first that is come upon is taken.
const mostSearched = 12
const mostStages = 5_000

/**
 * A course in which each set fits into a night, with sets as small as they can be. `there` is the spare of those that are there already,
 * `whole` that of all together: what lacks even then is no matter of the order.
 */
export function courseOf<Item>(
  there: readonly number[],
  whole: readonly number[],
  comers: readonly Comer<Item>[],
  room: NightRoom<Item>,
): Course<Item> {
  const counts = (spare: readonly number[]): readonly number[] => spare.filter((_, index) => (whole[index] ?? 0) >= 0)
  const all = comers.map(({ item, spare }) => ({ item, spare: counts(spare) }))
  const [free, bound] = [all.filter(isFree), all.filter((each) => !isFree(each))]
  const start = added(counts(there), free)
  const { came, left, spare } = oneByOne(start, bound)
  const course = { free: itemsOf(free), sets: came.map((item) => [item]), stuck: [] }
  if (left.length === 0) return course
  if (bound.length <= mostSearched) {
    const sets = searched(start, bound, room)
    return sets ? { ...course, sets } : { ...course, stuck: itemsOf(left) }
  }
  const rest = isCovered(added(spare, left), left) && room.fits(itemsOf(left)) ? [itemsOf(left)] : undefined
  const sets = (left.length <= mostSearched ? searched(spare, left, room) : undefined) ?? rest
  return sets ? { ...course, sets: [...course.sets, ...sets] } : { ...course, stuck: itemsOf(left) }
}

const itemsOf = <Item>(comers: readonly Comer<Item>[]): Item[] => comers.map(({ item }) => item)

const isFree = ({ spare }: Pick<Comer<unknown>, 'spare'>): boolean => spare.every((each) => each >= 0)

/** Whether, once these have come, no feature is lacking on which one of them lives. What lacked before without them is not their matter. */
const isCovered = (spare: readonly number[], came: readonly Pick<Comer<unknown>, 'spare'>[]): boolean =>
  spare.every((each, index) => each >= 0 || came.every((one) => (one.spare[index] ?? 0) >= 0))

/** Those that can come alone, each as soon as it can, and those that then cannot. */
function oneByOne<Item>(start: readonly number[], bound: readonly Comer<Item>[]) {
  const came: Item[] = []
  let spare = start
  let left = bound
  for (let before = Infinity; left.length < before; ) {
    before = left.length
    left = left.filter((each) => {
      const next = added(spare, [each])
      if (!isCovered(next, [each])) return true
      spare = next
      came.push(each.item)
      return false
    })
  }
  return { came, left, spare }
}

function searched<Item>(start: readonly number[], bound: readonly Comer<Item>[], { most, fits }: NightRoom<Item>): Item[][] | undefined {
  // What lacks once all of them are there lacks in every order.
  if (!isCovered(added(start, bound), bound)) return undefined
  for (let size = 1; size <= Math.min(most, bound.length); size++) {
    const sets = setsOf(start, bound, size, fits)
    if (sets) return sets
  }
  return undefined
}

/** What is spare once these have come. */
export function added(start: readonly number[], comers: readonly Pick<Comer<unknown>, 'spare'>[]): readonly number[] {
  const sum = [...start]
  for (const { spare } of comers) for (const [index, each] of spare.entries()) sum[index] = (sum[index] ?? 0) + each
  return sum
}

/** Sets of at most so many, one after another, until all are there. */
function setsOf<Item>(
  start: readonly number[],
  bound: readonly Comer<Item>[],
  most: number,
  fits: (items: readonly Item[]) => boolean,
): Item[][] | undefined {
  const dead = new Set<string>()
  let stages = 0
  const from = (spare: readonly number[], left: readonly Comer<Item>[]): Item[][] | undefined => {
    if (left.length === 0) return []
    const key = left.map((each) => bound.indexOf(each)).join()
    if (dead.has(key)) return undefined
    for (const set of subsets(left, most)) {
      if (stages++ > mostStages) return undefined
      const next = added(spare, set)
      const items = set.map(({ item }) => item)
      if (!isCovered(next, set) || !fits(items)) continue
      const rest = from(
        next,
        left.filter((each) => !set.includes(each)),
      )
      if (rest) return [items, ...rest]
    }
    dead.add(key)
    return undefined
  }
  return from(start, bound)
}

/** The smallest first, and of one size in their order. */
function* subsets<Item>(items: readonly Item[], most: number): Iterable<readonly Item[]> {
  for (let size = 1; size <= Math.min(most, items.length); size++) yield* combinations(items, size)
}

function* combinations<Item>(items: readonly Item[], size: number): Iterable<readonly Item[]> {
  if (size === 0) {
    yield []
    return
  }
  for (const [index, item] of items.entries()) for (const rest of combinations(items.slice(index + 1), size - 1)) yield [item, ...rest]
}
