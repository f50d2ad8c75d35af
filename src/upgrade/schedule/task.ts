/** What has to be placed into nights: one hop of a unit, with the Bridges that go along. */
import type { PlannedHop, Unit } from '../plan.ts'
import type { Times } from '../schedule.ts'
import type { Size } from './room.ts'

export interface Task {
  readonly unit: Unit
  readonly planned: PlannedHop
  /** 1-based: the how-manieth hop of its unit. */
  readonly hop: number
}

/** Why something has no night, and with what it would have one. */
export interface Unplaced {
  readonly tasks: readonly Task[]
  readonly why:
    | { readonly kind: 'parallel'; readonly servers: number }
    | { readonly kind: 'window'; readonly minutes: number }
    /** What a pool holds does not cover them one after another, or not without those of its members that have no night. */
    | { readonly kind: 'pool'; readonly pool: string; readonly without: readonly string[] }
    /** An earlier hop of theirs has none. */
    | { readonly kind: 'earlier' }
  readonly fits: { readonly parallel?: number; readonly minutes?: number }
}

export const longestWindow = 24 * 60

type Limits = Pick<Times, 'minutes' | 'takes' | 'parallel'>

/** Without a length of one upgrade, one fills a night; without a number of servers, one upgrade is made at a time. */
export const nightSize = ({ minutes, takes, parallel }: Limits): Size => ({
  wide: parallel ?? 1,
  long: takes === undefined ? 1 : Math.floor(minutes / takes),
})

/** Both servers of a pair are upgraded at once; Bridges follow one after another. */
export const sizeOf = ({ unit, planned }: Task, { takes, parallel }: Limits): Size => ({
  wide: parallel === undefined ? 1 : unit.servers.length,
  long: takes === undefined ? 1 : 1 + planned.bridges.length,
})

/** Why a night has no room for it by itself; undefined where it has. */
export function tooLarge(task: Task, times: Times): Unplaced | undefined {
  const [{ wide, long }, night] = [sizeOf(task, times), nightSize(times)]
  if (wide > night.wide) return { tasks: [task], why: { kind: 'parallel', servers: wide }, fits: { parallel: wide } }
  if (long <= night.long) return undefined
  const minutes = long * (times.takes ?? 0)
  return { tasks: [task], why: { kind: 'window', minutes }, fits: minutes > longestWindow ? {} : { minutes } }
}
