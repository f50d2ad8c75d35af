/** When each hop is made: windows of one length, so many servers at once, and only what may be made in the same one. Times are those of the place, without a zone. */
import { addTo } from '../model/add-to.ts'
import { daysBetween, daysFrom } from '../model/day.ts'
import { directoryOf } from '../model/directory.ts'
import type { Plan, Unit, UnitPlan } from './plan.ts'
import { arrivalsOf } from './schedule/pooled.ts'
import { laid, type Placed } from './schedule/round.ts'
import type { Task, Unplaced } from './schedule/task.ts'

export type { Task, Unplaced } from './schedule/task.ts'

export interface Times {
  /** The first night: YYYY-MM-DD, and the minute of the day at which it begins. */
  readonly day: string
  readonly minute: number
  /** How long a night is, in minutes. */
  readonly minutes: number
  /** How many servers are upgraded at once; undefined for one server or pair at a time. */
  readonly parallel: number | undefined
  /** How many days lie between two nights. */
  readonly apart: number
  /** How many minutes the upgrade of a server or pair takes, and then that of each Bridge; undefined where nobody says: then one fills a night. */
  readonly takes: number | undefined
}

export interface Slot extends Task {
  /** As YYYY-MM-DDTHH:MM. */
  readonly start: string
  readonly end: string
  /** Bridges that follow their bridgehead; `start` is undefined where nobody says how long that takes. */
  readonly bridges: readonly { readonly name: string; readonly start: string | undefined; readonly end: string }[]
}

/** A wave: what is done in one window. */
export interface Night {
  /** As YYYY-MM-DDTHH:MM. */
  readonly start: string
  readonly end: string
  /** The corporate directory whose servers they are; undefined where their specs do not say. */
  readonly directory: string | undefined
  readonly slots: readonly Slot[]
  /** The day by which licences for it have to be ordered; undefined where none are. */
  readonly orderBy: string | undefined
  /** By how many days that is over on the day on which the specs are judged; 0 where it is not. */
  readonly late: number
}

export interface Schedule {
  readonly times: Times
  readonly nights: readonly Night[]
  /** What no night has room for, so that it is in none. */
  readonly unplaced: readonly Unplaced[]
}

/**
 * Nights in their order. All first hops come before all second ones, as the plan judges them; in each, one directory after another. A
 * pair is upgraded together, a Bridge after its bridgehead, and members of a pool so that those on licence files never need more than
 * they hold.
 */
export function schedule({ units, arrivals, leadDays }: Plan, times: Times): Schedule {
  const directories = new Map<string, UnitPlan[]>()
  for (const each of units) addTo(directories, directoryKey(each.unit), each)
  const rounds = units.reduce((most, { hops }) => Math.max(most, hops.length), 0)
  const batches: (readonly Placed[])[] = []
  const unplaced: Unplaced[] = []
  const absent = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const placed = new Set<string>()
    const arrivalOf = arrivalsOf(arrivals[round] ?? [])
    for (const all of directories.values()) {
      const tasks = all.flatMap(({ unit, hops }) =>
        hops.slice(round, round + 1).map((planned): Task => ({ unit, planned, hop: round + 1 })),
      )
      const found = laid(tasks, arrivalOf, times, placed, absent)
      batches.push(...found.nights)
      unplaced.push(...found.unplaced)
      for (const { task } of found.nights.flat()) for (const { name } of task.unit.servers) placed.add(name)
    }
  }
  return { times, nights: batches.map((batch, index) => nightOf(batch, index, times, leadDays)), unplaced }
}

/** What tells directories apart. Where it is left out, a deployment has one of its own: another may be the same, and may not. */
function directoryKey({ servers: [first] }: Unit): string {
  const directory = first && directoryOf(first)
  return directory === undefined ? JSON.stringify([first?.document.file, first?.document.number]) : directory
}

function nightOf(batch: readonly Placed[], index: number, times: Times, leadDays: number): Night {
  const { day, minute, minutes, apart, takes } = times
  const date = daysFrom(day, index * apart)
  const end = stamp(date, minute + minutes)
  const after = (turns: number): string => (takes === undefined ? end : stamp(date, minute + turns * takes))
  const slots = batch.map(
    ({ task, turn }): Slot => ({
      ...task,
      start: stamp(date, minute + turn * (takes ?? 0)),
      end: after(turn + 1),
      bridges: task.planned.bridges.map(({ name }, place) => ({
        name,
        start: takes === undefined ? undefined : after(turn + 1 + place),
        end: after(turn + 2 + place),
      })),
    }),
  )
  const asking = slots.filter(({ planned: { lines, requests } }) => lines.length + requests.length > 0)
  const orderBy = asking.length > 0 ? daysFrom(date, -leadDays) : undefined
  const late = asking.reduce(
    (most, { unit: { servers } }) => Math.max(most, ...servers.map(({ asOf }) => daysBetween(orderBy ?? asOf, asOf))),
    0,
  )
  return { start: stamp(date, minute), end, directory: slots[0]?.unit.servers[0]?.directory, slots, orderBy, late }
}

const minutesADay = 24 * 60

/** A moment so many minutes after the beginning of a day. */
function stamp(day: string, minutes: number): string {
  const date = daysFrom(day, Math.floor(minutes / minutesADay))
  const rest = minutes % minutesADay
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date}T${two(Math.floor(rest / 60))}:${two(rest % 60)}`
}
