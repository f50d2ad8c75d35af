/** What is said of an order, in the format for people, from the outcome to the detail. */
import { describe, expect, test } from 'vitest'
import { cite } from '../../../src/knowledge/knowledge.ts'
import { moneyOf, times } from '../../../src/licensing/order/money.ts'
import type { OpenItem, Order, OrderLine } from '../../../src/licensing/order/order.ts'
import { renderOrder } from '../../../src/report/order/order.ts'
import { coloured, plain } from '../../../src/report/paint.ts'
import { width } from '../../../src/report/visible.ts'
import { grown, nothing, realistic, where } from './orders.ts'
import { hostile, unseen } from './twisted.ts'

const text = (order: Order): string => String(renderOrder(order, 'text', where, plain))
/** Without the line breaks that the width asks for. */
const said = (order: Order): string => text(order).replace(/\s+/g, ' ')

test('it begins with what has to be ordered, for how much, by when, and what is open', () => {
  const head = text(realistic).split('\n\n')[0]?.replaceAll('\n', ' ')
  expect(head).toBe(
    'Licence order ============= ' +
      'To be ordered: 7 lines for 4 machines, AUD 8,601.80 and USD 2,000 in all and 1 line without a price; 6 lines now, the first of the rest by 2007-04-17; 4 requests to be made. ' +
      'Not complete: 1 document could not be read; 1 need cannot be ordered as it is; 1 open item may change quantities; 1 amount may be too low; it is not proven that there is no better one. ' +
      '2 open items, all of them in the requests, have to be settled before everything can be requested. ' +
      'As of 2007-03-01; lead time from the order to the licence: 14 days.',
  )
})

test('parts come from the outcome to the detail', () => {
  const titles = [...text(realistic).matchAll(/^(.+)\n-+$/gm)].map(([, title]) => title)
  expect(titles).toEqual(['!! THIS ORDER IS NOT COMPLETE !!', 'What to order', 'What to request', 'Ledger', 'Sources'])
})

test('nothing to order is said where nothing is ordered, undecided, blocked or unread', () => {
  expect(said(nothing)).toContain('Nothing to order: all that is needed is held. As of 2007-03-01')
  expect(text(nothing)).not.toMatch(/complete/i)
})

const [ledgerLine] = nothing.ledger
const [blocked] = realistic.blocked
const [deciding, , newNic] = realistic.open
const [request] = realistic.requests

test.each<[string, Partial<Order>]>([
  ['a document that could not be read', { unread: 1 }],
  ['a need that is blocked', { blocked: blocked ? [blocked] : [] }],
  ['an open item on which quantities hang', { open: deciding ? [deciding] : [] }],
  ['an amount that is not known', { ledger: ledgerLine ? [{ ...ledgerLine, undecided: 1 }] : [] }],
  ['something to order that is in no line', { ledger: ledgerLine ? [{ ...ledgerLine, toOrder: 1 }] : [] }],
  ['an answer that is not proven', { optimality: { proven: false, unproven: ['anz'] } }],
  ['a request whose open item decides', { requests: request && deciding ? [{ ...request, open: [deciding] }] : [] }],
])('nothing to order is not said with %s', (_, change) => {
  const shown = said({ ...nothing, ...change })
  expect(shown).not.toMatch(/nothing to order/i)
  expect(shown).toContain('No line can be ordered yet')
})

test('an open item that decides once, decides', () => {
  const settling = deciding ? [{ ...deciding, decides: false }] : []
  const asked = { ...nothing, open: settling, requests: request && deciding ? [{ ...request, open: [deciding] }] : [] }
  expect(said(asked)).toContain('Not complete: 1 open item may change quantities.')
  expect(said(asked)).not.toContain('to be settled')
})

test('requests without an order line are said beside it', () => {
  const only = { ...nothing, requests: request ? [{ ...request, open: [] }] : [] }
  expect(said(only)).toContain('Nothing to buy; 1 request to be made.')
})

test('a line has its machine, pool, part number, count, prices and day', () => {
  const rows = text(realistic).split('\n')
  expect(rows.filter((row) => /^ {4}[1-7] {2}/.test(row)).map((row) => row.trim().split(/ {2,}/))).toEqual([
    ['1', 'SYD-UNITY1', 'UNITY-PORT', 'One session', '4', 'AUD 350.50', 'AUD 1,402.00', 'now'],
    ['2', 'SYD-UNITY1', 'AMIS', '1', 'now'],
    ['3', 'SYD-UNITY1', 'UNITY-UM-50', '50 users of', '1', 'AUD 4,000.00', 'AUD 4,000.00', 'now'],
    ['4', 'SYD-UNITY1', 'UNITY-VM-TO-UM-10', 'unified', '1', 'AUD 300.00', 'AUD 300.00', 'now'],
    ['5', 'MEL-UNITY1', 'UNITY-TTS', 'One', '4', 'AUD 99.95', 'AUD 399.80', '2007-04-17'],
    ['6', 'PER-UNITY1', 'UNITY3-VM-50', '50 users of', '1', 'AUD 2,500.00', 'AUD 2,500.00', 'now'],
    ['7', 'Bridge', 'BRIDGE-4', 'Four Bridge', '1', 'USD 2,000', 'USD 2,000', 'now'],
  ])
  expect(said(realistic)).toContain('gives 10 unified messaging users; in exchange for 10 voice mail users that are held')
  expect(said(realistic)).toContain('gives 4 text-to-speech sessions in all; replaces what expires on 2007-05-01')
  expect(said(realistic)).toContain('Total of the priced lines AUD 8,601.80 without line 2, of which no price is known')
})

test('a form has its values whole, which they are, and blanks', () => {
  expect(said(realistic)).toContain(
    'MAC address 020BCD112235 the virtual MAC of the team: its NICs are teamed; specs/sydney.cuspec.yaml:34',
  )
  expect(said(realistic)).toContain('New MAC address ________ the first NIC: there is no team; specs/melbourne.cuspec.yaml:24')
  expect(said(realistic)).toContain('Currently Installed Key Code ________ the form calls it required, and takes it empty; may stay blank')
})

test('steps are in groups of a phase on a machine, with the sources by which they are done so', () => {
  expect(text(realistic)).toContain(
    [
      '  Install, on SYD-UNITY1',
      '  [ ] Add the file in the License File Install Wizard; leave the files that are on its list. [3] [4]',
      '  [ ] Restart the server. [5]',
      '  Verify, on SYD-UNITY1',
      '  [ ] Open License Info Viewer. [6]',
      '  Verify, on SYD-UNITY2',
    ].join('\n'),
  )
  expect(said(realistic)).toContain(
    '[4] licence files of 4.x add up; one that is taken off the list takes its licences with it ("I received a text file dongle upgrade',
  )
  expect(said(realistic)).toContain(
    'Afterwards the licences of SYD-UNITY1 must show: - 32 voice ports - 260 unified messaging users - AMIS networking',
  )
})

test('the ledger says what needs it and proves pools', () => {
  expect(said(realistic)).toContain('voice ports 32 28 4 0 needed: 28 at specs/sydney.cuspec.yaml:22; 4 at specs/sydney.cuspec.yaml:23')
  expect(said(realistic)).toContain('AMIS networking yes no yes needed: at specs/sydney.cuspec.yaml:29')
  expect(said(realistic)).toContain('unified messaging users 310 200 110 (pool anz) 0 0')
  expect(said(realistic)).toContain('unified messaging users: held 400 + ordered 60 = 460; used 460 by 2 members')
  expect(said(realistic)).toContain('voice ports 16 not known 0 to 16 0')
  expect(said(realistic)).toContain('4 of what is ordered take the place of what expires on 2007-05-01')
  // Nobody needs, holds or orders it.
  expect(text(realistic).split('Server MEL-UNITY1')[0]).not.toContain('  text-to-speech sessions ')
})

test('a growth stands beside today', () => {
  expect(said(grown)).toContain('after a growth of users=20%')
  expect(said(grown)).toContain('feature needed needed today held to order to order today surplus voice mail users 480 400 410 70 0 0')
})

test('what the growth adds is said, and nothing is without one', () => {
  // 480 by the growth, of which 400 stand in the spec.
  expect(said(grown)).toContain('needed: 400 at specs/sydney.cuspec.yaml:25; and 80 by the growth')
  expect(text(realistic)).not.toContain('by the growth')
})

/** The line that replaces what expires, otherwise. */
const replacing = (change: Partial<OrderLine>): Order => ({
  ...realistic,
  lines: realistic.lines.map((line) => (line.number === 5 ? { ...line, ...change } : line)),
})

test('what is replaced is told with whose it is, unless it is the holder’s own', () => {
  expect(said(realistic)).toContain('in all; replaces what expires on 2007-05-01 6 ')
  expect(said(replacing({ expiring: ['SYD-UNITY1'] }))).toContain('replaces what expires on 2007-05-01 of SYD-UNITY1 6 ')
  expect(said(replacing({ expiring: ['MEL-UNITY1', 'SYD-UNITY1'] }))).toContain('expires on 2007-05-01 of MEL-UNITY1 and SYD-UNITY1 6 ')
})

test('a licence that comes too late is loud, with the days without one', () => {
  // Asked for on 1 March it comes on the 15th; the old one is good through the 10th.
  const late = replacing({ orderBy: '2007-03-01', expires: '2007-03-10', late: 4 })
  expect(said(late)).toContain('replaces what expires on 2007-03-10; without licence from 2007-03-11 to 2007-03-14')
  expect(said(late)).toContain('7 lines for 4 machines, AUD 8,601.80 and USD 2,000 in all and 1 line without a price; all of it now')
  const loud = String(renderOrder(late, 'markdown', where, plain))
  expect(loud).toContain('| now: 4 days too late |')
  // Narrow columns break it between its words, and leave those beside it room.
  expect(text(late)).toMatch(/^ {4}5 .* now: 4 *\n.* days too *\n.* late$/m)
  expect(loud).toContain('**Too late although ordered today: MEL-UNITY1 is without licence from 2007-03-11 to 2007-03-14.**')
  expect(said(replacing({ orderBy: '2007-03-01', expires: '2007-03-13', late: 1 }))).toContain('is without licence on 2007-03-14.')
  expect(text(realistic)).not.toMatch(/too late|without licence/i)
})

test.each([
  // 14 days before it expires, which is the day on which the machine of the line is judged; others are judged earlier.
  ['2007-03-15', '2007-03-28', 'all of it now'],
  ['2007-03-15', '2007-03-29', '6 lines now, the first of the rest by 2007-03-15'],
])('the head agrees with the column: by %s for what expires on %s', (orderBy, expires, head) => {
  const shown = said({ ...replacing({ orderBy, expires }), asOf: ['2007-01-31', '2007-03-15'] })
  expect(shown).toContain(`${head}; 4 requests`)
  expect(shown).toMatch(head.startsWith('all') ? /99\.95 AUD 399\.80 now/ : /99\.95 AUD 399\.80 2007-03-15/)
  expect(shown).toContain('As of 2007-01-31 to 2007-03-15 (the documents differ); ')
})

test('what others have of its own is a column where there is any', () => {
  const ledger = nothing.ledger.map((line) => ({ ...line, held: { sure: 40, possible: 40 }, lent: 3, surplus: 5 }))
  expect(said({ ...nothing, ledger })).toContain('feature needed held lent to order surplus voice ports 32 40 3 0 5')
  expect(said(nothing)).toContain('feature needed held to order surplus voice ports 32 32 0 0')
})

test('the price books are named with their currencies', () => {
  expect(said(realistic)).toContain('Prices: price book prices-2007 (AUD), price book prices-2007 (USD)')
  expect(text(grown)).not.toContain('Prices')
})

const open = (of: string, missing: string, change: Partial<OpenItem> = {}): OpenItem => ({
  of,
  missing,
  find: 'the label',
  place: undefined,
  decides: false,
  ...change,
})

describe('open items', () => {
  const [own, asked] = [open('A', 'its colour'), open('A', 'its weight')]
  const order: Order = { ...nothing, open: [own, asked], requests: request ? [{ ...request, open: [asked] }] : [] }

  test('stand once: in their request, or where no request has them', () => {
    expect(said(order)).toContain('2 open items, 1 of them in the requests, have to be settled')
    expect(text(order).match(/its weight/g)).toHaveLength(1)
    expect(text(order).match(/its colour/g)).toHaveLength(1)
    const [before = '', within = ''] = text(order).split('What to request')
    expect([before.includes('its colour'), within.includes('its weight')]).toEqual([true, true])
  })

  test('of several machines are one, where they are found out in one go', () => {
    expect(said({ ...nothing, open: [own, open('B', 'its colour')] })).toContain('1 open item has to be settled')
    expect(said({ ...nothing, open: [own, open('B', 'its colour')] })).toContain('[ ] A, B: its colour. To be found by: the label')
    // Another way, and quantities that hang on each.
    expect(said({ ...nothing, open: [own, open('B', 'its colour', { find: 'the box' })] })).toContain('2 open items have')
    const both = [open('A', 'its licences', { decides: true }), open('B', 'its licences', { decides: true })]
    expect(said({ ...nothing, open: both })).toContain('2 open items may change quantities')
  })

  test('of another machine stand beside the one that a request has', () => {
    const other = { ...order, open: [open('B', 'its weight')] }
    expect(text(other)).toContain('[ ] B: its weight')
    expect(text(other)).toContain('[ ] A: its weight')
  })

  test('have their place last, and what a spec says of it after that', () => {
    const place = newNic?.place
    const find = 'the list of platforms; a Maximums document states each in a row { what: voicePorts }'
    expect(said({ ...nothing, open: [open('A', 'maximums', { find, place })] })).toContain(
      'A: maximums. To be found by: the list of platforms (specs/melbourne.cuspec.yaml:24); in the spec: a Maximums document states each in a row { what: voicePorts }',
    )
  })
})

test('what is written is no form', () => {
  expect(text(realistic).match(/ {2}What to write$/gm)).toHaveLength(1)
  expect(text(realistic).match(/ {2}What the form asks for$/gm)).toHaveLength(3)
  expect(text(realistic).split('What to write')[0]).toContain('Request 2: Have the licence of MEL-UNITY1 re-issued')
})

test('sources that follow each other are one mark', () => {
  const cites = ['rehost', 'licenses-on-dongle', 'tool-key-dump', 'failover-replicates'].map((fact) => cite(fact))
  const requests = realistic.requests.slice(0, 1).map((each) => ({ ...each, steps: [], open: [], cites }))
  expect(said({ ...nothing, requests })).toContain('It redeems lines 1, 2, 3 and 4 of the order. [1-4]')
  expect(said(realistic)).toContain('leave the files that are on its list. [3] [4]')
})

test.each([
  ['2007-02-28', 'now'],
  ['2007-03-01', 'now'],
  ['2007-03-02', '2007-03-02'],
])('a line that had to be ordered by %s says %s on 2007-03-01', (orderBy, expected) => {
  expect(said({ ...grown, lines: grown.lines.map((line) => ({ ...line, orderBy })) })).toContain(`70 ${expected} `)
})

test('units without a price book are not multiplied by a count', () => {
  expect(text(grown)).toMatch(/^ +1 {2}SYD-UNITY1 {2}voice mail users +70 {2}now$/m)
})

test('amounts of one currency have the same decimals, and none is rounded', () => {
  const priced = grown.lines.map((line) => ({ ...line, amount: times(moneyOf(0.125, 'AUD'), 3) }))
  const totals = [
    { of: 'SYD-UNITY1', kind: 'server', amount: moneyOf(12, 'AUD') },
    { of: 'fleet', kind: 'fleet', amount: moneyOf(1234567.5, 'JPY') },
  ] as const
  const shown = said({ ...grown, lines: priced, totals })
  expect(shown).toContain('AUD 0.375')
  expect(shown).toContain('AUD 12.000')
  expect(shown).toContain('JPY 1,234,567.50')
})

test('lines hold to 100 columns where no value is longer', () => {
  const wide = text(realistic)
    .split('\n')
    .filter((line) => width(line) > 100)
  // Addresses stay whole.
  expect(wide.filter((line) => !/^ +http\S+$/.test(line))).toEqual([])
})

test('colour changes nothing but colour', () => {
  const shown = String(renderOrder(realistic, 'text', where, coloured))
  expect(shown).not.toBe(text(realistic))
  expect(shown.replace(/\u001B\[\d+m/g, '')).toBe(text(realistic))
})

test.each(hostile)('nothing in it hides, moves the cursor or forges a box: $name', ({ order, where: place }) => {
  const shown = String(renderOrder(order, 'text', place, plain))
  expect(shown).not.toMatch(unseen)
  const boxes = /^ {2}\[ \] /gm
  expect(shown.match(boxes)?.length).toBe(text(realistic).match(boxes)?.length)
})
