/** The way from the releases that run to a target, hop by hop: what breaks, what must be ordered first, and the steps in order. */
import { type Release, spell } from '../knowledge/release.ts'
import type { Blocked, LicenseRequest, OpenItem, OrderLine } from '../licensing/order/order.ts'
import type { Fleet, Server } from '../model/fleet.ts'
import type { Goal } from './goal.ts'
import type { Obstacle, Open } from './judge.ts'
import type { Arrival, Lone } from './pools.ts'
import { type Reach, reaches } from './remedy/nearest.ts'
import { roundsOf } from './rounds.ts'
import { type Alternative, alternatives, type Hop, routes } from './route.ts'
import { versioned } from './state.ts'
import { nameOf, unitsOf } from './units.ts'

/** Servers that are upgraded together: a pair, or one that stands alone; the primary first. */
export interface Unit {
  readonly servers: readonly Server[]
  readonly from: Release
  readonly to: Release
  /** The other server of their pair, where it runs the target already: it is down with them all the same. */
  readonly beside?: Server
}

/** Why a unit has no plan. */
export interface Refusal {
  readonly of: string
  readonly reason: string
  /** The release nearest to the target that can be reached as the specs are written, where that can be told. */
  readonly nearest?: Release
}

/** One hop of a unit, and what comes with it. */
export interface PlannedHop {
  readonly hop: Hop
  /** Whether the vendor's table has an upgrade licence for it, of a secondary that follows its primary none; undefined where it does not say. */
  readonly licence: boolean | undefined
  /** Order lines and requests of the machines of this unit, as `cuspec order` has them at this stage. */
  readonly lines: readonly OrderLine[]
  readonly requests: readonly LicenseRequest[]
  readonly blocked: readonly Blocked[]
  /** Servers that need an upgrade licence which cannot be drawn up, since their specs leave their licences out. */
  readonly unlicensed: readonly string[]
  /** Pools whose other members are upgraded in the same round. */
  readonly pools: readonly Lone[]
  /** Its servers that come to licence files, and so into their pool. */
  readonly joins: readonly { readonly of: string; readonly pool: string }[]
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
  /** How many ways there are, this one among them. */
  readonly ways: number
  readonly alternatives: readonly Alternative[]
  /** How far it gets as it is written, where something stands in the way. */
  readonly reach?: Reach
}

export interface Plan {
  readonly goal: Goal
  readonly leadDays: number
  readonly units: readonly UnitPlan[]
  readonly refused: readonly Refusal[]
  /** Units that run the target already. */
  readonly done: readonly Unit[]
  /** What orders of today and of each round leave open on which quantities hang, each thing once. */
  readonly undecided: readonly OpenItem[]
  /** What stands against the fleet, and belongs to no unit. */
  readonly shared: readonly Obstacle[]
  /** What is wrong before anything is upgraded. */
  readonly today: readonly Today[]
  /** Of each round, all first hops being one and all second ones the next, the pools whose members begin to share licences in it. */
  readonly arrivals: readonly (readonly Arrival[])[]
  /** The fleet as it runs today, and once every hop is made. */
  readonly before: Fleet
  readonly after: Fleet
}

export interface Today extends Obstacle {
  /** Whether the last hop leaves it, and if so whether it is one that an order of licences mends. */
  readonly after: 'gone' | 'licences' | 'stays'
}

/** Plans the upgrade of every server of a fleet, or of those that are named, to a goal. */
export function plan(fleet: Fleet, goal: Goal, leadDays: number, named: ReadonlySet<string> = new Set()): Plan {
  const start = versioned(fleet)
  const { units, refused } = unitsOf(start, named, goal)
  const done = units.filter(({ from, to }) => from.place === to.place)
  const way = units.flatMap((unit) =>
    unit.from.place < unit.to.place ? [{ unit, all: routes(unit.from, unit.to, undefined, storeOf(unit)) }] : [],
  )
  const rounds = roundsOf(
    start,
    way.filter(({ all }) => all.length > 0).map(({ unit, all: [first = []] }) => ({ unit, route: first })),
    leadDays,
  )
  const short = way.flatMap(({ unit, all }) => {
    const against = (rounds.hops.get(unit) ?? []).flatMap(({ obstacles }) => obstacles.map(({ rule }) => rule))
    return all.length === 0 || against.length > 0 ? [[unit, new Set(against)] as const] : []
  })
  const far = reaches(start, new Map(short), ({ to }) => to.place)
  const stuck = way.flatMap(({ unit, all }) => (all.length === 0 ? [noWay(unit, far.get(unit))] : []))
  return {
    goal,
    leadDays,
    units: way.flatMap(({ unit, all }) => {
      const hops = rounds.hops.get(unit)
      const reach = far.get(unit)
      return hops ? [{ unit, hops, ways: all.length, alternatives: alternatives(all), ...(reach && { reach }) }] : []
    }),
    refused: [...refused, ...units.filter(({ from, to }) => from.place > to.place).map(backwards), ...stuck],
    done,
    undecided: rounds.undecided,
    shared: rounds.shared,
    arrivals: rounds.arrivals,
    before: start,
    after: rounds.after,
    // Of servers that stay as they are lint tells.
    today: rounds.hops.size > 0 ? rounds.today : [],
  }
}

const storeOf = ({ servers: [first] }: Unit) => first?.spec.messageStore?.type

const backwards = (unit: Unit): Refusal => ({
  of: nameOf(unit),
  reason: `it runs ${spell(unit.from)}, which is later than ${unit.to.id}; no source tells of a way back but a new installation and a backup of that release`,
  nearest: unit.from,
})

const noWay = (unit: Unit, reach: Reach | undefined): Refusal => ({
  of: nameOf(unit),
  reason: `no source tells of a way from ${spell(unit.from)} to ${unit.to.id}`,
  ...(reach && { nearest: reach.nearest }),
})
