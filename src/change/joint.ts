/** Several changes at once: what none of them brings about alone. */
import type { Finding } from '../finding.ts'
import { headroom, left, type Room } from '../licensing/headroom.ts'
import type { Fleet } from '../model/fleet.ts'
import { type Change, compare } from './compare.ts'
import { keyOf, maximumOf } from './effect.ts'
import { compareFindings } from './findings.ts'
import { focused, touched } from './focus.ts'
import type { Side } from './side.ts'

export interface Sides {
  readonly base: Side
  /** BASE with each of the changes alone. */
  readonly alone: readonly Side[]
  /** BASE with all of them. */
  readonly together: Side
}

/** A quantity that is within its limits with each change alone, and beyond one with all of them. */
export interface JointRow {
  readonly of: string
  readonly kind: Room['kind']
  readonly what: Room['what']
  readonly base: number
  /** What each change adds, by its label; those that add nothing are left out. */
  readonly adds: readonly { readonly label: string; readonly amount: number }[]
  readonly together: number
  /** What is surely held; undefined where other licences count, or none are known. */
  readonly held: number | undefined
  readonly maximum: number | undefined
}

export interface Joint {
  /** BASE against all of them. */
  readonly change: Change
  readonly labels: readonly string[]
  readonly findings: readonly Finding[]
  readonly rows: readonly JointRow[]
}

export function joint({ base, alone, together }: Sides): Joint {
  const own = [base, ...alone].map((side) => new Set(compareFindings(side, together).added))
  const change = compare(base, together)
  return {
    change,
    labels: alone.map(({ label }) => label),
    findings: change.findings.added.filter((finding) => own.every((added) => added.has(finding))),
    rows: rowsOf({ base, alone, together }),
  }
}

function rowsOf({ base, alone, together }: Sides): JointRow[] {
  const names = touched(base.report.fleet, together.report.fleet)
  const rooms = (fleet: Fleet): ReadonlyMap<string, Room> =>
    new Map(headroom(focused(fleet, names)).map((room) => [keyOf(room.kind, room.of, room.what), room]))
  const before = rooms(base.report.fleet)
  const each = alone.map(({ label, report }) => ({ label, rooms: rooms(report.fleet) }))
  return [...rooms(together.report.fleet)].flatMap(([key, room]): JointRow[] => {
    const [old, others] = [before.get(key), each.map((one) => one.rooms.get(key))]
    if (!isBeyond(room) || [old, ...others].some((one) => one && isBeyond(one))) return []
    const start = old?.used ?? 0
    const adds = each
      .map(({ label }, index) => ({ label, amount: (others[index]?.used ?? start) - start }))
      .filter(({ amount }) => amount !== 0)
    const { of, kind, what, used = 0, held } = room
    return [{ of, kind, what, base: start, adds, together: used, held: held?.sure, maximum: maximumOf(room) }]
  })
}

const isBeyond = (room: Room): boolean => {
  const { licensed = 0, published = 0 } = left(room)
  return licensed < 0 || published < 0
}
