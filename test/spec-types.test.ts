/** The types of `src/source/spec` are written from the schemas, so that neither can drift from the other. */
import { readFileSync } from 'node:fs'
import { compile, type JSONSchema } from 'json-schema-to-typescript'
import { expect, test } from 'vitest'

/** Leaves out titles and descriptions, which stand in the schema, and turns a tagged union into a plain one. */
function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare)
  if (typeof node !== 'object' || node === null) return node
  if ('discriminator' in node && 'oneOf' in node) return { oneOf: bare(node.oneOf) }
  const entries = Object.entries(node).filter(([key]) => key !== 'title' && key !== 'description')
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'properties' || key === 'definitions' ? eachBare(value) : bare(value)]),
  )
}

const eachBare = (named: object): object => Object.fromEntries(Object.entries(named).map(([name, node]) => [name, bare(node)]))

test.each(['deployment', 'maximums', 'price-book', 'policy', 'waivers', 'config'])('the types of %s follow its schema', async (name) => {
  const schema: { title: string } = JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'))
  const plain: JSONSchema = { ...(bare(schema) as JSONSchema), title: `${schema.title}Spec` }
  const types = await compile(plain, `${schema.title}Spec`, {
    bannerComment: `/** Written from \`schemas/${name}.schema.json\` by \`npm test -- -u\`. */`,
    ignoreMinAndMaxItems: true,
    style: { semi: false, singleQuote: true, printWidth: 140 },
  })
  await expect(types).toMatchFileSnapshot(`../src/source/spec/${name}.ts`)
})
