/** "Did you mean", for the names that specs give to things. */
import { suggest } from '../source/suggest.ts'

/** The name nearest to `written`, as the end of a message; empty where none is a slip of the pen away: one letter, or two in the wrong order. */
export function didYouMean(written: string, names: Iterable<string>): string {
  const near = suggest(written, names, 1)
  return near === undefined ? '' : `; did you mean \`${near}\`?`
}
