/** The reference of the facts, for `docs/facts.md`: what is known, who published it, and what is not known. */
import availability from '../knowledge/availability.json' with { type: 'json' }
import bridge from '../knowledge/bridge.json' with { type: 'json' }
import type { Fact, ProcedureFact, RangedFact, SourceDocument, Span } from '../knowledge/fact.ts'
import features from '../knowledge/features.json' with { type: 'json' }
import grants from '../knowledge/grants.json' with { type: 'json' }
import hops from '../knowledge/hops.json' with { type: 'json' }
import { sizingFacts } from '../knowledge/knowledge.ts'
import maximums from '../knowledge/maximums.json' with { type: 'json' }
import mechanisms from '../knowledge/mechanisms.json' with { type: 'json' }
import procedures from '../knowledge/procedures.json' with { type: 'json' }
import products from '../knowledge/products.json' with { type: 'json' }
import releases from '../knowledge/releases.json' with { type: 'json' }
import { tagOf } from '../knowledge/reports.ts'
import sources from '../knowledge/sources.json' with { type: 'json' }
import statements from '../knowledge/statements.json' with { type: 'json' }
import stores from '../knowledge/stores.json' with { type: 'json' }
import tags from '../knowledge/tags.json' with { type: 'json' }
import tools from '../knowledge/tools.json' with { type: 'json' }
import unknowns from '../knowledge/unknowns.json' with { type: 'json' }
import upgradeLicenses from '../knowledge/upgrade-licenses.json' with { type: 'json' }
import violations from '../knowledge/violations.json' with { type: 'json' }

const sourceById: ReadonlyMap<string, SourceDocument> = new Map(sources.map((source) => [source.id, source]))

const introduction = `# Facts

Everything that cuspec knows about Cisco Unity, each fact in our own words with the document it was read in. Written by the tests from
\`src/knowledge\`. The JSON report names the facts that a finding rests on by these ids.

How sure a fact is:

- **stated**: a document of the vendor, a book or a standard says so.
- **derived**: it follows from what is stated. The note says how.
- **reported**: one forum post or a third party says so. It never makes an error.

Your own documents of \`kind: Maximums\` stand beside these facts and are cited like them.

- [Licensing](#licensing)
- [What is licensed](#what-is-licensed)
- [What a server reports](#what-a-server-reports)
- [Other products](#other-products)
- [Licences that come without a purchase](#licences-that-come-without-a-purchase)
- [Maximums](#maximums)
- [Licence violations](#licence-violations)
- [Cisco Unity Bridge](#cisco-unity-bridge)
- [What came with which release](#what-came-with-which-release)
- [Message stores](#message-stores)
- [Sizing](#sizing)
- [Upgrade routes](#upgrade-routes)
- [Upgrade licences](#upgrade-licences)
- [Procedures](#procedures)
- [Tools](#tools)
- [Releases](#releases)
- [What is not known](#what-is-not-known)
- [Sources](#sources)`

/** The whole page, in Markdown. */
export function factsPage(): string {
  const section = (title: string, facts: readonly (Fact | RangedFact | ProcedureFact)[]): string =>
    [`## ${title}`, ...facts.map(factEntry)].join('\n\n')
  const sections = [
    introduction,
    section('Licensing', [...mechanisms, ...statements]),
    featureSection(),
    reportSection(),
    section('Other products', products),
    section('Licences that come without a purchase', grants),
    section('Maximums', maximums),
    section('Licence violations', [...violations.answers, ...violations.overuse]),
    section('Cisco Unity Bridge', [bridge.floor, ...bridge.matrix, ...bridge.hosts, bridge.size]),
    section('What came with which release', availability),
    section('Message stores', [...stores.support, stores.unified]),
    section('Sizing', sizingFacts),
    section('Upgrade routes', hops),
    section('Upgrade licences', upgradeLicenses),
    section('Procedures', procedures),
    section('Tools', tools),
    releaseSection(),
    unknownSection(),
    sourceSection(),
  ]
  return `${sections.join('\n\n')}\n`
}

/** The entry of one fact, in Markdown that reads well as plain text. */
function factEntry(fact: Fact | RangedFact | ProcedureFact): string {
  const { id, says, confidence, note } = fact
  const range = 'from' in fact ? fact : 'releases' in fact ? fact.releases : undefined
  const held = range ? [`- releases: ${span(range)}`] : []
  return [`### ${id}`, '', sentence(says), '', ...held, `- ${confidence}: ${citations(fact)}`, ...(note ? [`- note: ${note}`] : [])].join(
    '\n',
  )
}

function featureSection(): string {
  const rows = features.map((fact) => {
    const { id, title, name, counted, pooled, tag, tagConfidence } = fact
    const spelling = tag ? `\`${tag}\`${tagConfidence === 'stated' ? '' : ` (${tagConfidence})`}` : 'on a dongle only'
    return [`[${title}](#${id})`, `\`${name}\``, counted ? 'number' : 'yes or no', pooled ? 'yes' : 'no', spelling, span(fact)]
  })
  return [
    '## What is licensed',
    'In a spec these are the entitlements of a licence. What is pooled is judged over a pool, everything else on each server.',
    table(['what', 'in a spec', 'granted as', 'pooled', 'tag in a licence file', 'releases'], rows),
    ...features.map(factEntry),
  ].join('\n\n')
}

function reportSection(): string {
  const meanings = { entitlement: 'licensed', use: 'in use', state: 'set' }
  const rows = tags.reports.map((fact) => {
    const { id, about, name, object, number, most } = fact
    const tag = tagOf(fact)
    const range = most === undefined ? 'yes or no' : `0 to ${most}`
    return [`[${id}](#${id})`, `\`${name}\``, meanings[about], tag ? `\`${tag}\`` : '', `\`${object}\``, `${tags.scalars}.${number}`, range]
  })
  return [
    '## What a server reports',
    'On its page of effective licences, and over SNMP as scalars of CISCO-UNITY-MIB. The ranges are those of the syntax, and no maximums.',
    table(['id', 'what', '', 'tag', 'object', 'number', 'range'], rows),
    ...tags.reports.map(factEntry),
  ].join('\n\n')
}

function releaseSection(): string {
  const rows = releases.map((fact) => [fact.release, `\`${fact.id}\``, fact.confidence, citations(fact)])
  const builds = releases.filter((fact) => fact.builds).map(({ says }) => sentence(says))
  const order = 'The version line, the oldest first. Its order decides which release is newer. A release that is not in it is a finding.'
  return ['## Releases', [order, ...builds].join(' '), table(['release', 'id', '', 'source'], rows)].join('\n\n')
}

function unknownSection(): string {
  const entries = unknowns.map(({ question, known, so }) => [`- **${question}**`, ...(known ? [`  ${known}`] : []), `  *${so}*`].join('\n'))
  return [
    '## What is not known',
    'No source at hand answers these questions, and cuspec does not guess; what it does instead is in italics.',
    entries.join('\n'),
  ].join('\n\n')
}

function sourceSection(): string {
  const rows = sources.map((source) => [`\`${source.id}\``, linked(source), source.kind, source.date ?? ''])
  return [
    '## Sources',
    '`vendor-quoted` is a text of the vendor that a third party repeats.',
    table(['id', 'document', 'kind', 'date'], rows),
  ].join('\n\n')
}

/** The sources of a fact, the best first; the section is one of the first. */
function citations({ sources: ids, section }: Fact): string {
  const documents = ids.map((id) => sourceById.get(id)).filter((source) => source !== undefined)
  return documents.map((source, index) => [linked(source), ...(index === 0 && section ? [`"${section}"`] : [])].join(', ')).join('; ')
}

const linked = ({ title, url }: SourceDocument): string => (url ? `[${title}](${url})` : title)

const span = ({ from, to }: Span): string => (from === to ? from : `${from} to ${to}`)

const sentence = (says: string): string => `${says.charAt(0).toUpperCase()}${says.slice(1)}.`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
