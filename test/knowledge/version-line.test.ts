/** The order of releases, against one written by hand, and against what comparing text would say. */
import { expect, test } from 'vitest'
import { inBridgeRange, readBridgeRelease } from '../../src/knowledge/bridge-release.ts'
import { findRelease, spell, versionLine, within } from '../../src/knowledge/release.ts'

/** By hand, from the releases that the documents name: dongle era, 3.x, 4.0 to 4.2, 5.0, and, with no 6.x, 7.0 and 8.0. */
const oldestFirst = [
  ...['2.4', '2.4.5', '2.4.6'],
  ...['3.0(1)', '3.1(1)', '3.1(2)', '3.1(3)', '3.1(4)', '3.1(5)', '3.1(6)'],
  ...['4.0(1)', '4.0(2)', '4.0(3)', '4.0(4)', '4.0(5)', '4.1(1)', '4.2(1)'],
  ...['5.0(1)', '7.0(2)', '8.0'],
]

test('the version line is in the order of history', () => {
  expect(versionLine.map(({ id }) => id)).toEqual(oldestFirst)
  expect(versionLine.map(({ place }) => place)).toEqual(oldestFirst.map((_, index) => index))
})

test('a range holds what lies between its ends, both included', () => {
  for (const from of oldestFirst)
    for (const to of oldestFirst) {
      const inside = versionLine.filter((release) => within(release, { from, to })).map(({ id }) => id)
      expect(inside, `${from} to ${to}`).toEqual(oldestFirst.slice(oldestFirst.indexOf(from), oldestFirst.indexOf(to) + 1))
    }
})

// capacity.md knows of engineering specials by their notation alone: 4.0(5) with ES and a number is 4.0(5).
test.each(['4.0(5) ES12', '4.0(5)ES12', '4.0.5-ES3', '4.0(5) es1'])('%s is 4.0(5)', (written) => {
  expect(findRelease(written)?.place).toBe(oldestFirst.indexOf('4.0(5)'))
})

test.each(['4.0(6) ES1', 'ES12', '4.0(5) ES', '4.0(5) SR1', '4.0(5) ES12x'])('%s is no release', (written) => {
  expect(findRelease(written)).toBeUndefined()
})

test('place decides, not text', () => {
  const place = (findRelease('4.0(5)')?.place ?? 0) + 1
  const tenth = { id: '4.0(10)', place }
  expect('4.0(10)' < '4.0(9)').toBe(true)
  expect(within(tenth, { from: '4.0(5)', to: '8.0' })).toBe(true)
  expect(within(tenth, { from: '4.0(1)', to: '4.0(5)' })).toBe(false)
})

test.each([
  ['3.0(10)', '3.0(5)', null, true],
  ['3.0(4)', '3.0(5)', null, false],
  ['3.10', '3.9', null, true],
  ['10.0', '3.0', null, true],
  ['2.10', '2.0', '3.0', true],
  ['3.0', '2.0', '3.0', false],
  ['2.99(9)', '2.0', '3.0', true],
] as const)('Bridge %s against %s up to, not including, %s', (written, bridgeFrom, bridgeBelow, inside) => {
  const release = readBridgeRelease(written)
  expect(release && inBridgeRange(release, { bridgeFrom, bridgeBelow })).toBe(inside)
})

test.each([
  ['3.1(5)', '3.1(5)', '3.1(5)'],
  ['3.1.5', '3.1(5)', '3.1(5)'],
  ['2.4.6.135', '2.4.6', '2.4.6.135'],
  ['8.0', '8.0', '8.0'],
])('%s is %s', (written, id, spelt) => {
  const release = findRelease(written)
  expect(release?.id).toBe(id)
  expect(release && spell(release)).toBe(spelt)
})

test.each(['6.0(1)', '4.0(10)', '4.0', '4.0(5) ', '4.0.5.135', '8', '', '2.4.6.', 'constructor'])('`%s` is no release', (written) => {
  expect(findRelease(written)).toBeUndefined()
})
