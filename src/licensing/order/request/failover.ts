/** Failover for a pair from 4.0 on whose secondary was licensed by a dongle of its own: added by e-mail, for the number of that dongle. */
import { byFile } from '../../../knowledge/knowledge.ts'
import type { Release } from '../../../knowledge/release.ts'
import { held } from '../../../model/entitlement.ts'
import type { FailoverPair, Server } from '../../../model/fleet.ts'
import { type Held, nothing } from '../../../model/held.ts'
import { at } from '../../../model/part.ts'
import type { LicenseRequest, OpenItem, OrderLine, Step, Units } from '../order.ts'
import { named, shownAfter } from './amounts.ts'
import { type Asking, pairOf } from './asking.ts'
import { drawUp } from './draft.ts'
import { contact, licensingTeam } from './field.ts'
import { dongleOf, serialField } from './host.ts'
import { receiveMail } from './step.ts'
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
  const { sure, possible } = ofFiles(primary, release)
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

/** `upgrading` is whether the licence of the primary is itself requested in this order. */
export function failoverOf(
  { leadDays }: Asking,
  primary: Server,
  release: Release,
  { pair, secondary }: Lacking,
  lines: readonly OrderLine[],
  upgrading: boolean,
): LicenseRequest {
  const { name } = primary
  const before = shownAfter(primary, release, lines).filter(({ feature }) => feature !== 'secondaryServer')
  const shows: Units[] = [...before, { feature: 'secondaryServer', units: 1 }]
  return drawUp({
    kind: 'failover',
    of: name,
    title: `Failover for ${name} and ${secondary.name}`,
    why: `${secondary.name} was licensed by a dongle of its own, and no licence of ${name} says that a secondary server is licensed, as it must from 4.x on; the vendor has no record of which dongles belong together.`,
    lines,
    form: [
      licensingTeam,
      serialField(secondary, 'Number of the failover dongle', `of ${secondary.name}, which it was licensed by`),
      contact(primary, 'Address to send the new licence to'),
    ],
    steps: [
      ...primaryFirst(name, upgrading),
      {
        phase: 'request',
        on: undefined,
        says: `Forward that e-mail to the licensing team, ask that failover be added to the licence of ${name}, and give the number of the failover dongle of ${secondary.name}.`,
        facts: ['failover-is-added-by-mail'],
      },
      receiveMail('the upgrade licence that adds failover', leadDays),
      ...installFiles(name, `both text licences, that of ${name} and the one that adds failover`).map(withBoth),
      ...runFailoverWizard(pair, release),
      lookInViewer(name, shows),
      ...lookAtSecondary(pair),
    ],
    shows,
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
