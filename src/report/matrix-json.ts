/** Which releases can host a fleet, for programs: `schemas/matrix.schema.json`. */
import type { Obstacle } from '../upgrade/judge.ts'
import type { Matrix } from '../upgrade/matrix.ts'
import { version } from '../version.ts'
import type { Where } from './address.ts'
import { visibleJson } from './visible.ts'

export function matrixJson({ cells, everywhere }: Matrix, where: Where): string {
  const obstacleJson = ({ rule, at, message, server, cites }: Obstacle) => {
    const { file, document, path, range } = where(at)
    return { rule, message, ...(server !== undefined && { server }), at: { file, document, path, range }, cites }
  }
  const shown = {
    formatVersion: '1',
    tool: { name: 'cuspec', version },
    releases: cells.map(({ release, current, verdict, obstacles, lacking, warnings, open }) => ({
      release: release.id,
      current,
      verdict,
      obstacles: obstacles.map(obstacleJson),
      licences: lacking.map(obstacleJson),
      warnings: warnings.map(obstacleJson),
      open,
    })),
    everywhere: everywhere.map(obstacleJson),
  }
  return `${visibleJson(JSON.stringify(shown, null, 2))}\n`
}
