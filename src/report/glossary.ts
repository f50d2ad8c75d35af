/** The page of symptoms and words, for `docs/symptoms.md`. */
import type { Explanation, Point, Reference, Section, Topic } from './explain/explanation.ts'

const introduction = `# Symptoms and terms

What goes wrong with Cisco Unity licensing, what is asked about it, and the words of the field. Written by the tests from
\`src/knowledge\`; \`cuspec explain\` finds each of them by its names, by words in it, or by the event number or message that a server shows.
What one forum post or a third party says is marked as reported; what is of another product says so.

- [Symptoms](#symptoms)
- [Terms](#terms)`

/** The whole page, in Markdown. */
export function symptomsPage(topics: readonly Topic[]): string {
  const of = (kind: Topic['kind']): readonly Topic[] => topics.filter((topic) => topic.kind === kind)
  const terms = of('term').map((topic) => termLine(topic, topic.explain()))
  return `${[introduction, '## Symptoms', ...of('symptom').map(symptomEntry), '## Terms', terms.join('\n')].join('\n\n')}\n`
}

function symptomEntry(topic: Topic): string {
  const { sections } = topic.explain()
  const names = `\`cuspec explain ${topic.name}\`; also: ${topic.names.join(', ')}.`
  return [`### ${topic.title}`, names, ...sections.map(part), `**Sources**: ${sourcesOf(sections)}`].join('\n\n')
}

function part({ title, points, steps }: Section): string {
  const body = points.map(({ text }, index) => (steps ? `${index + 1}. ${text}` : text)).join(steps ? '\n' : ' ')
  return `**${title}**${steps ? '\n\n' : ': '}${body}`
}

function termLine({ title, brief = '' }: Topic, { sections }: Explanation): string {
  const cited = sourcesOf(sections)
  return `- **${title}**: ${brief}${cited ? ` (${cited})` : ''}`
}

function sourcesOf(sections: readonly Section[]): string {
  const read = sections.flatMap(({ points }) => points.flatMap(({ sources = [] }: Point) => sources))
  return read.map(linked).join('; ')
}

function linked({ title, url, date, section, confidence }: Reference): string {
  return [url ? `[${title}](${url})` : title, date, section && `"${section}"`, confidence].filter(Boolean).join(', ')
}
