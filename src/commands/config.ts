import { Command, Flags } from '@oclif/core'
import { settingsJson, settingsText } from '../report/settings.ts'
import { choiceOf, configFlags, painter, reportFlag } from './asked.ts'
import { exits } from './exits.ts'
import { failLevels, lintFlags } from './lint/flags.ts'
import { sayUnsound, settled } from './lint/settled.ts'
import { put, readOutputs } from './outputs.ts'
import { today } from './surroundings.ts'

const formats = ['text', 'json'] as const
type Format = (typeof formats)[number]

/** `cuspec config`. */
export class ShowConfig extends Command {
  static override summary = 'Print the configuration that holds here, and where each value comes from.'
  static override description = `The nearest .cuspec.yaml counts, from the current folder up to the root of the
repository; outside of a repository the one in the current folder. It replaces
those above it, but for the rules that they lock. Flags go before it.

Exit codes: 0 printed, 2 the configuration cannot be used.`
  static override examples = ['cuspec config', 'cuspec config --report json', 'cuspec config --config ci/strict.yaml']
  static override flags = {
    report: reportFlag(formats),
    'fail-on': Flags.string({ summary: lintFlags['fail-on'].summary, options: [...lintFlags['fail-on'].options] }),
    ...configFlags,
    color: Flags.string({ summary: lintFlags.color.summary, options: [...lintFlags.color.options], default: 'auto' }),
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(ShowConfig)
    const outputs = readOutputs<Format>(flags.report ?? ['text'], formats)
    const own = await settled({ ...choiceOf(flags), failOn: failLevels.find((level) => level === flags['fail-on']) }, today())
    const { settings, files, lookedFor, report, failures, sound } = own
    const shown = {
      settings: sound ? settings : undefined,
      files,
      lookedFor,
      findings: report?.findings ?? [],
      texts: report?.texts ?? new Map(),
      unreadable: failures,
    }
    const paint = await painter(flags.color)
    for (const output of outputs) put(output, output.format === 'json' ? settingsJson(shown) : settingsText(shown, paint(output)))
    if (sound) return exits.clean
    sayUnsound(own)
    return exits.notDone
  }
}
