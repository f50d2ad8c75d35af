/** The fleet hop by hop: all first hops, then all second ones, each judged by the rules and ordered for as it is then. */
import { upgradeLicense } from '../knowledge/knowledge.ts'
import { drawUp } from '../licensing/order/draw-up.ts'
import type { LicenseRequest, OpenItem } from '../licensing/order/order.ts'
import type { Fleet } from '../model/fleet.ts'
import { byMachine } from './by-machine.ts'
import { isLicence, type Judged, judged, keyOf, keyOfOpen, keyOfPlace, type Obstacle } from './judge.ts'
import type { PlannedHop, Today, Unit } from './plan.ts'
import { type Arrival, aloneIn, arrivals, joinedIn } from './pools.ts'
import type { Found, Stage } from './remedy/case.ts'
import { search } from './remedy/search.ts'
import type { Parts } from './remedy/trial.ts'
import { remedied } from './remedy.ts'
import type { Route } from './route.ts'
import { relicensed, upgraded } from './state.ts'
import { machinesOf, nameOf } from './units.ts'
import { licenceUnknown, onceEach, openToday, unlicensedOf } from './unknown.ts'
import { leavesDongles, licensedThrough, wizardHasRun } from './wizard-run.ts'

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
  const stages: Stage[] = []
  const parts = new Map(going.map(({ unit }) => [nameOf(unit), machinesOf(unit, start)]))
  const pools: Arrival[][] = []
  const first = judged(start)
  let fleet = start
  let before = first
  for (let round = 0; going.some(({ route }) => route.length > round); round++) {
    const moving = going.flatMap(({ unit, route }) => route.slice(round, round + 1).map((hop) => ({ unit, hop })))
    const releases = new Map(moving.flatMap(({ unit, hop }) => unit.servers.map(({ name }) => [name, hop.to] as const)))
    const during = upgraded(fleet, releases)
    const order = drawUp(during, options)
    const converted = moving.flatMap(({ unit, hop }) => (leavesDongles(hop) ? unit.servers.map(({ name }) => name) : []))
    const after = wizardHasRun(relicensed(during, order.lines), new Set(converted))
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
    const joined = joinedIn(arriving)
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
        licence: licensedThrough(unit, hop) ? false : upgradeLicense(hop.from, hop.to)?.needed,
        lines: linesOf(machines),
        requests: [...failoverBeside(unit, requestsOf), ...requestsOf(machines)],
        blocked: blockedOf(machines),
        unlicensed: unlicensedOf(unit, hop),
        pools: unit.servers.flatMap(({ name }) => alone.get(name) ?? []),
        joins: unit.servers.flatMap(({ name }) => joined.get(name) ?? []),
        obstacles: errors,
        warnings: warningsOf(machines),
        // That the wizard has to be run is among the steps.
        open: openOf(machines).filter(({ rule }) => rule !== 'failover-wizard-run'),
        bridges: bridgesOf(fleet, during, machines),
      })
    }
    shared.push(...fresh.errors.filter((each) => !taken.has(each)))
    stages.push({ before: fleet, after, blocked: blockedIn(parts, errorsOf) })
    fleet = after
    before = now
  }
  const concerned = new Set(going.flatMap(({ unit }) => [...machinesOf(unit, start)]))
  const left = new Map(before.errors.map((each) => [keyOfPlace(each), each]))
  const today = first.errors.filter(({ server }) => server === undefined || concerned.has(server))
  const staying = today.flatMap((each) => (isLicence(each) ? [] : (left.get(keyOfPlace(each)) ?? [])))
  if (staying.length > 0)
    stages.push({
      before: fleet,
      after: fleet,
      blocked: blockedIn(
        parts,
        byMachine(staying, ({ server }) => server),
      ),
    })
  const found = search(stages, parts)
  return {
    hops: new Map([...hops].map(([unit, all]) => [unit, all.map((each) => unblocked(each, found))])),
    undecided: onceEach(undecided.filter(({ decides }) => decides)),
    shared,
    arrivals: pools,
    after: fleet,
    today: today.map((each): Today => {
      const then = left.get(keyOfPlace(each))
      if (!then || isLicence(each)) return { ...each, after: then ? 'licences' : 'gone' }
      const changes = found.get(then) ?? []
      return { ...(changes.length > 0 ? remedied(each, changes) : each), after: 'stays' }
    }),
  }
}

/** That failover is added to the licence of a primary that is there already, for a secondary that follows it. */
const failoverBeside = ({ beside }: Unit, requestsOf: (machines: ReadonlySet<string>) => readonly LicenseRequest[]): LicenseRequest[] =>
  beside ? requestsOf(new Set([beside.name])).filter(({ kind }) => kind === 'failover') : []

/** What stands against each of the parts, of those against which something does. */
const blockedIn = (parts: Parts, errorsOf: (machines: ReadonlySet<string>) => readonly Obstacle[]): Stage['blocked'] =>
  new Map([...parts].map(([part, machines]) => [part, errorsOf(machines)] as const).filter(([, errors]) => errors.length > 0))

const unblocked = (planned: PlannedHop, found: ReadonlyMap<Obstacle, readonly Found[]>): PlannedHop => ({
  ...planned,
  obstacles: planned.obstacles.map((each) => remedied(each, found.get(each) ?? [], planned.hop)),
})

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

function bridgesOf(before: Fleet, after: Fleet, machines: ReadonlySet<string>): PlannedHop['bridges'] {
  return [...machines].flatMap((name) => {
    const from = before.bridgeNamed.get(name)?.spec.version
    const to = after.bridgeNamed.get(name)?.spec.version
    return from !== undefined && to !== undefined && from !== to ? [{ name, from, to }] : []
  })
}
