/** The files of `src/knowledge`: each fits its schema, names are used once, and everything named is there. */
import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import features from '../../src/knowledge/features.json' with { type: 'json' }
import { facts, sourceDocuments } from '../../src/knowledge/knowledge.ts'
import symptoms from '../../src/knowledge/symptoms.json' with { type: 'json' }
import terms from '../../src/knowledge/terms.json' with { type: 'json' }
import unknowns from '../../src/knowledge/unknowns.json' with { type: 'json' }
import violations from '../../src/knowledge/violations.json' with { type: 'json' }
import { rules } from '../../src/rules/index.ts'

const folder = 'schemas/knowledge'
const names = readdirSync('src/knowledge').flatMap((file) => (file.endsWith('.json') ? [file.replace('.json', '')] : []))
const load = (file: string): object => JSON.parse(readFileSync(file, 'utf8'))
const ids = new Set(facts.map(({ id }) => id))
/** What is explained by facts and sources, but is no fact that a rule could rest on. */
const explained = [...symptoms, ...terms]

test('every file has a schema, and every schema but that of all facts a file', () => {
  const schemas = readdirSync(folder).map((file) => file.replace('.schema.json', ''))
  expect(schemas.filter((name) => name !== 'fact').sort()).toEqual(names.sort())
})

test.each(names)('%s.json fits its schema', (name) => {
  const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true })
  ajv.addSchema(load(`${folder}/fact.schema.json`))
  const validate = ajv.compile(load(`${folder}/${name}.schema.json`))
  validate(load(`src/knowledge/${name}.json`))
  expect(validate.errors ?? []).toEqual([])
})

test.each(names)('%s.json has one line a fact', (name) => {
  const lines = readFileSync(`src/knowledge/${name}.json`, 'utf8').split('\n')
  expect(lines.filter((line) => (line.match(/"id":/g) ?? []).length > 1)).toEqual([])
})

test('an id is used once over all files', () => {
  const all = [...facts, ...sourceDocuments.map(({ id }) => ({ id: `source ${id}` })), ...unknowns, ...explained].map(({ id }) => id)
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([])
})

test('every fact of the files is among the facts', () => {
  const inFiles = names
    .filter((name) => !['sources', 'unknowns', 'symptoms', 'terms'].includes(name))
    .flatMap((name) => [...readFileSync(`src/knowledge/${name}.json`, 'utf8').matchAll(/"id": ?"([^"]+)"/g)].map((match) => match[1]))
  expect([...ids].sort()).toEqual(inFiles.sort())
})

test('every source that a fact names is there, and every source is named', () => {
  expect([...new Set([...facts, ...explained].flatMap(({ sources = [] }) => sources))].sort()).toEqual(
    sourceDocuments.map(({ id }) => id).sort(),
  )
})

test('what is stated has a source that may state it', () => {
  const trusted = new Set(['vendor', 'vendor-quoted', 'book', 'standard'])
  const kinds = new Map(sourceDocuments.map(({ id, kind }) => [id, kind]))
  const loose = [...facts, ...explained].filter(
    ({ confidence = 'reported', sources = [] }) => confidence !== 'reported' && !sources.some((id) => trusted.has(kinds.get(id) ?? '')),
  )
  expect(loose.map(({ id }) => id)).toEqual([])
})

test('what is derived says how', () => {
  expect(
    [...facts, ...explained].filter(({ confidence, note }) => confidence === 'derived' && note === undefined).map(({ id }) => id),
  ).toEqual([])
})

test('names of features are those of the list', () => {
  const known = features.map(({ name }) => name)
  expect(violations.overuse.flatMap((fact) => fact.features).filter((name) => !known.includes(name))).toEqual([])
})

test.each(rules.map(({ id, cites }) => [id, cites] as const))('%s cites facts that exist', (id, cites) => {
  const inCode = [...readFileSync(`src/rules/${id}.ts`, 'utf8').matchAll(/cites: \[([^\]]*)\]/g)]
    .flatMap((match) => [...(match[1] ?? '').matchAll(/'([^']+)'/g)])
    .map((match) => match[1] ?? '')
  expect([...cites, ...inCode].filter((fact) => !ids.has(fact))).toEqual([])
})
