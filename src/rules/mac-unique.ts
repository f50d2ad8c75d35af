import { type Adapter, adapterName, adapterPlace, adapters } from '../model/adapter.ts'
import { onDongle } from '../model/licensee.ts'
import type { Rule } from './rule.ts'

export default {
  id: 'mac-unique',
  title: 'A MAC address occurs once in the fleet',
  severity: 'error',
  consequence: 'refused',
  rationale:
    'A licence belongs to one address, so two machines with the same address have one licence between them, and usually one of the two was copied by mistake. A team whose virtual MAC equals the burned-in MAC of a member is possible but rare, and worth a second look in the driver.',
  parts: ['servers', 'bridges'],
  cites: ['mac-structure', 'host-is-virtual-mac'],

  *check(fleet) {
    const first = new Map<string, Adapter>()
    for (const owner of [...fleet.servers, ...fleet.bridges].flatMap(adapters)) {
      const earlier = first.get(owner.digits)
      if (!earlier) {
        first.set(owner.digits, owner)
        continue
      }
      // That a Bridge is no Cisco Unity server is for another rule to say.
      if ('role' in earlier.machine && !('role' in owner.machine)) continue
      const ownMember = owner.machine === earlier.machine && owner.team?.members.includes(earlier.nic?.name ?? '') === true
      yield {
        at: adapterPlace(owner),
        message: ownMember
          ? `the virtual MAC ${owner.digits} of ${adapterName(owner)} is the burned-in MAC of its member ${earlier.nic?.name}; see whether the driver gives another`
          : `${owner.digits}, the MAC of ${adapterName(owner)}, is already that of ${adapterName(earlier)}`,
        ...(ownMember && { severity: 'warning' }),
        ...((ownMember || onDongle(owner.machine)) && { consequence: 'advice' }),
        server: owner.machine.name,
        related: [{ at: adapterPlace(earlier), message: `${adapterName(earlier)} has it here` }],
      }
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5), nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }] }
  - { name: SYD-UNITY2, version: 4.0(5), nics: [{ name: nic1, mac: 00-0B-CD-11-22-43 }] }
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
    team:
      type: fault-tolerant
      members: [nic1, nic2]
      virtualMac: 000B.CD11.2233 # <- the virtual MAC 000BCD112233 of the team of SYD-UNITY1 is the burned-in MAC of its member nic1; see whether the driver gives another
  - name: SYD-UNITY2
    version: 4.0(5)
    nics:
      - { name: nic1, mac: 00:0b:cd:11:22:34 } # <- 000BCD112234, the MAC of nic1 of SYD-UNITY2, is already that of nic2 of SYD-UNITY1
`,
  ],
} satisfies Rule
