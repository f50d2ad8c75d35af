/** What the specs have to say after each round of hops: releases as they run then, and licences that are there now, with what is open. */

import { spell } from '../knowledge/release.ts'
import type { Field, LicenseRequest } from '../licensing/order/order.ts'
import { addTo } from '../model/add-to.ts'
import type { Bridge, Fleet, License, Server } from '../model/fleet.ts'
import { inWords } from '../model/in-words.ts'
import { at, type Place } from '../model/part.ts'
import type { Change, Remark } from '../source/rewrite.ts'
import type { Plan, PlannedHop, UnitPlan } from './plan.ts'
import { leavesDongles, namesOf } from './wizard-run.ts'

/** What changes in one file. */
export interface Rewriting {
  readonly changes: readonly Change[]
  readonly remarks: readonly Remark[]
}

/**
 * For each round the files that change, by name, and what changes in them since today. A spec never claims a licence that is not there:
 * those of today stay, each with the release that it is for, and what has to come stands above them as a comment.
 */
export function rewritings({ units }: Plan, fleet: Fleet): readonly ReadonlyMap<string, Rewriting>[] {
  const rounds = Math.max(0, ...units.map(({ hops }) => hops.length))
  return Array.from({ length: rounds }, (_, round) => {
    const files = new Map<string, Said[]>()
    for (const said of units.flatMap((unit) => saidAfter(unit, round, fleet))) addTo(files, said.place.document.file, said)
    return new Map([...files].map(([file, all]) => [file, rewriting(all)]))
  })
}

/** That a key says something, or that something is remarked above it. */
type Said = { readonly place: Place } & ({ readonly value: Change['value'] } | { readonly lines: readonly string[] })

const rewriting = (all: readonly Said[]): Rewriting => ({
  changes: all.flatMap((said) => ('value' in said ? [{ ...placed(said), value: said.value }] : [])),
  remarks: all.flatMap((said) => ('lines' in said ? [{ ...placed(said), lines: said.lines }] : [])),
})

const placed = ({ place: { document, path } }: Said): { readonly document: number; readonly path: Place['path'] } => ({
  document: document.number,
  path,
})

function saidAfter({ unit, hops }: UnitPlan, round: number, fleet: Fleet): Said[] {
  const made = hops.slice(0, round + 1)
  const last = made[made.length - 1]
  if (!last) return []
  const servers = unit.servers.flatMap(({ name }) => fleet.serverNamed.get(name) ?? [])
  const bridges = new Map(made.flatMap((hop) => hop.bridges.map(({ name, to }) => [name, to] as const)))
  return [
    ...servers.flatMap((server) => [{ place: at(server, 'version'), value: last.hop.to.id }, ...stamped(server)]),
    ...[...bridges].flatMap(([name, value]) => {
      const bridge = fleet.bridgeNamed.get(name)
      return bridge ? [{ place: at(bridge, 'version'), value }] : []
    }),
    ...wizardRun(made, servers, fleet),
    ...opened(made, fleet),
  ]
}

/** The release that each licence is for, where the spec leaves it to the release that runs: that changes now. */
const stamped = ({ licenses = [], release }: Server): Said[] =>
  licenses.flatMap((license) =>
    release && isStampable(license)
      ? [{ place: { document: license.document, path: [...license.path, 'version'] }, value: spell(release) }]
      : [],
  )

const isStampable = ({ spec }: License): boolean => (spec.kind === 'dongle' || spec.kind === 'declared') && spec.version === undefined

/** From the first release with licence files on, the licences of a pair reach its secondary by the wizard, which is among the steps. */
function wizardRun(made: readonly PlannedHop[], servers: readonly Server[], fleet: Fleet): Said[] {
  if (!made.some(({ hop }) => leavesDongles(hop))) return []
  return servers.flatMap((server) => {
    // Of a pair that is upgraded whole the primary says it.
    const late = fleet.pairOfSecondary.get(server)
    const pair = fleet.pairOfPrimary.get(server) ?? (late?.primary && servers.includes(late.primary) ? undefined : late)
    const names = pair ? namesOf(pair) : []
    const run = pair?.spec.wizardRunOn ?? []
    return pair && names.some((name) => !run.includes(name)) ? [{ place: at(pair, 'wizardRunOn'), value: names }] : []
  })
}

/** The licences that the hops up to here ask for, above those that there are. */
function opened(made: readonly PlannedHop[], fleet: Fleet): Said[] {
  const requests = made.flatMap(({ hop, requests }) => requests.map((request) => ({ request, to: spell(hop.to) })))
  const machines = new Map<Server | Bridge, string[]>()
  for (const { request, to } of requests) {
    const machine = fleet.serverNamed.get(request.of) ?? fleet.bridgeNamed.get(request.of)
    if (machine) machines.set(machine, [...(machines.get(machine) ?? []), ...openLines(request, to)])
  }
  return [...machines].map(([machine, lines]) => ({ place: licensesOf(machine), lines }))
}

const licensesOf = (machine: Server | Bridge): Place => ({
  document: machine.document,
  path: [...machine.path, ...(machine.licenses ? ['licenses'] : [])],
})

function openLines({ title, fields, shows }: LicenseRequest, to: string): string[] {
  // Of a Bridge that leaves the MAC of its bridgehead both are asked for, its own last.
  const host = fields.findLast(isHost)
  const grants = inWords(shows)
  return [
    `Open since the upgrade to ${to}: ${title}${host?.value === undefined ? '' : `, MAC ${host.value}`}.`,
    ...(grants === '' ? [] : [`  Once it is installed there must be ${grants}.`]),
  ]
}

const isHost = ({ label }: Field): boolean => /^MAC address/.test(label)
