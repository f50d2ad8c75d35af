/** How much more of a quantity a machine may be licensed for: more than the published maximum puts a server into shutdown mode. */

import type { FeatureName, Quantity } from '../../knowledge/fact.ts'
import { answerToViolation, feature } from '../../knowledge/knowledge.ts'
import type { Release } from '../../knowledge/release.ts'
import { figure } from '../../model/figure.ts'
import type { Bridge, Fleet, Server } from '../../model/fleet.ts'
import { boundsOf, deciding, type Maximum, maximumsOf, quantities } from '../../model/maximum.ts'

export interface Bound {
  /** The most that is published, by more than a forum post. */
  readonly value: number
  readonly maximum: Maximum
}

/** The maximum that bounds what a machine may be licensed for; undefined where none is published. */
export function boundOf(fleet: Fleet, name: FeatureName, machine: Server | Bridge, release: Release): Bound | undefined {
  const what = quantityOf(name)
  const maximums = what ? maximumsOf(fleet, what, machine, release) : []
  const { grade, weighed } = deciding(maximums)
  const { sure } = boundsOf(maximums)
  const maximum = weighed.find(({ value }) => value === sure) ?? weighed[0]
  return grade === 'stated' && maximum ? { value: sure, maximum } : undefined
}

/** A maximum that nobody but a forum gives, where an amount is beyond it. */
export function hearsayBelow(
  fleet: Fleet,
  name: FeatureName,
  machine: Server | Bridge,
  release: Release,
  amount: number,
): string | undefined {
  const what = quantityOf(name)
  const { grade, weighed } = deciding(what ? maximumsOf(fleet, what, machine, release) : [])
  const [lowest] = weighed
  if (grade !== 'reported' || !lowest || amount <= lowest.value) return undefined
  return `whether ${release.id} allows more than ${figure(lowest.value)} ${feature(name).title}, the most that a forum post reports`
}

export const quantityOf = (name: FeatureName): Quantity | undefined => quantities.find((what) => what === name)

/** What follows from a licence beyond a maximum: the FAQ says so of releases up to 4.x. */
export const beyondMaximum = (release: Release): string =>
  answerToViolation(release)?.confidence === 'stated'
    ? 'a licence beyond the maximum puts the server into shutdown mode'
    : 'a licence beyond the maximum may put the server into shutdown mode (inferred)'
