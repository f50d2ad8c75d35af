/** Running a command to its exit code. A fault of ours is said to be ours, in one line, and never looks like findings. */
import { codeOf, reasonOf } from '../source/trouble.ts'
import { say } from './print.ts'
import { isRefusal } from './refusal.ts'

/** Runs `command` and sets the exit code of the process: what it returns, or 2 where it throws, now or behind our back. */
export async function runToExit(command: () => Promise<number>): Promise<void> {
  process.exitCode = 2
  process.on('uncaughtException', (error) => {
    complain(error)
    process.exit(2)
  })
  try {
    process.exitCode = await command()
  } catch (error) {
    complain(error)
  }
}

function complain(error: unknown): void {
  say(isRefusal(error) ? error.message : blame(error))
}

function blame(error: unknown): string {
  // oclif prints help and version itself.
  if (codeOf(error) === 'ENOSPC') return `the output could not be written: ${reasonOf(error)}`
  const message = error instanceof Error ? error.message : String(error)
  const where = error instanceof Error ? (error.stack?.split('\n').find((line) => line.startsWith('    at ')) ?? '').trim() : ''
  return `this is a fault of cuspec, not of your spec: ${message} ${where}`.trimEnd()
}
