/** What the flags of `cuspec plan` say of nights, read, or refused with what they take. */
import { date } from '../../source/formats.ts'
import { longestWindow } from '../../upgrade/schedule/task.ts'
import type { Times } from '../../upgrade/schedule.ts'
import { Refusal } from '../refusal.ts'

export interface TypedTimes {
  readonly start: string | undefined
  readonly window: string
  readonly parallel: string | undefined
  readonly apart: string
  readonly takes: string | undefined
}

const mostMinutes = longestWindow
const mostParallel = 1000
const mostApart = 365

/** The nights that are asked for; undefined without a start. */
export function timesOf({ start, window, parallel, apart, takes }: TypedTimes): Times | undefined {
  const others = {
    minutes: minutesOf('--window', window),
    parallel: parallel === undefined ? undefined : numberOf('--max-parallel', parallel, mostParallel),
    apart: numberOf('--nights-apart', apart, mostApart),
    takes: takes === undefined ? undefined : minutesOf('--takes', takes),
  }
  if (others.takes !== undefined && others.takes > others.minutes)
    throw new Refusal(`--takes ${takes} is longer than --window ${window}, so that no upgrade ends in its night`)
  if (start === undefined) return undefined
  const [, day = '', hour = '', minute = ''] = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/.exec(start) ?? []
  if (!date(day)) throw new Refusal(`--start takes a moment as YYYY-MM-DDTHH:MM, not ${start || 'nothing'}`)
  return { day, minute: Number(hour) * 60 + Number(minute), ...others }
}

function minutesOf(flag: string, written: string): number {
  const [, number = '', unit] = /^(\d{1,4})([hm])$/.exec(written) ?? []
  const minutes = Number(number) * (unit === 'h' ? 60 : 1)
  if (number === '' || minutes < 1 || minutes > mostMinutes)
    throw new Refusal(`${flag} takes hours or minutes up to a day, such as 4h or 90m, not ${written || 'nothing'}`)
  return minutes
}

function numberOf(flag: string, written: string, most: number): number {
  const number = /^\d{1,4}$/.test(written) ? Number(written) : 0
  if (number < 1 || number > most) throw new Refusal(`${flag} takes a whole number from 1 to ${most}, not ${written || 'nothing'}`)
  return number
}
