/** `cuspec lint`: reads what was named, checks it, prints, and says by the exit code how it went. */
import { fstatSync, statSync } from 'node:fs'
import { devNull } from 'node:os'
import { check, type Report } from '../../check.ts'
import { atLeast, type Severity } from '../../finding.ts'
import type { Clock } from '../../model/read.ts'
import type { Rendered, Subject } from '../../report/forge/forge.ts'
import { renderJson } from '../../report/json.ts'
import type { Asked, Sections } from '../../report/outlook.ts'
import { coloured, type Paint, plain, wantsColour } from '../../report/paint.ts'
import { renderText } from '../../report/text.ts'
import { rules } from '../../rules/index.ts'
import { type Selection, select } from '../../source/files.ts'
import { date } from '../../source/formats.ts'
import { fromRoot, openNamed } from '../../source/named.ts'
import { type Output, put, readOutputs } from '../outputs.ts'
import { say } from '../print.ts'
import { Refusal } from '../refusal.ts'
import { colourModes, failLevels, reportFormats, type Typed } from './flags.ts'

/** Exit codes, the same for every command that judges: see the README. */
export const exits = { clean: 0, findings: 1, notDone: 2 } as const

type Format = (typeof reportFormats)[number]

/** Runs the command. Returns the exit code; throws `Refusal` for what the command line asks and cannot have. */
export async function lint({ flags, paths }: Typed): Promise<number> {
  const outputs = readOutputs<Format>(flags.report ?? ['text'], reportFormats)
  const failOn = failLevels.find((level) => level === flags['fail-on']?.[0]) ?? 'error'
  const asOf = flags['as-of']?.[0]
  if (asOf !== undefined && !date(asOf)) throw new Refusal(`--as-of takes a day as YYYY-MM-DD, not ${asOf || 'nothing'}`)
  const standard = flags['stdin-filename']?.[0] ?? '<stdin>'
  if (standard === '') throw new Refusal('--stdin-filename takes a name')

  const strict = flags['strict-coverage'] !== undefined
  const clock = { asOf, today: today() }
  const changed = await changedFor(flags.changed?.[0], { paths, standard, clock, strict })
  const outlook = await outlookFor({ headroom: flags.headroom !== undefined, grow: flags.grow ?? [], without: flags.without ?? [] })
  const selection = await select(paths.length > 0 ? paths : ['.'], standard)
  const all = await check(selection.inputs, clock, { openNamed, strict })
  const checked = (await changed?.(all)) ?? { ...all, whole: true }
  const report = { ...checked, coverage: { ...checked.coverage, passedOver: selection.passedOver, unreadable: selection.failures } }

  const sections = report.coverage.files > 0 ? outlook?.(report) : undefined
  if (sections && 'problem' in sections) throw new Refusal(sections.problem)
  const colour = wantsColour(colourModes.find((mode) => mode === flags.color?.[0]) ?? 'auto', process.env, await onTerminal())
  const concluded = conclude(selection, report, failOn)
  const done = checked.whole ? concluded : exits.notDone
  if (report.coverage.files > 0) for (const output of outputs) await emit(output, { report, rules, failOn, fromRoot }, colour, sections)
  return done
}

/** What takes from a report all that a change has not caused; undefined where that was not asked for. */
async function changedFor(
  written: string | undefined,
  {
    paths,
    standard,
    clock,
    strict,
  }: { readonly paths: readonly string[]; readonly standard: string; readonly clock: Clock; readonly strict: boolean },
) {
  if (written === undefined) return undefined
  if (written === '') throw new Refusal('--changed= names no revision')
  const { changedOnly } = await import('./changed.ts')
  const named = paths.length > 0 ? paths.map((path) => (path === '-' ? standard : path)) : ['.']
  return changedOnly({ named: written.trim(), paths: named, clock, strict })
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

async function emit(output: Output<Format>, subject: Subject, colour: boolean, sections: Sections | undefined): Promise<void> {
  const paint = colour && output.file === undefined ? coloured : plain
  const { text, cut } = await rendered(output.format, subject, paint, sections)
  put(output, text)
  if (cut !== undefined) say(`${output.format} report: ${cut}`)
}

/** Text and JSON at once; the code of the others is read only when they are asked for. */
async function rendered(format: Format, subject: Subject, paint: Paint, sections: Sections | undefined): Promise<Rendered> {
  if (format === 'text') return { text: renderText(subject.report, paint, sections?.text(paint)) }
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
export function isWhole({ failures, passedOver }: Selection, files: number): boolean {
  for (const { path, reason } of failures) say(`${path}: ${reason}`)
  if (files === 0 && failures.length === 0) say(`no spec found${noSpec(passedOver)}`)
  return failures.length === 0 && files > 0
}

function noSpec({ foreign, links }: Selection['passedOver']): string {
  const others = [...(foreign > 0 ? [`${foreign} other YAML`] : []), ...(links > 0 ? [`${links} by links, which are not followed`] : [])]
  const seen = others.length > 0 ? ` (passed over: ${others.join(', ')})` : ''
  return `${seen}; folders are searched for *.cuspec.yaml and for YAML files that say apiVersion: cuspec/v1`
}
