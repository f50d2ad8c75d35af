/** Phrases that several rules use. */
import type { Confidence } from '../finding.ts'
import type { AnswerFact } from '../knowledge/fact.ts'
import { answerToViolation } from '../knowledge/knowledge.ts'
import { type Release, spell } from '../knowledge/release.ts'
import { counted, figure } from '../model/figure.ts'

export { counted, figure }

/** What a release does about a licence violation, as the last sentence of a message. */
export interface Shutdown {
  readonly sentence: string
  /** Ids of the facts that say so. */
  readonly cites: readonly string[]
}

/** The answer of a release to a licence violation. `violation` is how sure it is that there is one; undefined where no source tells the answer. */
export function shutdown(release: Release, violation: Confidence): Shutdown | undefined {
  const answer = answerToViolation(release)
  if (!answer) return undefined
  const start = violation === 'reported' ? `If that is so, ${spell(release)}` : `${spell(release)} then`
  const inferred = answer.confidence === 'derived' || violation === 'derived' ? ' (inferred)' : ''
  return { sentence: `${start} ${behaviour(answer)}${inferred}`, cites: [answer.id] }
}

function behaviour({ everyHours, graceDays }: AnswerFact): string {
  if (everyHours === null) return 'shuts down, at an interval that no source gives'
  if (graceDays === undefined) return `shuts down: it must be restarted every ${everyHours} hours until that is resolved`
  return `stops answering every ${everyHours} hours, after a grace period of at least ${graceDays} days`
}

/** Message stores as their vendors write them. */
export const storeTitles = { exchange: 'Exchange', domino: 'Domino' } as const
