/** Facts as topics, by their ids. */
import type { Fact } from '../../knowledge/fact.ts'
import features from '../../knowledge/features.json' with { type: 'json' }
import { facts, procedure } from '../../knowledge/knowledge.ts'
import procedures from '../../knowledge/procedures.json' with { type: 'json' }
import products from '../../knowledge/products.json' with { type: 'json' }
import releases from '../../knowledge/releases.json' with { type: 'json' }
import tags from '../../knowledge/tags.json' with { type: 'json' }
import tools from '../../knowledge/tools.json' with { type: 'json' }
import type { Rule } from '../../rules/rule.ts'
import { capital, said, section, span, type Topic, told } from './explanation.ts'

/** Facts that a feature, a tag, a release, a tool or a question tells of as its own. */
const elsewhere = new Set([...features, ...releases, ...tools, ...tags.reports, ...procedures].map(({ id }) => id))
const foreign = new Map(products.map((fact) => [fact.id, fact]))

export const factTopics = (rules: readonly Rule[]): readonly Topic[] => facts.map((fact) => factTopic(fact, rules))

function factTopic(fact: Fact, rules: readonly Rule[]): Topic {
  const product = foreign.get(fact.id)
  const citing = rules.filter(({ cites }) => cites.includes(fact.id)).map(({ id }) => id)
  return {
    name: fact.id,
    kind: 'fact',
    title: capital(fact.says),
    names: product?.names ?? [],
    prefixes: product?.prefixes ?? [],
    about: '',
    ...(elsewhere.has(fact.id) && { told: true }),
    explain: () => ({
      sections: [
        ...section('says', 'What is published', [told(fact)]),
        ...section('releases', 'Releases', said(releasesOf(fact))),
        ...section('note', 'Note', said(fact.note)),
        ...section('rules', 'Rules that rest on it', said(...citing.map((id) => `\`${id}\``))),
      ],
      rules: citing,
      see: product ? [product.product] : [],
    }),
  }
}

function releasesOf(fact: Fact): string | undefined {
  if ('from' in fact && 'to' in fact) return span({ from: String(fact.from), to: String(fact.to) })
  const step = procedure(fact.id)
  return step && span(step.releases)
}
