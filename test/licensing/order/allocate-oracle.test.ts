/** What is ordered is what two others find: a search through everything that is small, and HiGHS for what is larger. */
import fc from 'fast-check'
import loadHighs from 'highs'
import { describe, expect, test } from 'vitest'
import { allocate, type Demand, type Supply } from '../../../src/licensing/order/allocate.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0)
const keysOf = (supplies: readonly Supply[], { least }: Demand): string[] => [
  ...new Set([...least.keys(), ...supplies.flatMap(({ gives, takes }) => [...gives.keys(), ...takes.keys()])]),
]

/** Whether counts meet a demand, as its words say. */
function meets(supplies: readonly Supply[], { least, most, takable }: Demand, counts: readonly number[]): boolean {
  const given = (key: string) => sum(supplies.map(({ gives }, index) => (gives.get(key) ?? 0) * (counts[index] ?? 0)))
  const taken = (key: string) => sum(supplies.map(({ takes }, index) => (takes.get(key) ?? 0) * (counts[index] ?? 0)))
  return (
    supplies.every((supply, index) => (counts[index] ?? 0) <= (supply.most ?? Number.POSITIVE_INFINITY)) &&
    keysOf(supplies, { least, most, takable }).every((key) => {
      const come = given(key) - taken(key)
      return (
        (come >= 0 ? come >= (least.get(key) ?? 0) : come >= (least.get(key) ?? Number.NEGATIVE_INFINITY)) &&
        (come <= 0 || come <= (most.get(key) ?? Number.POSITIVE_INFINITY)) &&
        taken(key) <= (takable.get(key) ?? 0)
      )
    })
  )
}

type Cost = readonly [price: bigint, lines: number, holders: number]
const costOf = (supplies: readonly Supply[], counts: readonly number[]): Cost => [
  supplies.reduce((all, { price }, index) => all + price * BigInt(counts[index] ?? 0), 0n),
  counts.filter((count) => count > 0).length,
  sum(supplies.map(({ holder }, index) => ((counts[index] ?? 0) > 0 ? holder : 0))),
]
const less = (a: Cost, b: Cost): boolean => a[0] < b[0] || (a[0] === b[0] && (a[1] < b[1] || (a[1] === b[1] && a[2] < b[2])))

/** The least cost among all counts up to `top` of each. */
function everything(supplies: readonly Supply[], demand: Demand, top: number): Cost | undefined {
  let best: Cost | undefined
  const counts = supplies.map(() => 0)
  const walk = (index: number): void => {
    if (index < supplies.length) {
      for (let count = 0; count <= Math.min(top, supplies[index]?.most ?? top); count++) {
        counts[index] = count
        walk(index + 1)
      }
    } else {
      const cost = costOf(supplies, counts)
      if ((!best || less(cost, best)) && meets(supplies, demand, counts)) best = cost
    }
  }
  walk(0)
  return best
}

const few = (min: number, max: number) => fc.integer({ min, max })
const some = (keys: readonly string[], amount: fc.Arbitrary<number>, length: number, least = 0) =>
  fc
    .uniqueArray(fc.constantFrom(...keys), { minLength: least, maxLength: length })
    .chain((chosen) => fc.tuple(...chosen.map((key) => fc.tuple(fc.constant(key), amount))))
    .map((entries): ReadonlyMap<string, number> => new Map(entries))

const counted = ['a', 'b', 'c']
/** What one holder has room for is a key of its own. */
const roomOf = ({ holder, gives, ...supply }: Supply): Supply => ({
  ...supply,
  holder,
  gives: new Map([...gives, ...[...gives].filter(([key]) => key === 'a').map(([key, amount]) => [`${holder}/${key}`, amount] as const)]),
})
const small = fc.record({
  supplies: fc.array(
    fc
      .record({
        holder: few(0, 2),
        gives: some(counted, few(1, 5), 2, 1),
        takes: fc.oneof(
          { weight: 3, arbitrary: fc.constant(new Map<string, number>()) },
          { weight: 1, arbitrary: some(counted, few(1, 3), 2) },
        ),
        price: few(0, 8).map(BigInt),
        most: fc.option(few(0, 4), { nil: undefined, freq: 3 }),
      })
      .map(({ most, ...supply }) => roomOf({ ...supply, ...(most !== undefined && { most }) })),
    { minLength: 1, maxLength: 4 },
  ),
  demand: fc.record({
    least: some(counted, few(-2, 7), 3),
    most: some([...counted, '0/a', '1/a', '2/a'], few(-1, 9), 3),
    takable: some(counted, few(0, 3), 3),
  }),
})
/** One more than all that can be needed: none but what takes, of which 3 are there, is wanted beyond that. */
const enough = 10

test('small demands are met at the least cost that there is', () => {
  const seen = { met: 0, lacking: 0 }
  fc.assert(
    fc.property(small, ({ supplies, demand }) => {
      const expected = everything(supplies, demand, enough)
      const answer = allocate(supplies, demand)
      if ('counts' in answer) {
        expect(meets(supplies, demand, answer.counts)).toBe(true)
        expect(costOf(supplies, answer.counts)).toEqual(expected)
        expect(answer).toMatchObject({ proven: true, cheapest: true })
        seen.met += answer.counts.some((count) => count > 0) ? 1 : 0
        return
      }
      expect(expected).toBeUndefined()
      const blamed = 'lacking' in answer ? answer.lacking : []
      expect(blamed.length).toBeGreaterThan(0)
      const wanted = [...demand.least].filter(([, amount]) => amount > 0).map(([key]) => key)
      const without = (keys: readonly string[]): Demand => ({
        ...demand,
        least: new Map([...demand.least].filter(([key]) => !keys.includes(key))),
      })
      const hopeless = wanted.filter((key) => !everything(supplies, without(wanted.filter((other) => other !== key)), enough))
      // All that is hopeless is blamed, and nothing else, unless it is the whole that is.
      expect(hopeless.filter((key) => !blamed.includes(key))).toEqual([])
      seen.lacking++
      if (hopeless.length === 0) expect(blamed.length).toBeGreaterThan(1)
    }),
    { numRuns: 1500 },
  )
  expect(Math.min(seen.met, seen.lacking)).toBeGreaterThan(200)
})

test('with little effort the answer may be dearer, and is never wrong', () => {
  const seen = { best: 0, other: 0, unsettled: 0 }
  fc.assert(
    fc.property(small, fc.constantFrom(0, 100, 1000), ({ supplies, demand }, effort) => {
      const expected = everything(supplies, demand, enough)
      const answer = allocate(supplies, demand, { effort })
      if ('lacking' in answer) expect(expected).toBeUndefined()
      else if ('unsettled' in answer) seen.unsettled++
      else {
        const cost = costOf(supplies, answer.counts)
        expect(meets(supplies, demand, answer.counts)).toBe(true)
        if (answer.cheapest) expect(cost[0]).toBe(expected?.[0])
        if (answer.proven) expect(cost).toEqual(expected)
        seen[answer.proven ? 'best' : 'other']++
      }
    }),
    { numRuns: 1500 },
  )
  expect(Math.min(seen.best, seen.other)).toBeGreaterThan(10)
})

const highs = await loadHighs()

/** The least price, then the fewest lines, as HiGHS finds them; undefined where it finds that there is no answer. */
function byHighs(supplies: readonly Supply[], demand: Demand): readonly [number, number] | undefined {
  const term = (factor: number, name: string) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`
  const total = (of: (supply: Supply) => number) => supplies.map((supply, index) => term(of(supply), `x${index}`)).join(' ')
  const rows = keysOf(supplies, demand).flatMap((key) => {
    const net = total(({ gives, takes }) => (gives.get(key) ?? 0) - (takes.get(key) ?? 0))
    const [least, most] = [demand.least.get(key), demand.most.get(key)]
    return [
      ...(least === undefined ? [] : [`${net} >= ${least}`]),
      ...(most === undefined ? [] : [`${net} <= ${most}`]),
      `${total(({ takes }) => takes.get(key) ?? 0)} <= ${demand.takable.get(key) ?? 0}`,
    ]
  })
  const ends = supplies.map(({ most }, index) => `x${index} <= ${most ?? 5000}`)
  const names = supplies.map((_, index) => `x${index}`).join(' ')
  const solve = (objective: string, more: readonly string[], bounds: readonly string[], integers: string) => {
    const numbered = [...rows, ...more].map((row, number) => ` r${number}: ${row}`)
    const text = `Minimize\n obj: ${objective}\nSubject To\n${numbered.join('\n')}\nBounds\n${[...ends, ...bounds].join('\n')}\nGeneral\n ${integers}\nEnd\n`
    const { Status, ObjectiveValue } = highs.solve(text, { mip_rel_gap: 0, mip_abs_gap: 0.5, output_flag: false })
    return Status === 'Optimal' ? Math.round(ObjectiveValue) : undefined
  }
  const prices = total(({ price }) => Number(price))
  const price = solve(prices, [], [], names)
  if (price === undefined) return undefined
  const switches = supplies.map((_, index) => `x${index} - 5000 y${index} <= 0`)
  const lines = supplies.map((_, index) => `y${index}`)
  const fewest = solve(
    lines.map((name) => term(1, name)).join(' '),
    [...switches, `${prices} <= ${price}`],
    lines.map((name) => `${name} <= 1`),
    `${names} ${lines.join(' ')}`,
  )
  return fewest === undefined ? undefined : [price, fewest]
}

const features = ['voiceMail', 'unified', 'inbox']
const offers = fc.array(
  fc.record({
    gives: some(features, fc.constantFrom(1, 5, 8, 10, 25, 50, 100), 2, 1),
    takes: fc.oneof(
      { weight: 4, arbitrary: fc.constant(new Map<string, number>()) },
      { weight: 1, arbitrary: some(features, fc.constantFrom(1, 5), 1) },
    ),
    /** Per unit, more or less. */
    dear: few(80, 120),
    ports: fc.constantFrom(0, 0, 4, 8),
  }),
  { minLength: 2, maxLength: 5 },
)
const pools = fc.record({
  offers,
  members: fc.array(fc.record({ rooms: some(features, few(100, 500), 2), ports: few(-4, 20) }), { minLength: 1, maxLength: 4 }),
  least: some(features, few(1, 500), 3, 1),
  takable: some(features, few(0, 100), 3),
})

describe('pools', () => {
  const posed = ({ offers, members, least, takable }: typeof pools extends fc.Arbitrary<infer Pool> ? Pool : never) => {
    const supplies = members.flatMap((_, holder) =>
      offers.map(({ gives, takes, dear, ports }): Supply => {
        const own = [...gives].map(([key, amount]) => [`${holder}/${key}`, amount] as const)
        return {
          holder,
          gives: new Map([...gives, ...own, ...(ports > 0 ? [[`${holder}/ports`, ports] as const] : [])]),
          takes,
          price: BigInt(dear * (sum([...gives.values()]) + 3 * ports)),
        }
      }),
    )
    const demand: Demand = {
      least: new Map([
        ...least,
        ...members.map(({ ports }, holder) => [`${holder}/ports`, ports] as const).filter(([, amount]) => amount > 0),
      ]),
      most: new Map(members.flatMap(({ rooms }, holder) => [...rooms].map(([key, room]) => [`${holder}/${key}`, room] as const))),
      takable,
    }
    return { supplies, demand }
  }

  test('are met at the least price that HiGHS finds, and by as few lines', () => {
    const seen = { proven: 0, cheapest: 0, lacking: 0, open: 0 }
    fc.assert(
      fc.property(pools, (pool) => {
        const { supplies, demand } = posed(pool)
        const answer = allocate(supplies, demand)
        const expected = byHighs(supplies, demand)
        if ('counts' in answer) {
          expect(meets(supplies, demand, answer.counts)).toBe(true)
          const [price, lines] = costOf(supplies, answer.counts)
          const [cheapest, fewest] = expected ?? []
          if (answer.cheapest) expect(Number(price)).toBe(cheapest)
          else expect(Number(price)).toBeGreaterThanOrEqual(cheapest ?? Number.POSITIVE_INFINITY)
          if (answer.proven) expect(lines).toBe(fewest)
          seen[answer.proven ? 'proven' : answer.cheapest ? 'cheapest' : 'open']++
        } else if ('lacking' in answer) {
          expect(expected).toBeUndefined()
          seen.lacking++
        } else seen.open++
      }),
      { numRuns: 100 },
    )
    expect(Math.min(seen.proven, seen.lacking)).toBeGreaterThan(20)
    expect(seen.open + seen.cheapest).toBeLessThan(10)
  })
})
