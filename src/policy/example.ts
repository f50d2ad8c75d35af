/** A good or bad example of a rule, as text, read into a fleet of its own. */
import type { Fleet } from '../model/fleet.ts'
import { type Clock, read } from '../model/read.ts'
import { conform } from '../source/conform.ts'
import { explainBroken, open } from '../source/open.ts'
import { locator } from '../source/parse.ts'
import type { RuleSpec } from './compile.ts'

/** What an example says; or what keeps it from being read. */
export type Example = { readonly fleet: Fleet } | { readonly faults: readonly string[] }

const sections: Readonly<Record<string, string>> = { server: 'servers', failover: 'failover', bridge: 'bridges', pool: 'pools' }
const ofDeployment = new Set(['metadata', 'organization', 'contact', 'priceBook', 'directory', ...Object.values(sections)])

/** Reads an example: whole documents, the keys of a deployment, or one part of the kind that the rule looks at. Files that it names are not opened. */
export async function readExample(text: string, match: RuleSpec['match'], clock: Clock): Promise<Example> {
  const source = await explainBroken(open({ file: 'example', bytes: Buffer.from(whole(text, match)) }))
  const faults = [...source.faults, ...source.documents.flatMap((document) => document.faults)].filter(
    ({ severity }) => severity !== 'warning',
  )
  if (faults.length > 0) return { faults: faults.map(({ message }) => message) }
  const documents = await Promise.all(
    source.documents.map(async (parsed) => ({
      document: { file: 'example', number: parsed.number },
      made: await conform(parsed.value, parsed.ambiguous, (path) => locator(source, parsed).written(path)),
    })),
  )
  const misfits = documents.flatMap(({ made }) => ('misfits' in made ? made.misfits : []))
  if (misfits.length > 0) return { faults: misfits.map(({ path, message }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`) }
  if (documents.length === 0) return { faults: ['it holds no document'] }
  const readable = documents.flatMap(({ document, made }) => ('spec' in made ? [{ document, spec: made.spec }] : []))
  return { fleet: read(readable, { names: new Set(), dark: false, sections: new Set(), priceBooks: false }, clock) }
}

/** An example with what it leaves out: the head of a deployment, and the list in which a part stands. */
function whole(text: string, match: RuleSpec['match']): string {
  const value: unknown = open({ file: 'example', bytes: Buffer.from(text) }).documents[0]?.value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return text
  const keys = Object.keys(value)
  if (keys.includes('kind') || keys.includes('apiVersion')) return text
  const head = `apiVersion: cuspec/v1\nkind: Deployment\n${keys.includes('metadata') ? '' : 'metadata: { name: example }\n'}`
  const section = sections[match]
  if (section === undefined || keys.some((key) => ofDeployment.has(key))) return `${head}${text}`
  const [first = '', ...others] = text.trim().split('\n')
  return `${head}${section}:\n  - ${[first, ...others.map((line) => `    ${line}`)].join('\n')}\n`
}
