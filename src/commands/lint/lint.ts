/** `cuspec lint`: reads what was named, checks it, prints, and says by the exit code how it went. */
import { check, type Report } from '../../check.ts'
import { atLeast, type Severity } from '../../finding.ts'
import type { Sections } from '../../report/outlook.ts'
import { wantsColour } from '../../report/paint.ts'
import { isSound } from '../../review/settle.ts'
import { rules } from '../../rules/index.ts'
import { type Selecting, type Selection, select, shown } from '../../source/files.ts'
import { fromRoot, openNamed } from '../../source/named.ts'
import type { Input } from '../../source/open.ts'
import { exits } from '../exits.ts'
import { print } from '../print.ts'
import { Refusal } from '../refusal.ts'
import { onTerminal } from '../surroundings.ts'
import { emit, outlookFor } from './emit.ts'
import type { Typed } from './flags.ts'
import type { mendFiles } from './mend.ts'
import { judgedBy } from './reviewed.ts'
import { pathsBy, sayUnsound, selecting, settled } from './settled.ts'
import { isWhole } from './whole.ts'
import { type Wish, wishOf } from './wish.ts'

/** Runs the command. Returns the exit code; throws `Refusal` for what the command line asks and cannot have. */
export async function lint(typed: Typed): Promise<number> {
  const { flags } = typed
  const wish = wishOf(typed)
  const { standard, clock, strict, fixing, fixesInput } = wish
  const outlook = await outlookFor({ headroom: flags.headroom !== undefined, grow: flags.grow ?? [], without: flags.without ?? [] })
  const own = await settled(wish.choice, clock.today)
  const failOn = own.settings.failOn ?? 'error'
  const terminal = await onTerminal()
  const colour = wantsColour(wish.colour, process.env, terminal)
  const manner = { colour: colour && !fixesInput, aside: fixesInput, listed: flags['show-suppressed'] !== undefined }
  const show = async (report: Report, sections?: Sections): Promise<void> => {
    const subject = { report, rules: [...rules, ...report.policies], failOn, fromRoot }
    for (const output of wish.outputs) await emit(output, subject, manner, sections)
  }
  if (!own.sound) {
    sayUnsound(own)
    if (own.report && !isSound(own.report.findings)) await show(own.report)
    return exits.notDone
  }

  const paths = wish.paths.length > 0 ? wish.paths : pathsBy(own.settings)
  const chosen = await selecting(own.settings)
  const judged = judgedBy(own, clock, { baselines: flags.baseline, leftAside: flags['no-waivers'] !== undefined })
  const changed = await changedFor(wish, paths, chosen, judged)
  const selection = await select(paths, standard, chosen)
  const judge = async (inputs: Iterable<Input>): Promise<Report> => judged(await check(inputs, clock, { openNamed, strict }))
  const kept = fixing && Array.from(selection.inputs, ({ file, bytes }) => ({ file, bytes: Buffer.from(bytes) }))
  const first = await judge(kept ?? selection.inputs)
  const piped = fixesInput ? shown(standard) : undefined
  const mended = kept && (await mend(kept, first, judge, { ...fixing, piped, colour, terminal, fromRoot }))
  const latest = mended?.report ?? first
  const told = (await changed?.(latest)) ?? { ...latest, whole: true }
  const report = { ...told, coverage: { ...told.coverage, passedOver: selection.passedOver, unreadable: selection.failures } }

  const sections = report.coverage.files > 0 ? outlook?.(report) : undefined
  if (sections && 'problem' in sections) throw new Refusal(sections.problem)
  const concluded = conclude(selection, report, failOn)
  if (mended?.output !== undefined) print(mended.output)
  if (report.coverage.files > 0) await show(report, sections)
  if (concluded === exits.notDone || !told.whole || mended?.whole === false) return exits.notDone
  return fixing?.diff ? (mended?.found ? exits.findings : exits.clean) : concluded
}

/** Fixes what was read; the code of it is read only then. */
async function mend(...asked: Parameters<typeof mendFiles>): ReturnType<typeof mendFiles> {
  const { mendFiles } = await import('./mend.ts')
  return mendFiles(...asked)
}

/** What takes from a report all that a change has not caused; undefined where that was not asked for. */
async function changedFor(
  { changed, standard, clock, strict }: Wish,
  paths: readonly string[],
  chosen: Selecting,
  judged: (report: Report) => Promise<Report>,
) {
  if (changed === undefined) return undefined
  const { changedOnly } = await import('./changed.ts')
  const named = paths.map((path) => (path === '-' ? standard : path))
  return changedOnly({ named: changed, paths: named, chosen, clock, strict, judged })
}

/** Says on standard error what kept the job from being done, and what the exit code is. */
function conclude(selection: Selection, { findings, coverage }: Report, failOn: Severity): number {
  if (!isWhole(selection, coverage.files)) return exits.notDone
  return findings.some(({ severity }) => atLeast(severity, failOn)) ? exits.findings : exits.clean
}
