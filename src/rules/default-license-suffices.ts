import { checkAllowed } from './allowed.ts'
import type { Rule } from './rule.ts'

export default {
  id: 'default-license-suffices',
  title: 'A server with nothing but the default licence stays within it',
  severity: 'error',
  consequence: 'unlicensed',
  gravest: 'shutdown',
  rationale:
    'Every server from 4.0 on comes with a licence file that never expires, for 2 ports, 10 users in all and messages of 30 seconds. A server on which nothing else is in force, because the file that was bought was not installed or has expired, has no more than that. Of releases after 4.x it is only inferred what the file grants, so they are not checked.',
  parts: ['servers'],
  cites: ['default-license'],

  *check(fleet) {
    yield* checkAllowed(fleet, 'default')
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart }
servers:
  - name: HBA-UNITY1
    version: 4.0(5)
    ports: [{ count: 2, does: [answer] }]
    users: { voiceMail: 6, inbox: 4 }
    maxMessageSeconds: 30
    licenses: [{ kind: default }]
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart }
servers:
  - name: HBA-UNITY1
    version: 4.0(5)
    ports: # <- 8 voice ports, but the default licence, all that HBA-UNITY1 has in force, grants 2
      - { count: 8, does: [answer] }
    users: { voiceMail: 8, unifiedMessaging: 4 } # <- 12 users in all, but the default licence, all that HBA-UNITY1 has in force, grants 10
    maxMessageSeconds: 300 # <- messages of 300 seconds, but the default licence, all that HBA-UNITY1 has in force, grants 30 seconds
    licenses: [{ kind: default }]
`,
  ],
} satisfies Rule
