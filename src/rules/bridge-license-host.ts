import type { BridgeHostFact } from '../knowledge/fact.ts'
import { bridgeLicenseHost, readBridgeRelease } from '../knowledge/knowledge.ts'
import type { Bridge, Fleet, License, Server } from '../model/fleet.ts'
import { licenseMac } from '../model/license-mac.ts'
import { macDigits, readHostId } from '../model/mac.ts'
import { at, type Place } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'

const inLicense = ({ document, path }: License, key: 'hostId' | 'serial'): Place => ({ document, path: [...path, key] })

function* checkDongle({ name, spec }: Server, license: License, fact: BridgeHostFact): Iterable<Problem | Gap> {
  if (license.spec.kind !== 'dongle' || license.spec.serial === undefined) return
  const { serial } = license.spec
  if (spec.dongle === undefined) yield { at: inLicense(license, 'serial'), missing: 'its dongle', of: name }
  else if (spec.dongle.serial !== serial) {
    const message = `licensed for the dongle ${serial}, but the Bridge licence belongs to the dongle of the bridgehead ${name}, ${spec.dongle.serial}`
    yield { at: inLicense(license, 'serial'), message, cites: [fact.id] }
  }
}

function* checkMac(bridge: Bridge, bridgehead: Server, license: License, fact: BridgeHostFact): Iterable<Problem | Gap> {
  if (license.spec.kind !== 'declared' && license.spec.kind !== 'demo') return
  const { hostId } = license.spec
  if (hostId === undefined) {
    yield { at: license, missing: 'the host id of a licence', of: bridge.name }
    return
  }
  const host = readHostId(hostId)
  const owner = fact.host === 'bridge-mac' ? bridge : bridgehead
  const expected = licenseMac(owner)
  if (host.any || host.faults.length > 0) return
  if ('digits' in expected && host.macs.includes(expected.digits)) return
  const other = owner === bridge ? bridgehead : bridge
  const swapped = isMacOf(other, host.macs)
  if ('unknown' in expected && !swapped) {
    yield { at: inLicense(license, 'hostId'), ...expected.unknown }
  } else if (host.macs.length === 0) {
    yield { at: inLicense(license, 'hostId'), missing: `what the host id ${host.others.join(' ')} stands for`, of: bridge.name }
  } else {
    const right = owner === bridge ? `the Bridge ${bridge.name}` : `the primary Cisco Unity server ${bridgehead.name}`
    const whose = swapped ? `, a MAC of ${other.name}` : ''
    yield {
      at: inLicense(license, 'hostId'),
      message: `licensed for ${host.macs.join(', ')}${whose}, but this Bridge licence is tied to the MAC of ${right}${'digits' in expected ? `, ${expected.digits}` : ''}`,
      cites: [fact.id],
      server: bridge.name,
      ...('digits' in expected && { related: [{ at: expected.place, message: `the licence MAC of ${owner.name}` }] }),
    }
  }
}

function isMacOf({ spec }: Server | Bridge, macs: readonly string[]): boolean {
  const team = 'team' in spec ? spec.team?.virtualMac : undefined
  return [...(spec.nics ?? []).map(({ mac }) => mac), team].some((mac) => macs.includes(macDigits(mac) ?? ''))
}

/** The server that counts as primary: of a bridgehead in a failover pair, the primary of the pair. */
const primaryOf = (fleet: Fleet, bridgehead: Server): Server => fleet.pairOfSecondary.get(bridgehead)?.primary ?? bridgehead

export default {
  id: 'bridge-license-host',
  title: 'A Bridge licence is tied to the machine that its releases ask for',
  severity: 'error',
  consequence: 'refused',
  rationale:
    'With 3.1 it is the dongle of the primary Cisco Unity server; with 4.0(1) or 4.0(2) and Bridge 2.x the MAC of that server; with 4.0(3) or later and Bridge 3.0 or later the MAC of the Bridge. To move from Bridge 2.x to 3.x, send the licensing team both MACs.',
  cites: ['bridge-license-on-dongle', 'bridge-license-on-unity-mac', 'bridge-license-on-bridge-mac'],

  *check(fleet) {
    for (const bridge of fleet.bridges) {
      const { bridgehead, licenses = [], spec } = bridge
      const version = readBridgeRelease(spec.version)
      if (licenses.length === 0 || !version) continue
      if (!bridgehead?.release) {
        yield { at: at(bridge, 'licenses'), missing: bridgehead ? 'a known release' : 'the bridgehead itself', of: spec.bridgehead }
        continue
      }
      const fact = bridgeLicenseHost(bridgehead.release, version)
      // For any other combination of releases, bridge-release-supported has the finding.
      if (!fact) continue
      for (const license of licenses) {
        const primary = primaryOf(fleet, bridgehead)
        yield* fact.host === 'unity-dongle' ? checkDongle(primary, license, fact) : checkMac(bridge, primary, license, fact)
      }
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5), messageStore: { type: exchange }, nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }] }
bridges:
  - name: SYD-BRIDGE1
    version: 3.0(6)
    bridgehead: SYD-UNITY1
    nics: [{ name: nic1, mac: 00-0B-CD-99-88-77 }]
    licenses: [{ kind: declared, hostId: 000BCD998877, expires: permanent, entitlements: { bridgeSessions: 8 } }]
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(3), messageStore: { type: exchange }, nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }] }
  - { name: SYD-UNITY2, version: 4.0(2), messageStore: { type: exchange }, nics: [{ name: nic1, mac: 00-0B-CD-11-22-43 }] }
bridges:
  - name: SYD-BRIDGE1
    version: 3.0(6)
    bridgehead: SYD-UNITY1
    nics: [{ name: nic1, mac: 00-0B-CD-99-88-77 }]
    licenses:
      - kind: declared
        hostId: 000BCD112233 # <- licensed for 000BCD112233, a MAC of SYD-UNITY1, but this Bridge licence is tied to the MAC of the Bridge SYD-BRIDGE1, 000BCD998877
        expires: permanent
        entitlements: { bridgeSessions: 8 }
  - name: SYD-BRIDGE2
    version: "2.1"
    bridgehead: SYD-UNITY2
    nics: [{ name: nic1, mac: 00-0B-CD-99-88-78 }]
    licenses:
      - kind: declared
        hostId: 000BCD998878 # <- licensed for 000BCD998878, a MAC of SYD-BRIDGE2, but this Bridge licence is tied to the MAC of the primary Cisco Unity server SYD-UNITY2, 000BCD112243
        expires: permanent
        entitlements: { bridgeSessions: 8 }
`,
  ],
} satisfies Rule
