import { checkConfigured } from './exceeded.ts'
import type { Rule } from './rule.ts'

export default {
  id: 'users-within-maximum',
  title: 'The users of a server do not exceed the published maximum of their kind',
  severity: 'error',
  rationale:
    'A server has a most of users, by its release and platform; beyond it the answer of the vendor is another server, joined by digital networking. A pool shares licences, not capacity, so each server is held to its own maximum. No public source gives the figures: add those of your platform list as a Maximums document, and they are cited as the statements of the vendor.',
  parts: ['servers'],
  cites: ['maximum-per-server'],

  *check(fleet) {
    for (const server of fleet.servers)
      yield* checkConfigured(
        fleet,
        server,
        server.release,
        ['voiceMailUsers', 'unifiedMessagingUsers', 'inboxUsers'],
        ['maximum-per-server'],
      )
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.2(1), platform: EXAMPLE-1, users: { voiceMail: 2500 } }
---
apiVersion: cuspec/v1
kind: Maximums
source: { title: A platform list of the vendor (figures made up for this example), date: 2006-01-31 }
maximums:
  - { what: voiceMailUsers, platform: EXAMPLE-1, from: 4.0(1), to: 4.2(1), value: 2500 }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.2(1)
    platform: EXAMPLE-1
    users:
      voiceMail: 2600 # <- 2,600 voice mail users, but 4.2(1) publishes at most 2,500 for EXAMPLE-1
      inbox: 1100 # <- 1,100 Inbox users, and of sources that disagree for EXAMPLE-1 one publishes at most 1,200 in 4.2(1), but another at most 1,000
---
apiVersion: cuspec/v1
kind: Maximums
source: { title: A platform list of the vendor (figures made up for this example), date: 2006-01-31 }
maximums:
  - { what: voiceMailUsers, platform: EXAMPLE-1, from: 4.0(1), to: 4.2(1), value: 2500 }
  - { what: inboxUsers, platform: EXAMPLE-1, from: 4.0(1), to: 4.2(1), value: 1000 }
---
apiVersion: cuspec/v1
kind: Maximums
source: { title: System requirements of the vendor (figures made up for this example), date: 2006-06-30 }
maximums:
  - { what: inboxUsers, platform: EXAMPLE-1, from: 4.0(1), to: 4.2(1), value: 1200 }
`,
  ],
} satisfies Rule
