/** SARIF 2.1.0, within what GitHub takes of it. */
import { gzipSync } from 'node:zlib'
import { byPlace, type Finding, type Fix, type Range, type Suppressed, type Suppression } from '../../finding.ts'
import { type Fingerprint, fingerprints } from '../../review/identity.ts'
import { version } from '../../version.ts'
import { suppressionWords } from '../suppressed.ts'
import { visible, visibleJson } from '../visible.ts'
import { plainly } from './plainly.ts'
import { ruleDescriptor, rulesOf } from './sarif-rules.ts'
import { gapsOf, gapText, type Rendered, type Subject, summed } from './subject.ts'
import { tally, worstFirst } from './worst.ts'

/** GitHub, "SARIF results exceed one or more limits": of more than these it takes nothing at all. */
export const limits = { results: 25_000, compressed: 10_000_000, related: 1000 } as const
/** As many results of a run it shows. */
const shown = 5000

export function renderSarif(subject: Subject): Rendered {
  const { report } = subject
  const { findings, suppressed } = report
  const worst = [...worstFirst(findings), ...worstFirst(suppressed)]
  const prints = fingerprints([...findings, ...suppressed].sort(byPlace), report.fleet, subject.fromRoot)
  let kept = Math.min(worst.length, limits.results)
  for (;;) {
    const cut = cutting(worst, kept)
    const fewer = kept === worst.length ? [...findings, ...suppressed] : worst.slice(0, kept)
    const text = `${visibleJson(JSON.stringify(logOf(subject, fewer, prints, cut), null, 1))}\n`
    // Only a large file can still be too large when it is compressed.
    if (kept === 0 || text.length < limits.compressed || gzipSync(text).length < limits.compressed)
      return { text, ...(cut !== undefined && { cut }) }
    kept = Math.floor(kept / 2)
  }
}

/** What is left out, or will not be shown. */
function cutting(worst: readonly Finding[], kept: number): string | undefined {
  if (kept < worst.length)
    return `${tally(worst.slice(kept))} are left out: GitHub takes at most ${limits.results} results and 10 MB; the worst are kept`
  return kept > shown ? `GitHub shows ${shown} of ${kept} results, the worst first` : undefined
}

function logOf(
  subject: Subject,
  findings: readonly Finding[],
  prints: ReadonlyMap<Finding, Fingerprint>,
  cut: string | undefined,
): unknown {
  const rules = rulesOf(subject.rules, findings)
  const indexes = new Map(rules.map(({ id }, index) => [id, index]))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cuspec', version, semanticVersion: version, rules: rules.map(ruleDescriptor), notifications } },
        invocations: [invocation(subject, cut)],
        originalUriBaseIds: { [root]: { description: { text: 'The root of the repository' } } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(subject, finding, prints.get(finding), indexes.get(finding.rule))),
      },
    ],
  }
}

const root = '%SRCROOT%'

const notifications = (
  [
    ['whole-report', 'Sum', 'The whole report in a line', 'It counts what was found and what was looked at.'],
    ['not-read', 'NotRead', 'Something could not be looked at', 'It was named, and could not be opened, so that nothing is known of it.'],
    ['results-cut', 'Cut', 'Results are left out', 'A forge takes only so many; the worst are kept.'],
    ['not-checked', 'NotChecked', 'A fact is missing', 'Rules could not decide without it; it is not guessed.'],
  ] as const
).map(([id, name, title, text]) => ({
  id,
  name,
  shortDescription: { text: `${title}.` },
  fullDescription: { text: `${title}. ${text}` },
  help: { text: `${title}. ${text}` },
}))

/**
 * What could not be decided is told as notifications: a result of kind `open` would be right, too, but GitHub does not know kinds
 * and would show each as an alert.
 */
function invocation({ report }: Subject, cut: string | undefined): unknown {
  const { unreadable = [] } = report.coverage
  const note = (id: string, level: string, text: string): unknown => ({
    descriptor: { id, index: notifications.findIndex((each) => each.id === id) },
    level,
    message: { text: plainly(text) },
  })
  return {
    executionSuccessful: unreadable.length === 0,
    toolExecutionNotifications: [
      note('whole-report', 'note', `${summed(report)}.`),
      ...unreadable.map(({ path, reason }) => note('not-read', 'error', `${path}: ${reason}.`)),
      ...(cut === undefined ? [] : [note('results-cut', 'warning', `${cut}.`)]),
      ...gapsOf(report).map((gap) =>
        note('not-checked', 'note', `Not checked, because this is missing: ${gapText(gap)} [${gap.rules.join(', ')}].`),
      ),
    ],
  }
}

function result(subject: Subject, finding: Finding | Suppressed, print: Fingerprint | undefined, ruleIndex: number | undefined): unknown {
  const { rule, severity, message, file, range, related, fix, server, consequence, document, path, cites } = finding
  const location = { physicalLocation: physical(subject, file, range), logicalLocations: [logical(finding)] }
  const key = print && `${print.hash}:${print.number}`
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: severity,
    message: { text: plainly(message) },
    locations: [location],
    ...(related.length > 0 && {
      relatedLocations: related.slice(0, limits.related).map((other, id) => ({
        id,
        physicalLocation: physical(subject, other.file, other.range),
        message: { text: plainly(other.message) },
      })),
    }),
    // GitHub reads the first and would make it of the text of the line where it is missing.
    ...(key !== undefined && { partialFingerprints: { primaryLocationLineHash: key, 'cuspec/v1': key } }),
    ...(fix && { fixes: [fixOf(subject, file, fix)] }),
    ...('suppression' in finding && { suppressions: [suppressionOf(finding.suppression)] }),
    properties: {
      document,
      path,
      ...(server !== undefined && { server: visible(server) }),
      ...(consequence !== undefined && { consequence }),
      cites: cites.map(({ fact }) => fact),
    },
  }
}

/** SARIF knows no baselines among suppressions: one is outside of the source, as a waiver in another document is. */
const suppressionOf = (suppression: Suppression): unknown => ({
  kind: suppression.kind === 'inSource' ? 'inSource' : 'external',
  status: 'accepted',
  justification: plainly(suppressionWords(suppression)),
})

const logical = ({ document, path }: Finding): unknown => ({
  fullyQualifiedName: visible([document, ...path].join('/')),
  kind: 'member',
})

const physical = ({ fromRoot }: Subject, file: string, range: Range): unknown => ({
  artifactLocation: { uri: relativeUri(fromRoot(file), file), uriBaseId: root },
  region: region(range),
})

const region = ({ start, end }: Range): unknown => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
})

const fixOf = ({ fromRoot }: Subject, file: string, { title, applicability, more = [], ...first }: Fix): unknown => ({
  description: { text: plainly(title) },
  artifactChanges: [
    {
      artifactLocation: { uri: relativeUri(fromRoot(file), file), uriBaseId: root },
      replacements: [first, ...more].map(({ range, text }) => ({ deletedRegion: region(range), insertedContent: { text } })),
    },
  ],
  properties: { applicability },
})

/** A reference that leads nowhere but below the root. A file from elsewhere is one strange name there, not a way out. */
export const relativeUri = (path: string | undefined, file: string): string =>
  path === undefined ? encoded(file) : path.split('/').map(encoded).join('/')

/** A lone surrogate has no bytes to encode. */
const encoded = (segment: string): string => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\uFFFD'))
