/** What lines of an order give, in units and in words. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { features } from '../../../knowledge/knowledge.ts'
import { listed } from '../../../model/in-words.ts'
import type { OrderLine, Units } from '../order.ts'

/** What lines give in all, in the order of the features. */
export const givenBy = (lines: readonly OrderLine[]): Units[] => summed((name) => amount(name, lines, 'gives'))

/** `lines 1, 3 and 5 to 7 of the order`. */
export const named = (lines: readonly OrderLine[]): string =>
  `line${lines.length > 1 ? 's' : ''} ${listed(runs(lines.map(({ number }) => number)))} of the order`

function runs(numbers: readonly number[]): string[] {
  const all: number[][] = []
  for (const number of numbers) {
    const run = all.at(-1)
    if (run?.at(-1) === number - 1) run.push(number)
    else all.push([number])
  }
  return all.flatMap((run) => (run.length > 2 ? [`${run[0]} to ${run.at(-1)}`] : run.map(String)))
}

/** What changes a holding: a line, or what is issued without one. */
export type Change = Pick<OrderLine, 'gives' | 'takes'>

/** What lines give or take of a feature. */
export const amount = (name: FeatureName, lines: readonly Change[], key: 'gives' | 'takes'): number =>
  total(lines.flatMap((line) => line[key].filter((each) => each.feature === name).map(({ units }) => units)))

/** A capability is there or not, however often it is granted. */
export const summed = (of: (name: FeatureName) => number): Units[] =>
  features.flatMap(({ name, counted: isCounted }) => {
    const units = of(name)
    return units > 0 ? [{ feature: name, units: isCounted ? units : 1 }] : []
  })

export const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)
