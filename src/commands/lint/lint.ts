/** `cuspec lint`: reads what was named, checks it, prints, and says by the exit code how it went. */
import { existsSync, fstatSync, statSync } from 'node:fs'
import { devNull } from 'node:os'
import { check, type Report } from '../../check.ts'
import { atLeast, type Severity } from '../../finding.ts'
import type { Rendered, Subject } from '../../report/forge/forge.ts'
import { renderJson } from '../../report/json.ts'
import type { Asked, Sections } from '../../report/outlook.ts'
import { coloured, type Paint, plain, wantsColour } from '../../report/paint.ts'
import { renderSuppressed } from '../../report/suppressed.ts'
import { renderText } from '../../report/text.ts'
import { isSound } from '../../review/settle.ts'
import { rules } from '../../rules/index.ts'
import { type Selection, select, shown } from '../../source/files.ts'
import { date } from '../../source/formats.ts'
import { fromRoot, openNamed } from '../../source/named.ts'
import type { Input } from '../../source/open.ts'
import { type Output, put, readOutputs } from '../outputs.ts'
import { print, say } from '../print.ts'
import { Refusal } from '../refusal.ts'
import { applicabilities, colourModes, failLevels, reportFormats, type Typed } from './flags.ts'
import type { mendFiles, Wish } from './mend.ts'
import { reviewed } from './reviewed.ts'
import { bySettings, pathsBy, sayUnsound, selecting, settled } from './settled.ts'

/** Exit codes, the same for every command that judges: see the README. */
export const exits = { clean: 0, findings: 1, notDone: 2 } as const

type Format = (typeof reportFormats)[number]

/** Runs the command. Returns the exit code; throws `Refusal` for what the command line asks and cannot have. */
export async function lint({ flags, paths }: Typed): Promise<number> {
  const mending = flags.fix !== undefined || flags.diff !== undefined
  const outputs = readOutputs<Format>(flags.report ?? (flags.diff ? [] : ['text']), reportFormats)
  const asOf = flags['as-of']?.[0]
  if (asOf !== undefined && !date(asOf)) throw new Refusal(`--as-of takes a day as YYYY-MM-DD, not ${asOf || 'nothing'}`)
  const standard = flags['stdin-filename']?.[0] ?? '<stdin>'
  if (standard === '') throw new Refusal('--stdin-filename takes a name')
  const fixesInput = mending && !flags.diff && paths.includes('-')
  const bound = flags.report && (flags.diff || fixesInput) ? outputs.find(({ file }) => file === undefined) : undefined
  if (bound) throw new Refusal(`what is fixed goes to standard output; give the report a file: --report ${bound.format}=FILE`)

  const outlook = await outlookFor({ headroom: flags.headroom !== undefined, grow: flags.grow ?? [], without: flags.without ?? [] })
  const choice = {
    config: flags.config?.[0],
    without: flags['no-config'] !== undefined,
    failOn: failLevels.find((level) => level === flags['fail-on']?.[0]),
  }
  const own = await settled(choice, today())
  const { settings } = own
  const failOn = settings.failOn ?? 'error'
  const terminal = await onTerminal()
  const colour = wantsColour(colourModes.find((mode) => mode === flags.color?.[0]) ?? 'auto', process.env, terminal)
  const manner = { aside: fixesInput, listed: flags['show-suppressed'] !== undefined }
  const show = async (report: Report, sections?: Sections): Promise<void> => {
    for (const output of outputs)
      await emit(output, { report, rules: [...rules, ...report.policies], failOn, fromRoot }, colour && !fixesInput, sections, manner)
  }
  if (!own.sound) {
    sayUnsound(own)
    if (own.report && !isSound(own.report.findings)) await show(own.report)
    return exits.notDone
  }
  const selection = await select(paths.length > 0 ? paths : pathsBy(settings), standard, await selecting(settings))
  const strict = flags['strict-coverage'] !== undefined
  const reviewing = {
    // That the one of the configuration is not there yet, is said already.
    baselines: flags.baseline ?? [settings.baseline ?? []].flat().filter((file) => existsSync(file)),
    leftAside: flags['no-waivers'] !== undefined,
    day: asOf ?? today(),
    settings,
  }
  const judge = async (inputs: Iterable<Input>): Promise<Report> =>
    bySettings(await reviewed(await check(inputs, { asOf, today: today() }, { openNamed, strict }), reviewing), own)
  const kept = mending ? Array.from(selection.inputs, ({ file, bytes }) => ({ file, bytes: Buffer.from(bytes) })) : undefined
  const first = await judge(kept ?? selection.inputs)
  const mended = kept && (await mend(kept, first, judge, { ...wishOf(flags, fixesInput, standard), colour, terminal, fromRoot }))
  const checked = mended?.report ?? first
  const report = { ...checked, coverage: { ...checked.coverage, passedOver: selection.passedOver, unreadable: selection.failures } }

  const sections = report.coverage.files > 0 ? outlook?.(report) : undefined
  if (sections && 'problem' in sections) throw new Refusal(sections.problem)
  const done = conclude(selection, report, failOn)
  if (mended?.output !== undefined) print(mended.output)
  if (report.coverage.files > 0) await show(report, sections)
  if (!mended || done === exits.notDone) return done
  if (!mended.whole) return exits.notDone
  return flags.diff ? (mended.found ? exits.findings : exits.clean) : done
}

const wishOf = ({ fix, diff }: Typed['flags'], fixesInput: boolean, standard: string): Pick<Wish, 'how' | 'diff' | 'piped'> => ({
  how: applicabilities.find((each) => each === fix?.[0]) ?? 'safe',
  diff: diff !== undefined,
  piped: fixesInput ? shown(standard) : undefined,
})

/** Fixes what was read; the code of it is read only then. */
async function mend(...asked: Parameters<typeof mendFiles>): ReturnType<typeof mendFiles> {
  const { mendFiles } = await import('./mend.ts')
  return mendFiles(...asked)
}

/** What makes the sections that were asked for beside findings; undefined where none was. Their code is read only then. */
async function outlookFor(asked: Asked): Promise<((report: Report) => Sections | { readonly problem: string }) | undefined> {
  if (!asked.headroom && asked.grow.length === 0 && asked.without.length === 0) return undefined
  const { outlook } = await import('../../report/outlook.ts')
  const reader = outlook(asked)
  if ('problem' in reader) throw new Refusal(reader.problem)
  return reader.read
}

/** The day where the command is run, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date()
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'))
  return parts.join('-')
}

/** Whether a person looks at standard output. The module that knows is slow to load, so pipes, files and the null device are told apart first. */
export async function onTerminal(): Promise<boolean> {
  const output = fstatSync(1)
  if (!output.isCharacterDevice() || output.rdev === statSync(devNull, { throwIfNoEntry: false })?.rdev) return false
  return (await import('node:tty')).isatty(1)
}

/** `aside`: what would go to standard output goes to standard error. */
async function emit(
  output: Output<Format>,
  subject: Subject,
  colour: boolean,
  sections: Sections | undefined,
  { aside, listed }: { readonly aside: boolean; readonly listed: boolean },
): Promise<void> {
  const paint = colour && output.file === undefined ? coloured : plain
  const { text, cut } = await rendered(output.format, subject, paint, sections, listed)
  if (aside && output.file === undefined) print(text, 'error')
  else put(output, text)
  if (cut !== undefined) say(`${output.format} report: ${cut}`)
}

/** Text and JSON at once; the code of the others is read only when they are asked for. */
async function rendered(
  format: Format,
  subject: Subject,
  paint: Paint,
  sections: Sections | undefined,
  listed: boolean,
): Promise<Rendered> {
  if (format === 'text') {
    const suppressed = listed ? renderSuppressed(subject.report, paint) : []
    return { text: renderText(subject.report, paint, [...suppressed, ...(sections?.text(paint) ?? [])]) }
  }
  if (format === 'json') return { text: renderJson(subject.report, sections?.json) }
  const { renderForge } = await import('../../report/forge/forge.ts')
  return renderForge(format, subject)
}

/** Says on standard error what kept the job from being done, and what the exit code is. */
function conclude(selection: Selection, { findings, coverage }: Report, failOn: Severity): number {
  if (!isWhole(selection, coverage.files)) return exits.notDone
  return findings.some(({ severity }) => atLeast(severity, failOn)) ? exits.findings : exits.clean
}

/** Whether everything that was named could be read, and something was. Says on standard error what could not. */
export function isWhole({ failures, passedOver, spared }: Selection, files: number): boolean {
  for (const { path, reason } of failures) say(`${path}: ${reason}`)
  if (spared.length > 0) say(`${listed(spared)}: ignored by the configuration, but checked, since named`)
  if (files === 0 && failures.length === 0) say(`no spec found${noSpec(passedOver)}`)
  return failures.length === 0 && files > 0
}

const mostNames = 3

const listed = (files: readonly string[]): string =>
  files.slice(0, mostNames).join(', ') + (files.length > mostNames ? ` and ${files.length - mostNames} more` : '')

function noSpec({ foreign, links, ignored = 0 }: Selection['passedOver']): string {
  const others = [
    ...(foreign > 0 ? [`${foreign} other YAML`] : []),
    ...(links > 0 ? [`${links} by links, which are not followed`] : []),
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
  ]
  const seen = others.length > 0 ? ` (passed over: ${others.join(', ')})` : ''
  return `${seen}; folders are searched for *.cuspec.yaml and for YAML files that say apiVersion: cuspec/v1`
}
