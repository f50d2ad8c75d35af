/** Text from a spec, made safe to show: nothing in it can move the cursor, hide, or forge a line. */

// Variation selectors stay: emoji are written with them.
const hidden = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu

// GitHub, Azure and TeamCity take these for commands wherever they stand in a line of the log of a build.
const commanding = /##(?=\[|vso\[|teamcity\[)/gi

/** Characters that control, hide or turn text as `\u{1B}`, tabs as one blank; what would be a command to a forge, broken in the same way. */
export function visible(text: string): string {
  const plain = text.includes('##') ? text.replace(commanding, '#\\u{23}') : text
  if (/^[ -~]*$/.test(plain)) return plain
  return plain.replaceAll('\t', ' ').replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`)
}

/** The same characters within JSON, escaped as JSON does it, so that the value stays. */
export function visibleJson(json: string): string {
  const plain = json.includes('##') ? json.replace(commanding, '#\\u0023') : json
  if (/^[\n -~]*$/.test(plain)) return plain
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return plain.replace(hidden, (found) => (found === '\n' ? found : found.replace(/[\s\S]/g, escaped)))
}

/** Columns that a text takes on a terminal: characters of East Asian scripts and emoji take two. */
export function width(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let columns = 0
  for (const character of text) columns += combining.test(character) ? 0 : wide.test(character) ? 2 : 1
  return columns
}

// A flag is two regional indicators of one column each.
const wide =
  /[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\u4DBF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18D08}\u{1AFF0}-\u{1B2FB}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}]|(?!\p{Regional_Indicator})\p{Emoji_Presentation}/u
const combining = /[\p{Mn}\p{Me}]/u
