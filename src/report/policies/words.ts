/** What came of the examples of policies, in words. */
import type { Trial, Tried } from '../../policy/trial.ts'
import { plural } from '../text.ts'

const seenAs: Readonly<Record<Tried['seen'], string>> = {
  kept: 'keeps it',
  broken: 'breaks it',
  undecided: 'cannot be decided',
  nothing: 'holds nothing that the rule looks at',
  unreadable: 'cannot be read',
}

/** `expected to keep the rule, but it breaks it`. */
export const disappointed = ({ kind, seen }: Tried): string =>
  `expected to ${kind === 'good' ? 'keep' : 'break'} the rule, but it ${seenAs[seen]}`

export const failed = ({ flaws, examples }: Trial): boolean => flaws.length > 0 || examples.some(({ passed }) => !passed)

/** Examples of a kind that a rule has none of: nobody knows then that it can be kept, or broken. */
export function unproven({ flaws, examples }: Trial): string | undefined {
  if (flaws.length > 0) return undefined
  const lacking = (['good', 'bad'] as const).filter((kind) => !examples.some((example) => example.kind === kind))
  return lacking.length === 0 ? undefined : `no ${lacking.join(' and no ')} example`
}

/** `3 rules, 5 examples: 4 as expected, 1 not; 1 rule without an example`. */
export function summed(trials: readonly Trial[]): string {
  const examples = trials.flatMap((trial) => trial.examples)
  const passed = examples.filter((example) => example.passed).length
  const flawed = trials.filter(({ flaws }) => flaws.length > 0).length
  const bare = trials.filter((trial) => unproven(trial) !== undefined).length
  return [
    `${plural(trials.length, 'rule')}, ${plural(examples.length, 'example')}: ${passed} as expected, ${examples.length - passed} not`,
    ...(flawed > 0 ? [`${plural(flawed, 'rule')} that cannot be evaluated`] : []),
    ...(bare > 0 ? [`${plural(bare, 'rule')} without a good or a bad example`] : []),
  ].join('; ')
}
