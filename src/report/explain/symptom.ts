/** Symptoms as topics. */

import symptoms from '../../knowledge/symptoms.json' with { type: 'json' }
import type { Symptom } from '../../knowledge/topic.ts'
import type { Rule } from '../../rules/rule.ts'
import { references, said, section, span, type Topic } from './explanation.ts'

export const symptomTopics = (rules: readonly Rule[]): readonly Topic[] => symptoms.map((symptom) => symptomTopic(symptom, rules))

function symptomTopic(symptom: Symptom, rules: readonly Rule[]): Topic {
  const { id, title, names, sees, cause, fix, releases, product, note, see } = symptom
  const seen = symptom.rules.filter((rule) => rules.some((each) => each.id === rule))
  return {
    name: id,
    kind: 'symptom',
    title,
    names: names.filter((name) => name !== title),
    about: `${sees} ${cause}`,
    explain: () => ({
      sections: [
        ...section('product', 'Product', said(product && `Not for Cisco Unity: it is about ${product}.`)),
        ...section('sees', 'What one sees', said(sees)),
        ...section('cause', 'What is behind it', [{ text: cause, sources: references(symptom) }]),
        { name: 'fix', title: 'What to do', steps: true, points: said(...fix) },
        ...section('releases', 'Releases', said(releases && span(releases))),
        ...section('note', 'Note', said(note)),
        ...section('detected', 'In a spec', said(...detection(seen, symptom.unseen))),
      ],
      rules: seen,
      see,
    }),
  }
}

function detection(seen: readonly string[], unseen: string | undefined): readonly string[] {
  const by = seen.length > 0 ? [`Seen by ${seen.map((id) => `\`${id}\``).join(', ')}.`] : []
  const not = unseen === undefined ? [] : [`${seen.length > 0 ? 'Only in part' : 'No rule sees it'}: ${unseen}.`]
  return by.length + not.length > 0 ? [...by, ...not] : ['No rule sees it yet.']
}
