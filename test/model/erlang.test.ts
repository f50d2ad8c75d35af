/** Erlang B against another implementation, against printed tables, against its definition, and by what must hold of it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocking, mostErlangs, portsFor } from '../../src/model/erlang.ts'

// Debian python3-scipy 1.10.1, /usr/bin/python3 -c: for each pair a, n
//   from scipy.stats import poisson; print(f'{poisson.pmf(n, a) / poisson.cdf(n, a):.15g}')
// For large traffic its own error is about 1e-11.
test.each([
  [0.001, 1, 0.000999000999000999],
  [1, 4, 0.0153846153846154],
  [8.75, 12, 0.0745991590895418],
  [8.75, 16, 0.00901977551952583],
  [20.337, 30, 0.00999861393544153],
  [36, 36, 0.121904278673064],
  [50, 120, 2.16911500159219e-17],
  [100, 72, 0.301291095467006],
  [200, 10, 0.950260290961033],
  [970.9, 1000, 0.0098798611857735],
  [5000, 5000, 0.0111993582785472],
  [10000, 9000, 0.100882807633142],
  [10000, 10300, 4.57109986344517e-5],
])('%d erlangs on %d ports, by scipy', (erlangs, ports, share) => {
  expect(Math.abs(blocking(erlangs, ports) / share - 1)).toBeLessThan(1e-10)
})

describe('printed tables', () => {
  // "Erlang-B capacity table: voice channels needed to serve offered traffic load for 2% blocking", Lucent Technologies course
  // (garywagoner.tripod.com/traffic/ERLANG.HTML). Its rows for 45 and 69 channels are misprinted by a digit and left out.
  test.each([
    [3, 0.602],
    [5, 1.657],
    [9, 4.345],
    [15, 9.01],
    [25, 17.505],
    [35, 26.435],
    [59, 48.7],
    [71, 60.082],
    [75, 63.9],
    [89, 77.342],
  ])('%d channels carry %d erlangs at 2 %%', (channels, capacity) => {
    expect(blocking(capacity, channels)).toBeCloseTo(0.02, 4)
    // The table is rounded to three decimals.
    expect(portsFor(capacity - 0.001, 0.02)).toBe(channels)
    expect(portsFor(capacity + 0.002, 0.02)).toBe(channels + 1)
  })

  // Erlang B Calculator manual, "How much traffic can a trunk group handle?": 15 lines, one call in a hundred, 8.108 erlangs.
  test('15 lines carry 8.108 erlangs at 1 %', () => {
    expect(portsFor(8.108, 0.01)).toBe(15)
    expect(portsFor(8.11, 0.01)).toBe(16)
  })
})

/** The definition, (a^n / n!) / sum of (a^k / k!), in whole numbers: both sides times n!. To 12 digits. */
function defined(erlangs: number, ports: number): number {
  const a = BigInt(erlangs)
  let term = 1n
  let sum = 1n
  for (let k = 1; k <= ports; k++) {
    term *= a
    sum = sum * BigInt(k) + term
  }
  return Number((term * 10n ** 30n) / sum) / 1e30
}

const traffic = fc.double({ min: 0.001, max: 500, noNaN: true })
const ports = fc.integer({ min: 0, max: 600 })
const share = fc.double({ min: 1e-9, max: 0.999, noNaN: true })

describe('what must hold', () => {
  test('it is what the definition says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 70 }), (a, n) => {
        expect(blocking(a, n)).toBeCloseTo(defined(a, n), 12)
      }),
    )
  })

  test('more ports block fewer calls, and more traffic more', () => {
    fc.assert(
      fc.property(traffic, ports, traffic, (a, n, more) => {
        expect(blocking(a, n + 1)).toBeLessThanOrEqual(blocking(a, n))
        expect(blocking(a + more, n)).toBeGreaterThanOrEqual(blocking(a, n) * (1 - 1e-12))
      }),
    )
  })

  test('it is a share', () => {
    fc.assert(
      fc.property(traffic, ports, (a, n) => {
        expect(blocking(a, n)).toBeGreaterThanOrEqual(0)
        expect(blocking(a, n)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('ports are enough, and one fewer are not', () => {
    fc.assert(
      fc.property(traffic, share, (a, most) => {
        const needed = portsFor(a, most)
        expect(blocking(a, needed)).toBeLessThanOrEqual(most)
        expect(blocking(a, needed - 1)).toBeGreaterThan(most)
      }),
    )
  })
})

test('at the limits all calls are blocked, or none', () => {
  expect(blocking(5, 0)).toBe(1)
  expect(blocking(0, 0)).toBe(1)
  expect(blocking(0, 1)).toBe(0)
  expect(blocking(mostErlangs, 1)).toBeCloseTo(1, 3)
  expect(blocking(1, 1)).toBe(0.5)
  expect(portsFor(1, 0.5)).toBe(1)
  expect(portsFor(0, 0.01)).toBe(1)
})

test('the work is bounded, whatever is asked', () => {
  expect(blocking(8.75, Number.MAX_SAFE_INTEGER)).toBe(0)
  expect(blocking(mostErlangs, Number.MAX_SAFE_INTEGER)).toBe(0)
  expect(portsFor(mostErlangs, Number.MIN_VALUE)).toBeLessThan(2 * mostErlangs)
})

test('what is no traffic, no number of ports and no share is refused', () => {
  for (const a of [-1, Number.NaN, mostErlangs + 1, Number.POSITIVE_INFINITY]) {
    expect(() => blocking(a, 1)).toThrow(RangeError)
    expect(() => portsFor(a, 0.01)).toThrow(RangeError)
  }
  for (const n of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => blocking(1, n)).toThrow(RangeError)
  for (const most of [0, 1, -0.1, 1.1, Number.NaN]) expect(() => portsFor(1, most)).toThrow(RangeError)
})
