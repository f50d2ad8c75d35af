/** What stands against a fleet on a release, for programs: the definition `obstacle` of the schemas. */
import type { Obstacle } from '../upgrade/judge.ts'
import { placeJson, type Where } from './address.ts'

export const obstacleJson = ({ rule, at, message, server, cites, remedy }: Obstacle, where: Where) => ({
  rule,
  message,
  ...(remedy !== undefined && { remedy }),
  ...(server !== undefined && { server }),
  at: placeJson(at, where),
  cites,
})
