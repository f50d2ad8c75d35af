/** Patterns of what is ignored: git is the judge. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ignoring } from '../../src/source/ignored.ts'

const root = mkdtempSync(join(tmpdir(), 'cuspec-ignored-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const files = [
  'a.yaml',
  'A.yaml',
  'old/a.yaml',
  'old/deep/b.yaml',
  'new/old/c.yaml',
  'new/a-draft.yaml',
  'new/keep-draft.yaml',
  '..dots/a.yaml',
  '[x].yaml',
  '#a.yaml',
  '!a.yaml',
  'b c.yaml',
  'éé.yaml',
]
const patterns = [
  ['old/'],
  ['/old'],
  ['a.yaml'],
  ['*-draft.yaml', '!keep-draft.yaml'],
  ['old', '!old/deep'],
  ['**/deep'],
  ['new/**'],
  ['?.yaml'],
  ['[a-c].yaml'],
  ['\\#a.yaml'],
  ['\\!a.yaml'],
  ['#a.yaml'],
  ['\\[x\\].yaml'],
  ['..dots'],
  ['b c.yaml'],
  ['éé.yaml'],
  ['*'],
  [''],
]

test('are read as git reads them', () => {
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), '')
  }
  const git = (...args: string[]): string => execFileSync('git', ['-c', 'core.quotePath=false', ...args], { cwd: root, encoding: 'utf8' })
  git('init', '-q')
  git('config', 'core.ignorecase', 'false')
  for (const lines of patterns) {
    writeFileSync(join(root, '.git/info/exclude'), `${lines.join('\n')}\n`)
    const wanted = git('ls-files', '-z', '--others', '--exclude-standard').split('\0').filter(Boolean)
    const ignored = ignoring(root, lines)
    expect([lines, files.filter((file) => !ignored(join(root, file), false)).sort()]).toEqual([lines, wanted.sort()])
  }
})

test('say nothing of what lies elsewhere', () => {
  const ignored = ignoring(join(root, 'new'), ['*'])
  expect([root, join(root, 'new'), join(root, 'a.yaml'), '/', join(root, 'newer')].map((place) => ignored(place, true))).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
  expect(ignored(join(root, 'new/a-draft.yaml'), false)).toBe(true)
})
