/** Demo licences: once for each MAC. */
import type { GrantFact } from '../../../knowledge/fact.ts'
import { grant } from '../../../knowledge/knowledge.ts'
import type { Release } from '../../../knowledge/release.ts'
import { hasExpired, inLicense } from '../../../model/entitlement.ts'
import { counted } from '../../../model/figure.ts'
import type { Server } from '../../../model/fleet.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { at, type Place } from '../../../model/part.ts'
import { usersOf } from '../../../model/sizing.ts'
import { voicePorts } from '../../../model/use.ts'
import type { LicenseRequest, OpenItem, OrderLine } from '../order.ts'
import { named } from './amounts.ts'
import type { Asking } from './asking.ts'
import { demosIn, noServer, refused } from './demo-refused.ts'
import { drawUp } from './draft.ts'
import { ifFilesFail } from './failing.ts'
import { contact, organization } from './field.ts'
import { macField } from './host.ts'
import { customerRegistration, lookInFile, receive, registration } from './step.ts'
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

function request({ linesFor }: Asking, server: Server, release: Release, fact: GrantFact): LicenseRequest {
  const { name } = server
  const beyond = exceeding(server, fact)
  const lines = linesFor(server)
  const alone = holdsNothing(server)
  return drawUp({
    kind: 'demo',
    of: name,
    title: `Demo licence for ${name}`,
    why: `A demo is asked for, to try ${name} out: ${fact.says}${beyond.length > 0 ? `; ${name} has ${beyond.map(({ text }) => text).join(' and ')}` : ''}${permanent(lines)}.`,
    lines: [],
    form: [organization(server), macField(server), contact(server)],
    steps: [
      {
        phase: 'request',
        on: undefined,
        says: `On ${customerRegistration} create the demo licence file for this MAC: ${registration('new', release, true)}. A MAC gets one only.`,
        facts: ['demo-is-registered-on-web', 'demo-once-per-mac', 'registered-on-web'],
      },
      receive('the demo licence file, which should come', []),
      lookInFile({
        mac: licenseMac(server),
        failover: false,
        ordered: false,
        also: `Note the day on which it ends, and state it in the spec as \`expires\`: what decides between its terms is not published.`,
      }),
      ...installFiles(name, 'the demo licence file'),
      lookInViewer(name, mustShow(fact, alone)),
      ifFilesFail(name),
    ],
    shows: alone ? [{ feature: 'voicePorts', units: fact.voicePorts }] : [],
    open: [
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

/** Whether it has nothing in force beside a default licence. */
const holdsNothing = ({ licenses, asOf }: Server): boolean =>
  licenses?.every(({ spec }) => spec.kind === 'default' || ('expires' in spec && hasExpired(spec.expires, asOf))) ?? false

/** Its users are of no one kind, and beside other licences no sum is claimed. */
const mustShow = ({ voicePorts: ports, users }: GrantFact, alone: boolean): string =>
  alone
    ? `It must show at least ${ports} voice ports and ${users} users`
    : `Look for the ${ports} voice ports and ${users} users of the demo; how they show beside what the server holds already is in no source`

const permanent = (lines: readonly OrderLine[]): string =>
  lines.length > 0 ? `; ${named(lines)} ${lines.length > 1 ? 'have' : 'has'} to be bought, and in force, by the end of the demo` : ''

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
