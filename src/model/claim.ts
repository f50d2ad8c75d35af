/** Use and holdings side by side: who draws on which licences. */
import type { FeatureName, GrantFact } from '../knowledge/fact.ts'
import { byFile, feature, licensed } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { held, sole, unreadable } from './entitlement.ts'
import { heldAsObserved, isObserved } from './evidence.ts'
import type { Bridge, Fleet, License, Pool, Server } from './fleet.ts'
import { identity, isSound } from './grant.ts'
import { type Held, perhaps, sum } from './held.ts'
import { at, type Gap, type Place } from './part.ts'
import { reported, type Use, uses } from './use.ts'

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
  readonly shares: readonly { readonly place: Place; readonly amount: number }[]
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
    yield* claimsOf(fleet, server, day)
    // From 4.0 on the licences of a secondary do nothing, so nothing of them needs to be known.
    if (server.role !== 'secondary' || !server.release || !byFile(server.release)) yield* uncertain(server)
  }
  const secondaries = standIns(fleet)
  for (const pool of fleet.pools) yield* claimsOfPool(pool, fleet, secondaries, day)
  yield* claimsOfBridges(fleet, day)
  for (const bridge of fleet.bridges) yield* uncertain(bridge)
}

/** The secondary of each primary. */
export const standIns = ({ pairs }: Fleet): ReadonlyMap<Server, Server> =>
  new Map(pairs.flatMap(({ primary, secondary }) => (primary && secondary ? [[primary, secondary] as const] : [])))

/** The servers whose licences a pool adds up: those that have them in files, and of a pair the primary, with which its secondary counts. */
export const sharersOf = (pool: Pool): readonly Server[] =>
  [...new Set(pool.members)].flatMap((member) =>
    member && member.role !== 'secondary' && (!member.release || byFile(member.release)) ? [member] : [],
  )

/** Whether a machine is a server that takes its licences from a dongle, so that none is tied to a MAC. */
export const onDongle = (machine: Server | Bridge): boolean =>
  'release' in machine && machine.release !== undefined && !byFile(machine.release)

/** The server whose licences cover a server: from 4.0 on a secondary lives on those of its primary. */
export function licensee(fleet: Fleet, server: Server, release: Release): Server | undefined {
  return server.role === 'secondary' && byFile(release) ? fleet.pairOfSecondary.get(server)?.primary : server
}

function* claimsOf(fleet: Fleet, server: Server, day?: string): Iterable<Claim | Gap> {
  const { release, name } = server
  const used = uses.filter(({ amount }) => amount(server) > 0)
  if (!release) {
    if (used.length > 0) yield { at: at(server, 'version'), missing: 'a known release', of: name }
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
  const only = sole(holder, release, day)
  for (const use of used) {
    if (!licensed(use.name, release) || (pooled && feature(use.name).pooled)) continue
    const amount = use.amount(server)
    // A pair counts once: what its primary uses, too, is claimed there.
    if (holder !== server && amount <= use.amount(holder)) continue
    const holding = held(use.name, holder, release, day)
    const unread = amount > holding.sure && byFile(release) ? mayCover(fleet, server, feature(use.name).pooled) : undefined
    if (unread) {
      yield { at: use.place(server), missing: unread, of: name }
      continue
    }
    yield {
      name: use.name,
      amount,
      holding,
      release,
      place: use.place(server),
      whose: `the licences of ${holder.name}`,
      server: name,
      shares: [],
      draws: [{ once: [server] }],
      basis: holder === server ? [] : ['failover-replicates'],
      ...(use.reported(server) && { reported: true }),
      ...(only && limits(only, use.name) && { sole: only }),
    }
  }
}

/** What a server reports to have in use, on the licences that it reports itself, as far as no other claim has it. */
function* claimsOfReport(fleet: Fleet, server: Server, release: Release): Iterable<Claim | Gap> {
  const inPool = fleet.poolOf.has(server)
  const ports = reported('voicePorts', server)
  if (ports && ports.amount > held('voicePorts', server, release).sure)
    yield { at: ports.place, missing: 'whether the ports that the server reports and does not use draw on its licences', of: server.name }
  const listed = server.licenses?.some(({ spec }) => spec.kind !== 'observed')
  const paired = (): boolean => fleet.pairs.some(({ primary }) => primary === server)
  for (const name of ['voiceMailUsers', 'inboxUsers', 'secondaryServer'] as const) {
    const told = reported(name, server, inPool)
    // That a pair is licensed is asked of every pair.
    if (name === 'voiceMailUsers' && told && told.most > told.amount && told.most > heldAsObserved(name, server, inPool).sure)
      yield { at: told.place, missing: 'whether the subscribers in use that it reports are voice mail users alone', of: server.name }
    if (!told?.amount || (name === 'secondaryServer' ? paired() : !listed)) continue
    // What the licences in the spec do not cover either is said of them.
    if (name !== 'secondaryServer' && !inPool && told.amount > held(name, server, release).possible) continue
    yield {
      name,
      amount: told.amount,
      holding: heldAsObserved(name, server, inPool),
      release,
      place: told.place,
      whose: `the licences that ${server.name} reports`,
      server: server.name,
      shares: [],
      draws: [{ once: [server] }],
      basis: [],
      reported: true,
    }
  }
}

/** Whether a default or demo licence has a published limit of a feature; of users it is one limit for all kinds. */
const limits = ({ messageSeconds }: GrantFact, name: FeatureName): boolean =>
  name === 'voicePorts' || feature(name).pooled || (name === 'unlimitedMessageLength' && messageSeconds !== null)

/** What a document that could not be read may hold, by which other licences cover this server. */
export function mayCover({ unread, pairOfSecondary }: Fleet, server: Server, pooled: boolean): string | undefined {
  if (pooled && unread.sections.has('pools')) return 'the pools of a document that could not be read'
  const alone = server.spec.role !== 'primary' && !pairOfSecondary.has(server)
  return alone && unread.sections.has('failover') ? 'the failover pairs of a document that could not be read' : undefined
}

function* claimsOfPool(pool: Pool, { poolOf }: Fleet, secondaries: ReadonlyMap<Server, Server>, day?: string): Iterable<Claim | Gap> {
  const place = at(pool, 'members')
  const members = [...new Set(pool.members)]
  const known = members.filter((member) => member !== undefined)
  if (known.length < members.length) yield { at: place, missing: 'every member of the pool', of: pool.name }
  const shared = known.find((member) => poolOf.get(member) !== pool)
  if (shared) {
    yield { at: place, missing: 'the one pool that it is in, since two name it', of: shared.name }
    return
  }
  for (const { name, release } of known) if (!release) yield { at: place, missing: 'a known release', of: name }
  const servers = sharersOf(pool)
  const release = servers[0]?.release
  if (!release || known.length < members.length || servers.some((server) => !server.release)) return
  for (const use of uses.filter(({ name }) => feature(name).pooled)) {
    const shares = servers.map((server) => larger(use, server, secondaries.get(server))).filter(({ amount }) => amount > 0)
    if (shares.length === 0) continue
    yield {
      name: use.name,
      amount: shares.reduce((total, { amount }) => total + amount, 0),
      holding: sum(
        servers.map((server) =>
          isObserved(server) ? heldAsObserved(use.name, server, true) : held(use.name, server, server.release ?? release, day),
        ),
      ),
      release,
      place,
      whose: `the licences in the pool ${pool.name}`,
      pool: pool.name,
      shares,
      draws: servers.map((server) => ({ once: [server, secondaries.get(server)].filter((each) => each !== undefined) })),
      basis: ['pools-share-users', 'pools-count-together'],
    }
  }
}

/** What the one of a pair uses that uses more. */
function larger({ amount, place }: Use, primary: Server, secondary: Server | undefined): Claim['shares'][number] {
  const server = secondary && amount(secondary, true) > amount(primary, true) ? secondary : primary
  return { place: place(server, true), amount: amount(server, true) }
}

/** Bridges that draw on the same licences beside their own. */
export interface BridgeGroup {
  /** The bridgehead, or its primary. */
  readonly holder: Server
  readonly release: Release
  readonly bridges: readonly Bridge[]
}

/** The Bridges of a fleet by whose licences they draw on. Those whose bridgehead is not known, or its release, are in no group. */
export function bridgeGroups(fleet: Fleet): BridgeGroup[] {
  const groups = new Map<Server, { holder: Server; release: Release; bridges: Bridge[] }>()
  for (const bridge of fleet.bridges) {
    const { bridgehead } = bridge
    if (!bridgehead?.release) continue
    const holder = licensee(fleet, bridgehead, bridgehead.release) ?? bridgehead
    const group = groups.get(holder)
    if (group) group.bridges.push(bridge)
    else groups.set(holder, { holder, release: holder.release ?? bridgehead.release, bridges: [bridge] })
  }
  return [...groups.values()]
}

/** Sessions beyond the licences of a Bridge draw on those of its bridgehead, which several Bridges may share. */
function* claimsOfBridges(fleet: Fleet, day?: string): Iterable<Claim | Gap> {
  for (const bridge of fleet.bridges) {
    const { bridgehead, spec } = bridge
    if (!spec.sessions || bridgehead?.release) continue
    if (bridgehead) yield { at: at(bridge, 'sessions'), missing: 'a known release', of: bridgehead.name }
    else yield { at: at(bridge, 'sessions'), missing: 'the server that is named as bridgehead', of: spec.bridgehead }
  }
  for (const { holder, release, bridges: group } of bridgeGroups(fleet)) {
    // A Bridge that has enough of its own draws on nothing, and has nothing to spare for others.
    const ownOf = (bridge: Bridge): Held => heldApartFrom(bridge, holder, release, day)
    const bridges = group.filter((bridge) => bridge.spec.sessions && bridge.spec.sessions > ownOf(bridge).sure)
    const [first] = bridges
    if (!first) continue
    const shares = bridges.map((bridge) => ({ place: at(bridge, 'sessions'), amount: bridge.spec.sessions ?? 0 }))
    const own = bridges.map((bridge) => atMost(ownOf(bridge), bridge.spec.sessions ?? 0))
    const several = bridges.length > 1
    yield {
      name: 'bridgeSessions',
      amount: shares.reduce((total, { amount }) => total + amount, 0),
      holding: sum([...own, held('bridgeSessions', holder, release, day)]),
      release,
      place: at(first, 'sessions'),
      whose: `the licences of ${bridges.map(({ name }) => name).join(', ')} and of ${several ? 'their' : 'its'} bridgehead ${holder.name}`,
      ...(!several && { server: first.name }),
      shares: several ? shares : [],
      draws: bridges.map((bridge) => ({ once: [bridge], own: ownOf(bridge).sure })),
      basis: ['bridge-licensed-on-bridgehead'],
    }
  }
}

/** What of a holding is of use to a machine that uses no more than `most`. */
export const atMost = (holding: Held, most: number): Held => ({
  ...holding,
  sure: Math.min(holding.sure, most),
  possible: Math.min(holding.possible, most),
})

/** The sessions of a Bridge by licences that its bridgehead does not list, too. A dongle that both list is one; of others it is not known. */
export function heldApartFrom(bridge: Bridge, { licenses = [] }: Server, release: Release, day?: string): Held {
  const listed = new Set(licenses.map(identity))
  const shared = bridge.licenses?.filter((license) => listed.has(identity(license))) ?? []
  if (shared.length === 0) return held('bridgeSessions', bridge, release, day)
  const apart = held(
    'bridgeSessions',
    { ...bridge, licenses: bridge.licenses?.filter((license) => !shared.includes(license)) },
    release,
    day,
  )
  const again = held('bridgeSessions', { ...bridge, licenses: shared.filter(({ spec }) => spec.kind !== 'dongle') }, release, day)
  return sum([apart, perhaps(again, { missing: 'whether a licence that is listed twice is held twice', of: bridge.name })])
}

/** Licences of which it is not known what they grant, or for how long. */
function* uncertain({ name, licenses = [] }: Server | Bridge): Iterable<Gap> {
  const whole = licenses.some(({ spec }) => spec.kind !== 'observed')
  for (const license of licenses) {
    const missing = doubtOf(license, name, whole)
    if (missing !== undefined) yield { at: license, missing, of: name }
  }
}

function doubtOf(license: License, machine: string, whole: boolean): string | undefined {
  const { spec } = license
  if (spec.kind === 'observed') {
    if (whole) return undefined
    return !isSound(license)
      ? 'a report of the server that can be read'
      : 'the days on which the licences expire that the server reports; they are taken to be in force'
  }
  if (!isSound(license)) return unreadable(machine).missing
  if (spec.kind !== 'declared' && spec.kind !== 'demo') return undefined
  return spec.expires === undefined ? 'the day on which a licence expires; it is taken to be in force' : undefined
}
