/** Where the parts of either side of a change stand. */
import type { Change } from '../../change/compare.ts'
import type { Where } from '../address.ts'

/** A place knows no side: what HEAD has not read is in BASE. */
export function whereIn({ base, head }: Change): Where {
  const documents = new Set(
    [...head.report.fleet.deployments, ...head.report.fleet.policies, ...head.report.fleet.priceBooks, ...head.report.fleet.maximums].map(
      ({ document }) => document,
    ),
  )
  return (place) => (documents.has(place.document) ? head : base).report.locate(place)
}
