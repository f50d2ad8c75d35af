/** A line that stays text in the log of a build, where it could be a command to the machine that runs it. */
import { visible } from '../visible.ts'

/** One line, made visible. GitHub takes `::` at its start for a command, with blanks before it or not. */
export const inert = (text: string): string => visible(text).replace(/^\s*::/, (start) => `${start.slice(0, -2)}\\u{3A}:`)
