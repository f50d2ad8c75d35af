import { Args, Command } from '@oclif/core'
import { matrixText } from '../report/matrix.ts'
import { matrixJson } from '../report/matrix-json.ts'
import { matrix } from '../upgrade/matrix.ts'
import { choiceOf, painter, reportFlag, specFlags } from './asked.ts'
import { checked } from './checked.ts'
import { exits } from './exits.ts'
import { dayOf } from './order/settings.ts'
import { put, readOutputs } from './outputs.ts'

const formats = ['text', 'json'] as const
type Format = (typeof formats)[number]

/** `cuspec matrix [PATHS]`. */
export class Matrix extends Command {
  static override summary = 'Say which releases can host the specs, and what stands against each other one.'
  static override description = `Every server is judged as if it ran each release in turn, with all else as it is
written. What an order of licences mends is told apart from what it does not, and
what cannot be decided there, and can today, is said. Whether one release can be
upgraded to another is another question.

Exit codes: 0 shown, 1 documents could not be read, 2 the job could not be done.`
  static override examples = ['cuspec matrix', 'cuspec matrix sites/sydney.cuspec.yaml --report json=matrix.json']
  static override strict = false
  static override args = { paths: Args.string({ description: 'Files, folders, globs, or - for standard input.', ignoreStdin: true }) }
  static override flags = {
    report: reportFlag(formats),
    ...specFlags,
  }

  override async run(): Promise<number> {
    const { argv, flags } = await this.parse(Matrix)
    const outputs = readOutputs<Format>(flags.report ?? ['text'], formats)
    const { fleet, coverage, locate, whole } = await checked(argv, dayOf(flags['as-of']), flags['stdin-filename'], choiceOf(flags))
    if (coverage.files === 0) return exits.notDone
    const found = matrix(fleet)
    const paint = await painter(flags.color)
    for (const output of outputs)
      put(output, output.format === 'json' ? matrixJson(found, locate) : matrixText(found, locate, paint(output)))
    if (!whole) return exits.notDone
    return coverage.documents.unread > 0 ? exits.findings : exits.clean
  }
}
