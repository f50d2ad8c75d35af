import { checkConfigured } from './exceeded.ts'
import type { Rule } from './rule.ts'

export default {
  id: 'sessions-within-maximum',
  title: 'Text-to-speech sessions, languages and Bridge sessions do not exceed the published maximum',
  severity: 'error',
  rationale:
    'They are licensed in counts like voice ports, so a platform list may bound them, too. No public source gives the figures: add those of your platform list as a Maximums document. For a Bridge, which has no platform in a spec, only rows that name none apply, by the release of its bridgehead.',
  parts: ['servers', 'bridges'],
  cites: ['feature-tts-sessions', 'feature-languages', 'feature-bridge-sessions'],

  *check(fleet) {
    for (const server of fleet.servers) yield* checkConfigured(fleet, server, server.release, ['ttsSessions', 'languages'], [])
    for (const bridge of fleet.bridges) yield* checkConfigured(fleet, bridge, bridge.bridgehead?.release, ['bridgeSessions'], [])
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.2(1), platform: EXAMPLE-1, ttsSessions: 8, languages: [ENU, FRA] }
---
apiVersion: cuspec/v1
kind: Maximums
source: { title: A platform list of the vendor (figures made up for this example), date: 2006-01-31 }
maximums:
  - { what: ttsSessions, platform: EXAMPLE-1, value: 8 }
  - { what: languages, value: 2 }
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
    ttsSessions: 12 # <- 12 text-to-speech sessions, but 4.2(1) publishes at most 8 for EXAMPLE-1
    languages: [ENU, FRA, DEU] # <- 3 languages, but 4.2(1) publishes at most 2
---
apiVersion: cuspec/v1
kind: Maximums
source: { title: A platform list of the vendor (figures made up for this example), date: 2006-01-31 }
maximums:
  - { what: ttsSessions, platform: EXAMPLE-1, value: 8 }
  - { what: languages, value: 2 }
`,
  ],
} satisfies Rule
