/** What a policy may cost. Steps are counted, not seconds, so that every machine comes to the same verdict. */

export const limits = {
  /** Characters of an expression; the schema says so, too. */
  characters: 4096,
  /** Brackets within brackets, as they are written. */
  brackets: 40,
  /** Operators within operators. */
  depth: 100,
  /** `all`, `exists`, `map` and their like, one within another. */
  loops: 2,
  /** Characters of a pattern. */
  pattern: 256,
  /** Steps of one rule over the whole fleet. */
  ruleSteps: 2_000_000,
  /** Steps of all rules together. */
  steps: 20_000_000,
  /** Characters of text that an expression makes. */
  text: 10_000,
  /** Characters of a message. */
  message: 1000,
} as const
