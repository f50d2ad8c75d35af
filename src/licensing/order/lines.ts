/** The lines of an order, from what was worked out to order for each lot. */
import { feature } from '../../knowledge/knowledge.ts'
import { spell } from '../../knowledge/release.ts'
import { daysBetween, daysFrom } from '../../model/day.ts'
import type { Draft } from './fill.ts'
import { times } from './money.ts'
import type { OrderLine, Units } from './order.ts'

/** Drafts as numbered lines: what is lacking already first, then by the day by which it has to be ordered. */
export function linesOf(drafts: readonly Draft[], leadDays: number): OrderLine[] {
  const all = drafts.map((draft) => lineOf(draft, leadDays))
  const days = [...new Set(all.map(({ orderBy }) => orderBy ?? ''))].sort()
  return days.flatMap((day) => all.filter(({ orderBy }) => (orderBy ?? '') === day)).map((line, index) => ({ ...line, number: index + 1 }))
}

function lineOf(
  { candidate: { holder, of }, count, moment: { day, expires, expiring }, because, fitsAtOnce }: Draft,
  leadDays: number,
): OrderLine {
  const { machine, kind, pool, release, old } = holder
  const gives = (units: readonly Units[]): Units[] =>
    units.map(({ feature: name, units: each }) => ({ feature: name, units: each * count }))
  const forPool = (units: readonly Units[]): string | undefined =>
    units.some(({ feature: name }) => feature(name).pooled) ? pool : undefined
  const upgrade = { from: old?.from && spell(old.from), to: spell(release) }
  const base = {
    number: 0,
    holder: machine.name,
    kind,
    count,
    because: [...new Set(because)],
    takes: [],
    amount: undefined,
    item: undefined,
  }
  const due = expires === undefined ? undefined : later(daysFrom(expires, -leadDays), machine.asOf)
  const late = expires === undefined ? 0 : Math.max(0, leadDays - 1 - daysBetween(machine.asOf, expires))
  const dated = { ...base, orderBy: due, expires, expiring, late, ...(day !== undefined && !fitsAtOnce && { notBefore: day }) }
  if (of === 'upgrade') return { ...dated, gives: [], upgrade, pool: undefined }
  if (typeof of === 'string') return { ...dated, gives: gives([{ feature: of, units: 1 }]), pool: forPool([{ feature: of, units: 1 }]) }
  return {
    ...dated,
    pool: of.upgrades ? undefined : forPool(of.gives),
    item: of.item,
    gives: gives(of.gives),
    takes: gives(of.takes),
    amount: times(of.item.price, count),
    ...(of.upgrades && { upgrade }),
  }
}

const later = (a: string, b: string): string => (a > b ? a : b)
