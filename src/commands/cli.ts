/** Everything that oclif answers: help, the commands beside `lint`, and whatever was mistyped. */
import { Config, run as runCommand } from '@oclif/core'
import { suggest } from '../source/suggest.ts'
import { Explain } from './explain.ts'
import { Lint } from './lint.ts'
import { Refusal } from './refusal.ts'
import { Rules } from './rules.ts'
import { runToExit } from './run.ts'
import { Schema } from './schema.ts'

/** Every command, once; `package.json` tells oclif to look here. */
export const COMMANDS = { lint: Lint, rules: Rules, explain: Explain, schema: Schema }

export function run(argv: readonly string[]): void {
  void runToExit(async () => {
    try {
      const code: unknown = await runCommand(asked(argv), await Config.load({ root: __dirname }))
      return typeof code === 'number' ? code : 0
    } catch (error) {
      return exitOf(error)
    }
  })
}

/** `help lint` as `lint --help`, and a word that is no command refused with the nearest that is. */
function asked(argv: readonly string[]): string[] {
  const [first, ...rest] = argv
  if (first === 'help') return [...rest, '--help']
  if (first !== undefined && !first.startsWith('-') && !Object.hasOwn(COMMANDS, first)) {
    const near = suggest(first, Object.keys(COMMANDS))
    throw new Refusal(`no command is called ${first}${near ? `; did you mean ${near}?` : ''}; see cuspec --help`)
  }
  return [...argv]
}

/** oclif ends a command by throwing: with exit 0 after help, and with a message for what was mistyped. */
function exitOf(error: unknown): number {
  if (!(error instanceof Error) || !('oclif' in error)) throw error
  const { oclif } = error
  const exit = typeof oclif === 'object' && oclif !== null && 'exit' in oclif ? oclif.exit : undefined
  if (exit === 0) return 0
  throw new Refusal(error.message.split('\n')[0] ?? 'the command line was not understood')
}
