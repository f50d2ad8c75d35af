import { checkConfigured } from './exceeded.ts'
import type { Rule } from './rule.ts'

export default {
  id: 'ports-within-maximum',
  title: 'The voice ports of a server do not exceed the published maximum',
  severity: 'error',
  rationale:
    'A server has a most of voice ports, by its release and platform; beyond it the answer of the vendor is another server, joined by digital networking. Each server is held to its own maximum. The ports of a failover pair are not added: the maximum is that of one server, and neither of the two may exceed it. Where sources disagree, or only a forum gives a figure, it is a warning. Add the figures of your platform list as a Maximums document.',
  parts: ['servers'],
  cites: ['maximum-per-server', 'maximum-voice-ports-4.0'],

  *check(fleet) {
    for (const server of fleet.servers) yield* checkConfigured(fleet, server, server.release, ['voicePorts'], ['maximum-per-server'])
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5), ports: [{ count: 72, does: [answer] }] }
  - { name: SYD-UNITY2, version: 4.0(5), ports: [{ count: 72, does: [answer] }] }
failover:
  - { primary: SYD-UNITY1, secondary: SYD-UNITY2 }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    platform: EXAMPLE-1
    ports: # <- 64 voice ports, but 4.0(5) publishes at most 48 for EXAMPLE-1
      - { count: 60, does: [answer] }
      - { count: 4, does: [mwi, notification] }
---
apiVersion: cuspec/v1
kind: Maximums
source: { title: A platform list of the vendor (figures made up for this example), date: 2006-01-31 }
maximums:
  - { what: voicePorts, platform: EXAMPLE-1, from: 4.0(1), to: 4.0(5), value: 48 }
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    ports: [{ count: 96, does: [answer] }] # <- 96 voice ports, but one forum post reports that 4.0(5) publishes at most 72
`,
  ],
} satisfies Rule
