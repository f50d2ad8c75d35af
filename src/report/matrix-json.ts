/** Which releases can host a fleet, for programs: `schemas/matrix.schema.json`. */
import type { Obstacle } from '../upgrade/judge.ts'
import type { Matrix } from '../upgrade/matrix.ts'
import { version } from '../version.ts'
import type { Where } from './address.ts'
import { obstacleJson } from './obstacle-json.ts'
import { visibleJson } from './visible.ts'

export function matrixJson({ cells, everywhere }: Matrix, where: Where): string {
  const shownOf = (each: Obstacle) => obstacleJson(each, where)
  const shown = {
    formatVersion: '1',
    tool: { name: 'cuspec', version },
    releases: cells.map(({ release, current, verdict, obstacles, lacking, warnings, open }) => ({
      release: release.id,
      current,
      verdict,
      obstacles: obstacles.map(shownOf),
      licences: lacking.map(shownOf),
      warnings: warnings.map(shownOf),
      open,
    })),
    everywhere: everywhere.map(shownOf),
  }
  return `${visibleJson(JSON.stringify(shown, null, 2))}\n`
}
