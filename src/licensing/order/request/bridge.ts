/** Licences of Bridges: what has to be asked for of each, and more sessions. */
import { spell } from '../../../knowledge/release.ts'
import type { Bridge } from '../../../model/fleet.ts'
import { inWords } from '../../../model/in-words.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { at } from '../../../model/part.ts'
import type { LicenseRequest, OpenItem, OrderLine, Step } from '../order.ts'
import { givenBy, named } from './amounts.ts'
import type { Asking } from './asking.ts'
import { installed, type Known, know, shows, untoldSteps } from './bridge-host.ts'
import { reissued } from './bridge-reissue.ts'
import { cannotRead, dongleForm, perhapsRefused, updateDongle } from './dongle.ts'
import { type Asked, drawUp } from './draft.ts'
import { contact, organization, pak } from './field.ts'
import { macField, unreadableDongle } from './host.ts'
import { buy, lookInFile, receive, register } from './step.ts'

/** Everything that is to be asked for of a Bridge. */
export function requestsOfBridge(
  asking: Asking,
  bridge: Bridge,
): { readonly requests: readonly LicenseRequest[]; readonly open: readonly OpenItem[] } {
  const lines = asking.linesFor(bridge)
  const known = know(asking, bridge)
  if (!known) return { requests: [], open: lines.length > 0 ? [unknownHost(bridge, lines)] : [] }
  const unread = known.host === 'unity-dongle' && lines.length > 0 ? unreadableDongle(known.primary) : undefined
  if (unread) return { requests: reissued(asking, known), open: [cannotRead(bridge.name, known.primary, unread, lines)] }
  const requests = [...reissued(asking, known), ...(lines.length > 0 ? [moreSessions(asking, known, lines)] : [])]
  return { requests, open: [] }
}

function moreSessions(asking: Asking, known: Known, lines: readonly OrderLine[]): LicenseRequest {
  const { bridge, primary, release, host, fact } = known
  const { name } = bridge
  const { leadDays } = asking
  const after = shows(known, lines)
  const onDongle = host === 'unity-dongle'
  return drawUp({
    kind: 'bridge',
    of: name,
    title: `Bridge licence for ${name}`,
    why: `${named(lines).replace(/^l/, 'L')} ${lines.length > 1 ? 'give' : 'gives'} ${name} ${inWords(givenBy(lines))}; with ${spell(release)} and Bridge ${bridge.spec.version} the licence is tied to ${tiedBy(known)}.`,
    lines,
    form: onDongle ? dongleForm(bridge, primary, 'what you buy') : macForm(known),
    steps: [
      buy(lines, name),
      registerBridge(known),
      ...(onDongle
        ? updateDongle(primary.name, leadDays, after())
        : [
            receive('the licence file, which should come by e-mail', ['license-comes-by-mail'], leadDays),
            lookInFile({ mac: licenseMac(host === 'bridge-mac' ? bridge : primary), failover: false, ordered: true }),
            ...installed(known, after),
          ]),
    ],
    shows: after(),
    open: onDongle ? perhapsRefused(name, givenBy(lines)) : untoldSteps(known),
    basis: [fact],
    release,
  })
}

const tiedBy = ({ host, primary, bridge }: Known): string =>
  ({
    'unity-dongle': `the dongle of the primary Cisco Unity server ${primary.name}`,
    'unity-mac': `the MAC of the primary Cisco Unity server ${primary.name}, not of the Bridge`,
    'bridge-mac': `the MAC of the Bridge ${bridge.name}, not of a Cisco Unity server`,
  })[host]

const macForm = (known: Known): Asked[] => {
  const { bridge, primary, host } = known
  return [
    organization(bridge),
    pak('what you buy'),
    macField(host === 'bridge-mac' ? bridge : primary, 'MAC address', `the licence is tied to ${tiedBy(known)}`),
    contact(bridge),
  ]
}

/** On the upgrade page of the release, or on that of the Bridge. */
const registerBridge = ({ bridge, host, release }: Known): Step => ({
  ...register(release, bridge.name, host === 'bridge-mac' ? 'bridge' : 'upgrade'),
  facts: ['registered-on-web', 'bridge-registered-by-release', 'registration-is-kept'],
})

const unknownHost = (bridge: Bridge, lines: readonly OrderLine[]): OpenItem => ({
  missing: `what a licence of Bridge ${bridge.spec.version} with ${bridge.bridgehead?.spec.version ?? 'its bridgehead'} is tied to, without which ${named(lines)} cannot be registered`,
  of: bridge.name,
  find: undefined,
  place: at(bridge, 'version'),
  decides: false,
})
