/** Symptoms and words: what they name is there, and their figures are those of the documents. */
import { describe, expect, test } from 'vitest'
import { versionLine, within } from '../../src/knowledge/release.ts'
import symptoms from '../../src/knowledge/symptoms.json' with { type: 'json' }
import terms from '../../src/knowledge/terms.json' with { type: 'json' }
import unknowns from '../../src/knowledge/unknowns.json' with { type: 'json' }
import { find, fold } from '../../src/report/explain/find.ts'
import { topicsOf } from '../../src/report/explain/topics.ts'
import { rules } from '../../src/rules/index.ts'

const known = new Set(rules.map(({ id }) => id))
const topics = topicsOf(rules, [])
const isThere = (name: string): boolean =>
  known.has(name) || topics.some((topic) => [topic.name, ...topic.names].some((each) => fold(each) === fold(name)))

describe.each(symptoms.map((symptom) => [symptom.id, symptom] as const))('%s', (_, symptom) => {
  test('names rules that are there', () => expect(symptom.rules.filter((id) => !known.has(id))).toEqual([]))

  test('says which rule sees it, or why none does', () => {
    expect(symptom.rules.length > 0 || symptom.unseen !== undefined).toBe(true)
  })

  test('names topics that are there', () => expect(symptom.see.filter((name) => !isThere(name))).toEqual([]))

  test('runs forward over releases', () => {
    const { releases } = symptom
    if (releases) expect(versionLine.filter((release) => within(release, releases)).map(({ id }) => id)).toContain(releases.to)
  })

  test('is found by each of its names', () => {
    for (const name of symptom.names) {
      const found = find(name, topics)
      const names = found.kind === 'one' ? [found.topic.name] : found.kind === 'several' ? found.topics.map((topic) => topic.name) : []
      expect(names, name).toContain(symptom.id)
    }
  })
})

test('what is of another product says so in its note', () => {
  expect(symptoms.filter(({ product }) => product).map(({ id, note = '' }) => [id, note.startsWith('Not for Cisco Unity.')])).toEqual([
    ['connection-ha-node', true],
    ['license-lost-by-renaming', true],
  ])
})

test('what one post reports says so in its note', () => {
  const loose = symptoms.filter(
    ({ confidence, product, note = '' }) => confidence === 'reported' && !product && !note.startsWith('Reported in one'),
  )
  expect(loose.map(({ id }) => id)).toEqual([])
})

test('words, and what is not known, name topics that are there', () => {
  expect([...terms, ...unknowns].flatMap(({ id, see }) => see.filter((name) => !isThere(name)).map((name) => `${id} ${name}`))).toEqual([])
})

/**
 * Every figure of the symptoms, by hand. FAQ is document 23277 of 27 February 2007; the event is the one of 22 May 2010 in
 * "Troubleshooting Digital Networking Replication and License Pooling".
 */
const figures: Readonly<Record<string, readonly string[]>> = {
  // FAQ, EventID 202.
  'windows-out-of-licenses': ['202'],
  // The event: event 113, code 13083, 28 days left, then every 48 hours.
  'license-grace': ['113', '13083', '28', '48'],
  // The event again.
  'users-refused': ['113'],
  'key-dump-00000001': ['00000001'],
  // FAQ: a reboot every four hours.
  'four-hour-shutdown': ['4'],
  // FAQ: two ports, 10 users, 30 seconds; 50 users, 16 sessions, 60 or 90 days.
  'demo-refused-again': ['2', '10', '30'],
  'default-license-in-force': ['2', '10', '30'],
  'demo-licenses': ['2', '10', '30', '50', '16', '60', '90'],
  // The test of a pool that a thread quotes: two servers of 500, one with 501, no more than 1000.
  'more-users-than-own-file': ['500', '501', '1000'],
  // FAQ: within 24 hours.
  'register-license': ['24'],
}

test('every figure is the one that was published', () => {
  const named = /\d+(?:\.(?:\d+|x))+(?:\(\d+\))?|\(10\/|of (?:22 May )?20\d\d/g
  const found = symptoms.flatMap(({ id, sees, cause, fix }) => {
    const numbers = [sees, cause, ...fix].join(' ').replace(named, '').match(/\d+/g) ?? []
    return numbers.length > 0 ? [[id, [...new Set(numbers)]] as const] : []
  })
  expect(Object.fromEntries(found)).toEqual(figures)
})
