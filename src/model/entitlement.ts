/** What the licences of a machine grant, as far as it can be known. */
import type { Fact, FeatureName, GrantFact } from '../knowledge/fact.ts'
import { feature, grant, mechanism } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import type { Bridge, License, Server } from './fleet.ts'
import type { Doubt, Place } from './part.ts'

/** What is held of one feature; a capability counts 1. The truth lies between `sure` and `possible`. */
export interface Held {
  readonly sure: number
  /** Infinity where nothing bounds it. */
  readonly possible: number
  /** The licences that surely grant some of it. */
  readonly from: readonly Share[]
  /** Licences that would grant some, but have expired. */
  readonly expired: readonly (Share & { readonly expires: string; readonly license: License })[]
  /** What is missing to know better. */
  readonly doubts: readonly Doubt[]
  /** Facts on which the amounts rest. */
  readonly facts: readonly Fact[]
}

interface Share {
  readonly place: Place
  readonly amount: number
}

const nothing: Held = { sure: 0, possible: 0, from: [], expired: [], doubts: [], facts: [] }

/** What the licences of a server or Bridge grant of a feature, in force on the day on which the machine is judged, or on a later `day`. */
export function held(name: FeatureName, machine: Server | Bridge, release: Release, day?: string): Held {
  const { licenses } = machine
  if (!licenses) return unbounded({ missing: 'licences', of: machine.name })
  if (licenses.length === 1 && licenses[0]) return grantOf(name, licenses[0], machine, release, day)
  const seen = new Set<string>()
  return sum(
    licenses.map((license) => {
      const granted = grantOf(name, license, machine, release, day)
      const again = seen.has(identity(license))
      seen.add(identity(license))
      return again ? perhaps(granted, machine.name) : granted
    }),
  )
}

/** What tells one licence from another: a dongle by its serial number, any other by all that is said of it. */
export const identity = ({ spec }: License): string =>
  spec.kind === 'dongle' && spec.serial !== undefined ? `dongle ${spec.serial}` : JSON.stringify(spec)

/** What a licence that is listed again grants: it may be held again, or not. */
export function perhaps({ possible, expired }: Held, of: string): Held {
  return {
    ...nothing,
    possible,
    expired,
    doubts: possible > 0 ? [{ missing: 'whether a licence that is listed twice is held twice', of }] : [],
  }
}

/** Sums what several licences or machines hold. */
export function sum(parts: readonly Held[]): Held {
  const held = parts.filter((part) => part !== nothing)
  const [only] = held
  if (only && held.length === 1) return only
  return {
    sure: held.reduce((total, { sure }) => total + sure, 0),
    possible: held.reduce((total, { possible }) => total + possible, 0),
    from: held.flatMap(({ from }) => from),
    expired: held.flatMap(({ expired }) => expired),
    doubts: held.flatMap(({ doubts }) => doubts),
    facts: held.flatMap(({ facts }) => facts),
  }
}

/** Whether a licence that counts up to and including `expires` no longer counts on `day`. */
export const hasExpired = (expires: string | undefined, day: string): boolean =>
  expires !== undefined && expires !== 'permanent' && expires < day

/** Whether a licence grants Bridge sessions, and whether it grants anything else. */
export function bridgeShare({ spec }: License): 'none' | 'some' | 'all' {
  if (spec.kind !== 'declared') return 'none'
  const granted = Object.entries(spec.entitlements).filter(([, value]) => amountOf(value) > 0)
  if (!granted.some(([name]) => name === 'bridgeSessions')) return 'none'
  return granted.length === 1 ? 'all' : 'some'
}

/** The address of what a licence is tied to, whichever kind it is of. */
export const inLicense = ({ document, path }: License, key: 'hostId' | 'serial'): Place => ({ document, path: [...path, key] })

/** Licence files are not read yet, so what they grant is not known. */
export const unreadFile = (of: string): Doubt => ({
  missing: 'the content of licence files, which this version does not read',
  of,
})

function grantOf(name: FeatureName, license: License, machine: Server | Bridge, release: Release, day?: string): Held {
  const { spec } = license
  if (spec.kind === 'file') return unbounded(unreadFile(machine.name))
  const expected = mechanism(release)?.mechanism
  if (expected !== undefined && (spec.kind === 'dongle') !== (expected === 'dongle')) {
    return unbounded({ missing: `a licence that fits ${release.id}`, of: machine.name })
  }
  const expires = 'expires' in spec ? spec.expires : undefined
  const over = hasExpired(expires, judgedOn(machine, day))
  if (spec.kind === 'default' || spec.kind === 'demo') {
    const granted = builtIn(name, license, spec.kind, machine, release, day)
    return over ? { ...nothing, expired: granted.from.map((share) => ({ ...share, license, expires: expires ?? '' })) } : granted
  }
  const granted: Readonly<Record<string, number | boolean | string | undefined>> = spec.entitlements
  const amount = amountOf(granted[name])
  if (amount === 0) return nothing
  const share = { place: { document: license.document, path: [...license.path, 'entitlements', name] }, amount }
  return over
    ? { ...nothing, expired: [{ ...share, license, expires: expires ?? '' }] }
    : { ...nothing, sure: amount, possible: amount, from: [share] }
}

/** A count as it is; a capability, or a name such as that of a vendor, as 1. */
const amountOf = (written: number | boolean | string | undefined): number =>
  typeof written === 'number' ? written : written === undefined || written === false ? 0 : 1

/** Machines of one fleet may be judged on different days, and none earlier than on its own. */
const judgedOn = ({ asOf }: Server | Bridge, day = asOf): string => (day > asOf ? day : asOf)

const inForce = (machine: Server | Bridge, day?: string): License[] =>
  (machine.licenses ?? []).filter(({ spec }) => !hasExpired('expires' in spec ? spec.expires : undefined, judgedOn(machine, day)))

/** The default or demo licence, where it is all that a machine has in force and what it grants in this release is stated. */
export function sole(machine: Server | Bridge, release: Release, day?: string): GrantFact | undefined {
  const [first, ...others] = inForce(machine, day)
  if (!first || (first.spec.kind !== 'default' && first.spec.kind !== 'demo')) return undefined
  const fact = grant(first.spec.kind, release)
  return fact?.confidence === 'stated' && others.every((other) => identity(other) === identity(first)) ? fact : undefined
}

/** What a default or demo licence grants. Of users only the total is published, so the share of one kind is a range. */
function builtIn(
  name: FeatureName,
  license: License,
  kind: 'default' | 'demo',
  machine: Server | Bridge,
  release: Release,
  day?: string,
): Held {
  const fact = grant(kind, release)
  if (!fact) return nothing
  // Of later releases it is only inferred that these licences stayed the same.
  const inferred = fact.confidence === 'stated' ? undefined : `what a ${kind} licence of ${release.id} grants`
  const range = (sure: number, most: number, division?: string): Held => {
    const possible = inferred ? Number.POSITIVE_INFINITY : most
    const missing = inferred ?? division
    // Whether the default file still counts beside one that was bought is not published.
    const counts = kind === 'demo' || new Set(inForce(machine, day).map(identity)).size === 1
    const doubt = counts ? missing : 'whether the default licence counts beside others'
    return {
      ...nothing,
      sure: counts ? sure : 0,
      possible,
      from: counts && sure > 0 ? [{ place: license, amount: sure }] : [],
      doubts: possible > 0 && doubt ? [{ missing: doubt, of: machine.name }] : [],
      facts: [fact],
    }
  }
  if (name === 'voicePorts') return range(fact.voicePorts, fact.voicePorts)
  if (feature(name).pooled) {
    const division = `how the ${fact.users} users of a ${kind} licence divide over the kinds of user`
    return range(name === 'voiceMailUsers' ? fact.users : 0, fact.users, division)
  }
  if (name === 'unlimitedMessageLength' && fact.messageSeconds !== null && !inferred) return { ...nothing, facts: [fact] }
  return range(0, Number.POSITIVE_INFINITY, `whether and how far a ${kind} licence grants ${feature(name).title}`)
}

const unbounded = (doubt: Doubt): Held => ({ ...nothing, possible: Number.POSITIVE_INFINITY, doubts: [doubt] })
