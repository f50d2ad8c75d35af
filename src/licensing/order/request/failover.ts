/** Failover for a pair from 4.0 on whose secondary was licensed by a dongle of its own: added by e-mail, for the number of that dongle. */
import { byFile } from '../../../knowledge/knowledge.ts'
import type { Release } from '../../../knowledge/release.ts'
import { held } from '../../../model/entitlement.ts'
import type { FailoverPair, Server } from '../../../model/fleet.ts'
import { type Held, nothing } from '../../../model/held.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { at } from '../../../model/part.ts'
import { withoutForeign } from '../carried.ts'
import type { LicenseRequest, OpenItem, OrderLine, Step } from '../order.ts'
import { type Change, named } from './amounts.ts'
import { type Asking, pairOf } from './asking.ts'
import { drawUp } from './draft.ts'
import { ifFilesFail } from './failing.ts'
import { contact, licensingTeam } from './field.ts'
import { dongleOf, serialField } from './host.ts'
import { mustShow, showing } from './shown.ts'
import { lookInFile, receiveMail } from './step.ts'
import { installFiles, lookAtSecondary, lookInViewer, runFailoverWizard } from './wizard.ts'

/** A primary that lacks failover, or may, while its secondary has an old dongle. */
interface Lacking {
  readonly pair: FailoverPair
  readonly secondary: Server
  /** Whether its licences surely grant none. */
  readonly surely: boolean
}

export function lackingFailover({ fleet }: Asking, primary: Server, release: Release): Lacking | undefined {
  const pair = pairOf(fleet, primary)
  const secondary = pair?.secondary
  if (!pair || !secondary || !byFile(release) || !dongleOf(secondary)) return undefined
  const { sure, possible } = ofFiles(withoutForeign(fleet, primary), release)
  return sure > 0 ? undefined : { pair, secondary, surely: possible === 0 }
}

/** What bought files grant of it: a dongle of the primary licensed the primary alone, and a default or demo licence is bought by nobody. */
function ofFiles(primary: Server, release: Release): Held {
  const { licenses } = primary
  if (!licenses) return held('secondaryServer', primary, release)
  const files = licenses.filter(({ spec }) => !['dongle', 'default', 'demo'].includes(spec.kind))
  return files.length > 0 ? held('secondaryServer', { ...primary, licenses: files }, release) : nothing
}

/** Lines that buy failover and nothing else. */
export const buysFailover = ({ gives }: OrderLine): boolean =>
  gives.length > 0 && gives.every(({ feature }) => feature === 'secondaryServer')

/** What is not known of a primary that may lack failover. */
export const perhapsLacking = (primary: Server): OpenItem => ({
  missing: 'whether its licence file has LicSecondaryServerIsLicensed set to Licensed',
  of: primary.name,
  find: `the licence file of ${primary.name}, in Notepad; if it has not, failover is asked for with the number of the old failover dongle`,
  place: at(primary, 'licenses'),
  decides: true,
})

/** What the licence that adds failover changes. */
export const failoverAdded: Change = { gives: [{ feature: 'secondaryServer', units: 1 }], takes: [] }

/** How the licence of the primary comes: by an upgrade or a new licence of this order, or it is there. */
export type First = 'upgrade' | 'new' | undefined

/** `earlier` is what earlier requests of the primary have changed. */
export function failoverOf(
  primary: Server,
  release: Release,
  { pair, secondary }: Lacking,
  lines: readonly OrderLine[],
  first: First,
  earlier: readonly Change[],
): LicenseRequest {
  const { name } = primary
  const shows = showing(primary, release, [...earlier, ...lines, failoverAdded])
  return drawUp({
    kind: 'failover',
    of: name,
    title: `Failover for ${name} and ${secondary.name}`,
    why: `${secondary.name} was licensed by a dongle of its own, and no licence of ${name} says that a secondary server is licensed, as it must from 4.x on; Cisco has no record of which dongles belong together.`,
    lines,
    form: [
      licensingTeam,
      serialField(secondary, 'Number of the failover dongle', `of ${secondary.name}, which it was licensed by`),
      contact(primary, 'Address to send the new licence to'),
    ],
    steps: [
      ...primaryFirst(name, first !== undefined),
      {
        phase: 'request',
        on: undefined,
        says: `Forward that e-mail to the licensing team, ask that failover be added to the licence of ${name}, and give the number of the failover dongle of ${secondary.name}.`,
        facts: ['failover-is-added-by-mail'],
      },
      receiveMail('the upgrade licence that adds failover'),
      lookInFile({ mac: licenseMac(primary), failover: true, ordered: lines.length > 0 }),
      ...filesOf(name, first).map(withBoth),
      ...runFailoverWizard(pair, release),
      lookInViewer(name, mustShow(primary, shows)),
      ...lookAtSecondary(pair),
      ifFilesFail(name),
    ],
    shows: shows(),
    open: perhapsFree(name, lines),
    basis: ['failover-upgrade-is-not-automatic', 'failover-own-dongle', 'failover-on-primary', 'failover-shows-in-file'],
    release,
  })
}

const primaryFirst = (name: string, upgrading: boolean): Step[] => [
  upgrading
    ? {
        phase: 'request',
        on: undefined,
        says: `First request the licence of ${name} on the web, as its own request in this order says.`,
        facts: ['failover-upgrades-primary-first'],
      }
    : {
        phase: 'request',
        on: undefined,
        says: `If ${name} has no licence for 4.0 or later yet, first request its upgrade on the web.`,
        facts: ['failover-upgrades-primary-first'],
      },
  {
    phase: 'receive',
    on: undefined,
    says: `Have the e-mail at hand that brings the licence of ${name}${upgrading ? ', once it has come' : ''}.`,
    facts: ['failover-is-added-by-mail', 'license-comes-by-mail'],
  },
]

/** After an upgrade both licences go in together; any other licence of the primary is on the list already. */
const filesOf = (name: string, first: First): Step[] =>
  first === 'upgrade'
    ? installFiles(name, `both text licences, that of ${name} and the one that adds failover`, { several: true })
    : installFiles(name, `the licence that adds failover, beside that of ${name}`)

const withBoth = (step: Step): Step => ({ ...step, facts: [...step.facts, 'failover-installs-both'] })

const perhapsFree = (of: string, lines: readonly OrderLine[]): OpenItem[] =>
  lines.length === 0
    ? []
    : [
        {
          missing: `whether ${named(lines)} ${lines.length > 1 ? 'have' : 'has'} to be bought, since failover is added for the old failover dongle`,
          of,
          find: 'your account team, or the licensing team',
          place: undefined,
          decides: true,
        },
      ]
