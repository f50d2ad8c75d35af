/** The licence viewer for people. Everything that comes from a file is made visible before it is shown. */

import type { ReportRow, ReportView } from '../../licensing/report-view.ts'
import { same } from '../../licensing/totals.ts'
import { stampOf } from '../../licensing/viewed-line.ts'
import type { FileView, View } from '../../licensing/viewer.ts'
import { addTo } from '../../model/add-to.ts'
import { figure, signed } from '../../model/figure.ts'
import type { Held } from '../../model/held.ts'
import type { Paint } from '../paint.ts'
import { renderFindings } from '../text.ts'
import { visible } from '../visible.ts'
import { table } from './table.ts'
import { amountOf, doubtsOf, lineList, some, stateOf, totalOf } from './words.ts'

/** Renders a view: what was found, each file, what all grant, when that changes, host ids, and what is not understood. */
export function licensesText(view: View, paint: Paint): string {
  const blocks = [
    ...view.files.map((file) => fileBlock(file, paint)),
    ...view.reports.map((report) => reportBlock(report, paint)),
    totalBlock(view, paint),
    changeBlock(view, paint),
    hostBlock(view, paint),
    section(
      'not understood, and not added up',
      view.notUnderstood.map(({ file, line, message }) => `  ${visible(`${file}:${line}: ${message}`)}`),
      paint,
    ),
  ]
  const shown = blocks.filter((block) => block.length > 0).map((block) => `${block.join('\n')}\n`)
  return [...renderFindings(view.findings, view.texts, paint), ...shown].join('\n')
}

const section = (title: string, lines: readonly string[], paint: Paint): string[] =>
  lines.length > 0 ? [paint('bold', title), ...lines] : []

function fileBlock({ file, lines, reliable }: FileView, paint: Paint): string[] {
  const head = ['line', 'grants', 'version', 'expires', 'host id', 'PAK', '']
  const rows = lines.map((each) => {
    const { line, grant, grants, hostIds, pak } = each
    const what = grants.length > 0 ? grants.map(({ feature, amount }) => amountOf(feature, amount)).join(', ') : grant.feature
    return [String(line), what, grant.version, grant.expires ?? '?', hostIds.join(' '), pak ?? '', stateOf(each)]
  })
  const title = `${paint('bold', visible(file))}: licence file${reliable ? '' : paint('red', ', not added up: it cannot be relied on')}`
  return [title, ...(rows.length > 0 ? table([head, ...rows]) : []), ...extras(lines).map((line) => `  ${visible(line)}`)]
}

/** What some lines have besides, once for all that have the same. */
function extras(lines: FileView['lines']): string[] {
  const groups = new Map<string, number[]>()
  const add = (what: string, line: number): void => addTo(groups, what, line)
  for (const { line, fileId, grant } of lines) {
    const { issued, start, overdraft, supersede } = grant
    if (fileId) add(`LicFileID ${fileId}${stampOf(fileId) ? `, made at ${stampOf(fileId)} (inferred)` : ''}`, line)
    if (issued) add(`issued on ${issued}`, line)
    if (start) add(`counts from ${start} on`, line)
    if (overdraft) add(`OVERDRAFT of ${figure(overdraft)}; whether it may be used is not known`, line)
    if (supersede) add(`supersedes earlier lines of ${supersede === true ? 'the same feature' : supersede.join(', ')}`, line)
  }
  return [...groups].map(([what, own]) => (own.length === lines.length ? what : `${what}: ${lineList(own)}`))
}

function reportBlock({ file, form, rows, pooling, primary }: ReportView, paint: Paint): string[] {
  const forms = { 'effective-license-page': 'page of effective licences', 'snmp-walk': 'snmpwalk of CISCO-UNITY-MIB' }
  const flag = (value: boolean | undefined, yes: string, no: string): string[] => (value === undefined ? [] : [`  ${value ? yes : no}`])
  return [
    `${paint('bold', visible(file))}: what a server reports (${form ? forms[form] : 'unknown'})`,
    ...(rows.length > 0 ? table([['', 'licensed', 'used', 'left'], ...rows.map(reportCells)]) : []),
    ...flag(primary, 'licensed as a primary or stand-alone server', 'not licensed as a primary or stand-alone server'),
    ...flag(pooling, 'pooling is enabled; whether users are its own or those of its pool is not known', 'pooling is not enabled'),
  ]
}

function reportCells({ feature, licensed, used, left }: ReportRow): string[] {
  const number = (value: number | undefined): string => (value === undefined ? '' : signed(value))
  const yesOrNo = (value: number): string => (value > 0 ? 'yes' : 'no')
  const held = feature.counted ? figure : yesOrNo
  return [feature.title, licensed === undefined ? '?' : held(licensed), number(used), number(left)]
}

/** What does not count, by the reason. */
function idleOf({ expired }: Held): [reason: string, amount: number][] {
  const byReason = new Map<string, number>()
  for (const { amount, idle = 'expired' } of expired) byReason.set(idle, (byReason.get(idle) ?? 0) + amount)
  return [...byReason]
}

function totalBlock({ totals, files, asOf, release, findings }: View, paint: Paint): string[] {
  const left = files.filter(({ reliable }) => !reliable).length
  const without = left > 0 ? `, without ${left === 1 ? 'the file' : `the ${left} files`} that cannot be relied on` : ''
  const rows = totals.filter(some).map((total) => {
    const gone = idleOf(total.holding).map(([reason, amount]) =>
      total.feature.counted ? `${figure(amount)} more ${reason}` : `granted by a line that does not count, too: ${reason}`,
    )
    const why = doubtsOf(total).map((doubt) => `not known: ${doubt}`)
    return [total.feature.title, totalOf(total), [...gone, ...why].join('; ')]
  })
  const none = totals
    .filter((total) => !some(total))
    .map(
      ({ feature, holding }) =>
        `${feature.title}${idleOf(holding)
          .map(([reason, amount]) => ` (${feature.counted ? `${figure(amount)} ` : ''}${reason})`)
          .join('')}`,
    )
  const rest = none.length > 0 ? [`  ${rows.length > 0 ? 'nothing' : 'nothing at all'} of ${none.join(', ')}`] : []
  const refused = findings.some(
    ({ consequence, file }) => consequence === 'refused' && files.some((each) => each.file === file && each.reliable),
  )
  const title = `in force on ${asOf}${release ? ` for ${release.id}` : ''}${without}${refused ? ', were it not refused as said above' : ''}`
  return totals.length === 0 ? [] : section(title, [...table(rows), ...rest], paint)
}

function changeBlock({ totals, changes, moreChanges }: View, paint: Paint): string[] {
  let before = totals
  const rows = changes.map(({ from, totals: now }) => {
    const told = now.flatMap((total, index) => {
      const earlier = before[index]
      return !earlier || same(total, earlier) ? [] : [`${total.feature.title} ${totalOf(total)} (${totalOf(earlier)} before)`]
    })
    before = now
    return `  ${from}  ${told.join(', ')}`
  })
  const more = moreChanges > 0 ? [`  and ${figure(moreChanges)} more days`] : []
  return section('from later days on', [...rows, ...more], paint)
}

function hostBlock({ hosts, moreHosts, commonHosts }: View, paint: Paint): string[] {
  const differ = hosts.length > 0 && commonHosts.length === 0
  const rows = hosts.map(
    ({ hostId, lines, totals }) =>
      [
        hostId,
        `${lines} ${lines === 1 ? 'line' : 'lines'}`,
        differ ? totals.filter(some).map((total) => `${total.feature.title} ${totalOf(total)}`) : [],
      ] as const,
  )
  const more = moreHosts > 0 ? [`  and ${figure(moreHosts)} more`] : []
  const told = rows.flatMap(([hostId, lines, totals]) => [
    ...table([[hostId, lines]]),
    ...(totals.length > 0 ? [`    ${totals.join(', ')}`] : []),
  ])
  const title = differ
    ? paint('yellow', 'different host ids: no server is granted all of this, only what its own host id is on')
    : 'host ids'
  return section(title, [...told, ...more], paint)
}
