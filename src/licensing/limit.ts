/** Every limit that a fleet meets, as one shape: licences, what a default or demo licence grants, and published maximums. */
import type { Citation } from '../finding.ts'
import type { FeatureName, Quantity } from '../knowledge/fact.ts'
import { cite, feature } from '../knowledge/knowledge.ts'
import { type Release, spell } from '../knowledge/release.ts'
import { type Allowance, allowances } from '../model/allowance.ts'
import { type Claim, claims, type Draw } from '../model/claim.ts'
import type { Bridge, Fleet, Server } from '../model/fleet.ts'
import type { Share } from '../model/held.ts'
import { boundsOf, configured, configuredAt, deciding, type Maximum, maximumsOf, quantities } from '../model/maximum.ts'
import type { Doubt, Gap, Place } from '../model/part.ts'

/** What is counted: a quantity, or users of all kinds together. */
export type Counted = Quantity | 'users'

/** An amount and what bounds it: surely within `sure`, surely broken beyond `possible`, which is Infinity where nothing is. */
export interface Limit {
  readonly by: 'licence' | 'default licence' | 'demo licence' | 'maximum'
  /** The id of the rule that reports it when it is broken, and where. */
  readonly rule: string
  readonly place: Place
  /** The name of the server, Bridge or pool; of several Bridges all. */
  readonly of: string
  readonly kind: 'server' | 'bridge' | 'pool'
  readonly what: Counted
  readonly amount: number
  readonly sure: number
  readonly possible: number
  /** Whether none but a forum gives it, so that nothing is sure. */
  readonly hearsay: boolean
  /** Whose limit it is, as a phrase. */
  readonly whose: string
  readonly draws: readonly Draw[]
  /** Where licences and Maximums documents say so. */
  readonly from: readonly Share[]
  readonly cites: readonly Citation[]
  /** What is missing to know it better. */
  readonly doubts: readonly Doubt[]
}

/** How much a machine has of what is counted. */
export const amountOf = (what: Counted, machine: Server | Bridge): number =>
  what === 'users' ? userKinds.reduce((sum, kind) => sum + configured(kind, machine), 0) : configured(what, machine)

export const userKinds: readonly Quantity[] = quantities.filter((what) => feature(what).pooled)

const isQuantity = (name: FeatureName): name is Quantity => quantities.some((what) => what === name)

/** Every limit that something in the fleet meets, and what is missing to tell others. */
export function* limits(fleet: Fleet): Iterable<Limit | Gap> {
  for (const claim of claims(fleet)) {
    if ('missing' in claim) yield claim
    // As the rules have it: what a default or demo licence limits is judged by what that grants.
    else if (isQuantity(claim.name) && !claim.sole) yield ofClaim(claim, claim.name)
  }
  for (const kind of ['default', 'demo'] as const)
    for (const each of allowances(fleet, kind)) {
      if ('missing' in each) yield each
      else if (each.what !== 'seconds') yield ofAllowance(each, each.what === 'ports' ? 'voicePorts' : 'users')
    }
  for (const server of fleet.servers) yield* ofMaximums(fleet, server, server.release)
  for (const bridge of fleet.bridges) yield* ofMaximums(fleet, bridge, bridge.bridgehead?.release)
}

function ofClaim({ amount, holding, place, whose, basis, draws, pool }: Claim, what: Quantity): Limit {
  const { sure, possible, from, doubts, facts } = holding
  return {
    by: 'licence',
    rule: 'license-covers-use',
    place,
    of: pool ?? draws.map(({ once }) => once[0]?.name).join(', '),
    kind: pool === undefined ? (what === 'bridgeSessions' ? 'bridge' : 'server') : 'pool',
    what,
    amount,
    sure,
    possible,
    hearsay: false,
    whose,
    draws,
    from,
    cites: [...new Set([feature(what).id, ...facts.map(({ id }) => id), ...basis])].map(cite),
    doubts,
  }
}

function ofAllowance({ amount, most, place, server, holder, fact }: Allowance, what: Counted): Limit {
  return {
    by: `${fact.kind} licence`,
    rule: fact.kind === 'demo' ? 'demo-license-once' : 'default-license-suffices',
    place,
    of: server.name,
    kind: 'server',
    what,
    amount,
    sure: most,
    possible: most,
    hearsay: false,
    whose: `the ${fact.kind} licence, all that ${holder.name} has in force,`,
    draws: [{ once: [server] }],
    from: [],
    cites: [cite(fact.id)],
    doubts: [],
  }
}

const maximumRules: Readonly<Record<Quantity, string>> = {
  voicePorts: 'ports-within-maximum',
  voiceMailUsers: 'users-within-maximum',
  unifiedMessagingUsers: 'users-within-maximum',
  inboxUsers: 'users-within-maximum',
  ttsSessions: 'sessions-within-maximum',
  languages: 'sessions-within-maximum',
  bridgeSessions: 'sessions-within-maximum',
}

function* ofMaximums(fleet: Fleet, machine: Server | Bridge, release: Release | undefined): Iterable<Limit> {
  if (!release) return
  for (const what of quantities) {
    const amount = configured(what, machine)
    if (amount === 0) continue
    const maximums = maximumsOf(fleet, what, machine, release)
    const { grade, weighed } = deciding(maximums)
    yield {
      by: 'maximum',
      rule: maximumRules[what],
      place: configuredAt(what, machine),
      of: machine.name,
      kind: 'role' in machine ? 'server' : 'bridge',
      what,
      amount,
      ...boundsOf(maximums),
      hearsay: grade === 'reported',
      whose: spell(release),
      draws: [{ once: [machine] }],
      from: weighed.flatMap(({ place, value }) => (place ? [{ place, amount: value }] : [])),
      cites: weighed.map(({ citation }) => citation),
      doubts: [{ missing: unsettled(what, grade, weighed), of: machine.name }],
    }
  }
}

function unsettled(what: Quantity, grade: 'stated' | 'reported', weighed: readonly Maximum[]): string {
  const { title } = feature(what)
  if (weighed.length === 0) return `a published maximum of ${title}`
  if (grade === 'reported') return `a published maximum of ${title} that more than a forum gives`
  return `which published maximum of ${title} holds`
}
