/** From 4.0 on: a server's first licence, more of them, and what takes the place of a demo. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { feature } from '../../../knowledge/knowledge.ts'
import { type Release, spell } from '../../../knowledge/release.ts'
import { bridgeHost } from '../../../model/bridge-host.ts'
import type { FailoverPair, Server } from '../../../model/fleet.ts'
import { inWords } from '../../../model/in-words.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { at } from '../../../model/part.ts'
import { withoutForeign } from '../carried.ts'
import type { LicenseRequest, OpenItem, OrderLine, Step } from '../order.ts'
import { type Change, givenBy, named } from './amounts.ts'
import { type Asking, wizardLacks } from './asking.ts'
import { drawUp } from './draft.ts'
import { ifFilesFail } from './failing.ts'
import { contact, organization, pak } from './field.ts'
import { macField } from './host.ts'
import { mustShow, showing } from './shown.ts'
import { heldBy, type Standing, standing } from './standing.ts'
import { buy, lookInFile, receive, register } from './step.ts'
import { installFiles, lookAtPool, lookAtSecondary, lookInViewer, runFailoverWizard } from './wizard.ts'

export interface Before {
  /** The pair that licences are for, unless failover is asked for in a request of its own. */
  readonly pair: FailoverPair | undefined
  /** What is asked for of the same server first. */
  readonly after: 'upgrade' | 'demo' | undefined
  /** What earlier requests of the server have changed. */
  readonly earlier: readonly Change[]
}

/** Licences that lines give to a server. */
export function licensesFor(
  asking: Asking,
  server: Server,
  release: Release,
  lines: readonly OrderLine[],
  { pair, after, earlier }: Before,
): LicenseRequest {
  const { fleet, leadDays } = asking
  const { name } = server
  const own = withoutForeign(fleet, server)
  const onlyForeign = own !== server && own.licenses?.length === 0
  const kind = standingAfter(own, after)
  const demo = kind === 'demo-to-permanent'
  const rehosted = asking.misplaced.bought.has(server)
  const wizard = pair && (kind !== 'add' || give(lines, 'secondaryServer') || wizardLacks(pair)) ? runFailoverWizard(pair, release) : []
  const shows = showing(own, release, [...earlier, ...lines])
  const more = `${named(lines)} ${lines.length > 1 ? 'give' : 'gives'} it ${inWords(givenBy(lines))}`
  return drawUp({
    kind,
    of: name,
    title: {
      new: `New licence for ${name}`,
      add: `More licences for ${name}`,
      'demo-to-permanent': `${name} from a demo to permanent licences`,
    }[kind],
    why: `${name} ${onlyForeign && !after ? 'lists no licence of its own, only what is tied to another server' : heldBy(own, kind, after)}; ${more}${rehosted ? '; the licence that it holds for another MAC is a request of its own' : ''}.`,
    lines,
    form: [organization(server), pak('what you buy'), macField(server), contact(server)],
    steps: [
      buy(lines, name),
      register(release, name, kind === 'add' ? 'upgrade' : 'new', kind !== 'new'),
      receive('the licence file, which should come by e-mail', ['license-comes-by-mail'], leadDays),
      lookInFile({ mac: licenseMac(server), failover: give(lines, 'secondaryServer'), ordered: true }),
      ...(demo ? [byReleaseNotes(name, release)] : installFiles(name, 'the licence files that came', { several: true })),
      ...wizard,
      lookInViewer(name, mustShow(own, shows, after === 'demo')),
      ...(pair ? lookAtSecondary(pair) : []),
      ...lookAtPool(fleet, server, lines),
      ifFilesFail(name),
    ],
    shows: shows(),
    open: [
      ...(rehosted ? [whichFirst(name)] : []),
      ...unknownHoldings(server),
      ...(demo ? [procedureOf(server, release)] : []),
      ...(kind === 'add' ? [] : poolingOf(asking, server, lines)),
      ...sessionsOf(asking, server, lines),
    ],
    basis: ['licenses-in-files', ...(kind === 'add' ? ['licenses-are-cumulative'] : []), ...(pair ? ['failover-on-primary'] : [])],
    release,
  })
}

const give = (lines: readonly OrderLine[], name: FeatureName): boolean =>
  lines.some(({ gives }) => gives.some((each) => each.feature === name))

/** What is installed after an upgrade adds to it; and a server that gets a demo first runs on that. */
export function standingAfter(server: Server, after: Before['after']): Standing {
  if (after === 'upgrade') return 'add'
  const kind = standing(server)
  return after === 'demo' && kind === 'new' ? 'demo-to-permanent' : kind
}

const whichFirst = (of: string): OpenItem => ({
  missing: 'which goes first, the licence for the other MAC or what is added, which no source says',
  of,
  find: 'the licensing team, when you write to them; a careful engineer has the licence issued for the right MAC first (inferred)',
  place: undefined,
  decides: false,
})

const byReleaseNotes = (on: string, release: Release): Step => ({
  phase: 'install',
  on,
  says: `Turn ${on} from a demonstration system into a standard one with the licence file, as the release notes of Cisco Unity ${spell(release)} tell.`,
  facts: ['demo-becomes-permanent'],
})

const procedureOf = ({ name }: Server, release: Release): OpenItem => ({
  missing: 'how a demonstration system becomes a standard one',
  of: name,
  find: `the release notes of Cisco Unity ${spell(release)}, which are not at hand`,
  place: undefined,
  decides: false,
})

const unknownHoldings = (server: Server): OpenItem[] =>
  server.licenses
    ? []
    : [
        {
          missing: 'licences that it holds already',
          of: server.name,
          find: `Start > Programs > Unity > Licensing on ${server.name}, or a GUSI report`,
          place: at(server, 'licenses'),
          decides: true,
        },
      ]

/** A server joins its pool when its licence enables pooling. */
function poolingOf({ fleet }: Asking, server: Server, lines: readonly OrderLine[]): OpenItem[] {
  const pool = fleet.poolOf.get(server)
  if (!pool || !lines.some(({ gives }) => gives.some((each) => feature(each.feature).pooled))) return []
  const missing = `whether its licence enables pooling, which makes it a member of the pool ${pool.name}`
  return [
    {
      missing,
      of: server.name,
      find: `License Info Viewer on ${server.name}, once the file is installed`,
      place: at(pool, 'members'),
      decides: false,
    },
  ]
}

/** Sessions that come with other licences of a server, though the licence of its Bridge is tied to the Bridge. */
function sessionsOf({ fleet }: Asking, server: Server, lines: readonly OrderLine[]): OpenItem[] {
  const bridge = fleet.bridgesOf.get(server)?.find((each) => bridgeHost(each)?.host === 'bridge-mac')
  const granting = lines.filter((line) => give([line], 'bridgeSessions'))
  if (!bridge || granting.length === 0) return []
  return [
    {
      missing: `whether the Bridge sessions of ${named(granting)} are issued for ${server.name} or for the MAC of the Bridge ${bridge.name}`,
      of: server.name,
      find: 'your account team, or the licensing team',
      place: at(bridge, 'sessions'),
      decides: false,
    },
  ]
}
