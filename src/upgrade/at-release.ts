/** Servers and fleets as if they ran another release, to see what would follow. */
import type { Release } from '../knowledge/release.ts'
import { changed } from '../model/change.ts'
import type { Fleet, Server } from '../model/fleet.ts'

/** The fleet with every server on `release`; all else stays as it is written. */
export const atRelease = (fleet: Fleet, release: Release): Fleet =>
  changed(
    fleet,
    (server) => onRelease(server, release),
    (bridge) => bridge,
  )

export const onRelease = (server: Server, release: Release): Server => ({
  ...server,
  release,
  spec: { ...server.spec, version: release.id },
})
