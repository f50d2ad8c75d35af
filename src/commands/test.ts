import { Args, Command, Flags } from '@oclif/core'
import { trialsJson } from '../report/policies/json.ts'
import { trialsJunit } from '../report/policies/junit.ts'
import { trialsText } from '../report/policies/text.ts'
import { failed } from '../report/policies/words.ts'
import { painter, reportFlag, specFlags } from './asked.ts'
import { checked } from './checked.ts'
import { exits } from './exits.ts'
import { dayOf } from './order/settings.ts'
import { put, readOutputs } from './outputs.ts'
import { say } from './print.ts'
import { today } from './surroundings.ts'

const formats = ['text', 'json', 'junit'] as const
type Format = (typeof formats)[number]

/** `cuspec test [PATHS]`. */
export class Test extends Command {
  static override summary = "Judge the good and bad examples of a team's own policies."
  static override description = `A good example has to keep its rule, a bad one to break it. What cannot be decided is
neither. A rule without examples is told, and so is a comparison of which no
example shows on which side the limit itself lies.

Exit codes: 0 all as expected, 1 not, or a rule cannot be evaluated, 2 the job could not be done.`
  static override examples = [
    'cuspec test policies/',
    'cuspec test policies/ --boundaries',
    'cuspec test policies/ --report junit=policies.xml',
  ]
  static override strict = false
  static override args = { paths: Args.string({ description: 'Files, folders, globs, or - for standard input.', ignoreStdin: true }) }
  static override flags = {
    report: reportFlag(formats),
    boundaries: Flags.boolean({
      summary:
        'Show what each rule says of values around its own constants: the neighbours of a number, a release or a day, words within and without.',
    }),
    ...specFlags,
  }

  override async run(): Promise<number> {
    const { argv, flags } = await this.parse(Test)
    const outputs = readOutputs<Format>(flags.report ?? ['text'], formats)
    const asOf = dayOf(flags['as-of'])
    const { fleet, coverage, locate, whole } = await checked(argv, asOf, flags['stdin-filename'])
    if (coverage.files === 0) return exits.notDone
    const { tryPolicies } = await import('../policy/policy.ts')
    const trials = await tryPolicies(fleet, { asOf, today: today() })
    if (trials.length === 0) say('no policy found: no document of kind Policy that could be read')
    const paint = await painter(flags.color)
    for (const output of trials.length === 0 ? [] : outputs) {
      const { format } = output
      if (format === 'json') put(output, trialsJson(trials, locate))
      else put(output, format === 'junit' ? trialsJunit(trials, locate) : trialsText(trials, locate, paint(output), flags.boundaries))
    }
    if (!whole || trials.length === 0) return exits.notDone
    return trials.some(failed) || coverage.documents.unread > 0 ? exits.findings : exits.clean
  }
}
