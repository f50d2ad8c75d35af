/** Tries changes out: the rules judge the fleet that would be, those of all upgrades at once, since one judgement of a large fleet is dear. */
import { addTo } from '../../model/add-to.ts'
import type { Bridge, FailoverPair, Fleet, Pool, Server } from '../../model/fleet.ts'
import { type Edit, isLicence, type Judged, judged, keyOfOpen, type Obstacle } from '../judge.ts'
import { edited } from './edit.ts'

/** What becomes of a part of the fleet by a change: what is said anew of it, and whether what was said is gone. */
export interface Outcome {
  readonly gone: (obstacle: Obstacle) => boolean
  readonly errors: readonly Obstacle[]
  readonly warnings: readonly Obstacle[]
  readonly open: boolean
}

/** Parts of the fleet in which changes are tried, each on its own: by a name, the machines. */
export type Parts = ReadonlyMap<string, ReadonlySet<string>>

/** Tries one change in each part. */
export type Try = (changes: ReadonlyMap<string, readonly Edit[]>) => (part: string) => Outcome

export function trialsOn(fleet: Fleet, parts: Parts): Try {
  const small = partOf(fleet, new Set([...parts.values()].flatMap((names) => [...names])))
  const before = saidOf(judged(small), parts)
  return (changes) => {
    const after = saidOf(judged(edited(small, [...changes.values()].flat())), parts)
    return (part) => {
      const [was, is] = [before(part), after(part)]
      const known = new Set(was.map(({ key }) => key))
      const now = new Set(is.map(({ key }) => key))
      const fresh = is.filter(({ key }) => !known.has(key))
      return {
        gone: (obstacle) => !now.has(keyOf('error', obstacle)),
        errors: fresh.flatMap(({ kind, said }) => (kind === 'error' && said ? [said] : [])),
        warnings: fresh.flatMap(({ kind, said }) => (kind === 'warning' && said ? [said] : [])),
        open: fresh.some(({ kind }) => kind === 'open'),
      }
    }
  }
}

/** The fleet with these machines alone. Names lead to all that there are. */
export function partOf(fleet: Fleet, names: ReadonlySet<string>): Fleet {
  const isOne = (machine: Server | Bridge | undefined): boolean => machine !== undefined && names.has(machine.name)
  const isPair = ({ primary, secondary }: FailoverPair): boolean => isOne(primary) || isOne(secondary)
  const isPool = ({ members }: Pool): boolean => members.some(isOne)
  return {
    ...fleet,
    servers: fleet.servers.filter(isOne),
    bridges: fleet.bridges.filter((bridge) => isOne(bridge) || isOne(bridge.bridgehead)),
    pairs: fleet.pairs.filter(isPair),
    pools: fleet.pools.filter(isPool),
  }
}

interface Said {
  readonly kind: 'error' | 'warning' | 'open'
  readonly key: string
  readonly said?: Obstacle
}

/** Not by its place: what stands behind something that is taken away moves up. */
const keyOf = (kind: Said['kind'], { rule, message, server }: Obstacle): string => JSON.stringify([kind, rule, message, server])

/** What is said of each part, licences apart. */
function saidOf({ errors, warnings, open }: Judged, parts: Parts): (part: string) => readonly Said[] {
  const partsOf = new Map<string, string[]>()
  for (const [part, names] of parts) for (const name of names) addTo(partsOf, name, part)
  const found = new Map<string, Said[]>()
  const add = (of: string | undefined, said: Said): void => {
    for (const part of partsOf.get(of ?? '') ?? []) addTo(found, part, said)
  }
  for (const said of errors) if (!isLicence(said)) add(said.server, { kind: 'error', key: keyOf('error', said), said })
  for (const said of warnings) if (!isLicence(said)) add(said.server, { kind: 'warning', key: keyOf('warning', said), said })
  for (const each of open) add(each.of, { kind: 'open', key: keyOfOpen(each) })
  return (part) => found.get(part) ?? []
}
