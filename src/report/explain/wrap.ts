/** Markdown broken into lines that a terminal holds. */

/** Breaks paragraphs and list items at blanks. Headings, tables and what is fenced stay; so does a word that is longer than a line. */
export function wrap(markdown: string, columns = 100): string {
  let fenced = false
  const lines = markdown.split('\n').map((line) => {
    if (line.startsWith('```')) fenced = !fenced
    return fenced || /^(?:```|#|\|)/.test(line) ? line : broken(line, columns)
  })
  return lines.join('\n')
}

function broken(line: string, columns: number): string {
  const [mark = ''] = /^ *(?:(?:[-*]|\d+\.) +)?/.exec(line) ?? []
  const indent = ' '.repeat(mark.length)
  const rows: string[] = []
  let row = mark
  for (const word of line.slice(mark.length).split(' ')) {
    const fits = row.length + 1 + word.length <= columns || row.trimStart() === '' || row === mark
    if (fits || structural.test(word)) row += row === mark || row === indent ? word : ` ${word}`
    else {
      rows.push(row)
      row = indent + word
    }
  }
  return [...rows, row].join('\n')
}

/** Words that would begin a list, a heading or a quotation at the start of a line. */
const structural = /^(?:[-*+>]|#+|\d+[.)])$/
