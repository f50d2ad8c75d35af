import type { BridgeHostFact } from '../knowledge/bridge.ts'
import { bridgeHost } from '../model/bridge-host.ts'
import { bridgeShare, inLicense, unreadable } from '../model/entitlement.ts'
import type { Bridge, License, Server } from '../model/fleet.ts'
import { byHost, type Grant, grantsOf, isSound } from '../model/grant.ts'
import { licenseMac } from '../model/license-mac.ts'
import { primaryOf } from '../model/licensee.ts'
import { macDigits, readHostId } from '../model/mac.ts'
import { noBridgehead } from '../model/missing.ts'
import { at } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'

function* checkDongle({ name, spec }: Server, license: License, fact: BridgeHostFact): Iterable<Problem | Gap> {
  if (license.spec.kind !== 'dongle') return
  const { serial } = license.spec
  if (spec.dongle === undefined) {
    yield { at: license, missing: 'the serial number of the dongle', of: name }
  } else if (serial === undefined) {
    yield { at: license, missing: 'the serial number of the dongle that a licence is for', of: name }
  } else if (spec.dongle.serial !== serial) {
    const message = `licensed for the dongle ${serial}, but the Bridge licence belongs to the dongle of the bridgehead ${name}, ${spec.dongle.serial}`
    yield { at: inLicense(license, 'serial'), message, cites: [fact.id] }
  }
}

/** Checks that a licence is tied to one of `owners`, which is the Bridge itself, all Bridges of a bridgehead, or the primary server. */
function* checkMac(
  grant: Grant,
  bridge: Bridge,
  owners: readonly (Server | Bridge)[],
  others: readonly (Server | Bridge)[],
  fact: BridgeHostFact,
): Iterable<Problem | Gap> {
  const { hostId, hostPlace: place, license } = grant
  if (license.spec.kind === 'dongle') return
  if (hostId === undefined) {
    yield { at: license, missing: 'the host id of a licence', of: bridge.name }
    return
  }
  const host = readHostId(hostId)
  if (host.any || host.faults.length > 0) return
  const expected = owners.map(licenseMac)
  const right = expected.flatMap((mac) => ('digits' in mac ? [mac] : []))
  if (right.some(({ digits }) => host.macs.includes(digits))) return
  const wrong = others.find((other) => hasMac(other, host.macs))
  const unknown = expected.find((mac) => 'unknown' in mac)
  if (unknown && 'unknown' in unknown && !wrong) {
    yield { at: place, ...unknown.unknown }
  } else if (host.others.length > 0) {
    yield { at: place, missing: `what the host id ${host.others.join(' ')} stands for`, of: bridge.name }
  } else {
    const whom = fact.host === 'bridge-mac' ? 'the Bridge' : 'the primary Cisco Unity server'
    const named = owners.map(({ name }) => name).join(' or ')
    yield {
      at: place,
      message: `licensed for ${host.macs.join(', ')}${wrong ? `, a MAC of ${wrong.name}` : ''}, but this Bridge licence is tied to the MAC of ${whom} ${named}${right.length > 0 ? `, ${right.map(({ digits }) => digits).join(' or ')}` : ''}`,
      cites: [fact.id],
      server: bridge.name,
      related: right.map((mac) => ({ at: mac.place, message: `the licence MAC of ${named}` })),
    }
  }
}

function hasMac({ spec }: Server | Bridge, macs: readonly string[]): boolean {
  const team = 'team' in spec ? spec.team?.virtualMac : undefined
  return [...(spec.nics ?? []).map(({ mac }) => mac), team].some((mac) => macs.includes(macDigits(mac) ?? ''))
}

/** Licences of Bridge sessions that the spec lists with the bridgehead. */
function* checkBridgehead(server: Server, bridges: readonly Bridge[]): Iterable<Problem | Gap> {
  const tied = bridges.filter((bridge) => bridgeHost(bridge)?.host === 'bridge-mac')
  const [first] = tied
  const fact = first && bridgeHost(first)
  if (!first || !fact) return
  for (const license of server.licenses ?? []) {
    for (const { grant, all } of byHost(grantsOf(license))) {
      const share = bridgeShare(all)
      if (share === 'all') yield* checkMac(grant, first, tied, [server], fact)
      // The server itself counts Bridge sessions among its licences, and no source says what such are tied to.
      else if (share === 'some')
        yield { at: license, missing: 'what Bridge sessions are tied to that share a licence with other features', of: server.name }
    }
  }
}

export default {
  id: 'bridge-license-host',
  title: 'A Bridge licence is tied to the machine that its releases ask for',
  severity: 'error',
  consequence: 'refused',
  rationale:
    'With 3.1 it is the dongle of the primary Cisco Unity server; with 4.0(1) or 4.0(2) and Bridge 2.x the MAC of that server; with 4.0(3) or later and Bridge 3.0 or later the MAC of the Bridge. To move from Bridge 2.x to 3.x, send the licensing team both MACs.',
  parts: ['bridges'],
  cites: ['bridge-license-on-dongle', 'bridge-license-on-unity-mac', 'bridge-license-on-bridge-mac'],

  *check(fleet) {
    for (const bridge of fleet.bridges) {
      const { bridgehead, licenses = [] } = bridge
      if (licenses.length === 0) continue
      if (!bridgehead?.release) {
        yield { at: at(bridge, 'licenses'), ...noBridgehead(bridge) }
        continue
      }
      const fact = bridgeHost(bridge)
      if (!fact) continue
      const primary = primaryOf(fleet, bridgehead)
      for (const license of licenses) {
        if (!isSound(license) && license.spec.kind !== 'observed') yield { at: license, ...unreadable(bridge.name) }
        if (fact.host === 'unity-dongle') {
          yield* checkDongle(primary, license, fact)
          continue
        }
        const [owner, other] = fact.host === 'unity-mac' ? [primary, bridge] : [bridge, primary]
        for (const { grant } of byHost(grantsOf(license))) yield* checkMac(grant, bridge, [owner], [other], fact)
      }
    }
    for (const [server, bridges] of fleet.bridgesOf) yield* checkBridgehead(server, bridges)
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
