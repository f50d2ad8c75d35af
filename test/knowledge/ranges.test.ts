/** Ranges of releases: each runs forward along the version line, and no question about a release has two answers. */
import { describe, expect, test } from 'vitest'
import availability from '../../src/knowledge/availability.json' with { type: 'json' }
import bridge from '../../src/knowledge/bridge.json' with { type: 'json' }
import { inBridgeRange, readBridgeRelease } from '../../src/knowledge/bridge-release.ts'
import type { RangedFact } from '../../src/knowledge/fact.ts'
import features from '../../src/knowledge/features.json' with { type: 'json' }
import grants from '../../src/knowledge/grants.json' with { type: 'json' }
import { answerToViolation, grant, mechanism } from '../../src/knowledge/knowledge.ts'
import maximums from '../../src/knowledge/maximums.json' with { type: 'json' }
import mechanisms from '../../src/knowledge/mechanisms.json' with { type: 'json' }
import { versionLine, within } from '../../src/knowledge/release.ts'
import sizing from '../../src/knowledge/sizing.json' with { type: 'json' }
import stores from '../../src/knowledge/stores.json' with { type: 'json' }
import tools from '../../src/knowledge/tools.json' with { type: 'json' }
import upgradeLicenses from '../../src/knowledge/upgrade-licenses.json' with { type: 'json' }
import violations from '../../src/knowledge/violations.json' with { type: 'json' }

const ranged: readonly RangedFact[] = [
  ...mechanisms,
  ...features,
  ...grants,
  ...maximums,
  ...violations.answers,
  ...violations.overuse,
  ...bridge.matrix,
  ...bridge.hosts,
  ...availability,
  ...stores.support,
  stores.unified,
  ...Object.values(sizing).filter((fact): fact is RangedFact => 'from' in fact),
  ...tools,
  ...upgradeLicenses.flatMap(({ id, leaving, reaching, ...fact }) => [
    { ...fact, ...leaving, id: `${id} leaving` },
    { ...fact, ...reaching, id: `${id} reaching` },
  ]),
]

test.each(ranged.map((fact) => [fact.id, fact] as const))('%s runs forward from a release to a release', (_, { from, to }) => {
  const places = [from, to].map((id) => versionLine.findIndex((release) => release.id === id))
  expect(places).not.toContain(-1)
  expect(places[0]).toBeLessThanOrEqual(places[1] ?? -1)
})

test.each([...bridge.matrix, ...bridge.hosts].map((fact) => [fact.id, fact] as const))(
  '%s runs forward over Bridge releases',
  (_, fact) => {
    const from = readBridgeRelease(fact.bridgeFrom)
    expect(from).toBeDefined()
    expect(from && inBridgeRange(from, fact)).toBe(true)
    if (fact.bridgeBelow !== null) expect(readBridgeRelease(fact.bridgeBelow)).toBeDefined()
  },
)

/** Pairs of facts that answer the same question, told by `question`, for some release. */
function clashes<Row extends RangedFact>(rows: readonly Row[], question: (row: Row) => string): string[] {
  return rows.flatMap((row, index) =>
    rows
      .slice(index + 1)
      .filter((other) => question(other) === question(row) && versionLine.some((release) => within(release, row) && within(release, other)))
      .map((other) => `${row.id} and ${other.id}`),
  )
}

/** Bridge releases at and around every end of a range, which stand for all others. */
const bridgeReleases = ['1.0', '2.0', '2.1', '2.1(2)', '2.9(9)', '3.0', '3.0(4)', '3.0(5)', '3.0(6)', '3.0(10)', '3.1', '4.0']
const overBridges = <Row extends RangedFact & { readonly bridgeFrom: string; readonly bridgeBelow: string | null }>(rows: readonly Row[]) =>
  rows.flatMap((row) =>
    bridgeReleases.flatMap((written) => {
      const release = readBridgeRelease(written)
      return release && inBridgeRange(release, row) ? [{ ...row, written }] : []
    }),
  )

describe('no question has two answers', () => {
  test.each([
    ['the mechanism of a release', clashes(mechanisms, () => '')],
    ['the answer of a release to a violation', clashes(violations.answers, () => '')],
    [
      'what makes overuse of a feature a violation',
      clashes(
        violations.overuse.flatMap((fact) => fact.features.map((name) => ({ ...fact, name }))),
        ({ name }) => name,
      ),
    ],
    ['what a licence grants without a purchase', clashes(grants, ({ kind }) => kind)],
    ['a maximum', clashes(maximums, ({ what, platform }) => `${what} ${platform}`)],
    ['the first release of something', clashes(availability, ({ what, store }) => `${what} ${store}`)],
    ['whether a message store works', clashes(stores.support, ({ store, version }) => `${store} ${version}`)],
    ['a feature', clashes(features, ({ name }) => name)],
    ['the Bridge releases for a store', clashes(overBridges(bridge.matrix), ({ store, written }) => `${store} ${written}`)],
    ['what a Bridge licence is tied to', clashes(overBridges(bridge.hosts), ({ written }) => written)],
  ])('%s', (_, found) => expect(found).toEqual([]))
})

test('where two answers would be found, they are', () => {
  expect(clashes([...mechanisms, ...mechanisms.slice(0, 1).map((fact) => ({ ...fact, id: 'again' }))], () => '')).toEqual([
    'licenses-on-dongle and again',
  ])
})

test.each(versionLine)('$id has a mechanism, and from 4.0 a default and a demo licence', (release) => {
  const files = mechanism(release)?.mechanism === 'file'
  expect(mechanism(release)).toBeDefined()
  expect([grant('default', release), grant('demo', release)].map((fact) => fact !== undefined)).toEqual([files, files])
})

test('the answer to a violation is published from 2.4.6 on', () => {
  expect(versionLine.filter((release) => !answerToViolation(release)).map(({ id }) => id)).toEqual(['2.4', '2.4.5'])
})
