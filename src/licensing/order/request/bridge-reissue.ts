/** Licences of Bridges that are tied to another machine than they have to be: to be issued anew, by e-mail. */
import { spell } from '../../../knowledge/release.ts'
import { adapters } from '../../../model/adapter.ts'
import { bridgeShare } from '../../../model/entitlement.ts'
import { counted } from '../../../model/figure.ts'
import { type Grant, grantsOf } from '../../../model/grant.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { readHostId } from '../../../model/mac.ts'
import { at } from '../../../model/part.ts'
import { unique } from '../../../model/unique.ts'
import { sessionsOnDongles } from '../carried.ts'
import { grantsOnUnity } from '../moved-sessions.ts'
import type { LicenseRequest, OpenItem } from '../order.ts'
import type { Asking } from './asking.ts'
import { installed, type Known, shows, untoldSteps } from './bridge-host.ts'
import { drawUp } from './draft.ts'
import { contact, licensingTeam, paksOf } from './field.ts'
import { macField } from './host.ts'
import { oldMacs, tiedTo } from './old-mac.ts'
import { askByMail, keepOld, mail, reasonOf } from './rehost-mail.ts'
import { lookInFile, receiveMail } from './step.ts'

/** Licences that are tied to the Unity server where the Bridge is meant come from Bridge 2.x; others from a change of NIC or machine. */
export function reissued(asking: Asking, known: Known): LicenseRequest[] {
  const { bridge, primary, host } = known
  const grants = asking.misplaced.bought.get(bridge) ?? []
  const unity = new Set(adapters(primary).map(({ digits }) => digits))
  const onUnity = (grant: Grant): boolean => host === 'bridge-mac' && readHostId(grant.hostId ?? '').macs.some((mac) => unity.has(mac))
  const upgraded = unique(
    [...grants.filter(onUnity), ...(known.moved > 0 ? grantsOnUnity(primary) : [])],
    ({ hostPlace: { document, path } }) => JSON.stringify([document.file, document.number, path]),
  )
  const moved = grants.filter((grant) => !onUnity(grant))
  const onDongle = host === 'bridge-mac' && sessionsOnDongles([primary, bridge], known.release) > 0
  return [
    ...(moved.length > 0 ? [rehosted(asking, known, moved)] : []),
    ...(upgraded.length > 0 || onDongle ? [bridgeUpgrade(asking, known, upgraded)] : []),
  ]
}

function rehosted(asking: Asking, known: Known, grants: readonly Grant[]): LicenseRequest {
  const { bridge, primary, release, host, fact } = known
  const owner = host === 'bridge-mac' ? bridge : primary
  const old = oldMacs(asking.fleet, bridge, grants)
  const mac = licenseMac(owner)
  return drawUp({
    kind: 're-host',
    of: bridge.name,
    title: `Licence of ${bridge.name} for the MAC of ${owner.name}`,
    why: `${tiedTo(bridge.name, old)}, but it has to be tied to the MAC of ${owner.name}${'digits' in mac ? `, ${mac.digits}` : ''}.`,
    lines: [],
    form: [...mail(bridge, owner, old, reasonOf(owner, old)), ...paksOf(grants, bridge.name)],
    steps: [...askByMail(old), lookInFile({ mac, failover: false, ordered: false }), ...installed(known, shows(known, []), keepOld(old))],
    shows: shows(known, [])(),
    open: untoldSteps(known),
    basis: [fact, 'rehost'],
    release,
  })
}

function bridgeUpgrade(asking: Asking, known: Known, grants: readonly Grant[]): LicenseRequest {
  const { bridge, primary, release, fact, moved } = known
  const { name } = bridge
  const old = oldMacs(asking.fleet, bridge, grants)
  const mixed = grants.some(sharesLicense)
  return drawUp({
    kind: 'bridge-upgrade',
    of: name,
    title: `Licence of ${name} for its own MAC`,
    why: `${grants.length > 0 ? tiedTo(mixed ? primary.name : name, old) : `The sessions of ${name} are on the dongle of ${primary.name}`}, but with ${spell(release)} and Bridge ${bridge.spec.version} ${mixed ? 'the licence of the Bridge has' : grants.length > 0 ? 'it has' : 'they have'} to be tied to the Bridge.${moved > 0 ? ` This moves ${counted(moved, 'Bridge sessions')} that ${moved === 1 ? 'is' : 'are'} held to ${name}, one for one (inferred), and buys nothing.` : ''}`,
    lines: [],
    form: [
      licensingTeam,
      macField(primary, 'MAC address of the primary Cisco Unity server'),
      macField(bridge, 'MAC address of the Bridge'),
      contact(bridge, 'Address to send the new licence to'),
      ...paksOf(grants, name),
    ],
    steps: [
      {
        phase: 'request',
        on: undefined,
        says: `Write to the licensing team that the licence of ${name} is still tied to the primary Cisco Unity server, as for Bridge 2.x, and is needed for the Bridge. Give the MAC of ${primary.name}, the MAC of ${name}, and the address to send the new licence to.${mixed ? ` Ask how many sessions the new licence has, and whether the licence of ${primary.name}, which grants more than them, is replaced too. No source says so: until they answer, leave it on the list of ${primary.name}, since all its licences would go with it.` : ''}`,
        facts: ['bridge-upgrade-needs-both-macs', 'bridge-upgrade-by-mail'],
      },
      receiveMail('the new Bridge licence'),
      lookInFile({ mac: licenseMac(bridge), failover: false, ordered: false }),
      ...installed(known, shows(known, [])),
    ],
    shows: shows(known, [])(),
    open: [...(mixed ? [allMoved(known)] : []), ...whichBridge(asking, known, grants), ...untoldSteps(known)],
    basis: [fact],
    release,
  })
}

/** Whether a grant stands in a licence that grants something else than sessions, too. */
const sharesLicense = ({ license }: Grant): boolean => bridgeShare(grantsOf(license)) === 'some'

/** No source says what becomes of sessions in a licence of the Unity server that has other features as well. */
const allMoved = ({ bridge, primary, moved }: Known): OpenItem => ({
  missing: `whether ${counted(moved, 'Bridge sessions')} in a licence of ${primary.name} that grants other features as well ${moved === 1 ? 'is' : 'are'} issued anew for the Bridge, on which this order counts`,
  of: bridge.name,
  find: 'the answer of the licensing team to the e-mail of this request; what they do not issue anew has to be bought for the Bridge',
  place: at(bridge, 'sessions'),
  decides: true,
})

/** Of a licence that the bridgehead of several Bridges lists. */
function whichBridge({ fleet }: Asking, { bridge, primary }: Known, grants: readonly Grant[]): OpenItem[] {
  const others = fleet.bridgesOf.get(primary) ?? []
  const [first] = grants.filter(({ license }) => !bridge.licenses?.includes(license))
  if (!first || others.length < 2) return []
  return [
    {
      missing: `for which of its Bridges the licence is that ${primary.name} lists: ${others.map(({ name }) => name).join(', ')}`,
      of: primary.name,
      find: 'the people who ordered it',
      place: first.hostPlace,
      decides: false,
    },
  ]
}
