/** Sizing, against figures that stand in the documents or follow from them by hand: the value, the arithmetic, and the facts. */
import { describe, expect, test } from 'vitest'
import { cite } from '../../src/knowledge/knowledge.ts'
import { decimal, figure, percent } from '../../src/model/figure.ts'
import {
  amisPorts,
  answeringByShare,
  blockingByTraffic,
  erlangs,
  messageBytes,
  pimgUnits,
  portsByTraffic,
  portsByUsers,
  type Sized,
  storageBytes,
} from '../../src/model/sizing.ts'

const busy = { busyHourCalls: 420, averageCallSeconds: 75 }

// Forum thread "Unity", which quotes a Cisco Press book: 550 users, so 28 ports, and 2 and 2: 32.
test.each([
  [550, 32, '550 / 20 = 27.5 → 28; 28 + 2 + 2 = 32'],
  [560, 32, '560 / 20 = 28; 28 + 2 + 2 = 32'],
  [561, 33, '561 / 20 = 28.05 → 29; 29 + 2 + 2 = 33'],
  [1, 5, '1 / 20 = 0.05 → 1; 1 + 2 + 2 = 5'],
  [25_000, 1254, '25,000 / 20 = 1,250; 1,250 + 2 + 2 = 1,254'],
])('ports for %d users', (users, value, how) => {
  expect(portsByUsers(users)).toEqual({ value, how, facts: ['ports-by-users'] })
})

// Forum thread "unity licenes": 72 ports, of which 54 answer.
test.each([
  [72, 54, '75 % of 72 = 54'],
  [30, 22, '75 % of 30 = 22.5 → 22'],
])('ports of %d that answer', (ports, value, how) => {
  expect(answeringByShare(ports)).toEqual({ value, how, facts: ['ports-mostly-answer'] })
})

// Networking Guide 5.x, page 5-27: 1 to 9 messages take one port, 10 to 18 two, 19 to 27 three.
test.each([
  [0, 0],
  [1, 1],
  [9, 1],
  [10, 2],
  [18, 2],
  [19, 3],
  [27, 3],
])('%d AMIS messages for a node', (queued, ports) => expect(amisPorts(queued).value).toBe(ports))

test('AMIS ports show how they are counted', () =>
  expect(amisPorts(19)).toEqual({ value: 3, how: '19 / 9 ≈ 2.11 → 3', facts: ['amis-ports-by-queue'] }))

// "Unity: PIMG integration": eight ports a unit.
test.each([
  [8, 1, '8 / 8 = 1'],
  [9, 2, '9 / 8 ≈ 1.13 → 2'],
  [12, 2, '12 / 8 = 1.5 → 2'],
  [72, 9, '72 / 8 = 9'],
])('PIMG units for %d ports', (ports, value, how) => expect(pimgUnits(ports)).toEqual({ value, how, facts: ['pimg-ports-per-unit'] }))

describe('room for messages', () => {
  // G.711 is 64 kbit/s, 480,000 bytes a minute; G.729a is 8 kbit/s, 60,000.
  test.each([
    [60, 'g711', 480_000, '60 s × 64,000 bit/s / 8 = 480,000 bytes', 'message-rate-g711'],
    [1.5, 'g711', 12_000, '1.5 s × 64,000 bit/s / 8 = 12,000 bytes', 'message-rate-g711'],
    [60, 'g729a', 60_000, '60 s × 8,000 bit/s / 8 = 60,000 bytes', 'message-rate-g729a'],
    [0, 'g729a', 0, '0 s × 8,000 bit/s / 8 = 0 bytes', 'message-rate-g729a'],
  ] as const)('of %d s in %s', (seconds, codec, value, how, fact) =>
    expect(messageBytes(seconds, codec)).toEqual({ value, how, facts: [fact] }),
  )

  // Design Guide 5.x, page 30: 20 to 30 minutes a subscriber. 80 times 20 times 480,000 by hand.
  test('of 80 users', () => {
    const { least, most } = storageBytes(80, 'g711')
    expect(least.how).toBe('80 users × 20 min × 480,000 bytes = 768,000,000 bytes')
    expect([least.value, most.value]).toEqual([768_000_000, 1_152_000_000])
    expect(storageBytes(80, 'g729a').most.value).toBe(144_000_000)
  })
})

describe('traffic', () => {
  // 420 calls of 75 s are 31,500 s of an hour of 3,600 s: 8.75 erlangs. Erlang B by scipy: 0.0169 on 15 ports, 0.00902 on 16.
  test('is sized by Erlang B', () => {
    const offered = '420 × 75 s / 3,600 s = 8.75 erlangs'
    expect(erlangs(busy)).toEqual({ value: 8.75, how: offered, facts: ['ports-by-traffic'] })
    expect(portsByTraffic(busy, 0.01)).toEqual({
      value: 16,
      how: `${offered}; by Erlang B 16 ports block 0.902 %`,
      facts: ['ports-by-traffic'],
    })
    expect(blockingByTraffic(busy, 12)?.how).toBe(`${offered}; by Erlang B 12 ports block 7.46 %`)
    expect(blockingByTraffic(busy, 1)?.how).toBe(`${offered}; by Erlang B 1 port blocks 89.74 %`)
    expect(blockingByTraffic(busy, 28)?.how).toBe(`${offered}; by Erlang B 28 ports block less than 0.01 %`)
  })

  test('beyond what is worked out has no answer', () => {
    for (const calls of [10_001, 1e6, 1e300, Number.MAX_VALUE]) {
      const heavy = { busyHourCalls: calls, averageCallSeconds: 3600 }
      expect(portsByTraffic(heavy, 0.01)).toBeUndefined()
      expect(blockingByTraffic(heavy, 2 ** 31)).toBeUndefined()
    }
    expect(portsByTraffic({ busyHourCalls: 10_000, averageCallSeconds: 3600 }, 0.01)?.value).toBeGreaterThan(9900)
    expect(blockingByTraffic({ busyHourCalls: Number.MAX_VALUE, averageCallSeconds: Number.MAX_VALUE }, 1)).toBeUndefined()
  })
})

test('all that a figure rests on is a fact', () => {
  const { least, most } = storageBytes(1, 'g729a')
  const all: (Sized | undefined)[] = [
    ...[portsByUsers(1), answeringByShare(1), amisPorts(1), pimgUnits(1), messageBytes(1, 'g711'), least, most],
    ...[erlangs(busy), portsByTraffic(busy, 0.1), blockingByTraffic(busy, 1)],
  ]
  const facts = all.flatMap((sized) => sized?.facts ?? [])
  expect(facts.length).toBeGreaterThan(all.length)
  expect(facts.map((fact) => cite(fact).fact)).toEqual(facts)
})

test('numbers are written for people', () => {
  expect([0, 999, 1000, 1_234_567].map(figure)).toEqual(['0', '999', '1,000', '1,234,567'])
  expect([0, 0.05, 1.005, 27.5, 1234.5678, 0.0123456].map(decimal)).toEqual(['0', '0.05', '1', '27.5', '1,234.57', '0.0123'])
  expect([0, 1e-9, 0.00902, 0.5, 1].map(percent)).toEqual(['0 %', 'less than 0.01 %', '0.902 %', '50 %', '100 %'])
})
