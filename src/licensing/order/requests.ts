/** What has to be asked for, machine by machine: every kind of request, with its form and its steps. */
import { byFile } from '../../knowledge/knowledge.ts'
import type { Release } from '../../knowledge/release.ts'
import type { Fleet, Server } from '../../model/fleet.ts'
import { noRelease } from '../../model/missing.ts'
import { at } from '../../model/part.ts'
import { withoutForeign } from './carried.ts'
import type { LicenseRequest, OpenItem, OrderLine } from './order.ts'
import { type Change, named } from './request/amounts.ts'
import { type Asking, asking, pairOf } from './request/asking.ts'
import { requestsOfBridge } from './request/bridge.ts'
import { demosOf } from './request/demo.ts'
import { cannotRead, dongleUpdate } from './request/dongle.ts'
import { buysFailover, failoverAdded, failoverOf, lackingFailover, perhapsLacking } from './request/failover.ts'
import { unreadableDongle } from './request/host.ts'
import { licensesFor, standingAfter } from './request/licenses.ts'
import { openOnce } from './request/once.ts'
import { foreignLicenses, movedDemos, rehostsOf } from './request/rehost.ts'
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
    ...servers.map((server) => requestsOfServer(given, server, demos.requests.get(server))),
    ...bridges.map((bridge) => requestsOfBridge(given, bridge)),
  ]
  return { requests: all.flatMap((each) => each.requests), open: openOnce([...all.flatMap((each) => each.open), ...demos.open]) }
}

function requestsOfServer(given: Asking, server: Server, demo: LicenseRequest | undefined): Requests {
  const { release } = server
  const lines = given.linesFor(server)
  if (!release) return { requests: [], open: lines.length > 0 || given.misplaced.bought.has(server) ? [unknownRelease(server)] : [] }
  return byFile(release) ? byFiles(given, server, release, lines, demo) : onDongle(given, server, release, lines)
}

function onDongle(given: Asking, server: Server, release: Release, lines: readonly OrderLine[]): Requests {
  const unread = unreadableDongle(server)
  if (unread) return { requests: [], open: [cannotRead(server.name, server, unread, lines)] }
  const [upgrades, rest] = parted(lines, isUpgrade)
  const upgrade = upgradeOf(given, server, release, upgrades, false)
  const more = rest.length > 0 ? [dongleUpdate(given.leadDays, server, release, rest, upgrades)] : []
  return { requests: [...(upgrade.request ? [upgrade.request] : []), ...more], open: upgrade.open }
}

function byFiles(given: Asking, server: Server, release: Release, lines: readonly OrderLine[], demo: LicenseRequest | undefined): Requests {
  // From 4.0 on nothing is installed on a secondary.
  if (server.role === 'secondary') return { requests: [], open: lines.length > 0 ? [forPrimary(server, lines)] : [] }
  const lacking = lackingFailover(given, server, release)
  const failover = lacking?.surely ? lacking : undefined
  // Failover that is asked for by itself ends with the wizard and the look at the secondary.
  const pair = failover ? undefined : pairOf(given.fleet, server)
  const [upgrades, others] = parted(lines, isUpgrade)
  const [forFailover, rest] = parted(others, (line) => failover !== undefined && buysFailover(line))
  const upgrade = upgradeOf(given, server, release, upgrades, failover !== undefined)
  const after = upgrade.request ? 'upgrade' : demo ? 'demo' : undefined
  const more = (earlier: readonly Change[]): LicenseRequest[] =>
    rest.length > 0 ? [licensesFor(given, server, release, rest, { pair, after, earlier })] : []
  const own = withoutForeign(given.fleet, server)
  // Failover is added to a licence that is there.
  const isFirst = rest.length > 0 && standingAfter(own, after) !== 'add'
  const first = upgrade.request ? 'upgrade' : isFirst ? 'new' : undefined
  const added = failover ? [failoverOf(own, release, failover, forFailover, first, isFirst ? [...upgrades, ...rest] : upgrades)] : []
  return {
    requests: [
      ...(demo ? [demo] : []),
      ...rehostsOf(given, server),
      ...(upgrade.request ? [upgrade.request] : []),
      ...(isFirst
        ? [...more(upgrades), ...added]
        : [...added, ...more(failover ? [...upgrades, ...forFailover, failoverAdded] : upgrades)]),
    ],
    open: [
      ...foreignLicenses(given, server),
      ...movedDemos(given, server),
      ...upgrade.open,
      ...(lacking && !lacking.surely ? [perhapsLacking(server)] : []),
    ],
  }
}

const isUpgrade = ({ upgrade }: OrderLine): boolean => upgrade !== undefined

/** Those of which it is so, and the others. */
const parted = (lines: readonly OrderLine[], is: (line: OrderLine) => boolean): [OrderLine[], OrderLine[]] => [
  lines.filter(is),
  lines.filter((line) => !is(line)),
]

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
