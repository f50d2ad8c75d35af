/** Releases that no source names, as topics: whole lines such as 6.x, and single ones of a line that is known. */
import mechanisms from '../../knowledge/mechanisms.json' with { type: 'json' }
import { type Release, versionLine, within } from '../../knowledge/release.ts'
import releases from '../../knowledge/releases.json' with { type: 'json' }
import violations from '../../knowledge/violations.json' with { type: 'json' }
import { said, section, span, type Topic, told } from './explanation.ts'

export const missingTopics = (): readonly Topic[] => missingLines().map(missingTopic)

interface Missing {
  readonly name: string
  readonly before: Release
  readonly after: Release
}

/** Lines that lie between two releases and of which no source names one. */
function missingLines(): Missing[] {
  return versionLine.flatMap((before) => {
    const after = versionLine[before.place + 1]
    const [from = 0, to = 0] = [before, after ?? before].map(({ id }) => Number.parseInt(id, 10))
    return after ? Array.from({ length: Math.max(0, to - from - 1) }, (_, index) => ({ name: `${from + index + 1}.x`, before, after })) : []
  })
}

const missingTopic = ({ name, before, after }: Missing): Topic => ({
  name,
  kind: 'release',
  title: `There is no ${name}`,
  names: [],
  about: '',
  explain: () => ({
    sections: section('place', 'In the version line', [
      { text: `No source at hand names a ${name}: the version line goes from ${before.id} to ${after.id}.` },
      ...[before, after].flatMap(({ place: at }) => releases.slice(at, at + 1).map(told)),
    ]),
    rules: ['release-known'],
    see: [before.id, after.id],
  }),
})

/** A release that no source names, though some of its line are named: `4.0(6)`. */
export function unnamedRelease(written: string): readonly Topic[] {
  const [major = '', minor = ''] = written.split(/[.(]/)
  const begins = (start: string): readonly Release[] => versionLine.filter(({ id }) => new RegExp(`^${start}(?:[.(]|$)`).test(id))
  const near = begins(`${major}\\.${minor}`)
  const line = near.length > 0 ? near : begins(major)
  const [first, last] = [line[0], line.at(-1)]
  if (!first || !last) return []
  const named = span({ from: first.id, to: last.id })
  const held = [...mechanisms, ...violations.answers, ...violations.overuse].filter((fact) =>
    line.every((release) => within(release, fact)),
  )
  return [
    {
      name: written,
      kind: 'release',
      title: `No source names Cisco Unity ${written}`,
      names: [],
      about: '',
      explain: () => ({
        sections: [
          ...section('place', 'In the version line', said(`No source at hand names ${written}. Of its line they name ${named}.`)),
          ...section('line', `What holds for ${named}`, [
            ...held.map(told),
            ...said(`Whether that holds for ${written} too, no source says.`),
          ]),
        ],
        rules: ['release-known'],
        see: line.map(({ id }) => id),
      }),
    },
  ]
}
