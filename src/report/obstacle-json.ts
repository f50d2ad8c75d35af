/** What stands against a fleet on a release, for programs: the definition `obstacle` of the schemas. */
import type { Obstacle, Remedy } from '../upgrade/judge.ts'
import { placeJson, type Where } from './address.ts'

export const obstacleJson = ({ rule, at, message, server, cites, remedy, remedies }: Obstacle, where: Where) => ({
  rule,
  message,
  ...(remedy !== undefined && { remedy }),
  ...(server !== undefined && { server }),
  at: placeJson(at, where),
  cites,
  ...(remedies !== undefined && { remedies: remedies.map((each) => remedyJson(each, where)) }),
})

const remedyJson = ({ says, edits, before, cites }: Remedy, where: Where) => ({
  says,
  before,
  edits: edits.map(({ at, from, to }) => ({ at: placeJson(at, where), from: from ?? null, to: to ?? null })),
  cites,
})
