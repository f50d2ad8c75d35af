/** Text from a spec, made safe to show: nothing in it can move the cursor, hide, or forge a line. */

const hidden = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/gu

/** Control and direction characters as `\u{1B}`, tabs as one blank. */
export const visible = (text: string): string =>
  text.replaceAll('\t', ' ').replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`)

/** Columns that a text takes on a terminal: characters of East Asian scripts and emoji take two. */
export function width(text: string): number {
  let columns = 0
  for (const character of text) columns += wide.test(character) ? 2 : combining.test(character) ? 0 : 1
  return columns
}

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u
const combining = /\p{Mark}/u
