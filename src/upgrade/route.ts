/** Ways from one release to another: hops that sources tell of, and where none does, the next line of releases, marked as not known. */
import type { HopFact } from '../knowledge/fact.ts'
import { hopFact } from '../knowledge/knowledge.ts'
import { type Release, versionLine } from '../knowledge/release.ts'

export interface Hop {
  readonly from: Release
  readonly to: Release
  /** Undefined where no source says that it can be made. */
  readonly fact: HopFact | undefined
}

export type Route = readonly Hop[]

/** How sure a hop is, the surest first. */
export type Sureness = 'stated' | 'derived' | 'reported' | 'unknown'
export const surenessOf = ({ fact }: Hop): Sureness => fact?.confidence ?? 'unknown'

/** What a route costs, compared from the first to the last: hops that nobody knows, that are only inferred, all of them, and migrations. */
type Cost = readonly number[]

const costOf = (route: Route): Cost => [
  route.filter((hop) => surenessOf(hop) === 'unknown').length,
  route.filter((hop) => surenessOf(hop) !== 'stated' && surenessOf(hop) !== 'unknown').length,
  route.length,
  route.filter(({ fact }) => fact?.way === 'migrate').length,
]

const compare = (a: Cost, b: Cost): number => a.map((each, index) => each - (b[index] ?? 0)).find((each) => each !== 0) ?? 0

/**
 * Routes from one release to a later one, the surest first: of all that are as sure the one with the fewest hops. `avoided` are
 * releases on which no stop is possible, `store` is the message store: some hops are told of with one alone. None where the target is not later.
 */
export function routes(from: Release, to: Release, avoided: ReadonlySet<number> = new Set(), store?: HopFact['store']): Route[] {
  const hop = (start: Release, end: Release): Hop => ({ from: start, to: end, fact: hopFact(start, end, store) })
  const stops = versionLine.filter(({ place }) => place > from.place && place < to.place && !avoided.has(place))
  const all = [[hop(from, to)], ...stops.map((stop) => [hop(from, stop), hop(stop, to)]), ...twoStops(from, to, stops, hop)].filter(isOpen)
  return all.sort((a, b) => compare(costOf(a), costOf(b)) || later(a, b))
}

function twoStops(from: Release, to: Release, stops: readonly Release[], hop: (from: Release, to: Release) => Hop): Route[] {
  return stops.flatMap((first) =>
    stops.flatMap((second) => (second.place > first.place ? [[hop(from, first), hop(first, second), hop(second, to)]] : [])),
  )
}

/** Whether every hop is told of, or leads to the next line of releases, of which nobody tells. */
const isOpen = (route: Route): boolean =>
  route.every(({ from, to, fact }) => fact !== undefined || (from.place < to.place && lineOf(to) === lineAfter(from)))

/** The number of its line: 4 of 4.0(5). */
const lineOf = ({ id }: Release): number => Number.parseInt(id, 10)

/** The next line that there is: there is no 6.x. */
const lineAfter = (release: Release): number | undefined => versionLine.map(lineOf).find((line) => line > lineOf(release))

/** Of equal routes the one whose stops are later releases. */
const later = (a: Route, b: Route): number => (b[0]?.to.place ?? 0) - (a[0]?.to.place ?? 0)

/** Routes that are worth a look beside the best: with fewer hops though less sure, in place of a migration, or by a migration that a source tells of. */
export function alternatives(all: readonly Route[]): Route[] {
  const [best, ...others] = all
  if (!best) return []
  const shortest = others.find((route) => route.length < best.length)
  const inPlace = best.some(isMigration) ? others.find((route) => !route.some(isMigration)) : undefined
  const told = best.some((each) => isMigration(each) && !isStated(each))
    ? others.find((route) => route.some((each) => isMigration(each) && isStated(each)))
    : undefined
  return [...new Set([shortest, inPlace, told].flatMap((route) => (route ? [route] : [])))]
}

const isMigration = ({ fact }: Hop): boolean => fact?.way === 'migrate'
const isStated = (each: Hop): boolean => surenessOf(each) === 'stated'
