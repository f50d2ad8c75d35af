import { availabilityOf, byFile, isAvailable } from '../knowledge/knowledge.ts'
import { spell } from '../knowledge/release.ts'
import { held } from '../model/entitlement.ts'
import type { FailoverPair, Fleet, Server } from '../model/fleet.ts'
import { unknownRelease } from '../model/missing.ts'
import { at } from '../model/part.ts'
import { voicePorts } from '../model/use.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { figure } from './words.ts'

/** What the two servers say of their own roles, where that is not what the pair says. */
function* checkRoles(pair: FailoverPair, primary: Server, secondary: Server): Iterable<Problem> {
  if (primary.spec.role === 'secondary' && secondary.spec.role === 'primary') {
    yield {
      at: at(pair, 'primary'),
      message: `${primary.name} is named as primary and ${secondary.name} as secondary, but their own roles are the reverse`,
      related: [primary, secondary].map((server) => ({ at: at(server, 'role'), message: `the role of ${server.name}` })),
    }
    return
  }
  for (const [server, named] of [[primary, 'primary'] as const, [secondary, 'secondary'] as const]) {
    const { role } = server.spec
    if (role === undefined || role === named) continue
    const message = `the role of ${server.name} is ${role}, but a failover pair names it as ${named}`
    yield { at: at(server, 'role'), message, server: server.name, related: [{ at: at(pair, named), message: 'it is named here' }] }
  }
}

function* checkMode(pair: FailoverPair, { release, name }: Server): Iterable<Problem | Gap> {
  const { mode } = pair.spec
  if (mode !== 'standby-redundancy' || !release) return
  for (const fact of availabilityOf(mode)) {
    if (isAvailable(release, fact) !== false) continue
    const inferred = fact.confidence !== 'stated'
    const message = `${fact.title}, but ${name} runs ${spell(release)}, and it came with ${fact.from}${inferred ? ' (inferred)' : ''}`
    yield { at: at(pair, 'mode'), message, ...(inferred && { severity: 'warning' }), cites: [fact.id], server: name }
  }
}

/** Two that are not alike: no source states a rule, so each is a warning that says why it is worth a look. */
function* checkAlike(primary: Server, secondary: Server): Iterable<Problem | Gap> {
  const [first, second] = [primary.release, secondary.release]
  if (!first || !second) {
    yield unknownRelease(first ? secondary : primary)
  } else if (first.id !== second.id) {
    yield {
      at: at(secondary, 'version'),
      message: `${secondary.name} runs ${spell(second)} and its primary ${primary.name} ${spell(first)}; no source states whether a pair may run two releases, but both are upgraded together`,
      severity: 'warning',
      consequence: 'advice',
      cites: ['failover-upgrades-together'],
      server: secondary.name,
      related: [{ at: at(primary, 'version'), message: `the release of ${primary.name}` }],
    }
  }
  const [ports, own] = [voicePorts(primary), voicePorts(secondary)]
  if (ports === undefined || own === undefined || ports === own) return
  // Ports that the licence of the pair does not cover are for another rule.
  if (own > ports && second && byFile(second) && own > held('voicePorts', primary, second).sure) return
  const effect = own < ports ? 'when it takes over, fewer calls are answered at once' : 'the pair answers no more calls for them'
  yield {
    at: at(secondary, 'ports'),
    message: `${figure(own)} voice ports, but its primary ${primary.name} has ${figure(ports)}; no source states whether they must be alike, but ${effect}`,
    severity: 'warning',
    consequence: 'degraded',
    cites: ['failover-is-two-servers'],
    server: secondary.name,
    related: [{ at: at(primary, 'ports'), message: `the ports of ${primary.name}` }],
  }
}

function* check(fleet: Fleet): Iterable<Problem | Gap> {
  const pairOf = new Map<Server, FailoverPair>()
  const named = new Set(fleet.pairs.flatMap(({ spec }) => [spec.primary, spec.secondary]))
  for (const pair of fleet.pairs) {
    const { primary, secondary } = pair
    for (const role of ['primary', 'secondary'] as const)
      if (!pair[role]) yield { at: at(pair, role), missing: `the server that is named as ${role}`, of: pair.spec[role] }
    if (primary && primary === secondary) {
      const message = `${primary.name} is both the primary and the secondary, but a pair is two servers`
      yield { at: at(pair, 'secondary'), message, server: primary.name }
      continue
    }
    const taken = new Map<FailoverPair, Problem>()
    for (const role of ['primary', 'secondary'] as const) {
      const server = pair[role]
      const earlier = server && pairOf.get(server)
      if (server && !earlier) pairOf.set(server, pair)
      if (!server || !earlier || taken.has(earlier)) continue
      const where = server === earlier.primary ? 'primary' : 'secondary'
      taken.set(earlier, {
        at: at(pair, role),
        message: `${server.name} is the ${where} of the pair ${earlier.spec.primary} and ${earlier.spec.secondary}, but a server is in one pair`,
        server: server.name,
        related: [{ at: at(earlier, where), message: `${server.name} is named here` }],
      })
    }
    yield* taken.values()
    if (primary) yield* checkMode(pair, primary)
    if (!primary || !secondary || taken.size > 0) continue
    yield* checkRoles(pair, primary, secondary)
    yield* checkAlike(primary, secondary)
  }
  for (const server of fleet.servers) {
    const { role, name } = server
    if (role !== 'standalone' && !named.has(name))
      yield { at: at(server, 'role'), missing: `the failover pair of which it is the ${role}`, of: name }
  }
}

export default {
  id: 'failover-pair-sound',
  title: 'A failover pair is a primary and a secondary server that are in no other pair',
  severity: 'error',
  consequence: 'unlicensed',
  rationale:
    'The licences of a pair sit on its primary and reach one secondary. Standby redundancy is described for 5.x and not before. That the two run one release and have as many ports no source demands, but both are upgraded together, and one stands in for the other.',
  parts: ['failoverPairs', 'servers'],
  cites: ['failover-is-two-servers', 'failover-upgrades-together', 'standby-redundancy-5x'],
  check,

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, role: primary, version: 5.0(1), ports: [{ count: 32 }] }
  - { name: SYD-UNITY2, role: secondary, version: 5.0(1), ports: [{ count: 24 }, { count: 8 }] }
failover:
  - { primary: SYD-UNITY1, secondary: SYD-UNITY2, mode: standby-redundancy }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5), ports: [{ count: 32 }] }
  - name: SYD-UNITY2
    version: 4.0(4) # <- SYD-UNITY2 runs 4.0(4) and its primary SYD-UNITY1 4.0(5); no source states whether a pair may run two releases, but both are upgraded together
    ports: # <- 24 voice ports, but its primary SYD-UNITY1 has 32; no source states whether they must be alike, but when it takes over, fewer calls are answered at once
      - { count: 24 }
  - { name: SYD-UNITY3, version: 4.0(5) }
failover:
  - primary: SYD-UNITY1
    secondary: SYD-UNITY2
    mode: standby-redundancy # <- standby redundancy, but SYD-UNITY1 runs 4.0(5), and it came with 5.0(1) (inferred)
  - primary: SYD-UNITY3
    secondary: SYD-UNITY2 # <- SYD-UNITY2 is the secondary of the pair SYD-UNITY1 and SYD-UNITY2, but a server is in one pair
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: melbourne }
servers:
  - name: MEL-UNITY1
    role: standalone # <- the role of MEL-UNITY1 is standalone, but a failover pair names it as primary
    version: 4.0(5)
  - { name: MEL-UNITY2, role: secondary, version: 4.0(5) }
  - { name: MEL-UNITY3, role: primary, version: 4.0(5) }
  - { name: MEL-UNITY4, role: secondary, version: 4.0(5) }
  - { name: MEL-UNITY5, version: 4.0(5) }
failover:
  - { primary: MEL-UNITY1, secondary: MEL-UNITY2 }
  - primary: MEL-UNITY4 # <- MEL-UNITY4 is named as primary and MEL-UNITY3 as secondary, but their own roles are the reverse
    secondary: MEL-UNITY3
  - primary: MEL-UNITY5
    secondary: MEL-UNITY5 # <- MEL-UNITY5 is both the primary and the secondary, but a pair is two servers
`,
  ],
} satisfies Rule
