/** How many ports and how much room a server needs, each with the arithmetic that a reader can check, and what it rests on. */
import type { CodecFact } from '../knowledge/sizing.ts'
import { codecRate, sizing } from '../knowledge/sizing.ts'
import type { Traffic } from '../source/spec/deployment.ts'
import { blocking, mostErlangs, portsFor } from './erlang.ts'
import { decimal, equals, figure, percent } from './figure.ts'
import type { Server } from './fleet.ts'

/** A figure that was worked out. */
export interface Sized {
  readonly value: number
  /** The arithmetic: `550 / 20 = 27.5 → 28`. */
  readonly how: string
  /** Ids of the facts that it rests on. */
  readonly facts: readonly string[]
}

/** Users of a server of all kinds together, a lower bound where the spec leaves a kind out. Undefined where it says nothing of users. */
export const usersOf = ({ spec: { users } }: Server): number | undefined =>
  users && (users.voiceMail ?? 0) + (users.unifiedMessaging ?? 0) + (users.inbox ?? 0)

/** Ports that answer calls, for so many users. */
export function answeringByUsers(users: number): Sized {
  const { id, usersPerPort } = sizing.byUsers
  return { ...roundedUp(users, usersPerPort), facts: [id] }
}

/** Ports in all, for so many users: those that answer, and those set aside for indicators and notification. */
export function portsByUsers(users: number): Sized {
  const { indicatorPorts, notificationPorts } = sizing.byUsers
  const { value: answering, how, facts } = answeringByUsers(users)
  const value = answering + indicatorPorts + notificationPorts
  return { value, how: `${how}; ${figure(answering)} + ${indicatorPorts} + ${notificationPorts} = ${figure(value)}`, facts }
}

/** How many of so many ports answer; what is left of one counts as one that dials out. */
export function answeringByShare(ports: number): Sized {
  const { id, answeringPercent } = sizing.split
  const exact = (ports * answeringPercent) / 100
  const value = Math.floor(exact)
  return { value, how: `${answeringPercent} % of ${figure(ports)} ${rounded(exact, value)}`, facts: [id] }
}

/** Traffic in the busy hour, in erlangs. */
export function erlangs({ busyHourCalls, averageCallSeconds }: Readonly<Traffic>): Sized {
  const value = (busyHourCalls * averageCallSeconds) / secondsPerHour
  const how = `${decimal(busyHourCalls)} × ${decimal(averageCallSeconds)} s / ${figure(secondsPerHour)} s ${equals(value)} erlangs`
  return { value, how, facts: [sizing.byTraffic.id] }
}

/** Ports that answer, so that no more than the share `most` of the calls is blocked. Undefined beyond the traffic that is worked out. */
export function portsByTraffic(traffic: Readonly<Traffic>, most: number): Sized | undefined {
  const offered = erlangs(traffic)
  if (offered.value > mostErlangs) return undefined
  const value = portsFor(offered.value, most)
  return { ...offered, value, how: `${offered.how}; ${blocked(offered.value, value)}` }
}

/** The share of calls that so many ports block. Undefined beyond the traffic that is worked out. */
export function blockingByTraffic(traffic: Readonly<Traffic>, ports: number): Sized | undefined {
  const offered = erlangs(traffic)
  if (offered.value > mostErlangs) return undefined
  return { ...offered, value: blocking(offered.value, ports), how: `${offered.how}; ${blocked(offered.value, ports)}` }
}

/** Ports that the delivery of AMIS messages to one node takes while so many wait for it. Published for 5.x. */
export function amisPorts(queuedMessages: number): Sized {
  const { id, messagesPerCall } = sizing.amisQueue
  return { ...roundedUp(queuedMessages, messagesPerCall), facts: [id] }
}

/** PIMG units for so many ports. */
export function pimgUnits(ports: number): Sized {
  const { id, portsPerUnit } = sizing.pimg
  return { ...roundedUp(ports, portsPerUnit), facts: [id] }
}

/** Room that a message takes, in bytes. */
export function messageBytes(seconds: number, codec: CodecFact['codec']): Sized {
  const { id, bitsPerSecond } = codecRate(codec)
  const value = Math.ceil((seconds * bitsPerSecond) / bitsPerByte)
  return { value, how: `${decimal(seconds)} s × ${figure(bitsPerSecond)} bit/s / ${bitsPerByte} = ${figure(value)} bytes`, facts: [id] }
}

/** Room for the messages of so many users of voice mail alone, in bytes: the published range of 5.x. */
export function storageBytes(users: number, codec: CodecFact['codec']): { readonly least: Sized; readonly most: Sized } {
  const { id, leastMinutes, mostMinutes } = sizing.storage
  const rate = codecRate(codec)
  const perMinute = messageBytes(secondsPerMinute, codec).value
  const room = (minutes: number): Sized => {
    const value = users * minutes * perMinute
    const how = `${figure(users)} users × ${minutes} min × ${figure(perMinute)} bytes = ${figure(value)} bytes`
    return { value, how, facts: [id, rate.id] }
  }
  return { least: room(leastMinutes), most: room(mostMinutes) }
}

const secondsPerMinute = 60
const secondsPerHour = 3600
const bitsPerByte = 8

const blocked = (offered: number, ports: number): string =>
  `by Erlang B ${figure(ports)} ${ports === 1 ? 'port blocks' : 'ports block'} ${percent(blocking(offered, ports))}`

function roundedUp(amount: number, per: number): { readonly value: number; readonly how: string } {
  const value = Math.ceil(amount / per)
  return { value, how: `${figure(amount)} / ${per} ${rounded(amount / per, value)}` }
}

/** An exact value, and what it is rounded to where that is another. */
const rounded = (exact: number, value: number): string => (exact === value ? equals(value) : `${equals(exact)} → ${figure(value)}`)
