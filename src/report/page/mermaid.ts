/** Diagrams in Mermaid, which GitHub and GitLab draw. Whatever text holds is escaped as its numbered entities, so that it is never syntax. */
import { visible } from '../visible.ts'
import { clipped } from './clipped.ts'
import type { Box, Frame, Side, Window } from './page.ts'

// A stop or a dash before a blank begins a list, and underscores emphasis.
const escaped = (text: string): string =>
  visible(text).replace(/[^\p{L}\p{N}\p{M} .()-]|[.-](?= )/gu, (sign) => `#${sign.codePointAt(0) ?? 0};`)

const longest = 60
const label = (text: string): string => escaped(clipped(text, longest))

/** A Gantt chart. What a task begins with must be no keyword: that is up to its label. */
export function gantt(windows: readonly Window[]): string {
  const tasks = windows.flatMap(({ title, start: first, bars }) => [
    `  section ${label(title)}`,
    ...bars.map(({ label: text, start = first, end }) => `  ${label(text)} : ${start}, ${end}`),
  ])
  return ['gantt', '  dateFormat YYYY-MM-DDTHH:mm', '  axisFormat %d %b %H:%M', ...tasks].join('\n')
}

/** Boxes in frames, one side below the other; those that are changed have a thick border. */
export function flowchart(sides: readonly Side[]): string {
  const ids = new Map<string, string>()
  const idOf = (kind: string, key: string): string => {
    const id = ids.get(key) ?? `${kind}${ids.size + 1}`
    ids.set(key, id)
    return id
  }
  const changed: string[] = []
  const boxLines = (side: string, { name, lines, changed: isChanged }: Box): string => {
    const id = idOf('b', `${side} ${name}`)
    if (isChanged) changed.push(id)
    return `${id}["${lines.map(label).join('<br/>')}"]`
  }
  const linkLines = (side: string, { name, of }: Box): string[] =>
    of ? [`${idOf('b', `${side} ${of.name}`)} ---|"${label(of.as)}"| ${idOf('b', `${side} ${name}`)}`] : []
  const frameLines = (side: string, path: string, { title, boxes, frames }: Frame): string[] => [
    `subgraph ${idOf('f', path)}["${label(title)}"]`,
    ...boxes.map((box) => `  ${boxLines(side, box)}`),
    ...boxes.flatMap((box) => linkLines(side, box).map((line) => `  ${line}`)),
    ...frames.flatMap((frame, index) => frameLines(side, `${path}/${index}`, frame).map((line) => `  ${line}`)),
    'end',
  ]
  const lines = sides.flatMap(({ title, frames }, index) => frameLines(String(index), `/${index}`, { title, boxes: [], frames }))
  return [
    'flowchart TB',
    ...lines.map((line) => `  ${line}`),
    '  classDef changed stroke-width:4px',
    ...(changed.length > 0 ? [`  class ${changed.join(',')} changed`] : []),
  ].join('\n')
}
