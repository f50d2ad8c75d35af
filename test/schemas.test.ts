/** The public schemas, and those of our knowledge: sound, worded throughout, closed, and the same verdict in both compiled forms. */
import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentSchemas } from '../src/commands/schema.ts'
import * as explainers from '../src/source/explainers.js'
import { date, expiry } from '../src/source/formats.ts'
import { open } from '../src/source/open.ts'
import * as validators from '../src/source/validators.js'
import { change, everywhere, type Json } from './mutations.ts'

const schemaFiles = readdirSync('schemas', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.schema.json'))
  .sort()

type Schema = Readonly<Record<string, unknown>> & { readonly $id?: string; readonly title?: string }
const load = (file: string): Schema => JSON.parse(readFileSync(`schemas/${file}`, 'utf8'))

const strict = (allErrors: boolean): Ajv =>
  new Ajv({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
    ownProperties: true,
    allErrors,
    formats: { date, expiry },
  })

/** Every node of a schema that describes a value, with its address. Others, such as the list of what is required, are left out. */
function nodesOf(node: unknown, at: string): [string, Schema][] {
  if (!isSchema(node)) return []
  const named = ['properties', 'definitions'].flatMap((key) =>
    Object.entries(node[key] ?? {}).flatMap(([name, child]) => nodesOf(child, `${at}/${key}/${name}`)),
  )
  const branches = Array.isArray(node.oneOf) ? node.oneOf.flatMap((child, index) => nodesOf(child, `${at}/oneOf/${index}`)) : []
  return [[at, node], ...named, ...branches, ...nodesOf(node.items, `${at}/items`)]
}

const isSchema = (node: unknown): node is Schema => typeof node === 'object' && node !== null && !Array.isArray(node)
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim().length > 1

describe.each(schemaFiles)('%s', (file) => {
  const schema = load(file)
  const nodes = nodesOf(schema, '#')

  test('compiles in strict mode as draft-07', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#')
    expect(schema.$id).toMatch(
      file.startsWith('knowledge') ? /^https:\/\/cuspec\.example\/schemas\/knowledge\// : /^https:\/\/json\.schemastore\.org\/cuspec-/,
    )
    const ajv = strict(true)
    for (const other of schemaFiles) ajv.addSchema(load(other))
    expect(ajv.getSchema(schema.$id ?? '')).toBeDefined()
  })

  test('has a title and a description on everything', () => {
    const mute = nodes.filter(([, node]) => !('$ref' in node) && !(isText(node.title) && isText(node.description)))
    expect(mute.map(([at]) => at)).toEqual([])
  })

  test('describes in sentences', () => {
    const broken = nodes.filter(([, { description }]) => typeof description === 'string' && !/^\S.*[.!?"]$/.test(description))
    expect(broken.map(([at]) => at)).toEqual([])
  })

  // A union told apart by a key is closed by its branches, which are objects of their own.
  test('lets no key pass unknown', () => {
    const open = nodes.filter(
      ([, node]) =>
        (node.type === 'object' || 'properties' in node) &&
        node.additionalProperties !== false &&
        !('discriminator' in node) &&
        !('allOf' in node),
    )
    expect(open.map(([at]) => at)).toEqual([])
  })

  test('requires only keys that it has', () => {
    const lost = nodes.flatMap(([at, { required, properties }]) =>
      Array.isArray(required) && isSchema(properties) ? required.filter((key) => !(key in properties)).map((key) => `${at} ${key}`) : [],
    )
    expect(lost).toEqual([])
  })
})

test('an $id is used once', () => {
  const ids = schemaFiles.map((file) => load(file).$id)
  expect(new Set(ids).size).toBe(ids.length)
})

const kinds = [
  { kind: 'Deployment', file: 'deployment', fits: validators.Deployment, explain: explainers.Deployment },
  { kind: 'Maximums', file: 'maximums', fits: explainers.Maximums, explain: explainers.Maximums },
  { kind: 'PriceBook', file: 'price-book', fits: explainers.PriceBook, explain: explainers.PriceBook },
  { kind: 'Policy', file: 'policy', fits: explainers.Policy, explain: explainers.Policy },
  { kind: 'Waivers', file: 'waivers', fits: explainers.Waivers, explain: explainers.Waivers },
  { kind: 'Config', file: 'config', fits: explainers.Config, explain: explainers.Config },
] as const

/** The documents of the shipped examples, by kind. */
const documents: readonly Json[] = readdirSync('examples', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.cuspec.yaml'))
  .sort()
  .flatMap((file) =>
    open({ file, bytes: readFileSync(`examples/${file}`) }).documents.map(({ value }): Json => JSON.parse(JSON.stringify(value ?? null))),
  )
const ofKind = (kind: string): Json[] =>
  documents.filter((document) => typeof document === 'object' && document !== null && 'kind' in document && document.kind === kind)

describe.each(kinds)('$kind, compiled', ({ kind, file, fits, explain }) => {
  const fresh = strict(false).compile(load(`${file}.schema.json`))
  const seeds = ofKind(kind)

  test('comes to one verdict in all its forms, whatever stands in one place', () => {
    const torn = seeds.flatMap((seed) =>
      [...everywhere(seed)].filter((document) => new Set([fresh(document), fits(document), explain(document)]).size > 1),
    )
    expect(torn).toEqual([])
  })

  test('comes to one verdict in all its forms, whatever is changed', () => {
    const verdicts = { fits: 0, fitsNot: 0 }
    const changed = fc.constantFrom(...seeds).chain((seed) => fc.constantFrom(0, 1, 1, 1, 2, 3).chain((times) => change(seed, times)))
    fc.assert(
      fc.property(changed, (document) => {
        const verdict = fresh(document)
        verdicts[verdict ? 'fits' : 'fitsNot']++
        expect(fits(document)).toBe(verdict)
        expect(explain(document)).toBe(verdict)
        expect((explain.errors ?? []).length > 0).toBe(!verdict)
      }),
      { numRuns: 1500, seed: 23277 },
    )
    // Neither verdict is so rare that the test would not see it go wrong.
    expect(Math.min(verdicts.fits, verdicts.fitsNot)).toBeGreaterThan(200)
  })
})

describe('one schema for every kind of document, as an editor takes it', () => {
  const spec = load('spec.schema.json')
  const ajv = strict(false)
  for (const file of schemaFiles.filter((each) => each !== 'spec.schema.json' && !each.startsWith('knowledge'))) ajv.addSchema(load(file))
  const any = ajv.compile(spec)

  test('has every kind that there is', () => expect(spec).toMatchObject({ properties: { kind: { enum: Object.keys(documentSchemas) } } }))

  test('comes to the verdict of the schema of the kind', () => {
    const verdicts = kinds.flatMap(({ kind, fits }) =>
      ofKind(kind)
        .flatMap((seed) => [...everywhere(seed)])
        .filter((document) => typeof document === 'object' && document !== null && 'kind' in document && document.kind === kind)
        .map((document) => ({ own: fits(document), whole: any(document) })),
    )
    expect(verdicts.filter(({ own, whole }) => own !== whole)).toEqual([])
    for (const verdict of [true, false]) expect(verdicts.filter(({ own }) => own === verdict).length).toBeGreaterThan(20)
  })

  test.each([
    { kind: 'Deployment' },
    { apiVersion: 'cuspec/v1', kind: 'Deploiment' },
    { apiVersion: 'cuspec/v1', kind: 'Maximums' },
    null,
    [],
  ])('%j does not fit', (document) => expect(any(document)).toBe(false))

  test('has an entry for the catalogue of SchemaStore', () => {
    const { name, description, fileMatch, url } = JSON.parse(readFileSync('schemas/catalog.json', 'utf8'))
    expect([name, url]).toEqual(['cuspec', spec.$id])
    expect(description).not.toMatch(/\.$/)
    expect(fileMatch).toEqual(['*.cuspec.yaml', '*.cuspec.yml', '.cuspec.yaml', '.cuspec.yml'])
  })
})
