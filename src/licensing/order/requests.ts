/** What has to be asked for, machine by machine: every kind of request, with its form and its steps. */
import { byFile } from '../../knowledge/knowledge.ts'
import type { Fleet, Server } from '../../model/fleet.ts'
import { noRelease } from '../../model/missing.ts'
import { at } from '../../model/part.ts'
import type { LicenseRequest, OpenItem, OrderLine } from './order.ts'
import { named } from './request/amounts.ts'
import { type Asking, asking, pairOf } from './request/asking.ts'
import { requestsOfBridge } from './request/bridge.ts'
import { demosOf } from './request/demo.ts'
import { dongleUpdate } from './request/dongle.ts'
import { buysFailover, failoverOf, lackingFailover, perhapsLacking } from './request/failover.ts'
import { licensesFor } from './request/licenses.ts'
import { openOnce } from './request/once.ts'
import { movedDemos, rehostsOf } from './request/rehost.ts'
import { upgradeOf } from './request/upgrade.ts'

export interface Options {
  /** Names of servers for which a demo is asked for. */
  readonly demo: readonly string[]
  /** How many days pass from the order to the licence. */
  readonly leadDays: number
}

export interface Requests {
  /** In the order of the fleet: servers, then Bridges; one a machine and kind. */
  readonly requests: readonly LicenseRequest[]
  /** What keeps something from being asked for at all; what is missing in a request stands there. */
  readonly open: readonly OpenItem[]
}

/** What has to be asked for, in the order of the fleet. `lines` are the quantities that are decided, each for its holder. */
export function requests(fleet: Fleet, lines: readonly OrderLine[], { demo, leadDays }: Options): Requests {
  const given = asking(fleet, lines, leadDays)
  const demos = demosOf(given, demo)
  // Of machines of one name the first is meant; that there are two is for a rule to say.
  const servers = fleet.servers.filter((server) => fleet.serverNamed.get(server.name) === server)
  const bridges = fleet.bridges.filter((bridge) => fleet.bridgeNamed.get(bridge.name) === bridge)
  const all = [
    ...servers.map((server): Requests => {
      const { requests, open } = requestsOfServer(given, server)
      const asked = demos.requests.get(server)
      return { requests: asked ? [...requests, asked] : requests, open }
    }),
    ...bridges.map((bridge) => requestsOfBridge(given, bridge)),
  ]
  return { requests: all.flatMap((each) => each.requests), open: openOnce([...all.flatMap((each) => each.open), ...demos.open]) }
}

function requestsOfServer(given: Asking, server: Server): Requests {
  const { release } = server
  const lines = given.linesFor(server)
  if (!release) return { requests: [], open: lines.length > 0 || given.misplaced.bought.has(server) ? [unknownRelease(server)] : [] }
  // From 4.0 on nothing is installed on a secondary.
  if (byFile(release) && server.role === 'secondary') return { requests: [], open: lines.length > 0 ? [forPrimary(server, lines)] : [] }
  const lacking = lackingFailover(given, server, release)
  const failover = lacking?.surely ? lacking : undefined
  // Failover that is asked for by itself ends with the wizard and the look at the secondary.
  const pair = failover ? undefined : pairOf(given.fleet, server)
  const upgrades = lines.filter((line) => isUpgrade(given.fleet, line))
  const forFailover = failover ? lines.filter(buysFailover) : []
  const rest = lines.filter((line) => !upgrades.includes(line) && !forFailover.includes(line))
  const upgrade = upgradeOf(given, server, release, upgrades, failover !== undefined)
  const more =
    rest.length > 0
      ? [byFile(release) ? licensesFor(given, server, release, rest, pair) : dongleUpdate(given.leadDays, server, release, rest)]
      : []
  const before = [...(upgrade.request ? [upgrade.request] : []), ...more.filter(({ kind }) => kind === 'new')]
  return {
    requests: [
      ...rehostsOf(given, server),
      ...(upgrade.request ? [upgrade.request] : []),
      ...(failover ? [failoverOf(given, server, release, failover, forFailover, before.length > 0)] : []),
      ...more,
    ],
    open: [...movedDemos(given, server), ...upgrade.open, ...(lacking && !lacking.surely ? [perhapsLacking(server)] : [])],
  }
}

/** Whether a line buys the upgrade of a server: its row of the price book says from which release. */
const isUpgrade = ({ priceBooks }: Fleet, { item, gives }: OrderLine): boolean =>
  item !== undefined &&
  (gives.length === 0 ||
    priceBooks.some(
      ({ spec }) =>
        spec.metadata.name === item.book &&
        spec.items.some(({ partNumber, upgradesFrom }) => partNumber === item.partNumber && upgradesFrom !== undefined),
    ))

const unknownRelease = (server: Server): OpenItem => ({
  missing: `${noRelease(server.name).missing}, by which licences are asked for`,
  of: server.name,
  find: `the version that ${server.name} runs`,
  place: at(server, 'version'),
  decides: false,
})

const forPrimary = (server: Server, lines: readonly OrderLine[]): OpenItem => ({
  missing: `the primary that ${named(lines)} ${lines.length > 1 ? 'are' : 'is'} meant for, since licences on a secondary server have no effect`,
  of: server.name,
  find: 'the failover pair that it belongs to',
  place: at(server, 'name'),
  decides: true,
})
