/** A page as Markdown for an issue or a wiki of GitHub or GitLab: check boxes, tables, and no markup from what is told. */
import { cell, escaped, verbatim, verbatimCell } from './escape.ts'
import { flowchart, gantt } from './mermaid.ts'
import {
  type Block,
  blank,
  type Checks,
  type Entry,
  type Item,
  itemText,
  type Page,
  type Part,
  type Row,
  signature,
  warningOf,
} from './page.ts'

export function pageMarkdown({ title, summary, parts }: Page): string {
  const blocks = [
    `# ${escaped(title)}`,
    ...summary.map(({ says, loud }) => (loud ? `**${escaped(says)}**` : escaped(says))),
    ...parts.flatMap((part) => partBlocks(part, 2)),
  ]
  return `${blocks.join('\n\n')}\n`
}

function partBlocks({ title, loud, blocks, parts = [] }: Part, level: number): string[] {
  const shown = loud ? `⚠ **${escaped(title)}**` : escaped(title)
  return [`${'#'.repeat(level)} ${shown}`, ...blocks.flatMap(blockTexts), ...parts.flatMap((part) => partBlocks(part, level + 1))]
}

function itemMarkdown(item: Item): string {
  const warning = warningOf(item)
  return `${warning === undefined ? '' : `**${escaped(warning)}.** `}${escaped(itemText(item))}`
}

function blockTexts(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [itemMarkdown(block.says)]
    case 'list':
      return [
        ...(block.title === undefined ? [] : [`${escaped(block.title)}:`]),
        block.items.map((item) => `- ${itemMarkdown(item)}`).join('\n'),
      ]
    case 'table':
      return tableTexts(block)
    case 'form':
      return [`**${escaped(block.title)}**`, formText(block.entries)]
    case 'checks':
      return block.groups.flatMap(checkTexts)
    case 'sources':
      return [
        block.sources
          .map(({ document, url, facts }) =>
            [
              `- ${escaped(document)}${url === undefined ? '' : ` ${link(url)}`}`,
              ...facts.map(({ number, says }) => `  - ${escaped(`[${number}] ${says}`)}`),
            ].join('\n'),
          )
          .join('\n'),
      ]
    case 'chart':
      return [drawn(gantt(block.windows))]
    case 'map':
      return [drawn(flowchart(block.sides))]
    case 'signature':
      return [escaped(signature)]
  }
}

const drawn = (diagram: string): string => `\`\`\`mermaid\n${diagram}\n\`\`\``

/** An address of ours. It is no address if it could end its own brackets. */
const link = (url: string): string => (/^https?:\/\/[^\s<>|`\\]+$/.test(url) ? `<${url}>` : verbatim(url))

/** The notes of rows are a column of their own. */
function tableTexts({ columns, rows }: Extract<Block, { kind: 'table' }>): string[] {
  const noted = rows.some(({ note }) => note !== undefined)
  const head = [...columns.map(({ title }) => cell(title)), ...(noted ? ['remarks'] : [])]
  const rule = [...columns.map(({ figures }) => (figures ? '--:' : ':--')), ...(noted ? [':--'] : [])]
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const cells = ({ cells: own, note, total }: Row): string[] => {
    const shown = own.map((text, index) => (columns[index]?.copied ? verbatimCell(text) : cell(text)))
    return [...(total ? shown.map((text) => (text === '' ? '' : `**${text}**`)) : shown), ...(noted ? [cell(note ?? '')] : [])]
  }
  return [[line(head), line(rule), ...rows.map((row) => line(cells(row)))].join('\n')]
}

function formText(entries: readonly Entry[]): string {
  const rows = entries.map(({ label, value, note }) => `| ${cell(label)} | ${verbatimCell(value ?? blank)} | ${cell(note)} |`)
  return ['| field | value | which, and why |', '| :-- | :-- | :-- |', ...rows].join('\n')
}

const checkTexts = ({ title, items }: Checks): string[] => [
  `**${escaped(title)}**`,
  items.map((item) => `- [ ] ${itemMarkdown(item)}`).join('\n'),
]
