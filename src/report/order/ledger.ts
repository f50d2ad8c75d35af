/** The ledger for people: what is needed, held and ordered of every account and of the fleet, and where it is needed. */

import { feature } from '../../knowledge/knowledge.ts'
import type { FleetLine, LedgerLine, Order, OrderLine, Proof } from '../../licensing/order/order.ts'
import { addTo } from '../../model/add-to.ts'
import { counted, figure } from '../../model/figure.ts'
import type { Where } from '../address.ts'
import { type Column, listOf, type Part, type Row, tableOf } from '../page/page.ts'
import { account, amount, becauseText, between, capital, sharedText } from './words.ts'

const number = (title: string): Column => ({ title, figures: true })

/** `needed today` and `to order today` are without the growth that was asked for. */
const columns: readonly Column[] = [
  { title: 'feature' },
  number('needed'),
  number('needed today'),
  number('held'),
  number('re-issued'),
  number('from others'),
  number('lent'),
  number('to order'),
  number('to order today'),
  number('surplus'),
]

export function ledgerParts({ ledger, fleet, proofs, lines: ordered }: Order, where: Where): Part[] {
  const accounts = new Map<string, LedgerLine[]>()
  for (const line of ledger.filter(matters)) addTo(accounts, account(line.kind, line.of), line)
  const ends = endsOf(ordered)
  const ofPool = new Map<string, Proof[]>()
  for (const proof of proofs) addTo(ofPool, account('pool', proof.pool), proof)
  const whole = fleet.filter(matters)
  return [
    ...[...accounts].map(([title, lines]) => ({
      title: capital(title),
      blocks: [
        ...tableOf(
          title,
          columns,
          lines.map((line) => row(line, where, ends)),
        ),
        ...listOf((ofPool.get(title) ?? []).map(proofText), 'Proof'),
      ],
    })),
    ...(whole.length === 0 ? [] : [{ title: 'The whole fleet', blocks: tableOf('the whole fleet', columns, whole.map(fleetRow)) }]),
  ]
}

/** Whether a line says anything: features that nobody needs, holds or orders are left out. */
const matters = ({ needed, held, toOrder, undecided, today }: LedgerLine | FleetLine): boolean =>
  [needed, held.possible, toOrder, undecided, today?.needed ?? 0].some((value) => value > 0)

/** The last days of licences that are ordered again, by account and feature. */
function endsOf(lines: readonly OrderLine[]): ReadonlyMap<string, readonly string[]> {
  const ends = new Map<string, string[]>()
  for (const { kind, holder, pool, gives, expires } of lines) {
    if (expires === undefined) continue
    const of = pool === undefined ? account(kind, holder) : account('pool', pool)
    for (const each of gives) addTo(ends, `${of} ${each.feature}`, expires)
  }
  return ends
}

function row(line: LedgerLine, where: Where, ends: ReadonlyMap<string, readonly string[]>): Row {
  const { feature: name, of, because, doubts, needed, held, reissued, uncounted, toOrder, later, undecided, lent, surplus, today } = line
  const { title, counted: isCount } = feature(name)
  const byGrowth = today && isCount ? needed - because.reduce((sum, each) => sum + each.amount, 0) : 0
  const expiring = ends.get(`${account(line.kind, of)} ${name}`) ?? []
  const notes = [
    ...(because.length > 0
      ? [`needed: ${becauseText(because, of, isCount, where)}${byGrowth > 0 ? `; and ${figure(byGrowth)} by the growth` : ''}`]
      : []),
    ...(uncounted === undefined ? [] : [`what is held is not counted on: ${uncounted}`]),
    ...(reissued > 0
      ? [
          line.kind === 'bridge'
            ? 're-issued: licensed on the Unity server, and issued anew for the Bridge'
            : 're-issued: carried over by an upgrade, for another MAC, or from the dongle of the secondary',
        ]
      : []),
    ...(expiring.length > 0
      ? [
          `${between(name, later, later)} of what is ordered ${later === 1 ? 'takes' : 'take'} the place of what expires on ${[...new Set(expiring)].sort().join(' and ')}`,
        ]
      : []),
    ...(doubts.length > 0 ? [`not known: ${[...new Set(doubts.map(({ missing }) => missing))].join('; ')}`] : []),
  ]
  return {
    cells: [
      title,
      amount(name, needed),
      today ? amount(name, today.needed) : '',
      between(name, held.sure, held.possible),
      reissued > 0 ? amount(name, reissued) : '',
      sharedText(line),
      lent > 0 ? amount(name, lent) : '',
      between(name, toOrder, toOrder + undecided),
      today ? between(name, today.toOrder, today.toOrder + today.undecided) : '',
      isCount || surplus > 0 ? amount(name, surplus) : '',
    ],
    ...(notes.length > 0 && { note: notes.map((each, index) => (index === 0 ? each : capital(each))).join('. ') }),
  }
}

/** Of the fleet a capability is counted: so many servers have it. */
function fleetRow({ feature: name, needed, held, reissued, toOrder, undecided, surplus, today }: FleetLine): Row {
  const { title, counted: isCount } = feature(name)
  const range = (sure: number, possible: number): string =>
    sure === possible ? figure(sure) : Number.isFinite(possible) ? `${figure(sure)} to ${figure(possible)}` : `at least ${figure(sure)}`
  return {
    cells: [
      isCount ? title : `${title} (machines)`,
      figure(needed),
      today ? figure(today.needed) : '',
      range(held.sure, held.possible),
      reissued > 0 ? figure(reissued) : '',
      '',
      '',
      range(toOrder, toOrder + undecided),
      today ? range(today.toOrder, today.toOrder + today.undecided) : '',
      figure(surplus),
    ],
  }
}

/** `voice mail users: held 1,000 + ordered 50 = 1,050; used 1,050 by 2 members`. */
export function proofText({ feature: name, held, lapsing, reissued = 0, ordered, used, members }: Proof): string {
  const all = held - lapsing + reissued + ordered
  const rest = all - used
  const left = rest === 0 ? '' : rest > 0 ? `; ${figure(rest)} left over` : `; ${figure(-rest)} short`
  const less = lapsing > 0 ? ` - ${figure(lapsing)} that ${lapsing === 1 ? 'lapses' : 'lapse'}` : ''
  const anew = reissued > 0 ? ` + ${figure(reissued)} issued anew` : ''
  const sum = `held ${figure(held)}${less}${anew} + ordered ${figure(ordered)} = ${figure(all)}`
  return `${feature(name).title}: ${sum}; used ${figure(used)} by ${counted(members, 'members')}${left}`
}
