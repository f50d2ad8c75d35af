import type { Citation, Consequence } from '../finding.ts'
import type { FeatureName } from '../knowledge/fact.ts'
import { feature, licensed, mechanism, overuse } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { add, type Held, held, unreadFile } from '../model/entitlement.ts'
import type { Bridge, Fleet, Pool, Server } from '../model/fleet.ts'
import { at, type Place } from '../model/part.ts'
import { uses } from '../model/use.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { figure, shutdown } from './words.ts'

interface Comparison {
  readonly name: FeatureName
  readonly amount: number
  readonly holding: Held
  readonly release: Release
  readonly place: Place
  /** Whose licences they are: `the licences of SYD-UNITY1`. */
  readonly whose: string
  readonly server?: string
  readonly cites?: readonly (string | Citation)[]
  readonly related?: Problem['related']
}

/** Compares what is used with what is held; the truth of the latter lies between `sure` and `possible`. */
function* compare({ name, amount, holding, release, place, whose, server, cites = [], related = [] }: Comparison): Iterable<Problem | Gap> {
  if (amount <= holding.sure) return
  if (amount <= holding.possible) {
    for (const doubt of holding.doubts) yield { at: place, ...doubt }
    return
  }
  const { title, counted, id } = feature(name)
  const excess = overuse(name, release)
  const end = excess && shutdown(release)
  const consequence: Consequence = end ? 'shutdown' : 'unlicensed'
  const grants =
    holding.possible === 0 ? 'grant none' : `grant ${holding.sure === holding.possible ? '' : 'at most '}${figure(holding.possible)}`
  const seen = counted ? `${figure(amount)} ${title}, but ${whose} ${grants}` : `${title} in use, but ${whose} grant none`
  const lapsed = holding.expired.map(
    ({ amount: lost, expires }) => `${counted ? `${figure(lost)} more` : 'one that did'} expired on ${expires}`,
  )
  const message = [[seen, ...lapsed].join('; '), ...(end ? [end.sentence] : [])].join('. ')
  yield {
    at: place,
    message,
    consequence,
    ...(server && { server }),
    cites: [
      'features-follow-license',
      id,
      ...(excess ? [excess.id] : []),
      ...(end?.cites ?? []),
      ...holding.facts.map((fact) => fact.id),
      ...cites,
    ],
    related: [
      ...related,
      ...holding.from.map((grant) => ({ at: grant.place, message: counted ? `grants ${figure(grant.amount)}` : 'grants it' })),
    ],
  }
}

/** The server whose licences cover a server: from 4.0 on a secondary lives on those of its primary. */
function licensee(fleet: Fleet, server: Server, release: Release): Server | undefined {
  if (server.role !== 'secondary' || mechanism(release)?.mechanism !== 'file') return server
  return fleet.pairOfSecondary.get(server)?.primary
}

function* checkServer(fleet: Fleet, server: Server): Iterable<Problem | Gap> {
  const { release, name } = server
  const used = uses.filter(({ amount }) => amount(server) > 0)
  if (used.length === 0) return
  if (!release) {
    yield { at: at(server, 'version'), missing: 'a known release', of: name }
    return
  }
  const holder = licensee(fleet, server, release)
  if (!holder) {
    yield { at: at(server, 'name'), missing: 'the primary server whose licences cover it', of: name }
    return
  }
  const pooled = fleet.poolOf.has(holder) && mechanism(release)?.mechanism === 'file'
  for (const { name: using, amount, place } of used) {
    if (!licensed(using, release) || (pooled && feature(using).pooled)) continue
    const holding = held(using, holder, release)
    if (amount(server) <= holding.sure) continue
    const whose = `the licences of ${holder.name}`
    const cites = holder === server ? [] : ['failover-replicates']
    yield* compare({ name: using, amount: amount(server), holding, release, place: place(server), whose, server: name, cites })
  }
}

function* checkPool(pool: Pool): Iterable<Problem | Gap> {
  const members = new Set(pool.members)
  if (members.has(undefined)) yield { at: at(pool, 'members'), missing: 'all of its members', of: pool.name }
  const servers = [...members].filter((member) => member !== undefined).filter(({ role }) => role !== 'secondary')
  const release = servers.find((server) => server.release)?.release
  if (members.has(undefined) || !release) return
  for (const { name, amount, place } of uses.filter((use) => feature(use.name).pooled)) {
    const shares = servers.filter((server) => amount(server) > 0)
    if (shares.length === 0) continue
    yield* compare({
      name,
      amount: shares.reduce((sum, server) => sum + amount(server), 0),
      holding: servers.map((server) => held(name, server, server.release ?? release)).reduce(add),
      release,
      place: at(pool, 'members'),
      whose: `the licences in the pool ${pool.name}`,
      cites: ['pools-share-users', 'pools-count-together'],
      related: shares.map((server) => ({ at: place(server), message: `uses ${figure(amount(server))}` })),
    })
  }
}

/** Sessions beyond a Bridge's own licences draw on the licences of its bridgehead. */
function* checkBridge(fleet: Fleet, bridge: Bridge): Iterable<Problem | Gap> {
  const { bridgehead, spec } = bridge
  if (!spec.sessions || !bridgehead?.release) return
  const { release } = bridgehead
  const holder = licensee(fleet, bridgehead, release) ?? bridgehead
  const others = fleet.bridges.filter((other) => other !== bridge && other.bridgehead === bridgehead)
  const own = held('bridgeSessions', bridge, release)
  const shared = held('bridgeSessions', holder, release)
  const drawn = others.reduce(
    (sum, other) => sum + Math.max(0, (other.spec.sessions ?? 0) - held('bridgeSessions', other, release).sure),
    0,
  )
  const left: Held = { ...shared, sure: Math.max(0, shared.sure - drawn) }
  // A bridgehead that says nothing of Bridge sessions leaves them to the licence of the Bridge, where that is known.
  const silent = bridge.licenses !== undefined && shared.sure === 0 && !bridgehead.licenses
  const holding = silent ? own : add(own, left)
  const whose = `the licences of ${bridge.name} and of its bridgehead ${bridgehead.name}`
  yield* compare({
    name: 'bridgeSessions',
    amount: spec.sessions,
    holding,
    release,
    place: at(bridge, 'sessions'),
    whose,
    server: bridge.name,
    cites: ['bridge-licensed-on-bridgehead'],
  })
}

/** Licences of which it is not known what they grant, or for how long. */
function* unknown({ name, licenses = [] }: Server | Bridge): Iterable<Gap> {
  for (const license of licenses) {
    const { spec } = license
    if (spec.kind === 'file') yield { at: license, ...unreadFile(name) }
    else if ((spec.kind === 'declared' || spec.kind === 'demo') && spec.expires === undefined) {
      yield { at: license, missing: 'the day on which its licence expires; it is taken to be in force', of: name }
    }
  }
}

export default {
  id: 'license-covers-use',
  title: 'What is configured does not exceed what is licensed',
  severity: 'error',
  consequence: 'unlicensed',
  rationale:
    'Ports, users of each kind, text-to-speech, languages, Bridge sessions, AMIS, VPIM and long messages all need a licence. Licences add up; one that has expired counts for nothing. Users of a pool are judged over the pool. From 4.0 on a secondary server is covered by the licences of its primary. More users than licensed are a licence violation, which the product answers by shutting down.',
  cites: [
    'features-follow-license',
    'licenses-are-cumulative',
    'pools-share-users',
    'pools-count-together',
    'failover-replicates',
    'overuse-of-users',
    'overuse-of-any-feature',
  ],

  *check(fleet) {
    for (const server of fleet.servers) {
      yield* checkServer(fleet, server)
      yield* unknown(server)
    }
    for (const pool of fleet.pools) yield* checkPool(pool)
    for (const bridge of fleet.bridges) {
      yield* checkBridge(fleet, bridge)
      yield* unknown(bridge)
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney, asOf: 2007-03-01 }
directory: corp.example
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    users: { voiceMail: 600 }
    licenses:
      - { kind: declared, expires: permanent, entitlements: { voiceMailUsers: 500 } }
  - name: MEL-UNITY1
    version: 4.0(5)
    users: { voiceMail: 400 }
    licenses:
      - { kind: declared, expires: permanent, entitlements: { voiceMailUsers: 500 } }
pools:
  - { name: anz, members: [SYD-UNITY1, MEL-UNITY1] }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney, asOf: 2007-03-01 }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    ports: # <- 48 voice ports, but the licences of SYD-UNITY1 grant 32
      - { count: 48, does: [answer] }
    users:
      voiceMail: 620 # <- 620 voice mail users, but the licences of SYD-UNITY1 grant 500; 100 more expired on 2006-12-31. 4.0(5) then shuts down: it must be restarted every 4 hours until that is resolved
    features:
      - vpim # <- VPIM networking in use, but the licences of SYD-UNITY1 grant none
    licenses:
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 32, voiceMailUsers: 500 } }
      - { kind: declared, expires: 2006-12-31, entitlements: { voiceMailUsers: 100 } }
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney, asOf: 2009-10-01 }
servers:
  - name: SYD-UNITY1
    version: 7.0(2)
    ports: # <- 48 voice ports, but the licences of SYD-UNITY1 grant none. 7.0(2) then stops answering every 48 hours, after a grace period of at least 28 days (inferred)
      - { count: 48, does: [answer] }
    licenses: []
`,
  ],
} satisfies Rule
