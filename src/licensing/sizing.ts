/** What the size of a server follows from, where its spec states what is needed, with the arithmetic. */
import type { Citation } from '../finding.ts'
import { cite } from '../knowledge/knowledge.ts'
import { within } from '../knowledge/release.ts'
import { sizing } from '../knowledge/sizing.ts'
import { figure } from '../model/figure.ts'
import type { Fleet, Server } from '../model/fleet.ts'
import {
  blockingByTraffic,
  messageBytes,
  pimgUnits,
  portsByTraffic,
  portsByUsers,
  type Sized,
  storageBytes,
  usersOf,
} from '../model/sizing.ts'
import { voicePorts } from '../model/use.ts'

/** One statement about one server, such as `voice ports for 550 users: 32`. */
export interface Size {
  readonly of: string
  /** What it is, with its figure. */
  readonly says: string
  readonly value: number
  readonly unit: 'ports' | 'share' | 'units' | 'bytes' | 'messages'
  /** The arithmetic. */
  readonly how: string
  readonly cites: readonly Citation[]
  /** Whether it is a rule of thumb, and no more. */
  readonly thumb: boolean
}

const minutes = 1000
const secondsPerMinute = 60
const codecTitles = { g711: 'G.711', g729a: 'G.729a' } as const

/** What can be worked out for each server. A secondary is sized with its primary. */
export const sizes = (fleet: Fleet): readonly Size[] =>
  fleet.servers
    .filter((server) => server.role !== 'secondary')
    .flatMap((server) => [byUsers, byTraffic, byPimg, byAmis, byCodec, byStorage].flatMap((size) => size(server) ?? []))

function size({ name }: Server, says: string, { value, how, facts }: Sized, unit: Size['unit'], thumb = false): Size {
  return { of: name, says, value, unit, how, cites: facts.map(cite), thumb }
}

function byUsers(server: Server): Size | undefined {
  const users = usersOf(server)
  if (!users) return undefined
  const sized = portsByUsers(users)
  return size(server, `${figure(sized.value)} voice ports for ${figure(users)} users`, sized, 'ports', true)
}

function byTraffic(server: Server): Size | undefined {
  const { traffic, ports = [] } = server.spec
  if (!traffic) return undefined
  if (traffic.blocking !== undefined) {
    const sized = portsByTraffic(traffic, traffic.blocking)
    return sized && size(server, `${figure(sized.value)} ports that answer for a blocking of ${traffic.blocking}`, sized, 'ports')
  }
  const answering = ports.filter(({ does }) => !does || does.includes('answer')).reduce((sum, { count }) => sum + count, 0)
  const sized = answering > 0 ? blockingByTraffic(traffic, answering) : undefined
  return sized && size(server, `the share of calls that ${figure(answering)} ports block`, sized, 'share')
}

function byPimg(server: Server): Size | undefined {
  const { release, spec } = server
  const ports = voicePorts(server)
  const [system, ...others] = spec.phoneSystems ?? []
  // With several phone systems it is not known which ports go over which.
  if (!ports || system?.integration !== 'pimg' || others.length > 0 || !release || !within(release, sizing.pimg)) return undefined
  const sized = pimgUnits(ports)
  return size(server, `${figure(sized.value)} PIMG units for ${figure(ports)} voice ports`, sized, 'units')
}

function byAmis(server: Server): Size | undefined {
  const { release, spec } = server
  const ports = (spec.ports ?? []).filter(({ does }) => does?.includes('amis')).reduce((sum, { count }) => sum + count, 0)
  if (ports === 0 || !release || !within(release, sizing.amisQueue)) return undefined
  const { id, messagesPerCall } = sizing.amisQueue
  const value = ports * messagesPerCall
  const how = `${figure(ports)} × ${messagesPerCall} = ${figure(value)}`
  return size(
    server,
    `${figure(value)} AMIS messages to one node at once, by ${figure(ports)} ports`,
    { value, how, facts: [id] },
    'messages',
  )
}

/** Room for a round number of minutes, which is easily multiplied. */
function byCodec(server: Server): Size | undefined {
  const { codec } = server.spec
  if (!codec) return undefined
  const { value, facts } = messageBytes(minutes * secondsPerMinute, codec)
  const { bitsPerSecond } = sizing.codecs.find((fact) => fact.codec === codec) ?? {}
  const how = `${figure(minutes)} × ${secondsPerMinute} s × ${figure(bitsPerSecond ?? 0)} bit/s / 8`
  return size(server, `${figure(minutes)} minutes of ${codecTitles[codec]} take ${figure(value)} bytes`, { value, how, facts }, 'bytes')
}

function byStorage(server: Server): Size[] | undefined {
  const { codec, messageStore, users } = server.spec
  const { release } = server
  const alone = messageStore?.mode === 'voice-only' && users?.voiceMail
  if (!codec || !alone || !release || !within(release, sizing.storage)) return undefined
  const { least, most } = storageBytes(alone, codec)
  return [
    size(server, `${figure(least.value)} bytes, where servers have least room for ${figure(alone)} users`, least, 'bytes', true),
    size(server, `${figure(most.value)} bytes, where they have most`, most, 'bytes', true),
  ]
}
