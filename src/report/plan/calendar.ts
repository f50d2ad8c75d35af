/** The nights of a plan for calendars: RFC 5545, in local time, the same bytes for the same plan. */
import { createHash } from 'node:crypto'
import type { Night, Slot } from '../../upgrade/schedule.ts'
import { nameOf } from '../../upgrade/units.ts'
import { visible } from '../visible.ts'
import { awaitedIn } from './nights.ts'
import { hopText } from './words.ts'

/** `to` is the target, `stamped` the day on which the plan is judged. */
export function planCalendar(nights: readonly Night[], to: string, stamped: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//cuspec//plan//EN',
    ...nights.flatMap((night) => night.slots.flatMap((slot) => event(night, slot, to, stamped))),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function event({ orderBy }: Night, slot: Slot, to: string, stamped: string): string[] {
  const { unit, planned, hop, start, end, bridges } = slot
  const name = nameOf(unit)
  const awaited = awaitedIn({ slots: [slot] })
  const summary = `${name}: ${hopText(planned.hop)}`
  const by =
    orderBy === undefined
      ? ''
      : ` Licences have to be ordered by ${orderBy}${awaited.length > 0 ? `, and earlier by as long as an answer to an e-mail takes: ${awaited.join('; ')}` : ''}.`
  const then = bridges.length === 0 ? '' : ` Then its Bridges: ${bridges.map((each) => each.name).join(', ')}.`
  const id = createHash('sha256')
    .update(JSON.stringify([name, hop, to, start]))
    .digest('hex')
    .slice(0, 32)
  return [
    'BEGIN:VEVENT',
    `UID:${id}@cuspec`,
    `DTSTAMP:${stamped.replaceAll('-', '')}T000000Z`,
    `DTSTART:${moment(start)}`,
    `DTEND:${moment(bridges.at(-1)?.end ?? end)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(`Hop ${hop} on the way to ${to}. Without voice mail: ${[name, ...(unit.beside ? [unit.beside.name] : [])].join(' and ')}.${then}${by}`)}`,
    'END:VEVENT',
  ]
}

const moment = (stamp: string): string => `${stamp.replace(/[-:]/g, '')}00`

const escaped = (text: string): string => visible(text).replace(/[\\;,]/g, '\\$&')

/** Lines of at most 75 bytes, broken between characters; what follows begins with a blank. */
function folded(line: string): string {
  const rows: string[] = []
  let row = ''
  for (const character of line) {
    if (Buffer.byteLength(row + character) > 74) {
      rows.push(row)
      row = ''
    }
    row += character
  }
  return [...rows, row].join('\r\n ')
}
