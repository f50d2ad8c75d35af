/** Orders as JSON: they fit their schema, and every value is the one that was told. */
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { moneyOf } from '../../../src/licensing/order/money.ts'
import type { Order } from '../../../src/licensing/order/order.ts'
import type { Where } from '../../../src/report/address.ts'
import { renderOrder } from '../../../src/report/order/order.ts'
import { plain } from '../../../src/report/paint.ts'
import { date } from '../../../src/source/formats.ts'
import { grown, nothing, realistic, where } from './orders.ts'
import { hostile, unseen } from './twisted.ts'

interface Json {
  readonly summary: object
  readonly ledger: readonly { readonly of: string; readonly feature: string }[]
  readonly lines: readonly { readonly number: number; readonly for: string }[]
  readonly totals: readonly object[]
  readonly requests: readonly { readonly title: string }[]
  readonly open: readonly { readonly of: string; readonly decides: boolean }[]
}

const fits = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true, formats: { date } }).compile<Json>(
  JSON.parse(readFileSync('schemas/order.schema.json', 'utf8')),
)
const text = (order: Order, place: Where = where): string => String(renderOrder(order, 'json', place, plain))

function json(order: Order, place: Where = where): Json {
  const value: unknown = JSON.parse(text(order, place))
  if (!fits(value)) throw new Error(JSON.stringify(fits.errors, null, 2))
  return value
}

test.each(Object.entries({ realistic, nothing, grown }))('%s fits the schema', (_, order) => expect(() => json(order)).not.toThrow())

describe('a realistic order', () => {
  const order = json(realistic)
  const at = (file: string, line: number, path: readonly (string | number)[]) => ({
    file,
    document: 1,
    path,
    range: { start: { line, column: 5 }, end: { line, column: 9 } },
  })
  const lineOf = (of: string, feature: string) => order.ledger.find((each) => each.of === of && each.feature === feature)

  test('has a ledger', () => {
    expect(lineOf('SYD-UNITY1', 'voicePorts')).toEqual({
      of: 'SYD-UNITY1',
      kind: 'server',
      feature: 'voicePorts',
      needed: 32,
      held: 28,
      toOrder: 4,
      surplus: 0,
      because: [
        { of: 'SYD-UNITY1', amount: 28, at: at('specs/sydney.cuspec.yaml', 22, ['servers', 0, 'ports', 0]) },
        { of: 'SYD-UNITY1', amount: 4, at: at('specs/sydney.cuspec.yaml', 23, ['servers', 0, 'ports', 1]) },
      ],
      missing: [],
    })
    expect(lineOf('MEL-UNITY1', 'voiceMailUsers')).toMatchObject({ shared: { by: 'pool', name: 'anz', amount: 90 } })
  })

  test('says null where it is not known, and the bounds', () => {
    expect(lineOf('BNE-UNITY1', 'voicePorts')).toMatchObject({
      held: 0,
      heldAtMost: null,
      toOrder: null,
      atLeast: 0,
      atMost: 16,
      missing: ['its licences'],
    })
  })

  test('has lines with exact amounts', () => {
    expect(order.lines[0]).toMatchObject({
      number: 1,
      for: 'SYD-UNITY1',
      item: { partNumber: 'UNITY-PORT', price: { currency: 'AUD', amount: '350.50' }, book: 'prices-2007' },
      count: 4,
      amount: { currency: 'AUD', amount: '1402.00' },
      orderBy: null,
    })
    expect(order.lines[1]).toMatchObject({ item: null, amount: null, gives: [{ feature: 'amis', units: 1 }] })
    expect(order.lines[4]).toMatchObject({ orderBy: '2007-04-17', expires: '2007-05-01', expiring: ['MEL-UNITY1'], late: 0 })
    // Nothing expires.
    expect(Object.keys(order.lines[0] ?? {})).not.toContain('late')
    expect(order.totals.at(-2)).toEqual({ of: 'fleet', kind: 'fleet', amount: { currency: 'AUD', amount: '8601.80' } })
  })

  test('has every open item once, those that decide first', () => {
    expect(order.open.map(({ of, decides }) => [of, decides])).toEqual([
      ['BNE-UNITY1', true],
      ['SYD-UNITY1', false],
      ['MEL-UNITY1', false],
    ])
    expect(order.summary).toMatchObject({ complete: false, nothing: false })
    expect(json(nothing).summary).toEqual({ complete: true, nothing: true, notComplete: [] })
  })
})

test('an amount is exact beyond what a number holds', () => {
  const huge = { currency: 'AUD', minor: 12345678901234567890n, decimals: 2 }
  const totals = [{ of: 'fleet', kind: 'fleet', amount: huge }] as const
  expect(json({ ...grown, totals }).totals[0]).toMatchObject({ amount: { amount: '123456789012345678.90' } })
  expect(json({ ...grown, totals: [{ ...totals[0], amount: moneyOf(4000, 'AUD') }] }).totals[0]).toMatchObject({
    amount: { amount: '4000' },
  })
})

test('what others have of its own is there where there is any', () => {
  const [line] = nothing.ledger
  if (!line) throw new Error('no line')
  expect(json({ ...nothing, ledger: [{ ...line, lent: 3 }] }).ledger[0]).toMatchObject({ lent: 3 })
  expect(Object.keys(json(nothing).ledger[0] ?? {})).not.toContain('lent')
})

test('today stands beside a growth', () => {
  expect(json(grown).ledger[0]).toMatchObject({ needed: 480, toOrder: 70, today: { needed: 400, toOrder: 0 } })
})

test.each(hostile)('values are what was told, and safe to show: $name', ({ evil, order, where: place }) => {
  expect(text(order, place)).not.toMatch(unseen)
  const shown = json(order, place)
  expect(shown.lines[0]?.for).toBe(`${evil}SYD-UNITY1`)
  expect(shown.requests[1]?.title).toBe(`${evil}Have the licence of MEL-UNITY1 re-issued for its new NIC`)
})
