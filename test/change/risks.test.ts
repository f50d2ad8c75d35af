/** The table of what changes put at risk: every key of a part has a row, and every fact that it names is one. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { riskOf, risks } from '../../src/change/risks.ts'
import { facts } from '../../src/knowledge/knowledge.ts'

interface Schema {
  readonly properties: Readonly<Record<string, unknown>>
  readonly definitions: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>>
}

const schema: Schema = JSON.parse(readFileSync('schemas/deployment.schema.json', 'utf8'))

test.each([
  ['server', 'server'],
  ['bridge', 'bridge'],
  ['pool', 'pool'],
  ['failover', 'failoverPair'],
] as const)('every key of a %s', (kind, definition) => {
  const keys = Object.keys(schema.definitions[definition]?.properties ?? {}).filter((key) => key !== 'name')
  expect(keys.length).toBeGreaterThan(0)
  expect(keys.filter((key) => !risks.some((row) => row.of === kind && row.key === key))).toEqual([])
})

test('every key of a deployment that is no part', () => {
  const parts = new Set(['apiVersion', 'kind', 'servers', 'bridges', 'pools', 'failover'])
  const keys = Object.keys(schema.properties).filter((key) => !parts.has(key))
  expect(keys.filter((key) => !risks.some((row) => row.of === 'deployment' && row.key === key))).toEqual([])
})

test('names facts that there are, and no row twice', () => {
  const known = new Set(facts.map(({ id }) => id))
  expect(risks.flatMap((row) => row.facts).filter((id) => !known.has(id))).toEqual([])
  const keys = risks.map(({ of, key }) => `${of} ${key}`)
  expect(new Set(keys).size).toBe(keys.length)
})

test('takes what it does not know for the gravest', () => expect(riskOf('server', 'something').risk).toBe('service'))
