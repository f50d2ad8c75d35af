/** Up to 3.x: what a dongle grants is changed by a text file. */
import { feature } from '../../../knowledge/knowledge.ts'
import type { Release } from '../../../knowledge/release.ts'
import type { Bridge, Server } from '../../../model/fleet.ts'
import { inWords } from '../../../model/in-words.ts'
import type { LicenseRequest, OpenItem, OrderLine, Step, Units } from '../order.ts'
import { type Change, givenBy, named } from './amounts.ts'
import { type Asked, drawUp } from './draft.ts'
import { ifDongleFails } from './failing.ts'
import { contact, organization, pak } from './field.ts'
import { type Dongle, keyCode, serialField } from './host.ts'
import { opened } from './opened.ts'
import { showing } from './shown.ts'
import { buy, receive, register } from './step.ts'

/** The form by which the update of the dongle of a server is registered; `machine` is what it is for. */
export const dongleForm = (machine: Server | Bridge, server: Server, what: string): Asked[] => [
  organization(machine),
  pak(what),
  serialField(server),
  keyCode,
  contact(machine),
]

/** From the text file that came to a dongle that shows it. */
export const updateDongle = (on: string, leadDays: number, shows: readonly Units[]): Step[] => [
  receive('a text file, most often called AvSysCode.txt, which should come', ['dongle-update-is-text-file'], leadDays),
  {
    phase: 'install',
    on,
    says: `Copy the text file to a local disk of ${on}. There open ${opened('tool-upgrade-license')}, choose Upgrade System, then Read From File, open the file, and choose Upgrade. The dongle stays in its port.`,
    facts: ['dongle-update-is-read', 'tool-upgrade-license'],
  },
  { phase: 'install', on, says: `Reboot ${on}. What is new counts from then on.`, facts: ['dongle-update-needs-reboot'] },
  {
    phase: 'verify',
    on,
    says: `Open ${opened('tool-key-dump')} on ${on}. ${shows.length > 0 ? `It must show ${inWords(shows)}` : 'What was asked for must be there'}.`,
    facts: ['dongle-update-shows-in-key-dump', 'tool-key-dump'],
  },
  ifDongleFails(on),
]

/** More licences for a server up to 3.x. `earlier` is what its earlier requests have changed. */
export function dongleUpdate(
  leadDays: number,
  server: Server,
  release: Release,
  lines: readonly OrderLine[],
  earlier: readonly Change[],
): LicenseRequest {
  const { name } = server
  const shows = showing(server, release, [...earlier, ...lines])()
  return drawUp({
    kind: 'dongle-update',
    of: name,
    title: `Update of the dongle of ${name}`,
    why: `${name} takes its licences from a dongle, to which ${named(lines)} ${lines.length > 1 ? 'add' : 'adds'} ${inWords(givenBy(lines))}.`,
    lines,
    form: dongleForm(server, server, 'what you buy'),
    steps: [buy(lines, name), register(release, name, 'upgrade'), ...updateDongle(name, leadDays, shows)],
    shows,
    open: perhapsRefused(name, givenBy(lines)),
    basis: ['licenses-on-dongle', 'dongle-takes-ports-and-users'],
    release,
  })
}

/** A dongle that reports no serial number of its own takes no update, and what it grants is in doubt. */
export const cannotRead = (of: string, { name }: Server, { serial, place }: Dongle, lines: readonly OrderLine[]): OpenItem => ({
  missing: `a dongle of ${name} that can be read: the serial number ${serial} means that it cannot, or is missing${lines.length > 0 ? `, so that ${named(lines)} ${lines.length > 1 ? 'are' : 'is'} not asked for yet` : ''}`,
  of,
  find: 'seeing that it is attached to its parallel or USB port; if it is, removing the dongle driver and installing it again (FAQ), and running Key Dump again',
  place,
  decides: true,
})

/** What surely is meant by ports and users. */
const portsAndUsers: ReadonlySet<string> = new Set(['voicePorts', 'voiceMailUsers', 'unifiedMessagingUsers', 'inboxUsers'])

/** Once 4.0 was out, nothing but ports and users could be added to a dongle. */
export const perhapsRefused = (of: string, given: readonly Units[]): OpenItem[] =>
  given
    .filter(({ feature: name }) => !portsAndUsers.has(name))
    .map(({ feature: name }) => ({
      missing: `whether ${feature(name).title} can still be added to a dongle: once 4.0 was out, only ports and users could`,
      of,
      find: 'your account team or Cisco Customer Service, before you buy',
      place: undefined,
      decides: true,
    }))
