/** Where the parts of either side of a change stand. */
import type { Change } from '../../change/compare.ts'
import type { Where } from '../address.ts'

/** A place knows no side: what HEAD has not read is in BASE. */
export function whereIn({ base, head }: Pick<Change, 'base' | 'head'>): Where {
  const documents = new Set(
    [...head.report.fleet.deployments, ...head.report.fleet.policies, ...head.report.fleet.priceBooks, ...head.report.fleet.maximums].map(
      ({ document }) => document,
    ),
  )
  for (const document of head.report.fleet.namings.keys()) documents.add(document)
  return (place) => (documents.has(place.document) ? head : base).report.locate(place)
}
