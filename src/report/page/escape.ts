/** Text as Markdown that shows it and means nothing else: no markup, no HTML, no links, nobody notified. */
import { visible } from '../visible.ts'

/** Words that forges make references or links of even behind a backslash, or commands where they begin a line. Only in code they do not. */
const referring = /[@#!$~%&^*]\w|\w[@#!]\w|:\/\/|www\.|^gh-\d|^\/|:\w+:/i

/** Text within a paragraph, a heading, a list item or the cell of a table. */
export function escaped(text: string): string {
  return visible(text)
    .split(' ')
    .map((word) => (referring.test(word) ? coded(word) : word.replace(/[!-/:-@[-`{-~]/g, punctuation)))
    .join(' ')
    .trim()
    .replace(/^[-+=]|^\d+(?=[.)](?: |$))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
}

/** A word as code; the sign of the sentence behind a place, `sydney.yaml:12:`, is no part of what can be copied. */
function coded(word: string): string {
  const end = /:\d+[,;:]$/.test(word) ? 1 : 0
  return `${verbatim(word.slice(0, word.length - end))}${word.slice(word.length - end)}`
}

/** Text in the cell of a table, which ends at a bar, in code too, unless a backslash stands before it. */
export const cell = (text: string): string => barred(escaped(text))

/** Text as code in the cell of a table. */
export const verbatimCell = (text: string): string => barred(verbatim(text))

const barred = (markdown: string): string =>
  markdown.replace(/(\\*)\|/g, (found, before: string) => (before.length % 2 === 0 ? `${before}\\|` : found))

/** Signs that mean something nowhere within a line stay as they are, so that the source can be read. */
function punctuation(sign: string): string {
  if (/[,;:'"/.()?!=%+-]/.test(sign)) return sign
  return sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : sign === '&' ? '&amp;' : `\\${sign}`
}

/** Text as code, so that it can be copied. */
export function verbatim(text: string): string {
  const shown = visible(text)
  const longest = (shown.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0)
  const fence = '`'.repeat(longest + 1)
  const room = /^`|`$|^ .* $/.test(shown) ? ' ' : ''
  return shown === '' ? '' : `${fence}${room}${shown}${room}${fence}`
}
