/** The e-mail by which a licence is issued anew for another MAC. */
import { adapterName } from '../../../model/adapter.ts'
import type { Bridge, Server } from '../../../model/fleet.ts'
import { listed } from '../../../model/in-words.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import type { Field, OpenItem, Step } from '../order.ts'
import type { Asked } from './draft.ts'
import { contact, licensingTeam } from './field.ts'
import { macField } from './host.ts'
import type { Old } from './old-mac.ts'
import { receiveMail } from './step.ts'

type Machine = Server | Bridge

/** The fields of the e-mail: `owner` is the machine whose MAC the licence of `machine` has to be tied to. */
export function mail(machine: Machine, owner: Machine, old: readonly Old[], reason: Asked): Asked[] {
  return [licensingTeam, oldField(old), macField(owner, 'New MAC address'), reason, contact(machine, 'Address to send the new licence to')]
}

const oldField = (old: readonly Old[], label = 'Old MAC address'): Asked => ({
  field: {
    label,
    value: old.map(({ digits }) => digits).join(', '),
    why: 'what the licence is tied to now',
    mayStayBlank: false,
    place: old[0]?.place,
  },
  facts: ['rehost-by-mail'],
})

/** Writes the e-mail and waits for the answer. Files add up and none is to be taken off the list, but the licence of the old MAC is retired. */
export const askByMail = (old: readonly Old[]): Step[] => [
  {
    phase: 'request',
    on: undefined,
    says: `Write to the licensing team that the licence is to be tied to another MAC, with the old MAC, the new MAC and the reason. They retire the licence of the old MAC and issue one for the new MAC. ${question(old)}`,
    facts: ['rehost-by-mail', 'rehost'],
  },
  receiveMail('the licence file for the new MAC'),
]

const question = (old: readonly Old[]): string =>
  `Ask, since no source says, whether the file for ${addresses(old)} is to be taken off the list once the new one is installed.`

const addresses = (old: readonly Old[]): string => listed(old.map(({ digits }) => digits))

/** What is left on the list of the wizard. */
export const keepOld = (old: readonly Old[]): string =>
  `Leave the file for ${addresses(old)} on the list unless the licensing team answers otherwise, and every other file in any case: the licences of a file that is taken off go with it.`

const reasonField = (value: string | undefined, why: string | undefined): Field => ({
  label: 'Reason',
  value,
  why,
  mayStayBlank: false,
  place: undefined,
})

/** The reason shows in the spec only where the licence was registered for another MAC of the same machine. */
export function reasonOf(machine: Machine, old: readonly Old[]): Asked {
  const mac = licenseMac(machine)
  const own = old.every(({ adapter }) => adapter?.machine === machine)
  const facts = ['rehost-by-mail']
  if (own && 'digits' in mac) {
    const names = listed(old.flatMap(({ adapter }) => (adapter ? adapterName(adapter) : [])))
    return {
      field: reasonField(`The licence was registered for the MAC of ${names}; it has to be registered for ${mac.owner}.`, undefined),
      facts,
    }
  }
  const why = 'why the server, or its NIC, was changed; the licensing team asks for it'
  return { field: reasonField(undefined, why), facts, open: unknownReason(machine, old) }
}

const unknownReason = ({ name }: Machine, old: readonly Old[]): OpenItem => ({
  missing: 'why the server or its NIC was changed',
  of: name,
  find: 'the people who changed it',
  place: old[0]?.place,
  decides: false,
})

/** A team is licensed by its virtual MAC, whichever of its NICs the licence was registered for. */
export const teamReason = ({ name }: Server): Asked => ({
  field: reasonField(
    `The NICs of ${name} are a fault-tolerant team. The licence was registered for a burned-in MAC; it has to be registered for the virtual MAC of the team.`,
    undefined,
  ),
  facts: ['host-is-virtual-mac', 'rehost-by-mail'],
})
