import { claims } from '../model/claim.ts'
import { judge } from './claimed.ts'
import type { Rule } from './rule.ts'

export default {
  id: 'license-covers-use',
  title: 'What is configured does not exceed what is licensed',
  severity: 'error',
  consequence: 'unlicensed',
  gravest: 'shutdown',
  rationale:
    'Ports, users of each kind, text-to-speech, languages, Bridge sessions, AMIS and VPIM all need a licence; for long messages see message-length-licensed. Licences add up; one that has expired counts for nothing. Users of a pool are judged over the pool. From 4.0 on a secondary server is covered by the licences of its primary. More users than licensed are a licence violation, which the product answers by shutting down.',
  parts: ['servers', 'bridges', 'pools'],
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
      // What a rule of its own judges is left to it.
      else if (claim.name !== 'unlimitedMessageLength' && !claim.sole) yield* judge(claim)
    }
  },

  files: {
    'snmpwalk.txt': `CISCO-UNITY-MIB::ciscoUnityLicSubscribersMax.0 = Gauge32: 300
CISCO-UNITY-MIB::ciscoUnityLicUMSubscribersMax.0 = Gauge32: 0
CISCO-UNITY-MIB::ciscoUnityLicUtilSubs.0 = Gauge32: 310
`,
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
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    licenses:
      - { kind: observed, path: snmpwalk.txt } # <- snmpwalk.txt:3: 310 voice mail users in use by its own report, but the licences of SYD-UNITY1 grant 300. 4.0(5) then shuts down: it must be restarted every 4 hours until that is resolved (inferred)
`,
  ],
} satisfies Rule
