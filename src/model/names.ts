/** "Did you mean", for the names that specs give to things. */
import type { Correction } from '../finding.ts'
import { didYouMean as nearest, slip } from '../source/suggest.ts'

/** The name nearest to `written`, as the end of a message; empty where none is a slip of the pen away: one letter, or two in the wrong order. */
export const didYouMean = (written: string, names: Iterable<string>): string => nearest(written, names, { most: 1 })

/**
 * The fix that writes the one name that is so near. Never more than suggested: the name may be right, and stand in a file that was
 * not given. A name that begins or ends with a blank is what is wrong itself.
 */
export function renaming(written: string, names: Iterable<string>): { readonly fix?: Correction } {
  const name = slip(written, names, 1)?.word
  return name === undefined || name !== name.trim() ? {} : { fix: { title: `write ${name}`, text: name, applicability: 'suggested' } }
}

/** The same for the words that are ours, of which there are few. */
export const didYouMeanWord = (written: string, words: Iterable<string>): string => nearest(written, words)
