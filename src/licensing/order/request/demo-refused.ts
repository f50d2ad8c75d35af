/** Why a demo licence is not asked for. */
import { byFile } from '../../../knowledge/knowledge.ts'
import { spell } from '../../../knowledge/release.ts'
import { inLicense } from '../../../model/entitlement.ts'
import type { Fleet, Server } from '../../../model/fleet.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { readHostId } from '../../../model/mac.ts'
import { noRelease } from '../../../model/missing.ts'
import { at, type Place } from '../../../model/part.ts'
import { didYouMean } from '../../../source/suggest.ts'
import type { OpenItem } from '../order.ts'

/** By MAC addresses that have had a demo licence, or are to have one, where the spec says so. */
export type Taken = ReadonlyMap<string, { readonly of: string; readonly place: Place }>

export const demosIn = ({ name, licenses = [] }: Server): [string, { of: string; place: Place }][] =>
  licenses.flatMap((license) => {
    const { spec } = license
    if (spec.kind !== 'demo' || spec.hostId === undefined) return []
    return readHostId(spec.hostId).macs.map((mac): [string, { of: string; place: Place }] => [
      mac,
      { of: name, place: inLicense(license, 'hostId') },
    ])
  })

export const noServer = ({ serverNamed }: Fleet, name: string): OpenItem => ({
  missing: `a server of the name ${name}, for which a demo licence is asked for${didYouMean(name, serverNamed.keys(), { quote: '' })}`,
  of: name,
  find: undefined,
  place: undefined,
  decides: false,
})

export function refused({ pairOfSecondary }: Fleet, server: Server, taken: Taken): OpenItem | undefined {
  const { name, release } = server
  const no = (missing: string, place: Place, find?: string): OpenItem => ({ missing, of: name, find, place, decides: false })
  if (!release) return no(noRelease(name).missing, at(server, 'version'), 'the release that the server runs')
  if (!byFile(release))
    return no(
      `no demo licence can be had for ${spell(release)}, which takes its licences from a dongle: try it with a release from 4.0 on`,
      at(server, 'version'),
    )
  if (server.role === 'secondary') {
    const primary = pairOfSecondary.get(server)?.primary?.name
    return no(
      `no demo licence is of use on a secondary server, where a licence has no effect: ask for one for its primary${primary ? ` ${primary}` : ''}`,
      at(server, 'name'),
    )
  }
  const mac = licenseMac(server)
  const earlier = 'digits' in mac ? taken.get(mac.digits) : undefined
  if (!earlier || !('digits' in mac)) return undefined
  const whose = earlier.of === name ? '' : ` of ${earlier.of}`
  return no(
    `no demo licence can be had: ${mac.digits} has one already${whose}, and a MAC gets no second. Buy permanent licences, or try another server`,
    earlier.place,
  )
}
