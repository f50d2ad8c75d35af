/** `cuspec lint`: reads what was named, checks it, prints, and says by the exit code how it went. */
import { check, type Report } from '../../check.ts'
import { atLeast, type Severity } from '../../finding.ts'
import type { Sections } from '../../report/outlook.ts'
import { wantsColour } from '../../report/paint.ts'
import type { Settings } from '../../review/settings.ts'
import { isSound } from '../../review/settle.ts'
import { rules } from '../../rules/index.ts'
import { type Selection, select, shown } from '../../source/files.ts'
import { fromRoot, openNamed } from '../../source/named.ts'
import type { Input } from '../../source/open.ts'
import type { Asked } from '../diff/terms.ts'
import { exits } from '../exits.ts'
import { print } from '../print.ts'
import { Refusal } from '../refusal.ts'
import { onTerminal } from '../surroundings.ts'
import type { Changed } from './changed.ts'
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
  const terminal = await onTerminal()
  const colour = wantsColour(wish.colour, process.env, terminal)
  const manner = { colour: colour && !fixesInput, aside: fixesInput, listed: flags['show-suppressed'] !== undefined }
  const show = async (report: Report, { failOn = 'error' }: Settings, sections?: Sections): Promise<void> => {
    const subject = { report, rules: [...rules, ...report.policies], failOn, fromRoot }
    for (const output of wish.outputs) await emit(output, subject, manner, sections)
  }
  if (!own.sound) {
    sayUnsound(own)
    if (own.report && !isSound(own.report.findings)) await show(own.report, own.settings)
    return exits.notDone
  }

  const asked = {
    clock,
    strict,
    choice: wish.choice,
    baselines: flags.baseline,
    leftAside: flags['no-waivers'] !== undefined,
    typed: wish.paths.length > 0,
  }
  const changed = await changedFor(wish, asked)
  const settings = changed?.settings ?? own.settings
  const paths = wish.paths.length > 0 ? wish.paths : (changed?.chosen.paths ?? pathsBy(settings))
  const chosen = changed?.chosen.chosen ?? (await selecting(settings))
  const judged = changed?.judged ?? judgedBy(own, clock, asked)
  const selection = await select(paths, standard, chosen)
  const judge = async (inputs: Iterable<Input>): Promise<Report> => judged(await check(inputs, clock, { openNamed, strict }))
  const kept = fixing && Array.from(selection.inputs, ({ file, bytes }) => ({ file, bytes: Buffer.from(bytes) }))
  const first = await judge(kept ?? selection.inputs)
  const piped = fixesInput ? shown(standard) : undefined
  let latest = first
  // Fixed is what would be told: with --changed nothing that was there before.
  const ours = async (report: Report): Promise<Report> => (await changed?.only(report, true)) ?? report
  const again = async (inputs: Iterable<Input>): Promise<Report> => {
    latest = await judge(inputs)
    return ours(latest)
  }
  const mended = kept && (await mend(kept, await ours(first), again, { ...fixing, piped, colour, terminal, fromRoot }))
  if (fixing?.diff) latest = first
  const told = (await changed?.only(latest)) ?? { ...latest, whole: true }
  const report = { ...told, coverage: { ...told.coverage, passedOver: selection.passedOver, unreadable: selection.failures } }

  const sections = report.coverage.files > 0 ? outlook?.(report) : undefined
  if (sections && 'problem' in sections) throw new Refusal(sections.problem)
  const concluded = conclude(selection, report, settings.failOn ?? 'error')
  if (mended?.output !== undefined) print(mended.output)
  if (report.coverage.files > 0) await show(report, settings, sections)
  if (concluded === exits.notDone || !told.whole || mended?.whole === false) return exits.notDone
  return fixing?.diff ? (mended?.found ? exits.findings : exits.clean) : concluded
}

/** Fixes what was read; the code of it is read only then. */
async function mend(...asked: Parameters<typeof mendFiles>): ReturnType<typeof mendFiles> {
  const { mendFiles } = await import('./mend.ts')
  return mendFiles(...asked)
}

/** How what a change has caused is told; undefined where that was not asked for. */
async function changedFor({ changed, standard, paths }: Wish, asked: Omit<Asked, 'paths'>): Promise<Changed | undefined> {
  if (changed === undefined) return undefined
  const { changedOnly } = await import('./changed.ts')
  return changedOnly(changed, { ...asked, paths: paths.map((path) => (path === '-' ? standard : path)) })
}

/** Says on standard error what kept the job from being done, and what the exit code is. */
function conclude(selection: Selection, { findings, coverage }: Report, failOn: Severity): number {
  if (!isWhole(selection, coverage.files)) return exits.notDone
  return findings.some(({ severity }) => atLeast(severity, failOn)) ? exits.findings : exits.clean
}
