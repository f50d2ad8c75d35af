/** Orders as CSV, read by another reader. */
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Order } from '../../../src/licensing/order/order.ts'
import type { Where } from '../../../src/report/address.ts'
import { renderOrder } from '../../../src/report/order/order.ts'
import { plain } from '../../../src/report/paint.ts'
import { visible } from '../../../src/report/visible.ts'
import { nothing, realistic, where } from './orders.ts'
import { hostile, unseen } from './twisted.ts'

const csv = (order: Order, place: Where = where): string => String(renderOrder(order, 'csv', place, plain))
const read = (text: string): string[][] => parse(text, { bom: true, record_delimiter: '\r\n' })

test('a row has what a purchase needs', () => {
  const [head = [], ...rows] = read(csv(realistic))
  expect(head).toEqual([
    'Number',
    'For',
    'Kind',
    'Pool',
    'Host id kind',
    'Host id',
    'Part number',
    'Description',
    'Count',
    'Gives',
    'Unit price',
    'Amount',
    'Currency',
    'Order by',
    'Because',
  ])
  expect(rows).toHaveLength(7)
  expect(rows[3]).toEqual([
    '4',
    'SYD-UNITY1',
    'server',
    'anz',
    'MAC address',
    '020BCD112235',
    'UNITY-VM-TO-UM-10',
    '',
    '1',
    '10 unified messaging users in exchange for 10 voice mail users that are held',
    '300.00',
    '300.00',
    'AUD',
    'now',
    '150 at specs/sydney.cuspec.yaml:26; 310 at specs/melbourne.cuspec.yaml:18 (MEL-UNITY1)',
  ])
  expect(rows[4]?.slice(10)).toEqual([
    '99.95',
    '399.80',
    'AUD',
    '2007-04-17',
    'replaces what expires on 2007-05-01; 4 at specs/melbourne.cuspec.yaml:21',
  ])
  expect(rows.map((row) => row.slice(4, 6))).toEqual([
    ...Array.from({ length: 4 }, () => ['MAC address', '020BCD112235']),
    // Of the new one, which the licence will be tied to.
    ['New MAC address (not known)', ''],
    // A figure would lose its zeros.
    ['Serial Number', "'00123456"],
    ['Cisco Unity Bridge MAC address', '000BCD998877'],
  ])
})

/** The realistic order with another MAC in the request for its first four lines. */
const tiedTo = (mac: string): Order => ({
  ...realistic,
  requests: realistic.requests.map((request) => ({
    ...request,
    fields: request.fields.map((field) => (field.label === 'MAC address' ? { ...field, value: mac } : field)),
  })),
})

test.each([
  ['00E112233445', "'00E112233445"],
  ['12e400000000', "'12e400000000"],
  ['12DEC0000001', "'12DEC0000001"],
  ['001122334455', "'001122334455"],
  ['00E11223344A', '00E11223344A'],
  ['020BCD112235', '020BCD112235'],
])('a host id stays what it is, and nothing else: %s', (mac, expected) => {
  expect(read(csv(tiedTo(mac)))[1]?.[5]).toBe(expected)
})

test('a line that comes too late says so', () => {
  const lines = realistic.lines.map((line) =>
    line.number === 5 ? { ...line, orderBy: '2007-03-01', expires: '2007-03-10', late: 4 } : line,
  )
  const row = read(csv({ ...realistic, lines }))[5] ?? []
  expect(row[13]).toBe('now: 4 days too late')
  expect(row[14]).toMatch(/^replaces what expires on 2007-03-10; without licence from 2007-03-11 to 2007-03-14; /)
})

test('it is UTF-8 with a mark, and every line ends as RFC 4180 has it', () => {
  const text = csv(realistic)
  expect(text.codePointAt(0)).toBe(0xfeff)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(text.endsWith('\r\n')).toBe(true)
})

test('without lines there is the head alone', () => expect(read(csv(nothing))).toHaveLength(1))

const calculated = /^[\s"']*[=+\-@＝＋－＠]/u

test.each(hostile)('no field is calculated, with commas or with semicolons between fields: $name', ({ order, where: place }) => {
  const text = csv(order, place)
  // Figures of our own are never below zero.
  const fields = read(text).flat()
  expect(fields.filter((field) => !field.startsWith("'") && calculated.test(field))).toEqual([])
  // As a program reads it for which semicolons part fields, whatever it thinks of quotation marks.
  const pieces = text.replaceAll('\r\n', ';').split(';')
  expect(pieces.filter((piece) => /^[\s"]*[=+\-@＝＋－＠]/u.test(piece.slice(piece.startsWith('\uFEFF') ? 1 : 0)))).toEqual([])
})

test.each(hostile)('fields stay fields, and say what was told: $name', ({ evil, order, where: place }) => {
  const rows = read(csv(order, place))
  expect(rows.map(({ length }) => length)).toEqual(Array.from({ length: 8 }, () => 15))
  expect(csv(order, place).slice(1).replaceAll('\r\n', '\n')).not.toMatch(unseen)
  const told = rows[1]?.[6]?.replace(/(^|;)'(?=[\s"']*[=+\-@＝])/gu, '$1')
  expect(told).toBe(visible(`${evil}UNITY-PORT`))
})
