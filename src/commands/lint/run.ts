/** The quick way into `cuspec lint`: no framework is loaded for a command line that is plainly right. */
import { runToExit } from '../run.ts'
import { readArguments } from './flags.ts'
import { lint } from './lint.ts'

/** Runs the command, and ends the process, if it understands the arguments. False if they are for oclif to explain. */
export function run(argv: readonly string[]): boolean {
  const typed = readArguments(argv)
  if (!typed) return false
  // All is written by then, and to wait for what Node would still tidy up takes a while.
  void runToExit(() => lint(typed)).then(() => process.exit())
  return true
}
