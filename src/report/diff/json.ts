/** A change for programs: `schemas/diff.schema.json`. */
import type { Change } from '../../change/compare.ts'
import type { Standing } from '../../change/effect.ts'
import type { Side } from '../../change/side.ts'
import { version } from '../../version.ts'
import { placeJson, type Where } from '../address.ts'
import { visibleJson } from '../visible.ts'
import type { Jointly } from './joint.ts'

export function diffJson(change: Change, jointly: Jointly | undefined): string {
  const { base, head, findings, gaps, effect, orders, blocked, alarms, gone, parts, layout } = change
  const where = whereIn(base, head)
  const value = {
    formatVersion: '1',
    tool: { name: 'cuspec', version },
    base: sideJson(base),
    head: sideJson(head),
    summary: {
      new: findings.added.length,
      changed: findings.changed.length,
      fixed: findings.fixed.length,
      lost: findings.lost.length,
      unchanged: findings.unchanged.length,
      rehosts: alarms.filter(({ state }) => state !== 'done').length,
    },
    findings: {
      new: findings.added.map((finding) => ({ ...finding, unseen: findings.unseen.has(finding) })),
      changed: findings.changed,
      fixed: findings.fixed,
      lost: findings.lost,
    },
    notChecked: gaps,
    effect: effect.map(({ maximum, base: from, head: to, ...row }) => ({
      ...row,
      base: standing(from),
      head: standing(to),
      change: to.needed - from.needed,
      published: maximum ?? null,
    })),
    orders,
    blocked: blocked.map(({ of, kind, feature, units, reason }) => ({ of, kind, feature, units, reason })),
    rehosts: alarms.map(({ place, from, to, licenses, steps, ...alarm }) => ({
      ...alarm,
      from: from ?? null,
      to: to ?? null,
      licenses: licenses.map(({ license, hosts }) => ({ license, hosts })),
      steps: steps.map(({ phase, on, says, facts }) => ({ phase, on: on ?? null, says, facts })),
      at: placeJson(place, where),
    })),
    gone: gone.map(({ name, kind, licenses }) => ({
      name,
      kind,
      licenses: licenses?.map(({ license, hosts }) => ({ license, hosts })) ?? null,
    })),
    parts: parts.map(({ kind, name, was, how, risk, why, changes, place }) => ({
      kind,
      name,
      ...(was !== undefined && { was }),
      how,
      risk,
      ...(why !== undefined && { why }),
      changes: changes.map(({ path, base: from, head: to, risk: own, why: because, facts }) => ({
        path,
        base: from ?? null,
        head: to ?? null,
        risk: own,
        why: because,
        facts,
      })),
      at: placeJson(place, where),
    })),
    layout,
    ...(jointly && {
      joint: {
        branches: jointly.labels,
        findings: jointly.findings,
        rows: jointly.rows.map(({ held, maximum, ...row }) => ({ ...row, held: held ?? null, published: maximum ?? null })),
        conflicts: jointly.conflicts,
        merged: jointly.both,
      },
    }),
  }
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`
}

const sideJson = ({ label, report }: Side) => ({ label, files: report.coverage.files, unread: report.coverage.documents.unread })

/** Without an upper bound there is none. */
const standing = ({ held, ...rest }: Standing) => ({
  ...rest,
  held: { sure: held.sure, possible: Number.isFinite(held.possible) ? held.possible : null },
})

/** Where things of either side stand. A place knows no side: what HEAD has not read is in BASE. */
export function whereIn(base: Side, head: Side): Where {
  const documents = new Set(
    [...head.report.fleet.deployments, ...head.report.fleet.policies, ...head.report.fleet.priceBooks, ...head.report.fleet.maximums].map(
      ({ document }) => document,
    ),
  )
  for (const document of head.report.fleet.namings.keys()) documents.add(document)
  return (place) => (documents.has(place.document) ? head : base).report.locate(place)
}
