/** The nights of one directory in one round: its upgrades placed one after another, each into the first night that has room. */
import type { Arrival } from '../pools.ts'
import type { Times } from '../schedule.ts'
import { coursed, groupsOf, stuckIn } from './pooled.ts'
import { emptyRoom, fitted, type Room, type Size } from './room.ts'
import { nightSize, sizeOf, type Task, tooLarge, type Unplaced } from './task.ts'

export interface Placed {
  readonly task: Task
  /** 0-based: which turn of the night it begins in. */
  readonly turn: number
}

export interface Laid {
  readonly nights: readonly (readonly Placed[])[]
  readonly unplaced: readonly Unplaced[]
}

interface Open {
  room: Room
  readonly placed: Placed[]
}

/** Places tasks of one directory. `before` are servers that have a night in this round, `absent` those of which a hop has none: others are added. */
export function laid(
  tasks: readonly Task[],
  arrivalOf: ReadonlyMap<string, Arrival>,
  times: Times,
  before: ReadonlySet<string>,
  absent: Set<string>,
): Laid {
  const size = nightSize(times)
  const nights: Open[] = []
  const unplaced: Unplaced[] = []
  const whole: Task[] = []
  for (const task of tasks) {
    const large: Unplaced | undefined = isAbsent(task, absent)
      ? { tasks: [task], why: { kind: 'earlier' }, fits: {} }
      : tooLarge(task, times)
    if (large) unplaced.push(large)
    else whole.push(task)
  }
  const drop = (all: readonly Unplaced[]): void => {
    for (const { tasks: own } of all) for (const { unit } of own) for (const { name } of unit.servers) absent.add(name)
  }
  drop(unplaced)
  const groups = groupsOf(arrivalOf, whole).map((group) => ({ group, course: coursed(group, times, before, absent) }))
  const waiting = new Set(groups.flatMap(({ course: { sets, stuck } }) => [...sets.flat(), ...stuck]))
  const nightOf = new Map<Task, number>()
  const place = (set: readonly Task[], from: number): number => {
    const sizes = set.map((task) => sizeOf(task, times))
    const found = firstFit(nights, size, sizes, from)
    for (const [index, task] of set.entries()) {
      found.night.placed.push({ task, turn: found.turns[index] ?? 0 })
      nightOf.set(task, found.index)
    }
    found.night.room = found.room
    return found.index
  }
  // Nights only fill up: where one had no room for a size, it never will have.
  const fromOf = new Map<string, number>()
  for (const task of whole) {
    if (waiting.has(task)) continue
    const { wide, long } = sizeOf(task, times)
    const key = `${wide} ${long}`
    fromOf.set(key, place([task], fromOf.get(key) ?? 0))
  }
  for (const { group, course } of groups) {
    let last = Math.max(0, ...course.free.map((task) => nightOf.get(task) ?? 0))
    for (const set of course.sets) last = place(set, last)
    if (course.stuck.length > 0) unplaced.push(stuckIn(group, course.stuck, times, before, absent))
  }
  drop(unplaced)
  return { nights: nights.map(({ placed }) => [...placed].sort((a, b) => a.turn - b.turn)), unplaced }
}

const isAbsent = ({ unit }: Task, absent: ReadonlySet<string>): boolean => unit.servers.some(({ name }) => absent.has(name))

/** The first night from `from` on with room for all of a set, or a new one, in which there is. */
function firstFit(nights: Open[], size: Size, sizes: readonly Size[], from: number) {
  for (let index = from; index < nights.length; index++) {
    const night = nights[index]
    const found = night && fitted(night.room, size, sizes)
    if (night && found) return { night, index, ...found }
  }
  const night: Open = { room: emptyRoom(size), placed: [] }
  nights.push(night)
  const found = fitted(night.room, size, sizes) ?? { turns: sizes.map(() => 0), room: night.room }
  return { night, index: nights.length - 1, ...found }
}
