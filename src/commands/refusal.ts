import { didYouMean as nearest } from '../source/suggest.ts'

/** What a command cannot do, and the person who typed it can mend. Anything else that is thrown is a fault of ours. */
export class Refusal extends Error {
  /** By this it is known in whichever bundle it was thrown: each has a class of its own. */
  readonly refused = true
}

export const isRefusal = (error: unknown): error is Error => error instanceof Error && 'refused' in error

/** The nearest of the words that a command line knows, as the end of a message. */
export const didYouMean = (written: string, known: Iterable<string>): string => nearest(written, known, { quote: '' })
