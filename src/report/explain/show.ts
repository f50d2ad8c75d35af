/** Explanations and lists of topics, as Markdown for people and as JSON for programs. */
import { visible, visibleJson } from '../visible.ts'
import { type Explanation, kinds, type Point, type Reference, type Section, type Topic } from './explanation.ts'
import { wrap } from './wrap.ts'

/** An explanation in Markdown that reads well on a terminal. */
export function explanationText(topic: Topic): string {
  const explanation = topic.explain()
  return `${wrap(explanation.page ?? entry(topic, explanation, '#'))}\n`
}

/** The entry of one topic; `level` is the mark of its heading. */
function entry({ title, name, kind, names, exactly = [] }: Topic, { sections, see }: Explanation, level: string): string {
  const { numberOf, sources } = numbered(sections)
  // Places in a spec, and numbers of objects, are told by the sections on them.
  const others = [...names, ...exactly].filter((other) => !/^\w+\.\w+$|^(?:\d+\.){4}/.test(other))
  // What is open has no names but the words by which it is asked for.
  const also = kind !== 'unknown' && others.length > 0 ? `; also: ${others.join(', ')}` : ''
  return [
    `${level} ${title}`,
    `*${kind}* \`${name}\`${also}`,
    ...sections.map((each) => [`${level}# ${each.title}`, pointsOf(each, numberOf)].join('\n\n')),
    ...(see.length > 0 ? [`${level}# See also`, see.map((other) => `- \`${other}\``).join('\n')] : []),
    ...(sources.length > 0 ? [`${level}# Sources`, sources.map(sourceLine).join('\n')] : []),
  ].join('\n\n')
}

/** An explanation for programs: `schemas/explanation.schema.json`. Safe to show on a terminal. */
export function explanationJson(topic: Topic): string {
  const { sections, rules, see } = topic.explain()
  const { numberOf, sources } = numbered(sections)
  const { name, kind, title, names, exactly = [] } = topic
  const point = ({ text, fact, sources: read = [] }: Point) => ({ text, ...(fact && { fact }), sources: read.map(numberOf) })
  return json({
    formatVersion: '1',
    topic: name,
    kind,
    title,
    names: [...names, ...exactly],
    sections: sections.map((each) => ({ ...each, points: each.points.map(point) })),
    rules,
    see,
    sources: sources.map((source, index) => ({ number: index + 1, ...source })),
  })
}

/** Topics, one line each. Beneath a heading for each kind where `grouped`. */
export function topicsText(topics: readonly Topic[], grouped: boolean): string {
  const groups = grouped ? kinds.map((kind) => topics.filter((topic) => topic.kind === kind)) : [topics]
  return groups
    .filter((group) => group.length > 0)
    .map((group) => [...(grouped ? [`${group[0]?.kind}s:`] : []), ...lines(group, !grouped)].join('\n'))
    .join('\n\n')
    .concat('\n')
}

/** The same for programs. */
export const topicsJson = (topics: readonly Topic[]): string =>
  json({ formatVersion: '1', topics: topics.map(({ name, kind, title }) => ({ topic: name, kind, title })) })

function lines(topics: readonly Topic[], withKind: boolean): string[] {
  const widest = Math.min(40, Math.max(...topics.map(({ name }) => name.length)))
  return topics.map(
    ({ name, kind, title, brief }) => `  ${name.padEnd(widest)}  ${withKind ? kind.padEnd(9) : ''}${visible(brief ?? title)}`,
  )
}

const json = (value: object): string => `${visibleJson(JSON.stringify(value, null, 2))}\n`

function pointsOf({ points, steps }: Section, numberOf: (reference: Reference) => number): string {
  return points
    .map(({ text, fact, sources = [] }, index) => {
      const mark = steps ? `${index + 1}. ` : points.length > 1 ? '- ' : ''
      const loose = sources.map(({ confidence }) => confidence).find((confidence) => confidence !== 'stated')
      const read = sources.length > 0 ? ` [${[...new Set(sources.map(numberOf))].join(', ')}${loose ? `; ${loose}` : ''}]` : ''
      return `${mark}${text}${fact ? ` (\`${fact}\`)` : ''}${read}`
    })
    .join('\n')
}

/** Each place in a document once, numbered from 1 in the order in which it is first cited. */
function numbered(sections: readonly Section[]): { numberOf: (reference: Reference) => number; sources: readonly Reference[] } {
  const all = sections.flatMap(({ points }) => points.flatMap(({ sources = [] }) => sources))
  const byKey = new Map(all.map((reference) => [JSON.stringify(reference), reference]))
  const keys = [...byKey.keys()]
  return { numberOf: (reference) => keys.indexOf(JSON.stringify(reference)) + 1, sources: [...byKey.values()] }
}

function sourceLine({ title, date, section, url, confidence }: Reference, index: number): string {
  const read = [title, date, section && `"${section}"`].filter(Boolean).join(', ')
  const mark = `${index + 1}. `
  return `${mark}${read} (${confidence})${url ? `\n${' '.repeat(mark.length)}${url}` : ''}`
}
