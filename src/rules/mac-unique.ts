import { onDongle } from '../model/claim.ts'
import type { Fleet } from '../model/fleet.ts'
import { nicPlace } from '../model/license-mac.ts'
import { macDigits } from '../model/mac.ts'
import { at, type Place } from '../model/part.ts'
import type { Rule } from './rule.ts'

/** An address and the adapter or team that has it. */
interface Owner {
  readonly digits: string
  readonly what: string
  readonly machine: string
  /** Whether no licence is tied to a MAC of this machine. */
  readonly onDongle: boolean
  readonly place: Place
  /** For a team, the names of its members. */
  readonly team?: readonly string[]
  readonly nic?: string
}

function owners(fleet: Fleet): Owner[] {
  const all: Owner[] = []
  const add = (mac: string | undefined, owner: Omit<Owner, 'digits'>): void => {
    const digits = macDigits(mac)
    if (digits !== undefined) all.push({ digits, ...owner })
  }
  for (const machine of [...fleet.servers, ...fleet.bridges]) {
    const base = { machine: machine.name, onDongle: onDongle(machine) }
    for (const [index, { name, mac }] of (machine.spec.nics ?? []).entries()) {
      add(mac, { what: `${name} of ${machine.name}`, ...base, place: nicPlace(machine, index), nic: name })
    }
    const team = 'team' in machine.spec ? machine.spec.team : undefined
    if (team && 'role' in machine) {
      add(team.virtualMac, {
        what: `the team of ${machine.name}`,
        ...base,
        place: at(machine, 'team', 'virtualMac'),
        team: team.members,
      })
    }
  }
  return all
}

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
    const first = new Map<string, Owner>()
    for (const owner of owners(fleet)) {
      const earlier = first.get(owner.digits)
      if (!earlier) {
        first.set(owner.digits, owner)
        continue
      }
      const ownMember = owner.machine === earlier.machine && owner.team?.includes(earlier.nic ?? '') === true
      yield {
        at: owner.place,
        message: ownMember
          ? `the virtual MAC ${owner.digits} of ${owner.what} is the burned-in MAC of its member ${earlier.nic}; see whether the driver gives another`
          : `${owner.digits}, the MAC of ${owner.what}, is already that of ${earlier.what}`,
        ...(ownMember && { severity: 'warning' }),
        ...((ownMember || owner.onDongle) && { consequence: 'advice' }),
        server: owner.machine,
        related: [{ at: earlier.place, message: `${earlier.what} has it here` }],
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
