import { mechanism, unreadableSerial } from '../knowledge/knowledge.ts'
import { adapterName, adapterPlace, adapterWith } from '../model/adapter.ts'
import { bridgeHost } from '../model/bridge-host.ts'
import { bridgeShare, inLicense, unreadable } from '../model/entitlement.ts'
import type { Fleet, License, Server } from '../model/fleet.ts'
import { byHost, type Grant, grantsOf, isSound } from '../model/grant.ts'
import { licenseMac, nicPlace } from '../model/license-mac.ts'
import { macDigits, readHostId } from '../model/mac.ts'
import { at } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'

function* checkDongle(server: Server, license: License, serial: string | undefined): Iterable<Problem | Gap> {
  const own = server.spec.dongle?.serial
  if (own === undefined) {
    yield { at: license, missing: 'the serial number of the dongle', of: server.name }
  } else if (serial === undefined) {
    yield { at: license, missing: 'the serial number of the dongle that a licence is for', of: server.name }
  } else if (own !== serial && own !== unreadableSerial) {
    yield {
      at: inLicense(license, 'serial'),
      message: `licensed for the dongle ${serial}, but ${server.name} has the dongle ${own}`,
      cites: ['host-is-dongle'],
      server: server.name,
      related: [{ at: at(server, 'dongle', 'serial'), message: `the dongle of ${server.name}` }],
    }
  }
}

/** The adapter of a server that has one of these addresses, with its index. */
function adapter(server: Server, macs: readonly string[]): { readonly name: string; readonly index: number } | undefined {
  const index = server.spec.nics?.findIndex(({ mac }) => macs.includes(macDigits(mac) ?? '')) ?? -1
  const nic = server.spec.nics?.[index]
  return nic && { name: nic.name, index }
}

function* checkHost(fleet: Fleet, server: Server, grant: Grant, written: string): Iterable<Problem | Gap> {
  const { hostPlace: place } = grant
  const host = readHostId(written)
  if (host.any || host.faults.length > 0) return
  const { name, spec } = server
  const burnedIn = adapter(server, host.macs)
  const shown = host.macs.join(', ')
  const expected = licenseMac(server)
  if ('digits' in expected && host.macs.includes(expected.digits)) return
  if (spec.team?.type === 'fault-tolerant' && burnedIn && spec.team.members.includes(burnedIn.name)) {
    const virtual = 'digits' in expected ? `, ${expected.digits}` : ''
    yield {
      at: place,
      message: `licensed for ${shown}, the burned-in MAC of ${burnedIn.name}, but a fault-tolerant team is licensed by its virtual MAC${virtual}`,
      cites: ['host-is-virtual-mac'],
      server: name,
      related: [{ at: nicPlace(server, burnedIn.index), message: `the burned-in MAC of ${burnedIn.name}` }],
    }
  } else if ('unknown' in expected) {
    yield { at: place, ...expected.unknown }
  } else if (host.others.length > 0) {
    yield { at: place, missing: `what the host id ${host.others.join(' ')} stands for`, of: name }
  } else {
    const other = burnedIn ? undefined : host.macs.map((mac) => adapterWith(fleet, mac)).find((each) => each !== undefined)
    const which = burnedIn ? `, the MAC of ${burnedIn.name}` : other ? `, the MAC of ${adapterName(other)}` : ''
    yield {
      at: place,
      message: `licensed for ${shown}${which}, but the licence MAC of ${name} is ${expected.digits}, ${expected.owner}`,
      cites: [expected.virtual ? 'host-is-virtual-mac' : 'host-is-first-nic', 'rehost'],
      server: name,
      related: [
        { at: expected.place, message: `the licence MAC of ${name}` },
        ...(other ? [{ at: adapterPlace(other), message: `${adapterName(other)} has ${other.digits}` }] : []),
      ],
    }
  }
}

export default {
  id: 'license-host-matches',
  title: 'A licence is tied to the licence MAC, or the dongle, of its server',
  severity: 'error',
  consequence: 'refused',
  rationale:
    'A licence file is refused on a machine that does not have its host id. The licence MAC is the virtual MAC of a fault-tolerant team, else the MAC of the first NIC that ipconfig /all lists. After a new NIC or server the licensing team re-issues the licence: send both MACs and the reason. A host id of ANY, or several that name the server among others, fit.',
  parts: ['servers'],
  cites: ['host-is-first-nic', 'host-is-virtual-mac', 'host-is-dongle', 'rehost', 'special-host-ids'],

  *check(fleet) {
    for (const server of fleet.servers) {
      const fits = server.release && mechanism(server.release)?.mechanism
      // From 4.0 on a licence on a secondary does nothing, whatever its host: another rule says so.
      if (server.role === 'secondary' && fits === 'file') continue
      for (const license of server.licenses ?? []) {
        const { spec } = license
        if (spec.kind === 'dongle' && fits !== 'file') yield* checkDongle(server, license, spec.serial)
        if (fits === 'dongle' || spec.kind === 'dongle' || spec.kind === 'observed') continue
        if (!isSound(license)) yield { at: license, ...unreadable(server.name) }
        // A licence of Bridge sessions alone may be tied to the Bridge: another rule judges it.
        const onBridge = fleet.bridgesOf.get(server)?.some((bridge) => bridgeHost(bridge)?.host === 'bridge-mac') === true
        for (const { grant, all } of byHost(grantsOf(license))) {
          if (onBridge && bridgeShare(all) === 'all') continue
          if (grant.hostId === undefined) yield { at: license, missing: 'the host id of a licence', of: server.name }
          else yield* checkHost(fleet, server, grant, grant.hostId)
        }
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
    version: 4.0(5)
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-33 }
      - { name: nic2, mac: 00-0B-CD-11-22-34 }
    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }
    licenses:
      - { kind: declared, hostId: 020bcd112235, expires: permanent, entitlements: { voicePorts: 32 } }
      - { kind: declared, hostId: ANY, expires: permanent, entitlements: { languages: 1 } }
      - { kind: declared, hostId: "000BCD998877 020BCD112235", expires: permanent, entitlements: { ttsSessions: 2 } }
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
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-33 }
      - { name: nic2, mac: 00-0B-CD-11-22-34 }
    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }
    licenses:
      - kind: declared
        hostId: 000BCD112233 # <- licensed for 000BCD112233, the burned-in MAC of nic1, but a fault-tolerant team is licensed by its virtual MAC, 020BCD112235
        expires: permanent
        entitlements: { voicePorts: 32 }
  - name: SYD-UNITY2
    version: 4.0(5)
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-43 }
      - { name: nic2, mac: 00-0B-CD-11-22-44 }
    licenses:
      - kind: declared
        hostId: 000BCD112244 # <- licensed for 000BCD112244, the MAC of nic2, but the licence MAC of SYD-UNITY2 is 000BCD112243, the MAC of its first NIC, nic1
        expires: permanent
        entitlements: { voicePorts: 32 }
  - name: PER-UNITY1
    version: 3.1(5)
    dongle: { serial: "12345678" }
    licenses:
      - kind: dongle
        serial: "12345687" # <- licensed for the dongle 12345687, but PER-UNITY1 has the dongle 12345678
        entitlements: { voicePorts: 24 }
`,
  ],
} satisfies Rule
