/** What is ordered, worked by hand. */
import { describe, expect, test } from 'vitest'
import { type Allocation, allocate, type Demand, fairEffort, type Supply } from '../../../src/licensing/order/allocate.ts'

type Amounts = Readonly<Record<string, number>>
const amounts = (of: Amounts): ReadonlyMap<string, number> => new Map(Object.entries(of))
const pack = (gives: Amounts, price: number | bigint, more: { holder?: number; takes?: Amounts; most?: number } = {}): Supply => {
  const { holder = 0, takes = {}, most } = more
  return { holder, gives: amounts(gives), takes: amounts(takes), price: BigInt(price), ...(most !== undefined && { most }) }
}
const demand = (least: Amounts, most: Amounts = {}, takable: Amounts = {}): Demand => ({
  least: amounts(least),
  most: amounts(most),
  takable: amounts(takable),
})
const best = (...counts: number[]): Allocation => ({ counts, proven: true, cheapest: true })

describe('one need', () => {
  const eights = pack({ ports: 8 }, 4000)
  const fifties = pack({ ports: 50 }, 20000)

  test.each([
    // 9 x 8 = 72 for 36000; 50 + 3 x 8 = 74 for 32000; 2 x 50 for 40000.
    [70, [3, 1]],
    // 6 x 8 for 24000; 50 for 20000.
    [41, [0, 1]],
    [8, [1, 0]],
    [9, [2, 0]],
    [0, [0, 0]],
    [-5, [0, 0]],
    // 50 and 7 x 8 = 106 for 48000; 2 x 50 for 40000.
    [100, [0, 2]],
    // 100 and 1 x 8.
    [101, [1, 2]],
  ])('of %d in packs of 8 at 4000 and 50 at 20000', (need, counts) => {
    expect(allocate([eights, fifties], demand({ ports: need }))).toEqual(best(...counts))
  })

  test('of 70, of which at most 72 may come', () => {
    expect(allocate([eights], demand({ ports: 70 }, { ports: 72 }))).toEqual(best(9))
    expect(allocate([fifties], demand({ ports: 70 }, { ports: 72 }))).toEqual({ lacking: ['ports'] })
    // 50 and 2 x 8 is 66, and 3 x 8 would be 74.
    expect(allocate([eights, fifties], demand({ ports: 70 }, { ports: 72 }))).toEqual(best(9, 0))
    expect(allocate([eights], demand({ ports: 70 }, { ports: 71 }))).toEqual({ lacking: ['ports'] })
  })

  test('that is there already, while more is held than may be', () => {
    expect(allocate([eights], demand({ ports: 0 }, { ports: -3 }))).toEqual(best(0))
    expect(allocate([eights], demand({ ports: 1 }, { ports: -3 }))).toEqual({ lacking: ['ports'] })
  })

  test('of nothing, and by nothing', () => {
    expect(allocate([], demand({}))).toEqual(best())
    expect(allocate([], demand({ ports: 1 }))).toEqual({ lacking: ['ports'] })
    expect(allocate([eights], demand({ users: 1, ports: 1 }))).toEqual({ lacking: ['users'] })
    expect(allocate([pack({ ports: 8 }, 1, { most: 0 })], demand({ ports: 1 }))).toEqual({ lacking: ['ports'] })
  })

  test('of a capability', () => {
    const supplies = [
      pack({ amis: 1 }, 900, { most: 1, holder: 1 }),
      pack({ amis: 1, vpim: 1 }, 1500, { most: 1 }),
      pack({ vpim: 1 }, 700, { most: 1 }),
    ]
    expect(allocate(supplies, demand({ amis: 1 }))).toEqual(best(1, 0, 0))
    // 1600 apart, 1500 together.
    expect(allocate(supplies, demand({ amis: 1, vpim: 1 }))).toEqual(best(0, 1, 0))
    expect(allocate(supplies, demand({ amis: 3 }))).toEqual({ lacking: ['amis'] })
  })
})

describe('of equal prices', () => {
  test('the fewest lines', () => {
    // 10 + 5 x 1 and 3 x 5 and 15 x 1 cost the same.
    expect(allocate([pack({ a: 10 }, 10), pack({ a: 1 }, 1), pack({ a: 5 }, 5)], demand({ a: 15 }))).toEqual(best(0, 15, 0))
    expect(allocate([pack({ a: 10 }, 10), pack({ a: 2 }, 2), pack({ a: 5 }, 5)], demand({ a: 15 }))).toEqual(best(0, 0, 3))
  })

  test('the holder that comes first', () => {
    const at = (holder: number) => pack({ a: 1 }, 1, { holder })
    expect(allocate([at(2), at(0), at(1)], demand({ a: 7 }))).toEqual(best(0, 7, 0))
    // Unless it costs more, or takes more lines.
    expect(allocate([pack({ a: 1 }, 2), at(1)], demand({ a: 7 }))).toEqual(best(0, 7))
    expect(allocate([pack({ a: 1 }, 1, { most: 6 }), pack({ a: 1 }, 1, { holder: 1 })], demand({ a: 7 }))).toEqual(best(0, 7))
  })

  test('the holders that have room', () => {
    const at = (holder: number) => pack({ users: 1, [`${holder}`]: 1 }, 1, { holder })
    const ordered = (need: number, rooms: Amounts) => allocate([at(0), at(1), at(2)], demand({ users: need }, rooms))
    // The first two have room for 100 only, the last two for 160, the first and the last for 140.
    expect(ordered(140, { 0: 40, 1: 60, 2: 100 })).toEqual(best(40, 0, 100))
    expect(ordered(160, { 0: 40, 1: 60, 2: 100 })).toEqual(best(0, 60, 100))
    expect(ordered(200, { 0: 40, 1: 60, 2: 100 })).toEqual(best(40, 60, 100))
    expect(ordered(201, { 0: 40, 1: 60, 2: 100 })).toEqual({ lacking: ['users'] })
    expect(ordered(1000, { 0: 40, 1: 60 })).toEqual(best(0, 0, 1000))
  })
})

describe('what is held', () => {
  const convert = pack({ unified: 1 }, 30, { takes: { voiceMail: 1 } })
  const buy = pack({ unified: 1 }, 100)

  test('is taken as far as it is there', () => {
    expect(allocate([convert, buy], demand({ unified: 10 }, {}, { voiceMail: 6 }))).toEqual(best(6, 4))
    expect(allocate([convert, buy], demand({ unified: 10 }))).toEqual(best(0, 10))
    expect(allocate([convert], demand({ unified: 10 }, {}, { voiceMail: 6 }))).toEqual({ lacking: ['unified'] })
  })

  test('is not taken from what needs it, unless it comes again for less', () => {
    // Of 6 that are held 4 are needed.
    expect(allocate([convert, buy], demand({ unified: 10, voiceMail: -2 }, {}, { voiceMail: 6 }))).toEqual(best(2, 8))
    // 30 + 50 is less than 100.
    expect(allocate([convert, buy, pack({ voiceMail: 1 }, 50)], demand({ unified: 10, voiceMail: -2 }, {}, { voiceMail: 6 }))).toEqual(
      best(6, 4, 4),
    )
  })

  test('makes room', () => {
    const trade = pack({ other: 1 }, 5, { takes: { ports: 10 } })
    expect(allocate([pack({ ports: 8, cards: 1 }, 7), trade], demand({ cards: 2 }, { ports: 8 }, { ports: 10 }))).toEqual(best(2, 1))
  })
})

describe('what is ordered for several needs at once', () => {
  test('costs less than by itself', () => {
    const supplies = [pack({ users: 100, 'A/ports': 8 }, 900), pack({ users: 100 }, 600), pack({ 'A/ports': 8 }, 500)]
    expect(allocate(supplies, demand({ users: 250, 'A/ports': 10 }))).toEqual(best(2, 1, 0))
    // As many ports as may come are not enough for a second one.
    expect(allocate(supplies, demand({ users: 250, 'A/ports': 8 }, { 'A/ports': 8 }))).toEqual(best(1, 2, 0))
  })

  test('may be lacking together alone', () => {
    const supplies = [pack({ a: 1, room: 1 }, 1), pack({ b: 1, room: 1 }, 1)]
    expect(allocate(supplies, demand({ a: 2, b: 2 }, { room: 3 }))).toEqual({ lacking: ['a', 'b'] })
    expect(allocate(supplies, demand({ a: 2, b: 4 }, { room: 3 }))).toEqual({ lacking: ['b'] })
  })
})

describe('large numbers', () => {
  test('of units', () => {
    expect(allocate([pack({ a: 1 }, 1)], demand({ a: 2_147_483_647 }))).toEqual(best(2_147_483_647))
    // 42,949,672 x 50 leaves 47, which are 50 for 20000 or 6 x 8 for 24000.
    expect(allocate([pack({ a: 8 }, 4000), pack({ a: 50 }, 20000)], demand({ a: 2_147_483_647 }))).toEqual(best(0, 42_949_673))
    // 42,949,672 x 50 leaves 8.
    expect(allocate([pack({ a: 8 }, 4000), pack({ a: 50 }, 20000)], demand({ a: 2_147_483_608 }))).toEqual(best(1, 42_949_672))
    expect(allocate([pack({ a: 2 }, 3)], demand({ a: 2_147_483_647 }, { a: 2_147_483_647 }))).toEqual({ lacking: ['a'] })
  })

  test('of equal prices by the unit', () => {
    // 500 x 8 and 80 x 50 are one line; 4008 is 501 x 8 and no multiple of 50.
    expect(allocate([pack({ a: 50 }, 50), pack({ a: 8 }, 8)], demand({ a: 4000 }))).toEqual(best(80, 0))
    expect(allocate([pack({ a: 50 }, 50), pack({ a: 8 }, 8)], demand({ a: 4008 }))).toEqual(best(0, 501))
    expect(allocate([pack({ a: 50 }, 50), pack({ a: 8 }, 8)], demand({ a: 2_000_000_008 }))).toEqual(best(0, 250_000_001))
  })

  test('of money', () => {
    const dear = 10n ** 30n
    expect(allocate([pack({ a: 8 }, 4000n * dear), pack({ a: 50 }, 20000n * dear)], demand({ a: 70 }))).toEqual(best(3, 1))
    // Not to be told apart as floats: what comes of it is an answer, and is not said to be the best.
    const answer = allocate([pack({ a: 8 }, 4n * dear + 1n), pack({ a: 50 }, 20n * dear - 1n)], demand({ a: 70 }))
    expect(answer).toMatchObject({ counts: [3, 1], proven: false, cheapest: false })
  })
})

describe('a bound on the effort', () => {
  /** Every member needs ports of its own, and some of them may come with users that any member may have. */
  const supplies = Array.from({ length: 12 }, (_, holder) => [
    pack({ users: 100, mail: 50, [`${holder}/ports`]: 8, [`${holder}/users`]: 100 }, 21007, { holder }),
    pack({ users: 10, [`${holder}/users`]: 10 }, 1103, { holder }),
    pack({ users: 50, [`${holder}/users`]: 50 }, 5011, { holder }),
    pack({ mail: 25 }, 5009, { holder }),
    pack({ [`${holder}/ports`]: 8 }, 4001, { holder }),
    pack({ [`${holder}/ports`]: 1 }, 601, { holder }),
  ]).flat()
  const members = Array.from({ length: 12 }, (_, holder) => holder)
  const hard = demand(
    { users: 2345, mail: 1234, ...Object.fromEntries(members.map((holder) => [`${holder}/ports`, 5 + 3 * holder])) },
    Object.fromEntries(members.map((holder) => [`${holder}/users`, 130 + 40 * holder])),
  )
  const priceOf = (answer: Allocation): bigint =>
    'counts' in answer ? supplies.reduce((sum, { price }, index) => sum + price * BigInt(answer.counts[index] ?? 0), 0n) : -1n

  const ample = allocate(supplies, hard)

  test.each([0, 10_000, 300_000])('of %d steps leaves an answer that is not said to be the best, and always the same', (effort) => {
    const answer = allocate(supplies, hard, { effort })
    expect(answer).toMatchObject({ proven: false })
    expect(allocate(supplies, hard, { effort })).toEqual(answer)
    const come = (key: string): number =>
      'counts' in answer ? supplies.reduce((sum, { gives }, index) => sum + (gives.get(key) ?? 0) * (answer.counts[index] ?? 0), 0) : 0
    expect([...hard.least].filter(([key, least]) => come(key) < least)).toEqual([])
    expect([...hard.most].filter(([key, most]) => come(key) > most)).toEqual([])
    // Not far from what more effort finds.
    expect(priceOf(answer)).toBeGreaterThanOrEqual(priceOf(ample))
    expect(Number(priceOf(answer))).toBeLessThan(1.25 * Number(priceOf(ample)))
  })

  test('does not make anything lacking', () => {
    // 3 + 2 + 2: who begins with two of the greater has 6, and nothing that fits.
    const exactly = [pack({ a: 3, b: 1 }, 3), pack({ a: 2, b: 1 }, 3)]
    expect(allocate(exactly, demand({ a: 7, b: 1 }, { a: 7 }), { effort: 0 })).toEqual({ unsettled: ['a', 'b'] })
    expect(allocate(exactly, demand({ a: 7, b: 1 }, { a: 7 }))).toEqual(best(1, 2))
  })

  test('is shared by many calls', () => {
    expect([1, 20, 200, 10_000].map(fairEffort)).toEqual([20_000_000, 20_000_000, 2_000_000, 200_000])
  })
})
