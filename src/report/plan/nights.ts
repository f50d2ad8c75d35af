/** The nights of a plan: what is done in each, who is there, what has to have arrived, and a Gantt chart. */
import { waitsUntold } from '../../licensing/order/request/step.ts'
import { counted } from '../../model/figure.ts'
import type { Night, Schedule, Slot } from '../../upgrade/schedule.ts'
import { nameOf } from '../../upgrade/units.ts'
import { lineText } from '../order/bought.ts'
import { type Block, listOf, tableOf } from '../page/page.ts'
import { windowOf } from './windows.ts'
import { hopText, lengthText } from './words.ts'

// More are no picture any more, nor do forges draw as much.
const mostBars = 250
const mostLines = 12

/** When what is done, and until when licences for it have to be ordered; as a chart, too, where one can be shown. */
export function nightBlocks(schedule: Schedule | undefined): Block[] {
  if (!schedule || schedule.nights.length === 0) return []
  const { nights, times } = schedule
  const windows = nights.map(windowOf)
  const bars = windows.reduce((sum, each) => sum + each.bars.length, 0)
  return [
    { kind: 'text', says: keptText(schedule) },
    ...tableOf('Nights', nightColumns, nights.map(nightRow)),
    ...tableOf(
      'Upgrades by night',
      slotColumns,
      nights.flatMap(({ slots }, index) => slots.map((slot) => slotRow(slot, index, times.takes !== undefined))),
    ),
    ...listOf(unstatedDirectories(nights)),
    bars > mostBars
      ? { kind: 'text', says: `${counted(bars, 'upgrades')} are too many for a chart, which shows up to ${mostBars}.` }
      : { kind: 'chart', title: 'Upgrades by night', windows },
  ]
}

/** What every night keeps to. */
function keptText({ times: { parallel, takes, minutes } }: Schedule): string {
  const atOnce = parallel === undefined ? 'one server or pair at a time' : `at most ${counted(parallel, 'servers')} at once`
  const length =
    takes === undefined
      ? `no source tells how long an upgrade takes, so that each has the window of ${lengthText(minutes)} for itself; --takes tells`
      : `${lengthText(takes)} for a server or pair, and then for each of its Bridges, as --takes says`
  return `Each night is one wave of upgrades: ${atOnce}, and in one directory; both servers of a pair together; a Bridge after its bridgehead; of a pool as many on licence files as they hold licences for; ${length}.`
}

const nightColumns = [
  { title: 'night', figures: true },
  { title: 'from', short: true },
  { title: 'to', short: true },
  { title: 'directory' },
  { title: 'out of service' },
  { title: 'who must be there' },
  { title: 'order by', short: true },
]

const nightRow = (night: Night, index: number) => ({
  cells: [
    String(index + 1),
    night.start.replace('T', ' '),
    night.end.replace('T', ' '),
    night.directory ?? 'not stated',
    affectedIn(night).join(', '),
    peopleOf(night).join('; '),
    orderByText(night),
  ],
  ...(arrivedText(night) !== '' && { note: arrivedText(night) }),
})

const orderByText = (night: Night): string => {
  const { orderBy, late } = night
  if (late > 0) return `${orderBy}: ${counted(late, 'days')} too late`
  return `${orderBy ?? ''}${awaitedIn(night).length > 0 ? ' or earlier' : ''}`
}

/** Every machine that is out of service in a night: those that are upgraded, and the other server of a pair. */
export const affectedIn = ({ slots }: Night): string[] => slots.flatMap(affectedBy)

export const affectedBy = ({ unit, bridges }: Slot): string[] => [
  ...unit.servers.map(({ name }) => name),
  ...(unit.beside ? [unit.beside.name] : []),
  ...bridges.map(({ name }) => name),
]

/** Who answers for the deployments, as far as they say. */
export const peopleOf = ({ slots }: Night): string[] => [
  ...new Set(
    slots.flatMap(({ unit: { servers } }) =>
      servers.map(({ owner, deployment }) => owner ?? `who answers for ${deployment} is not stated`),
    ),
  ),
]

/** What has to be at hand when a night begins. */
export function neededIn({ slots }: Night): string[] {
  return slots.flatMap(({ planned: { lines, requests, unlicensed, blocked } }) => [
    ...lines.map(lineText),
    ...requests.map(({ title }) => title),
    ...unlicensed.map((of) => `the upgrade licence of ${of}, which cannot be ordered yet`),
    ...blocked.map(({ of, reason }) => `${of}: ${reason}`),
  ])
}

/** Requests of a night that are answered by e-mail, so that the day to order by is only the latest one. */
export const awaitedIn = ({ slots }: Pick<Night, 'slots'>): string[] =>
  slots.flatMap(({ planned: { requests } }) => requests.flatMap(({ title, steps }) => (steps.some(waitsUntold) ? [title] : [])))

const shortened = (all: readonly string[]): readonly string[] =>
  all.length > mostLines ? [...all.slice(0, mostLines), `and ${counted(all.length - mostLines, 'things')} more, with their servers`] : all

function arrivedText(night: Night): string {
  const needed = neededIn(night)
  const awaited = awaitedIn(night)
  const longer =
    awaited.length > 0 ? `. Asked for by e-mail, of which no source tells how long an answer takes: ${shortened(awaited).join('; ')}` : ''
  return needed.length === 0 ? '' : `must have arrived: ${shortened(needed).join('; ')}${longer}`
}

const slotColumns = [
  { title: 'night', figures: true },
  { title: 'from', short: true },
  { title: 'to', short: true },
  { title: 'without voice mail' },
  { title: 'what' },
  { title: 'then' },
]

const slotRow = ({ unit, planned, hop, start, end, bridges }: Slot, index: number, timed: boolean) => ({
  cells: [
    String(index + 1),
    start.replace('T', ' '),
    end.replace('T', ' '),
    `${nameOf(unit)}${unit.beside ? `, and ${unit.beside.name} with it` : ''}`,
    `hop ${hop}: ${hopText(planned.hop)}`,
    bridges
      .map(({ name, start: from = '', end: to }) => `Bridge ${name}${timed ? ` from ${timeOf(from)} to ${timeOf(to)}` : ''}`)
      .join(', '),
  ],
})

const timeOf = (moment: string): string => moment.slice(11)

/** Deployments that leave their directory out, where it would matter. */
function unstatedDirectories(nights: readonly Night[]): string[] {
  const silent = new Set(
    nights.flatMap(({ directory, slots }) => (directory === undefined ? slots.map(({ unit }) => unit.servers[0]?.deployment ?? '') : [])),
  )
  const others = new Set(nights.flatMap(({ directory }) => directory ?? []))
  if (silent.size === 0 || silent.size + others.size < 2) return []
  return [
    `Not checked: whether ${silent.size > 3 ? counted(silent.size, 'deployments') : [...silent].join(', ')} share a directory with others; until \`directory\` says so, each has nights of its own.`,
  ]
}
