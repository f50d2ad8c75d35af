/** Everything that can be explained, collected from where it is known. */
import type { Rule } from '../../rules/rule.ts'
import type { Topic } from './explanation.ts'
import { factTopics } from './fact.ts'
import { featureTopics } from './feature.ts'
import { fold } from './find.ts'
import { specKeys } from './keys.ts'
import { releaseTopics } from './release.ts'
import { ruleTopic } from './rule.ts'
import { symptomTopics } from './symptom.ts'
import { tagTopics } from './tag.ts'
import { termTopics } from './term.ts'
import { unknownTopics } from './unknown.ts'
import { wordTopics } from './word.ts'

/** Every topic, by kind. `schemas` are those of the documents that a spec consists of. */
export function topicsOf(rules: readonly Rule[], schemas: readonly object[]): readonly Topic[] {
  const keys = specKeys(schemas)
  return linked([
    ...rules.map(ruleTopic),
    ...featureTopics(keys),
    ...releaseTopics(),
    ...symptomTopics(rules),
    ...termTopics(keys),
    ...tagTopics(),
    ...wordTopics(),
    ...factTopics(rules),
    ...unknownTopics(),
  ])
}

/** Has topics name each other by their one name. What is not there is left out. */
function linked(topics: readonly Topic[]): readonly Topic[] {
  const named = new Map(
    [...topics].reverse().flatMap((topic) => [topic.name, ...topic.names].map((name) => [fold(name), topic.name] as const)),
  )
  for (const { name } of topics) named.set(fold(name), name)
  return topics.map((topic) => ({
    ...topic,
    names: [...new Set(topic.names)].filter((name) => fold(name) !== fold(topic.name)),
    explain: () => {
      const explanation = topic.explain()
      const see = explanation.see.flatMap((name) => named.get(fold(name)) ?? [])
      return { ...explanation, see: [...new Set(see)].filter((name) => name !== topic.name) }
    },
  }))
}
