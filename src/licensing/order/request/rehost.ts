/** A licence that is tied to another MAC than that of its server. */

import { adapterName } from '../../../model/adapter.ts'
import type { Server } from '../../../model/fleet.ts'
import type { Grant } from '../../../model/grant.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { withoutForeign } from '../carried.ts'
import type { LicenseRequest, OpenItem } from '../order.ts'
import { type Asking, pairOf } from './asking.ts'
import { drawUp } from './draft.ts'
import { ifFilesFail } from './failing.ts'
import { paksOf } from './field.ts'
import { oldMacs, tiedTo } from './old-mac.ts'
import { askByMail, keepOld, mail, reasonOf, teamReason } from './rehost-mail.ts'
import { mustShow, showing } from './shown.ts'
import { lookInFile } from './step.ts'
import { installFiles, lookAtSecondary, lookInViewer } from './wizard.ts'

/** Requests for licences of a server that are tied to another MAC; to a burned-in one of its team, and to any other. */
export function rehostsOf(asking: Asking, server: Server): LicenseRequest[] {
  const grants = asking.misplaced.bought.get(server) ?? []
  const { team } = server.spec
  const onMember = (grant: Grant): boolean =>
    team?.type === 'fault-tolerant' &&
    oldMacs(asking.fleet, server, [grant]).some(
      ({ adapter }) => adapter?.machine === server && adapter.nic !== undefined && team.members.includes(adapter.nic.name),
    )
  return [
    ...rehost(asking, server, grants.filter(onMember), 'virtual-mac'),
    ...rehost(
      asking,
      server,
      grants.filter((grant) => !onMember(grant)),
      're-host',
    ),
  ]
}

function rehost(asking: Asking, server: Server, grants: readonly Grant[], kind: 're-host' | 'virtual-mac'): LicenseRequest[] {
  if (grants.length === 0 || !server.release) return []
  const { name, release } = server
  const old = oldMacs(asking.fleet, server, grants)
  const pair = pairOf(asking.fleet, server)
  const own = withoutForeign(asking.fleet, server)
  const shows = showing(own, release, [])
  const failover = grants.some(({ granted }) => granted('secondaryServer') !== undefined)
  const virtual = kind === 'virtual-mac'
  return [
    drawUp({
      kind,
      of: name,
      title: virtual ? `Licence of ${name} for the virtual MAC of its team` : `Licence of ${name} for its own MAC`,
      why: `${tiedTo(name, old)}, but ${expected(server)}.`,
      lines: [],
      form: [...mail(server, server, old, virtual ? teamReason(server) : reasonOf(server, old)), ...paksOf(grants, name)],
      steps: [
        ...askByMail(old),
        lookInFile({ mac: licenseMac(server), failover, ordered: false }),
        ...installFiles(name, 'the licence file that came', { keep: keepOld(old) }),
        lookInViewer(name, mustShow(own, shows)),
        ...(pair ? lookAtSecondary(pair) : []),
        ifFilesFail(name),
      ],
      shows: shows(),
      open: [],
      basis: [virtual ? 'host-is-virtual-mac' : 'host-is-first-nic', 'rehost'],
      release,
    }),
  ]
}

function expected(server: Server): string {
  const mac = licenseMac(server)
  return 'digits' in mac ? `its licence MAC is ${mac.digits}, ${mac.owner}` : 'a fault-tolerant team is licensed by its virtual MAC'
}

/** Licences that a server lists and another one has: they count for nothing here. */
export const foreignLicenses = ({ fleet, misplaced }: Asking, server: Server): OpenItem[] =>
  oldMacs(fleet, server, misplaced.foreign.get(server) ?? []).map(({ digits, adapter, place }) => ({
    missing: `the licence that is its own: the one that is listed is tied to ${digits}${adapter ? `, the MAC of ${adapterName(adapter)}` : ''}, and is not counted here`,
    of: server.name,
    find: 'the licence files on the server, or its licence e-mails',
    place,
    decides: true,
  }))

/** Demos of a server that are tied to another MAC. */
export const movedDemos = ({ fleet, misplaced }: Asking, server: Server): OpenItem[] =>
  oldMacs(fleet, server, misplaced.demos.get(server) ?? []).map(({ digits, place }) => ({
    missing: `whether a demo licence, as that for ${digits}, is issued anew for another MAC, which no source says`,
    of: server.name,
    find: 'the licensing team; a MAC that has had no demo can be registered for one of its own',
    place,
    decides: false,
  }))
