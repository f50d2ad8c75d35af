import { feature } from '../knowledge/knowledge.ts'
import type { Claim } from '../model/claim.ts'
import { type Lapse, lapses } from '../model/expiry.ts'
import type { Rule } from './rule.ts'
import { counted, figure } from './words.ts'

const noun = ({ name }: Claim): string => (name === 'secondaryServer' ? `a ${feature(name).title}` : feature(name).title)

/** What a licence that has expired granted of what a claim needs. */
function granted(claim: Claim, sources: Lapse['sources']): string {
  const amount = claim.holding.expired.reduce((total, share) => (sources.includes(share.source) ? total + share.amount : total), 0)
  return feature(claim.name).counted ? counted(amount, feature(claim.name).title) : noun(claim)
}

/** What no longer covers a claim, once a licence has expired. */
function shortfall(claim: Claim): string {
  const { name, amount, holding, whose } = claim
  if (!feature(name).counted) return `${whose} do not grant ${noun(claim)}, which is configured`
  const bound = holding.sure === holding.possible ? '' : 'at most '
  const left = holding.possible === 0 ? `no ${feature(name).title}` : `${bound}${counted(holding.possible, feature(name).title)}`
  return `${whose} grant ${left}, but ${figure(amount)} ${amount === 1 ? 'is' : 'are'} configured`
}

function message({ expires, from, broken, sources }: Lapse): string {
  if (from !== undefined)
    return `expires on ${expires}; from ${from} on ${broken.length > 0 ? broken.map(shortfall).join('; ') : 'it counts for nothing'}`
  if (broken.length === 0) return `expired on ${expires}, so it counts for nothing`
  const needed = new Set(broken.map((claim) => granted(claim, sources)))
  return `expired on ${expires}; what it granted is still needed: ${[...needed].join(', ')}`
}

export default {
  id: 'license-unexpired',
  title: 'A licence has not expired, and does not soon',
  severity: 'warning',
  rationale:
    'A licence that has expired counts for nothing. Where what is left does not cover what is configured, that is an error; else the licence is only in the way. A licence that expires within 30 days is a warning, with the first day on which it no longer counts and what the remaining licences do not cover then: over the pool for what a pool shares, once for a failover pair. The 30 days are a choice of cuspec, since an order takes its time; no source gives them. Licences are judged on the day `asOf` of their document, or today.',
  parts: ['licenses'],
  cites: ['licenses-expire'],

  *check(fleet) {
    for (const lapse of lapses(fleet)) {
      const { machine, place, from, broken, open } = lapse
      yield {
        at: place,
        message: message(lapse),
        ...(broken.length > 0 && { consequence: 'order', severity: from === undefined ? 'error' : 'warning' }),
        cites: ['licenses-expire', ...new Set(broken.flatMap(({ name, basis }) => [feature(name).id, ...basis]))],
        server: machine.name,
        related: broken.map(({ place: needed, name, amount }) => ({
          at: needed,
          message: feature(name).counted ? `needs ${counted(amount, feature(name).title)}` : 'needs it',
        })),
      }
      for (const { holding } of open) for (const doubt of holding.doubts) yield { at: place, ...doubt }
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney, asOf: 2007-03-01 }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    users: { voiceMail: 50 }
    licenses:
      - { kind: demo, hostId: 000BCD112233, expires: 2007-05-01 }
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
    users: { voiceMail: 620 }
    licenses:
      - { kind: declared, expires: permanent, entitlements: { voiceMailUsers: 500 } }
      - kind: declared
        expires: 2007-03-20 # <- expires on 2007-03-20; from 2007-03-21 on the licences of SYD-UNITY1 grant 500 voice mail users, but 620 are configured
        entitlements: { voiceMailUsers: 150 }
      - kind: demo
        hostId: ANY
        expires: 2006-12-31 # <- expired on 2006-12-31, so it counts for nothing
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney, asOf: 2007-03-01 }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    features:
      - vpim # <- VPIM networking configured, but the licences of SYD-UNITY1 do not grant it; one that did expired on 2007-02-28
    licenses:
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 32 } }
      - kind: declared
        expires: 2007-02-28 # <- expired on 2007-02-28; what it granted is still needed: VPIM networking
        entitlements: { vpim: true }
`,
  ],
} satisfies Rule
