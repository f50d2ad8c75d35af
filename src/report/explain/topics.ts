/** Everything that can be explained, collected from where it is known. */
import type { Rule } from '../../rules/rule.ts'
import type { Topic } from './explanation.ts'
import { factTopics } from './fact.ts'
import { featureTopics } from './feature.ts'
import { specKeys } from './keys.ts'
import { releaseTopics } from './release.ts'
import { ruleTopic } from './rule.ts'
import { symptomTopics } from './symptom.ts'
import { termTopics } from './term.ts'

/** Every topic, by kind. `schemas` are those of the documents that a spec consists of. */
export function topicsOf(rules: readonly Rule[], schemas: readonly object[]): readonly Topic[] {
  const keys = specKeys(schemas)
  return [
    ...rules.map(ruleTopic),
    ...featureTopics(keys),
    ...releaseTopics(),
    ...symptomTopics(rules),
    ...termTopics(keys),
    ...factTopics(rules),
  ]
}
