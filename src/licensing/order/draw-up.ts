/** Draws up the order of a fleet: the ledger, what to buy, what to ask for, and what is open. */
import type { Fleet, Server } from '../../model/fleet.ts'
import type { Growth } from '../addition.ts'
import { grown } from '../grow.ts'
import { accounts } from './account.ts'
import { fairEffort } from './allocate.ts'
import { decisive, maximumsWanted, stalePrices } from './doubts.ts'
import { ledger } from './entries.ts'
import { fill } from './fill.ts'
import { linesOf } from './lines.ts'
import { type Holder, type Lot, lots } from './lot.ts'
import { offersIn } from './offers.ts'
import { openItems } from './open-items.ts'
import type { FleetLine, LedgerLine, Order } from './order.ts'
import { requests } from './requests.ts'
import { givenBy, proofs } from './shares.ts'
import type { Ground } from './standing.ts'
import { fleetLines, totals } from './sums.ts'
import { unstated } from './unstated.ts'

export interface OrderOptions {
  /** How many days pass from the order to the licence. */
  readonly leadDays: number
  /** What is to be ordered for beyond today's use. */
  readonly growth: Growth | undefined
  /** Names of servers for which a demo licence is asked for. */
  readonly demo: readonly string[]
  /** How many documents could not be read, and how many errors, beside those of `mended`, there are in those that could. */
  readonly unread: number
  readonly errors: number
}

/** Rules whose errors say that a licence is lacking, or has to be issued anew: an order is the answer to them. */
export const mended: ReadonlySet<string> = new Set([
  'license-covers-use',
  'default-license-suffices',
  'demo-license-once',
  'license-unexpired',
  'license-mechanism-fits',
  'license-reaches-release',
  'license-host-matches',
  'bridge-license-host',
  'failover-licensed',
  'secondary-holds-no-license',
  'message-length-licensed',
])

/** The order for a fleet as it is, or as it will have grown; with a growth, the ledger says what it would be without. */
export function drawUp(fleet: Fleet, { leadDays, growth, demo, unread, errors }: OrderOptions): Order {
  const today = growth && drawUp(fleet, { leadDays, growth: undefined, demo: [], unread, errors })
  const { ground, now } = groundOf(fleet, growth)
  const found = [...accounts(now)]
  const gaps = found.flatMap((each) => ('missing' in each ? [each] : []))
  const all = found.flatMap((each) => ('missing' in each ? [] : [each]))
  const offersFor = offersIn(now)
  const parcels = lots(ground, all)
  const effort = fairEffort(parcels.reduce((sum, { moments }) => sum + moments.length, 0))
  const filled = parcels.map((lot) => ({ lot, ...fill(now, lot, ({ machine, release }) => offersFor(machine, release), effort) }))
  const lines = linesOf(
    filled.flatMap(({ drafts }) => drafts),
    leadDays,
  )
  const moments = filled.flatMap(({ lot }) => lot.moments)
  const given = givenBy(lines)
  const rows = ledger(ground, all, moments, given)
  const asked = requests(now, lines, { demo, leadDays })
  const open = openItems([
    ...decisive(gaps, rows, now),
    ...unstated(all),
    ...stalePrices(lines).map((doubt) => ({ doubt, decides: false })),
    ...filled.flatMap(({ unpriced, drafts, lot }) => [
      ...unpriced,
      ...[...maximumsWanted(now, lot, drafts)].map((doubt) => ({ doubt, decides: false })),
    ]),
  ])
  return {
    asOf: [...new Set([...fleet.servers, ...fleet.bridges].map(({ asOf }) => asOf))].sort(),
    leadDays,
    growth: growth?.asked ?? [],
    ledger: withToday(rows, today?.ledger),
    fleet: withToday(fleetLines(rows), today?.fleet),
    proofs: proofs(
      rows,
      all.filter((account) => account.kind === 'pool'),
      given,
    ),
    lines,
    blocked: filled.flatMap(({ blocked }) => blocked),
    totals: totals(lines),
    requests: asked.requests,
    open: [...open, ...asked.open],
    optimality: optimality(filled),
    unread,
    errors,
  }
}

/** The fleet that is ordered for, and the way back to its servers as they are written. */
function groundOf(fleet: Fleet, growth: Growth | undefined): { readonly ground: Ground; readonly now: Fleet } {
  if (!growth) return { ground: { fleet, written: (server) => server }, now: fleet }
  const { fleet: now, before } = grown(fleet, growth)
  const written = (server: Server): Server => {
    const old = before.get(server)
    return old && 'role' in old ? old : server
  }
  return { ground: { fleet: now, written }, now }
}

/** Rows with what they were without the growth. */
function withToday<Row extends LedgerLine | FleetLine>(rows: readonly Row[], before: readonly Row[] | undefined): readonly Row[] {
  if (!before) return rows
  const then = new Map(before.map((row) => [nameOf(row), row]))
  return rows.map((row) => {
    const { needed = 0, toOrder = 0, undecided = 0 } = then.get(nameOf(row)) ?? {}
    return { ...row, today: { needed, toOrder, undecided } }
  })
}

const nameOf = (row: LedgerLine | FleetLine): string => JSON.stringify('of' in row ? [row.feature, row.kind, row.of] : [row.feature])

function optimality(filled: readonly { readonly lot: Lot; readonly proven: boolean }[]): Order['optimality'] {
  const unproven = filled.filter(({ proven }) => !proven).map(({ lot: { holders } }) => nameOfLot(holders))
  return { proven: unproven.length === 0, unproven }
}

const nameOfLot = ([first]: readonly Holder[]): string => first?.pool ?? first?.machine.name ?? ''
