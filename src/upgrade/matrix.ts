/** Which releases can host a fleet as it is written, and what stands against each other one. */
import type { Citation } from '../finding.ts'
import { cite } from '../knowledge/knowledge.ts'
import { type Release, versionLine } from '../knowledge/release.ts'
import { mended } from '../licensing/order/draw-up.ts'
import type { Fleet } from '../model/fleet.ts'
import type { Place } from '../model/part.ts'
import { rules } from '../rules/index.ts'
import type { Gap, Problem, Rule } from '../rules/rule.ts'
import { atRelease } from './at-release.ts'

/** One thing that a rule says of a fleet on some release. */
export interface Obstacle {
  readonly rule: string
  readonly at: Place
  readonly message: string
  readonly server?: string
  readonly cites: readonly Citation[]
}

/** What a rule cannot decide there. */
export interface Open {
  readonly rule: string
  readonly missing: string
  readonly of: string
}

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
      obstacles: own.filter(({ rule }) => !mended.has(rule)),
      lacking: own.filter(({ rule }) => mended.has(rule)),
      warnings: warnings.filter((each) => !mended.has(each.rule) && !warned.has(keyOfPlace(each))),
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

interface Judged {
  readonly errors: readonly Obstacle[]
  readonly warnings: readonly Obstacle[]
  readonly open: readonly Open[]
}

function judged(fleet: Fleet): Judged {
  const found = { error: new Map<string, Obstacle>(), warning: new Map<string, Obstacle>(), note: new Map<string, Obstacle>() }
  const open = new Map<string, Open>()
  for (const rule of rules)
    for (const each of rule.check(fleet)) {
      if (!('missing' in each)) found[each.severity ?? rule.severity].set(keyOf(asObstacle(rule, each)), asObstacle(rule, each))
      // What licences amount to there is for the order to find out.
      else if (!mended.has(rule.id)) open.set(keyOfOpen(asOpen(rule, each)), asOpen(rule, each))
    }
  return { errors: [...found.error.values()], warnings: [...found.warning.values()], open: [...open.values()] }
}

const asOpen = ({ id }: Rule, { missing, of, brief }: Gap): Open => ({ rule: id, missing: brief ?? missing, of })

const asObstacle = ({ id }: Rule, { at, message, server, cites = [] }: Problem): Obstacle => ({
  rule: id,
  at,
  message,
  cites: cites.map((each) => (typeof each === 'string' ? cite(each) : each)),
  ...(server !== undefined && { server }),
})

const keyOfPlace = ({ rule, at: { document, path } }: Obstacle): string => JSON.stringify([rule, document.file, document.number, path])
const keyOf = (obstacle: Obstacle): string => JSON.stringify([keyOfPlace(obstacle), obstacle.message])
// Of gaps that a release gives another name, it is the same thing that is missing.
const keyOfOpen = ({ rule, of }: Open): string => JSON.stringify([rule, of])
