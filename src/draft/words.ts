/** The parts of what somebody says: words of a list, counts, and what is wrong with others. */
import { didYouMean } from '../source/suggest.ts'

export interface Bad {
  readonly fault: string
}

export const bad = (fault: string): Bad => ({ fault })
export const shown = (text: string): string => `\`${text.length > 40 ? `${text.slice(0, 39)}…` : text}\``
export const partsOf = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '')

/** The word of a list that a text is, whatever its capitals, blanks and hyphens. */
export function wordOf<const Word extends string>(text: string, words: readonly Word[]): Word | Bad {
  const fold = (word: string): string => word.toLowerCase().replace(/[-_\s]/g, '')
  const word = words.find((each) => fold(each) === fold(text))
  return word ?? { fault: `${shown(text)} stands where one of ${words.join(', ')} belongs${didYouMean(text, words)}` }
}

const mostCount = 2_147_483_647

export function countOf(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) && Number(text) <= mostCount ? Number(text) : undefined
}
