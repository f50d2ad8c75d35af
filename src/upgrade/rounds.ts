/** The fleet hop by hop: all first hops, then all second ones, each judged by the rules and ordered for as it is then. */
import { byFile, upgradeLicense } from '../knowledge/knowledge.ts'
import { spell } from '../knowledge/release.ts'
import { accounts } from '../licensing/order/account.ts'
import { drawUp } from '../licensing/order/draw-up.ts'
import { namesText } from '../licensing/order/open-items.ts'
import type { OpenItem } from '../licensing/order/order.ts'
import { upgradeUnknown } from '../licensing/order/request/upgrade-reason.ts'
import { unstated } from '../licensing/order/unstated.ts'
import type { Fleet } from '../model/fleet.ts'
import { at } from '../model/part.ts'
import { isLicence, type Judged, judged, keyOf, keyOfOpen, keyOfPlace, type Obstacle } from './judge.ts'
import type { PlannedHop, Today, Unit } from './plan.ts'
import { shortAlone } from './pools.ts'
import { remedyOf } from './remedy.ts'
import type { Hop, Route } from './route.ts'
import { relicensed, upgraded } from './state.ts'

interface Rounds {
  readonly hops: ReadonlyMap<Unit, readonly PlannedHop[]>
  readonly undecided: readonly OpenItem[]
  readonly shared: readonly Obstacle[]
  readonly today: readonly Today[]
}

/** Every unit takes its first hop, then every unit that has one its second: so that pools and Bridges are judged as they are then. */
export function roundsOf(start: Fleet, going: readonly { readonly unit: Unit; readonly route: Route }[], leadDays: number): Rounds {
  const hops = new Map<Unit, PlannedHop[]>(going.map(({ unit }) => [unit, []]))
  const options = { leadDays, growth: undefined, demo: [], unread: 0, errors: 0 }
  const undecided = openToday(start, drawUp(start, options).open)
  const shared: Obstacle[] = []
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
    const alone = shortAlone(fleet, after, releases)
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
        unlicensed: unlicensedOf(unit, hop),
        pools: unit.servers.flatMap(({ name }) => alone.get(name) ?? []),
        obstacles: fresh.errors.filter(own).map((each) => ({ ...each, remedy: remedied(fleet, each, hop) })),
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
  const concerned = new Set(going.flatMap(({ unit }) => [...machinesOf(unit, start)]))
  const left = new Set(before.errors.map(keyOfPlace))
  return {
    hops,
    undecided: onceEach(undecided.filter(({ decides }) => decides)),
    shared,
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

/** What of today's licences is not known. What is not known of today's needs, orders of later rounds ask where they still need it. */
function openToday(start: Fleet, open: readonly OpenItem[]): OpenItem[] {
  const all = [...accounts(start)].flatMap((each) => ('missing' in each ? [] : [each]))
  const needs = new Set([...unstated(all)].map(({ doubt }) => doubt.missing))
  return open.filter(({ missing }) => !needs.has(missing))
}

/** Each thing once, with the names of those of which it is not known. */
function onceEach(items: readonly OpenItem[]): OpenItem[] {
  const found = new Map<string, { readonly item: OpenItem; readonly names: Set<string> }>()
  for (const item of items) {
    const known = found.get(item.missing)
    if (known) known.names.add(item.of)
    else found.set(item.missing, { item, names: new Set([item.of]) })
  }
  return [...found.values()].map(({ item, names }) => ({ ...item, of: namesText([...names]) }))
}

/** Servers of which an upgrade licence has to be bought, and of which nobody says what they are licensed for. */
function unlicensedOf({ servers }: Unit, { from, to }: Hop): string[] {
  if (upgradeLicense(from, to)?.needed !== true) return []
  const holders = byFile(to) ? servers.filter(({ role }) => role !== 'secondary') : servers
  return holders.flatMap(({ name, licenses }) => (licenses === undefined ? [name] : []))
}

/** That nobody tells whether licences have to be upgraded, of a hop: of one licence or of those that were bought on the way. */
const licenceUnknown = ({ servers: [first] }: Unit, { from, to }: Hop): OpenItem[] =>
  first && upgradeLicense(from, to) === undefined
    ? [{ ...upgradeUnknown(spell(from), to), of: first.name, place: at(first, 'version'), decides: true }]
    : []

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
