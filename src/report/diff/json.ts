/** A change for programs: `schemas/diff.schema.json`. */
import type { Change } from '../../change/compare.ts'
import type { Standing } from '../../change/effect.ts'
import type { Side } from '../../change/side.ts'
import { version } from '../../version.ts'
import { placeJson } from '../address.ts'
import { policyJson, settingJson } from '../terms.ts'
import { visibleJson } from '../visible.ts'
import type { Jointly } from './joint.ts'
import { whereIn } from './where.ts'

export function diffJson(change: Change, jointly: Jointly | undefined): string {
  const { base, head, findings, terms, gaps, effect, orders, upgrades, blocked, alarms, gone, parts, layout } = change
  const where = whereIn(change)
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
      ...tallyOf(findings),
      rehosts: alarms.filter(({ state }) => state !== 'done').length,
    },
    findings: {
      new: findings.added.map((finding) => ({
        ...finding,
        unseen: findings.unseen.has(finding),
        unwaived: findings.unwaived.has(finding),
      })),
      changed: findings.changed,
      fixed: findings.fixed,
      lost: findings.lost,
      waived: findings.waived.map(({ finding, known }) => ({ ...finding, known })),
    },
    policies: terms.policies.map((each) => ({
      ...policyJson(each),
      at: placeJson({ document: each.policy.document, path: each.policy.path }, where),
    })),
    settings: terms.settings.map(settingJson),
    notChecked: gaps,
    effect: effect.map(({ maximum, base: from, head: to, ...row }) => ({
      ...row,
      base: standing(from),
      head: standing(to),
      change: to.needed - from.needed,
      published: maximum ?? null,
    })),
    orders,
    upgrades: upgrades.map(({ holder, upgrade, count }) => ({ for: holder, from: upgrade?.from ?? null, to: upgrade?.to ?? null, count })),
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

const tallyOf = ({ waived }: Change['findings']) => {
  const baselined = waived.filter(({ finding }) => finding.suppression.kind === 'baseline').length
  return { waived: waived.length - baselined, baselined }
}

const sideJson = ({ label, report }: Side) => ({ label, files: report.coverage.files, unread: report.coverage.documents.unread })

/** Without an upper bound there is none. */
const standing = ({ held, ...rest }: Standing) => ({
  ...rest,
  held: { sure: held.sure, possible: Number.isFinite(held.possible) ? held.possible : null },
})
