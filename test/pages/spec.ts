/** The reference of the spec language, written from its schemas: a section for each kind of document, a table for each mapping in it. */

/** A node of a schema, as far as the page shows it. */
export interface Schema {
  readonly $ref?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly const?: unknown
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly minItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly uniqueItems?: boolean
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly definitions?: Readonly<Record<string, Schema>>
  readonly oneOf?: readonly Schema[]
  readonly discriminator?: { readonly propertyName: string }
}

/** A kind of document with a whole example of it. */
export interface Kind {
  readonly schema: Schema
  readonly file: string
  readonly example: string
}

const introduction = `# The spec language

Written by the tests from the JSON Schemas. A file holds one or more YAML documents, divided by \`---\`; a *fleet* is every document
given to one run. Names of servers, Bridges and pools are used once in the fleet and may be referred to from another document or file.
The preferred name of a file is \`NAME.cuspec.yaml\`.

For completion in an editor with a YAML language server a file begins with a line that names its schema, here one of those in
[\`schemas\`](../schemas):

\`\`\`yaml
# yaml-language-server: $schema=schemas/deployment.schema.json
\`\`\`

- What is left out is unknown, not zero. What a rule would need and does not find is reported as *not checked*.
- Unknown keys are errors. **Required** keys are set in bold.
- Text that looks like a number has to be quoted: \`version: "8.0"\`, \`serial: "12345678"\`.
- Anchors, aliases and \`<<\` merge keys work.`

/** The whole page, in Markdown. */
export function specPage(kinds: readonly Kind[]): string {
  const list = kinds.map(({ schema }) => `- [\`kind: ${schema.title}\`](#${anchor(schema.title)}): ${schema.description}`).join('\n')
  return `${[introduction, `Kinds of document:\n\n${list}`, ...kinds.map(kindSection)].join('\n\n')}\n`
}

function kindSection({ schema, file, example }: Kind): string {
  const page: Page = { root: schema, named: [] }
  return [
    `## ${schema.title}`,
    `${schema.description} Schema: [\`${file}\`](../${file}).`,
    `An example:\n\n\`\`\`yaml\n${example.trim()}\n\`\`\``,
    table(page, schema),
    ...mappings(page),
  ].join('\n\n')
}

/** The section of one kind, and the mappings that it has named so far, in that order. */
interface Page {
  readonly root: Schema
  readonly named: Schema[]
}

/** A section for each mapping; writing one may name others, which then follow. */
function* mappings(page: Page): Iterable<string> {
  for (const node of page.named) {
    yield [`### ${page.root.title}: ${node.title}`, node.description, node.oneOf ? choice(page, node) : table(page, node)].join('\n\n')
  }
}

function table(page: Page, { properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([key, child]) => {
    const node = resolve(page, child)
    const name = required.includes(key) ? `**\`${key}\`**` : `\`${key}\``
    return `| ${name} | ${value(page, node).replaceAll('|', '\\|')} | ${node.description} |`
  })
  return ['| key | value | meaning |', '| --- | --- | --- |', ...rows].join('\n')
}

function choice(page: Page, { oneOf = [], discriminator }: Schema): string {
  const key = discriminator?.propertyName ?? ''
  const branches = oneOf.map((branch) => resolve(page, branch))
  return branches.map((node) => `- \`${key}: ${node.properties?.[key]?.const}\`: ${link(page, node)}. ${node.description}`).join('\n')
}

/** What belongs in a place, in words. */
function value(page: Page, node: Schema): string {
  if (node.const !== undefined) return `\`${node.const}\``
  if (node.enum) return node.enum.map((word) => `\`${word}\``).join(', ')
  if (node.oneOf || node.properties) return link(page, node)
  const [each] = Object.values(node.patternProperties ?? {})
  if (each) return `mapping of names to ${value(page, resolve(page, each))}`
  return node.type === 'array' ? list(page, node) : scalar(node)
}

function list(page: Page, { items = {}, minItems, uniqueItems }: Schema): string {
  const limits = [...(minItems ? [`at least ${minItems}`] : []), ...(uniqueItems ? ['each once'] : [])]
  return [`list of ${value(page, resolve(page, items))}`, ...limits].join('; ')
}

function link(page: Page, node: Schema): string {
  if (!page.named.some(({ title }) => title === node.title)) page.named.push(node)
  return `[${node.title}](#${anchor(`${page.root.title}: ${node.title}`)})`
}

/** As GitHub makes anchors of headings. */
const anchor = (title = ''): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** A node with what it refers to; its own words go before those. */
function resolve(page: Page, node: Schema): Schema {
  const name = node.$ref?.split('/').pop()
  const referred = name === undefined ? undefined : page.root.definitions?.[name]
  return referred ? { ...resolve(page, referred), ...node } : node
}

function scalar({ type, format, pattern, minimum, maximum, exclusiveMinimum, exclusiveMaximum, maxLength }: Schema): string {
  if (format === 'date') return 'day, YYYY-MM-DD'
  if (format === 'expiry') return 'day, YYYY-MM-DD, or `permanent`'
  if (type === 'string')
    return [pattern ? `text of the form \`${pattern}\`` : 'text', ...(maxLength ? [`at most ${maxLength} characters`] : [])].join('; ')
  if (type === 'boolean') return '`true` or `false`'
  const limits = [
    ...(minimum !== undefined && !(type === 'integer' && minimum === 0) ? [`${minimum} or more`] : []),
    ...(maximum !== undefined && maximum < 2147483647 ? [`${maximum} or less`] : []),
    ...(exclusiveMinimum !== undefined ? [`more than ${exclusiveMinimum}`] : []),
    ...(exclusiveMaximum !== undefined ? [`less than ${exclusiveMaximum}`] : []),
  ]
  return [type === 'integer' ? 'whole number' : 'number', ...limits].join(', ')
}
