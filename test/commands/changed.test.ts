/** `cuspec lint --changed`: of the findings of a whole fleet those that the change has caused, wherever they stand. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cuspec, cuspecByOclif, folderOf, type Options, reportIn } from './program.ts'
import { alone, changed, commit, git, put, repositoryOf } from './repository.ts'

const pools =
  'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: pools, asOf: 2007-03-01 }\ndirectory: corp.example\npools:\n  - { name: anz, members: [AAA-UNITY1, BBB-UNITY1] }\n'
/** 30 and 30 users of 36 and 36; the third has a release that no source names. */
const files = {
  'a.cuspec.yaml': alone('AAA-UNITY1', '01', { users: 30, licensed: 36 }),
  'b.cuspec.yaml': alone('BBB-UNITY1', '02', { users: 30, licensed: 36 }),
  'old.cuspec.yaml': changed(alone('OLD-UNITY1', '03'), ['4.0(5)', '4.0(7)']),
  'pools.cuspec.yaml': pools,
}
const users = (count: number): string => changed(files['a.cuspec.yaml'], ['voiceMail: 30 ', `voiceMail: ${count} `])

function lint(cwd: string, args: readonly string[] = ['--changed'], options: Options = {}) {
  const { status, stdout, stderr } = cuspec(['lint', ...args, '--report', 'json'], { cwd, ...options })
  return { status, stderr, report: stdout === '' ? undefined : reportIn(stdout) }
}
const rulesIn = (outcome: ReturnType<typeof lint>): (readonly [string, string])[] =>
  (outcome.report?.findings ?? []).map(({ file, rule }) => [file, rule] as const)

/** A clone whose branch has grown from `main` of its origin. */
function clone(): string {
  const origin = repositoryOf(files)
  const folder = join(folderOf({}), 'clone')
  git(origin, 'clone', '-q', origin, folder)
  git(folder, 'checkout', '-q', '-b', 'topic')
  return folder
}

describe('what is told', () => {
  test('new findings, in files that were not touched, too; what was there before is counted', () => {
    const folder = clone()
    commit(folder, { 'a.cuspec.yaml': users(50) })
    const outcome = lint(folder)
    // 50 + 30 of 72: of the pool, which is in another file.
    expect(rulesIn(outcome).map(([file]) => file)).toContain('pools.cuspec.yaml')
    expect(rulesIn(outcome).map(([file]) => file)).not.toContain('old.cuspec.yaml')
    expect(outcome.status).toBe(1)
    const all = lint(folder, []).report?.findings.length ?? 0
    expect(outcome.report?.summary).toMatchObject({ others: all - rulesIn(outcome).length })
    expect(outcome.stderr).toMatch(/^cuspec: compared with [0-9a-f]{12}, origin\/HEAD; \d+ others? (?:was|were) there before\n$/)
  })

  test('nothing where the change causes nothing, whatever else is wrong', () => {
    const folder = clone()
    commit(folder, { 'a.cuspec.yaml': users(31) })
    const outcome = lint(folder)
    expect({ found: rulesIn(outcome), status: outcome.status }).toEqual({ found: [], status: 0 })
    const { stdout } = cuspec(['lint', '--changed'], { cwd: folder })
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^no findings in 4 files .*; \d+ others? (?:was|were) there before$/)
  })

  test('changes that are not committed, and new files', () => {
    const folder = clone()
    put(folder, { 'c.cuspec.yaml': changed(alone('CCC-UNITY1', '04'), ['4.0(5)', '4.0(8)']) })
    expect(rulesIn(lint(folder))).toEqual([['c.cuspec.yaml', 'release-known']])
  })

  test.each(['text', 'compact', 'sarif', 'junit', 'github', 'summary', 'gitlab', 'checkstyle', 'markdown', 'agent'])('in %s', (format) => {
    const folder = clone()
    put(folder, { 'c.cuspec.yaml': changed(alone('CCC-UNITY1', '04'), ['4.0(5)', '4.0(8)']) })
    const { stdout, status } = cuspec(['lint', '--changed', '--report', format], { cwd: folder })
    expect(status).toBe(1)
    expect(stdout).toContain('4.0(8)')
    expect(stdout).not.toContain('4.0(7)')
  })

  test('of the paths that are named, in the folder where it is run', () => {
    const folder = repositoryOf(Object.fromEntries(Object.entries(files).map(([name, text]) => [`sites/${name}`, text])))
    put(folder, { 'sites/a.cuspec.yaml': users(50) })
    for (const [cwd, args] of [
      [folder, ['sites', '--changed=HEAD']],
      [folder, ['--changed=HEAD', 'sites/*.cuspec.yaml']],
      [join(folder, 'sites'), ['--changed=HEAD', '.']],
      [join(folder, 'sites'), ['--changed=HEAD', join(folder, 'sites')]],
    ] as const)
      expect(rulesIn(lint(cwd, args)).length, args.join(' ')).toBe(1)
    expect(lint(join(folder, 'sites'), ['--changed=HEAD', 'old.cuspec.yaml']).report?.findings).toEqual([])
  })

  test('of standard input in place of a file', () => {
    const folder = repositoryOf(files)
    const args = ['-', '--stdin-filename', 'old.cuspec.yaml', '--changed']
    expect(rulesIn(lint(folder, args, { input: files['old.cuspec.yaml'] }))).toEqual([])
    const two = changed(files['old.cuspec.yaml'], ['mac: 00-0B-CD-00-00-03', 'mac: 01-0B-CD-00-00-03'])
    expect(rulesIn(lint(folder, args, { input: two })).map(([, rule]) => rule)).toContain('mac-well-formed')
  })
})

describe('what it is compared with', () => {
  test('is where the branch left the other, so that what came there since is not blamed on it', () => {
    const folder = clone()
    commit(folder, { 'b.cuspec.yaml': changed(files['b.cuspec.yaml'], ['voiceMail: 30 ', 'voiceMail: 31 ']) })
    git(folder, 'checkout', '-q', 'main')
    // Mended on main, and still there on the branch.
    commit(folder, { 'old.cuspec.yaml': alone('OLD-UNITY1', '03') })
    git(folder, 'checkout', '-q', 'topic')
    expect(lint(folder, ['--changed=main'])).toMatchObject({ status: 0, report: { findings: [] } })
    expect(lint(folder, ['--changed=main']).stderr).toContain('where HEAD left main')
  })

  test('is what GitHub or GitLab say', () => {
    const folder = clone()
    const base = git(folder, 'rev-parse', 'HEAD')
    git(folder, 'update-ref', 'refs/remotes/origin/release', commit(folder, { 'a.cuspec.yaml': users(50) }))
    put(folder, { 'c.cuspec.yaml': changed(alone('CCC-UNITY1', '04'), ['4.0(5)', '4.0(8)']) })
    expect(rulesIn(lint(folder))).toHaveLength(2)
    expect(rulesIn(lint(folder, ['--changed'], { env: { GITHUB_BASE_REF: 'release' } }))).toHaveLength(1)
    expect(rulesIn(lint(folder, ['--changed'], { env: { CI_MERGE_REQUEST_DIFF_BASE_SHA: base } }))).toHaveLength(2)
    const gone = lint(folder, ['--changed'], { env: { GITHUB_BASE_REF: 'gone' } })
    expect(gone).toMatchObject({ status: 2, report: undefined })
    expect(gone.stderr).toContain('there is no refs/remotes/origin/gone')
  })

  test('is the first parent of the merge that GitHub checks out', () => {
    const folder = clone()
    commit(folder, { 'a.cuspec.yaml': users(50) })
    git(folder, 'checkout', '-q', 'main')
    git(folder, 'merge', '-q', '--no-ff', '-m', 'merge', 'topic')
    git(folder, 'remote', 'remove', 'origin')
    const shallow = join(folderOf({}), 'shallow')
    git(folder, 'clone', '-q', '--depth', '2', `file://${folder}`, shallow)
    git(shallow, 'checkout', '-q', '--detach')
    for (const ref of ['main', 'remotes/origin/main', 'remotes/origin/HEAD'])
      git(shallow, 'update-ref', '-d', `refs/${ref.includes('/') ? ref : `heads/${ref}`}`)
    const env = { GITHUB_BASE_REF: 'main', GITHUB_REF: 'refs/pull/7/merge' }
    expect(lint(shallow, ['--changed'], { env })).toMatchObject({ status: 1, report: { findings: [{ rule: 'license-covers-use' }] } })
  })

  test('has to be there: otherwise it is said what to do, and neither everything nor nothing is told', () => {
    const folder = clone()
    commit(folder, { 'a.cuspec.yaml': users(50) })
    const shallow = join(folderOf({}), 'shallow')
    git(folder, 'clone', '-q', '--depth', '1', '--branch', 'topic', `file://${folder}`, shallow)
    for (const [args, options, said] of [
      [['--changed'], {}, 'name it (--changed=REF), or fetch it: git fetch --unshallow'],
      [['--changed'], { env: { GITHUB_BASE_REF: 'main' } }, 'fetch-depth: 0'],
      [['--changed=main'], {}, 'the clone is shallow'],
      [['--changed=nope'], {}, '--changed=nope: it is no revision of this repository'],
      [['--changed=-x'], {}, '--changed=-x: it is no revision'],
      [['--changed='], {}, '--changed= names no revision'],
    ] as const) {
      if (args[0] === '--changed' && !('env' in options)) git(shallow, 'symbolic-ref', '--delete', 'refs/remotes/origin/HEAD')
      const outcome = lint(shallow, args, options)
      expect(outcome, args[0]).toMatchObject({ status: 2, report: undefined })
      expect(outcome.stderr).toContain(said)
    }
    expect(lint(folderOf(files)).stderr).toContain('the current folder is in no git repository')
    expect(lint(folder, ['--changed'], { env: { PATH: '/nowhere' } }).stderr).toContain('git is not on this machine')
  })

  test('the same through oclif', () => {
    const folder = clone()
    commit(folder, { 'a.cuspec.yaml': users(50) })
    for (const args of [['--changed'], ['--changed=main'], ['.', '--changed']])
      expect(cuspecByOclif(['lint', ...args, '--report', 'json'], { cwd: folder }).stdout).toBe(
        cuspec(['lint', ...args, '--report', 'json'], { cwd: folder }).stdout,
      )
  })
})
