/** How much room is left, as a table for people: numbers stand right, and what is not known is a question mark. */
import { cite, feature } from '../knowledge/knowledge.ts'
import { type Left, left, type Room } from '../licensing/headroom.ts'
import type { Size } from '../licensing/sizing.ts'
import { figure, signed } from '../model/figure.ts'
import type { Fleet } from '../model/fleet.ts'
import { deciding } from '../model/maximum.ts'
import { wrap } from './explain/wrap.ts'
import type { Paint } from './paint.ts'
import { visible, width } from './visible.ts'

const columns = 100

/** A room now, and after a growth, where one was asked for. */
export interface Row extends Room {
  readonly grown?: Room
}

export const titleOf = (what: Room['what']): string => (what === 'users' ? 'users of all kinds' : feature(what).title)

/** Renders the table, with the arithmetic of sizes after it. `grows` adds what is used after the growth, by which it then tells what is left. */
export function renderHeadroom(fleet: Fleet, rows: readonly Row[], sizes: readonly Size[], grows: boolean, paint: Paint): string {
  const heads = ['used', ...(grows ? ['then'] : []), 'licensed', grows ? 'left then' : 'left', 'published', grows ? 'left then' : 'left']
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(headOf(fleet, row), [...(groups.get(headOf(fleet, row)) ?? []), row])
  const lines = [...groups].flatMap(([head, own]) => [
    ...wrap(visible(head)).split('\n'),
    ...own.filter(isShown).map((row) => line(`  ${titleOf(row.what)}`, cells(row, grows))),
    ...untold(own),
  ])
  const table = lines.join('\n')
  return [paint('bold', line('headroom', heads)), table, ...legend(rows, table), ...renderSizes(sizes, paint), ''].join('\n')
}

const isTold = ({ used, held }: Row): boolean => used !== undefined || (held?.sure ?? 0) > 0

/** What a secondary does not say is told with its primary, whose licences it has. */
const isShown = (row: Row): boolean => isTold(row) && (row.used !== undefined || row.shared?.by !== 'primary')

function untold(rows: readonly Row[]): string[] {
  const names = rows.filter((row) => !isTold(row) && row.shared?.by !== 'primary').map(({ what }) => titleOf(what))
  return names.length === 0 ? [] : wrap(`  not stated: ${names.join(', ')}`, columns).split('\n')
}

const kinds = { server: '', pool: 'the pool ', bridge: 'the Bridge ', bridgehead: 'the Bridges of ' } as const

function headOf({ serverNamed, pairOfSecondary }: Fleet, { of, kind, shared }: Row): string {
  const server = kind === 'server' ? serverNamed.get(of) : undefined
  if (!server) return `${kinds[kind]}${of}${shared && kind === 'bridge' ? ` (with the licences of ${shared.name})` : ''}`
  const primary = pairOfSecondary.get(server)?.primary?.name
  const { version, platform } = server.spec
  const about = [version, ...(platform === undefined ? [] : [platform]), ...(primary === undefined ? [] : [`secondary of ${primary}`])]
  return `${of} (${about.join(', ')})`
}

const widths = { 5: [12, 14, 13, 17, 13], 6: [11, 11, 13, 13, 14, 12] } as const

function line(label: string, cells: readonly string[]): string {
  const wide: readonly number[] = cells.length > 5 ? widths[6] : widths[5]
  const head = label + ' '.repeat(Math.max(0, 26 - width(label)))
  return (head + cells.map((cell, index) => cell.padStart(wide[index] ?? 0)).join('')).trimEnd()
}

const amount = (value: number | undefined): string => (value === undefined ? '?' : signed(value))

function cells(row: Row, grows: boolean): string[] {
  const { used, reported, maximums, grown } = row
  const rest: Left = left(grown ?? row)
  return [
    `${amount(used)}${reported ? '^' : ''}`,
    ...(grows ? [amount(grown?.used)] : []),
    licensed(grown ?? row),
    row.held ? amount(rest.licensed) : row.shared ? '' : '?',
    maximums ? published(maximums) : '',
    maximums ? amount(rest.published) : '',
  ]
}

function licensed({ held, shared }: Row): string {
  if (!held) return shared ? (shared.by === 'pool' ? 'in the pool' : 'shared') : '?'
  const { sure, possible } = held
  if (sure === possible) return figure(sure)
  if (possible === Number.POSITIVE_INFINITY) return sure === 0 ? '?' : `>= ${figure(sure)}`
  return `${figure(sure)} to ${figure(possible)}`
}

function published(maximums: NonNullable<Row['maximums']>): string {
  const { grade, weighed } = deciding(maximums)
  const values = [...new Set(weighed.map(({ value }) => value))].map(figure)
  return values.length === 0 ? '?' : values.join('/') + (grade === 'reported' ? '*' : '')
}

/** What the marks in the table mean, as far as it has any. */
function legend(rows: readonly Row[], table: string): string[] {
  const hearsay = rows.some(({ maximums = [] }) => maximums.length > 0 && deciding(maximums).grade === 'reported')
  const disputed = rows.some(({ maximums = [] }) => new Set(deciding(maximums).weighed.map(({ value }) => value)).size > 1)
  const pooled = rows.some(({ shared }) => shared?.by === 'pool')
  return [
    ...(/ \?(?: |$)/m.test(table) ? ['  ?  not known, and no room to count on'] : []),
    ...(hearsay ? ['  *  one forum post alone reports it'] : []),
    ...(rows.some(({ reported }) => reported) ? ['  ^  by a report of the server, which says more than the spec'] : []),
    ...(disputed ? ['  /  sources disagree'] : []),
    ...(pooled ? [`  in the pool: ${cite('pools-count-together').says}`].flatMap((text) => wrap(text, columns).split('\n')) : []),
  ]
}

function renderSizes(sizes: readonly Size[], paint: Paint): string[] {
  if (sizes.length === 0) return []
  const lines = sizes.map(({ of, says, how, thumb, cites }) => {
    const facts = cites.map(({ fact, confidence }) => (confidence === 'stated' ? fact : `${fact}, ${confidence}`)).join('; ')
    return wrap(visible(`  - ${of}: ${says}${thumb ? ', by a rule of thumb' : ''}: ${how} (${facts})`), columns)
  })
  return ['', paint('bold', 'sizing'), ...lines]
}
