import type { Correction } from '../finding.ts'
import { inLicense } from '../model/entitlement.ts'
import type { Bridge, License, Server } from '../model/fleet.ts'
import { nicPlace } from '../model/license-mac.ts'
import { onDongle } from '../model/licensee.ts'
import { readHostId, readMac } from '../model/mac.ts'
import { hostIdMeant, macMeant } from '../model/mac-meant.ts'
import { at, type Place } from '../model/part.ts'
import type { Problem, Rule } from './rule.ts'

function* checkMac(written: string | undefined, place: Place, machine: Server | Bridge): Iterable<Problem> {
  const mac = written === undefined ? undefined : readMac(written)
  if (!mac || !('fault' in mac)) return
  const message = `\`${written}\`: ${mac.fault}`
  yield {
    at: place,
    message,
    server: machine.name,
    ...(onDongle(machine) && { consequence: 'advice' }),
    ...respelt(macMeant(written ?? '')),
  }
}

const respelt = (fix: Correction | undefined): Pick<Problem, 'fix'> => (fix ? { fix } : {})

function* checkHostIds(licenses: readonly License[] = [], server: string): Iterable<Problem> {
  for (const license of licenses) {
    const { spec } = license
    const written = 'hostId' in spec ? spec.hostId : undefined
    for (const fault of written === undefined ? [] : readHostId(written).faults) {
      yield { at: inLicense(license, 'hostId'), message: `\`${written}\`: ${fault}`, server, ...respelt(hostIdMeant(written ?? '')) }
    }
  }
}

export default {
  id: 'mac-well-formed',
  title: 'A MAC address has twelve hexadecimal digits and can belong to an adapter',
  severity: 'error',
  consequence: 'refused',
  rationale:
    "The licence form takes twelve digits without separators. The vendor's own sample address has eleven, which is a slip of that page. A group address, whose first octet is odd, and an address of zeros belong to no adapter.",
  parts: ['servers', 'bridges'],
  cites: ['host-is-first-nic', 'mac-structure'],

  *check(fleet) {
    for (const machine of [...fleet.servers, ...fleet.bridges]) {
      const { nics = [] } = machine.spec
      for (const [index, { mac }] of nics.entries()) yield* checkMac(mac, nicPlace(machine, index), machine)
      yield* checkHostIds(machine.licenses, machine.name)
    }
    for (const server of fleet.servers) yield* checkMac(server.spec.team?.virtualMac, at(server, 'team', 'virtualMac'), server)
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
      - { name: nic2, mac: 00:0b:cd:11:22:34 }
      - { name: nic3, mac: 000b.cd11.2235 }
      - { name: nic4, mac: 000BCD112236 }
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
      - { name: nic1, mac: 00-A1-B2-C3-D4-E } # <- \`00-A1-B2-C3-D4-E\`: 11 hexadecimal digits, but a MAC address has 12
      - { name: nic2, mac: 01-00-5E-00-00-01 } # <- \`01-00-5E-00-00-01\`: its first octet 01 is odd, which marks a group address; no adapter has one
      - { name: nic3, mac: 00-0B-CD-11-22-3O } # <- \`00-0B-CD-11-22-3O\`: \`O\` is no hexadecimal digit
      - { name: nic4, mac: "000000000000" } # <- \`000000000000\`: all zeros belong to no adapter
    licenses:
      - { kind: declared, hostId: "000BCD112233,000BCD112234", expires: permanent, entitlements: {} } # <- \`000BCD112233,000BCD112234\`: host ids are separated by blanks, not by commas
`,
  ],
} satisfies Rule
