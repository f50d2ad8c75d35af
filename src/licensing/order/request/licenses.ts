/** From 4.0 on: a server's first licence, more of them, and what takes the place of a demo. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { feature } from '../../../knowledge/knowledge.ts'
import { type Release, spell } from '../../../knowledge/release.ts'
import { bridgeHost } from '../../../model/bridge-host.ts'
import type { FailoverPair, Server } from '../../../model/fleet.ts'
import { at } from '../../../model/part.ts'
import type { LicenseRequest, OpenItem, OrderLine, Step } from '../order.ts'
import { givenBy, inWords, named, shownAfter } from './amounts.ts'
import { type Asking, wizardLacks } from './asking.ts'
import { drawUp } from './draft.ts'
import { contact, organization, pak } from './field.ts'
import { macField } from './host.ts'
import { heldBy, standing } from './standing.ts'
import { buy, receive, register } from './step.ts'
import { installFiles, lookAtPool, lookAtSecondary, lookInViewer, runFailoverWizard } from './wizard.ts'

/** Licences that lines give to a server. `pair` is that which they are for, unless failover is asked for in a request of its own. */
export function licensesFor(
  asking: Asking,
  server: Server,
  release: Release,
  lines: readonly OrderLine[],
  pair: FailoverPair | undefined,
): LicenseRequest {
  const { fleet, leadDays } = asking
  const { name } = server
  const kind = standing(server)
  const demo = kind === 'demo-to-permanent'
  const wizard = pair && (kind !== 'add' || give(lines, 'secondaryServer') || wizardLacks(pair)) ? runFailoverWizard(pair, release) : []
  const shows = shownAfter(server, release, lines, demo ? ['demo'] : [])
  const [more, of] = [`${named(lines)} ${lines.length > 1 ? 'give' : 'gives'} it ${inWords(givenBy(lines))}`, heldBy(server, kind)]
  return drawUp({
    kind,
    of: name,
    title: {
      new: `New licence for ${name}`,
      add: `More licences for ${name}`,
      'demo-to-permanent': `${name} from a demo to permanent licences`,
    }[kind],
    why: `${name} ${of}; ${more}${besideRehost(asking, server)}.`,
    lines,
    form: [organization(server), pak('what you buy'), macField(server), contact(server)],
    steps: [
      buy(lines, name),
      register(release, name, kind === 'add' ? 'upgrade' : 'new'),
      receive('the licence file, which should come by e-mail', leadDays, ['license-comes-by-mail']),
      ...(demo ? [byReleaseNotes(name, release)] : installFiles(name, 'each licence file that came')),
      ...wizard,
      lookInViewer(name, shows, besides(lines, demo)),
      ...(pair ? lookAtSecondary(pair) : []),
      ...lookAtPool(fleet, server, lines),
    ],
    shows,
    open: [
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

const besideRehost = ({ misplaced }: Asking, server: Server): string =>
  misplaced.bought.has(server)
    ? '; the licence that it holds for another MAC is a request of its own, and no source says which of the two goes first'
    : ''

/** What the viewer shows on top of what is held in the end. */
function besides(lines: readonly OrderLine[], demo: boolean): string {
  const days = [...new Set(lines.flatMap(({ expires }) => expires ?? []))].sort()
  if (demo) return ', and the demo on top of it as long as that counts'
  return days.length > 0 ? `, of which what is replaced goes when it expires, on ${days.join(' and ')}` : ''
}

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
