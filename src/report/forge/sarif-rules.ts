/** Rules as SARIF describes them, for the pages of an alert. */
import type { Citation, Finding } from '../../finding.ts'
import { cite } from '../../knowledge/knowledge.ts'
import type { Rule } from '../../rules/rule.ts'
import { ruleEntry } from '../manual.ts'
import { meanings, sourcesOf } from '../text.ts'
import { plainly } from './plainly.ts'

type Described = Pick<Rule, 'id' | 'title' | 'severity'> & { readonly rule?: Rule }

/** Every rule, with or without findings, so that GitHub closes the alerts of those that are silent now; and ids that only findings know. */
export function rulesOf(rules: readonly Rule[], findings: readonly Finding[]): readonly Described[] {
  const known = new Set(rules.map(({ id }) => id))
  const others = new Map(findings.filter(({ rule }) => !known.has(rule)).map(({ rule, severity }) => [rule, severity]))
  return [
    ...rules.map((rule) => ({ id: rule.id, title: rule.title, severity: rule.severity, rule })),
    ...[...others].map(([id, severity]) => ({ id, title: id, severity })),
  ]
}

/** GitHub takes at most as many characters of a description. */
const longest = 1024

export function ruleDescriptor({ id, title, severity, rule }: Described): unknown {
  const cites = (rule?.cites ?? []).map(cite)
  const full = plainly(`${title}. ${rule?.rationale ?? ''}`.trim())
  return {
    id,
    // A name has to say more than the id.
    ...(id.includes('-') && { name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()) }),
    shortDescription: { text: cutTo(longest, plainly(`${title}.`)) },
    fullDescription: { text: cutTo(longest, full) },
    help: { text: helpText(full, rule, cites), ...(rule && !rule.ofTeam && { markdown: ruleEntry(rule) }) },
    ...helpUri(cites),
    defaultConfiguration: { level: severity },
    properties: {
      tags: [...new Set(['cisco-unity', ...(rule?.consequence ? [rule.consequence] : []), ...(rule?.parts ?? [])])],
      'problem.severity': severity === 'note' ? 'recommendation' : severity,
      precision: precisions[severity],
    },
  }
}

/** An error rests on what a vendor stated, a warning may be inferred, a note is a rule of thumb. */
const precisions = { error: 'very-high', warning: 'high', note: 'medium' } as const satisfies Record<Rule['severity'], string>

function helpText(full: string, rule: Rule | undefined, cites: readonly Citation[]): string {
  const follows = rule?.consequence ? [`What follows: ${meanings[rule.consequence]}.`] : []
  const sources = cites.length > 0 ? [`Sources: ${sourcesOf(cites)}.`] : []
  return [full, ...follows, ...sources].join('\n\n')
}

/** Where the vendor says it. */
function helpUri(cites: readonly Citation[]): { readonly helpUri?: string } {
  const url = cites.find((citation) => citation.url !== undefined && URL.canParse(citation.url))?.url
  return url === undefined ? {} : { helpUri: url }
}

const cutTo = (most: number, text: string): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)
