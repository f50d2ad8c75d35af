/** Which releases can host a fleet as it is written, and what stands against each other one. */
import { type Release, versionLine } from '../knowledge/release.ts'
import type { Fleet } from '../model/fleet.ts'
import { atRelease } from './at-release.ts'
import { isLicence, judged, keyOf, keyOfOpen, keyOfPlace, type Obstacle, type Open } from './judge.ts'

export interface Cell {
  readonly release: Release
  /** Whether servers of the fleet run it now. */
  readonly current: boolean
  /**
   * `hosts` where no rule that an order does not mend finds an error; `licences` where only licences stand against it; `open` where
   * something cannot be decided that the release of today leaves no doubt of.
   */
  readonly verdict: 'hosts' | 'licences' | 'open' | 'refused'
  /** Errors that no licence mends. */
  readonly obstacles: readonly Obstacle[]
  /** Errors that an order mends. */
  readonly lacking: readonly Obstacle[]
  /** Warnings that there are not today. */
  readonly warnings: readonly Obstacle[]
  /** What cannot be decided there, beyond what cannot be decided today, licences apart. */
  readonly open: readonly Open[]
}

export interface Matrix {
  readonly cells: readonly Cell[]
  /** Errors that stand against every release alike: they are of the spec, and not of a release. */
  readonly everywhere: readonly Obstacle[]
}

/** Every release of the version line, the oldest first. */
export function matrix(fleet: Fleet): Matrix {
  const now = judged(fleet)
  const undecided = new Set(now.open.map(keyOfOpen))
  const warned = new Set(now.warnings.map(keyOfPlace))
  const current = new Set(fleet.servers.flatMap(({ release }) => release?.place ?? []))
  const all = versionLine.map((release) => ({ release, ...judged(atRelease(fleet, release)) }))
  const counts = new Map<string, number>()
  for (const { errors } of all) for (const key of new Set(errors.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1)
  const isEverywhere = (obstacle: Obstacle): boolean => counts.get(keyOf(obstacle)) === versionLine.length
  const cells = all.map(({ release, errors, warnings, open }): Cell => {
    const own = errors.filter((each) => !isEverywhere(each))
    const found = {
      obstacles: own.filter((each) => !isLicence(each)),
      lacking: own.filter(isLicence),
      warnings: warnings.filter((each) => !isLicence(each) && !warned.has(keyOfPlace(each))),
      open: open.filter((each) => !undecided.has(keyOfOpen(each))),
    }
    return { release, current: current.has(release.place), verdict: verdictOf(found), ...found }
  })
  return { cells, everywhere: all[0]?.errors.filter(isEverywhere) ?? [] }
}

function verdictOf({ obstacles, lacking, open }: Pick<Cell, 'obstacles' | 'lacking' | 'open'>): Cell['verdict'] {
  if (obstacles.length > 0) return 'refused'
  if (open.length > 0) return 'open'
  return lacking.length > 0 ? 'licences' : 'hosts'
}
