import { findRelease, versionLine } from '../knowledge/release.ts'
import { didYouMean } from '../model/names.ts'
import { at, type Place } from '../model/part.ts'
import type { Problem, Rule } from './rule.ts'

// The newest first: of several that are near, the latest is the likeliest.
const spellings = versionLine.map(({ id }) => id).reverse()

function* known(version: string | undefined, place: Place, server?: string): Iterable<Problem> {
  if (version === undefined || findRelease(version)) return
  const near = didYouMean(version, spellings) || `; known: ${[...spellings].reverse().join(', ')}`
  yield { at: place, message: `\`${version}\` is not a release of Cisco Unity that any source names${near}`, ...(server && { server }) }
}

export default {
  id: 'release-known',
  title: 'The version is in the version line',
  severity: 'error',
  rationale:
    'Every other rule asks what holds for a release, so one that no source names cannot be judged. There is no 6.x. Builds of 2.4.6 are written 2.4.6.135; `3.1.5` and `3.1(5)` are the same release.',
  cites: ['release-2.4.6', 'release-3.1-5', 'release-4.0-5', 'release-8.0'],

  *check(fleet) {
    for (const server of fleet.servers) yield* known(server.spec.version, at(server, 'version'), server.name)
    for (const row of fleet.maximums) {
      yield* known(row.spec.from, at(row, 'from'))
      yield* known(row.spec.to, at(row, 'to'))
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
  - { name: PER-UNITY1, version: 4.0(6) } # <- \`4.0(6)\` is not a release of Cisco Unity that any source names; did you mean \`4.0(5)\`?
`,
  ],
} satisfies Rule
