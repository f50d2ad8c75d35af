/** `cuspec lint`: reads what was named, checks it, prints, and says by the exit code how it went. */
import { fstatSync } from 'node:fs'
import { check, type Report } from '../../check.ts'
import { atLeast, type Severity } from '../../finding.ts'
import { renderJson } from '../../report/json.ts'
import { coloured, plain, wantsColour } from '../../report/paint.ts'
import { renderText } from '../../report/text.ts'
import { visible } from '../../report/visible.ts'
import { type Selection, select } from '../../source/files.ts'
import { date } from '../../source/formats.ts'
import { print } from '../print.ts'
import { Refusal } from '../refusal.ts'
import { writeWhole } from '../write.ts'
import { colourModes, failLevels, reportFormats, type Typed } from './flags.ts'

/** Exit codes, the same for every command that judges: see the README. */
export const exits = { clean: 0, findings: 1, notDone: 2 } as const

interface Output {
  readonly format: (typeof reportFormats)[number]
  readonly file: string | undefined
}

/** Runs the command. Returns the exit code; throws `Refusal` for what the command line asks and cannot have. */
export async function lint({ flags, paths }: Typed): Promise<number> {
  const outputs = (flags.report ?? ['text']).map(readOutput)
  const failOn = failLevels.find((level) => level === flags['fail-on']?.[0]) ?? 'error'
  const asOf = flags['as-of']?.[0]
  if (asOf !== undefined && !date(asOf)) throw new Refusal(`--as-of takes a day as YYYY-MM-DD, not ${asOf}`)
  if (outputs.filter(({ file }) => file === undefined).length > 1) throw new Refusal('only one report can go to standard output; give the others a file: --report json=FILE')

  const selection = await select(paths.length > 0 ? paths : ['.'], { name: flags['stdin-filename']?.[0] ?? '<stdin>' })
  const checked = await check(selection.inputs, { asOf, today: new Date().toISOString().slice(0, 10) })
  const report = { ...checked, coverage: { ...checked.coverage, passedOver: selection.passedOver } }

  const colour = wantsColour(colourModes.find((mode) => mode === flags.color?.[0]) ?? 'auto', process.env, await onTerminal())
  const done = conclude(selection, report, failOn)
  if (report.coverage.files > 0) for (const output of outputs) emit(output, report, colour)
  return done
}

/** Whether a person looks at standard output. The module that knows is slow to load, so it is asked last. */
async function onTerminal(): Promise<boolean> {
  return fstatSync(1).isCharacterDevice() && (await import('node:tty')).isatty(1)
}

function readOutput(written: string): Output {
  const [name, ...rest] = written.split('=')
  const format = reportFormats.find((known) => known === name)
  if (!format) throw new Refusal(`--report takes ${reportFormats.join(' or ')}, not ${written}`)
  const file = rest.length > 0 ? rest.join('=') : undefined
  if (file === '') throw new Refusal(`--report ${written} names no file`)
  return { format, file }
}

function emit({ format, file }: Output, report: Report, colour: boolean): void {
  const text = format === 'json' ? renderJson(report) : renderText(report, colour && file === undefined ? coloured : plain)
  if (file === undefined) print(text)
  else writeWhole(file, text)
}

/** Says on standard error what kept the job from being done, and what the exit code is. */
function conclude({ failures }: Selection, { findings, coverage }: Report, failOn: Severity): number {
  for (const { path, reason } of failures) print(`cuspec: ${visible(path)}: ${reason}\n`, 2)
  if (coverage.files === 0 && failures.length === 0) {
    print('cuspec: no spec found; folders are searched for *.cuspec.yaml and for YAML files that say apiVersion: cuspec/v1\n', 2)
  }
  if (failures.length > 0 || coverage.files === 0) return exits.notDone
  return findings.some(({ severity }) => atLeast(severity, failOn)) ? exits.findings : exits.clean
}
