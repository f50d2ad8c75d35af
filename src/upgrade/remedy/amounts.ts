/** Changes by which an amount keeps a published maximum. */
import type { Quantity } from '../../knowledge/fact.ts'
import { feature } from '../../knowledge/knowledge.ts'
import type { Release } from '../../knowledge/release.ts'
import { held } from '../../model/entitlement.ts'
import { counted, figure } from '../../model/figure.ts'
import type { Bridge, Server } from '../../model/fleet.ts'
import { configured, configuredAt, maximumsOf, quantities } from '../../model/maximum.ts'
import { at } from '../../model/part.ts'
import type { Edit } from '../judge.ts'
import { type Candidate, candidate, keysIn, type Stuck } from './candidate.ts'

const mostPlatforms = 3
/** Whether ports that do not answer are given up first, or those of the largest group. */
const ways = [false, true] as const

/** Fewer ports, users, sessions or languages: as many as a source publishes, or else another platform that may have them all. */
export function fewer(stuck: Stuck): Candidate[] {
  const { machine, release } = ofStuck(stuck)
  if (!machine || !release) return []
  const place = JSON.stringify(stuck.obstacle.at.path)
  const what = quantities.find((each) => configured(each, machine) > 0 && JSON.stringify(configuredAt(each, machine).path) === place)
  if (what === undefined) return []
  const amount = configured(what, machine)
  const said = (most: number): string =>
    `${figure(most)} instead of ${counted(amount, feature(what).title)} at ${machine.name} (the others need another server)`
  return [
    ...valuesOf(stuck, what, machine, release, amount).flatMap((most) =>
      ways.flatMap((mute) => {
        const edits = lowered(what, machine, amount - most, mute)
        return edits.length > 0 && (!mute || what === 'voicePorts') ? [candidate(said(most), edits, ['maximum-per-server'])] : []
      }),
    ),
    ...otherPlatforms(stuck, what, machine, amount),
  ]
}

const ofStuck = ({ server, bridge }: Stuck): { readonly machine: Server | Bridge | undefined; readonly release: Release | undefined } => ({
  machine: server ?? bridge,
  release: server ? server.release : bridge?.bridgehead?.release,
})

/** Maximums below an amount, the highest first, so that the least is given up. */
const valuesOf = ({ fleet }: Stuck, what: Quantity, machine: Server | Bridge, release: Release, amount: number): number[] =>
  [...new Set(maximumsOf(fleet, what, machine, release).map(({ value }) => value))].filter((value) => value < amount).sort((a, b) => b - a)

function lowered(what: Quantity, machine: Server | Bridge, by: number, mute: boolean): Edit[] {
  if (!('role' in machine))
    return [{ at: at(machine, 'sessions'), from: machine.spec.sessions ?? 0, to: (machine.spec.sessions ?? 0) - by }]
  const { users, ports = [], languages = [], ttsSessions } = machine.spec
  const less = (from: number | undefined, place: Edit['at']): Edit[] =>
    from === undefined || from < by ? [] : [{ at: place, from, to: from - by }]
  if (what === 'voicePorts') return fewerPorts(machine, ports, by, mute)
  if (what === 'voiceMailUsers') return less(users?.voiceMail, at(machine, 'users', 'voiceMail'))
  if (what === 'unifiedMessagingUsers') return less(users?.unifiedMessaging, at(machine, 'users', 'unifiedMessaging'))
  if (what === 'inboxUsers') return less(users?.inbox, at(machine, 'users', 'inbox'))
  if (what === 'ttsSessions') return less(ttsSessions, at(machine, 'ttsSessions'))
  if (what !== 'languages' || languages.length < by) return []
  return languages.flatMap((from, index) => (index >= languages.length - by ? [{ at: at(machine, 'languages', index), from }] : []))
}

/** Ports are taken from the largest groups, so that as few lines as can be change; or first from those that do not answer. */
function fewerPorts(machine: Server, ports: NonNullable<Server['spec']['ports']>, by: number, mute: boolean): Edit[] {
  const edits: Edit[] = []
  let left = by
  const isMute = (does: (typeof ports)[number]['does']): number => (mute && does && !does.includes('answer') ? 1 : 0)
  const groups = ports.map(({ count, does }, index) => ({ count, index, first: isMute(does) }))
  for (const { count, index } of groups.sort((a, b) => b.first - a.first || b.count - a.count)) {
    const taken = Math.min(count, left)
    if (taken > 0) edits.push({ at: at(machine, 'ports', index, 'count'), from: count, to: count - taken })
    left -= taken
  }
  return edits.sort((a, b) => Number(a.at.path.at(-2)) - Number(b.at.path.at(-2)))
}

/** Platforms of the user's own lists. Whether they may have it all is tried out. */
function otherPlatforms({ fleet }: Stuck, what: Quantity, machine: Server | Bridge, amount: number): Candidate[] {
  if (!('role' in machine)) return []
  const { platform } = machine.spec
  const all = fleet.maximums.flatMap(({ spec }) =>
    spec.what === what && spec.platform !== undefined && spec.platform !== platform && spec.value >= amount ? [spec.platform] : [],
  )
  return [...new Set(all)]
    .slice(0, mostPlatforms)
    .map((to) =>
      candidate(`${machine.name} on platform ${to}${platform === undefined ? '' : ` instead of ${platform}`}`, [
        { at: at(machine, 'platform'), ...(platform !== undefined && { from: platform }), to },
      ]),
    )
}

/** A licence for less. What a licence file grants no spec can change. */
export function fewerLicensed(stuck: Stuck): Candidate[] {
  const { machine, release } = ofStuck(stuck)
  if (!machine || !release) return []
  const keys = keysIn(machine, stuck.obstacle.at)
  const [list, index, , name] = keys
  const written = list === 'licenses' && typeof index === 'number' ? machine.spec.licenses?.[index] : undefined
  const what = quantities.find((each) => each === name)
  if (!what || !written || !('entitlements' in written)) return []
  const from = written.entitlements[what] ?? 0
  const { sure } = held(what, machine, release)
  return valuesOf(stuck, what, machine, release, sure).flatMap((most) => {
    const by = sure - most
    const says = `a licence for ${figure(from - by)} instead of ${counted(from, feature(what).title)} at ${machine.name} (the licensing team takes the others back)`
    return by > from ? [] : [candidate(says, [{ at: stuck.obstacle.at, from, to: from - by }], ['excess-over-maximum'])]
  })
}
