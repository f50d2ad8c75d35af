/** The reports for forges, from the built program. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { reportFormats } from '../../src/commands/lint/flags.ts'
import { bash, cuspec, cuspecByOclif, folderOf, spec, unknown } from './program.ts'

const forges = reportFormats.filter((format) => format !== 'text' && format !== 'json')
const args = ['lint', 'examples/broken', '--as-of', '2007-03-01']
const cwd = process.cwd()

test.each(forges)('%s is the same by both ways in, and leaves the exit code alone', (format) => {
  const once = cuspec([...args, '--report', format], { cwd })
  expect({ ...once, stdout: '' }).toEqual({ status: 1, stdout: '', stderr: '' })
  expect(once.stdout.length).toBeGreaterThan(1000)
  expect(cuspecByOclif([...args, '--report', format], { cwd, env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' } })).toEqual(once)
})

test('all of them in one run', () => {
  const folder = folderOf({ 'a.cuspec.yaml': spec('A1', unknown) })
  const reports = reportFormats.flatMap((format) => ['--report', format === 'text' ? format : `${format}=out.${format}`])
  const { status, stdout, stderr } = cuspec(['lint', ...reports], { cwd: folder })
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  expect(stdout).toBe(cuspec(['lint'], { cwd: folder }).stdout)
  for (const format of reportFormats.filter((each) => each !== 'text'))
    expect(readFileSync(join(folder, `out.${format}`), 'utf8')).toBe(cuspec(['lint', '--report', format], { cwd: folder }).stdout)
})

describe('names are told from the root of the repository', () => {
  const root = folderOf({ 'sites/a.cuspec.yaml': spec('A1', unknown), 'other/b.cuspec.yaml': spec('B1', unknown) })
  mkdirSync(join(root, '.git'))
  symlinkSync('sites', join(root, 'alias'))
  const from = (folder: string, ...paths: string[]): string =>
    cuspec(['lint', ...paths, '--report', 'gitlab'], { cwd: join(root, folder) }).stdout
  const pathsIn = (text: string): string[] => [...new Set([...text.matchAll(/"path": "(.*)"/g)].map(([, path]) => path ?? ''))]

  test.each([
    ['in the root', '.', ['other/b.cuspec.yaml', 'sites/a.cuspec.yaml']],
    ['below it', 'sites', ['sites/a.cuspec.yaml']],
    ['below it, by a link', 'alias', ['sites/a.cuspec.yaml']],
  ])('%s', (_, folder, paths) => expect(pathsIn(from(folder))).toEqual(paths))

  test('of files beside', () => expect(pathsIn(from('sites', '../other'))).toEqual(['other/b.cuspec.yaml']))
  test('of files named by an absolute path', () => expect(pathsIn(from('other', join(root, 'sites')))).toEqual(['sites/a.cuspec.yaml']))

  test('of standard input', () => {
    const input = spec('A1', unknown)
    const { stdout } = cuspec(['lint', '-', '--stdin-filename', 'new/c.cuspec.yaml', '--report', 'gitlab'], {
      cwd: join(root, 'sites'),
      input,
    })
    expect(pathsIn(stdout)).toEqual(['sites/new/c.cuspec.yaml'])
  })

  test('what lies outside is a name, and no way there', () => {
    const outside = folderOf({ 'c.cuspec.yaml': spec('C1', unknown) })
    const sarif = cuspec(['lint', outside, '--report', 'sarif'], { cwd: root }).stdout
    expect([...sarif.matchAll(/"uri": "(.*)"/g)].map(([, uri]) => decodeURIComponent(uri ?? ''))).toEqual([join(outside, 'c.cuspec.yaml')])
    expect(sarif).not.toMatch(/"uri": "[^"]*\//)
  })
})

test('what is cut is said on standard error', () => {
  const servers = Array.from({ length: 1500 }, (_, index) => `  - { name: A${index}, version: ${unknown} }`).join('\n')
  const folder = folderOf({ 'a.cuspec.yaml': `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: a }\nservers:\n${servers}\n` })
  const { stderr, stdout } = cuspec(['lint', '--report', 'markdown'], { cwd: folder })
  expect(stderr).toMatch(/^cuspec: markdown report: \d+ errors more did not fit here\n$/)
  expect(stdout.length).toBeLessThan(65_536)
})

test('a path that could not be read is in every report', () => {
  const folder = folderOf({ 'a.cuspec.yaml': spec('A1') })
  for (const format of forges) {
    const { status, stdout, stderr } = cuspec(['lint', 'a.cuspec.yaml', 'gone.yaml', '--report', format], { cwd: folder })
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'cuspec: gone.yaml: no such file or folder\n' })
    expect(stdout, format).toMatch(/gone\.yaml|1 path could not be looked at/)
  }
})

test('a log of a build takes no command from any report, nor from standard error', () => {
  const evil = '\n::error::forged ##[error]forged'
  const folder = folderOf({ [`${evil}.cuspec.yaml`]: spec(JSON.stringify(`A${evil}`), JSON.stringify(`4.0${evil}`)) })
  for (const format of reportFormats) {
    const { stdout, stderr } = cuspec(['lint', '.', `no${evil}`, '--report', format], { cwd: folder })
    const commands = `${stdout}${stderr}`.split(/\r\n|\r|\n/).filter((line) => /^\s*::|##\[/.test(line))
    expect(
      commands.filter(
        (line) => !/^::(?:error|warning|notice) (?:file=[^:]*,)?title=cuspec[^:]*::/.test(line.replace(/,line.*?(?=,title)/, ',')),
      ),
    ).toEqual([])
    expect(format === 'github' || commands.length === 0).toBe(true)
  }
})

test('the lines fit the matcher of VS Code in the manual', () => {
  const folder = folderOf({ 'a.cuspec.yaml': spec('A1', unknown) })
  const { stdout } = bash('cuspec lint --report compact', { cwd: folder })
  const [, snippet = ''] = /```jsonc?\n([\s\S]*?"problemMatcher"[\s\S]*?)```/.exec(readFileSync('docs/reports/compact.md', 'utf8')) ?? []
  const {
    tasks,
  }: {
    tasks: {
      problemMatcher: {
        pattern: { regexp: string; file: number; line: number; column: number; severity: number; code: number; message: number }
      }
    }[]
  } = JSON.parse(snippet)
  const pattern = tasks[0]?.problemMatcher.pattern
  const match = new RegExp(pattern?.regexp ?? '').exec(stdout.split('\n')[0] ?? '')
  expect(
    match && pattern && [match[pattern.file], match[pattern.line], match[pattern.column], match[pattern.severity], match[pattern.code]],
  ).toEqual(['a.cuspec.yaml', '6', '14', 'error', 'release-known'])
})

test('the matcher is among the files that npm installs', () => {
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  )
  expect(files.map(({ path }) => path)).toContain('.github/cuspec-problem-matcher.json')
})
