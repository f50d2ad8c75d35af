/** A page for people at a terminal. Everything in it is made visible before it is shown. */
import type { Paint } from '../paint.ts'
import { visible, width } from '../visible.ts'
import { fitted, hanging } from './fold.ts'
import { type Block, blank, type Checks, type Entry, type Item, itemText, type Page, type Part, signature, warningOf } from './page.ts'

const columns = 100
const indent = '  '

export function pageText({ title, summary, parts }: Page, paint: Paint): string {
  const head = [
    paint('bold', title),
    '='.repeat(title.length),
    ...summary.flatMap(({ says, loud }) => hanging('', says, columns).map((line) => (loud ? paint('red', line) : line))),
  ]
  return `${[...head, ...parts.flatMap((part) => ['', ...partLines(part, '-', paint)])].join('\n')}\n`
}

function partLines({ title, loud, blocks, parts = [] }: Part, rule: string, paint: Paint): string[] {
  const shown = visible(title)
  const head = loud ? paint('red', `!! ${shown.toUpperCase()} !!`) : paint('bold', shown)
  const under = rule === '' ? [] : [rule.repeat(Math.min(columns, width(shown) + (loud ? 6 : 0)))]
  const spaced = blocks
    .filter(({ kind }) => kind !== 'chart' && kind !== 'map')
    .flatMap((block, index) => [...(index > 0 ? [''] : []), ...blockLines(block, paint)])
  return [
    head,
    ...under,
    ...spaced,
    ...parts.flatMap((part, index) => [...(index > 0 || blocks.length > 0 ? [''] : []), ...partLines(part, '', paint)]),
  ]
}

function told(item: Item): string {
  const warning = warningOf(item)
  return warning === undefined ? itemText(item) : `${warning.toUpperCase()}. ${itemText(item)}`
}

function blockLines(block: Block, paint: Paint): string[] {
  const titled = (title: string): string => indent + paint('bold', visible(title))
  switch (block.kind) {
    case 'text':
      return hanging(indent, told(block.says), columns)
    case 'list':
      return [
        ...(block.title === undefined ? [] : [`${titled(block.title)}:`]),
        ...block.items.flatMap((item) => hanging(`${indent}- `, told(item), columns)),
      ]
    case 'table':
      return fitted(block.columns, block.rows, columns - indent.length, (line) => paint('bold', line)).map((line) => indent + line)
    case 'form':
      return [titled(block.title), ...formLines(block.entries)]
    case 'checks':
      return block.groups.flatMap((group) => [titled(group.title), ...checkLines(group)])
    case 'sources':
      return block.sources.flatMap(({ document, url, facts }) => [
        ...hanging(indent, document, columns),
        ...(url === undefined ? [] : [indent + visible(url)]),
        ...facts.flatMap(({ number, says }) => hanging(`${indent}[${number}] `, says, columns)),
      ])
    case 'chart':
    case 'map':
      return []
    case 'signature':
      return [indent + signature]
  }
}

/** A value stands whole on its line, so that it can be copied. */
function formLines(entries: readonly Entry[]): string[] {
  const room = Math.min(
    34,
    entries.reduce((most, { label }) => Math.max(most, width(visible(label))), 0),
  )
  return entries.flatMap(({ label, value, note }) => {
    const shown = visible(label)
    const fits = width(shown) <= room
    const before = `${indent}  ${shown}${' '.repeat(Math.max(0, room - width(shown)))}`
    const under = ' '.repeat(indent.length + 2 + room + 2)
    const told = value === undefined ? blank : visible(value)
    return [...(fits ? [`${before}  ${told}`] : [before, under + told]), ...(note === '' ? [] : hanging(under, note, columns))]
  })
}

const checkLines = ({ items }: Checks): string[] => items.flatMap((item) => hanging(`${indent}[ ] `, told(item), columns))
