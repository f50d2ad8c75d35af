/** What a command line of `cuspec lint` asks for, read, or refused with what it takes. */
import type { Applicability } from '../../finding.ts'
import type { Clock } from '../../model/read.ts'
import { date } from '../../source/formats.ts'
import { type Output, readOutputs } from '../outputs.ts'
import { Refusal } from '../refusal.ts'
import { today } from '../surroundings.ts'
import type { Format } from './emit.ts'
import { applicabilities, colourModes, failLevels, reportFormats, type Typed } from './flags.ts'
import type { Choice } from './settled.ts'

export interface Wish {
  readonly outputs: readonly Output<Format>[]
  readonly paths: readonly string[]
  /** The name that standard input is reported by. */
  readonly standard: string
  readonly clock: Clock
  readonly strict: boolean
  readonly choice: Choice
  readonly colour: (typeof colourModes)[number]
  /** What is to be fixed, and whether it is only shown; undefined where nothing is. */
  readonly fixing: { readonly how: Applicability; readonly diff: boolean } | undefined
  /** Whether standard input is fixed, and so written to standard output. */
  readonly fixesInput: boolean
  /** The revision since which a change is told of, empty where none is named; undefined where everything is told. */
  readonly changed: string | undefined
}

/** Reads what was typed. Throws `Refusal` for what cannot be had. */
export function wishOf({ flags, paths }: Typed): Wish {
  const mends = flags.fix !== undefined || flags.diff !== undefined
  const diff = flags.diff !== undefined
  const outputs = readOutputs<Format>(flags.report ?? (diff ? [] : ['text']), reportFormats)
  const asOf = flags['as-of']?.[0]
  if (asOf !== undefined && !date(asOf)) throw new Refusal(`--as-of takes a day as YYYY-MM-DD, not ${asOf || 'nothing'}`)
  const standard = flags['stdin-filename']?.[0] ?? '<stdin>'
  if (standard === '') throw new Refusal('--stdin-filename takes a name')
  const fixesInput = mends && !diff && paths.includes('-')
  const bound = flags.report && (diff || fixesInput) ? outputs.find(({ file }) => file === undefined) : undefined
  if (bound) throw new Refusal(`what is fixed goes to standard output; give the report a file: --report ${bound.format}=FILE`)
  const changed = flags.changed?.[0]
  if (changed === '') throw new Refusal('--changed= names no revision')
  return {
    outputs,
    paths,
    standard,
    clock: { asOf, today: today() },
    strict: flags['strict-coverage'] !== undefined,
    choice: {
      config: flags.config?.[0],
      without: flags['no-config'] !== undefined,
      failOn: failLevels.find((level) => level === flags['fail-on']?.[0]),
    },
    colour: colourModes.find((mode) => mode === flags.color?.[0]) ?? 'auto',
    fixing: mends ? { how: applicabilities.find((each) => each === flags.fix?.[0]) ?? 'safe', diff } : undefined,
    fixesInput,
    changed: changed?.trim(),
  }
}
