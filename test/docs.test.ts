/** The pages of `docs`. The test that guards a page is the program that writes it: `npm test -- -u` after a change. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { risks } from '../src/change/risks.ts'
import { check } from '../src/check.ts'
import { COMMANDS } from '../src/commands/cli.ts'
import { reportFormats } from '../src/commands/lint/flags.ts'
import { facts, sourceDocuments } from '../src/knowledge/knowledge.ts'
import { topicsOf } from '../src/report/explain/topics.ts'
import { symptomsPage } from '../src/report/glossary.ts'
import { rulesPage } from '../src/report/manual.ts'
import { factsPage } from '../src/report/reference.ts'
import { rules } from '../src/rules/index.ts'
import { changesPage } from './pages/changes.ts'
import { commandsPage } from './pages/commands.ts'
import { policiesPage } from './pages/policies.ts'
import { reportsPage } from './pages/reports.ts'
import { type Kind, type Schema, specPage } from './pages/spec.ts'
import { reviewed } from './reviewed.ts'

function kind(name: string, example: string): Kind {
  const file = `schemas/${name}.schema.json`
  const schema: Schema = JSON.parse(readFileSync(file, 'utf8'))
  const text = readFileSync(`examples/${example}.cuspec.yaml`, 'utf8')
  return { schema, file, example: text.replace(/^# yaml-language-server:.*\n/, '') }
}

const pages = {
  rules: rulesPage(rules),
  facts: factsPage(),
  symptoms: symptomsPage(topicsOf(rules, [])),
  commands: commandsPage(COMMANDS),
  changes: changesPage(risks),
  reports: reportsPage(reportFormats),
  policies: await policiesPage(),
  spec: specPage([
    kind('deployment', 'clean/failover-pair'),
    kind('maximums', 'kinds/maximums'),
    kind('price-book', 'kinds/price-book'),
    kind('policy', 'kinds/policy'),
    kind('waivers', 'kinds/waivers'),
    kind('config', 'configured/'),
  ]),
}

test('every page is written here', () => {
  expect(readdirSync('docs').sort()).toEqual(
    Object.keys(pages)
      .map((name) => `${name}.md`)
      .sort(),
  )
})

describe.each(Object.entries(pages))('%s', (name, page) => {
  test('is what was committed', () => expect(page).toMatchFileSnapshot(`../docs/${name}.md`))

  test('has every heading that it links to, once', () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map((match) =>
      (match[1] ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9 _-]/g, '')
        .replaceAll(' ', '-'),
    )
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] ?? '')
    expect(links.filter((link) => !headings.includes(link))).toEqual([])
    expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([])
  })

  test('links to files that are there', () => {
    const links = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '')
    expect(links.filter((link) => !existsSync(`docs/${link}`))).toEqual([])
  })

  test('has no holes', () => {
    expect(page).not.toMatch(/undefined|\[object|\n{3,}|[ \t]\n/)
  })
})

test('facts.md has every fact and every source, with its address', () => {
  expect(facts.filter(({ id }) => !pages.facts.includes(`### ${id}\n`) && !pages.facts.includes(`\`${id}\``)).map(({ id }) => id)).toEqual(
    [],
  )
  expect(sourceDocuments.filter(({ title, url = '' }) => !pages.facts.includes(title) || !pages.facts.includes(url))).toEqual([])
})

test('the examples in spec.md are sound', async () => {
  const examples = [...pages.spec.matchAll(/```yaml\n([\s\S]*?)```/g)]
    .map((match) => match[1] ?? '')
    .filter((text) => text.includes('apiVersion'))
  expect(examples).toHaveLength(5)
  for (const text of examples) {
    const report = await check([{ file: 'example.cuspec.yaml', bytes: Buffer.from(text) }], { today: '2007-03-01' })
    expect(reviewed(report, '2007-03-01').findings).toEqual([])
  }
})
