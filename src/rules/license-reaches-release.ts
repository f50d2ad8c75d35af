import { byFile, upgradeLicense } from '../knowledge/knowledge.ts'
import { findRelease, type Release, spell } from '../knowledge/release.ts'
import type { Bridge, License, Server } from '../model/fleet.ts'
import type { Gap, Problem, Rule } from './rule.ts'

function* check(machine: Server | Bridge, release: Release, license: License): Iterable<Problem | Gap> {
  const written = 'version' in license.spec ? license.spec.version : undefined
  const from = written === undefined ? undefined : findRelease(written)
  if (!from || from.place >= release.place) return
  const at = { document: license.document, path: [...license.path, 'version'] }
  const fact = upgradeLicense(from, release)
  if (!fact) yield { at, missing: `whether a licence for ${spell(from)} serves ${spell(release)}`, of: machine.name }
  else if (fact.needed)
    yield {
      at,
      message: `a licence for ${spell(from)}, but ${machine.name} runs ${spell(release)}, for which it has to be upgraded`,
      cites: [fact.id],
      server: machine.name,
    }
}

export default {
  id: 'license-reaches-release',
  title: 'A licence is for the release that runs, or one that needs no upgrade licence from it',
  severity: 'error',
  consequence: 'order',
  rationale:
    'The software version is under licence control, too. Where a spec says for which release a licence was issued, the vendor’s table of upgrades says whether it serves the release that runs. Of upgrades from 4.0 on no table is at hand.',
  parts: ['licenses'],
  cites: ['upgrade-2.4-to-3', 'upgrade-3.0-to-3.1', 'upgrade-within-3.1', 'upgrade-to-4.0'],

  *check({ servers, bridges }) {
    for (const machine of [...servers, ...bridges]) {
      const release = 'role' in machine ? machine.release : machine.bridgehead?.release
      // From the first release with files on, what a secondary had of its own is not upgraded, but given up.
      if (!release || ('role' in machine && machine.role === 'secondary' && byFile(release))) continue
      for (const license of machine.licenses ?? []) yield* check(machine, release, license)
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: perth }
servers:
  - name: PER-UNITY1
    version: 3.1(5)
    dongle: { serial: "12345678" }
    licenses:
      - { kind: dongle, serial: "12345678", version: 3.0(1), entitlements: { voicePorts: 24 } }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: perth }
servers:
  - name: PER-UNITY1
    version: 3.1(5)
    dongle: { serial: "12345678" }
    licenses:
      - kind: dongle
        serial: "12345678"
        version: 2.4.6.135 # <- a licence for 2.4.6.135, but PER-UNITY1 runs 3.1(5), for which it has to be upgraded
        entitlements: { voicePorts: 24 }
`,
  ],
} satisfies Rule
