/** `cuspec diff` in a repository with YAML that is no spec: contents come one behind the other, so that some begin at an odd place in memory. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cuspec } from './program.ts'
import { alone, repositoryOf } from './repository.ts'

test('is looked at wherever it lies in what git gives', () => {
  const foreign = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`${index}.yml`, `${'#'.repeat(index + 1)}\n${readFileSync('action.yml', 'utf8')}`]),
  )
  const cwd = repositoryOf({ ...foreign, 'z.cuspec.yaml': alone('AAA-UNITY1', '01') })
  const { status, stdout } = cuspec(['diff', 'HEAD', 'HEAD'], { cwd })
  expect(stdout).toContain('no findings change, nothing to order')
  expect(status).toBe(0)
})
