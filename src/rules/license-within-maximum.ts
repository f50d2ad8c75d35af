import { byFile, feature } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { held, unreadable } from '../model/entitlement.ts'
import type { Bridge, Fleet, Server } from '../model/fleet.ts'
import { isSound } from '../model/grant.ts'
import { isPublished, quantities, unpublished } from '../model/maximum.ts'
import { unknownRelease } from '../model/missing.ts'
import { at } from '../model/part.ts'
import { exceeded, whichHolds } from './exceeded.ts'
import type { Gap, Problem, Rule } from './rule.ts'
import { counted, figure, shutdown } from './words.ts'

function* checkMachine(fleet: Fleet, machine: Server | Bridge, release: Release): Iterable<Problem | Gap> {
  const { name, licenses } = machine
  const place = 'role' in machine ? at(machine, 'licenses') : at(machine, 'licenses')
  if (!licenses) {
    yield { at: place, missing: 'licences', of: name }
    return
  }
  if (!licenses.every(isSound)) yield { at: place, ...unreadable(name) }
  let open = false
  for (const what of quantities) {
    const { sure, from } = held(what, machine, release)
    const [first, ...rest] = from
    if (!first) continue
    open ||= !isPublished(fleet, what, machine, release)
    const problem = exceeded(fleet, what, machine, release, sure)
    if (!problem) continue
    const { sureness, message, severity, cites, related } = problem
    if (sureness === 'general') {
      yield { at: first.place, ...whichHolds(what), of: name }
      continue
    }
    const end = shutdown(release, sureness === 'stated' ? 'stated' : 'reported')
    yield {
      at: first.place,
      message: [`${counted(sure, feature(what).title)} licensed, ${message}`, ...(end ? [end.sentence] : [])].join('. '),
      ...(severity && { severity }),
      server: name,
      cites: ['excess-over-maximum', ...(end?.cites ?? []), ...cites],
      related: [...rest.map((share) => ({ at: share.place, message: `grants ${figure(share.amount)} of them` })), ...related],
    }
  }
  if (open) yield { at: place, ...unpublished(fleet, machine, release) }
}

export default {
  id: 'license-within-maximum',
  title: 'What is licensed does not exceed the published maximum',
  severity: 'error',
  consequence: 'shutdown',
  rationale:
    'The vendor names this cause of shutdown mode: an upgrade was bought that exceeds what the release and platform may have. The licensing team has to take the upgrade back. Few maximums are known from public sources; add those of your platform list as a Maximums document, and they count and are cited as its own.',
  parts: ['servers', 'bridges'],
  cites: ['excess-over-maximum', 'maximum-voice-ports-4.0', 'shutdown-every-4-hours', 'shutdown-5x', 'shutdown-after-grace'],

  *check(fleet) {
    for (const server of fleet.servers) {
      const { release, role } = server
      if (!release) yield unknownRelease(server)
      // From 4.0 on the licences of a secondary do nothing, so they exceed nothing.
      else if (role !== 'secondary' || !byFile(release)) yield* checkMachine(fleet, server, release)
    }
    for (const bridge of fleet.bridges) {
      const { bridgehead, licenses } = bridge
      if (bridgehead?.release && licenses) yield* checkMachine(fleet, bridge, bridgehead.release)
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    licenses:
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 72 } }
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
    licenses:
      - kind: declared
        expires: permanent
        entitlements: { voicePorts: 64 } # <- 64 voice ports licensed, but 4.0(5) publishes at most 48 for EXAMPLE-1. 4.0(5) then shuts down: it must be restarted every 4 hours until that is resolved
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
    licenses:
      - kind: declared
        expires: permanent
        entitlements: { voicePorts: 96 } # <- 96 voice ports licensed, but one forum post reports that 4.0(5) publishes at most 72. If that is so, 4.0(5) shuts down: it must be restarted every 4 hours until that is resolved
`,
  ],
} satisfies Rule
