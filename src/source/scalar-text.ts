/** How a text is written as a YAML scalar: plainly where every reader takes it for text, else in quotes. */
import { resolvePlain } from './scalar.ts'

/** What stands without quotes in every place, also between brackets: a word of letters, digits and a few signs. */
const plainly = /^[A-Za-z0-9][\w.()/+-]*$/

/** Words that are no text to readers of YAML 1.1, and numbers of its own. */
const doubtful = /^(?:y|yes|n|no|on|off|true|false|null|~)$|^[\d_:.+-]+(?:e[+-]?\d+)?$|^0[xo]/i

/** Writes `value`. `quote` is the first character of what it replaces: its quotes are kept. */
export function scalarText(value: string, quote?: string): string {
  if (quote === "'" && !/[^\x20-\x7E]/.test(value)) return `'${value.replaceAll("'", "''")}'`
  if (quote !== '"' && plainly.test(value) && !doubtful.test(value) && resolvePlain(value) === value) return value
  return JSON.stringify(value).replace(
    /[\x7F-\x9F\u2028\u2029\uFEFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
