/** Which files a command line means, and by which names they are reported. */
import { linkSync, mkdirSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bash, cuspec, folderOf, lintToJson, type Options, spec, unknown } from './program.ts'

/** The files that have findings, in order. */
const found = (args: readonly string[], options: Options): string[] => [
  ...new Set(lintToJson(args, options).findings.map(({ file }) => file)),
]

/** Specs that are named after their place and have one error each, so that a report lists what was read. */
const specsAt = (...places: readonly string[]): Record<string, string> =>
  Object.fromEntries(places.map((place) => [place, spec(`AT-${place.replaceAll(/[^a-zA-Z0-9]/g, '-')}`, unknown)]))

describe('a folder', () => {
  const cwd = folderOf({
    ...specsAt(
      'b.cuspec.yaml',
      'a.cuspec.yml',
      'B.cuspec.yaml',
      'upper/S.CUSPEC.YAML',
      'sub/deeper/c.cuspec.yaml',
      'sub/plain.yaml',
      'sub/..dots.yaml',
    ),
    ...specsAt(
      '.hidden/h.cuspec.yaml',
      'node_modules/n.cuspec.yaml',
      'sub/node_modules/n.cuspec.yaml',
      '.hidden.cuspec.yaml',
      'notes.txt',
      'no.cuspec.json',
    ),
    'k8s/deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n',
    'k8s/broken.yaml': 'a: [b\n',
    'k8s/empty.yml': '',
    'utf16.yaml': Buffer.from(spec('WIDE1'), 'utf16le'),
  })

  test('is searched for specs, below it too, in an order that no machine changes', () => {
    expect(found(['.'], { cwd })).toEqual([
      'B.cuspec.yaml',
      'a.cuspec.yml',
      'b.cuspec.yaml',
      'sub/deeper/c.cuspec.yaml',
      'sub/plain.yaml',
      'upper/S.CUSPEC.YAML',
      'utf16.yaml',
    ])
  })

  test('may hold other YAML, which is counted and left alone', () => {
    expect(lintToJson([], { cwd }).coverage.passedOver).toEqual({ foreign: 3, links: 0 })
    expect(cuspec(['lint'], { cwd }).stdout).toMatch(/; 3 other YAML files passed over\n$/)
  })

  test('is searched even if it is hidden, where it is named itself', () => {
    expect(found(['.hidden', 'sub/node_modules'], { cwd })).toEqual(['.hidden/h.cuspec.yaml', 'sub/node_modules/n.cuspec.yaml'])
  })

  test('shows a file that is named itself whatever it says', () => {
    const { findings, coverage } = lintToJson(['k8s/deployment.yaml', 'k8s', 'sub/..dots.yaml'], { cwd })
    expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toContain('k8s/deployment.yaml schema')
    expect(findings.map(({ file }) => file)).toContain('sub/..dots.yaml')
    expect(coverage.passedOver).toEqual({ foreign: 2, links: 0 })
  })
})

test('names are shown from the current folder, or as they were given', () => {
  const top = folderOf(specsAt('in/a.cuspec.yaml', 'out/b.cuspec.yaml', '..c.cuspec.yaml'))
  const cwd = join(top, 'in')
  const absolute = join(top, 'out', 'b.cuspec.yaml')
  expect(found([join(cwd, 'a.cuspec.yaml'), absolute], { cwd })).toEqual([absolute, 'a.cuspec.yaml'])
  expect(found(['./a.cuspec.yaml', '../out'], { cwd })).toEqual(['../out/b.cuspec.yaml', 'a.cuspec.yaml'])
  expect(found(['./..c.cuspec.yaml', './/in/../in/a.cuspec.yaml'], { cwd: top })).toEqual(['..c.cuspec.yaml', 'in/a.cuspec.yaml'])
  expect(found([top], { cwd })).toEqual([join(top, 'out/b.cuspec.yaml'), 'a.cuspec.yaml'])
})

test('a file is one file, however often and by whatever way it is named', () => {
  const cwd = folderOf(specsAt('sites/a.cuspec.yaml'))
  symlinkSync('sites', join(cwd, 'alias'))
  symlinkSync('sites/a.cuspec.yaml', join(cwd, 'link.yaml'))
  const names = [
    'sites/a.cuspec.yaml',
    './sites/../sites/a.cuspec.yaml',
    join(cwd, 'sites/a.cuspec.yaml'),
    'sites',
    'alias',
    '.',
    'link.yaml',
    'sites/*.yaml',
  ]
  for (const more of names) expect(found(['sites/a.cuspec.yaml', more, more], { cwd })).toEqual(['sites/a.cuspec.yaml'])
  expect(found(['link.yaml', 'sites'], { cwd })).toEqual(['link.yaml'])
})

describe('links', () => {
  const cwd = folderOf(specsAt('real/a.cuspec.yaml', 'real/text.md', 'elsewhere/b.cuspec.yaml'))
  const tree = join(cwd, 'tree')
  mkdirSync(tree)
  symlinkSync('../real/a.cuspec.yaml', join(tree, 'link.cuspec.yaml'))
  symlinkSync('../real/nothing.yaml', join(tree, 'dangling.yaml'))
  symlinkSync('self.cuspec.yaml', join(tree, 'self.cuspec.yaml'))
  symlinkSync('.', join(tree, 'loop'))
  symlinkSync('../elsewhere', join(tree, 'folder'))
  symlinkSync('../real/text.md', join(tree, 'README.md'))
  linkSync(join(cwd, 'elsewhere/b.cuspec.yaml'), join(tree, 'hard.cuspec.yaml'))

  test('in a folder are counted, not followed', () => {
    const { findings, coverage } = lintToJson(['tree'], { cwd })
    expect(findings.map(({ file }) => file)).toEqual(['tree/hard.cuspec.yaml'])
    // Two to specs, one to nothing and two to folders; one to a text is none of ours.
    expect(coverage.passedOver).toEqual({ foreign: 0, links: 5 })
    expect(lintToJson(['tree', 'tree', 'tree/*'], { cwd }).coverage.passedOver).toEqual({ foreign: 0, links: 5 })
    expect(cuspec(['lint', 'tree'], { cwd }).stdout).toMatch(/; 5 links not followed\n$/)
  })

  test('that are named are followed', () => {
    expect(found(['tree/link.cuspec.yaml', 'tree/folder'], { cwd })).toEqual(['tree/folder/b.cuspec.yaml', 'tree/link.cuspec.yaml'])
  })

  test('that nothing else stands beside are no success', () => {
    const only = folderOf({})
    symlinkSync(join(cwd, 'real/a.cuspec.yaml'), join(only, 'a.cuspec.yaml'))
    const { status, stderr } = cuspec(['lint'], { cwd: only })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^cuspec: no spec found \(passed over: 1 by links, which are not followed\); folders are searched/)
    expect(cuspec(['lint', '*.yaml'], { cwd: only })).toMatchObject({
      status: 2,
      stderr: 'cuspec: *.yaml: only links match, which are not followed\n',
    })
  })
})

describe('a pattern that the shell did not expand', () => {
  const cwd = folderOf({
    ...specsAt(
      'a.cuspec.yaml',
      'b.cuspec.yaml',
      '.c.cuspec.yaml',
      '[x].yaml',
      'a b.yaml',
      'x(1)+.yaml',
      'sites/syd/s.yaml',
      'sites/mel/m.yaml',
      'sites/mel/m.yml',
    ),
    ...specsAt(
      'sites/mel/deep/er/d.yaml',
      'sites/.old/o.yaml',
      'sites/node_modules/p/n.yaml',
      'sites/syd/node_modules/n.yaml',
      '漢.yaml',
      '😀.yaml',
    ),
  })
  symlinkSync('../syd', join(cwd, 'sites/mel/link'))
  symlinkSync('s.yaml', join(cwd, 'sites/syd/t.yaml'))
  mkdirSync(join(cwd, 'sites/folder.yaml'))

  const patterns = [
    ...['*.yaml', '?.cuspec.yaml', '[ab].cuspec.yaml', '[!a].cuspec.yaml', '[^a-b]*', '[a-b]*', '.*.yaml', '[[]x].yaml'],
    ...['*+.y*', 'a?b.yaml', '{a,b}.cuspec.yaml', '{a,{b,z}}.cuspec.y{a,}ml', 'sites/*/*.yaml', 'sites/*/*', 'sites/{syd,mel}/?.y*ml'],
    ...['./sites/m*/m.yaml', 'sites/**/d.yaml', 'sites/mel/**/*.yaml', 'sites/mel/**', '**/m.yml', '**/**/m.*', 'si*/**/er/*'],
    ...['{nope,sites}/mel/*.yml', 'sites/mel/*/er/*', '[]a]*', '[z-a]*', 'nope/*', '*.yaml/*', '*'],
  ]

  test.each(patterns)('%s means what bash means', (pattern) => {
    const line = `shopt -s globstar nullglob; for f in ${pattern}; do [ -f "$f" ] && [ ! -L "$f" ] && printf '%s\\n' "$f"; done; true`
    const byBash = bash(line, { cwd })
      .stdout.split('\n')
      .filter((file) => file !== '')
    // Where we differ on purpose: links are not gone through, and `**` leaves `node_modules` alone.
    const meant = byBash.filter((file) => !file.includes('/link/') && !(pattern.includes('**') && file.includes('node_modules')))
    const expected = [...new Set(meant.map((file) => relative(cwd, join(cwd, file))))].sort()
    if (expected.length > 0) expect(found([pattern], { cwd }).sort()).toEqual(expected)
    else expect(cuspec(['lint', pattern], { cwd })).toEqual({ status: 2, stdout: '', stderr: `cuspec: ${pattern}: no file matches\n` })
  })

  test('that matches nothing says so', () => {
    expect(cuspec(['lint', 'x(1)+.yml*'], { cwd }).stderr).toBe('cuspec: x(1)+.yml*: no file matches\n')
    expect(found(['x(1)*'], { cwd })).toEqual(['x(1)+.yaml'])
  })

  test('from the root, and from above', () => {
    expect(found([join(cwd, 'sites/*/m.yaml')], { cwd })).toEqual(['sites/mel/m.yaml'])
    expect(found([join(cwd, 'sites/*/m.yaml')], { cwd: join(cwd, 'sites/syd') })).toEqual([join(cwd, 'sites/mel/m.yaml')])
    expect(found(['../*/m.yaml'], { cwd: join(cwd, 'sites/syd') })).toEqual(['../mel/m.yaml'])
  })

  test('is no pattern where a file has the very name', () => {
    expect(found(['[x].yaml'], { cwd })).toEqual(['[x].yaml'])
  })
})

describe('standard input', () => {
  const cwd = folderOf({ ...specsAt('a.cuspec.yaml', 'c.cuspec.yaml'), 'sub/b.cuspec.yaml': spec('B1') })
  const input = spec('STDIN1', unknown)

  test('has a name of its own, or the one it is given', () => {
    expect(found(['-'], { cwd, input })).toEqual(['<stdin>'])
    expect(found(['-', '--stdin-filename', 'b.cuspec.yaml'], { cwd, input })).toEqual(['b.cuspec.yaml'])
    expect(found(['-', '-', '--stdin-filename', join(cwd, 'x/../b.cuspec.yaml')], { cwd, input })).toEqual(['b.cuspec.yaml'])
  })

  test('stands for the file of that name among the others, in its place', () => {
    expect(found(['.', '-', '--stdin-filename', 'sub/b.cuspec.yaml'], { cwd, input })).toEqual([
      'a.cuspec.yaml',
      'c.cuspec.yaml',
      'sub/b.cuspec.yaml',
    ])
    expect(found(['.', '-', '--stdin-filename', 'a.cuspec.yaml'], { cwd, input: spec('A1') })).toEqual(['c.cuspec.yaml'])
    expect(found(['-', 'a.cuspec.yaml', '--stdin-filename', './a.cuspec.yaml'], { cwd, input: spec('A1') })).toEqual([])
  })

  test('gives the same report as the file does', () => {
    const args = ['lint', 'a.cuspec.yaml', 'c.cuspec.yaml', 'sub']
    const fromDisk = cuspec(args, { cwd })
    const piped = cuspec([...args, '-', '--stdin-filename', 'c.cuspec.yaml'], {
      cwd,
      input: specsAt('c.cuspec.yaml')['c.cuspec.yaml'] ?? '',
    })
    expect(piped).toEqual(fromDisk)
  })

  test('may be empty, which is said', () => {
    expect(cuspec(['lint', '-'], { cwd }).stdout).toMatch(/^warning: the file holds no document \[yaml-syntax\]\n --> <stdin>:1:1\n\n/)
  })

  test('may come slowly, and in pieces', () => {
    const { status, stdout } = bash(`(head -c 60 a.cuspec.yaml; sleep 0.3; tail -c +61 a.cuspec.yaml) | cuspec lint -`, { cwd })
    expect(status).toBe(1)
    expect(stdout).toContain('--> <stdin>:6:14\n')
  })

  test('may be no file at all', () => {
    expect(bash('cuspec lint - < .', { cwd })).toEqual({ status: 2, stdout: '', stderr: 'cuspec: <stdin>: it is a folder\n' })
    expect(bash('cuspec lint - <&-', { cwd }).status).toBe(0)
  })
})
