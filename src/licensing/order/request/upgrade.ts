/** An upgrade licence: for a server whose licences are for an older release than the one that runs. */
import { byFile, feature, features, licensed } from '../../../knowledge/knowledge.ts'
import { type Release, spell } from '../../../knowledge/release.ts'
import type { Server } from '../../../model/fleet.ts'
import { grantsOf, identity } from '../../../model/grant.ts'
import { inWords } from '../../../model/in-words.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { withoutForeign } from '../carried.ts'
import type { LicenseRequest, OpenItem, OrderLine, Step, Units } from '../order.ts'
import { type Asking, pairOf } from './asking.ts'
import { dongleForm, updateDongle } from './dongle.ts'
import { type Asked, drawUp } from './draft.ts'
import { ifFilesFail } from './failing.ts'
import { contact, organization, pak } from './field.ts'
import { macField, serialField } from './host.ts'
import { openOnce } from './once.ts'
import { mustShow, type Showing, showing } from './shown.ts'
import { buy, lookInFile, receive, register, seller } from './step.ts'
import { reasonOf } from './upgrade-reason.ts'
import { installFiles, lookAtSecondary, lookInViewer, runFailoverWizard } from './wizard.ts'

export interface Upgrade {
  readonly request: LicenseRequest | undefined
  /** What could not be decided, where nothing is asked for. */
  readonly open: readonly OpenItem[]
}

/** `lines` are those that buy upgrades. `withFailover` is whether the licence is installed together with one that adds failover. */
export function upgradeOf(asking: Asking, server: Server, release: Release, lines: readonly OrderLine[], withFailover: boolean): Upgrade {
  const own = withoutForeign(asking.fleet, server)
  const reasons = (own.licenses ?? []).flatMap((license) => reasonOf(server, release, license))
  const open = openOnce(reasons.flatMap((reason) => reason.open ?? []))
  const stated = reasons.flatMap((reason) => ('why' in reason ? [reason] : []))
  if (stated.length === 0 && lines.length === 0) return { request: undefined, open }
  const why = stated.length > 0 ? [...new Set(stated.map((reason) => reason.why))] : [`it is ordered for ${server.name}`]
  const { name } = server
  const shows = showing(own, release, lines)
  const converts = byFile(release) && hasDongle(server)
  const lost = converts ? notCarried(server, release) : []
  const steps = byFile(release)
    ? [
        receive('the licence file, which should come by e-mail', ['license-comes-by-mail'], lines.length > 0 ? asking.leadDays : 1),
        lookInFile({ mac: licenseMac(server), failover: false, ordered: lines.length > 0 }),
        ...(withFailover ? [together(name)] : install(asking, server, release, shows, converts)),
      ]
    : updateDongle(name, lines.length > 0 ? asking.leadDays : 1, shows())
  return {
    request: drawUp({
      kind: 'upgrade',
      of: name,
      title: `Upgrade licence for ${name}`,
      why: `${name} needs an upgrade licence for ${spell(release)}: ${why.join('; ')}${lost.length > 0 ? `. Not licensed from 4.0 on, so that it is not carried over: ${inWords(lost)}` : ''}.`,
      lines,
      form: byFile(release) ? fileForm(server, converts) : dongleForm(server, server, 'the upgrade'),
      steps: [purchase(server, release, lines, converts), register(release, name, 'upgrade'), ...steps],
      // What is installed with the licence that adds failover shows there.
      shows: withFailover ? [] : shows(),
      open,
      basis: [
        ...new Set(stated.flatMap(({ facts }) => facts)),
        ...(converts ? ['dongle-is-converted', 'dongle-is-converted-one-to-one'] : []),
        ...lost.map(({ feature: name }) => feature(name).id),
      ],
      release,
    }),
    open: [],
  }
}

const hasDongle = ({ licenses = [] }: Server): boolean => licenses.some(({ spec }) => spec.kind === 'dongle')

function purchase(server: Server, release: Release, lines: readonly OrderLine[], converts: boolean): Step {
  const price = converts ? ' One forum post has it that the upgrade is charged for unless a service contract (SAU) covers the server.' : ''
  const facts = converts ? ['upgrade-is-charged-for'] : []
  if (lines.length > 0) {
    const step = buy(lines, server.name)
    return { ...step, says: `${step.says}${price}`, facts: [...step.facts, ...facts] }
  }
  return {
    phase: 'buy',
    on: undefined,
    says: `Order the upgrade of ${server.name} to ${spell(release)} from ${seller}.${price}`,
    facts: ['orders-go-through-account-team', ...facts],
  }
}

/** What its dongle grants that the release does not license. */
function notCarried({ licenses = [] }: Server, release: Release): Units[] {
  const dongles = new Map(licenses.filter(({ spec }) => spec.kind === 'dongle').map((license) => [identity(license), license]))
  const grants = [...dongles.values()].flatMap(grantsOf)
  return features.flatMap(({ name }) => {
    const units = grants.reduce((sum, { granted }) => sum + (granted(name)?.amount ?? 0), 0)
    return units > 0 && !licensed(name, release) ? [{ feature: name, units }] : []
  })
}

/** By the number of the old dongle Cisco finds what it grants. */
const fileForm = (server: Server, converts: boolean): Asked[] => [
  organization(server),
  pak('the upgrade'),
  macField(server),
  ...(converts ? [serialField(server, 'Serial number of the old dongle', 'by which Cisco finds what it grants (inferred)')] : []),
  contact(server),
]

const together = (on: string): Step => ({
  phase: 'receive',
  on: undefined,
  says: `Keep the licence file, and forward its e-mail as the request for failover says. It is installed on ${on} together with the licence that adds failover.`,
  facts: ['failover-installs-both'],
})

function install({ fleet }: Asking, server: Server, release: Release, shows: Showing, first: boolean): Step[] {
  const { name } = server
  const pair = pairOf(fleet, server)
  return [
    ...installFiles(name, 'the licence file that came'),
    ...(pair && first ? runFailoverWizard(pair, release) : []),
    lookInViewer(
      name,
      `${mustShow(withoutForeign(fleet, server), shows)}${first && shows().length > 0 ? ', as the dongle did: what it granted is carried over one to one, says one forum post' : ''}`,
    ),
    ...(pair ? lookAtSecondary(pair) : []),
    ifFilesFail(name),
  ]
}
