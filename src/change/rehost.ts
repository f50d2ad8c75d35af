/** Re-host alarms: what the licences of a machine are tied to has changed, so that they have to be issued anew. */
import type { LicenseRequest, Step } from '../licensing/order/order.ts'
import type { Fleet } from '../model/fleet.ts'
import type { Place } from '../model/part.ts'
import type { Books } from './effect.ts'
import { type Host, hostOf, type Machine } from './host.ts'
import { rehostSteps } from './rehost-steps.ts'
import { type Tied, tiedOf } from './tied.ts'

export interface Alarm {
  /** The machine whose licences they are, by its name in HEAD. */
  readonly of: string
  readonly kind: 'server' | 'bridge'
  /** `needed`: a licence is tied to the old host. `done`: those that are listed are for the new one. `unknown`: the spec does not say. */
  readonly state: 'needed' | 'done' | 'unknown'
  readonly why: string
  /** What licences were tied to, and what they have to be tied to. Undefined where a spec does not say it. */
  readonly from: string | undefined
  readonly to: string | undefined
  /** Those that have to be issued anew, or were. */
  readonly licenses: readonly Tied[]
  readonly steps: readonly Step[]
  readonly facts: readonly string[]
  readonly place: Place
}

const asked: ReadonlySet<LicenseRequest['kind']> = new Set(['re-host', 'virtual-mac', 'bridge-upgrade'])

export function alarms(base: Books, head: Books, renamed: ReadonlyMap<string, string>): Alarm[] {
  const before = new Map(machinesOf(base.fleet).map((machine) => [renamed.get(machine.name) ?? machine.name, machine]))
  const requests = head.order.requests.filter(({ kind }) => asked.has(kind))
  const known = new Set(base.order.requests.filter(({ kind }) => asked.has(kind)).map(({ of }) => renamed.get(of) ?? of))
  const moved = machinesOf(head.fleet).flatMap((machine): Alarm[] => {
    const old = before.get(machine.name)
    const alarm = old && alarmOf(base.fleet, old, head.fleet, machine, requests)
    return alarm ? [alarm] : []
  })
  const told = new Set(moved.map(({ of }) => of))
  const others = machinesOf(head.fleet).flatMap((machine): Alarm[] => {
    const request = requests.find(({ of }) => of === machine.name)
    return request && !known.has(machine.name) && !told.has(machine.name) ? [byRequest(machine, request)] : []
  })
  // A pair that has swapped roles has one licence, wherever it is listed.
  return [...moved, ...others.filter(({ from, to }) => !moved.some((each) => each.from === from && each.to === to))]
}

/** The request of an order by which a licence leaves its old host for the new one. */
const requestFor = (requests: readonly LicenseRequest[], machine: Machine, from: Host, to: Host): LicenseRequest | undefined =>
  requests.find(({ of }) => of === machine.name) ??
  requests.find(({ of, fields }) => of === to.owner.name && fields.some(({ value }) => from.id !== undefined && value?.includes(from.id)))

const machinesOf = ({ servers, bridges }: Fleet): readonly Machine[] => [...servers, ...bridges]

const kindOf = (machine: Machine): Alarm['kind'] => ('role' in machine ? 'server' : 'bridge')

/** What a machine must have had or must have, where its host is another than it was. */
function alarmOf(base: Fleet, old: Machine, head: Fleet, machine: Machine, requests: readonly LicenseRequest[]): Alarm | undefined {
  const [from, to] = [hostOf(base, old), hostOf(head, machine)]
  // Without a dongle the upgrade says what becomes of licences.
  if (!from || !to || from.id === undefined || (from.kind === to.kind && from.id === to.id) || from.kind !== to.kind) return undefined
  if (to.id === undefined && !('team' in to.owner.spec && to.owner.spec.team)) return undefined
  // What was never installed on a secondary, or was the primary's, goes on with the primary.
  if (isSecondary(old) && (isSecondary(machine) || from.owner !== old)) return undefined
  const request = requestFor(requests, machine, from, to)
  const listed = [...tiedOf(machine), ...(to.owner === machine ? [] : tiedOf(to.owner))]
  const own = listed.filter(
    ({ hosts }) => from.id !== undefined && hosts.includes(from.id) && !(to.id !== undefined && hosts.includes(to.id)),
  )
  const untold = listed.filter((each) => each.untold)
  const held = machine.licenses ?? (isSecondary(machine) ? [] : undefined)
  const wasHeld = old.licenses === undefined || tiedOf(old).length > 0
  if (listed.length === 0 && held !== undefined && (held.length > 0 || !wasHeld)) return undefined
  const state = own.length > 0 ? 'needed' : untold.length > 0 || listed.length === 0 ? 'unknown' : 'done'
  const licenses = own.length > 0 ? own : untold.length > 0 ? untold : listed
  return {
    of: machine.name,
    kind: kindOf(machine),
    state,
    why: why(old, machine, from, to),
    from: from.id,
    to: to.id,
    licenses,
    steps: state === 'done' ? [] : (request?.steps ?? rehostSteps(head, machine, from, to)),
    facts: factsOf(machine, to),
    place: to.place ?? machine,
  }
}

const isSecondary = (machine: Machine): boolean => 'role' in machine && machine.role === 'secondary'

function why(old: Machine, machine: Machine, from: Host, to: Host): string {
  const what = to.kind === 'dongle' ? 'dongle' : 'licence MAC'
  const renamed = old.name === machine.name ? '' : `, which was ${old.name},`
  const now =
    to.id === undefined ? `is not known: ${to.missing ?? 'the spec does not say it'} is missing` : `is ${to.id}, ${whose(machine, to)}`
  return `The ${what} of ${machine.name}${renamed} was ${from.id}, ${whose(old, from)}, and now ${now}.`
}

const whose = (machine: Machine, { owner, words }: Host): string =>
  owner === machine ? words : `${words.replace(/\bits\b/, 'the')}, of ${owner.name}`

const factsOf = (machine: Machine, { owner, kind }: Host): string[] => [
  kind === 'dongle' ? 'host-is-dongle' : 'team' in owner.spec && owner.spec.team ? 'host-is-virtual-mac' : 'host-is-first-nic',
  ...(isSecondary(machine) ? ['failover-on-primary'] : []),
  ...(kind === 'mac' ? ['rehost'] : []),
]

/** A licence that is for another host although its machine is what it was: the licence, or what it says of its host, has changed. */
function byRequest(machine: Machine, request: LicenseRequest): Alarm {
  const field = (label: RegExp): string | undefined => request.fields.find((each) => label.test(each.label))?.value
  const from = field(/^Old MAC/)
  const old = from?.split(', ') ?? []
  return {
    of: machine.name,
    kind: kindOf(machine),
    state: 'needed',
    why: request.why,
    from,
    to: field(/^New MAC/) ?? field(/^MAC address of the Bridge/),
    licenses: tiedOf(machine).filter(({ hosts }) => hosts.some((host) => old.includes(host))),
    steps: request.steps,
    facts: request.cites.map(({ fact }) => fact),
    place: machine,
  }
}
