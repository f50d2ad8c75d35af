/** The pipeline: files in, findings out, with what could not be checked. Every command that judges a spec calls this. */
import { byPlace, type Citation, type Finding, type Location, type Unchecked } from './finding.ts'
import { cite } from './knowledge/knowledge.ts'
import type { Fleet } from './model/fleet.ts'
import type { Place, SpecDocument } from './model/part.ts'
import { type Clock, namesIn, type ReadableDocument, read } from './model/read.ts'
import { rules } from './rules/index.ts'
import type { Gap, Problem, Rule } from './rules/rule.ts'
import { conform } from './source/conform.ts'
import type { Fault } from './source/fault.ts'
import type { Misfit } from './source/misfit.ts'
import { explainBroken, type Input, open } from './source/open.ts'
import { type Locator, locator, type ParsedDocument, type Source } from './source/parse.ts'

export interface Report {
  readonly findings: readonly Finding[]
  readonly coverage: Coverage
  readonly sources: readonly Source[]
}

/** How much was looked at. Counts of parts are of documents that could be read. */
export interface Coverage {
  readonly files: number
  readonly documents: { readonly read: number; readonly unread: number }
  readonly servers: number
  readonly bridges: number
  readonly failoverPairs: number
  readonly pools: number
  readonly rules: number
  /** What folders held and was not read; absent where no folder was searched. */
  readonly passedOver?: { readonly foreign: number; readonly links: number }
  readonly unchecked: readonly Unchecked[]
}

/** Checks the files of one fleet against everything that is known. `inputs` is read once, one file at a time. */
export async function check(inputs: Iterable<Input>, clock: Clock): Promise<Report> {
  const sources = await Promise.all(Array.from(inputs, open).map(explainBroken))
  const documents = await Promise.all(sources.flatMap((source) => source.documents.map((parsed) => conformed(source, parsed))))
  const readable = documents.flatMap(({ readable }) => (readable ? [readable] : []))
  const fleet = read(readable, unreadIn(sources, documents), clock)
  const locate = locatorOf(documents)
  const verdicts = rules.flatMap((rule) => Array.from(rule.check(fleet), (verdict) => ({ rule, verdict })))

  const findings = [
    ...sources.flatMap((source) => faultsOf(source).map((fault) => fromFault(source, fault))),
    ...documents.flatMap((document) => document.misfits.map((misfit) => fromMisfit(document, misfit))),
    ...verdicts.flatMap(({ rule, verdict }) => ('missing' in verdict ? [] : [fromProblem(rule, verdict, locate)])),
  ]
  const unchecked = [
    ...verdicts.flatMap(({ rule, verdict }) => ('missing' in verdict ? [fromGap(rule.id, verdict)] : [])),
    ...fleet.policies.map((policy) =>
      fromGap('policy', { at: policy, missing: 'an evaluator of policies, which this version has not', of: policy.spec.metadata.name }),
    ),
  ]
  const unread = documents.length - readable.length + sources.reduce((sum, { broken }) => sum + broken.length, 0)
  return {
    findings: unique(findings, (finding) => JSON.stringify([finding.rule, finding.file, finding.range, finding.message])).sort(byPlace),
    coverage: {
      ...countsOf(fleet),
      files: sources.length,
      documents: { read: readable.length, unread },
      rules: rules.length,
      unchecked: unique(unchecked, ({ rule, missing, of, file }) => JSON.stringify([rule, missing, of, file])),
    },
    sources,
  }
}

/** A parsed document and what its schema makes of it. */
interface Conforming {
  readonly source: Source
  readonly parsed: ParsedDocument
  readonly document: SpecDocument
  readonly locator: () => Locator
  readonly readable: ReadableDocument | undefined
  readonly misfits: readonly Misfit[]
}

const mostMisfits = 50

async function conformed(source: Source, parsed: ParsedDocument): Promise<Conforming> {
  const document = { file: source.file, number: parsed.number }
  const lazily = once(() => locator(source, parsed))
  const base = { source, parsed, document, locator: lazily }
  if (parsed.faults.length > 0) return { ...base, readable: undefined, misfits: [] }
  const result = await conform(parsed.value, parsed.ambiguous, (path) => lazily().written(path))
  if ('spec' in result) return { ...base, readable: { document, spec: result.spec }, misfits: [] }
  const { misfits } = result
  const more = misfits.length - mostMisfits
  const rest: Misfit[] = more > 0 ? [{ path: [], on: 'value', message: `${more} more places do not fit` }] : []
  return { ...base, readable: undefined, misfits: [...misfits.slice(0, mostMisfits), ...rest] }
}

/** What the fleet lacks because it could not be read. */
function unreadIn(sources: readonly Source[], documents: readonly Conforming[]): Fleet['unread'] {
  const broken = documents.filter(({ readable }) => !readable)
  return {
    names: new Set(broken.flatMap(({ parsed }) => namesIn(parsed.value))),
    dark: sources.some(({ faults }) => faults.some(({ severity }) => severity !== 'warning')),
  }
}

function faultsOf({ faults, documents }: Source): readonly Fault[] {
  if (documents.length === 0 && faults.length === 0)
    return [{ start: 0, end: 0, message: 'the file holds no document', severity: 'warning' }]
  return [...faults, ...documents.flatMap((document) => document.faults)]
}

function fromFault(source: Source, fault: Fault): Finding {
  const document = source.documents.find(({ faults }) => faults.includes(fault))?.number ?? 1
  const { at } = locator(source, undefined)
  const place = ({ start, end }: Fault): Location => ({ file: source.file, document, path: [], range: at([start, end]) })
  const related = (fault.related ?? []).map((other) => ({ ...place(other), message: other.message }))
  return { rule: 'yaml-syntax', severity: fault.severity ?? 'error', message: fault.message, ...place(fault), related, cites: [] }
}

function fromMisfit({ document, locator }: Conforming, { path, on, message, fix }: Misfit): Finding {
  const range = on === 'key' ? locator().keyRange(path) : locator().range(path)
  const place = { file: document.file, document: document.number, path, range }
  return { rule: 'schema', severity: 'error', message, ...place, related: [], cites: [], ...(fix && { fix: { ...fix, range } }) }
}

function fromProblem(rule: Rule, problem: Problem, locate: (place: Place) => Location): Finding {
  const { at, message, severity = rule.severity, consequence = rule.consequence, server, related = [], cites = [] } = problem
  const cited = (cites.length > 0 ? cites : rule.cites).map((fact): Citation => (typeof fact === 'string' ? cite(fact) : fact))
  return {
    rule: rule.id,
    severity,
    message,
    ...locate(at),
    related: related.map((other) => ({ ...locate(other.at), message: other.message })),
    cites: unique(cited, ({ fact }) => fact),
    ...(consequence && { consequence }),
    ...(server && { server }),
  }
}

function fromGap(rule: string, { at: { document, path }, missing, of }: Gap): Unchecked {
  return { rule, missing, of, file: document.file, document: document.number, path }
}

/** Paths to places in the text. A document is read again for it, once, and only if something in it has to be shown. */
function locatorOf(documents: readonly Conforming[]): (place: Place) => Location {
  const byDocument = new Map(documents.map(({ document, locator }) => [document, locator]))
  return ({ document, path }) => {
    const found = byDocument.get(document)
    if (!found) throw new Error(`a rule speaks of a document that was not read: ${document.file}`)
    return { file: document.file, document: document.number, path, range: found().range(path) }
  }
}

const countsOf = ({ servers, bridges, pairs, pools }: Fleet): Pick<Coverage, 'servers' | 'bridges' | 'failoverPairs' | 'pools'> => ({
  servers: servers.length,
  bridges: bridges.length,
  failoverPairs: pairs.length,
  pools: pools.length,
})

function unique<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()]
}

function once<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}
