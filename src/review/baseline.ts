/** Findings that were there before: keyed on rule, document and fact, so that an entry lapses when the fact changes. */
import type { Report, Review } from '../check.ts'
import type { Finding, Path, Range, Related, Suppressed } from '../finding.ts'
import { addTo } from '../model/add-to.ts'
import { pathsByName } from './identity.ts'
import type { Settings } from './settings.ts'
import { refusal } from './waivable.ts'

/** What one finding is recognised by. */
export interface Entry {
  readonly rule: string
  /** From the root of the repository. */
  readonly file: string
  /** The name of the document, or `#` and its number. */
  readonly document: string
  readonly path: Path
  readonly message: string
}

export interface Baseline {
  readonly file: string
  readonly entries: readonly (Entry & { readonly at: Related })[]
}

/** A baseline as it was parsed. */
export interface BaselineSource {
  readonly file: string
  readonly value: unknown
  readonly range: (path: Path) => Range
}

export const formatVersion = '1'

/** Reads a baseline, or says why it is none. */
export function readBaseline({ file, value, range }: BaselineSource): Baseline | { readonly problem: string } {
  const written = property(value, 'formatVersion')
  const findings = property(value, 'findings')
  if (written === undefined || !Array.isArray(findings)) return { problem: `${file} is no baseline; cuspec baseline writes one` }
  if (written !== formatVersion) return { problem: `${file} has formatVersion ${String(written)}, but this cuspec reads ${formatVersion}` }
  const entries: Baseline['entries'][number][] = []
  for (const [index, each] of findings.entries()) {
    const path: Path = ['findings', index]
    const at = (message: string): Related => ({ file, document: 1, path, range: range(path), message })
    const entry = entryOf(each)
    if (typeof entry === 'string') {
      const { line, column } = range(path).start
      return { problem: `${file}:${line}:${column}: an entry of the baseline has no ${entry}` }
    }
    entries.push({ ...entry, at: at(`the baseline has: ${entry.message}`) })
  }
  return { file, entries }
}

/** An entry, or the name of the key that it lacks. */
function entryOf(value: unknown): Entry | string {
  const text = (key: string): string => {
    const found = property(value, key)
    return typeof found === 'string' ? found : ''
  }
  const path = property(value, 'path')
  const lacking = ['rule', 'file', 'document', 'message'].find((key) => text(key) === '')
  if (lacking !== undefined) return lacking
  if (!Array.isArray(path)) return 'path'
  const steps = path.flatMap((step: unknown) => (typeof step === 'string' || typeof step === 'number' ? [step] : []))
  return { rule: text('rule'), file: text('file'), document: text('document'), path: steps, message: text('message') }
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined

/** Makes of findings what they are recognised by. */
export function entriesOf({ fleet }: Report, nameOf: (file: string) => string): (finding: Finding) => Entry {
  const named = pathsByName(fleet)
  const documents = new Map([...fleet.documentNames].map(([{ file, number }, name]) => [JSON.stringify([file, number]), name]))
  return (finding) => {
    const { rule, file, document, message } = finding
    const name = documents.get(JSON.stringify([file, document])) ?? `#${document}`
    return { rule, file: nameOf(file), document: name, path: named(finding), message }
  }
}

export const placeOf = ({ rule, file, document, path }: Entry): string => JSON.stringify([file, document, path, rule])
export const keyOf = (entry: Entry): string => JSON.stringify([placeOf(entry), entry.message])

interface Kept {
  readonly alive: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
  readonly told: NonNullable<Review['baseline']>
}

/** Suppresses what a baseline knows: one entry, one finding. What an entry knew otherwise is said where that counts again. */
export function applyBaseline(baseline: Baseline, report: Report, nameOf: (file: string) => string, settings: Settings): Kept {
  const entryFor = entriesOf(report, nameOf)
  const refused = baseline.entries.filter(({ rule }) => refusal(rule, settings) !== undefined)
  const usable = baseline.entries.filter(({ rule }) => refusal(rule, settings) === undefined)
  const left = grouped(usable, keyOf)
  const suppression = { kind: 'baseline', reason: `in the baseline ${baseline.file}` } as const
  const suppressed: Suppressed[] = []
  const remaining = report.findings.filter((finding) => {
    const known = left.get(keyOf(entryFor(finding)))?.shift()
    if (known) suppressed.push({ ...finding, suppression })
    return !known
  })
  // A waiver speaks for these: the entry is not needed, and not wrong.
  for (const waived of report.suppressed) left.get(keyOf(entryFor(waived)))?.shift()
  const looked = sightOf(report, nameOf)
  const idle = grouped([...left.values()].flat(), placeOf)
  let lapsed = 0
  const alive = remaining.map((finding) => {
    const before = idle.get(placeOf(entryFor(finding)))?.shift()
    if (!before) return finding
    lapsed++
    return { ...finding, related: [...finding.related, before.at] }
  })
  const removable = [...idle.values()].flat().filter(looked).length
  return { alive, suppressed, told: { file: baseline.file, lapsed, removable, refused: refused.length } }
}

/** Whether a run would have found again what an entry speaks of: its file was read, all of it, and its rule could decide there. */
export function sightOf({ texts, findings, coverage }: Report, nameOf: (file: string) => string): (entry: Entry) => boolean {
  const files = new Set([...texts.keys()].map(nameOf))
  const unread = new Set(
    findings.filter(({ rule, severity }) => severity === 'error' && unreadable.has(rule)).map(({ file }) => nameOf(file)),
  )
  const undecided = new Set(coverage.unchecked.map(({ rule, file }) => JSON.stringify([rule, nameOf(file)])))
  return ({ file, rule }) => files.has(file) && !unread.has(file) && !undecided.has(JSON.stringify([rule, file]))
}

/** Rules whose errors keep a document from being read. */
const unreadable: ReadonlySet<string> = new Set(['yaml-syntax', 'schema'])

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) addTo(groups, keyOf(item), item)
  return groups
}
