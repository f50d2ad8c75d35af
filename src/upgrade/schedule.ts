/** When each hop is made: nights of one length, so many upgrades at once. Times are those of the place, without a zone. */
import { daysFrom } from '../model/day.ts'
import type { Plan, PlannedHop, Unit } from './plan.ts'

export interface Times {
  /** The first night: YYYY-MM-DD, and the minute of the day at which it begins. */
  readonly day: string
  readonly minute: number
  /** How long a night is, in minutes. */
  readonly minutes: number
  /** How many upgrades are made in one night. */
  readonly parallel: number
  /** How many days lie between two nights. */
  readonly apart: number
}

export interface Slot {
  readonly unit: Unit
  readonly planned: PlannedHop
  /** 1-based: the how-manieth hop of its unit. */
  readonly hop: number
}

export interface Night {
  /** As YYYY-MM-DDTHH:MM. */
  readonly start: string
  readonly end: string
  readonly slots: readonly Slot[]
  /** The day by which licences for it have to be ordered; undefined where none are. */
  readonly orderBy: string | undefined
}

/**
 * Nights in their order. All first hops come before all second ones, as the plan judges them; of one directory before those of the
 * next, and a pair in one night.
 */
export function schedule({ units, leadDays }: Plan, { day, minute, minutes, parallel, apart }: Times): Night[] {
  const directories = [...new Set(units.map(({ unit }) => unit.servers[0]?.directory ?? ''))]
  const inOrder = directories.flatMap((directory) => units.filter(({ unit }) => (unit.servers[0]?.directory ?? '') === directory))
  const rounds = Math.max(0, ...units.map(({ hops }) => hops.length))
  const batches: Slot[][] = []
  for (let round = 0; round < rounds; round++) {
    const slots = inOrder.flatMap(({ unit, hops }) =>
      hops.slice(round, round + 1).map((planned): Slot => ({ unit, planned, hop: round + 1 })),
    )
    for (let first = 0; first < slots.length; first += parallel) batches.push(slots.slice(first, first + parallel))
  }
  return batches.map((slots, index): Night => {
    const date = daysFrom(day, index * apart)
    const asks = slots.some(({ planned: { lines, requests } }) => lines.length + requests.length > 0)
    return { start: stamp(date, minute), end: stamp(date, minute + minutes), slots, orderBy: asks ? daysFrom(date, -leadDays) : undefined }
  })
}

const minutesADay = 24 * 60

/** A moment so many minutes after the beginning of a day. */
function stamp(day: string, minutes: number): string {
  const date = daysFrom(day, Math.floor(minutes / minutesADay))
  const rest = minutes % minutesADay
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date}T${two(Math.floor(rest / 60))}:${two(rest % 60)}`
}
