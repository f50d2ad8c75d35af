/** Members of a pool that are upgraded one after another: until the last is there, those that are there live on what they hold together. */
import type { FeatureName } from '../knowledge/fact.ts'
import { byFile, feature } from '../knowledge/knowledge.ts'
import type { Release } from '../knowledge/release.ts'
import { heldSurely } from '../licensing/order/usable.ts'
import { addTo } from '../model/add-to.ts'
import type { Fleet, Server } from '../model/fleet.ts'
import { uses } from '../model/use.ts'

/** A member of a pool while the others are not there yet. */
export interface Lone {
  readonly pool: string
  readonly of: string
  /** The other members that reach the release in the same round. */
  readonly others: readonly string[]
  /** What its own licences do not cover. */
  readonly short: readonly { readonly feature: FeatureName; readonly needed: number; readonly held: number }[]
}

/** A member of a pool, and of each feature that pools share what it surely holds beyond its need: below zero it lives on the others. */
export interface Member {
  readonly name: string
  readonly spare: readonly number[]
}

/** A pool of which members come from dongles, which nobody shares, to licence files, which a pool does. */
export interface Arrival {
  readonly pool: string
  /** Members on licence files already. */
  readonly there: readonly Member[]
  readonly arriving: readonly Member[]
  /** Of each member that arrives, in the same order, what it is while the others are not there. */
  readonly alone: readonly Lone[]
}

/** The pools of a round in which two members or more will share licences that did not before; `releases` are those that servers reach, by name. */
export function arrivals(before: Fleet, after: Fleet, releases: ReadonlyMap<string, Release>): Arrival[] {
  return after.pools.flatMap(({ name: pool, members }) => {
    const known = members.flatMap((each) => each ?? [])
    const arriving = known.filter((each) => arrives(before, each, releases))
    const there = arriving.length === 0 ? [] : known.filter(({ name }) => isByFile(before.serverNamed.get(name)))
    if (arriving.length + there.length < 2 || arriving.length === 0) return []
    const standings = arriving.map((server) => standingsOf(after, server))
    return [
      {
        pool,
        there: there.map((server) => ({ name: server.name, spare: standingsOf(after, server).map(spareOf) })),
        arriving: arriving.map(({ name }, index) => ({ name, spare: (standings[index] ?? []).map(spareOf) })),
        alone: arriving.map(({ name: of }, index) => ({
          pool,
          of,
          others: arriving.flatMap(({ name }) => (name === of ? [] : [name])),
          short: (standings[index] ?? []).filter(({ needed, held }) => needed > held),
        })),
      },
    ]
  })
}

/** Of each server that moves, by its name: its pools in which others reach licence files in the same round. */
export function aloneIn(all: readonly Arrival[]): ReadonlyMap<string, readonly Lone[]> {
  const byServer = new Map<string, Lone[]>()
  for (const { alone } of all) for (const lone of alone) if (lone.others.length > 0) addTo(byServer, lone.of, lone)
  return byServer
}

/** Of each server that comes into a pool, by its name, which pools. */
export function joinedIn(all: readonly Arrival[]): ReadonlyMap<string, readonly { readonly of: string; readonly pool: string }[]> {
  const byServer = new Map<string, { of: string; pool: string }[]>()
  for (const { pool, arriving } of all) for (const { name } of arriving) addTo(byServer, name, { of: name, pool })
  return byServer
}

const isByFile = (server: Server | undefined): boolean => server?.release !== undefined && byFile(server.release)

function arrives({ serverNamed }: Fleet, server: Server, releases: ReadonlyMap<string, Release>): boolean {
  const before = serverNamed.get(server.name)
  return releases.has(server.name) && isByFile(server) && before?.release !== undefined && !isByFile(before)
}

interface Standing {
  readonly feature: FeatureName
  readonly needed: number
  readonly held: number
}

const spareOf = ({ needed, held }: Standing): number => held - needed

const pooled = uses.filter(({ name }) => feature(name).pooled)

/** What a pair needs once, and holds, of every feature that pools share. */
function standingsOf(fleet: Fleet, server: Server): Standing[] {
  const { release } = server
  const pair = [server, fleet.pairOfPrimary.get(server)?.secondary].flatMap((each) => each ?? [])
  return pooled.map(({ name, amount }) => ({
    feature: name,
    needed: Math.max(...pair.map((each) => amount(each, true))),
    held: release ? heldSurely(fleet, name, server, release) : 0,
  }))
}
