/** `cuspec lint --changed --fix`: what was there before the change is not touched. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cuspec } from './program.ts'
import { alone, changed, commit, put, repositoryOf } from './repository.ts'

const misspelt = (name: string, last: string): string => changed(alone(name, last), ['version:', 'verson:'])
const old = misspelt('OLD-UNITY1', '01')
const ours = misspelt('NEW-UNITY1', '02')

function tree(): string {
  const folder = repositoryOf({ 'old.cuspec.yaml': old, 'b.cuspec.yaml': alone('BBB-UNITY1', '03') })
  put(folder, { 'new.cuspec.yaml': ours })
  return folder
}
const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8')

test('what the change has caused is fixed, and nothing else', () => {
  const folder = tree()
  const { status, stderr } = cuspec(['lint', '--changed=HEAD', '--fix'], { cwd: folder })
  expect(read(folder, 'new.cuspec.yaml')).toBe(alone('NEW-UNITY1', '02'))
  expect(read(folder, 'old.cuspec.yaml')).toBe(old)
  expect(status).toBe(0)
  expect(stderr).toMatch(/^cuspec: fixed 1 finding in 1 file\ncuspec: compared with [0-9a-f]{12}, HEAD; 1 other was there before\n$/)
})

test('--diff shows that alone, and nothing where the change has caused nothing', () => {
  const folder = tree()
  const shown = cuspec(['lint', '--changed=HEAD', '--fix', '--diff'], { cwd: folder })
  expect(shown.stdout.match(/^\+\+\+ .*$/gm)).toEqual(['+++ b/new.cuspec.yaml'])
  expect(shown.status).toBe(1)
  commit(folder, {})
  const none = cuspec(['lint', '--changed=HEAD', '--diff'], { cwd: folder })
  expect({ status: none.status, stdout: none.stdout }).toEqual({ status: 0, stdout: '' })
})

test('without --changed all of it is fixed', () => {
  const folder = tree()
  cuspec(['lint', '--fix'], { cwd: folder })
  expect(read(folder, 'old.cuspec.yaml')).toBe(alone('OLD-UNITY1', '01'))
})

test('standard input that has not changed comes back as it was', () => {
  const folder = tree()
  const { stdout } = cuspec(['lint', '-', '--stdin-filename', 'old.cuspec.yaml', '--changed=HEAD', '--fix'], { cwd: folder, input: old })
  expect(stdout).toBe(old)
})
