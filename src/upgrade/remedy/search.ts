/** Looks for the smallest changes that unblock: one alone, or else two together. Only what the rules let pass on the whole way is told. */
import { addTo } from '../../model/add-to.ts'
import type { Fleet } from '../../model/fleet.ts'
import { unique } from '../../model/unique.ts'
import { keyOfPlace, type Obstacle } from '../judge.ts'
import { likeness } from './alike.ts'
import { both, type Candidate, type Stuck } from './candidate.ts'
import { candidatesOf } from './candidates.ts'
import type { Case, Found, Passed, Stage, Trial } from './case.ts'
import { type Parts, trialsOn } from './trial.ts'
import { carried, timed } from './tries.ts'

/** Bounds of the search, so that a large fleet is planned in time: trials in one part, and machines judged in all of them. */
const mostTrials = 40
const leastTrials = 6
const mostJudged = 200_000
const mostPairs = 12
const mostTold = 3

/** The smallest changes for each of the obstacles, none where none helps. */
export function search(stages: readonly Stage[], parts: Parts): ReadonlyMap<Obstacle, readonly Found[]> {
  const cases = new Map<string, Case[]>()
  for (const each of casesOf(stages)) addTo(cases, each.part, each)
  const first = firstsOf(cases, stages, parts)
  const found = searched(stages, parts, new Map([...cases].filter(([part]) => first.get(part) === part)))
  // What is warned of may name its server, so that it is said of no other.
  const isNamed = (part: string): boolean =>
    first.get(part) !== part &&
    (cases.get(first.get(part) ?? '') ?? []).some((each) => found.get(each)?.some(({ warnings }) => warnings.length > 0))
  const own = searched(stages, parts, new Map([...cases].filter(([part]) => isNamed(part))))
  return new Map(
    [...cases].flatMap(([part, all]) =>
      all.flatMap((each, index) => {
        const known = own.get(each)
        if (known) return each.obstacles.map((obstacle) => [obstacle, known] as const)
        const like = cases.get(first.get(part) ?? part)?.[index]
        const changes = (like && found.get(like)) ?? []
        const told = like === each ? changes : changes.map((one) => ({ ...one, change: again(one.picks, all) ?? one.change }))
        return each.obstacles.map((obstacle) => [obstacle, told] as const)
      }),
    ),
  )
}

/** For each part the first that is like it: itself, where none is. */
function firstsOf(cases: ReadonlyMap<string, readonly Case[]>, stages: readonly Stage[], parts: Parts): ReadonlyMap<string, string> {
  const [stage] = stages
  const firsts = new Map<string, string>()
  return new Map(
    [...cases].map(([part, own]) => {
      const like = stage && likeness(stage.before, parts.get(part) ?? new Set())
      if (like === undefined) return [part, part]
      const key = JSON.stringify([
        like,
        own.map(({ stage: on, changes, obstacles }) => [on, changes.length, obstacles.map(({ rule }) => rule)]),
      ])
      const first = firsts.get(key) ?? part
      firsts.set(key, first)
      return [part, first]
    }),
  )
}

/** The same changes in a part that is like the one in which they were found. */
const again = (picks: Trial['picks'], cases: readonly Case[]): Candidate | undefined =>
  picks
    .flatMap(([of, change]) => cases[of]?.changes[change] ?? [])
    .reduce<Candidate | undefined>((all, one) => (all ? both(all, one) : one), undefined)

function searched(stages: readonly Stage[], parts: Parts, cases: ReadonlyMap<string, readonly Case[]>): Map<Case, Found[]> {
  if (cases.size === 0) return new Map()
  const small = new Map([...parts].filter(([part]) => cases.has(part)))
  const attempts = stages.map(({ after }) => trialsOn(after, small))
  const singles = [...cases].flatMap(([part, own]) =>
    own.flatMap((of, place) => of.changes.map((change, index): Trial => ({ part, of, change, picks: [[place, index]] }))),
  )
  const machines = [...small.values()].reduce((sum, names) => sum + names.size, 0)
  const most = Math.max(leastTrials, Math.min(mostTrials, Math.floor(mostJudged / (machines * stages.length))))
  const alone = carried(attempts, singles, most)
  const together = carried(attempts, pairsOf(singles, alone), most)
  return timed(stages, small, smallest(new Map([...alone, ...together])))
}

/** A change that helps on one stage only helps nobody: what is said of a place on several is one case. */
function casesOf(stages: readonly Stage[]): Case[] {
  const found = new Map<string, Case & { readonly obstacles: Obstacle[] }>()
  for (const [stage, { after, blocked }] of stages.entries())
    for (const [part, obstacles] of blocked)
      for (const obstacle of obstacles) {
        const key = JSON.stringify([part, keyOfPlace(obstacle)])
        const known = found.get(key)
        const changes = [...(known?.changes ?? []), ...candidatesOf(stuckIn(after, obstacle))]
        found.set(key, {
          part,
          stage: known?.stage ?? stage,
          obstacles: [...(known?.obstacles ?? []), obstacle],
          changes: unique(changes, ({ edits }) => JSON.stringify(edits.map(({ at, to }) => [at.path, to]))),
        })
      }
  return [...found.values()]
}

function stuckIn(fleet: Fleet, obstacle: Obstacle): Stuck {
  const name = obstacle.server ?? ''
  return { obstacle, fleet, server: fleet.serverNamed.get(name), bridge: fleet.bridgeNamed.get(name) }
}

/** Two changes together, where none alone helps. */
function pairsOf(singles: readonly Trial[], found: ReadonlyMap<Case, readonly Passed[]>): Trial[] {
  const byPart = new Map<string, Trial[]>()
  for (const each of singles) addTo(byPart, each.part, each)
  const tried = new Map<Case, number>()
  return singles.flatMap((one) => {
    if (found.has(one.of)) return []
    return (byPart.get(one.part) ?? []).flatMap((other) => {
      const count = tried.get(one.of) ?? 0
      if (other.change === one.change || count >= mostPairs || overlap(one.change, other.change)) return []
      tried.set(one.of, count + 1)
      return [{ ...one, change: both(one.change, other.change), picks: [...one.picks, ...other.picks] }]
    })
  })
}

function overlap(one: Candidate, other: Candidate): boolean {
  const places = new Set(one.edits.map(({ at }) => JSON.stringify(at.path)))
  return other.edits.some(({ at }) => places.has(JSON.stringify(at.path)))
}

/** Of the changes for a case those with the fewest lines; what brings no warning goes before what does. */
function smallest(found: ReadonlyMap<Case, readonly Passed[]>): Passed[] {
  return [...found.values()].flatMap((all) => {
    const quiet = all.filter(({ warnings }) => warnings.length === 0)
    const best = quiet.length > 0 ? quiet : all
    const fewest = best.reduce((least, { change }) => Math.min(least, change.lines), Number.POSITIVE_INFINITY)
    const least = best.filter(({ change }) => change.lines === fewest)
    return unique(least, ({ change }) => change.says).slice(0, mostTold)
  })
}
