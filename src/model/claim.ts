/** Use and holdings side by side: who draws on which licences. */

import type { FeatureName, GrantFact } from '../knowledge/fact.ts'
import { byFile, feature, licensed } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { claimsOfBridges } from './bridge-claim.ts'
import { held, sole } from './entitlement.ts'
import type { Bridge, Fleet, Server } from './fleet.ts'
import type { Held, Share } from './held.ts'
import { licensee, mayCover } from './licensee.ts'
import { unknownRelease } from './missing.ts'
import { at, type Gap, type Place } from './part.ts'
import { claimsOfPool } from './pool-claim.ts'
import { claimsOfReport } from './report-claim.ts'
import { uncertain } from './uncertain.ts'
import { type Use, uses } from './use.ts'

/** An amount in use of one feature, and what is held of it by those whose licences cover it. */
export interface Claim {
  readonly name: FeatureName
  readonly amount: number
  readonly holding: Held
  /** The release by which it is judged. */
  readonly release: Release
  readonly place: Place
  /** Whose licences they are, as a phrase: `the licences of SYD-UNITY1`. */
  readonly whose: string
  /** The one server or Bridge that it concerns. */
  readonly server?: string
  /** The pool that it concerns. */
  readonly pool?: string
  /** What several machines use of it, where the amount is a sum. */
  readonly shares: readonly Share[]
  /** The machines that draw on them. */
  readonly draws: readonly Draw[]
  /** Whether the server reports it in use, beyond what its spec says. */
  readonly reported?: boolean
  /** Ids of the facts by which these licences cover that use. */
  readonly basis: readonly string[]
  /** The default or demo licence, where its holder has no other and it limits this feature: the rules of those licences judge it. */
  readonly sole?: GrantFact
}

/** Machines that count once, by the one that uses most. */
export interface Draw {
  readonly once: readonly (Server | Bridge)[]
  /** Of a Bridge, what its own licences surely grant. */
  readonly own?: number
}

/** Every claim of a fleet on its licences, as it is judged or on a later `day`. What is left out of a spec claims nothing. */
export function* claims(fleet: Fleet, day?: string): Iterable<Claim | Gap> {
  for (const server of fleet.servers) {
    yield* claimsOfServer(fleet, server, day)
    // From 4.0 on the licences of a secondary do nothing, so nothing of them needs to be known.
    if (server.role !== 'secondary' || !server.release || !byFile(server.release)) yield* uncertain(server)
  }
  for (const pool of fleet.pools) yield* claimsOfPool(pool, fleet, day)
  yield* claimsOfBridges(fleet, day)
  for (const bridge of fleet.bridges) yield* uncertain(bridge)
}

/** The claims of one server on its own licences, or those of its primary; of all that it uses, or of some. */
export function* claimsOfServer(fleet: Fleet, server: Server, day?: string, of: readonly Use[] = uses): Iterable<Claim | Gap> {
  const { release, name } = server
  const used = of.filter(({ amount }) => amount(server) > 0)
  if (!release) {
    if (used.length > 0) yield unknownRelease(server)
    return
  }
  const holder = licensee(fleet, server, release)
  if (!holder) {
    if (used.length > 0) yield { at: at(server, 'name'), missing: 'the primary server whose licences cover it', of: name }
    return
  }
  if (!holder.licenses) {
    yield { at: at(holder, 'name'), missing: 'licences', of: holder.name }
    return
  }
  if (day === undefined && holder === server) yield* claimsOfReport(fleet, server, release)
  const pooled = fleet.poolOf.has(holder) && byFile(release)
  const cover = { fleet, server, holder, release, day, only: sole(holder, release, day) }
  for (const use of used) {
    // A pair counts once: what its primary uses, too, is claimed there.
    if (holder !== server && use.amount(server) <= use.amount(holder)) continue
    if (licensed(use.name, release) && !(pooled && feature(use.name).pooled)) yield claimOf(use, cover)
  }
}

/** A server and the one whose licences cover it. */
interface Cover {
  readonly fleet: Fleet
  readonly server: Server
  readonly holder: Server
  readonly release: Release
  readonly day: string | undefined
  /** The default or demo licence, where the holder has no other. */
  readonly only: GrantFact | undefined
}

function claimOf(use: Use, { fleet, server, holder, release, day, only }: Cover): Claim | Gap {
  const { name } = use
  const amount = use.amount(server)
  const place = use.place(server)
  const holding = held(name, holder, release, day)
  const unread = amount > holding.sure && byFile(release) ? mayCover(fleet, server, feature(name).pooled) : undefined
  if (unread) return { at: place, missing: unread, of: server.name }
  return {
    name,
    amount,
    holding,
    release,
    place,
    whose: `the licences of ${holder.name}`,
    server: server.name,
    shares: [],
    draws: [{ once: [server] }],
    basis: holder === server ? [] : ['failover-replicates'],
    ...(use.reported(server) && { reported: true }),
    ...(only && limits(only, name) && { sole: only }),
  }
}

/** Whether a default or demo licence has a published limit of a feature; of users it is one limit for all kinds. */
const limits = ({ messageSeconds }: GrantFact, name: FeatureName): boolean =>
  name === 'voicePorts' || feature(name).pooled || (name === 'unlimitedMessageLength' && messageSeconds !== null)
