/** What of a fleet is left in service, of its pools and its Bridges, when servers fail. */
import type { Quantity } from '../knowledge/fact.ts'
import { held } from '../model/entitlement.ts'
import type { Fleet, Pool, Server } from '../model/fleet.ts'
import { type Held, standing, sum } from '../model/held.ts'
import { pairUse, total } from './headroom.ts'
import { userKinds } from './limit.ts'
import { type Fate, type Service, served } from './stand-in.ts'

/** A quantity of a pool, if the licences of the servers that failed no longer count in it. */
export interface PoolLeft {
  readonly pool: string
  readonly what: Quantity
  /** By those that still have service. */
  readonly used: number | undefined
  /** As much of it as specs and reports tell. */
  readonly known: number
  readonly held: Held
  readonly verdict: 'covered' | 'open' | 'short'
}

export interface BridgeLeft {
  readonly name: string
  readonly bridgehead: string
  readonly sessions: number | undefined
  /** The other server of its pair, of which no source states whether it serves as bridgehead; absent where there is none. */
  readonly standIn?: string
}

/** What is in service of the whole fleet, as far as it is known, and how many servers do not say. */
export type Capacity = Readonly<Partial<Record<Quantity, { readonly all: number; readonly left: number; readonly untold: number }>>>

export type Summed = ReadonlyMap<Quantity, { readonly all: number; readonly untold: number }>

export const summed = (services: readonly Service[]): Summed =>
  new Map(
    served.map((what) => [
      what,
      {
        all: services.reduce((sum, service) => sum + (service[what] ?? 0), 0),
        untold: services.filter((service) => service[what] === undefined).length,
      },
    ]),
  )

export function capacity(whole: Summed, servers: readonly Server[], fates: readonly Fate[], all: ReadonlyMap<Server, Service>): Capacity {
  return Object.fromEntries(
    [...whole].map(([what, { all: everything, untold }]) => {
      const gone = servers.reduce((sum, server, index) => {
        const before = all.get(server)?.[what] ?? 0
        const fate = fates[index]
        if (fate?.lost) return sum + before
        const short = fate?.standIn?.short.filter((each) => each.what === what) ?? []
        return sum + Math.min(before, Math.max(0, ...short.map(({ needed, has }) => needed - has)))
      }, 0)
      return [what, { all: everything, left: everything - gone, untold }]
    }),
  )
}

export interface Stake {
  readonly used: number | undefined
  readonly held: Held | undefined
}

/** What each server that shares brings to a pool, and takes from it. */
export type Stakes = ReadonlyMap<Server, ReadonlyMap<Quantity, Stake>>

export const stakeOf = (server: Server, secondary: Server | undefined): ReadonlyMap<Quantity, Stake> =>
  new Map(
    userKinds.map((what) => [what, { used: pairUse(what, server, secondary), held: server.release && held(what, server, server.release) }]),
  )

export function poolLeft(pool: Pool, stakes: Stakes, failed: ReadonlySet<Server>, lost: ReadonlySet<string>): PoolLeft[] {
  const members = [...stakes]
  // Without all its members it is not known what a pool holds.
  if (pool.members.includes(undefined) || members.some(([{ release }]) => !release)) return []
  const serving = members.filter(([server]) => !lost.has(server.name))
  const counting = members.filter(([server]) => !failed.has(server))
  return userKinds.flatMap((what): PoolLeft[] => {
    const used = total(serving.map(([, stake]) => stake.get(what)?.used))
    const known = serving.reduce((sum, [, stake]) => sum + (stake.get(what)?.used ?? 0), 0)
    const left = sum(counting.flatMap(([, stake]) => stake.get(what)?.held ?? []))
    const stated = standing(known, left)
    if (known === 0 && left.sure === 0) return []
    return [{ pool: pool.name, what, used, known, held: left, verdict: used === undefined && stated === 'covered' ? 'open' : stated }]
  })
}

export function bridgesLeft({ bridges }: Fleet, server: Server, fates: readonly Fate[]): BridgeLeft[] {
  const fate = fates.find(({ name }) => name === server.name)
  const standIn = fate?.standIn?.name ?? fate?.goesOn
  return bridges
    .filter(({ bridgehead }) => bridgehead === server)
    .map(({ name, spec }) => ({ name, bridgehead: server.name, sessions: spec.sessions, ...(standIn !== undefined && { standIn }) }))
}
