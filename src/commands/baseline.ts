import { statSync } from 'node:fs'
import { Args, Command, Flags } from '@oclif/core'
import { keptWords } from '../report/suppressed.ts'
import { visibleJson } from '../report/visible.ts'
import { baselineText } from '../review/baseline-text.ts'
import { keep } from '../review/keep.ts'
import { withSeverities } from '../review/severity.ts'
import { fromRoot, isBelowRoot } from '../source/named.ts'
import { choiceOf, configFlags, specFlags } from './asked.ts'
import { checked } from './checked.ts'
import { exits } from './exits.ts'
import { baselineIn, reviewed } from './lint/reviewed.ts'
import { dayOf } from './order/settings.ts'
import { put } from './outputs.ts'
import { say } from './print.ts'
import { Refusal } from './refusal.ts'
import { today } from './surroundings.ts'

/** `cuspec baseline`. */
export class Baseline extends Command {
  static override summary = 'Write down the findings there are, so that lint counts only others.'
  static override description = `PATHS are files, folders, globs, or - for standard input. No path means the current folder.
An entry is keyed on its rule, its document and what was found, not on lines or counts: it lapses when that changes.
What a waiver suppresses is left out. Errors of yaml-syntax and schema, and of waivers, cannot be in a baseline.

Exit codes: 0 written, 2 the job could not be done.`
  static override examples = ['cuspec baseline -o cuspec-baseline.json', 'cuspec baseline sites/ -o cuspec-baseline.json --prune']
  static override strict = false
  static override args = { paths: Args.string({ description: 'Files, folders, globs, or - for standard input.', ignoreStdin: true }) }
  static override flags = {
    output: Flags.string({ char: 'o', summary: 'The file to write; left out, standard output.', helpValue: 'FILE' }),
    update: Flags.boolean({ summary: 'Write over the baseline that is there: what is new comes in, what has gone goes out.' }),
    prune: Flags.boolean({
      summary: 'Write over the baseline that is there: what has gone goes out, nothing comes in.',
    }),
    'strict-coverage': Flags.boolean({
      summary: 'Take in everything that could not be checked, as cuspec lint --strict-coverage finds it.',
    }),
    'as-of': specFlags['as-of'],
    'stdin-filename': specFlags['stdin-filename'],
    ...configFlags,
  }

  override async run(): Promise<number> {
    const { argv, flags } = await this.parse(Baseline)
    const { output: file, update, prune } = flags
    const there = file !== undefined && statSync(file, { throwIfNoEntry: false })?.isFile() === true
    if (update && prune) throw new Refusal('--update takes in what is new, --prune does not; give one of them')
    const asked = update ? 'update' : prune ? 'prune' : undefined
    if (asked && !there) throw new Refusal(`--${asked} takes a baseline that is there; name it with -o`)
    if (!asked && there) throw new Refusal(`${file} is there already; --update brings it up to date, --prune takes out what has gone`)
    const before = asked && (await baselineIn(file ?? ''))
    const asOf = dayOf(flags['as-of'])
    const found = await checked(argv, asOf, flags['stdin-filename'], choiceOf(flags), { strict: flags['strict-coverage'] })
    if (!found.whole) return exits.notDone
    if (found.coverage.documents.unread > 0)
      throw new Refusal('nothing is written: no one knows what is to be found in a document that cannot be read')
    const { settings } = found
    const judged = await reviewed(found, { baselines: [], leftAside: false, day: asOf ?? today(), settings, ofPart: argv.length > 0 })
    const kept = keep(withSeverities(judged, settings), { before, prune, settings, fromRoot, isThere: isBelowRoot })
    put({ format: 'json', file }, visibleJson(baselineText(kept.entries)))
    say(`${file ?? 'standard output'}: ${keptWords(kept, before !== undefined)}`)
    return exits.clean
  }
}
