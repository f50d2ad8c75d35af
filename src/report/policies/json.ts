/** What came of the examples of policies, for programs: `schemas/test.schema.json`. */
import type { Trial } from '../../policy/trial.ts'
import { version } from '../../version.ts'
import { placeJson, type Where } from '../address.ts'
import { visibleJson } from '../visible.ts'
import { failed } from './words.ts'

export function trialsJson(trials: readonly Trial[], where: Where): string {
  const examples = trials.flatMap((trial) => trial.examples)
  const shown = {
    formatVersion: '1',
    tool: { name: 'cuspec', version },
    rules: trials.map((trial) => ({
      rule: trial.id,
      title: trial.title,
      policy: trial.policy.spec.metadata.name,
      place: placeJson(trial.at, where),
      passed: !failed(trial),
      flaws: trial.flaws.map(({ at, message }) => ({ place: placeJson(at, where), message })),
      examples: trial.examples.map(({ kind, number, at, seen, passed, details }) => ({
        kind,
        number,
        place: placeJson(at, where),
        expected: kind === 'good' ? 'kept' : 'broken',
        seen,
        passed,
        details,
      })),
      indistinct: trial.indistinct.map(({ at, message }) => ({ place: placeJson(at, where), message })),
      boundaries: trial.boundaries,
    })),
    summary: {
      rules: trials.length,
      examples: examples.length,
      passed: examples.filter(({ passed }) => passed).length,
      failed: examples.filter(({ passed }) => !passed).length,
      flawed: trials.filter(({ flaws }) => flaws.length > 0).length,
    },
  }
  return `${visibleJson(JSON.stringify(shown, null, 2))}\n`
}
