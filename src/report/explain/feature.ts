/** Licensed features as topics, by the names of their entitlements. */
import type { FeatureFact } from '../../knowledge/fact.ts'
import features from '../../knowledge/features.json' with { type: 'json' }
import maximums from '../../knowledge/maximums.json' with { type: 'json' }
import tags from '../../knowledge/tags.json' with { type: 'json' }
import violations from '../../knowledge/violations.json' with { type: 'json' }
import { capital, references, said, section, span, type Topic, told } from './explanation.ts'
import { type Meaning, meaningPoints, placeNames } from './keys.ts'
import { objectNames, objectPoint } from './tag.ts'

export const featureTopics = (keys: ReadonlyMap<string, readonly Meaning[]>): readonly Topic[] =>
  features.map((feature) => featureTopic(feature, keys.get(feature.name) ?? []))

/** A feature tells of the key of its name, too: `languages` of a server are what the entitlement is for. */
function featureTopic(feature: FeatureFact, meanings: readonly Meaning[]): Topic {
  const { name, title, names = [], tag, perhapsTag, tagConfidence, counted, pooled, note } = feature
  const reported = tags.reports.filter((fact) => fact.about === 'entitlement' && fact.name === name)
  return {
    name,
    kind: 'feature',
    title: capital(title),
    names: [
      title,
      ...names,
      ...[tag, perhapsTag].filter((each) => each !== undefined),
      ...reported.flatMap(objectNames),
      ...placeNames(meanings),
    ].filter((other) => other.toLowerCase() !== name.toLowerCase()),
    about: feature.says,
    explain: () => ({
      sections: [
        ...section('says', 'What is published', [told(feature), ...said(note)]),
        ...section('releases', 'Under licence control', said(span(feature))),
        ...section(
          'granted',
          'How it is granted',
          said(`${counted ? 'As a number' : 'As yes or no'}; ${pooled ? 'the servers of a pool share it' : 'each server has its own'}.`),
        ),
        ...section('tag', 'In a licence file', tagPoints(tag, tagConfidence, feature)),
        ...section('report', 'In a report of a server', reported.map(objectPoint)),
        ...section('maximum', 'Published maximums', maximums.filter(({ what }) => what === name).map(told)),
        ...section('violation', 'More in use than licensed', violations.overuse.filter((fact) => fact.features.includes(name)).map(told)),
        ...section('spec', 'In a spec', meaningPoints(meanings)),
      ],
      rules: [],
      see: [],
    }),
  }
}

function tagPoints(tag: string | undefined, confidence: FeatureFact['tagConfidence'], { sources }: FeatureFact) {
  if (!tag) return said('It has no tag: only a dongle grants it.')
  const spelling = confidence === 'stated' ? '' : '; that it is spelt so in a file is inferred'
  return [{ text: `The tag \`${tag}\`${spelling}.`, sources: references({ sources, ...(confidence && { confidence }) }) }]
}
