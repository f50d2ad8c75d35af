/** What has no night, why, and with what it would have one; and how long the nights go on. */
import { daysFrom } from '../../model/day.ts'
import { counted } from '../../model/figure.ts'
import type { Schedule, Unplaced } from '../../upgrade/schedule.ts'
import { nameOf } from '../../upgrade/units.ts'
import type { Page } from '../page/page.ts'
import { hopText, lengthText } from './words.ts'

export const unplacedText = (each: Unplaced, { times }: Schedule): string => `${namesText(each)}: ${whyText(each, times)}${fitsText(each)}`

export const namesText = ({ tasks: [first, ...others] }: Unplaced): string =>
  first
    ? `${[first, ...others].map(({ unit }) => nameOf(unit)).join(' and ')}, hop ${first.hop}${others.length === 0 ? ` (${hopText(first.planned.hop)})` : ''}`
    : ''

export function whyText({ tasks, why }: Unplaced, { parallel, takes, minutes }: Schedule['times']): string {
  const room = `${parallel === undefined ? 'one server or pair at a time' : `${counted(parallel, 'servers')} at once (--max-parallel ${parallel})`}`
  switch (why.kind) {
    case 'parallel':
      return `a failover pair is upgraded together, since neither can stand in for the other meanwhile: ${counted(why.servers, 'servers')} at once, and there is room for ${room}`
    case 'window': {
      const bridges = tasks.flatMap(({ planned }) => planned.bridges.map(({ name }) => name))
      return `its Bridges ${bridges.join(', ')} follow in the same night, since their release does not work with its new one: ${lengthText(why.minutes)} in all with ${lengthText(takes ?? 0)} for each, and the window is ${lengthText(minutes)}`
    }
    case 'pool':
      return why.without.length > 0
        ? `what pool ${why.pool} holds on licence files does not cover this without ${why.without.join(', ')}, which has no night`
        : `what pool ${why.pool} holds on licence files does not cover them one after another, nor was an order found in which it does with room for ${room}${takes === undefined ? '' : ` in a window of ${lengthText(minutes)}`}`
    case 'earlier':
      return 'an earlier hop has no night'
  }
}

export function fitsText({ why, fits: { parallel, minutes } }: Unplaced): string {
  const flags = [
    ...(parallel === undefined ? [] : [`--max-parallel ${parallel}`]),
    ...(minutes === undefined ? [] : [`--window ${lengthText(minutes)}`]),
  ]
  if (flags.length > 0) return `. ${flags.join(' or ')} would fit`
  return why.kind === 'window' ? '. No window of a day has room for that' : ''
}

/** When it ends, and what the nights that were asked for cannot hold. */
export function timesSummary({ times, nights, unplaced }: Schedule): Page['summary'] {
  const late = nights.reduce((most, each) => Math.max(most, each.late), 0)
  const last = nights.at(-1)
  return [
    ...(last
      ? [{ says: `${counted(nights.length, 'nights')}, from ${nights[0]?.start.replace('T', ' ')} to ${last.end.replace('T', ' ')}.` }]
      : []),
    ...(unplaced.length > 0
      ? [
          {
            says: `No night for ${counted(
              unplaced.reduce((sum, { tasks }) => sum + tasks.length, 0),
              'upgrades',
            )}: what has to be together does not fit.`,
            loud: true,
          },
        ]
      : []),
    ...(late > 0
      ? [
          {
            says: `Licences are there up to ${counted(late, 'days')} too late for these nights; --start ${daysFrom(times.day, late)} leaves time.`,
            loud: true,
          },
        ]
      : []),
  ]
}
