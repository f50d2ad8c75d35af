/** "Did you mean", for the names that specs give to things. */
import { didYouMean as nearest } from '../source/suggest.ts'

/** The name nearest to `written`, as the end of a message; empty where none is a slip of the pen away: one letter, or two in the wrong order. */
export const didYouMean = (written: string, names: Iterable<string>): string => nearest(written, names, { most: 1 })

/** The same for the words that are ours, of which there are few. */
export const didYouMeanWord = (written: string, words: Iterable<string>): string => nearest(written, words)
