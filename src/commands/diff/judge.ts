/** Judges both sides of a change alike: on one day, by settings as strict as those of either, each with its own waivers and baseline. */
import type { Side } from '../../change/side.ts'
import { check, type Report } from '../../check.ts'
import type { Clock } from '../../model/read.ts'
import type { Settings } from '../../review/settings.ts'
import { say } from '../print.ts'
import type { Specs } from './sides.ts'
import type { Held } from './terms.ts'

export interface Judging {
  readonly clock: Clock
  readonly strict?: boolean
  /** What a team makes of a report: its waivers, its baseline, its severities. */
  readonly judged: (report: Report) => Promise<Report>
  /** What is settled on that side; undefined where that is not compared. */
  readonly settings?: Settings | undefined
}

export interface Judged extends Side {
  /** Whether all that belongs to it could be read. */
  readonly whole: boolean
}

/** The one place where specs of a side become a report. */
export async function judge(
  { label, selection, openNamed, nameOf }: Specs,
  { clock, strict = false, judged, settings }: Judging,
): Promise<Judged> {
  const report = await judged(await check(selection.inputs, clock, { openNamed, strict }))
  for (const { path, reason } of selection.failures) say(`${path} in ${label}: ${reason}`)
  return { label, report, nameOf, whole: selection.failures.length === 0, ...(settings && { settings }) }
}

export async function judgeBoth(base: Held, head: Held): Promise<Record<'base' | 'head', Judged>> {
  const after = await judge(await head.specs(), head.judging)
  return { base: await judgeBase(base, after), head: after }
}

/**
 * Judges BASE on the day of HEAD. Where documents say on which day they are judged, and HEAD says another than BASE, a day that passes is
 * no change: BASE is judged on that of HEAD, for which its specs are read anew.
 */
export async function judgeBase({ specs, judging }: Pick<Held, 'specs' | 'judging'>, head: Side): Promise<Judged> {
  const before = await judge(await specs(), judging)
  const [old, day] = [onlyDay(before.report), onlyDay(head.report)]
  if (judging.clock.asOf !== undefined || old === undefined || day === undefined || old === day) return before
  return judge(await specs(), { ...judging, clock: { ...judging.clock, asOf: day } })
}

/** The day on which all of a fleet is judged; undefined where it has several. */
function onlyDay({ fleet }: Report): string | undefined {
  const days = new Set([...fleet.servers, ...fleet.bridges].map(({ asOf }) => asOf))
  const [day] = days
  return days.size === 1 ? day : undefined
}
