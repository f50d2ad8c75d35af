/** A search for words: which topics have those that were asked for, in their names or in what they say. */
import { suggest } from '../../source/suggest.ts'
import type { Kind, Topic } from './explanation.ts'

/** Most topics that a list shows. */
const most = 8
/** How far the best must be ahead of the second to be the one that is meant. */
const ahead = 1.5
/** What share of the best a topic must have to be listed. */
const listed = 0.6
/** What is told in short, or only asked, steps back behind what explains more. */
const weightOf: Partial<Readonly<Record<Kind, number>>> = { fact: 0.5, unknown: 0.75 }
/** What share of the words, by weight, a topic must have to be found at all. */
const enough = 0.6

/** The topics that fit, the best first; one alone where it is clearly the best. */
export function wordSearch(asked: string, topics: readonly Topic[]): readonly Topic[] {
  const words = [...new Set(wordsOf(asked))].filter((word) => !small.has(word)).slice(0, 12)
  if (words.length === 0) return []
  const entries = topics.filter(({ told }) => !told).map(indexed)
  const weights = words.map((word) => weigh(word, entries))
  const all = weights.reduce((sum, { weight }) => sum + weight, 0)
  const scored = entries
    .map(({ topic }, index) => {
      const covered = weights.reduce((sum, { weight, hits }) => sum + ((hits[index] ?? 0) > 0 ? weight : 0), 0) / all
      const score = weights.reduce((sum, { weight, hits }) => sum + weight * (hits[index] ?? 0), 0)
      const near = nearness(words, topic)
      return { topic, covered, near, score: score * covered * (1 + near) * (weightOf[topic.kind] ?? 1) }
    })
    .filter(({ covered }) => covered >= enough)
    .sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (!best) return []
  // A whole name with a mistake in it.
  const [named, ...namesakes] = scored.filter(({ near }) => near === 1)
  if (named && namesakes.length === 0) return [named.topic]
  if (!second || best.score >= ahead * second.score) return [best.topic]
  return scored
    .filter(({ score }) => score >= listed * best.score)
    .map(({ topic }) => topic)
    .slice(0, most)
}

/** How much of its best name is asked for, and how much of what is asked for is in that: from 0 to 1. */
function nearness(words: readonly string[], { name, names }: Topic): number {
  const shares = [name, ...names].map((each) => {
    const own = new Set(
      each
        .split(/[\s_-]+/)
        .flatMap(wordsOf)
        .filter((word) => !small.has(word)),
    )
    const hits = words.filter((word) => match(word, own) > 0 || misspelt(word, own) > 0).length
    return hits / Math.max(own.size, words.length, 1)
  })
  return Math.max(...shares)
}

interface Entry {
  readonly topic: Topic
  /** Words of its names, of its title, and of the rest, each with what a hit there is worth. */
  readonly fields: readonly (readonly [worth: number, words: ReadonlySet<string>])[]
}

const indexed = (topic: Topic): Entry => ({
  topic,
  fields: [
    [6, new Set([topic.name, ...topic.names].flatMap(wordsOf))],
    [4, new Set(wordsOf(topic.title))],
    [2, new Set(wordsOf(topic.about))],
  ],
})

/** What each entry is worth for a word, and how much the word tells: one that few entries have tells more. */
function weigh(word: string, entries: readonly Entry[]): { weight: number; hits: readonly number[] } {
  const direct = entries.map(({ fields }) => Math.max(...fields.map(([worth, words]) => worth * match(word, words))))
  const hits = direct.some((hit) => hit > 0) ? direct : entries.map(({ fields }) => misspelt(word, fields[0]?.[1] ?? new Set()))
  const having = hits.filter((hit) => hit > 0).length
  return { weight: Math.log2(1 + entries.length / (1 + having)), hits }
}

function match(word: string, words: ReadonlySet<string>): number {
  if (words.has(word)) return 1
  const stem = word.length > 4 ? word.replace(/(?:ies|es|s|ed|ing|e)$/, '') : word
  return stem.length > 3 && !/\d/.test(word) && [...words].some((other) => other.startsWith(stem)) ? 0.7 : 0
}

/** Numbers are never taken for others. */
const misspelt = (word: string, words: ReadonlySet<string>): number =>
  word.length > 3 && !/\d/.test(word) && suggest(word, words, word.length > 7 ? 2 : 1) !== undefined ? 3 : 0

/** Words in lower case: `maxMessageSeconds` whole and as the three that it is made of, the spelling of the FAQ and ours alike. */
function wordsOf(text: string): string[] {
  const whole = text.match(/[\p{L}\p{N}]+(?:[.(][\p{N}]+\)?)*/gu) ?? []
  const parts = whole.flatMap((word) => word.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/))
  return [...new Set([...whole, ...parts])].map((word) => word.toLowerCase().replace(/^licence/, 'license'))
}

const small = new Set(
  'a about an and any are as at be but by can cannot cant cisco do does doesn doesnt don dont exe for from has have how i if in is isn isnt it its mean means my need no not of oid on or our please s so t that the there they this to unity use was we what when where which who why will with won wont you'.split(
    ' ',
  ),
)
