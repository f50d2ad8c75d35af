/** Releases as topics: what each brought and dropped, computed from the releases that facts hold for. */
import bridge from '../../knowledge/bridge.json' with { type: 'json' }
import { changes, rangedFacts } from '../../knowledge/changes.ts'
import type { Fact, RangedFact } from '../../knowledge/fact.ts'
import features from '../../knowledge/features.json' with { type: 'json' }
import maximums from '../../knowledge/maximums.json' with { type: 'json' }
import mechanisms from '../../knowledge/mechanisms.json' with { type: 'json' }
import { type Release, versionLine, within } from '../../knowledge/release.ts'
import releases from '../../knowledge/releases.json' with { type: 'json' }
import tools from '../../knowledge/tools.json' with { type: 'json' }
import violations from '../../knowledge/violations.json' with { type: 'json' }
import { type Point, said, section, type Topic, told } from './explanation.ts'
import { missingTopics } from './unnamed.ts'
import { upgradePoints } from './upgrade.ts'

/** What says nothing of the product, but how far a source speaks. */
const unchanging: readonly Fact[] = [...violations.answers, ...violations.overuse, ...maximums]
const shownApart: readonly Fact[] = [...unchanging, ...mechanisms, ...features, ...tools, ...bridge.matrix, ...bridge.hosts]

export const releaseTopics = (): readonly Topic[] => [...versionLine.map(releaseTopic), ...missingTopics()]

function releaseTopic(release: Release): Topic {
  const dotted = release.id.replace(/\((\d+)\)$/, '.$1')
  return {
    name: release.id,
    kind: 'release',
    title: `Cisco Unity ${release.id}`,
    names: dotted === release.id ? [] : [dotted],
    about: '',
    explain: () => ({
      sections: [...place(release), ...changed(release), ...licensing(release), ...upgradePoints(release), ...rest(release)],
      rules: ['release-known'],
      see: [],
    }),
  }
}

function place(release: Release) {
  const [before, after] = [versionLine[release.place - 1], versionLine[release.place + 1]]
  const neighbours = [...(before ? [`${before.id} comes before it`] : []), ...(after ? [`${after.id} after it`] : [])].join(', ')
  const fact = releases[release.place]
  return section('place', 'In the version line', [...(fact ? [told(fact)] : []), ...said(`In the version line ${neighbours}.`)])
}

function changed(release: Release) {
  const found = changes(release)
  if (!found) return section('came', 'What it brought', said('It is the oldest release at hand: what came with it is not known.'))
  const before = versionLine[release.place - 1]?.id
  const of = (facts: readonly RangedFact[]): readonly Point[] => facts.filter((fact) => !unchanging.includes(fact)).map(told)
  const [came, went] = [of(found.came), of(found.went)]
  return [
    ...section(
      'came',
      `What it brought (published from ${release.id} on)`,
      came.length > 0 ? came : said('Nothing that is published at hand.'),
    ),
    ...section('went', `What it dropped (published up to ${before})`, went),
  ]
}

function licensing(release: Release) {
  const holding = (facts: readonly RangedFact[]): readonly Point[] => facts.filter((fact) => within(release, fact)).map(told)
  const answers = holding(violations.answers)
  const matrix = holding(bridge.matrix)
  const bridges = matrix.length > 0 ? [...matrix, ...holding(bridge.hosts)] : [told(bridge.floor)]
  const atHand = tools.filter((fact) => within(release, fact)).map(({ title }) => title)
  const titles = features.filter((fact) => within(release, fact)).map(({ title, name }) => `${title} (\`${name}\`)`)
  return [
    ...section('mechanism', 'How licences come to it', holding(mechanisms)),
    ...section('features', 'What is under licence control', said(`${titles.join(', ')}.`)),
    ...section('violation', 'How it answers a licence violation', answers.length > 0 ? answers : said('No source at hand says so.')),
    ...section('overuse', 'What counts as one', holding(violations.overuse)),
    ...section('maximums', 'Published maximums', holding(maximums)),
    ...section('bridge', 'Bridge releases that go with it', bridges),
    ...section('tools', 'Its tools', said(atHand.length > 0 ? `${atHand.join(', ')}.` : undefined)),
  ]
}

const rest = (release: Release) => {
  const apart = [...shownApart, ...(changes(release)?.came ?? [])]
  const others = rangedFacts.filter((fact) => within(release, fact) && !apart.includes(fact))
  return section('rest', 'What else holds for it', others.map(told))
}
