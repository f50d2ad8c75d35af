/** What the functions of policies do over a fleet. What cannot be told is said to be missing, never guessed. */

import { readBridgeRelease } from '../knowledge/bridge-release.ts'
import { feature } from '../knowledge/knowledge.ts'
import { findRelease, type Release } from '../knowledge/release.ts'
import { daysBetween } from '../model/day.ts'
import { held } from '../model/entitlement.ts'
import type { Bridge, Fleet, Server } from '../model/fleet.ts'
import { type Held, sum } from '../model/held.ts'
import { licensee, mayCover } from '../model/licensee.ts'
import { macDigits } from '../model/mac.ts'
import { boundsOf, maximumsOf } from '../model/maximum.ts'
import { unique } from '../model/unique.ts'
import { stated } from '../model/use.ts'
import { date } from '../source/formats.ts'
import { isList, itemsOf, list, type Own, type Unknown, type Value } from './engine.ts'
import { limits } from './limits.ts'
import { capabilities, counted, signatures } from './signatures.ts'
import type { Values } from './values.ts'

type Machine = Server | Bridge
type Counted = (typeof counted)[number]
type Feature = Counted | (typeof capabilities)[number]

/** What is missing. Where it is not said of what, it is of the part that a rule looks at. */
const unknown = (missing: string, of = ''): Unknown => ({ doubt: { missing, of } })

const userKinds = ['voiceMailUsers', 'unifiedMessagingUsers', 'inboxUsers'] as const satisfies readonly Counted[]

/** The functions of a fleet, by name. */
export function functionsOf(fleet: Fleet, values: Values): Readonly<Record<string, { readonly takes: number; readonly run: Own }>> {
  const ofMachine =
    (tell: (machine: Machine, what: string) => number | Unknown): Own =>
    (value = null, what = null) => {
      const part = values.partOf(value)
      if (!part || !('licenses' in part)) throw new Error('it is asked of a server or a Bridge')
      const told = tell(part, String(what))
      return typeof told === 'number' ? BigInt(told) : told
    }
  const run: Readonly<Record<string, Own>> = {
    release: (value = null) => {
      const release = findRelease(String(value))
      return release ? BigInt(release.place) : unknown('a known release')
    },
    bridgeRelease: (value = null) => {
      const release = readBridgeRelease(String(value))
      if (release?.maintenance === undefined) return unknown('a whole release of the Bridge')
      return BigInt((release.major * 1000 + release.minor) * 1000 + release.maintenance)
    },
    mac: (value = null) => macDigits(String(value)) ?? unknown('a MAC address that is well formed'),
    used: ofMachine((machine, what) => (what === 'users' ? total(userKinds.map((kind) => used(kind, machine))) : used(what, machine))),
    licensed: ofMachine((machine, what) => licensed(fleet, machine, what)),
    maximum: ofMachine((machine, what) => maximum(fleet, machine, what)),
    server: (name = null) => {
      const server = fleet.serverNamed.get(String(name))
      return server ? values.of(server) : unknown(`the server ${String(name)}`)
    },
    documentOf: (value = null) => {
      const part = values.partOf(value)
      if (!part) throw new Error('it is asked of a server, pair, Bridge or pool')
      return values.documentOf(part) ?? unknown('the document in which it stands')
    },
    days: (from = null, to = null) => {
      const odd = [from, to].find((day) => typeof day !== 'string' || !date(day))
      return odd === undefined ? BigInt(daysBetween(String(from), String(to))) : unknown(`a day, in place of \`${String(odd)}\``)
    },
    distinct: (value = null) => list(unique(itemsOf(value), keyOf)),
    join: (value = null, between = null) => {
      const texts = itemsOf(value)
      if (!texts.every((text) => typeof text === 'string')) throw new Error('only texts are joined; write string(…) around what is not')
      if (texts.reduce((length, text) => length + text.length + String(between).length, 0) > limits.text)
        throw new Error(`text of more than ${limits.text} characters`)
      return texts.join(String(between))
    },
  }
  return Object.fromEntries(Object.entries(run).map(([name, each]) => [name, { takes: signatures[name]?.takes.length ?? 0, run: each }]))
}

const isCounted = (what: string): what is Counted => counted.some((each) => each === what)
const isFeature = (what: string): what is Feature => isCounted(what) || capabilities.some((each) => each === what)

function total(parts: readonly (number | Unknown)[]): number | Unknown {
  let sum = 0
  for (const part of parts) {
    if (typeof part !== 'number') return part
    sum += part
  }
  return sum
}

function used(what: string, machine: Machine): number | Unknown {
  if (!isCounted(what)) throw new Error(`\`${what}\` is not counted`)
  if (!('release' in machine)) return what === 'bridgeSessions' ? (machine.spec.sessions ?? unknown('its sessions', machine.name)) : 0
  if (what === 'bridgeSessions') return unknown('its Bridge sessions, which are counted on the Bridge', machine.name)
  return stated(what, machine) ?? unknown(`how many ${feature(what).title} it has`, machine.name)
}

function licensed(fleet: Fleet, machine: Machine, what: string): number | Unknown {
  const names: readonly string[] = what === 'users' ? userKinds : [what]
  const release = 'release' in machine ? machine.release : machine.bridgehead?.release
  if (!release) return unknown('a known release', machine.name)
  const holder = 'release' in machine ? licensee(fleet, machine, release) : machine
  if (!holder) return unknown('the primary server whose licences cover it', machine.name)
  const parts = names.filter(isFeature).map((name) => {
    const shared = 'release' in machine ? sharing(fleet, machine, name) : besides(machine, release)
    return shared === undefined ? held(name, holder, release) : unknown(shared, machine.name)
  })
  const open = parts.find((part) => 'doubt' in part)
  if (open) return open
  return within(sum(parts.flatMap((part) => ('doubt' in part ? [] : [part]))), holder.name)
}

function within({ sure, possible, doubts }: Held, of: string): number | Unknown {
  if (sure === possible) return sure
  const [doubt] = doubts
  return doubt ? { doubt: { missing: doubt.missing, of: doubt.of } } : unknown('what its licences grant', of)
}

/** What keeps the licences of one server from being its own. */
function sharing(fleet: Fleet, server: Server, name: Feature): string | undefined {
  const { pooled } = feature(name)
  const primary = fleet.pairOfSecondary.get(server)?.primary ?? server
  if (pooled && (fleet.poolOf.has(server) || fleet.poolOf.has(primary))) return 'its own share of the licences of its pool'
  return mayCover(fleet, server, pooled)
}

/** Sessions of a Bridge may be licensed on the server that is its bridgehead. */
function besides({ bridgehead }: Bridge, release: Release): string | undefined {
  if (!bridgehead) return 'the server that is named as bridgehead'
  return bridgehead.licenses && held('bridgeSessions', bridgehead, release).possible === 0
    ? undefined
    : `which sessions the licences of ${bridgehead.name} grant it`
}

function maximum(fleet: Fleet, machine: Machine, what: string): number | Unknown {
  if (!isCounted(what)) throw new Error(`no maximum of \`${what}\` is published`)
  const release = 'release' in machine ? machine.release : machine.bridgehead?.release
  if (!release) return unknown('a known release', machine.name)
  const maximums = maximumsOf(fleet, what, machine, release)
  const { sure, possible } = boundsOf(maximums)
  if (maximums.length > 0 && sure === possible) return sure
  return unknown(
    maximums.length === 0 ? `a published maximum of ${feature(what).title}` : `which published maximum of ${feature(what).title} holds`,
    machine.name,
  )
}

/** A text that two values share only where they are equal. */
function keyOf(value: Value): string {
  if (isList(value)) return `[${itemsOf(value).map(keyOf).join(',')}]`
  return `${typeof value} ${typeof value === 'object' && value !== null ? identity(value) : JSON.stringify(String(value))}`
}

const numbers = new WeakMap<object, number>()
let last = 0

function identity(value: object): number {
  const known = numbers.get(value) ?? ++last
  numbers.set(value, known)
  return known
}
