/** Trials in turns: one in every part at once, since one judgement of a large fleet is dear. */
import { addTo } from '../../model/add-to.ts'
import type { Case, Found, Passed, Stage, Trial } from './case.ts'
import { type Parts, type Try, trialsOn } from './trial.ts'

/** The trials by which a case is gone from its stage on, and no other comes. Each turn makes one in each part. */
export function carried(attempts: readonly Try[], trials: readonly Trial[], most: number): Map<Case, Passed[]> {
  const passed = new Map<Case, Passed[]>()
  for (const turn of turnsOf(trials, most)) {
    const outcomes = attempts.map((attempt) => attempt(editsOf(turn)))
    for (const [part, trial] of turn) {
      const later = outcomes.slice(trial.of.stage).map((outcomeOf) => outcomeOf(part))
      const helps = later.every(({ gone, errors, open }) => trial.of.obstacles.every(gone) && errors.length === 0 && !open)
      if (helps) addTo(passed, trial.of, { ...trial, warnings: later.flatMap(({ warnings }) => warnings) })
    }
  }
  return passed
}

const editsOf = (turn: ReadonlyMap<string, Trial>) => new Map([...turn].map(([part, { change }]) => [part, change.edits] as const))

/** Trial after trial, the first of every part together. */
function turnsOf<Kind extends Trial>(trials: readonly Kind[], most = Number.POSITIVE_INFINITY): Map<string, Kind>[] {
  const queues = new Map<string, Kind[]>()
  for (const each of trials) addTo(queues, each.part, each)
  const turns: Map<string, Kind>[] = []
  for (const [part, queue] of queues)
    for (const [index, each] of queue.slice(0, most).entries()) {
      const turn = turns[index] ?? new Map<string, Kind>()
      turns[index] = turn.set(part, each)
    }
  return turns
}

/** Whether each can be made before the first hop that wants it. */
export function timed(stages: readonly Stage[], parts: Parts, all: readonly Passed[]): Map<Case, Found[]> {
  const found = new Map<Case, Found[]>()
  for (const [index, { before }] of stages.entries()) {
    const turns = turnsOf(all.filter(({ of }) => of.stage === index))
    if (turns.length === 0) continue
    const attempt = trialsOn(before, parts)
    for (const turn of turns) {
      const outcomeOf = attempt(editsOf(turn))
      for (const [part, { of, change, warnings, picks }] of turn) {
        const then = outcomeOf(part)
        const warned = then.warnings.some(({ rule }) => of.obstacles.some((each) => each.rule === rule))
        addTo(found, of, { change, warnings, picks, early: then.errors.length === 0 && !warned && !then.open })
      }
    }
  }
  return found
}
