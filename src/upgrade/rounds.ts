/** The fleet hop by hop: all first hops, then all second ones, each judged by the rules and ordered for as it is then. */
import { upgradeLicense } from '../knowledge/knowledge.ts'
import { drawUp } from '../licensing/order/draw-up.ts'
import type { OpenItem } from '../licensing/order/order.ts'
import type { Fleet } from '../model/fleet.ts'
import { byMachine } from './by-machine.ts'
import { isLicence, type Judged, judged, keyOf, keyOfOpen, keyOfPlace, type Obstacle } from './judge.ts'
import type { PlannedHop, Today, Unit } from './plan.ts'
import { type Arrival, aloneIn, arrivals } from './pools.ts'
import { remedyOf } from './remedy.ts'
import type { Hop, Route } from './route.ts'
import { relicensed, upgraded } from './state.ts'
import { licenceUnknown, onceEach, openToday, unlicensedOf } from './unknown.ts'

interface Rounds {
  readonly hops: ReadonlyMap<Unit, readonly PlannedHop[]>
  readonly undecided: readonly OpenItem[]
  readonly shared: readonly Obstacle[]
  readonly today: readonly Today[]
  readonly arrivals: readonly (readonly Arrival[])[]
  /** The fleet once every hop is made. */
  readonly after: Fleet
}

/** Every unit takes its first hop, then every unit that has one its second: so that pools and Bridges are judged as they are then. */
export function roundsOf(start: Fleet, going: readonly { readonly unit: Unit; readonly route: Route }[], leadDays: number): Rounds {
  const hops = new Map<Unit, PlannedHop[]>(going.map(({ unit }) => [unit, []]))
  const options = { leadDays, growth: undefined, demo: [], unread: 0, errors: 0 }
  const undecided = openToday(start, options)
  const shared: Obstacle[] = []
  const pools: Arrival[][] = []
  const first = judged(start)
  let fleet = start
  let before = first
  for (let round = 0; going.some(({ route }) => route.length > round); round++) {
    const moving = going.flatMap(({ unit, route }) => route.slice(round, round + 1).map((hop) => ({ unit, hop })))
    const releases = new Map(moving.flatMap(({ unit, hop }) => unit.servers.map(({ name }) => [name, hop.to] as const)))
    const during = upgraded(fleet, releases)
    const order = drawUp(during, options)
    const after = relicensed(during, order.lines)
    const now = judged(after)
    const fresh = since(before, now)
    undecided.push(
      ...order.open,
      ...order.requests.flatMap(({ open }) => open),
      ...moving.flatMap(({ unit, hop }) => licenceUnknown(unit, hop)),
    )
    const arriving = arrivals(fleet, after, releases)
    pools.push(arriving)
    const alone = aloneIn(arriving)
    const taken = new Set<Obstacle>()
    const linesOf = byMachine(order.lines, ({ holder }) => holder)
    const requestsOf = byMachine(order.requests, ({ of }) => of)
    const blockedOf = byMachine(order.blocked, ({ of }) => of)
    const errorsOf = byMachine(fresh.errors, ({ server }) => server)
    const warningsOf = byMachine(fresh.warnings, ({ server }) => server)
    const openOf = byMachine(fresh.open, ({ of }) => of)
    for (const { unit, hop } of moving) {
      const machines = machinesOf(unit, fleet)
      const errors = errorsOf(machines)
      for (const each of errors) taken.add(each)
      hops.get(unit)?.push({
        hop,
        licence: upgradeLicense(hop.from, hop.to)?.needed,
        lines: linesOf(machines),
        requests: requestsOf(machines),
        blocked: blockedOf(machines),
        unlicensed: unlicensedOf(unit, hop),
        pools: unit.servers.flatMap(({ name }) => alone.get(name) ?? []),
        obstacles: errors.map((each) => ({ ...each, remedy: remedied(fleet, each, hop) })),
        warnings: warningsOf(machines),
        // That the wizard has to be run is among the steps.
        open: openOf(machines).filter(({ rule }) => rule !== 'failover-wizard-run'),
        bridges: bridgesOf(fleet, during, machines),
      })
    }
    shared.push(...fresh.errors.filter((each) => !taken.has(each)))
    fleet = after
    before = now
  }
  const concerned = new Set(going.flatMap(({ unit }) => [...machinesOf(unit, start)]))
  const left = new Set(before.errors.map(keyOfPlace))
  return {
    hops,
    undecided: onceEach(undecided.filter(({ decides }) => decides)),
    shared,
    arrivals: pools,
    after: fleet,
    today: first.errors.flatMap((each) =>
      each.server === undefined || concerned.has(each.server)
        ? [{ ...each, after: !left.has(keyOfPlace(each)) ? 'gone' : isLicence(each) ? 'licences' : 'stays' } as const]
        : [],
    ),
  }
}

const remedied = ({ serverNamed }: Fleet, obstacle: Obstacle, hop: Hop): string | undefined => {
  const server = serverNamed.get(obstacle.server ?? '')
  return server && remedyOf(obstacle, server, hop)
}

/** What is said now and was not said before, licences apart. */
function since(before: Judged, now: Judged): Judged {
  const errors = new Set(before.errors.map(keyOf))
  const warnings = new Set(before.warnings.map(keyOfPlace))
  const open = new Set(before.open.map(keyOfOpen))
  return {
    errors: now.errors.filter((each) => !isLicence(each) && !errors.has(keyOf(each))),
    warnings: now.warnings.filter((each) => !isLicence(each) && !warnings.has(keyOfPlace(each))),
    open: now.open.filter((each) => !open.has(keyOfOpen(each))),
  }
}

/** The names of the servers of a unit and of the Bridges that they are bridgeheads of. */
const machinesOf = ({ servers }: Unit, fleet: Fleet): ReadonlySet<string> =>
  new Set(
    servers.flatMap(({ name }) => {
      const server = fleet.serverNamed.get(name)
      return [name, ...((server && fleet.bridgesOf.get(server)) ?? []).map((bridge) => bridge.name)]
    }),
  )

function bridgesOf(before: Fleet, after: Fleet, machines: ReadonlySet<string>): PlannedHop['bridges'] {
  return [...machines].flatMap((name) => {
    const from = before.bridgeNamed.get(name)?.spec.version
    const to = after.bridgeNamed.get(name)?.spec.version
    return from !== undefined && to !== undefined && from !== to ? [{ name, from, to }] : []
  })
}
