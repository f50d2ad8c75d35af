import { findRelease, versionLine } from '../knowledge/release.ts'
import { didYouMean } from '../model/names.ts'
import { at, type Place } from '../model/part.ts'
import type { Problem, Rule } from './rule.ts'

/** A release as people write it, with the numbers before its maintenance number. */
const numbered = /^(\d+\.\d+)(?:\(\d+\)|(?:\.\d+)*)$/

/** What to write instead: the releases of the same line, or the one that is a slip of the pen away. */
function hint(version: string): string {
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
  const message = `\`${version}\` is not a release of Cisco Unity that any source names${hint(version)}`
  yield { at: place, message, cites: [], ...(server && { server }) }
}

export default {
  id: 'release-known',
  title: 'The version is in the version line',
  severity: 'error',
  rationale:
    'Every other rule asks what holds for a release, so one that no source names cannot be judged. No source names a 6.x. Builds of 2.4.6 are written 2.4.6.135; `3.1.5` and `3.1(5)` are the same release.',
  parts: ['servers', 'maximums', 'priceBooks'],
  cites: ['release-2.4.6', 'release-3.1-5', 'release-4.0-5', 'release-8.0'],

  *check(fleet) {
    for (const server of fleet.servers) yield* known(server.spec.version, at(server, 'version'), server.name)
    for (const row of fleet.maximums) {
      yield* known(row.spec.from, at(row, 'from'))
      yield* known(row.spec.to, at(row, 'to'))
      const [from, to] = [findRelease(row.spec.from ?? ''), findRelease(row.spec.to ?? '')]
      if (from && to && from.place > to.place)
        yield { at: at(row, 'to'), message: `${to.id} comes before ${from.id}, so this maximum holds for no release` }
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
  ],
} satisfies Rule
