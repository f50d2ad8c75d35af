/** Everything that oclif answers: help, the commands beside `lint`, and whatever was mistyped. */
import { Config, type Interfaces, run as runCommand } from '@oclif/core'
import { Baseline } from './baseline.ts'
import { Completion } from './completion.ts'
import { ShowConfig } from './config.ts'
import { Diff } from './diff.ts'
import { Explain } from './explain.ts'
import { Init } from './init.ts'
import { Licenses } from './licenses.ts'
import { Lint } from './lint.ts'
import { Matrix } from './matrix.ts'
import { Order } from './order.ts'
import { Plan } from './plan.ts'
import { didYouMean, Refusal } from './refusal.ts'
import { Rules } from './rules.ts'
import { runToExit } from './run.ts'
import { Schema } from './schema.ts'
import { Test } from './test.ts'

/** Every command, once; `package.json` tells oclif to look here. */
export const COMMANDS = {
  lint: Lint,
  baseline: Baseline,
  rules: Rules,
  explain: Explain,
  init: Init,
  licenses: Licenses,
  matrix: Matrix,
  order: Order,
  plan: Plan,
  config: ShowConfig,
  diff: Diff,
  schema: Schema,
  test: Test,
  completion: Completion,
}

/** Runs what was typed, and sets the exit code. `from` is where oclif finds its commands. */
export function run(argv: readonly string[], from: Interfaces.Options = { root: __dirname }): void {
  void runToExit(async () => {
    const words = asked(argv)
    try {
      const code: unknown = await runCommand(words, await Config.load(from))
      return typeof code === 'number' ? code : 0
    } catch (error) {
      return exitOf(error, words[0])
    }
  })
}

/** `help lint` and `lint -h` as `lint --help`, and a word that is no command refused with the nearest that is. */
function asked(argv: readonly string[]): string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  const words = argv.map((word, index) => (word === '-h' && index < end ? '--help' : word))
  const [first, ...rest] = words[0] === 'help' ? [...words.slice(1), '--help'] : words
  if (first === undefined) return []
  if (first === '-v') return ['--version']
  if (['--help', '--version'].includes(first) || Object.hasOwn(COMMANDS, first)) return [first, ...rest]
  throw new Refusal(`no command is called ${first}${didYouMean(first, Object.keys(COMMANDS))}; see cuspec --help`)
}

/** oclif ends a command by throwing: with exit 0 after help, and with a message for what was mistyped. */
function exitOf(error: unknown, command = ''): number {
  if (!(error instanceof Error) || !('oclif' in error)) throw error
  const { oclif } = error
  const exit = typeof oclif === 'object' && oclif !== null && 'exit' in oclif ? oclif.exit : undefined
  if (exit === 0) return 0
  throw new Refusal(`${mistake(error, command)}; see cuspec ${command} --help`)
}

/** What was mistyped, in one line of the several that oclif has for it. */
function mistake(error: Error, command: string): string {
  const [, unknown] = /^Nonexistent flags?: ([^\s,]+)/.exec(error.message) ?? []
  const known = Object.entries(COMMANDS).find(([name]) => name === command)?.[1].flags ?? {}
  if (unknown)
    return `no flag is called ${unknown}${didYouMean(
      unknown,
      Object.keys(known).map((name) => `--${name}`),
    )}`
  // oclif breaks what it means into lines.
  const [, missing, meaning] = /^Missing 1 required arg:\n(\S+)\s+([\s\S]+?)(?:\nSee |$)/.exec(error.message) ?? []
  if (missing) return `the ${missing} is missing: ${meaning?.replaceAll(/\s+/g, ' ')}`
  const [first = ''] = error.message.split('\n')
  return first.charAt(0).toLowerCase() + first.slice(1)
}
