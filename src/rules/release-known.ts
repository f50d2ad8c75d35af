import { findRelease, versionLine } from '../knowledge/release.ts'
import { didYouMean } from '../model/names.ts'
import { at, type Place } from '../model/part.ts'
import type { Problem, Rule } from './rule.ts'

/** A release as people write it, with the numbers before its maintenance number. */
const numbered = /^(\d+\.\d+)(?:\(\d+\)|(?:\.\d+)*)$/

/** What to write instead, as the end of a message: the releases of the same line, or the one that is a slip of the pen away. */
export function knownNear(version: string): string {
  const line = numbered.exec(version)?.[1]
  if (line === undefined) return didYouMean(version, spellings) || `; known: ${spellings.join(', ')}`
  const [major] = line.split('.')
  const near = spellings.filter((spelling) => spelling.startsWith(line))
  const wider = spellings.filter((spelling) => spelling.startsWith(`${major}.`))
  if (near.length > 0) return `; known of ${line}: ${near.join(', ')}`
  return wider.length > 0 ? `; known of ${major}.x: ${wider.join(', ')}` : `; no source names a ${major}.x; known: ${spellings.join(', ')}`
}

const spellings = versionLine.map(({ id }) => id)

function* known(version: string | undefined, place: Place, server?: string): Iterable<Problem> {
  if (version === undefined || findRelease(version)) return
  const message = `\`${version}\` is not a release of Cisco Unity that any source names${knownNear(version)}`
  yield { at: place, message, cites: [], ...(server && { server }) }
}

interface Range {
  readonly from?: string
  readonly to?: string
}

/** The ends of a range are known releases without a build, and in order. */
function* range(ends: Range, placeOf: (end: keyof Range) => Place, claim: string): Iterable<Problem> {
  for (const end of ['from', 'to'] as const) {
    const written = ends[end]
    yield* known(written, placeOf(end))
    const release = written === undefined ? undefined : findRelease(written)
    if (release?.build !== undefined)
      yield { at: placeOf(end), message: `\`${written}\` is a build of ${release.id}, but a range is of releases: write ${release.id}` }
  }
  const [from, to] = [findRelease(ends.from ?? ''), findRelease(ends.to ?? '')]
  if (from && to && from.place > to.place)
    yield { at: placeOf('to'), message: `${to.id} comes before ${from.id}, so ${claim} for no release` }
}

export default {
  id: 'release-known',
  title: 'The version is in the version line',
  severity: 'error',
  rationale:
    'Every other rule asks what holds for a release, so one that no source names cannot be judged. No source names a 6.x. Builds of 2.4.6 are written 2.4.6.135, but a range in a Maximums or PriceBook document ends with a release, not a build; `3.1.5` and `3.1(5)` are the same release, and an engineering special such as `4.0(5) ES12` counts as its release.',
  parts: ['servers', 'licenses', 'maximums', 'priceBooks'],
  cites: ['release-2.4.6', 'release-3.1-5', 'release-4.0-5', 'release-8.0'],

  *check(fleet) {
    for (const server of fleet.servers) yield* known(server.spec.version, at(server, 'version'), server.name)
    for (const { name, licenses = [] } of [...fleet.servers, ...fleet.bridges])
      for (const { spec, document, path } of licenses)
        if ('version' in spec) yield* known(spec.version, { document, path: [...path, 'version'] }, name)
    for (const row of fleet.maximums) yield* range(row.spec, (end) => at(row, end), 'this maximum holds')
    for (const book of fleet.priceBooks) {
      for (const [index, item] of book.spec.items.entries()) {
        yield* range(item, (end) => at(book, 'items', index, end), 'this item can be ordered')
        yield* known(item.upgradesFrom, at(book, 'items', index, 'upgradesFrom'))
      }
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: perth }
servers:
  - { name: PER-UNITY1, version: 3.1(5) }
  - { name: PER-UNITY2, version: 3.1.5 }
  - { name: PER-UNITY3, version: 2.4.6.135 }
  - { name: PER-UNITY4, version: 4.0(5) ES12 }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: perth }
servers:
  - { name: PER-UNITY1, version: 4.0(6) } # <- \`4.0(6)\` is not a release of Cisco Unity that any source names; known of 4.0: 4.0(1), 4.0(2), 4.0(3), 4.0(4), 4.0(5)
`,
    `
apiVersion: cuspec/v1
kind: Maximums
source: { title: A platform list of the vendor (figures made up for this example), date: 2002-01-31 }
maximums:
  - what: voicePorts
    platform: EXAMPLE-1
    from: 2.4.6.135 # <- \`2.4.6.135\` is a build of 2.4.6, but a range is of releases: write 2.4.6
    value: 48
`,
  ],
} satisfies Rule
