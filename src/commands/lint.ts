import { Args, Command, Flags } from '@oclif/core'
import { lintFlags, spelledOut, type Typed } from './lint/flags.ts'
import { lint } from './lint/lint.ts'

/** `cuspec lint` for oclif: help, and messages for what was mistyped. */
export class Lint extends Command {
  static override summary = 'Check specs against what was published.'
  static override description = `PATHS are files, folders, globs, or - for standard input. No path means the current folder.
A fleet is every document given to one run: references may cross files.

Of standard input, --fix writes the fixed text to standard output, and the report to standard error.

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 the job could not be done.`
  static override examples = [
    'cuspec lint',
    'cuspec lint sites/ shared/pools.cuspec.yaml',
    'cuspec lint --report json=findings.json --report text',
    'cuspec lint --report github --report sarif=cuspec.sarif',
    'cuspec lint --fix',
    'cuspec lint --fix=suggested --diff',
    'cuspec lint --grow users=20%,ports=8',
    "cuspec lint --without '*'",
    'cuspec lint --baseline cuspec-baseline.json',
    'cuspec lint --changed',
    'cuspec lint --changed=origin/main --report github',
    'cuspec lint - --stdin-filename sydney.cuspec.yaml',
  ]
  static override strict = false
  static override args = { paths: Args.string({ description: 'Files, folders, globs, or - for standard input.', ignoreStdin: true }) }
  static override flags = {
    report: Flags.string({ summary: lintFlags.report.summary, helpValue: lintFlags.report.value, multiple: true, multipleNonGreedy: true }),
    'fail-on': Flags.string({ summary: lintFlags['fail-on'].summary, options: [...lintFlags['fail-on'].options] }),
    config: Flags.string({ summary: lintFlags.config.summary, helpValue: lintFlags.config.value }),
    'no-config': Flags.boolean({ summary: lintFlags['no-config'].summary }),
    'stdin-filename': Flags.string({ summary: lintFlags['stdin-filename'].summary, helpValue: lintFlags['stdin-filename'].value }),
    'as-of': Flags.string({ summary: lintFlags['as-of'].summary, helpValue: lintFlags['as-of'].value }),
    'strict-coverage': Flags.boolean({ summary: lintFlags['strict-coverage'].summary }),
    fix: Flags.string({ summary: lintFlags.fix.summary, options: [...lintFlags.fix.options] }),
    diff: Flags.boolean({ summary: lintFlags.diff.summary }),
    changed: Flags.string({ summary: lintFlags.changed.summary, helpValue: lintFlags.changed.value }),
    headroom: Flags.boolean({ summary: lintFlags.headroom.summary }),
    grow: Flags.string({ summary: lintFlags.grow.summary, helpValue: lintFlags.grow.value, multiple: true, multipleNonGreedy: true }),
    without: Flags.string({
      summary: lintFlags.without.summary,
      helpValue: lintFlags.without.value,
      multiple: true,
      multipleNonGreedy: true,
    }),
    baseline: Flags.string({
      summary: lintFlags.baseline.summary,
      helpValue: lintFlags.baseline.value,
      multiple: true,
      multipleNonGreedy: true,
    }),
    'no-waivers': Flags.boolean({ summary: lintFlags['no-waivers'].summary }),
    'show-suppressed': Flags.boolean({ summary: lintFlags['show-suppressed'].summary }),
    color: Flags.string({ summary: lintFlags.color.summary, options: [...lintFlags.color.options] }),
  }

  override async run(): Promise<number> {
    const { argv, flags } = await this.parse(Lint, spelledOut(this.argv))
    const given = Object.entries(flags).flatMap(([name, value]) => (value === false ? [] : [[name, [value === true ? '' : value].flat()]]))
    const typed: Typed = { flags: Object.fromEntries(given), paths: argv.map(String) }
    return lint(typed)
  }
}
