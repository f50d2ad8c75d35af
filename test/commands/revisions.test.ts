/** Revisions as `cuspec diff` reads them: repositories of every kind, names that mean nothing or two things, and repositories that mean harm. */
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bash, cuspec, folderOf, installed, type Options } from './program.ts'
import { alone, changed, commit, diffIn, git, put, repositoryOf, sydney } from './repository.ts'

const spec = 'sydney.cuspec.yaml'
const more = changed(sydney, ['count: 28', 'count: 36'])
const json = (cwd: string, args: readonly string[], options: Options = {}) => {
  const { stdout, stderr } = cuspec(['diff', ...args, '--report', 'json'], { cwd, ...options })
  if (stdout === '') throw new Error(stderr)
  return diffIn(stdout)
}
const refused = (cwd: string, args: readonly string[], options: Options = {}): string => {
  const { status, stdout, stderr } = cuspec(['diff', ...args], { cwd, ...options })
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  return stderr
}
/** Two commits: the second has one finding more. */
function twoCommits(): string {
  const folder = repositoryOf({ [spec]: sydney })
  commit(folder, { [spec]: more })
  return folder
}

describe('names', () => {
  test('that mean no revision', () => {
    const folder = twoCommits()
    expect(refused(folder, ['nope'])).toContain('nope is neither a revision of this repository nor a folder')
    expect(refused(folder, ['--', '-x', 'HEAD'])).toContain('-x is neither a revision')
    expect(refused(folder, ['--', '--output=evil', 'HEAD'])).toContain('--output=evil is neither')
    expect(refused(folder, ['HEAD~1...HEAD'])).toContain('name both ends by themselves')
    expect(refused(folder, ['HEAD', 'HEAD', 'HEAD'])).toContain('unexpected argument')
    expect(refused(folder, ['a\nHEAD', 'HEAD'])).toContain('is neither a revision')
    expect(refused(folder, [''])).toContain('"" is neither')
    expect(refused(folder, [spec])).toContain('is a file')
    expect(refused(folder, ['HEAD:sydney.cuspec.yaml'])).toContain('neither')
    expect(existsSync(join(folder, 'evil'))).toBe(false)
  })

  test('that mean a folder and a branch', () => {
    const folder = twoCommits()
    git(folder, 'branch', 'sites', 'HEAD~1')
    put(folder, { [`sites/${spec}`]: more })
    expect(refused(folder, ['sites', 'HEAD'])).toMatch(/sites is a folder and a revision: write \.\/sites .* refs\/heads\/sites/)
    expect(json(folder, ['refs/heads/sites', 'HEAD']).summary.new).toBe(1)
    expect(json(folder, ['./sites', 'HEAD']).summary.new).toBe(0)
    expect(refused(folder, ['./nowhere', 'HEAD'])).toContain('no such folder')
  })

  test('a detached HEAD, and a tag', () => {
    const folder = twoCommits()
    git(folder, 'tag', 'v1', 'HEAD~1')
    git(folder, 'checkout', '-q', '--detach')
    expect(json(folder, ['v1', 'HEAD']).summary.new).toBe(1)
  })
})

describe('repositories', () => {
  test('none, and no git', () => {
    const folder = folderOf({ [spec]: sydney })
    expect(refused(folder, ['HEAD'])).toContain('in no git repository')
    const path = join(installed, 'empty')
    mkdirSync(path, { recursive: true })
    expect(refused(twoCommits(), ['HEAD~1'], { env: { PATH: path } })).toContain(
      'git is not on this machine; without it, compare two folders',
    )
    const two = folderOf({ [`old/${spec}`]: sydney, [`new/${spec}`]: more })
    expect(json(two, ['old', 'new'], { env: { PATH: path } }).summary.new).toBe(1)
    expect(refused(two, ['old'])).toContain('HEAD is missing')
  })

  test('without a commit', () => {
    const folder = folderOf({ [spec]: sydney })
    git(folder, 'init', '-q', '-b', 'main')
    expect(refused(folder, [])).toContain('HEAD is neither a revision')
  })

  test('a bare one, a worktree of another, and a folder within', () => {
    const folder = twoCommits()
    const bare = join(folderOf({}), 'bare.git')
    git(folder, 'clone', '-q', '--bare', folder, bare)
    expect(json(bare, ['HEAD~1', 'HEAD']).summary.new).toBe(1)
    expect(refused(bare, ['HEAD~1'])).toContain('a bare repository has no working tree')
    const tree = join(folderOf({}), 'tree')
    git(folder, 'worktree', 'add', '-q', tree, 'HEAD~1')
    expect(json(tree, ['main']).summary.fixed).toBe(1)
    const inner = repositoryOf({ 'sites/a.cuspec.yaml': alone('AAA-UNITY1', '01'), 'b.cuspec.yaml': alone('BBB-UNITY1', '02') })
    expect(json(join(inner, 'sites'), ['HEAD']).base.files).toBe(1)
    expect(json(join(inner, 'sites'), ['HEAD', 'HEAD']).head.files).toBe(1)
  })

  test('a shallow clone says how to get the rest', () => {
    const folder = twoCommits()
    const clone = join(folderOf({}), 'clone')
    git(folder, 'clone', '-q', '--depth', '1', `file://${folder}`, clone)
    expect(refused(clone, ['HEAD~1'])).toMatch(/the clone is shallow: git fetch --unshallow, or in GitHub Actions fetch-depth: 0/)
  })

  test('a partial clone is not fetched into', () => {
    const folder = twoCommits()
    git(folder, 'config', 'uploadpack.allowFilter', 'true')
    const clone = join(folderOf({}), 'clone')
    git(folder, 'clone', '-q', '--filter=blob:none', `file://${folder}`, clone)
    const { status, stderr } = cuspec(['diff', 'HEAD~1'], { cwd: clone })
    expect(status).toBe(2)
    expect(stderr).toContain('partial')
    expect(git(clone, 'rev-list', '--objects', '--missing=print', 'HEAD~1')).toContain('?')
  })

  test.runIf(process.getuid?.() === 0)('one of somebody else is not trusted', () => {
    const folder = twoCommits()
    const said = refused(folder, ['HEAD~1'], { uid: 65534 })
    expect(said).toContain('git config --global --add safe.directory')
  })

  test('a submodule is not read, on neither side', () => {
    const inner = repositoryOf({ 'inner.cuspec.yaml': alone('INN-UNITY1', '07') })
    const folder = repositoryOf({ [spec]: sydney })
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', inner, 'vendor')
    git(folder, 'commit', '-q', '-m', 'vendor')
    const { stdout, stderr, status } = cuspec(['diff', 'HEAD', '--report', 'json'], { cwd: folder })
    expect(status).toBe(0)
    expect(diffIn(stdout)).toMatchObject({ parts: [], base: { files: 1 }, head: { files: 1 } })
    expect(stderr).toContain('vendor: a submodule, which is not read')
  })
})

describe('files', () => {
  test('that are links, hidden, foreign, or named by a command', () => {
    const name = 'evil\n::error::owned.cuspec.yaml'
    const folder = repositoryOf({
      [spec]: sydney,
      [name]: alone('EVI-UNITY1', '01'),
      '.hidden/a.cuspec.yaml': sydney,
      'other.yaml': 'a: 1\n',
    })
    symlinkSync('/etc/passwd', join(folder, 'link.cuspec.yaml'))
    symlinkSync(spec, join(folder, 'same.cuspec.yaml'))
    commit(folder, {})
    expect(json(folder, ['HEAD', 'HEAD'])).toMatchObject({ base: { files: 2 }, head: { files: 2 }, parts: [] })
    expect(json(folder, ['HEAD'])).toMatchObject({ base: { files: 2 }, head: { files: 2 }, parts: [] })
    put(folder, { [name]: changed(alone('EVI-UNITY1', '01'), ['count: 8', 'count: 90']) })
    for (const format of ['text', 'markdown']) {
      const { stdout, stderr } = cuspec(['diff', '--report', format], { cwd: folder })
      expect(stdout).toContain('\\u{A}::error::owned')
      expect(`${stdout}${stderr}`).not.toMatch(/^::/m)
    }
  })

  const declared = /licenses:\n {6}- kind: declared\n(?: {8}.*\n)+/
  const named = (path: string): string => sydney.replace(declared, `licenses: [{ kind: file, path: ${path} }]\n`)
  const license = (ports: number): string =>
    `INCREMENT LicVoicePortsMax cisco 4.0 permanent uncounted \\\n\tVENDOR_STRING=<Count>${ports}</Count> HOSTID=020bcd112235 SIGN="0123 4567 89AB CDEF"\n`

  test('that a spec names come from the same revision, through links that stay in it', () => {
    const folder = repositoryOf({ [`sites/${spec}`]: named('../licenses/syd.lic'), 'real/syd.lic': license(32) })
    symlinkSync('real', join(folder, 'licenses'))
    commit(folder, {})
    expect(json(folder, ['HEAD'])).toMatchObject({ summary: { new: 0, changed: 0, fixed: 0, lost: 0 }, parts: [], notChecked: [] })
    commit(folder, { 'real/syd.lic': license(16) })
    // 32 ports are configured; the licence file grants 16 of them now.
    for (const [args, cwd] of [
      [['HEAD~1', 'HEAD'], folder],
      [['HEAD~1'], folder],
      [['HEAD~1'], join(folder, 'sites')],
    ] as const) {
      const found = json(cwd, args)
      expect(found.findings.new.map(({ rule }) => rule)).toContain('license-covers-use')
      expect(found.effect.find(({ feature }) => feature === 'voicePorts')).toMatchObject({
        base: { held: { sure: 32 } },
        head: { held: { sure: 16 } },
      })
      expect(found.parts[0]?.changes[0]?.path).toEqual(['files', '../licenses/syd.lic', 'content'])
    }
  })

  test('that lie outside are not read', () => {
    const folder = repositoryOf({ [spec]: named('../../etc/passwd') })
    commit(folder, { [spec]: named('out.lic') })
    symlinkSync('/etc/passwd', join(folder, 'out.lic'))
    commit(folder, {})
    const { stdout } = cuspec(['diff', 'HEAD~2', 'HEAD', '--report', 'json'], { cwd: folder })
    expect(stdout).not.toContain('root:')
    expect(stdout).toMatch(/outside of the repository/)
  })

  test('that are kept elsewhere are said to be', () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n'
    const folder = repositoryOf({ [spec]: pointer })
    put(folder, { [spec]: sydney })
    const { status, stderr } = cuspec(['diff'], { cwd: folder })
    expect(status).toBe(2)
    expect(stderr).toContain(`${spec} in HEAD`)
    expect(stderr).toContain('only a pointer of Git LFS')
  })

  test('that LFS keeps here are read', () => {
    const text = Buffer.from(sydney)
    const id = createHash('sha256').update(text).digest('hex')
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${id}\nsize ${text.length}\n`
    const folder = repositoryOf({ [spec]: pointer })
    put(folder, { [spec]: sydney, [`.git/lfs/objects/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`]: text })
    expect(json(folder, [])).toMatchObject({ base: { files: 1 }, parts: [], summary: { new: 0, fixed: 0 } })
  })

  test('that a sparse working tree leaves out are not taken for gone', () => {
    const folder = repositoryOf({ 'one/a.cuspec.yaml': alone('AAA-UNITY1', '01'), 'two/b.cuspec.yaml': alone('BBB-UNITY1', '02') })
    git(folder, 'sparse-checkout', 'set', 'one')
    expect(refused(folder, ['HEAD'])).toContain('the working tree is sparse, and leaves out 1 YAML files, such as two/b.cuspec.yaml')
    expect(cuspec(['lint', '--changed=HEAD'], { cwd: folder })).toMatchObject({ status: 2, stdout: '' })
    expect(json(folder, ['HEAD', 'HEAD']).head.files).toBe(2)
  })

  test('with other line ends in the working tree', () => {
    const folder = repositoryOf({ [spec]: sydney, '.gitattributes': '*.yaml text eol=crlf\n' })
    put(folder, { [spec]: sydney.replaceAll('\n', '\r\n') })
    expect(json(folder, [])).toMatchObject({ summary: { new: 0, fixed: 0, changed: 0 }, parts: [], layout: [] })
  })
})

describe('the environment of a hook', () => {
  test('of another repository is not followed', () => {
    const [own, other] = [twoCommits(), repositoryOf({ [spec]: sydney })]
    const env = { GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other, GIT_INDEX_FILE: join(other, '.git/index'), GIT_PREFIX: 'x/' }
    expect(json(own, ['HEAD~1', 'HEAD'], { env }).summary.new).toBe(1)
    expect(json(own, ['HEAD~1', '--staged'], { env }).summary.new).toBe(1)
  })

  test('a hook sees what is about to be committed', () => {
    const folder = repositoryOf({ [spec]: sydney })
    writeFileSync(
      join(folder, '.git/hooks/pre-commit'),
      `#!/bin/sh\nexec '${process.execPath}' '${join(installed, 'bin/run.js')}' diff --staged --fail-on error\n`,
    )
    chmodSync(join(folder, '.git/hooks/pre-commit'), 0o755)
    expect(() => commit(folder, { [spec]: more })).toThrow(/Command failed/)
    expect(() => commit(folder, { [spec]: changed(sydney, ['voiceMail: 400', 'voiceMail: 401']) })).not.toThrow()
  })
})

test('nothing in a repository is run', () => {
  const folder = twoCommits()
  const mark = join(folderOf({}), 'mark')
  const run = join(folder, 'run.sh')
  writeFileSync(run, `#!/bin/sh\necho "$0 $*" >> '${mark}'\n`)
  chmodSync(run, 0o755)
  for (const key of [
    'core.fsmonitor',
    'core.pager',
    'pager.ls-tree',
    'pager.cat-file',
    'core.sshCommand',
    'core.gitProxy',
    'core.askPass',
    'core.editor',
    'core.alternateRefsCommand',
    'credential.helper',
    'diff.external',
    'filter.x.smudge',
    'filter.x.clean',
    'filter.x.process',
    'diff.x.textconv',
    'merge.x.driver',
    'gpg.program',
    'uploadpack.packObjectsHook',
    'alias.ls-tree',
  ])
    git(folder, 'config', key, key.startsWith('alias') ? `!${run}` : run)
  git(folder, 'config', 'core.hooksPath', join(folder, 'hooks'))
  git(folder, 'config', 'remote.origin.url', `ext::${run}`)
  git(folder, 'config', 'remote.origin.promisor', 'true')
  git(folder, 'config', 'remote.origin.partialclonefilter', 'blob:none')
  git(folder, 'config', 'protocol.ext.allow', 'always')
  git(folder, 'config', 'core.repositoryFormatVersion', '1')
  git(folder, 'config', 'extensions.partialClone', 'origin')
  put(folder, { '.gitattributes': '* filter=x diff=x merge=x\n' })
  for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'fsmonitor-watchman'])
    put(folder, { [`hooks/${hook}`]: '#!/bin/sh\n' })
  // A content that is not there would have to be fetched.
  const blob = git(folder, 'rev-parse', `HEAD~1:${spec}`)
  rmSync(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)), { force: true })
  for (const args of [['HEAD~1', 'HEAD'], ['HEAD~1'], ['--staged'], ['HEAD', '--joint', 'HEAD~1']])
    cuspec(['diff', ...args], { cwd: folder })
  cuspec(['lint', '--changed=HEAD~1'], { cwd: folder })
  expect(existsSync(mark)).toBe(false)
  // The traps do close: on git as it is.
  bash('git status', { cwd: folder })
  expect(readFileSync(mark, 'utf8')).toContain('run.sh')
  rmSync(mark)
  bash(`git cat-file -p ${blob}`, { cwd: folder })
  expect(readFileSync(mark, 'utf8')).toContain('run.sh')
})
