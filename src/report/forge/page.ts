/** The report as Markdown for those who read a pull request: the comment under it, and the summary of a job. */
import type { Finding, Suppressed } from '../../finding.ts'
import { escaped, verbatim } from '../page/escape.ts'
import { suppressedWords, suppressionWords } from '../suppressed.ts'
import { meanings, plural, sourcesOf } from '../text.ts'
import { prose } from './prose.ts'
import { extent, gapsOf, gapText, others, type Rendered, type Subject, shortcomings } from './subject.ts'
import { fitting, tally, worstFirst } from './worst.ts'

/** GitHub takes a comment of so many characters. GitLab takes more. */
export const mostOfComment = 65_536
/** GitHub takes so many bytes of a summary from a step. */
export const mostOfSummary = 1024 * 1024

/** By this line a bot finds its comment again. */
export const marker = '<!-- cuspec -->'

export const renderComment = (subject: Subject): Rendered => fitted(subject, mostOfComment - 1, `${marker}\n`, (text) => text.length)
export const renderSummary = (subject: Subject): Rendered => fitted(subject, mostOfSummary - 1, '', (text) => Buffer.byteLength(text))

/** The page with as many findings as fit, the worst first, then what was not checked. */
function fitted({ report, fromRoot }: Subject, room: number, lead: string, size: (text: string) => number): Rendered {
  const worst = worstFirst(report.findings)
  const head = `${lead}## cuspec: ${tally(worst) || 'no findings'}\n\n${[`Checked: ${extent(report)}`, ...suppressedWords(report).map(prose), ...shortcomings(report).map(clipped), ...others(report).map(clipped)].join('; ')}.\n`
  const left = room - size(head) - keptBack
  const shown = fitting(worst, left, (finding) => size(itemOf(finding, fromRoot)) + 1)
  const over = worst.slice(shown.length)
  const cut = over.length > 0 ? `${tally(over)} more did not fit here` : undefined
  const closing = cut === undefined ? '' : `\n**${cut}.** The rest is in the log, and in \`cuspec lint\`.\n`
  const findings = sections(shown, fromRoot)
  const gaps = gapsOf(report).map((gap) => `- ${clipped(gapText(gap))}\n`)
  const roomForGaps = room - size(head + findings + closing) - keptBack
  const told = fitting(gaps, roomForGaps, size)
  const untold = gaps.length > told.length ? `- and ${plural(gaps.length - told.length, 'fact')} more\n` : ''
  const unchecked = gaps.length === 0 ? '' : folded(`Not checked: ${plural(gaps.length, 'fact')} missing`, told.join('') + untold)
  const suppressed = report.suppressed.map((each) => suppressedItem(each, fromRoot))
  const listed = fitting(suppressed, room - size(head + findings + closing + unchecked) - keptBack, size)
  const unlisted = suppressed.length > listed.length ? `- and ${suppressed.length - listed.length} more\n` : ''
  const waived = suppressed.length === 0 ? '' : folded(`${suppressed.length} suppressed`, listed.join('') + unlisted)
  return { text: head + findings + closing + unchecked + waived, ...(cut !== undefined && { cut }) }
}

/** Room for titles, folds and the line that says what did not fit. */
const keptBack = 1000

/** Errors and warnings are open to the eye, notes a click away. */
function sections(findings: readonly Finding[], fromRoot: Subject['fromRoot']): string {
  const of = (severity: Finding['severity']): readonly Finding[] => findings.filter((finding) => finding.severity === severity)
  const listOf = (some: readonly Finding[]): string => some.map((finding) => `${itemOf(finding, fromRoot)}\n`).join('')
  const open = (['error', 'warning'] as const).flatMap((severity) => {
    const some = of(severity)
    return some.length > 0 ? [`\n### ${titles[severity]}\n\n${listOf(some)}`] : []
  })
  const notes = of('note')
  return open.join('') + (notes.length > 0 ? folded(plural(notes.length, 'note'), listOf(notes)) : '')
}

const titles = { error: 'Errors', warning: 'Warnings' } as const

const folded = (title: string, markdown: string): string => `\n<details><summary>${title}</summary>\n\n${markdown}\n</details>\n`

const mostRelated = 3

function itemOf({ file, range, rule, message, consequence, cites, fix, related }: Finding, fromRoot: Subject['fromRoot']): string {
  const place = (name: string, line: number): string => verbatim(`${clip(fromRoot(name) ?? name)}:${line}`)
  const more = related.length - mostRelated
  const details = [
    ...(consequence ? [`What follows: ${escaped(meanings[consequence])}.`] : []),
    ...(fix ? [`To mend it: ${clipped(fix.title)}.`] : []),
    ...related.slice(0, mostRelated).map((other) => `See also ${place(other.file, other.range.start.line)}: ${clipped(other.message)}.`),
    ...(more > 0 ? [`See also ${plural(more, 'more place')}.`] : []),
    ...(cites.length > 0 ? [`Source: ${clipped(sourcesOf(cites))}.`] : []),
  ]
  return [`- ${place(file, range.start.line)} ${clipped(message)} (${verbatim(rule)})`, ...details.map((detail) => `  <br>${detail}`)].join(
    '\n',
  )
}

const suppressedItem = ({ file, range, rule, message, suppression }: Suppressed, fromRoot: Subject['fromRoot']): string =>
  `- ${verbatim(`${clip(fromRoot(file) ?? file)}:${range.start.line}`)} ${clipped(message)} (${verbatim(rule)})\n  <br>${clipped(suppressionWords(suppression))}\n`

/** What comes from a spec may be of any length, and must not leave the others without room. */
const longest = 600
const clip = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)}…`)
const clipped = (text: string): string => prose(clip(text))
