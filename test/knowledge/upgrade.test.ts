/** Which upgrades need an upgrade licence, and what a release brings, against tables by hand. */
import { expect, test } from 'vitest'
import { changes } from '../../src/knowledge/changes.ts'
import type { RangedFact } from '../../src/knowledge/fact.ts'
import { upgradeLicense } from '../../src/knowledge/knowledge.ts'
import { findRelease, type Release, versionLine } from '../../src/knowledge/release.ts'
import upgradeLicenses from '../../src/knowledge/upgrade-licenses.json' with { type: 'json' }

function release(written: string): Release {
  const found = findRelease(written)
  if (!found) throw new Error(written)
  return found
}

// FAQ "Which Cisco Unity upgrades are controlled by the dongle?", its table and the paragraph beneath; after 4.0 nothing is stated.
test.each([
  ['2.4.6', '2.4.6', false],
  ['2.4.6', '3.0(1)', true],
  ['2.4.6', '3.1(6)', true],
  ['2.4', '3.1(1)', true],
  ['3.0(1)', '3.1(1)', false],
  ['3.1(1)', '3.1(3)', false],
  ['2.4.6', '4.0(1)', true],
  ['3.0(1)', '4.0(5)', true],
  ['3.1(6)', '4.0(1)', true],
  ['2.4.5', '4.2(1)', true],
  ['3.1(6)', '4.2(1)', true],
  ['3.1(6)', '8.0', true],
  ['2.4', '2.4.6', undefined],
  ['4.0(1)', '4.0(5)', undefined],
  ['4.2(1)', '5.0(1)', undefined],
  ['7.0(2)', '8.0', undefined],
])('%s to %s: %s', (from, to, needed) => expect(upgradeLicense(release(from), release(to))?.needed).toBe(needed))

test('no upgrade has two answers', () => {
  for (const from of versionLine)
    for (const to of versionLine) {
      const answers = upgradeLicenses.filter(
        ({ leaving, reaching }) => upgradeLicense(from, to) && inside(from, leaving) && inside(to, reaching),
      )
      expect(answers.length, `${from.id} to ${to.id}`).toBeLessThan(2)
    }
})

const inside = ({ place }: Release, { from, to }: { from: string; to: string }): boolean =>
  place >= release(from).place && place <= release(to).place

test('what was inferred says so', () => {
  expect(upgradeLicenses.filter(({ confidence }) => confidence === 'derived').map(({ id }) => id)).toEqual([
    'upgrade-3-to-4.x',
    'upgrade-dongle-to-later',
  ])
})

const fact = (id: string, from: string, to: string, content: object = {}): RangedFact => ({
  id,
  says: id,
  sources: ['faq'],
  confidence: 'stated',
  from,
  to,
  ...content,
})

test('facts come and go at the ends of their ranges', () => {
  const among = [
    fact('stays', '2.4', '8.0', { name: 'a' }),
    fact('goes', '2.4', '3.1(6)', { name: 'b' }),
    fact('comes', '4.0(1)', '8.0', { name: 'c' }),
    // The same content with another certainty.
    fact('stated', '2.4', '3.1(6)', { kind: 'default', users: 10 }),
    fact('inferred', '4.0(1)', '8.0', { kind: 'default', users: 10 }),
    // The same question with another answer.
    fact('few', '2.4', '3.1(6)', { kind: 'demo', users: 10 }),
    fact('many', '4.0(1)', '8.0', { kind: 'demo', users: 50 }),
    // Words alone.
    fact('old words', '2.4', '3.1(6)'),
    fact('new words', '4.0(1)', '8.0'),
  ]
  const ids = (facts: readonly RangedFact[] = []): string[] => facts.map(({ id }) => id)
  const at = changes(release('4.0(1)'), among)
  expect(ids(at?.came)).toEqual(['comes', 'many', 'new words'])
  expect(ids(at?.went)).toEqual(['goes', 'few', 'old words'])
  expect(changes(release('4.0(2)'), among)).toEqual({ came: [], went: [] })
  expect(changes(release('2.4'), among)).toBeUndefined()
})
