/** The pipeline: files in, findings out, with what could not be checked. Every command that judges a spec calls this. */
import { type Coverage, coverageOf } from './coverage.ts'
import { byPlace, type Finding, type Path, type Range, type Suppressed } from './finding.ts'
import { fromFaults, fromGap, fromGapAsError, fromMisfit, fromProblem, type Locate, type Rewrite } from './findings.ts'
import type { Fleet } from './model/fleet.ts'
import type { Gap, Place, SpecDocument } from './model/part.ts'
import { type Clock, isPriceBook, mayHave, namesIn, namings, type ReadableDocument, read } from './model/read.ts'
import { unique } from './model/unique.ts'
import type { PolicyChange } from './policy/changed.ts'
import type { Policies } from './policy/evaluate.ts'
import { rules } from './rules/index.ts'
import policySound from './rules/policy-sound.ts'
import type { Problem, Rule } from './rules/rule.ts'
import { type Comment, commentsIn } from './source/comments.ts'
import { conform } from './source/conform.ts'
import { type Evidence, gather, locatorOfEvidence } from './source/evidence.ts'
import type { Misfit } from './source/misfit.ts'
import type { OpenNamed } from './source/named.ts'
import { explainBroken, type Input, open } from './source/open.ts'
import { type Locator, locator, type ParsedDocument, type Source } from './source/parse.ts'

export interface Report {
  readonly findings: readonly Finding[]
  /** Findings that are told and do not count. There are none before the report is reviewed. */
  readonly suppressed: readonly Suppressed[]
  /** What a review has to say beside. */
  readonly review?: Review
  /** How many more there are, which a change has not caused; absent where all are told. */
  readonly others?: number
  /** What a change makes other than it was among the terms by which it is judged; absent where no change is told of. */
  readonly terms?: {
    /** Findings that it keeps from counting. */
    readonly waived: readonly Suppressed[]
    readonly policies: readonly PolicyChange[]
    readonly settings: readonly ChangedSetting[]
  }
  readonly coverage: Coverage
  /** Whether what could not be decided is among the findings. */
  readonly strict: boolean
  readonly fleet: Fleet
  /** The rules of its policies, which the team wrote. */
  readonly policies: readonly Rule[]
  /** Every text that findings speak of, by the file it was read from. */
  readonly texts: ReadonlyMap<string, string>
  /** Where an address of the fleet stands in those texts. */
  readonly locate: Locate
  /** Comments of the specs that may be waivers. */
  readonly comments: readonly Comment[]
}

/** A setting that a change makes other than it was. */
export interface ChangedSetting {
  readonly key: string
  /** The rule, the path or the pattern; undefined where the key has one value. */
  readonly member?: string
  /** What it was and what it is; undefined where it is not there. */
  readonly base: string | undefined
  readonly head: string | undefined
  /** `looser` where less is checked, or less fails. */
  readonly how: 'looser' | 'tighter' | 'other'
}

/** What became of waivers and of a baseline, besides what they suppress. */
export interface Review {
  /** Whether they were left aside, as `--no-waivers` asks. */
  readonly leftAside: boolean
  readonly baseline?: {
    readonly file: string
    /** How many of its entries speak of something that is different now, of nothing any more, and of rules that a baseline cannot suppress. */
    readonly lapsed: number
    readonly removable: number
    readonly refused: number
  }
}

export interface Options {
  /** Opens what specs name. Left out: nothing is opened. */
  readonly openNamed?: OpenNamed
  /** Whether what could not be decided is an error. */
  readonly strict?: boolean
}

/** Checks the files of one fleet against everything that is known. `inputs` is read once, one file at a time. */
export async function check(
  inputs: Iterable<Input>,
  clock: Clock,
  { openNamed = unopened, strict = false }: Options = {},
): Promise<Report> {
  const sources = await Promise.all(Array.from(inputs, open).map(explainBroken))
  const documents = await Promise.all(sources.flatMap((source) => source.documents.map((parsed) => conformed(source, parsed))))
  const readable = documents.flatMap((document) => document.readable ?? [])
  const evidence = await gather(namings(readable), openNamed)
  const fleet = read(readable, unreadIn(sources, documents), clock, evidence.find)
  const locate = locatorOf(documents, evidence.all)
  const rewrite = rewriterOf(documents)
  const findings: Finding[] = [...sources.flatMap(fromFaults), ...documents.flatMap(misfitsOf)]
  const gaps: [rule: string, gap: Gap][] = []
  const policies = await policiesOf(fleet)
  findings.push(...policies.problems.map((problem) => fromProblem(policySound, problem, locate, rewrite)))
  const all = [...rules, ...policies.rules]
  for (const rule of all) {
    for (const verdict of rule.check(fleet, all)) {
      if ('missing' in verdict) gaps.push([rule.id, verdict])
      else
        findings.push(fromProblem(rule, { ...verdict, related: [...(verdict.related ?? []), ...namedIn(fleet, verdict)] }, locate, rewrite))
    }
  }
  // Several rules may want for one fact.
  if (strict)
    findings.push(
      ...unique(gaps, ([, { missing, of, at }]) => JSON.stringify([missing, of, at.document.file])).map(([rule, gap]) =>
        fromGapAsError(rule, gap, locate),
      ),
    )
  const unchecked = gaps.map(([rule, gap]) => fromGap(rule, gap))
  return {
    findings: unique(findings, ({ rule, file, range, message }) => JSON.stringify([rule, file, range, message])).sort(byPlace),
    suppressed: [],
    comments: sources.flatMap(commentsIn),
    coverage: coverageOf(fleet, all, {
      files: sources.length,
      documents: { read: readable.length, unread: documents.length - readable.length + sum(sources.map(brokenIn)) },
      unchecked: unique(unchecked, ({ rule, missing, of, file }) => JSON.stringify([rule, missing, of, file])),
    }),
    strict,
    fleet,
    policies: policies.rules,
    locate,
    texts: new Map([
      ...evidence.all.map(({ document, shown }) => [document.file, shown] as const),
      ...sources.map(({ file, text }) => [file, text] as const),
    ]),
  }
}

/** The licence entries that name the file in which a problem lies: those of its server, or all where it concerns several. */
function namedIn(fleet: Fleet, { at: { document }, server }: Problem): NonNullable<Problem['related']> {
  const namings = fleet.namings.get(document) ?? []
  const own = namings.filter(({ machine }) => server === undefined || machine.name === server)
  return (own.length > 0 ? own : namings.slice(0, 1)).map(({ license }) => ({
    at: license,
    message: 'the file is named here',
  }))
}

/** Where there is no disk, nothing that a spec names can be opened. */
const unopened: OpenNamed = (_, path) => ({ file: path, reason: 'there is no disk to read it from' })

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
  const priceBooks = dark || values.some(isPriceBook)
  return { names: new Set(named.flatMap((names) => names ?? [])), dark, sections: new Set(sections), priceBooks }
}

/** Addresses to places in the text. A document is read again for it, once, and only if something in it has to be shown. */
function locatorOf(documents: readonly Conforming[], evidence: readonly Evidence[]): Locate {
  type Where = (path: Path, on?: 'key', within?: Place['within']) => { readonly path: Path; readonly range: Range }
  const byDocument = new Map<SpecDocument, Where>([
    ...documents.map(({ document, locator }) => {
      const where: Where = (path, on, within) => ({ path, range: on === 'key' ? locator().keyRange(path) : locator().range(path, within) })
      return [document, where] as const
    }),
    ...evidence.map((each) => [each.document, locatorOfEvidence(each)] as const),
  ])
  return ({ document, path, on, within }) => {
    const locate = byDocument.get(document)
    if (!locate) throw new Error(`a rule speaks of a document that was not read: ${document.file}`)
    return { file: document.file, document: document.number, ...locate(path, on, within) }
  }
}

/** From an address of a spec to the edit that writes something else there. */
function rewriterOf(documents: readonly Conforming[]): Rewrite {
  const locators = new Map(documents.map(({ document, locator }) => [document, locator]))
  return ({ document, path }, text) => locators.get(document)?.().edit(path, 'value', text)
}

/** What evaluates policies is read only where there are any. */
const policiesOf = async (fleet: Fleet): Promise<Policies> =>
  fleet.policies.length === 0 ? { rules: [], problems: [] } : (await import('./policy/policy.ts')).evaluate(fleet)

/** How many documents of a source could not be read as YAML; one for a source that could not be read at all. */
function brokenIn({ broken, faults }: Source): number {
  return broken.length || (faults.some(({ severity }) => severity !== 'warning') ? 1 : 0)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
