/** The licence viewer as the `licenses:` of a server in a spec. Where no entry can say something, a comment does. */
import { type Declaration, type Declarations, declareFiles, declareReport, holdsNone } from '../../licensing/declared.ts'
import type { View } from '../../licensing/viewer.ts'
import { quote } from '../../source/quote.ts'
import { visible } from '../visible.ts'
import { lineList } from './words.ts'

/** Renders what is in force. Of reports beside licence files nothing is declared: they tell of the same licences. */
export function licensesYaml(view: View): string {
  const { files, reports, findings, hosts, commonHosts } = view
  const lists =
    files.length > 0
      ? [list(declareFiles(view), view, holdsNone(view))]
      : reports.map((report) => list(declareReport(report), view, false, reports.length > 1 ? `What ${report.file} reports` : undefined))
  const faults = findings.filter(({ severity }) => severity === 'error')
  return [
    ...head(view),
    ...faults.map(({ file, range, message }) => comment(`error: ${file}:${range.start.line}: ${message}`)),
    ...(hosts.length > 0 && commonHosts.length === 0 ? [comment('The host ids differ, so that this is not of one server.')] : []),
    // Each is of a server of its own.
    ...lists.flatMap((each, index) => (index > 0 ? ['---', ...each] : each)),
    ...view.notUnderstood.map(({ file, line, message }) => comment(`not understood: ${file}:${line}: ${message}`)),
  ]
    .map((line) => `${line}\n`)
    .join('')
}

function head({ files, reports, asOf }: View): string[] {
  const named = (kind: 'file' | 'observed', all: readonly { readonly file: string }[]): string[] =>
    all.map(({ file }) => comment(`  { kind: ${kind}, path: ${quote(file)} }`))
  if (files.length === 0)
    return [
      comment(
        'What a server reports of its licences. An entry cannot say that; kept with the spec, the report does, and tells what is in use, too:',
      ),
      ...named('observed', reports),
    ]
  return [
    comment(`What licence files grant on ${asOf}. Kept with the spec, the files say the same themselves, each by its path from the spec:`),
    ...named('file', files),
    ...(reports.length > 0
      ? [comment('A report of the server tells of the same licences, and is named beside them:'), ...named('observed', reports)]
      : []),
  ]
}

function list({ entries, omitted }: Declarations, { files }: Pick<View, 'files'>, none: boolean, title?: string): string[] {
  const whole = new Map(files.map(({ file, lines }) => [file, lines.length]))
  const left = omitted.map(({ file, line, why }) => comment(`left out: ${line === undefined ? file : `${file}:${line}`}: ${why}`))
  const key = entries.length > 0 ? ['licenses:'] : none ? ['licenses: []'] : [comment('Nothing can be declared.')]
  return [...(title ? [comment(title)] : []), ...key, ...entries.flatMap((entry) => entryLines(entry, whole)), ...left]
}

/** `whole` tells how many lines a file has, so that they are named only where they are not all. */
function entryLines({ hostId, expires, pak, entitlements, from }: Declaration, whole: ReadonlyMap<string, number>): string[] {
  const field = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [`    ${name}: ${quote(value)}`])
  return [
    ...from.map(({ file, lines }) => `  ${comment(lines.length === (whole.get(file) ?? 0) ? file : `${file}, ${lineList(lines)}`)}`),
    '  - kind: declared',
    ...field('hostId', hostId),
    ...field('expires', expires),
    ...field('pak', pak),
    '    entitlements:',
    ...entitlements.map(([name, amount]) => `      ${name}: ${amount}`),
  ]
}

const comment = (text: string): string => `# ${visible(text)}`
