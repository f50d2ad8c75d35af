/** A draft as the text of a spec, laid out as an engineer would write it. */
import { handwritten } from '../source/handwritten.ts'
import { type Draft, type ServerDraft, type ServerKey, serverKeys, unknownHeading, unknownOf, withReason } from './draft.ts'

/** Where editors find the schema. */
export const modeline = '# yaml-language-server: $schema=https://json.schemastore.org/cuspec-deployment.json'

/** Writes a draft. What is not known stands in a comment where it would stand. */
export function write({ heading, from, servers, pairs }: Draft): string {
  const { name, organization, contact, directory } = heading
  const unknown = unknownHeading(heading)
  const known = Object.entries({ organization, contact, directory })
  return [
    modeline,
    `# Drafted by cuspec init${from.length > 0 ? ` from ${listed(from.map(handwritten))}` : ''}. What is left out is not known, which is not zero.`,
    'apiVersion: cuspec/v1',
    'kind: Deployment',
    'metadata:',
    `  name: ${handwritten(name)}`,
    ...(unknown.length > 0 ? [`# not known yet: ${unknown.join(', ')}`] : []),
    ...known.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${handwritten(value)}`])),
    'servers:',
    ...servers.flatMap(serverLines),
    ...(pairs.length > 0 ? ['failover:', ...pairs.flatMap(pairLines)] : []),
    '',
  ].join('\n')
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`

function pairLines(pair: { readonly primary: string; readonly secondary: string }): string[] {
  return [`  - ${inline(pair)} # not known yet: mode, wizardRunOn`]
}

/** The lines of a server. Keys next to each other that are not known share a comment. */
function serverLines({ server, why }: ServerDraft): string[] {
  const unknown = unknownOf(server)
  const lines: string[] = []
  let missing: ServerKey[] = []
  const flush = (): void => {
    if (missing.length > 0) lines.push(comment(`not known yet: ${missing.join(', ')}`))
    missing = []
  }
  for (const key of serverKeys) {
    const value = server[key]
    if (value === undefined) {
      if (unknown.includes(key) && why[key] === undefined) missing.push(key)
      else if (unknown.includes(key)) {
        flush()
        lines.push(comment(`not known yet: ${withReason(key, why)}`))
      }
      continue
    }
    flush()
    lines.push(
      ...(isList(value)
        ? [`${key}:`, ...value.map((item) => `  - ${inline(item)}${workUnknown(key, item)}`)]
        : [`${key}: ${inline(value)}`]),
    )
  }
  flush()
  return lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`)
}

/** A comment of one line, whatever stands in a reason. */
const comment = (text: string): string => `# ${text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')}`

/** Lists of mappings take a line for each. */
const isList = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'object')

const workUnknown = (key: ServerKey, item: object): string => (key === 'ports' && !('does' in item) ? ' # not known yet: does' : '')

/** A value in one line. */
function inline(value: unknown): string {
  if (typeof value === 'string') return handwritten(value)
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${key}: ${inline(each)}`)
    .join(', ')} }`
}
