/** The report for people: each finding with its line, what follows from it, and where that is published. */
import type { Report } from '../check.ts'
import type { Citation, Consequence, Finding, Location, Severity, Unchecked } from '../finding.ts'
import { fixable } from '../fix/fixable.ts'
import { lineStarts, lineText } from '../source/text.ts'
import { ignoredText, offText } from './off.ts'
import type { Paint, Style } from './paint.ts'
import { suppressedWords } from './suppressed.ts'
import { termsWords } from './terms.ts'
import { visible, width } from './visible.ts'

export const meanings: Readonly<Record<Consequence, string>> = {
  shutdown: 'the server goes into shutdown mode',
  refused: 'the licence is refused',
  unlicensed: 'what is not licensed does not work',
  order: 'something must be ordered or re-issued first',
  degraded: 'it works, badly',
  advice: 'no source says that anything breaks',
}

const styles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', note: 'blue' }

/** Renders a report. Everything that comes from a spec is made visible before it is shown. `sections` were asked for; what is missing in them is told after them. */
export function renderText(report: Report, paint: Paint, sections: readonly string[] = []): string {
  const { findings, coverage, texts, strict } = report
  // Where it is an error, it stands above.
  const unchecked = strict ? undefined : renderUnchecked(coverage.unchecked, paint)
  const parts = [...renderFindings(findings, texts, paint), ...sections, ...(unchecked ? [unchecked] : [])]
  return [...parts, renderSummary(report, paint)].join('\n')
}

/** Each finding with its line. */
export function renderFindings(findings: readonly Finding[], texts: Report['texts'], paint: Paint): readonly string[] {
  const lines = linesOf(texts)
  return findings.map((finding) => renderFinding(finding, lines, paint))
}

type Lines = (file: string, line: number) => string

/** Lines of the texts, each text cut into lines once. */
function linesOf(texts: Report['texts']): Lines {
  const cut = new Map<string, readonly number[]>()
  return (file, line) => {
    const text = texts.get(file)
    if (text === undefined) return ''
    const starts = cut.get(file) ?? lineStarts(text)
    cut.set(file, starts)
    return lineText(text, starts, line)
  }
}

function renderFinding(finding: Finding, lines: Lines, paint: Paint): string {
  const { severity, message, rule, consequence, related, cites } = finding
  const gutter = ' '.repeat(String(finding.range.start.line).length)
  const also = related.map((other) => detail(gutter, 'also', `${address(other)}: ${visible(other.message)}`, paint))
  return [
    `${paint(styles[severity], severity)}: ${paint('bold', visible(message))} ${paint('dim', `[${rule}]`)}`,
    `${gutter}${paint('blue', '-->')} ${address(finding)}`,
    ...frame(finding, lines(finding.file, finding.range.start.line), gutter, paint),
    ...also,
    ...(consequence ? [detail(gutter, 'consequence', meanings[consequence], paint)] : []),
    ...(cites.length > 0 ? [detail(gutter, 'source', sourcesOf(cites), paint)] : []),
    '',
  ].join('\n')
}

const detail = (gutter: string, label: string, text: string, paint: Paint): string =>
  `${gutter} ${paint('blue', '=')} ${paint('bold', `${label}:`)} ${text}`

const address = ({ file, range }: Location): string => `${visible(file)}:${range.start.line}:${range.start.column}`

const longest = 150

/** The line of a finding with carets under what it is about. Of a long line, what stands around there; of an empty one, nothing. */
function frame({ range, severity }: Finding, line: string, gutter: string, paint: Paint): readonly string[] {
  if (line.trim() === '') return []
  const start = range.start.column - 1
  const from = start > longest - 50 ? boundary(line, start - 40) : 0
  const to = boundary(line, from + longest)
  const lead = from > 0 ? '…' : ''
  const shown = lead + visible(line.slice(from, to)) + (to < line.length ? '…' : '')
  const before = ' '.repeat(width(lead + visible(line.slice(from, start))))
  const carets = '^'.repeat(Math.max(1, width(visible(line.slice(start, Math.min(range.end.column - 1, to))))))
  const bar = paint('blue', '|')
  const number = paint('blue', String(range.start.line))
  return [`${gutter} ${bar}`, `${number} ${bar} ${shown}`, `${gutter} ${bar} ${before}${paint(styles[severity], carets)}`]
}

/** An offset at or just before `offset`, not within a character of two UTF-16 units. */
const boundary = (line: string, offset: number): number => (/[\uDC00-\uDFFF]/.test(line.charAt(offset)) ? offset - 1 : offset)

/** Each document once, with the sections read, and how sure it is where it does not say so itself. */
export function sourcesOf(cites: readonly Citation[]): string {
  const sections = new Map<string, Set<string>>()
  for (const { title, date, section, confidence } of cites) {
    const source = [title, date].filter(Boolean).join(', ')
    const grade = confidence === 'stated' ? '' : ` (${confidence})`
    sections.set(source, (sections.get(source) ?? new Set()).add(section ? `, "${section}"${grade}` : grade))
  }
  return [...sections].map(([source, parts]) => visible([source, ...parts].join(''))).join('; ')
}

const mostNames = 3

function renderUnchecked(unchecked: readonly Unchecked[], paint: Paint): string | undefined {
  if (unchecked.length === 0) return undefined
  const groups = new Map<string, { names: Set<string>; rules: Set<string> }>()
  for (const { missing, brief = missing, of, rule } of unchecked) {
    const group = groups.get(brief) ?? { names: new Set(), rules: new Set() }
    groups.set(brief, { names: group.names.add(of), rules: group.rules.add(rule) })
  }
  const lines = [...groups].map(([missing, { names, rules }]) => {
    const listed = [...names].slice(0, mostNames).join(', ')
    const more = names.size > mostNames ? ` and ${names.size - mostNames} more` : ''
    return `  ${visible(`${listed}${more}: ${missing}`)} ${paint('dim', `[${[...rules].join(', ')}]`)}`
  })
  // One row shows how the others are written.
  const remedy = unchecked.find((gap) => gap.remedy !== undefined)?.remedy
  const supply = remedy === undefined ? [] : [`  ${paint('blue', '=')} ${visible(remedy)}`]
  return [paint('bold', 'not checked, because this is missing:'), ...lines, ...supply, ''].join('\n')
}

/** Findings that are not told, since a change has not caused them. */
export const othersText = (others: number): string => `${plural(others, 'other')} ${others === 1 ? 'was' : 'were'} there before`

export const plural = (count: number, noun: string, nouns = `${noun}s`): string => `${count} ${count === 1 ? noun : nouns}`

function renderSummary(report: Report, paint: Paint): string {
  const { findings, coverage, others } = report
  const { files, documents, servers, bridges, rules, byRule, unchecked, passedOver } = coverage
  const counts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [paint(styles[severity], plural(count, severity))]
  })
  const verdict = counts.length > 0 ? counts.join(', ') : paint('green', 'no findings')
  const parts = [plural(servers, 'server'), ...(bridges > 0 ? [plural(bridges, 'Bridge')] : [])].join(', ')
  const reviewed = suppressedWords(report).map((words) => `; ${visible(words)}`)
  const unread = documents.unread > 0 ? `; ${plural(documents.unread, 'document')} could not be read` : ''
  const missing = new Set(unchecked.map(({ missing, brief = missing }) => brief)).size
  const undecided = new Set(unchecked.map(({ rule, of }) => `${rule} ${of}`)).size
  const checks = byRule.reduce((total, { parts }) => total + parts, 0)
  const gaps = missing > 0 ? `; ${undecided} of ${plural(checks, 'check')} undecided, for want of ${plural(missing, 'fact')}` : ''
  const links = passedOver?.links ? `; ${plural(passedOver.links, 'link')} not followed` : ''
  const foreign = passedOver?.foreign ? `; ${plural(passedOver.foreign, 'other YAML file')} passed over` : ''
  const settled = [offText(coverage), ignoredText(coverage)].flatMap((text) => (text === undefined ? [] : [`; ${visible(text)}`])).join('')
  const terms = termsWords(report).map((words) => `; ${visible(words)}`)
  const before = !others ? '' : `; ${othersText(others)}`
  return `${verdict} in ${plural(files, 'file')} (${parts}, ${plural(rules, 'rule')})${reviewed.join('')}${fixes(findings)}${unread}${gaps}${links}${foreign}${settled}${terms.join('')}${before}\n`
}

function fixes(findings: readonly Finding[]): string {
  const all = fixable(findings)
  const safe = all.filter(({ fix }) => fix.applicability === 'safe').length
  const parts = [
    ...(safe > 0 ? [`${safe} can be fixed with --fix`] : []),
    ...(all.length > safe ? [`${all.length - safe} with --fix=suggested`] : []),
  ]
  return parts.length > 0 ? `; ${safe > 0 ? '' : 'can be fixed: '}${parts.join(', ')}` : ''
}
