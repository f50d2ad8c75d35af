/** What --to may name that no upgrade leads to: another product, or a line of releases that there is not. */
import { type Release, versionLine } from '../../knowledge/release.ts'
import type { Fleet } from '../../model/fleet.ts'
import { exportable, nearestBelow } from '../../upgrade/remedy/elsewhere.ts'

export interface Elsewhere {
  /** The last release before it. */
  readonly below: Release
  /** Why not, and how near the servers get. */
  readonly refused: (fleet: Fleet, named: ReadonlySet<string>) => string
}

export function elsewhere(written: string | undefined): Elsewhere | undefined {
  if (written === undefined) return undefined
  const last = versionLine.at(-1)
  if (last && /connection/i.test(written))
    return {
      below: last,
      refused: (fleet, named) =>
        [
          'Cisco Unity Connection is another product: no server becomes one by an upgrade; its data are exported with COBRAS and imported there',
          ...exportable(fleet, named),
        ].join('; '),
    }
  const line = Number.parseInt(written, 10)
  const lines = versionLine.map(({ id }) => Number.parseInt(id, 10))
  const below = versionLine.findLast(({ id }) => Number.parseInt(id, 10) < line)
  const [first] = versionLine
  if (Number.isNaN(line) || lines.includes(line) || !first) return undefined
  if (!below)
    return { below: first, refused: () => `--to takes a release, not ${written}: no source names a ${line}.x; the oldest is ${first.id}` }
  return {
    below,
    refused: (fleet, named) =>
      [
        `--to takes a release, not ${written}: no source names a ${line}.x; the nearest below it is ${below.id}`,
        ...nearestBelow(fleet, below, named),
      ].join('; '),
  }
}
