/** Judges both sides of a change alike: on one day, and by what HEAD has settled. */
import type { Side } from '../../change/side.ts'
import { check, type Report } from '../../check.ts'
import type { Clock } from '../../model/read.ts'
import { say } from '../print.ts'
import type { Specs } from './sides.ts'

export interface Judging {
  readonly clock: Clock
  readonly strict?: boolean
  /** What a team makes of a report: its waivers, its baseline, its severities. */
  readonly judged: (report: Report) => Promise<Report>
}

export interface Judged extends Side {
  /** Whether all that belongs to it could be read. */
  readonly whole: boolean
}

/**
 * The one place where specs of a side become a report. What a team has settled holds for both sides as it is now, so that a change of
 * settings is not mistaken for a change of specs; waivers are those of the side itself.
 */
export async function judge({ label, selection, openNamed, nameOf }: Specs, { clock, strict = false, judged }: Judging): Promise<Judged> {
  const report = await judged(await check(selection.inputs, clock, { openNamed, strict }))
  for (const { path, reason } of selection.failures) say(`${path} in ${label}: ${reason}`)
  return { label, report, nameOf, whole: selection.failures.length === 0 }
}

export async function judgeBoth(
  base: Specs,
  again: () => Promise<Specs>,
  head: Specs,
  judging: Judging,
): Promise<Record<'base' | 'head', Judged>> {
  const after = await judge(head, judging)
  return { base: await judgeBase(base, again, after, judging), head: after }
}

/**
 * Judges BASE on the day of HEAD. Where documents say on which day they are judged, and HEAD says another than BASE, a day that passes is
 * no change: BASE is judged on that of HEAD, for which `again` gives its specs anew.
 */
export async function judgeBase(base: Specs, again: () => Promise<Specs>, head: Side, judging: Judging): Promise<Judged> {
  const before = await judge(base, judging)
  const [old, day] = [onlyDay(before.report), onlyDay(head.report)]
  if (judging.clock.asOf !== undefined || old === undefined || day === undefined || old === day) return before
  return judge(await again(), { ...judging, clock: { ...judging.clock, asOf: day } })
}

/** The day on which all of a fleet is judged; undefined where it has several. */
function onlyDay({ fleet }: Report): string | undefined {
  const days = new Set([...fleet.servers, ...fleet.bridges].map(({ asOf }) => asOf))
  const [day] = days
  return days.size === 1 ? day : undefined
}
