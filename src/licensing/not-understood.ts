/** What licence files and reports say that nobody understands: shown, and never added up. */
import { featureByTag, features } from '../knowledge/knowledge.ts'
import { otherProduct } from '../knowledge/products.ts'
import { report, tagOf } from '../knowledge/reports.ts'
import { reports } from '../model/observation.ts'
import type { Evidence } from '../source/evidence.ts'
import type { LicenseLine } from '../source/flexlm/license-text.ts'
import { didYouMean } from '../source/suggest.ts'
import { lineStarts, positionAt } from '../source/text.ts'
import type { ViewedLine } from './viewed-line.ts'

export interface NotUnderstood {
  readonly file: string
  readonly line: number
  /** The tag, or the keyword of a line that is none of the known. */
  readonly what: string
  readonly message: string
}

const tags = features.flatMap(({ tag }) => tag ?? [])

/** Elements of VENDOR_STRING that grant nothing. */
const bookkeeping = new Set(['Count', 'OrigMacId', 'LicFileVersion'])

/** What of a licence file is not understood, by line. */
export function inLicense({ document: { file }, lines, shown }: Evidence, viewed: readonly ViewedLine[]): NotUnderstood[] {
  const starts = lineStarts(shown)
  const rows = viewed.flatMap(({ line, grant, grants }) => [
    ...tagsOf(grant).flatMap((what) => (featureByTag(what) ? [] : [{ file, line, what, message: unknownTag(what) }])),
    ...grants.flatMap(({ feature: { title, tag = '' }, amount }) =>
      amount === undefined ? [{ file, line, what: tag, message: amountUnread(grant, title) }] : [],
    ),
  ])
  const others = lines.flatMap((each) => {
    const message = otherLine(each)
    return message ? [{ file, line: positionAt(starts, each.span[0]).line, what: each.keyword, message }] : []
  })
  return [...rows, ...others].sort((a, b) => a.line - b.line)
}

/** What of a report is not understood. Of tags, which may be misspelt, the nearest is named. */
export function inReport({ document: { file }, observation, shown }: Evidence): NotUnderstood[] {
  const starts = lineStarts(shown)
  return (observation ? reports(observation).unknown : []).map(({ name, value, nameAt }) => ({
    file,
    line: positionAt(starts, nameAt[0]).line,
    what: name,
    message: `\`${name}\` reads \`${value}\`, and what that means is not known${didYouMean(name, tags)}`,
  }))
}

/** The names of a line that may be tags: its feature, and what its vendor's text and its attributes are named. */
const tagsOf = ({ feature, vendorString, options }: ViewedLine['grant']): string[] => [
  feature,
  ...vendorString.flatMap(({ name }) => (bookkeeping.has(name) ? [] : [name])),
  ...[...options.keys()].filter((name) => /^Lic/i.test(name)),
]

function unknownTag(tag: string): string {
  const foreign = otherProduct([tag])
  if (foreign) return `\`${tag}\` is a name of ${foreign.product}`
  const fact = report(tag)
  if (fact && tagOf(fact) === tag) return `a server reports \`${tag}\`, but what it grants in a licence file is not known`
  return `\`${tag}\` is no tag that is known${didYouMean(tag, tags)}`
}

function amountUnread({ vendorString, count }: ViewedLine['grant'], title: string): string {
  const written = vendorString.find(({ name }) => name === 'Count')?.value
  if (written === undefined && typeof count !== 'number') return `it grants ${title}, but no \`<Count>\` says how many`
  return `it grants ${title}, but how many is not understood${written === undefined ? '' : `: \`<Count>\` says \`${written}\``}`
}

function otherLine(line: LicenseLine): string | undefined {
  if (line.keyword === 'UPGRADE')
    return `an UPGRADE line of \`${line.feature}\` from ${line.fromVersion} to ${line.toVersion}, and what it grants is not known`
  if (line.keyword !== 'PACKAGE') return undefined
  const parts = line.components.length > 0 ? ` of ${line.components.map((name) => `\`${name}\``).join(', ')}` : ''
  return `the PACKAGE \`${line.name}\`${parts}, and what it grants is not known`
}
