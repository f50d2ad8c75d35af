/** `cuspec lint --changed` and what no revision holds: submodules, and links that lead out. */
import { symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cuspec } from './program.ts'
import { alone, changed, commit, git, repositoryOf } from './repository.ts'

const files = {
  'sites/a.cuspec.yaml': alone('AAA-UNITY1', '01', { users: 30, licensed: 36 }),
  'sites/b.cuspec.yaml': alone('BBB-UNITY1', '02', { users: 30, licensed: 36 }),
}
const tooMany = changed(files['sites/a.cuspec.yaml'], ['voiceMail: 30 ', 'voiceMail: 50 '])

describe('what a revision does not hold', () => {
  test('findings in a submodule are told where the change moves it, and were there before where it does not', () => {
    const inner = repositoryOf({ 'a.cuspec.yaml': files['sites/a.cuspec.yaml'] })
    const folder = repositoryOf({ 'b.cuspec.yaml': files['sites/b.cuspec.yaml'] })
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', inner, 'inner')
    commit(folder, {})
    git(folder, 'checkout', '-q', '-b', 'topic')
    commit(`${folder}/inner`, { 'a.cuspec.yaml': tooMany })
    commit(folder, {})
    const lint = () => cuspec(['lint', '--changed=main', '--report', 'compact'], { cwd: folder })
    const moved = lint()
    expect(moved.status).toBe(1)
    expect(moved.stdout).toContain('inner/a.cuspec.yaml:9:25: error license-covers-use')
    expect(moved.stderr).toContain('inner: a submodule that the change moves; nobody knows which of its findings were there before')
    git(folder, 'branch', '-f', 'main')
    commit(folder, { 'c.cuspec.yaml': alone('CCC-UNITY1', '03', { users: 30, licensed: 36 }) })
    const still = lint()
    expect(still.status).toBe(0)
    expect(still.stderr).not.toContain('moves')
  })

  test('a link that leads out of the repository is the same finding, whether something is there or not', () => {
    const spec = changed(files['sites/a.cuspec.yaml'], [
      'licenses:',
      'licenses:\n      - { kind: file, path: out.lic }\n      - { kind: file, path: nowhere.lic }',
    ])
    const folder = repositoryOf({ 'a.cuspec.yaml': spec })
    symlinkSync('/nowhere/at/all.lic', `${folder}/out.lic`)
    symlinkSync('none.lic', `${folder}/nowhere.lic`)
    commit(folder, {})
    const { stdout } = cuspec(['lint', '--report', 'compact'], { cwd: folder })
    expect(stdout).toContain('`out.lic` cannot be read: a link leads outside of the repository, where nothing is read')
    const { status, stderr } = cuspec(['lint', '--changed=HEAD'], { cwd: folder })
    expect({ status, stderr: stderr.replace(/[0-9a-f]{12}/, '') }).toEqual({
      status: 0,
      stderr: 'cuspec: compared with , HEAD; 2 others were there before\n',
    })
  })
})
