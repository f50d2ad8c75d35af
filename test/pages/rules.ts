/** The pages of the rules: an index with a line for each, and a page with its manual and what is printed of it. */
import { check } from '../../src/check.ts'
import symptoms from '../../src/knowledge/symptoms.json' with { type: 'json' }
import { ruleBody } from '../../src/report/manual.ts'
import { plain } from '../../src/report/paint.ts'
import { factsPage } from '../../src/report/reference.ts'
import { renderFindings } from '../../src/report/text.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { anchor, anchorsOf } from './links.ts'
import { fenced, pageOf, table, ways } from './markdown.ts'

const head = `# Rules

Written by the tests from the rules themselves: what must be true, and a page on why, on what was published, and with good and bad examples.
\`cuspec explain RULE\` prints the same.`

const seriousness = `What a severity means: an **error** rests on what a document of the vendor states, or on what follows from it; a **warning** may be inferred; a **note** is a
rule of thumb. Where a fact is missing, a rule finds nothing and says what is missing: see *not checked* in the [reports](reports.md).`

/** The index. An id is an anchor in it. */
export function rulesIndex(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, severity, consequence = '', title }) => [
    `<a id="${id}"></a>[\`${id}\`](rules/${id}.md)`,
    severity,
    consequence,
    title,
  ])
  return pageOf([head, table(['rule', 'severity', 'consequence', 'what must be true'], rows), seriousness])
}

const marks = 'In a bad example the comment `# <- message` stands on the line of the finding, and is not part of what a user writes.'

/** The page of one rule. */
export async function rulePage(rule: Rule, rules: readonly Rule[]): Promise<string> {
  const ids = rules.map(({ id }) => id)
  return pageOf([
    ways(ids, rule.id, 'rules', 'all rules'),
    `# ${rule.id}`,
    ruleBody(rule).replace('Bad:\n', `${marks}\n\nBad:\n`),
    '## How it is printed',
    fenced(await printed(rule)),
    seeAlso(rule, rules),
  ])
}

/** The first finding in its first bad example, as `cuspec lint` prints it. */
async function printed({ id, bad: [text = ''], files = {} }: Rule): Promise<string> {
  const openNamed = (_: string, file: string) =>
    Object.hasOwn(files, file) ? { file, bytes: Buffer.from(files[file] ?? '') } : { file, reason: 'there is no such file' }
  const bytes = Buffer.from(text.trim().replace(/ *# <- .*$/gm, ''))
  const { findings, texts } = await check([{ file: 'example.cuspec.yaml', bytes }], { today: '2007-03-01' }, { openNamed })
  const own = findings.filter(({ rule }) => rule === id)
  const [first = ''] = renderFindings(own, texts, plain)
  return first.replace(/[ \t]+$/gm, '')
}

/** Facts with an entry of their own; releases stand in a table. */
const known = new Set(anchorsOf(factsPage()))

function seeAlso({ id, cites }: Rule, rules: readonly Rule[]): string {
  const related = rules.filter((other) => other.id !== id && other.cites.some((fact) => cites.includes(fact)))
  const seen = symptoms.filter((symptom) => symptom.rules.includes(id))
  const listed = (what: string, links: readonly string[]): readonly string[] => (links.length > 0 ? [`- ${what}: ${links.join(', ')}`] : [])
  const lines = [
    ...listed(
      'The facts it rests on',
      cites.map((fact) => (known.has(anchor(fact)) ? `[\`${fact}\`](../facts.md#${anchor(fact)})` : `\`${fact}\``)),
    ),
    ...listed(
      'Rules that rest on one of them, too',
      related.map((other) => `[\`${other.id}\`](${other.id}.md)`),
    ),
    ...listed(
      'What is seen or asked on a server',
      seen.map((symptom) => `[${symptom.title}](../symptoms.md#${anchor(symptom.title)})`),
    ),
  ]
  return lines.length > 0 ? `## See also\n\n${lines.join('\n')}` : ''
}
