/** What came of an order, for programs: `schemas/verification.schema.json`. Safe to show on a terminal. */
import type { Remark, Verification, VerifiedLine } from '../../licensing/order/delivery/delivery.ts'
import { outcomes } from '../../licensing/order/delivery/outcome.ts'
import { version } from '../../version.ts'
import { visibleJson } from '../visible.ts'

export function verifiedJson({ lines, others, short, findings }: Verification): string {
  const shown = {
    formatVersion: '1',
    tool: { name: 'cuspec', version },
    short,
    lines: lines.map(lineJson),
    others: others.map(remarkJson),
    findings,
    summary: outcomes(lines),
  }
  return `${visibleJson(JSON.stringify(shown, null, 2))}\n`
}

/** What is not known is left out; `possible` is null where nothing bounds it. */
function lineJson({ line, by, feature, ordered, received, possible, verdict, remarks }: VerifiedLine) {
  return {
    number: line.number,
    for: line.holder,
    kind: line.kind,
    ...(line.pool !== undefined && { pool: line.pool }),
    ...(line.item && { partNumber: line.item.partNumber }),
    by,
    ...(feature !== undefined && { feature }),
    ordered,
    received,
    possible: possible === Number.POSITIVE_INFINITY ? null : possible,
    verdict,
    remarks: remarks.map(remarkJson),
  }
}

function remarkJson({ kind, file, line, column, message, cites }: Remark) {
  return {
    kind,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    message,
    cites,
  }
}
