/** Where the servers of a fleet are to get: to one release, or to what another spec says of each. */
import type { Release } from '../knowledge/release.ts'
import type { Fleet, Server } from '../model/fleet.ts'

export interface Goal {
  /** What is said of it: `5.0(1)`, or the file that says it. */
  readonly name: string
  /** The release, where it is one for all. */
  readonly release: Release | undefined
  /** The release that a server is to run; undefined where it is not told of. */
  readonly of: (server: Server) => Release | undefined
}

export const oneForAll = (release: Release): Goal => ({ name: release.id, release, of: () => release })

/** What `target` says of servers of the same name, in the words `name`. */
export const asIn = (target: Fleet, name: string): Goal => ({
  name,
  release: undefined,
  of: (server) => target.serverNamed.get(server.name)?.release,
})
