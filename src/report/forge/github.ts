/** GitHub's workflow commands, worst first: a step may have ten annotations of each kind, and the rest is dropped in silence. */
import type { Finding, Severity } from '../../finding.ts'
import { visible } from '../visible.ts'
import { inert } from './inert.ts'
import { type Rendered, type Subject, shortcomings, summed } from './subject.ts'
import { tally, worstFirst } from './worst.ts'

/** GitHub, "Usage limits" of annotations: of each kind, a step. */
export const most = 10

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies Record<Severity, string>

export function renderGithub({ report, fromRoot }: Subject): Rendered {
  const worst = worstFirst(report.findings)
  const { unreadable = [] } = report.coverage
  const unread = unreadable.slice(0, most).map(({ path, reason }) => command('error', { title: 'cuspec' }, `${path}: ${reason}`))
  // One of the ten notices is kept for what the others do not say.
  const room = { error: most - unread.length, warning: most, note: most - 1 } as const satisfies Record<Severity, number>
  const shown = (['error', 'warning', 'note'] as const).flatMap((severity) =>
    worst.filter((finding) => finding.severity === severity).slice(0, room[severity]),
  )
  const annotated = new Set(shown)
  const rest = worst.filter((finding) => !annotated.has(finding))
  const closing = [
    ...(rest.length > 0 ? [`${tally(rest)} more, without an annotation: GitHub takes ${most} of each kind`] : []),
    ...shortcomings(report),
  ]
  const lines = [
    ...unread,
    ...shown.map((finding) => annotation(finding, fromRoot(finding.file) ?? finding.file)),
    ...(closing.length > 0 ? [command('notice', { title: 'cuspec' }, closing.join('; '))] : []),
    ...(rest.length > 0 ? ['::group::Findings without an annotation', ...rest.map(plainLine), '::endgroup::'] : []),
    inert(summed(report)),
  ]
  return { text: lines.map((line) => `${line}\n`).join('') }
}

function annotation({ severity, range: { start, end }, rule, message }: Finding, file: string): string {
  const place = { file, line: start.line, endLine: end.line, col: start.column, endColumn: end.column }
  return command(commands[severity], { ...place, title: `cuspec: ${rule}` }, message)
}

const plainLine = ({ file, range: { start }, severity, rule, message }: Finding): string =>
  inert(`${severity}: ${file}:${start.line}:${start.column}: ${message} [${rule}]`)

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`)
  return `::${name} ${written.join(',')}::${escaped(visible(message))}`
}

/** As `@actions/core` does it: what the runner takes back. Names of files keep their line breaks, or they would name no file. */
const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string =>
  escaped(
    text
      .split(/([\r\n])/)
      .map((part) => (/^[\r\n]$/.test(part) ? part : visible(part)))
      .join(''),
  )
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C')
