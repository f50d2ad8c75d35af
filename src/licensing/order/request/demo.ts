/** Demo licences: once for each MAC. */
import type { GrantFact } from '../../../knowledge/fact.ts'
import { grant } from '../../../knowledge/knowledge.ts'
import { type Release, spell } from '../../../knowledge/release.ts'
import { inLicense } from '../../../model/entitlement.ts'
import { counted } from '../../../model/figure.ts'
import type { Server } from '../../../model/fleet.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { at, type Place } from '../../../model/part.ts'
import { usersOf } from '../../../model/sizing.ts'
import { voicePorts } from '../../../model/use.ts'
import type { LicenseRequest, OpenItem, Units } from '../order.ts'
import { shownAfter } from './amounts.ts'
import type { Asking } from './asking.ts'
import { demosIn, noServer, refused } from './demo-refused.ts'
import { drawUp } from './draft.ts'
import { contact, organization } from './field.ts'
import { macField } from './host.ts'
import { receive } from './step.ts'
import { installFiles, lookInViewer } from './wizard.ts'

/** By the names of servers for which one is asked for: what can be requested, and why others cannot. */
export function demosOf(
  asking: Asking,
  names: readonly string[],
): { readonly requests: ReadonlyMap<Server, LicenseRequest>; readonly open: readonly OpenItem[] } {
  const { fleet } = asking
  const requests = new Map<Server, LicenseRequest>()
  const open: OpenItem[] = []
  const taken = new Map(fleet.servers.flatMap(demosIn))
  for (const name of new Set(names)) {
    const server = fleet.serverNamed.get(name)
    const refusal = server ? refused(fleet, server, taken) : noServer(fleet, name)
    if (refusal) open.push(refusal)
    if (refusal || !server?.release) continue
    const fact = grant('demo', server.release)
    if (!fact) continue
    requests.set(server, request(asking, server, server.release, fact))
    const mac = licenseMac(server)
    if ('digits' in mac) taken.set(mac.digits, { of: name, place: mac.place })
  }
  return { requests, open }
}

function request({ leadDays }: Asking, server: Server, release: Release, fact: GrantFact): LicenseRequest {
  const { name } = server
  const beyond = exceeding(server, fact)
  const shows = withDemo(shownAfter(server, release, []), fact)
  return drawUp({
    kind: 'demo',
    of: name,
    title: `Demo licence for ${name}`,
    why: `A demo is asked for, to try ${name} out: ${fact.says}${beyond.length > 0 ? `; ${name} has ${beyond.map(({ text }) => text).join(' and ')}` : ''}.`,
    lines: [],
    form: [organization(server), macField(server), contact(server)],
    steps: [
      {
        phase: 'request',
        on: undefined,
        says: `On the vendor's customer registration page create the demo licence file of Cisco Unity ${spell(release)} for this MAC. A MAC gets one only.`,
        facts: ['demo-is-registered-on-web', 'demo-once-per-mac'],
      },
      receive('the demo licence file, which should come', leadDays, []),
      ...installFiles(name, 'the demo licence file'),
      lookInViewer(name, shows, `, and ${fact.users} users more than before`),
    ],
    shows,
    open: [
      term(name),
      ...unknownDemos(server),
      ...beyond.map(({ text, place }) => ({
        missing: `how ${name} gets by on a demo: it has ${text}`,
        of: name,
        find: 'configure no more than the demo grants while it lasts, or order licences at once',
        place,
        decides: false,
      })),
    ],
    basis: [fact.id, 'demo-once-per-mac'],
    release,
  })
}

/** What is configured beyond a demo. */
function exceeding(server: Server, { voicePorts: ports, users }: GrantFact): { readonly text: string; readonly place: Place }[] {
  const over = (amount: number | undefined, most: number, noun: string, place: Place) =>
    amount !== undefined && amount > most ? [{ text: `${counted(amount, noun)}, but a demo grants ${most}`, place }] : []
  return [
    ...over(voicePorts(server), ports, 'voice ports', at(server, 'ports')),
    ...over(usersOf(server), users, 'users', at(server, 'users')),
  ]
}

/** How its users divide over the kinds of user is not published, so that only its sessions are a figure of their own. */
const withDemo = (held: readonly Units[], { voicePorts: ports }: GrantFact): Units[] => {
  const own = held.find(({ feature }) => feature === 'voicePorts')?.units ?? 0
  return [{ feature: 'voicePorts', units: own + ports }, ...held.filter(({ feature }) => feature !== 'voicePorts')]
}

const term = (of: string): OpenItem => ({
  missing: 'for how long the demo runs: what decides the term is not published',
  of,
  find: 'the expiry in the file that comes',
  place: undefined,
  decides: false,
})

/** A demo of this server of which the spec does not say what MAC it was registered for. */
const unknownDemos = ({ name, licenses = [] }: Server): OpenItem[] =>
  licenses.flatMap((license) =>
    license.spec.kind === 'demo' && license.spec.hostId === undefined
      ? [
          {
            missing: 'the MAC that its earlier demo was registered for, which gets no second',
            of: name,
            find: 'HOSTID in the demo licence file',
            place: inLicense(license, 'hostId'),
            decides: false,
          },
        ]
      : [],
  )
