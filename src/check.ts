/** The pipeline: files in, findings out, with what could not be checked. Every command that judges a spec calls this. */
import { byPlace, type Finding, type Unchecked } from './finding.ts'
import { fromFaults, fromGap, fromMisfit, fromProblem, type Locate, unique } from './findings.ts'
import type { Fleet } from './model/fleet.ts'
import type { SpecDocument } from './model/part.ts'
import { type Clock, mayHave, namesIn, type ReadableDocument, read } from './model/read.ts'
import { rules } from './rules/index.ts'
import { conform } from './source/conform.ts'
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
  /** What folders held and was not read; absent where no files were looked for. */
  readonly passedOver?: { readonly foreign: number; readonly links: number }
  /** What was named and could not be looked at. */
  readonly unreadable?: readonly { readonly path: string; readonly reason: string }[]
  readonly unchecked: readonly Unchecked[]
}

/** Checks the files of one fleet against everything that is known. `inputs` is read once, one file at a time. */
export async function check(inputs: Iterable<Input>, clock: Clock): Promise<Report> {
  const sources = await Promise.all(Array.from(inputs, open).map(explainBroken))
  const documents = await Promise.all(sources.flatMap((source) => source.documents.map((parsed) => conformed(source, parsed))))
  const fleet = read(
    documents.flatMap(({ readable }) => readable ?? []),
    unreadIn(sources, documents),
    clock,
  )
  const locate = locatorOf(documents)
  const findings: Finding[] = [...sources.flatMap(fromFaults), ...documents.flatMap(misfitsOf)]
  const unchecked: Unchecked[] = [...fleet.policies.map(unevaluated), ...fleet.priceBooks.map(unused)]
  for (const rule of rules) {
    for (const verdict of rule.check(fleet)) {
      if ('missing' in verdict) unchecked.push(fromGap(rule.id, verdict))
      else findings.push(fromProblem(rule, verdict, locate))
    }
  }
  return {
    findings: unique(findings, ({ rule, file, range, message }) => JSON.stringify([rule, file, range, message])).sort(byPlace),
    coverage: {
      ...countsOf(fleet, sources, documents),
      rules: rules.length,
      unchecked: unique(unchecked, ({ rule, missing, of, file }) => JSON.stringify([rule, missing, of, file])),
    },
    sources,
  }
}

/** A parsed document and what its schema makes of it. */
interface Conforming {
  readonly parsed: ParsedDocument
  readonly document: SpecDocument
  /** The way back to the text, for which the document is read once more when it is first asked for. */
  readonly locator: () => Locator
  readonly readable: ReadableDocument | undefined
  readonly misfits: readonly Misfit[]
}

const mostMisfits = 50

async function conformed(source: Source, parsed: ParsedDocument): Promise<Conforming> {
  const document = { file: source.file, number: parsed.number }
  const base = { parsed, document, locator: () => locator(source, parsed) }
  if (parsed.faults.length > 0) return { ...base, readable: undefined, misfits: [] }
  const result = await conform(parsed.value, parsed.ambiguous, (path) => base.locator().written(path))
  if ('spec' in result) return { ...base, readable: { document, spec: result.spec }, misfits: [] }
  const { misfits } = result
  const more = misfits.length - mostMisfits
  const rest: Misfit[] = more > 0 ? [{ path: [], on: 'value', message: `${more} more places do not fit` }] : []
  return { ...base, readable: undefined, misfits: [...misfits.slice(0, mostMisfits), ...rest] }
}

function misfitsOf({ document, locator, misfits }: Conforming): Finding[] {
  return misfits.map((misfit) => fromMisfit(document.file, document.number, locator(), misfit))
}

/** What the fleet lacks because it could not be read. */
function unreadIn(sources: readonly Source[], documents: readonly Conforming[]): Fleet['unread'] {
  const values = documents.filter(({ readable }) => !readable).map(({ parsed }) => parsed.value)
  const named = values.map(namesIn)
  const dark = named.includes(undefined) || sources.some(({ faults }) => faults.some(({ severity }) => severity !== 'warning'))
  const sections = (['pools', 'failover', 'maximums'] as const).filter((section) => dark || values.some((value) => mayHave(value, section)))
  return { names: new Set(named.flatMap((names) => names ?? [])), dark, sections: new Set(sections) }
}

/** Addresses to places in the text. A document is read again for it, once, and only if something in it has to be shown. */
function locatorOf(documents: readonly Conforming[]): Locate {
  const byDocument = new Map(documents.map(({ document, locator }) => [document, locator]))
  return ({ document, path }) => {
    const found = byDocument.get(document)
    if (!found) throw new Error(`a rule speaks of a document that was not read: ${document.file}`)
    return { file: document.file, document: document.number, path, range: found().range(path) }
  }
}

const unused = (priceBook: Fleet['priceBooks'][number]): Unchecked =>
  fromGap('price-book', {
    at: priceBook,
    missing: 'a use for its prices, since this version writes no licence orders',
    of: priceBook.spec.metadata.name,
  })

const unevaluated = (policy: Fleet['policies'][number]): Unchecked =>
  fromGap('policy', {
    at: policy,
    missing: 'the outcome of its rules, which this version does not evaluate',
    of: policy.spec.metadata.name,
  })

function countsOf(fleet: Fleet, sources: readonly Source[], documents: readonly Conforming[]): Omit<Coverage, 'rules' | 'unchecked'> {
  const readable = documents.filter((document) => document.readable).length
  const refused = ({ faults }: Source): number => (faults.some(({ severity }) => severity !== 'warning') ? 1 : 0)
  const broken = sources.reduce((sum, source) => sum + (source.broken.length || refused(source)), 0)
  return {
    files: sources.length,
    documents: { read: readable, unread: documents.length - readable + broken },
    servers: fleet.servers.length,
    bridges: fleet.bridges.length,
    failoverPairs: fleet.pairs.length,
    pools: fleet.pools.length,
  }
}
