/** What came and what went with a release, read out of the ranges of facts. */
import type { RangedFact } from './fact.ts'
import { facts } from './knowledge.ts'
import { type Release, versionLine, within } from './release.ts'

/** Every fact that holds from one release to another. */
export const rangedFacts: readonly RangedFact[] = facts.filter((fact): fact is RangedFact => 'from' in fact && 'to' in fact)

export interface Changes {
  /** Facts that hold from this release on. */
  readonly came: readonly RangedFact[]
  /** Facts that held up to the release before. */
  readonly went: readonly RangedFact[]
}

/**
 * What a release changes. Where one fact ends and another of the same content begins, since sources speak of the two ranges with
 * different certainty, nothing changes. Undefined for the oldest release, before which nothing is known.
 */
export function changes(release: Release, among: readonly RangedFact[] = rangedFacts): Changes | undefined {
  const before = versionLine[release.place - 1]
  if (!before) return undefined
  const begins = among.filter((fact) => within(release, fact) && !within(before, fact))
  const ends = among.filter((fact) => within(before, fact) && !within(release, fact))
  return {
    came: begins.filter((fact) => !ends.some((other) => sameContent(fact, other))),
    went: ends.filter((fact) => !begins.some((other) => sameContent(fact, other))),
  }
}

const worded = new Set(['id', 'from', 'to', 'says', 'note', 'sources', 'section', 'confidence'])
const content = (fact: RangedFact): string => JSON.stringify(Object.entries(fact).filter(([key]) => !worded.has(key)))

/** A fact that is in words alone has no content to compare. */
const sameContent = (fact: RangedFact, other: RangedFact): boolean => content(fact) !== '[]' && content(fact) === content(other)
