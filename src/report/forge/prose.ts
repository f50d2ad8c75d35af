/** A message as Markdown: what it quotes in backticks is code, and the rest is text that means nothing else. */
import { escaped, verbatim } from '../page/escape.ts'
import { visible } from '../visible.ts'

export const prose = (message: string): string =>
  visible(message)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? verbatim(part) : spaced(part)))
    .reduce(joined)

/** Text with the blanks around it, which it loses when it is escaped. */
function spaced(text: string): string {
  const [, before = '', inner = '', after = ''] = /^( *)(.*?)( *)$/s.exec(text) ?? []
  return (before && ' ') + escaped(inner) + (after && ' ')
}

/** Two ends of code would be one fence of another length. */
const joined = (left: string, right: string): string => (left.endsWith('`') && right.startsWith('`') ? `${left} ${right}` : left + right)
