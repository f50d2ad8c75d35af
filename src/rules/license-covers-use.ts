import type { Consequence } from '../finding.ts'
import { feature, overuse } from '../knowledge/knowledge.ts'
import { type Claim, claims } from '../model/claim.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { counted, figure, shutdown } from './words.ts'

/** Compares what is used with what is held; the truth of the latter lies between `sure` and `possible`. */
function* compare(claim: Claim): Iterable<Problem | Gap> {
  const { name, amount, holding, release, place, server, shares, basis } = claim
  if (amount <= holding.sure) return
  if (amount <= holding.possible) {
    for (const doubt of holding.doubts) yield { at: place, ...doubt }
    return
  }
  const { counted: isCount, id } = feature(name)
  const excess = overuse(name, release)
  const end = excess && shutdown(release, excess.confidence)
  const consequence: Consequence = end ? 'shutdown' : 'unlicensed'
  yield {
    at: place,
    message: [[observed(claim), ...lapsed(claim)].join('; '), ...(end ? [end.sentence] : [])].join('. '),
    consequence,
    ...(server && { server }),
    cites: [
      ...(excess ? [excess.id] : ['features-follow-license']),
      ...(end?.cites ?? []),
      id,
      ...holding.facts.map((fact) => fact.id),
      ...basis,
    ],
    related: [
      ...shares.map((share) => ({ at: share.place, message: `uses ${figure(share.amount)}` })),
      ...holding.from.map((share) => ({ at: share.place, message: isCount ? `grants ${figure(share.amount)}` : 'grants it' })),
    ],
  }
}

function observed({ name, amount, holding, whose }: Claim): string {
  const { title, counted: isCount } = feature(name)
  if (!isCount) return `${title} configured, but ${whose} do not grant it`
  if (holding.possible === 0) return `${counted(amount, title)}, but ${whose} grant none`
  return `${counted(amount, title)}, but ${whose} grant ${holding.sure === holding.possible ? '' : 'at most '}${figure(holding.possible)}`
}

const lapsed = ({ name, holding }: Claim): string[] =>
  holding.expired.map(({ amount, expires }) => `${feature(name).counted ? `${figure(amount)} more` : 'one that did'} expired on ${expires}`)

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
    for (const claim of claims(fleet)) {
      if ('missing' in claim) yield claim
      else if (!claim.sole) yield* compare(claim)
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
      voiceMail: 620 # <- 620 voice mail users, but the licences of SYD-UNITY1 grant 500; 100 more expired on 2006-12-31. 4.0(5) then shuts down: it must be restarted every 4 hours until that is resolved (inferred)
    features:
      - vpim # <- VPIM networking configured, but the licences of SYD-UNITY1 do not grant it
    licenses:
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 32, voiceMailUsers: 500 } }
      - { kind: declared, expires: 2006-12-31, entitlements: { voiceMailUsers: 100 } } # <- expired on 2006-12-31; what it granted is still needed: 100 voice mail users
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
