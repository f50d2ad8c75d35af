/** The manual of the rules, for `docs/rules`, `cuspec rules`, `cuspec explain` and SARIF. */
import type { Citation } from '../finding.ts'
import { cite } from '../knowledge/knowledge.ts'
import type { Rule } from '../rules/rule.ts'
import { meanings } from './text.ts'

/** One line a rule: id, severity and claim. */
export function ruleList(rules: readonly Rule[]): string {
  const widest = Math.max(...rules.map(({ id }) => id.length))
  return rules.map(({ id, severity, title }) => `${id.padEnd(widest)}  ${severity.padEnd(7)}  ${title}\n`).join('')
}

/** The entry of one rule, in Markdown that reads well as plain text. */
export const ruleEntry = (rule: Rule): string => `## ${rule.id}\n\n${ruleBody(rule)}`

/** The entry without its heading. */
export function ruleBody({ title, severity, consequence, rationale, cites, files = {}, good, bad }: Rule): string {
  const grade = consequence ? `**${severity}**, consequence *${consequence}*: ${meanings[consequence]}.` : `**${severity}**.`
  return [
    `${title}.`,
    grade,
    rationale,
    ...(cites.length > 0 ? [`What was published:\n\n${cites.map((fact) => factLine(cite(fact))).join('\n')}`] : []),
    ...Object.entries(files).map(([file, text]) => `The file \`${file}\` of the examples:\n\n${fenced(text, 'text')}`),
    ...bad.map((text) => `Bad:\n\n${fenced(text)}`),
    ...good.map((text) => `Good:\n\n${fenced(text)}`),
  ].join('\n\n')
}

function factLine({ says, title, date, url, section, confidence }: Citation): string {
  const where = [url ? `[${title}](${url})` : title, date, section && `"${section}"`].filter(Boolean).join(', ')
  return `- ${says} (${confidence}: ${where})`
}

const fenced = (text: string, language = 'yaml'): string => `\`\`\`${language}\n${text.trim()}\n\`\`\``
