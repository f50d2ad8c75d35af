/** What policies have cost so far. Steps are counted, so that a slow machine comes to the verdict of a fast one. */
import { limits } from './limits.ts'

export interface Meter {
  /** Takes steps; throws where there are none left. */
  take(steps: number): void
  /** Begins the count of another rule. */
  begin(): void
  /** What is used up: the steps of this rule, or those of all. */
  spent(): 'rule' | 'all' | undefined
}

export function meter(): Meter {
  let ofRule = 0
  let ofAll = 0
  const spent = (): 'rule' | 'all' | undefined => (ofRule > limits.ruleSteps ? 'rule' : ofAll > limits.steps ? 'all' : undefined)
  return {
    take(steps) {
      ofRule += steps
      ofAll += Math.min(steps, limits.ruleSteps)
      if (spent()) throw new Error('too many steps')
    },
    begin() {
      ofRule = 0
    },
    spent,
  }
}
