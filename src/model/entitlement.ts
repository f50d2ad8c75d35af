/** What the licences of a machine grant, as far as it can be known. */
import type { Fact, FeatureName } from '../knowledge/fact.ts'
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
  readonly from: readonly { readonly place: Place; readonly amount: number }[]
  /** Licences that would grant some, but have expired. */
  readonly expired: readonly { readonly place: Place; readonly amount: number; readonly expires: string }[]
  /** What is missing to know better. */
  readonly doubts: readonly Doubt[]
  /** Facts on which the amounts rest. */
  readonly facts: readonly Fact[]
}

const nothing: Held = { sure: 0, possible: 0, from: [], expired: [], doubts: [], facts: [] }

/** What the licences of a server or Bridge grant of a feature, in force on the day on which the machine is judged. */
export function held(name: FeatureName, machine: Server | Bridge, release: Release): Held {
  const { licenses } = machine
  if (!licenses) return { ...nothing, possible: Number.POSITIVE_INFINITY, doubts: [{ missing: 'its licences', of: machine.name }] }
  const alone = licenses.length === 1
  return licenses.map((license) => grantOf(name, license, { release, asOf: machine.asOf, alone, of: machine.name })).reduce(add, nothing)
}

/** Sums what several machines or licences hold. */
export function add(a: Held, b: Held): Held {
  return {
    sure: a.sure + b.sure,
    possible: a.possible + b.possible,
    from: [...a.from, ...b.from],
    expired: [...a.expired, ...b.expired],
    doubts: [...a.doubts, ...b.doubts],
    facts: [...a.facts, ...b.facts],
  }
}

interface Circumstances {
  readonly release: Release
  readonly asOf: string
  /** Whether it is the only licence of its machine. */
  readonly alone: boolean
  /** The name of its machine. */
  readonly of: string
}

function grantOf(name: FeatureName, license: License, circumstances: Circumstances): Held {
  const { spec } = license
  const { release, asOf, of } = circumstances
  if (spec.kind === 'file') return unbounded(unreadFile(of))
  const expected = mechanism(release)?.mechanism
  if (expected !== undefined && (spec.kind === 'dongle') !== (expected === 'dongle')) {
    return unbounded({ missing: `a licence that fits ${release.id}`, of })
  }
  const expires = 'expires' in spec ? spec.expires : undefined
  if (spec.kind === 'default' || spec.kind === 'demo') {
    return hasExpired(expires, asOf) ? nothing : builtIn(name, license, spec.kind, circumstances)
  }
  const written = Object.entries(spec.entitlements).find(([key]) => key === name)?.[1]
  const amount = typeof written === 'number' ? written : written === true || typeof written === 'string' ? 1 : 0
  if (amount === 0) return nothing
  if (hasExpired(expires, asOf)) return { ...nothing, expired: [{ place: license, amount, expires: expires ?? '' }] }
  return { ...nothing, sure: amount, possible: amount, from: [{ place: license, amount }] }
}

/** Whether a licence that counts up to and including `expires` no longer counts on `day`. */
export const hasExpired = (expires: string | undefined, day: string): boolean => expires !== undefined && expires !== 'permanent' && expires < day

/** What a default or demo licence grants. Of users only the total is published, so the share of one kind is a range. */
function builtIn(name: FeatureName, license: License, kind: 'default' | 'demo', { release, alone, of }: Circumstances): Held {
  const fact = grant(kind, release)
  if (!fact) return nothing
  const range = (sure: number, possible: number, missing?: string): Held => {
    // Whether the default file still counts beside one that was bought is not published.
    const counts = kind === 'demo' || alone
    const doubt = counts ? missing : 'whether the default licence counts beside others'
    const from = counts && sure > 0 ? [{ place: license, amount: sure }] : []
    return { ...nothing, sure: counts ? sure : 0, possible, from, doubts: possible > 0 && doubt ? [{ missing: doubt, of }] : [], facts: [fact] }
  }
  if (name === 'voicePorts') return range(fact.voicePorts, fact.voicePorts)
  if (feature(name).pooled) {
    return range(name === 'voiceMailUsers' ? fact.users : 0, fact.users, `how the ${fact.users} users of a ${kind} licence divide over the kinds of user`)
  }
  if (name === 'unlimitedMessageLength' && fact.messageSeconds !== null) return { ...nothing, facts: [fact] }
  return range(0, Number.POSITIVE_INFINITY, `how many ${feature(name).title} a ${kind} licence grants`)
}

/** Licence files are not read yet, so what they grant is not known. */
export const unreadFile = (of: string): Doubt => ({ missing: 'what its licence files grant, since this version does not read them', of })

const unbounded = (doubt: Doubt): Held => ({ ...nothing, possible: Number.POSITIVE_INFINITY, doubts: [doubt] })
