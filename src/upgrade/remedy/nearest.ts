/** Which releases servers can reach without breaking a rule, found over states: each stop on the way is judged as well. */
import { isHearsay } from '../../knowledge/knowledge.ts'
import { type Release, versionLine } from '../../knowledge/release.ts'
import { addTo } from '../../model/add-to.ts'
import type { Fleet } from '../../model/fleet.ts'
import { isLicence, judged, keyOf, keyOfOpen } from '../judge.ts'
import type { Unit } from '../plan.ts'
import { type Route, routes } from '../route.ts'
import { relicensed, upgraded } from '../state.ts'
import { machinesOf } from '../units.ts'
import { likeness } from './alike.ts'
import { partOf } from './trial.ts'

/** Whether sources tell of every hop. */
const isTold = (route: Route): boolean => route.every(({ fact }) => fact !== undefined)

/** How far a unit gets on the way to a target that it cannot reach. */
export interface Reach {
  /** The latest release before the target on which no rule stands against it; the one that it runs where there is none. */
  readonly nearest: Release
  /** The first release after the target of which the same holds. */
  readonly beyond?: Release
}

/**
 * How far each of these gets below its `limit`, a place in the version line, with the rules that stand in its way: what they cannot
 * decide of a release speaks against it, too. Every release is judged once, for all of them together.
 */
export function reaches(
  start: Fleet,
  stuck: ReadonlyMap<Unit, ReadonlySet<string>>,
  limit: (unit: Unit) => number,
): ReadonlyMap<Unit, Reach> {
  const like = new Map([...stuck].map(([unit, rules]) => [unit, likenessOf(start, unit, [limit(unit), ...rules])]))
  const firsts = new Map([...like].reverse().map(([unit, key]) => [key, unit]))
  const units = [...new Set(firsts.values())].reverse()
  if (units.length === 0) return new Map()
  const machines = new Map(units.map((unit) => [unit, machinesOf(unit, start)]))
  const small = partOf(start, new Set([...machines.values()].flatMap((names) => [...names])))
  const first = Math.min(...units.map(({ from }) => from.place))
  const stops = versionLine.filter((stop) => stop.place > first && !isHearsay(stop))
  const sound = new Map<Unit, Set<number>>(units.map((unit) => [unit, new Set()]))
  const now = new Set([...saidOf(small).values()].flatMap((all) => all.map(({ key }) => key)))
  for (const stop of stops) {
    const there = saidOf(onRelease(small, units, stop))
    for (const [unit, names] of machines) {
      const isNew = [...names].some((name) =>
        (there.get(name) ?? []).some(({ key, unsure }) => !now.has(key) && (!unsure || stuck.get(unit)?.has(unsure))),
      )
      if (!isNew && stop.place > unit.from.place) sound.get(unit)?.add(stop.place)
    }
  }
  return new Map([...like].map(([unit, key]) => [unit, reachOf(unit, limit(unit), stops, sound.get(firsts.get(key) ?? unit) ?? new Set())]))
}

/** What units have in common that get equally far; of those that are like no other, themselves. */
function likenessOf(start: Fleet, unit: Unit, wants: readonly unknown[]): unknown {
  const key = likeness(start, machinesOf(unit, start))
  return key === undefined ? unit : JSON.stringify([key, wants])
}

const onRelease = (fleet: Fleet, units: readonly Unit[], release: Release): Fleet =>
  relicensed(
    upgraded(
      fleet,
      new Map(
        units.flatMap(({ servers, from }) => (from.place < release.place ? servers.map(({ name }) => [name, release] as const) : [])),
      ),
    ),
    [],
  )

function reachOf(unit: Unit, limit: number, stops: readonly Release[], sound: ReadonlySet<number>): Reach {
  const avoided = new Set(stops.flatMap(({ place }) => (sound.has(place) ? [] : [place])))
  const isReached = (stop: Release): boolean => sound.has(stop.place) && routes(unit.from, stop, avoided).some(isTold)
  const nearest = stops.findLast((stop) => stop.place < limit && isReached(stop)) ?? unit.from
  const beyond = stops.find((stop) => stop.place > limit && isReached(stop))
  return { nearest, ...(beyond && { beyond }) }
}

interface Said {
  readonly key: string
  /** The rule, where it cannot decide. */
  readonly unsure?: string
}

/** What stands against each machine, and what is not decided of it, licences apart. */
function saidOf(fleet: Fleet): ReadonlyMap<string, readonly Said[]> {
  const { errors, open } = judged(fleet)
  const found = new Map<string, Said[]>()
  for (const each of errors) if (!isLicence(each)) addTo(found, each.server ?? '', { key: keyOf(each) })
  for (const each of open) addTo(found, each.of, { key: keyOfOpen(each), unsure: each.rule })
  return found
}
