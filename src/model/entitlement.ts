/** What the licences of a machine grant, as far as it can be known. */

import type { FeatureName, GrantFact } from '../knowledge/fact.ts'
import { byFile, feature, features, grant, mechanism } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import type { Bridge, License, Server } from './fleet.ts'
import { amountOf, type Grant, grantsOf, identity, isSound } from './grant.ts'
import { type Held, nothing, perhaps, sum, surely, unbounded } from './held.ts'
import { heldBesides, heldByLine } from './held-by-file.ts'
import { listedTwice } from './missing.ts'
import type { Doubt, Place } from './part.ts'
import { heldAsObserved, isObserved, reportsOf } from './server-report.ts'

/**
 * What is held of a feature by a server or Bridge, on the day on which the machine is judged, or on a later `day`. Where the machine
 * itself reports more than the licences listed for it grant, one of them is not listed.
 */
export function held(name: FeatureName, machine: Server | Bridge, release: Release, day?: string): Held {
  const listed = heldByListed(name, machine, release, day)
  if (!machine.licenses || isObserved(machine) || reportsOf(machine).length === 0) return listed
  const { sure } = heldAsObserved(name, machine)
  if (sure <= listed.possible) return listed
  const doubt: Doubt = {
    missing: `the licence for ${feature(name).title} that the server reports and the spec does not list`,
    of: machine.name,
  }
  return { ...listed, possible: sure, doubts: [...listed.doubts, doubt] }
}

/** What the licences that the spec lists grant of a feature. */
export function heldByListed(name: FeatureName, machine: Server | Bridge, release: Release, day?: string): Held {
  const { licenses } = machine
  if (!licenses) return unbounded({ missing: 'licences', of: machine.name })
  // What a server reports is all its licences together: beside them it adds nothing, and stands for them where they are not at hand.
  const own = licenses.filter(({ spec }) => spec.kind !== 'observed')
  if (isObserved(machine)) return heldAsObserved(name, machine)
  const [only] = own
  if (only && own.length === 1 && only.spec.kind !== 'file') return grantOf(name, only, machine, release, day)
  const seen = new Set<string>()
  const once = (identity: string, granted: Held): Held => {
    const again = seen.has(identity)
    seen.add(identity)
    return again ? perhaps(granted, listedTwice(machine.name)) : granted
  }
  return sum(
    own.flatMap((license) =>
      license.spec.kind === 'file' && byFile(release) && isSound(license)
        ? [
            ...grantsOf(license).map((grant) => once(grant.identity, heldByLine(name, grant, machine, judgedOn(machine, day)))),
            heldBesides(name, license, machine),
          ]
        : [once(identity(license), grantOf(name, license, machine, release, day))],
    ),
  )
}

/** Whether a licence that counts up to and including `expires` no longer counts on `day`. */
export const hasExpired = (expires: string | undefined, day: string): boolean =>
  expires !== undefined && expires !== 'permanent' && expires < day

/** Whether grants with one host are of Bridge sessions, of something else, or of both. */
export function bridgeShare(grants: readonly Grant[]): 'none' | 'some' | 'all' {
  const ofBridge = ({ granted, license: { spec } }: Grant): boolean => spec.kind !== 'dongle' && granted('bridgeSessions') !== undefined
  if (!grants.some(ofBridge)) return 'none'
  const ofOther = ({ granted }: Grant): boolean => features.some(({ name }) => name !== 'bridgeSessions' && granted(name) !== undefined)
  return grants.some(ofOther) ? 'some' : 'all'
}

/** The address of what a licence is tied to, whichever kind it is of. */
export const inLicense = ({ document, path }: License, key: 'hostId' | 'serial' | 'expires'): Place => ({ document, path: [...path, key] })

function grantOf(name: FeatureName, license: License, machine: Server | Bridge, release: Release, day?: string): Held {
  const { spec } = license
  const expected = mechanism(release)?.mechanism
  if (expected !== undefined && (spec.kind === 'dongle') !== (expected === 'dongle')) {
    return unbounded({ missing: `a licence that fits ${release.id}`, of: machine.name })
  }
  const expires = 'expires' in spec ? spec.expires : undefined
  const over = hasExpired(expires, judgedOn(machine, day))
  if (spec.kind === 'default' || spec.kind === 'demo') {
    const granted = builtIn(name, license, spec.kind, machine, release, day)
    return over ? { ...nothing, expired: granted.from.map((share) => ({ ...share, source: license, expires: expires ?? '' })) } : granted
  }
  if (!('entitlements' in spec)) return unbounded(unreadable(machine.name))
  const granted: Readonly<Record<string, number | boolean | string | undefined>> = spec.entitlements
  const amount = amountOf(granted[name])
  if (amount === 0) return nothing
  const share = { place: { document: license.document, path: [...license.path, 'entitlements', name] }, amount }
  return over ? { ...nothing, expired: [{ ...share, source: license, expires: expires ?? '' }] } : surely(share)
}

/** What a file grants is unknown while it cannot be read, or is not sound. */
export const unreadable = (of: string): Doubt => ({ missing: 'what a licence file grants that is not sound', of })

/** Machines of one fleet may be judged on different days, and none earlier than on its own. */
const judgedOn = ({ asOf }: Server | Bridge, day = asOf): string => (day > asOf ? day : asOf)

/** The licences that are in force; a file as long as one of its lines is, or may be. */
function inForce(machine: Server | Bridge, day?: string): License[] {
  const judged = judgedOn(machine, day)
  return (machine.licenses ?? []).filter((license) => {
    if (license.spec.kind === 'observed') return false
    if (license.spec.kind === 'file') return !isSound(license) || grantsOf(license).some(({ expires }) => !hasExpired(expires, judged))
    return !hasExpired('expires' in license.spec ? license.spec.expires : undefined, judged)
  })
}

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
