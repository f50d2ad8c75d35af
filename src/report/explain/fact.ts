/** Facts as topics, by their ids. */
import type { Fact } from '../../knowledge/fact.ts'
import { facts } from '../../knowledge/knowledge.ts'
import type { Rule } from '../../rules/rule.ts'
import { capital, said, section, span, type Topic, told } from './explanation.ts'

/** Features and releases tell of their facts themselves. */
export const factTopics = (rules: readonly Rule[]): readonly Topic[] => facts.map((fact) => factTopic(fact, rules))

function factTopic(fact: Fact, rules: readonly Rule[]): Topic {
  const citing = rules.filter(({ cites }) => cites.includes(fact.id)).map(({ id }) => id)
  return {
    name: fact.id,
    kind: 'fact',
    title: capital(fact.says),
    names: [],
    about: '',
    ...(/^(?:feature|release|tool)-/.test(fact.id) && { told: true }),
    explain: () => ({
      sections: [
        ...section('says', 'What is published', [told(fact)]),
        ...section('releases', 'Releases', said(releasesOf(fact))),
        ...section('note', 'Note', said(fact.note)),
        ...section('rules', 'Rules that rest on it', said(...citing.map((id) => `\`${id}\``))),
      ],
      rules: citing,
      see: [],
    }),
  }
}

const releasesOf = (fact: Fact): string | undefined =>
  'from' in fact && 'to' in fact ? span({ from: String(fact.from), to: String(fact.to) }) : undefined
