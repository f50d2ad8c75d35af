import { Args, Command, Flags } from '@oclif/core'
import { byFile } from '../knowledge/knowledge.ts'
import { findRelease, type Release, versionLine } from '../knowledge/release.ts'
import { view } from '../licensing/viewer.ts'
import { licensesJson } from '../report/licenses/json.ts'
import { licensesText } from '../report/licenses/text.ts'
import { licensesYaml } from '../report/licenses/yaml.ts'
import { coloured, plain, wantsColour } from '../report/paint.ts'
import { date } from '../source/formats.ts'
import { openAll } from '../source/typed.ts'
import { exits } from './exits.ts'
import { lintFlags } from './lint/flags.ts'
import { print, say } from './print.ts'
import { didYouMean, Refusal } from './refusal.ts'
import { onTerminal, today } from './surroundings.ts'

const formats = ['text', 'json', 'yaml']

/** `cuspec licenses FILE...`. */
export class Licenses extends Command {
  static override summary = 'Show what licence files and reports of a server grant.'
  static override description = `FILE is a licence file, a server's page of effective licences saved as XML,
an snmpwalk of CISCO-UNITY-MIB, or - for standard input. What is in force is
added up; what is not counts for nothing, and is shown with the reason.

Exit codes: 0 shown, 1 a file is not sound, 2 the job could not be done.`
  static override examples = [
    'cuspec licenses unity.lic demo.lic',
    'cuspec licenses unity.lic --as-of 2007-05-02',
    'cuspec licenses unity.lic --format yaml',
    'cuspec licenses - --stdin-filename unity.lic',
  ]
  static override strict = false
  static override args = { file: Args.string({ description: 'Licence files and reports, or - for standard input.', ignoreStdin: true }) }
  static override flags = {
    format: Flags.string({
      summary: 'How to show it: for people, for programs, or as the licenses: of a server in a spec.',
      options: formats,
      default: 'text',
    }),
    'as-of': Flags.string({
      summary: 'The day on which it is judged what is in force. Left out: today.',
      helpValue: lintFlags['as-of'].value,
    }),
    release: Flags.string({ summary: 'The release for which the files are judged, such as 4.0(5).', helpValue: 'RELEASE' }),
    'stdin-filename': Flags.string({ summary: lintFlags['stdin-filename'].summary, helpValue: lintFlags['stdin-filename'].value }),
    color: Flags.string({ summary: lintFlags.color.summary, options: [...lintFlags.color.options], default: 'auto' }),
  }

  override async run(): Promise<number> {
    const { argv, flags } = await this.parse(Licenses)
    const asOf = flags['as-of'] ?? today()
    if (!date(asOf)) throw new Refusal(`--as-of takes a day as YYYY-MM-DD, not ${asOf || 'nothing'}`)
    const release = flags.release === undefined ? undefined : releaseOf(flags.release)
    const standard = flags['stdin-filename'] ?? '<stdin>'
    if (standard === '') throw new Refusal('--stdin-filename takes a name')
    if (argv.length === 0) throw new Refusal('the file is missing: a licence file or a report of a server; see cuspec licenses --help')

    const { inputs, failures } = openAll(argv.map(String), standard)
    for (const { path, reason } of failures) say(`${path}: ${reason}`)
    if (inputs.length === 0) return exits.notDone
    const shown = await view(inputs, asOf, release)
    const mode = lintFlags.color.options.find((each) => each === flags.color) ?? 'auto'
    if (flags.format === 'json') print(licensesJson(shown))
    else if (flags.format === 'yaml') print(licensesYaml(shown))
    else print(licensesText(shown, wantsColour(mode, process.env, await onTerminal()) ? coloured : plain))
    if (failures.length > 0) return exits.notDone
    return shown.findings.some(({ severity }) => severity === 'error') ? exits.findings : exits.clean
  }
}

/** A release whose licences are files. */
function releaseOf(written: string): Release {
  const release = findRelease(written)
  const known = versionLine.filter(byFile).map(({ id }) => id)
  if (!release) throw new Refusal(`--release takes a release, not ${written || 'nothing'}${didYouMean(written, known)}`)
  if (!byFile(release)) throw new Refusal(`--release takes a release whose licences are files, but those of ${release.id} are on a dongle`)
  return release
}
