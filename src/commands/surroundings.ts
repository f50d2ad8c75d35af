/** What a command takes from where it is run: the day, and whether a person looks on. */
import { fstatSync, statSync } from 'node:fs'
import { devNull } from 'node:os'

/** The day where the command is run, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date()
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'))
  return parts.join('-')
}

/** Whether a person looks at standard output. The module that knows is slow to load, so pipes, files and the null device are told apart first. */
export async function onTerminal(): Promise<boolean> {
  const output = fstatSync(1)
  if (!output.isCharacterDevice() || output.rdev === statSync(devNull, { throwIfNoEntry: false })?.rdev) return false
  return (await import('node:tty')).isatty(1)
}
