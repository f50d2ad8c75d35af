/** The licence viewer for programs: `schemas/licenses.schema.json`. Safe to show on a terminal. */
import type { Host, Total } from '../../licensing/totals.ts'
import { stampOf, type ViewedLine } from '../../licensing/viewed-line.ts'
import type { View } from '../../licensing/viewer.ts'
import { version } from '../../version.ts'
import { visibleJson } from '../visible.ts'
import { doubtsOf } from './words.ts'

export function licensesJson(view: View): string {
  const { asOf, release, files, reports, totals, changes, moreChanges, hosts, moreHosts, commonHosts, notUnderstood, findings } = view
  const shown = {
    formatVersion: '1',
    tool: { name: 'cuspec', version },
    asOf,
    ...(release && { release: release.id }),
    files: files.map(({ file, reliable, lines }) => ({ file, reliable, lines: lines.map(lineJson) })),
    reports: reports.map(({ rows, form, pooling, primary, file }) => ({
      file,
      ...(form && { form }),
      features: rows.map(({ feature: { name, title, counted }, licensed, used, left }) => ({
        feature: name,
        title,
        counted,
        ...known({ licensed, used, left }),
      })),
      ...known({ pooling, primary }),
    })),
    totals: totals.map(totalJson),
    changes: changes.map(({ from, totals: now }) => ({ from, totals: now.map(totalJson) })),
    moreChanges,
    hosts: hosts.map(hostJson),
    moreHosts,
    commonHosts,
    notUnderstood,
    findings,
  }
  return `${visibleJson(JSON.stringify(shown, null, 2))}\n`
}

const hostJson = ({ hostId, lines, totals }: Host) => ({ hostId, lines, totals: totals.map(totalJson) })

/** `possible` is null where nothing bounds it. */
const totalJson = (total: Total) => {
  const { feature, holding } = total
  return {
    feature: feature.name,
    title: feature.title,
    counted: feature.counted,
    sure: holding.sure,
    possible: holding.possible === Number.POSITIVE_INFINITY ? null : holding.possible,
    expired: holding.expired.reduce((sum, { amount, idle }) => (idle === undefined ? sum + amount : sum), 0),
    notKnown: doubtsOf(total),
  }
}

function lineJson({ line, grant, state, hostIds, grants, pak, fileId, lineId }: ViewedLine) {
  const { keyword, feature: tag, vendor, version: of, expires, issued, start, overdraft, supersede } = grant
  return {
    line,
    keyword,
    tag,
    vendor,
    version: of,
    state,
    grants: grants.map(({ feature: { name }, amount }) => ({ feature: name, amount: amount ?? null })),
    hostIds,
    ...known({ expires, issued, start, overdraft }),
    ...(supersede && { supersedes: supersede === true ? [tag] : supersede }),
    ...known({ pak, licFileId: fileId, made: fileId === undefined ? undefined : stampOf(fileId), licLineId: lineId }),
  }
}

/** Only what is known. */
const known = (values: Readonly<Record<string, string | number | boolean | undefined>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
