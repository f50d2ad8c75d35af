import { byFile, licensed } from '../knowledge/knowledge.ts'
import { spell } from '../knowledge/release.ts'
import { held } from '../model/entitlement.ts'
import type { Server } from '../model/fleet.ts'
import { noRelease } from '../model/missing.ts'
import { at } from '../model/part.ts'
import type { Rule } from './rule.ts'

export default {
  id: 'failover-licensed',
  title: "From 4.0 on the primary's licence says that a secondary server is licensed",
  severity: 'error',
  consequence: 'unlicensed',
  rationale:
    'There is one licence for a pair, and it sits on the primary: its field LicSecondaryServerIsLicensed reads Licensed. An upgrade from 3.x does not bring it along, since nothing links the two dongles: send the licensing team the new licence and the number of the failover dongle.',
  parts: ['failoverPairs'],
  cites: ['feature-secondary-server', 'failover-on-primary'],

  *check(fleet) {
    const judged = new Set<Server>()
    for (const { primary, ...pair } of fleet.pairs) {
      if (!primary) {
        yield { at: at(pair, 'primary'), missing: 'the server that is named as primary', of: pair.spec.primary }
        continue
      }
      if (judged.has(primary)) continue
      judged.add(primary)
      const { release, name } = primary
      if (!release) {
        yield { at: at(pair, 'primary'), ...noRelease(name) }
        continue
      }
      if (!byFile(release) || !licensed('secondaryServer', release)) continue
      const { sure, possible, doubts, expired } = held('secondaryServer', primary, release)
      if (sure > 0) continue
      if (possible > 0) {
        for (const doubt of doubts) yield { at: at(pair, 'primary'), ...doubt }
        continue
      }
      const lapsed = expired[0] ? `; one that did expired on ${expired[0].expires}` : ''
      yield {
        at: primary.spec.licenses ? at(primary, 'licenses') : at(pair, 'primary'),
        message: `${name} is the primary of ${pair.spec.secondary}, but no licence of ${name} grants a secondary server, as ${spell(release)} needs${lapsed}`,
        server: name,
        related: [{ at: at(pair, 'secondary'), message: 'its secondary is named here' }],
      }
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    role: primary
    version: 4.0(5)
    licenses:
      - { kind: declared, expires: permanent, entitlements: { secondaryServer: true } }
  - { name: SYD-UNITY2, role: secondary, version: 4.0(5) }
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
    role: primary
    version: 4.0(5)
    licenses: # <- SYD-UNITY1 is the primary of SYD-UNITY2, but no licence of SYD-UNITY1 grants a secondary server, as 4.0(5) needs
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 32 } }
  - { name: SYD-UNITY2, role: secondary, version: 4.0(5) }
failover:
  - { primary: SYD-UNITY1, secondary: SYD-UNITY2 }
`,
  ],
} satisfies Rule
