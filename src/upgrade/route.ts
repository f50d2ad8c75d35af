/** Ways from one release to another: hops that sources tell of, and where none does, the next line of releases, marked as not known. */
import type { HopFact } from '../knowledge/fact.ts'
import { hopFact, upgradeLicense } from '../knowledge/knowledge.ts'
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

/** Why a route is worth a look beside the best, though that is surer, or as sure and shorter. */
export type Merit = 'fewer-hops' | 'fewer-licences' | 'no-migration' | 'told-migration'

export interface Alternative {
  readonly route: Route
  readonly merits: readonly Merit[]
}

/** Routes that are worth a look beside the best, of each merit the surest. Every hop takes servers out of service once. */
export function alternatives(all: readonly Route[]): Alternative[] {
  const [best, ...others] = all
  if (!best) return []
  const merits: Readonly<Record<Merit, (route: Route) => boolean>> = {
    'fewer-hops': (route) => route.length < best.length,
    'fewer-licences': (route) => bought(route) < bought(best),
    'no-migration': (route) => best.some(isMigration) && !route.some(isMigration),
    'told-migration': (route) =>
      best.some((each) => isMigration(each) && !isStated(each)) && route.some((each) => isMigration(each) && isStated(each)),
  }
  const has = Object.values(merits)
  const worth = new Set(has.map((merit) => others.find(merit)))
  return others.flatMap((route) => (worth.has(route) ? [{ route, merits: meritNames.filter((name) => merits[name](route)) }] : []))
}

const meritNames = ['fewer-hops', 'fewer-licences', 'no-migration', 'told-migration'] as const satisfies readonly Merit[]

/** On how many hops an upgrade licence is needed, or may be. */
const bought = (route: Route): number => route.filter(({ from, to }) => upgradeLicense(from, to)?.needed !== false).length

const isMigration = ({ fact }: Hop): boolean => fact?.way === 'migrate'
const isStated = (each: Hop): boolean => surenessOf(each) === 'stated'
