/** Rules as topics. */
import { facts } from '../../knowledge/knowledge.ts'
import type { Rule } from '../../rules/rule.ts'
import { ruleEntry } from '../manual.ts'
import { meanings } from '../text.ts'
import { said, section, type Topic, told } from './explanation.ts'

export const ruleTopic = (rule: Rule): Topic => ({
  name: rule.id,
  kind: 'rule',
  title: rule.title,
  names: [],
  about: rule.rationale,
  explain: () => ({
    page: ruleEntry(rule),
    sections: [
      ...section('claim', 'What must be true', said(`${rule.title}.`)),
      ...section('severity', 'Severity', said(rule.severity)),
      ...section('consequence', 'What happens otherwise', said(rule.consequence && meanings[rule.consequence])),
      ...section('why', 'Why', said(rule.rationale)),
      ...section(
        'published',
        'What was published',
        rule.cites.flatMap((id) => facts.filter((fact) => fact.id === id).map(told)),
      ),
      ...section('bad', 'Bad', said(...rule.bad)),
      ...section('good', 'Good', said(...rule.good)),
    ],
    rules: [rule.id],
    see: [],
  }),
})
