/** Who may import whom: the folders of `src` are a line, and imports point one way along it. */
import { describe, expect, test } from 'vitest'
import { code, files, type Import, imports, importsOf, isOurs, offending, placeOf, target } from './graph.ts'

const facts = ['knowledge', 'finding.ts']
const specs = ['model', 'source', ...facts]
const verdicts = ['check.ts', 'policy', 'rules', ...specs]
const answers = ['change', 'draft', 'fix', 'review', 'upgrade', 'licensing', ...verdicts]

/** Each place with those it may import from, besides itself. Files that stand in `src` itself are places of their own. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  action: [],
  'finding.ts': [],
  'version.ts': [],
  source: ['finding.ts'],
  knowledge: ['finding.ts'],
  model: ['source', ...facts],
  rules: ['model', ...facts],
  'findings.ts': ['rules', ...specs],
  'coverage.ts': ['rules', ...specs],
  policy: ['rules', ...specs],
  'check.ts': ['coverage.ts', 'findings.ts', 'policy', 'rules', ...specs],
  review: ['findings.ts', 'coverage.ts', ...verdicts],
  fix: verdicts,
  licensing: verdicts,
  draft: ['licensing', ...verdicts],
  change: ['review', 'licensing', ...verdicts],
  upgrade: ['change', 'review', 'licensing', ...verdicts],
  report: [...answers, 'version.ts'],
  commands: ['report', ...answers, 'version.ts'],
  lsp: ['report', ...answers, 'version.ts'],
}

/** From the model and the report, `source` is for words and types alone: of its code only these are imported. */
const sharedCode: Readonly<Record<string, readonly string[]>> = {
  model: ['source/suggest.ts'],
  report: ['source/text.ts', 'source/suggest.ts', 'source/quote.ts'],
}

test('imports are found', () => {
  const text = [
    "import a from './a.ts'",
    "import { type B, type C } from '../b.ts'",
    "import type { D } from 'd'",
    "export * from './e.ts'",
    "import './f.ts'",
    "// import g from 'g'",
    "const h = await import('./h.ts')",
    "import {\n  i,\n  type J,\n} from './i.ts'",
  ].join('\n')
  const found = importsOf('rules/x.ts', text).map(({ to, typeOnly, lazy }) => `${to}${typeOnly ? ' type' : ''}${lazy ? ' lazy' : ''}`)
  expect(found).toEqual(['./a.ts', '../b.ts type', 'd type', './e.ts', './f.ts', './i.ts', './h.ts lazy'])
  expect(imports.length).toBeGreaterThan(100)
})

describe('between our own files', () => {
  const ours = imports.filter(isOurs)

  test('every place is on the line', () => {
    expect([...new Set(files.map(placeOf))].filter((place) => !(place in mayImport))).toEqual([])
  })

  test('they point one way', () => {
    const outward = (each: Import): boolean => target(each).startsWith('../')
    const allowed = (each: Import): boolean => mayImport[placeOf(each.from)]?.includes(placeOf(target(each))) ?? false
    // The command that prints the public schemas, and policies, whose kinds are theirs, are the only code that reaches outside of `src`.
    expect(
      offending(
        (each) => ['commands/schema.ts', 'policy/kind.ts'].includes(each.from) && /^\.\.\/schemas\//.test(target(each)),
        ours.filter(outward),
      ),
    ).toEqual([])
    expect(offending((each) => outward(each) || placeOf(each.from) === placeOf(target(each)) || allowed(each), ours)).toEqual([])
  })

  test.each(Object.entries(sharedCode))('%s takes only words and types from source', (place, shared) => {
    const taken = ours.filter((each) => placeOf(each.from) === place && placeOf(target(each)) === 'source')
    expect(offending((each) => each.typeOnly || shared.includes(target(each)), taken)).toEqual([])
  })

  test('the line has no way back', () => {
    for (const [place, others] of Object.entries(mayImport))
      for (const other of others) expect(mayImport[other], `${place} and ${other}`).not.toContain(place)
  })

  test('linting, which runs all day, starts without pages, without oclif and without what is rarely needed', () => {
    const seen = new Set<string>()
    const load = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      for (const each of imports.filter(({ from, typeOnly, lazy }) => from === file && !typeOnly && !lazy))
        load(isOurs(each) ? target(each) : each.to)
    }
    load('commands/lint/run.ts')
    const late = [
      'report/manual.ts',
      'report/reference.ts',
      'report/glossary.ts',
      'report/explain/topics.ts',
      'report/outlook.ts',
      'report/forge/forge.ts',
      'commands/lint/mend.ts',
      'fix/mend.ts',
      'report/patch.ts',
      'diff',
      'review/review.ts',
      'commands/lint/changed.ts',
      'licensing/headroom.ts',
      'policy/policy.ts',
      '@bufbuild/cel',
      'source/diagnose.ts',
      'source/misfit.ts',
      'source/glob.ts',
      'source/ignored.ts',
      'source/flexlm/license-text.ts',
      'source/observed/observation.ts',
      '@oclif/core',
      'yaml',
      'ajv',
    ]
    expect(seen.size).toBeGreaterThan(40)
    expect(late.filter((each) => seen.has(each))).toEqual([])
  })

  // An import of types is gone at run time, and a lazy one comes after the file that asks for it: neither can see the other half made.
  test('they lead in no circle', () => {
    const next = new Map(code.map((file) => [file, ours.filter((each) => each.from === file && !each.typeOnly && !each.lazy).map(target)]))
    const circles: string[] = []
    const walk = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' > '))
      else for (const other of next.get(file) ?? []) walk(other, [...trail, file])
    }
    for (const file of code) walk(file, [])
    expect(circles).toEqual([])
  })
})

test('nothing is called by a name that says nothing', () => {
  const empty = new Set([
    'utils',
    'util',
    'helpers',
    'helper',
    'core',
    'common',
    'shared',
    'misc',
    'manager',
    'handler',
    'data',
    'info',
    'issue',
  ])
  expect(files.filter((file) => file.split('/').some((part) => part.split(/[.-]/).some((word) => empty.has(word))))).toEqual([])
})
