/** What came of an order, for people. Everything that comes from a file is made visible before it is shown. */
import type { Remark, RemarkKind, Verification, VerifiedLine } from '../../licensing/order/delivery/delivery.ts'
import { outcomes } from '../../licensing/order/delivery/outcome.ts'
import { unitsText } from '../../licensing/order/delivery/want.ts'
import { counted, figure } from '../../model/figure.ts'
import { table } from '../licenses/table.ts'
import type { Paint, Style } from '../paint.ts'
import { renderFindings, sourcesOf } from '../text.ts'
import { visible } from '../visible.ts'

/** Renders the faults of licence files, each order line with what came of it, what came besides, and the sum. */
export function verifiedText(verification: Verification, paint: Paint): string {
  const { lines, others, findings, texts } = verification
  const by = (kind: VerifiedLine['by']): readonly VerifiedLine[] => lines.filter((line) => line.by === kind)
  const blocks = [
    block('ordered, and what came of it', by('licenses'), paint),
    block('ordered, and what the quote has of it', by('quote'), paint),
    others.length > 0 ? [paint('bold', 'besides'), ...others.flatMap((remark) => remarkLines(remark, '  ', paint))] : [],
  ]
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`)
  const unsigned = texts.size > 0 ? `${trust}\n` : ''
  return [...renderFindings(findings, texts, paint), ...shown, `${unsigned}${summary(verification, paint)}\n`].join('\n')
}

const trust = 'signatures are not checked: a count that was altered shows only as more or fewer than ordered, or not at all'

function block(title: string, lines: readonly VerifiedLine[], paint: Paint): readonly string[] {
  if (lines.length === 0) return []
  const quoted = lines.every(({ by }) => by === 'quote')
  const [head = '', ...rows] = table([
    ['line', 'for', lines.some(({ line }) => line.item) ? 'part number' : '', 'ordered', quoted ? 'quoted' : 'came', ''],
    ...lines.map(cells),
  ])
  return [
    paint('bold', title),
    head,
    ...rows.flatMap((row, index) => {
      const line = lines[index]
      const verdict = line ? verdictText(line) : ''
      const start = row.endsWith(verdict) ? row.slice(0, row.length - verdict.length) : row
      const painted = line && start !== row ? `${start}${paint(styles[line.verdict], verdict)}` : row
      return [painted, ...(line?.remarks ?? []).flatMap((remark) => remarkLines(remark, '        ', paint))]
    }),
  ]
}

const styles: Readonly<Record<VerifiedLine['verdict'], Style>> = { received: 'green', short: 'red', undecided: 'yellow', surplus: 'yellow' }

function cells(verified: VerifiedLine): readonly string[] {
  const { line, feature, ordered, received } = verified
  const what = feature === undefined ? counted(ordered, 'items') : unitsText(feature, ordered)
  return [String(line.number), line.holder, line.item?.partNumber ?? '', what, figure(received), verdictText(verified)]
}

function verdictText({ by, verdict, ordered, received, possible }: VerifiedLine): string {
  const missing = figure(ordered - received)
  if (verdict === 'short')
    return possible > received ? `short: ${missing} missing, or ${figure(ordered - possible)}` : `short: ${missing} missing`
  if (verdict === 'undecided') return `not known: ${missing} missing, or none`
  if (verdict === 'surplus') return `surplus: ${figure(received - ordered)} more than ordered`
  return by === 'quote' ? 'quoted' : 'received'
}

const kinds: Readonly<Record<RemarkKind, string>> = {
  'wrong-host': 'wrong host',
  'wrong-release': 'wrong release class',
  'wrong-expiry': 'wrong expiry',
  'other-member': 'for another member of the pool',
  'beyond-maximum': 'beyond the maximum',
  'any-host': 'for any host',
  'starts-later': 'begins later',
  duplicate: 'twice',
  'already-held': 'held already',
  supersedes: 'supersedes',
  superseded: 'superseded',
  surplus: 'surplus',
  'not-ordered': 'not ordered',
  substitute: 'another item',
  price: 'another price',
  currency: 'another currency',
  suspect: 'looks wrong',
  'not-understood': 'not understood',
  'not-judged': 'not judged',
  unreliable: 'not relied on',
}

function remarkLines({ kind, file, line, column, message, cites }: Remark, indent: string, paint: Paint): readonly string[] {
  const at = file === undefined ? '' : `${[file, line, column].filter((part) => part !== undefined).join(':')}: `
  const source = cites.length > 0 ? [`${indent}  ${paint('blue', '=')} ${paint('bold', 'source:')} ${sourcesOf(cites)}`] : []
  return [`${indent}${visible(at)}${paint('bold', `${kinds[kind]}:`)} ${visible(message)}`, ...source]
}

/** How many order lines came, each by the worst that is said of it. */
function summary({ lines }: Verification, paint: Paint): string {
  const counts = outcomes(lines)
  const total = counts.received + counts.short + counts.undecided + counts.surplus
  if (total === 0) return 'nothing was ordered'
  const words = {
    short: 'short',
    undecided: 'not known',
    surplus: 'with surplus',
    received: lines.every(({ by }) => by === 'quote') ? 'quoted' : 'received',
  } as const
  const parts = (['short', 'undecided', 'surplus', 'received'] as const).flatMap((verdict) =>
    counts[verdict] === 0 ? [] : [paint(styles[verdict], `${figure(counts[verdict])} ${words[verdict]}`)],
  )
  return `${counted(total, 'order lines')}: ${parts.join(', ')}`
}
