/** Running a command to its exit code. A fault of ours is said to be ours, in one line, and never looks like findings. */
import { visible } from '../report/visible.ts'
import { codeOf } from '../source/files.ts'
import { print } from './print.ts'
import { Refusal } from './refusal.ts'

/** Runs `command` and sets the exit code of the process: what it returns, or 2 where it throws. */
export async function runToExit(command: () => Promise<number>): Promise<void> {
  process.exitCode = 2
  try {
    process.exitCode = await command()
  } catch (error) {
    process.exitCode = 2
    complain(error)
  }
}

function complain(error: unknown): void {
  const line = error instanceof Refusal ? error.message : blame(error)
  try {
    print(`cuspec: ${visible(line)}\n`, 2)
  } catch {
    // Standard error is gone too: the exit code has to say it alone.
  }
}

function blame(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  if (codeOf(error) === 'ENOSPC') return 'the report could not be written: no space left'
  const where = error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? '') : ''
  return `this is a fault of cuspec, not of your spec: ${message} ${where}`.trimEnd()
}
