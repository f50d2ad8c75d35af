/** For every rule that a spec can be changed to keep: the changes that are worth trying. */
import { bridgeMatrix, bridgeSize } from '../../knowledge/bridge.ts'
import { storeSupport, storesOf } from '../../knowledge/knowledge.ts'
import { within } from '../../knowledge/release.ts'
import { readStoreVersion } from '../../knowledge/store-version.ts'
import { figure } from '../../model/figure.ts'
import type { Server } from '../../model/fleet.ts'
import { at } from '../../model/part.ts'
import { fewer, fewerLicensed } from './amounts.ts'
import { type Candidate, candidate, keysIn, type Stuck, without } from './candidate.ts'

/** Changes that may unblock, in the order in which they are offered where they are as small. */
export const candidatesOf = (stuck: Stuck): readonly Candidate[] => byRule[stuck.obstacle.rule]?.(stuck) ?? []

/** Rules of which a spec can be changed for a release. Of the others the finding itself says what is wrong. */
const byRule: Readonly<Record<string, (stuck: Stuck) => Candidate[]>> = {
  'feature-available': dropped,
  'message-store-supported': stored,
  'license-within-maximum': fewerLicensed,
  'ports-within-maximum': fewer,
  'users-within-maximum': fewer,
  'sessions-within-maximum': fewer,
  'ports-do-their-work': answering,
  'failover-pair-sound': roles,
  'pool-sound': unpooled,
  'bridge-release-supported': bridged,
  'bridge-sized': nodes,
}

function dropped({ obstacle, server }: Stuck): Candidate[] {
  if (!server) return []
  const [list, index] = keysIn(server, obstacle.at)
  if (typeof index !== 'number') return []
  const name = list === 'features' ? server.spec.features?.[index] : undefined
  if (name) return [candidate(`drop ${name} at ${server.name}`, [{ at: obstacle.at, from: name }])]
  const integration = list === 'phoneSystems' ? server.spec.phoneSystems?.[index]?.integration : undefined
  if (integration) return [unplugged(server, integration)]
  return list === 'licenses' ? [candidate(`leave vpim out of the licence of ${server.name}`, [{ at: obstacle.at }])] : []
}

/** All phone systems of one integration: the rule speaks of the first, and holds the others against it as well. */
function unplugged(server: Server, integration: string): Candidate {
  const systems = (server.spec.phoneSystems ?? [])
    .map((spec, index) => ({ spec, index }))
    .filter(({ spec }) => spec.integration === integration)
  const all = systems.map(({ spec, index }) => without(spec.name, { ...at(server, 'phoneSystems', index), spec }))
  return {
    says: `drop the phone system ${all.map(({ says }) => says).join(' and ')} at ${server.name}`,
    edits: all.flatMap(({ edits }) => edits),
    lines: all.reduce((sum, { lines }) => sum + lines, 0),
    facts: [],
  }
}

function stored({ server }: Stuck): Candidate[] {
  const store = server?.spec.messageStore
  const release = server?.release
  if (!store || !release) return []
  const { version, location, mode } = store
  const unified = server.spec.users?.unifiedMessaging ?? 0
  const now = version === undefined ? undefined : readStoreVersion(version)
  const others = version === undefined || store.type === 'domino' ? [] : storesOf('exchange', release).filter((each) => each !== now)
  return [
    ...others.map((to) =>
      candidate(
        `Exchange ${to} instead of ${version} at ${server.name}`,
        [{ at: at(server, 'messageStore', 'version'), from: version ?? '', to }],
        [storeSupport('exchange', to, release)?.id ?? []].flat(),
      ),
    ),
    ...(location === 'on-box'
      ? [
          candidate(`the mailboxes of ${server.name} on another server, off-box`, [
            { at: at(server, 'messageStore', 'location'), from: location, to: 'off-box' },
          ]),
        ]
      : []),
    ...(mode === 'unified' && unified === 0
      ? [candidate(`voice messaging alone at ${server.name}`, [{ at: at(server, 'messageStore', 'mode'), from: mode, to: 'voice-only' }])]
      : []),
  ]
}

/** Groups of ports that do not answer, and would. */
function answering({ server, obstacle }: Stuck): Candidate[] {
  if (!server) return []
  const groups = server.spec.ports ?? []
  const mute = groups.flatMap(({ count, does }, index) => (count > 0 && does && !does.includes('answer') ? [{ does, index }] : []))
  const one = keysIn(server, obstacle.at).length === 1
  const changed = one ? mute.slice(0, 1) : mute
  if (changed.length === 0) return []
  const ports = changed.reduce((sum, { index }) => sum + (groups[index]?.count ?? 0), 0)
  return [
    candidate(
      `${figure(ports)} more voice ports of ${server.name} set to answer calls`,
      changed.map(({ does, index }) => ({ at: at(server, 'ports', index, 'does'), from: does, to: ['answer', ...does] })),
    ),
  ]
}

/** The role that the pair names. */
function roles({ fleet, server, obstacle }: Stuck): Candidate[] {
  if (!server || keysIn(server, obstacle.at)[0] !== 'role') return []
  const to = fleet.pairOfPrimary.has(server) ? 'primary' : 'secondary'
  return server.role === to ? [] : [candidate(`${server.name} as ${to}`, [{ at: obstacle.at, from: server.role, to }])]
}

function unpooled({ fleet, obstacle }: Stuck): Candidate[] {
  for (const pool of fleet.pools) {
    const [list, index] = keysIn(pool, obstacle.at)
    const member = list === 'members' && typeof index === 'number' ? pool.spec.members[index] : undefined
    if (member === undefined) continue
    const server = fleet.serverNamed.get(member)
    const primary = server && fleet.pairOfSecondary.get(server)?.primary?.name
    return [
      ...(primary !== undefined && !pool.spec.members.includes(primary)
        ? [candidate(`${primary} instead of ${member} in pool ${pool.name}`, [{ at: obstacle.at, from: member, to: primary }])]
        : []),
      pool.spec.members.length > 1
        ? candidate(`take ${member} out of pool ${pool.name}`, [{ at: obstacle.at, from: member }])
        : without(`drop pool ${pool.name}, of which ${member} is the only member`, pool),
    ]
  }
  return []
}

/** The first Bridge release that works with the bridgehead, or none. */
function bridged({ bridge }: Stuck): Candidate[] {
  const release = bridge?.bridgehead?.release
  if (!bridge || !release) return []
  const from = bridge.spec.version
  const rows = bridgeMatrix.filter((row) => within(release, row))
  return [
    ...[...new Set(rows.map(({ bridgeFrom }) => bridgeFrom))]
      .filter((to) => to !== from)
      .map((to) =>
        candidate(
          `Bridge ${bridge.name} to ${to}`,
          [{ at: at(bridge, 'version'), from, to }],
          rows.filter(({ bridgeFrom }) => bridgeFrom === to).map(({ id }) => id),
        ),
      ),
    without(`drop Bridge ${bridge.name}`, bridge),
  ]
}

function nodes({ bridge, obstacle }: Stuck): Candidate[] {
  const from = bridge?.spec.octelNodes
  if (!bridge || from === undefined || keysIn(bridge, obstacle.at)[0] !== 'octelNodes') return []
  const to = bridgeSize.octelNodes
  return [
    candidate(
      `${figure(to)} instead of ${figure(from)} Octel nodes at Bridge ${bridge.name}, the others at another`,
      [{ at: obstacle.at, from, to }],
      [bridgeSize.id],
    ),
  ]
}
