/** The way from the releases that run to a target, hop by hop: what breaks, what must be ordered first, and the steps in order. */
import { upgradeLicense } from '../knowledge/knowledge.ts'
import { type Release, spell } from '../knowledge/release.ts'
import { drawUp } from '../licensing/order/draw-up.ts'
import type { Blocked, LicenseRequest, OpenItem, OrderLine } from '../licensing/order/order.ts'
import type { Fleet, Server } from '../model/fleet.ts'
import { isLicence, type Judged, judged, keyOf, keyOfOpen, keyOfPlace, type Obstacle, type Open } from './judge.ts'
import { alternatives, type Hop, type Route, routes } from './route.ts'
import { relicensed, upgraded, versioned } from './state.ts'

/** Servers that are upgraded together: a pair, or one that stands alone; the primary first. */
export interface Unit {
  readonly servers: readonly Server[]
  readonly from: Release
}

/** Why a unit has no plan. */
export interface Refusal {
  readonly of: string
  readonly reason: string
  /** The nearest release that can be reached, where there is one. */
  readonly nearest?: Release
}

/** One hop of a unit, and what comes with it. */
export interface PlannedHop {
  readonly hop: Hop
  /** Whether the vendor's table has an upgrade licence for it; undefined where it does not say. */
  readonly licence: boolean | undefined
  /** Order lines and requests of the machines of this unit, as `cuspec order` has them at this stage. */
  readonly lines: readonly OrderLine[]
  readonly requests: readonly LicenseRequest[]
  readonly blocked: readonly Blocked[]
  /** What stands against the fleet after the hop, and did not before. */
  readonly obstacles: readonly Obstacle[]
  readonly warnings: readonly Obstacle[]
  readonly open: readonly Open[]
  /** Bridges that have to be upgraded with it: their names, and the first release that works. */
  readonly bridges: readonly { readonly name: string; readonly from: string; readonly to: string }[]
}

export interface UnitPlan {
  readonly unit: Unit
  readonly hops: readonly PlannedHop[]
  readonly alternatives: readonly Route[]
}

export interface Plan {
  readonly to: Release
  readonly leadDays: number
  readonly units: readonly UnitPlan[]
  readonly refused: readonly Refusal[]
  /** Units that run the target already. */
  readonly done: readonly Unit[]
  /** What an order of each round leaves open on which quantities hang. */
  readonly undecided: readonly OpenItem[]
  /** What stands against the fleet, and belongs to no unit. */
  readonly shared: readonly Obstacle[]
}

/** Plans the upgrade of every server of a fleet, or of those that are named, to one release. */
export function plan(fleet: Fleet, to: Release, leadDays: number, named: ReadonlySet<string> = new Set()): Plan {
  const start = versioned(fleet)
  const { units, refused } = unitsOf(start, named)
  const done = units.filter(({ from }) => from.place === to.place)
  const way = units.flatMap((unit) => (unit.from.place < to.place ? [{ unit, all: routes(unit.from, to) }] : []))
  const stuck = way.filter(({ all }) => all.length === 0).map(({ unit }) => noWay(unit, to))
  const rounds = roundsOf(
    start,
    way.filter(({ all }) => all.length > 0).map(({ unit, all: [first = []] }) => ({ unit, route: first })),
    leadDays,
  )
  return {
    to,
    leadDays,
    units: way.flatMap(({ unit, all }) => {
      const hops = rounds.hops.get(unit)
      return hops ? [{ unit, hops, alternatives: alternatives(all) }] : []
    }),
    refused: [...refused, ...units.filter(({ from }) => from.place > to.place).map((unit) => backwards(unit, to)), ...stuck],
    done,
    undecided: rounds.undecided,
    shared: rounds.shared,
  }
}

const nameOf = ({ servers }: Unit): string => servers.map(({ name }) => name).join(' and ')

const backwards = (unit: Unit, to: Release): Refusal => ({
  of: nameOf(unit),
  reason: `it runs ${spell(unit.from)}, which is later than ${to.id}; no source tells of a way back but a new installation and a backup of that release`,
})

const noWay = (unit: Unit, to: Release): Refusal => ({
  of: nameOf(unit),
  reason: `no source tells of a way from ${spell(unit.from)} to ${to.id}`,
})

/** Pairs and servers that stand alone, in the order of the fleet. */
function unitsOf(
  { servers, pairOfPrimary, pairOfSecondary }: Fleet,
  named: ReadonlySet<string>,
): { readonly units: readonly Unit[]; readonly refused: readonly Refusal[] } {
  const units: Unit[] = []
  const refused: Refusal[] = []
  for (const server of servers) {
    const primary = pairOfSecondary.get(server)?.primary
    if (primary && primary !== server) continue
    const all = [server, ...[pairOfPrimary.get(server)?.secondary ?? []].flat()]
    if (named.size > 0 && !all.some(({ name }) => named.has(name))) continue
    const of = all.map(({ name }) => name).join(' and ')
    const [release, ...others] = all.map((each) => each.release)
    const strange = all.find((each) => !each.release)
    if (!release || strange)
      refused.push({
        of,
        reason: `no source names the release \`${strange?.spec.version ?? server.spec.version}\`, so nothing is known of ways from it`,
      })
    else if (others.some((other) => other?.place !== release.place))
      refused.push({
        of,
        reason: `the servers of the pair run ${all.map((each) => each.release && spell(each.release)).join(' and ')}; bring both to one release first, since they are upgraded together`,
      })
    else units.push({ servers: all, from: release })
  }
  return { units, refused }
}

interface Rounds {
  readonly hops: ReadonlyMap<Unit, readonly PlannedHop[]>
  readonly undecided: readonly OpenItem[]
  readonly shared: readonly Obstacle[]
}

/** Every unit takes its first hop, then every unit that has one its second: so that pools and Bridges are judged as they are then. */
function roundsOf(start: Fleet, going: readonly { readonly unit: Unit; readonly route: Route }[], leadDays: number): Rounds {
  const hops = new Map<Unit, PlannedHop[]>(going.map(({ unit }) => [unit, []]))
  const undecided: OpenItem[] = []
  const shared: Obstacle[] = []
  let fleet = start
  let before = judged(start)
  for (let round = 0; going.some(({ route }) => route.length > round); round++) {
    const moving = going.flatMap(({ unit, route }) => route.slice(round, round + 1).map((hop) => ({ unit, hop })))
    const releases = new Map(moving.flatMap(({ unit, hop }) => unit.servers.map(({ name }) => [name, hop.to] as const)))
    const during = upgraded(fleet, releases)
    const order = drawUp(during, { leadDays, growth: undefined, demo: [], unread: 0, errors: 0 })
    const after = relicensed(during, order.lines)
    const now = judged(after)
    const fresh = since(before, now)
    undecided.push(...order.open.filter(({ decides }) => decides))
    const taken = new Set<Obstacle>()
    for (const { unit, hop } of moving) {
      const machines = machinesOf(unit, fleet)
      const own = (each: Obstacle): boolean => each.server !== undefined && machines.has(each.server)
      for (const each of fresh.errors.filter(own)) taken.add(each)
      hops.get(unit)?.push({
        hop,
        licence: upgradeLicense(hop.from, hop.to)?.needed,
        lines: order.lines.filter(({ holder }) => machines.has(holder)),
        requests: order.requests.filter(({ of }) => machines.has(of)),
        blocked: order.blocked.filter(({ of }) => machines.has(of)),
        obstacles: fresh.errors.filter(own),
        warnings: fresh.warnings.filter(own),
        // That the wizard has to be run is among the steps.
        open: fresh.open.filter(({ of, rule }) => machines.has(of) && rule !== 'failover-wizard-run'),
        bridges: bridgesOf(fleet, during, machines),
      })
    }
    shared.push(...fresh.errors.filter((each) => !taken.has(each)))
    fleet = after
    before = now
  }
  return { hops, undecided, shared }
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
  return after.bridges.flatMap(({ name, spec }) => {
    const from = before.bridgeNamed.get(name)?.spec.version
    return machines.has(name) && from !== undefined && from !== spec.version ? [{ name, from, to: spec.version }] : []
  })
}
