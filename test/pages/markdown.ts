/** Markdown as the pages are written in it. */

/** A block of code. The fence is longer than any that stands in it. */
export function fenced(text: string, language = 'text'): string {
  const longest = Math.max(2, ...[...text.matchAll(/^`{3,}/gm)].map(([fence]) => fence.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`
}

/** A table; of the head, cells may be empty. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell.replaceAll('|', '\\|')} `)).join('|')}|`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A page of its parts; what is empty is left out. */
export const pageOf = (parts: readonly string[]): string => `${parts.filter((part) => part !== '').join('\n\n')}\n`

/** The way to the pages beside this one, in the order of the index. */
export function ways(names: readonly string[], name: string, index: string, label: string): string {
  const at = names.indexOf(name)
  const to = (other: string | undefined, word: string): readonly string[] =>
    other === undefined ? [] : [`${word}: [\`${other}\`](${other}.md)`]
  return [`[${label}](../${index}.md)`, ...to(names[at - 1], 'before'), ...to(names[at + 1], 'next')].join(' · ')
}
