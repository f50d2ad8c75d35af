/** The pages of `docs`. The test that guards a page is the program that writes it: `npm test -- -u` after a change. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { risks } from '../src/change/risks.ts'
import { check } from '../src/check.ts'
import { COMMANDS } from '../src/commands/cli.ts'
import { reportFormats } from '../src/commands/lint/flags.ts'
import { documentSchemas } from '../src/commands/schema.ts'
import { facts, sourceDocuments } from '../src/knowledge/knowledge.ts'
import { topicsOf } from '../src/report/explain/topics.ts'
import { symptomsPage } from '../src/report/glossary.ts'
import { factsPage } from '../src/report/reference.ts'
import { rules } from '../src/rules/index.ts'
import { changesPage } from './pages/changes.ts'
import { type CommandClass, commandPage, commandsIndex, linesOf, names } from './pages/commands.ts'
import { filesBelow } from './pages/files-below.ts'
import { writersOf } from './pages/formats.ts'
import { kindOf } from './pages/kinds.ts'
import { anchorsOf, linksOf } from './pages/links.ts'
import { isDone, isForHere, run } from './pages/place.ts'
import { policiesPage } from './pages/policies.ts'
import { reportPage, reportsIndex, uses } from './pages/reports.ts'
import { rulePage, rulesIndex } from './pages/rules.ts'
import { sampled } from './pages/samples.ts'
import { specPage } from './pages/spec.ts'
import { reviewed } from './reviewed.ts'

const commands: Readonly<Record<string, CommandClass>> = COMMANDS
const guides = readdirSync('docs/guide').map((file) => {
  const text = readFileSync(`docs/guide/${file}`, 'utf8')
  return { file, text, title: /^# (.+)$/m.exec(text)?.[1] ?? '' }
})
const writers = writersOf(commands)
const runs = new Map(
  Object.entries(commands).map(([name, shape]) => [name, linesOf(name, shape).map((line) => run(line, 'as-of' in (shape.flags ?? {})))]),
)
const samples = new Map([...writers].map(([format, by]) => [format, by.flatMap((writer) => sampled(writer, format))]))

const commandPages = names(commands).map((name): [string, string] => [
  `commands/${name}`,
  commandPage(name, commands, {
    runs: runs.get(name) ?? [],
    formats: [...writers].flatMap(([format, by]) => (by.some(({ command }) => command === name) ? [format] : [])),
    guides: guides.filter(({ text }) => text.replaceAll(/<!--.*?-->/g, '').includes(`cuspec ${name}`)),
  }),
])

const pages: Readonly<Record<string, string>> = {
  rules: rulesIndex(rules),
  facts: factsPage(),
  symptoms: symptomsPage(topicsOf(rules, [])),
  commands: commandsIndex(commands),
  changes: changesPage(risks),
  policies: await policiesPage(),
  reports: reportsIndex(writers),
  spec: specPage(Object.keys(documentSchemas).map(kindOf)),
  ...Object.fromEntries(await Promise.all(rules.map(async (rule) => [`rules/${rule.id}`, await rulePage(rule, rules)]))),
  ...Object.fromEntries([...writers.keys()].map((format) => [`reports/${format}`, reportPage(format, writers, samples.get(format) ?? [])])),
  ...Object.fromEntries(commandPages),
}
const written = new Map([
  ...Object.entries(pages).map(([name, page]): [string, string] => [`docs/${name}.md`, page]),
  ...guides.map(({ file, text }): [string, string] => [`docs/guide/${file}`, text]),
])

test('every page is written here, but for the guides', () => {
  const files = filesBelow('docs').filter((file) => !file.startsWith('guide/'))
  expect(files).toEqual(
    Object.keys(pages)
      .map((name) => `${name}.md`)
      .sort(),
  )
})

describe.each(Object.entries(pages))('%s', (name, page) => {
  test('is what was committed', () => expect(page).toMatchFileSnapshot(`../docs/${name}.md`))

  test('has no holes', () => {
    expect(page).not.toMatch(/undefined|\[object|\n{3,}|[ \t]\n/)
  })

  test('tells nothing of the machine that it was written on', () => {
    expect(page).not.toMatch(/cuspec-test-|\/tmp\/|node:internal|\r/)
    expect(page).not.toContain(process.cwd())
  })
})

describe.each([...written])('%s', (file, page) => {
  test('has every heading once', () => {
    const anchors = anchorsOf(page)
    expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([])
  })

  test('links to what is there', () => {
    const dead = linksOf(page).filter((link) => {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? file : normalize(join(dirname(file), path))
      const text = written.get(target)
      if (text === undefined) return anchor !== undefined || !existsSync(target)
      return anchor !== undefined && !anchorsOf(text).includes(anchor)
    })
    expect(dead).toEqual([])
  })
})

test('every page is reached from its index', () => {
  for (const [index, folder] of [
    ['rules', rules.map(({ id }) => id)],
    ['commands', names(commands)],
    ['reports', [...writers.keys()]],
  ] as const) {
    const links = linksOf(pages[index] ?? '')
    expect(folder.filter((name) => !links.includes(`${index}/${name}.md`))).toEqual([])
  }
})

test('rules.md has every id as an anchor', () => {
  expect(anchorsOf(pages.rules ?? '').filter((anchor) => anchor !== 'rules')).toEqual(rules.map(({ id }) => id))
})

test('every example of a command does what it says', () => {
  const failed = [...runs.values()].flat().filter((each) => isForHere(each) && !isDone(each))
  // Asks, and there is nobody to answer.
  expect(failed.map(({ line }) => line)).toEqual(['cuspec init'])
})

test('every format is told what it is for, and shown of every command that writes it', () => {
  expect(reportFormats.filter((format) => !writers.has(format))).toEqual([])
  expect([...writers.keys()].filter((format) => !(format in uses))).toEqual([])
  for (const [format, by] of writers) expect(samples.get(format)?.map(({ command }) => command)).toEqual(by.map(({ command }) => command))
})

test('facts.md has every fact and every source, with its address', () => {
  const page = pages.facts ?? ''
  expect(facts.filter(({ id }) => !page.includes(`### ${id}\n`) && !page.includes(`\`${id}\``)).map(({ id }) => id)).toEqual([])
  expect(sourceDocuments.filter(({ title, url = '' }) => !page.includes(title) || !page.includes(url))).toEqual([])
})

test('the examples in spec.md are sound', async () => {
  const examples = [...(pages.spec ?? '').matchAll(/```yaml\n([\s\S]*?)```/g)]
    .map((match) => match[1] ?? '')
    .filter((text) => text.includes('apiVersion'))
  expect(examples).toHaveLength(Object.keys(documentSchemas).length)
  for (const text of examples) {
    const report = await check([{ file: 'example.cuspec.yaml', bytes: Buffer.from(text) }], { today: '2007-03-01' })
    expect(reviewed(report, '2007-03-01').findings).toEqual([])
  }
})
