/** An upgrade plan for programs: `schemas/plan.schema.json`. What is not known is null. */
import { cite } from '../../knowledge/knowledge.ts'
import { spell } from '../../knowledge/release.ts'
import type { OrderLine } from '../../licensing/order/order.ts'
import type { Afterwards } from '../../upgrade/afterwards.ts'
import type { Plan, PlannedHop, Unit } from '../../upgrade/plan.ts'
import { type Hop, surenessOf } from '../../upgrade/route.ts'
import type { Night, Schedule, Unplaced } from '../../upgrade/schedule.ts'
import { type Nature, natureOf } from '../../upgrade/steps/nature.ts'
import { type PlanStep, stepsOf } from '../../upgrade/steps.ts'
import { version } from '../../version.ts'
import type { Where } from '../address.ts'
import { obstacleJson } from '../obstacle-json.ts'
import { moneyJson, openJson, requestJson } from '../order/json.ts'
import { visibleJson } from '../visible.ts'
import { outage, wayBack } from './hop.ts'
import { affectedIn, awaitedIn, neededIn, peopleOf } from './nights.ts'
import { isBlocked } from './plan.ts'
import { whyText } from './unplaced.ts'

type Json = Readonly<Record<string, unknown>>

export function planJson(plan: Plan, where: Where, schedule: Schedule | undefined, then?: Afterwards): string {
  const shown = {
    formatVersion: '1',
    tool: { name: 'cuspec', version },
    to: plan.goal.release?.id ?? null,
    ...(plan.goal.release ? {} : { toSpec: plan.goal.name }),
    leadDays: plan.leadDays,
    blocked: isBlocked(plan, schedule, then),
    refused: plan.refused.map(({ of, reason, nearest }) => ({ of, reason, nearest: nearest ? spell(nearest) : null })),
    done: plan.done.map(namesOf),
    today: plan.today.map(({ after, ...each }) => ({ ...obstacleJson(each, where), after })),
    obstacles: plan.shared.map((each) => obstacleJson(each, where)),
    undecided: plan.undecided.map((each) => openJson(each, where)),
    nights: schedule?.nights.map(nightJson) ?? [],
    unplaced: schedule?.unplaced.map((each) => unplacedJson(each, schedule)) ?? [],
    upgrades: plan.units.map(({ unit, hops, ways, alternatives, reach }) => ({
      servers: namesOf(unit),
      from: spell(unit.from),
      hops: hops.map((hop) => hopJson(plan, unit, hop, where)),
      ways,
      alternatives: alternatives.map(({ route }) => route.map(wayJson)),
      merits: alternatives.map(({ merits }) => merits),
      ...(reach && { nearest: spell(reach.nearest), beyond: reach.beyond?.id ?? null }),
    })),
    ...(then && { afterwards: afterwardsJson(then, where) }),
  }
  return `${visibleJson(JSON.stringify(shown, null, 2))}\n`
}

const afterwardsJson = ({ change, lines, obstacles }: Afterwards, where: Where): Json => ({
  changes: change.parts.map(({ kind, name, how, risk, changes }) => ({
    kind,
    name,
    how,
    risk,
    values: changes.map(({ path, base, head }) => ({ path, from: base ?? null, to: head ?? null })),
  })),
  rehosts: change.alarms.filter(({ state }) => state !== 'done').map(({ of, from, to }) => ({ of, from: from ?? null, to: to ?? null })),
  lines: lines.map(lineJson),
  obstacles: obstacles.map((each) => obstacleJson(each, where)),
})

const nightJson = (night: Night, index: number): Json => ({
  wave: index + 1,
  start: night.start,
  end: night.end,
  orderBy: night.orderBy ?? null,
  daysLate: night.late,
  directory: night.directory ?? null,
  outOfService: affectedIn(night),
  people: peopleOf(night),
  needed: neededIn(night),
  awaited: awaitedIn(night),
  upgrades: night.slots.map(({ unit, hop, start, end, bridges }) => ({
    servers: namesOf(unit),
    hop,
    start,
    end,
    beside: unit.beside?.name ?? null,
    bridges: bridges.map((each) => ({ ...each, start: each.start ?? null })),
  })),
})

const unplacedJson = (each: Unplaced, { times }: Schedule): Json => ({
  upgrades: each.tasks.map(({ unit, hop }) => ({ servers: namesOf(unit), hop })),
  constraint: each.why.kind,
  reason: whyText(each, times),
  fits: { maxParallel: each.fits.parallel ?? null, windowMinutes: each.fits.minutes ?? null },
})

const namesOf = ({ servers }: Unit): string[] => servers.map(({ name }) => name)

const wayJson = (hop: Hop): Json => ({
  from: spell(hop.from),
  to: hop.to.id,
  way: hop.fact?.way ?? null,
  sure: surenessOf(hop),
  cite: hop.fact ? cite(hop.fact.id) : null,
  note: hop.fact?.note ?? null,
})

function hopJson({ before }: Plan, unit: Unit, planned: PlannedHop, where: Where): Json {
  const { hop, licence, lines, requests, unlicensed, pools, blocked, obstacles, warnings, open, bridges } = planned
  return {
    ...wayJson(hop),
    upgradeLicence: licence ?? null,
    lines: lines.map(lineJson),
    requests: requests.map((request) => requestJson(request, where)),
    unlicensed,
    pools,
    notOrdered: blocked.map(({ of, feature, units, reason }) => ({ of, feature, units, reason })),
    obstacles: obstacles.map((each) => obstacleJson(each, where)),
    warnings: warnings.map((each) => obstacleJson(each, where)),
    open,
    bridges,
    outage: outage(hop),
    wayBack: wayBack(hop),
    steps: stepsOf(unit, planned).map((step) => stepJson(step, natureOf(step, unit, before.bridgeNamed))),
  }
}

const stepJson = ({ when, on, says, facts, final }: PlanStep, { where, owner, restart, outage: down }: Nature): Json => ({
  when,
  on: on ?? null,
  where,
  owner: owner ?? null,
  restart: restart ?? null,
  outage: down ?? null,
  says,
  facts,
  final: final ?? false,
})

const lineJson = ({ holder, item, count, gives, upgrade, amount }: OrderLine): Json => ({
  for: holder,
  partNumber: item?.partNumber ?? null,
  count,
  gives,
  upgrade: upgrade !== undefined,
  amount: amount ? moneyJson(amount) : null,
})
