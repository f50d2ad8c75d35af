/** Installing licence files from 4.0 on, and looking at what came of it: on the server, its secondary and its pool. */
import { feature } from '../../../knowledge/knowledge.ts'
import { type Release, spell } from '../../../knowledge/release.ts'
import type { FailoverPair, Fleet, Server } from '../../../model/fleet.ts'
import { sharersOf } from '../../../model/licensee.ts'
import type { OrderLine, Step } from '../order.ts'
import { opened } from './opened.ts'

type Servers = Pick<FailoverPair, 'primary' | 'secondary'>

const keepAll = 'Take no file off the list: its licences would go with it.'

/** Installs files with the wizard. `which` names them: `the licence file that came`. `keep` is what to leave on the list. */
export const installFiles = (on: string, which: string, { several = false, keep = keepAll } = {}): Step[] => [
  {
    phase: 'install',
    on,
    says: `Log on to Windows on ${on} with the installation account of Cisco Unity, and open ${opened('tool-license-wizard')}; the Tools Depot is on the desktop.`,
    facts: ['tool-license-wizard', 'wizard-as-installer'],
  },
  {
    phase: 'install',
    on,
    says: `Choose Next, then Add, and insert the licence disk in drive A or browse to ${which}. Double-click ${several ? 'one of them' : 'the file'}, choose Next, and Yes if asked whether to copy it to the server${several ? '; do so for each of them, with Add' : ''}. ${keep}`,
    facts: ['wizard-adds-files', 'licenses-are-cumulative'],
  },
  {
    phase: 'install',
    on,
    says: 'Check that the licences that the wizard shows are correct; then choose Next, and Finish.',
    facts: ['wizard-shows-licenses'],
  },
  { phase: 'install', on, says: `Restart ${on}. The licences count from then on.`, facts: ['licenses-are-installed'] },
]

/** Looks at what a server holds; `must` is a sentence without its full stop. */
export const lookInViewer = (on: string, must: string): Step => ({
  phase: 'verify',
  on,
  says: `Log on to ${on} with the installation account and open ${opened('tool-license-info-viewer')}. ${must}.`,
  facts: ['viewer-confirms-licenses', 'tool-license-info-viewer'],
})

/** Runs the failover wizard on both servers of a pair. */
export const runFailoverWizard = ({ primary, secondary }: Servers, release: Release): Step[] =>
  [primary, secondary].flatMap((server): Step[] =>
    server
      ? [
          {
            phase: 'install',
            on: server.name,
            says: `Run the failover configuration wizard on ${server.name}, as the failover guide of ${spell(release)} tells. Only when it has run on both servers of the pair do the licences reach the secondary.`,
            facts: ['failover-wizard-on-both', 'failover-replicates'],
          },
        ]
      : [],
  )

/** Looks at the secondary, on which nothing is installed. */
export const lookAtSecondary = ({ primary, secondary }: Servers): Step[] =>
  primary && secondary
    ? [
        {
          phase: 'verify',
          on: secondary.name,
          says: `On ${secondary.name} open ${opened('tool-licensing-page')}: it must show the licences of ${primary.name}. Install nothing on ${secondary.name}.`,
          facts: ['secondary-shows-licenses', 'failover-on-primary', 'tool-licensing-page'],
        },
      ]
    : []

/** Looks at a pool to which lines have added users, on another of its members. */
export function lookAtPool(fleet: Fleet, server: Server, lines: readonly OrderLine[]): Step[] {
  const pool = fleet.poolOf.get(server)
  const other = pool && sharersOf(pool).find((member) => member !== server)
  if (!pool || !other || !lines.some(({ gives }) => gives.some((each) => feature(each.feature).pooled))) return []
  return [
    {
      phase: 'verify',
      on: other.name,
      says: `Open ${opened('tool-license-info-viewer')} on ${other.name}, or on any other member of the pool ${pool.name}: what the pool shares must count the new licences of ${server.name} once the directory has carried them there. If servers are missing, run ${opened('tool-dohproptest')} and pass the password with OK and Ignore; choose AD monitor, do a Total Resync and close the window, then choose GC Monitor and do a Total Resync. That may take a while.`,
      facts: ['pools-share-directory', 'tool-dohproptest', 'pool-is-read-again'],
    },
  ]
}
