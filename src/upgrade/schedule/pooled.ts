/** Members of a pool among what is placed: which of them have to wait for others, and what does not fit. */
import { addTo } from '../../model/add-to.ts'
import type { Arrival } from '../pools.ts'
import type { Times } from '../schedule.ts'
import { emptyRoom, fitted } from './room.ts'
import { longestWindow, nightSize, sizeOf, type Task, type Unplaced } from './task.ts'
import { added, type Comer, type Course, courseOf } from './together.ts'

/** The members of one pool that come from dongles to licence files in one round. */
export interface Group {
  readonly arrival: Arrival
  readonly tasks: readonly Task[]
}

/** The pool in which each server arrives; one that two pools name counts in the first. */
export function arrivalsOf(arrivals: readonly Arrival[]): ReadonlyMap<string, Arrival> {
  const arrivalOf = new Map<string, Arrival>()
  for (const arrival of arrivals) for (const { name } of arrival.arriving) if (!arrivalOf.has(name)) arrivalOf.set(name, arrival)
  return arrivalOf
}

/** The tasks of each pool. */
export function groupsOf(arrivalOf: ReadonlyMap<string, Arrival>, tasks: readonly Task[]): Group[] {
  const groups = new Map<Arrival, Task[]>()
  for (const task of tasks) {
    const [arrival] = task.unit.servers.flatMap(({ name }) => arrivalOf.get(name) ?? [])
    if (arrival) addTo(groups, arrival, task)
  }
  return [...groups].map(([arrival, own]) => ({ arrival, tasks: own }))
}

/** In which order they come. `absent` are servers that have no night in this round or an earlier one, `placed` those that have one. */
export function coursed({ arrival, tasks }: Group, times: Times, placed: ReadonlySet<string>, absent: ReadonlySet<string>): Course<Task> {
  const { there, arriving } = arrival
  const whole = added([], [...there, ...arriving])
  const now = added([], [...there.filter(({ name }) => !absent.has(name)), ...arriving.filter(({ name }) => placed.has(name))])
  const start = whole.map((_, index) => now[index] ?? 0)
  const spareOf = new Map(arriving.map(({ name, spare }) => [name, spare]))
  const comers = tasks.map(
    (item): Comer<Task> => ({
      item,
      spare: added(
        [],
        item.unit.servers.map(({ name }) => ({ spare: spareOf.get(name) ?? [] })),
      ),
    }),
  )
  const { wide, long } = nightSize(times)
  return courseOf(start, whole, comers, { most: wide * long, fits: (items) => haveRoom(items, times) })
}

const haveRoom = (tasks: readonly Task[], times: Times): boolean =>
  fitted(
    emptyRoom(nightSize(times)),
    nightSize(times),
    tasks.map((task) => sizeOf(task, times)),
  ) !== undefined

// Each number is tried for small sets only.
const mostTried = 24

/** What has to be together and finds no room, with the least that would do where that is known. */
export function stuckIn(
  group: Group,
  stuck: readonly Task[],
  times: Times,
  placed: ReadonlySet<string>,
  absent: ReadonlySet<string>,
): Unplaced {
  const { pool, arriving } = group.arrival
  const works = (other: Times): boolean => coursed(group, other, placed, absent).stuck.length === 0
  const all = stuck.reduce((sum, { unit }) => sum + unit.servers.length, 0)
  const { parallel = 0, takes } = times
  const widths = Array.from({ length: Math.max(0, all - parallel) }, (_, index) => parallel + 1 + index)
  const least = (all > mostTried ? widths.slice(-1) : widths).find((wide) => works({ ...times, parallel: wide }))
  const lengths =
    takes === undefined
      ? []
      : Array.from(
          { length: Math.min(mostTried, Math.floor(longestWindow / takes) - nightSize(times).long) },
          (_, index) => (nightSize(times).long + index + 1) * takes,
        )
  const longer = lengths.find((length) => works({ ...times, minutes: length }))
  return {
    tasks: stuck,
    why: { kind: 'pool', pool, without: arriving.flatMap(({ name }) => (absent.has(name) ? [name] : [])) },
    fits: { ...(least !== undefined && { parallel: least }), ...(longer !== undefined && { minutes: longer }) },
  }
}
