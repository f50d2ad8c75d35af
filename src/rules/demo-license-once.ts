import { grant, mechanism } from '../knowledge/knowledge.ts'
import { daysBetween } from '../model/day.ts'
import { inLicense } from '../model/entitlement.ts'
import type { Fleet, License, Server } from '../model/fleet.ts'
import { readHostId } from '../model/mac.ts'
import { noRelease } from '../model/missing.ts'
import { checkAllowed } from './allowed.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { counted } from './words.ts'

interface Demo {
  readonly server: Server
  readonly license: License
  readonly hostId: string | undefined
}

/** The demo licences of a fleet. On a secondary a licence does nothing, and where a dongle is needed another rule speaks. */
const demos = (fleet: Fleet): Demo[] =>
  fleet.servers.flatMap((server) => {
    const { role, release, licenses = [] } = server
    if (role === 'secondary' || (release && mechanism(release)?.mechanism !== 'file')) return []
    return licenses.flatMap((license) => (license.spec.kind === 'demo' ? [{ server, license, hostId: license.spec.hostId }] : []))
  })

function* registeredTwice(fleet: Fleet): Iterable<Problem | Gap> {
  const all = demos(fleet)
  if (all.length < 2) return
  const first = new Map<string, Demo>()
  for (const demo of all) {
    const { server, license, hostId } = demo
    const { name, release } = server
    if (hostId === undefined) yield { at: license, missing: 'the host id of a licence', of: name }
    const macs = [...new Set(readHostId(hostId ?? '').macs)]
    const again = macs.find((mac) => first.has(mac))
    const earlier = first.get(again ?? '')
    for (const mac of macs) if (!first.has(mac)) first.set(mac, demo)
    if (again === undefined || !earlier) continue
    const place = inLicense(license, 'hostId')
    if (!release) yield { at: place, ...noRelease(name) }
    else if (grant('demo', release)?.confidence !== 'stated')
      yield { at: place, missing: `whether a MAC gets a second demo licence of ${release.id}`, of: name }
    else {
      const whose = earlier.server === server ? '' : ` on ${earlier.server.name}`
      yield {
        at: place,
        message: `a demo licence for ${again}, which has one already${whose}, but a MAC gets no second`,
        cites: ['demo-once-per-mac'],
        server: name,
        related: [{ at: inLicense(earlier.license, 'hostId'), message: `the first for ${again}` }],
      }
    }
  }
}

/** A demo has an end, and none that is further off than its whole term. */
function* checkTerm(fleet: Fleet): Iterable<Problem> {
  for (const { server, license } of demos(fleet)) {
    const { name, release, asOf } = server
    const fact = release && grant('demo', release)
    const expires = license.spec.kind === 'demo' ? license.spec.expires : undefined
    if (!fact?.mostDays || fact.confidence !== 'stated' || expires === undefined) continue
    const days = expires === 'permanent' ? undefined : daysBetween(asOf, expires)
    if (days !== undefined && days <= fact.mostDays) continue
    const observed = days === undefined ? 'a demo licence without an end' : `a demo licence for ${counted(days, 'days')} from ${asOf} on`
    yield {
      at: inLicense(license, 'expires'),
      message: `${observed}, but a demo runs for at most ${fact.mostDays}`,
      cites: [fact.id],
      server: name,
    }
  }
}

export default {
  id: 'demo-license-once',
  title: 'A MAC has one demo licence, and a server with nothing else stays within it',
  severity: 'error',
  consequence: 'refused',
  gravest: 'shutdown',
  rationale:
    'A demo licence is for 50 users in all and 16 sessions, for 60 or 90 days, and a MAC that has had one is refused another when it is registered; so a demo cannot be made longer, only replaced by a licence that is bought. A licence for ANY host has no MAC to count. Of releases after 4.x it is only inferred that it is so, so they are not checked.',
  parts: ['licenses'],
  cites: ['demo-once-per-mac', 'demo-license'],

  *check(fleet) {
    yield* registeredTwice(fleet)
    yield* checkTerm(fleet)
    yield* checkAllowed(fleet, 'demo')
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart, asOf: 2007-03-01 }
servers:
  - name: HBA-UNITY1
    version: 4.0(5)
    ports: [{ count: 16, does: [answer] }]
    users: { voiceMail: 30, inbox: 20 }
    nics: [{ name: nic1, mac: 00-0B-CD-10-00-01 }]
    licenses: [{ kind: demo, hostId: 000BCD100001, expires: 2007-05-01 }]
  - name: HBA-UNITY2
    version: 4.0(5)
    licenses: [{ kind: demo, hostId: ANY, expires: 2007-05-01 }]
  - name: HBA-UNITY3
    version: 4.0(5)
    licenses: [{ kind: demo, hostId: ANY, expires: 2007-05-01 }]
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart, asOf: 2007-03-01 }
servers:
  - name: HBA-UNITY1
    version: 4.0(5)
    ports: [{ count: 20, does: [answer] }] # <- 20 voice ports, but the demo licence, all that HBA-UNITY1 has in force, grants 16
    users: { voiceMail: 30, unifiedMessaging: 30 } # <- 60 users in all, but the demo licence, all that HBA-UNITY1 has in force, grants 50
    licenses:
      - { kind: demo, hostId: 000BCD100001, expires: 2007-05-01 }
      - kind: demo
        hostId: 00-0b-cd-10-00-01 # <- a demo licence for 000BCD100001, which has one already, but a MAC gets no second
        expires: 2006-11-30 # <- expired on 2006-11-30; what it granted is still needed: 16 voice ports
`,
  ],
} satisfies Rule
