/** Ledgers and order lines of small fleets, worked out by hand: the sums stand beside them. */
import { expect, test } from 'vitest'
import { check } from '../../../src/check.ts'
import { readGrowth } from '../../../src/licensing/addition.ts'
import { drawUp, type OrderOptions } from '../../../src/licensing/order/draw-up.ts'
import { moneyText } from '../../../src/licensing/order/money.ts'
import type { Order } from '../../../src/licensing/order/order.ts'

const head = (name: string): string => `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: ${name}, asOf: 2007-03-01 }\n`

async function ordered(text: string, options: Partial<OrderOptions> = {}): Promise<Order> {
  const { fleet, coverage } = await check([{ file: 'x.cuspec.yaml', bytes: Buffer.from(text) }], { today: '2007-03-01' })
  expect(coverage.documents.unread).toBe(0)
  return drawUp(fleet, { leadDays: 1, growth: undefined, demo: [], unread: 0, errors: 0, ...options })
}

/** `SYD-UNITY1 voicePorts: needed 32, held 24, order 8`, with what else there is. */
const rows = ({ ledger }: Order): string[] =>
  ledger.map(({ of, feature, needed, held, shared, reissued, toOrder, later, undecided, lent, surplus, uncounted, because }) => {
    const also = [
      held.possible === held.sure ? '' : `at most ${held.possible}`,
      shared ? `${shared.amount} from ${shared.name}` : '',
      reissued > 0 ? `${reissued} re-issued` : '',
      `order ${toOrder}`,
      later > 0 ? `${later} of them later` : '',
      undecided > 0 ? `${undecided} undecided` : '',
      lent > 0 ? `${lent} lent` : '',
      surplus > 0 ? `${surplus} left` : '',
      uncounted === undefined ? '' : 'not counted',
    ].filter((each) => each !== '')
    const sum = because.map(({ amount }) => amount).join('+')
    return `${of} ${feature}: needed ${needed}${sum === String(needed) ? '' : ` = ${sum}`}, held ${held.sure}, ${also.join(', ')}`
  })

const lines = ({ lines: all }: Order): string[] =>
  all.map(({ holder, pool, item, count, gives, takes, upgrade, amount, orderBy }) => {
    const units = (list: typeof gives): string => list.map(({ feature, units: each }) => `${each} ${feature}`).join(' and ')
    return [
      `${holder}: ${count}`,
      item ? item.partNumber : upgrade ? `upgrade from ${upgrade.from} to ${upgrade.to}` : '',
      units(gives),
      takes.length > 0 ? `for ${units(takes)}` : '',
      pool === undefined ? '' : `in ${pool}`,
      amount ? moneyText(amount) : '',
      orderBy === undefined ? '' : `by ${orderBy}`,
    ]
      .filter((word) => word !== '')
      .join(' ')
  })

const open = ({ open: all }: Order): string[] => all.filter(({ decides }) => decides).map(({ of, missing }) => `${of}: ${missing}`)

test('a pair counts once, and its licence is the primary’s', async () => {
  const order = await ordered(`${head('sydney')}servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    ports: [{ count: 28, does: [answer] }, { count: 2, does: [mwi] }, { count: 2, does: [notification] }]
    users: { voiceMail: 620 }
    licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: 24, voiceMailUsers: 500 } }]
  - { name: SYD-UNITY2, version: 4.0(5), ports: [{ count: 36 }], users: { voiceMail: 620 } }
failover: [{ primary: SYD-UNITY1, secondary: SYD-UNITY2 }]
`)
  expect(rows(order)).toEqual([
    // The secondary has more ports than its primary: 36 - 24.
    'SYD-UNITY1 voicePorts: needed 36, held 24, order 12',
    'SYD-UNITY1 voiceMailUsers: needed 620, held 500, order 120',
    'SYD-UNITY1 secondaryServer: needed 1, held 0, order 1',
  ])
  expect(lines(order)).toEqual(['SYD-UNITY1: 12 12 voicePorts', 'SYD-UNITY1: 120 120 voiceMailUsers', 'SYD-UNITY1: 1 1 secondaryServer'])
  expect(open(order)).toEqual([])
})

test('up to 3.x a secondary orders its own', async () => {
  const order = await ordered(`${head('perth')}servers:
  - name: PER-UNITY1
    version: 3.1(5)
    ports: [{ count: 24 }]
    licenses: [{ kind: dongle, serial: "12345678", entitlements: { voicePorts: 24 } }]
  - { name: PER-UNITY2, version: 3.1(5), ports: [{ count: 24 }], licenses: [{ kind: dongle, serial: "87654321", entitlements: { voicePorts: 16 } }] }
failover: [{ primary: PER-UNITY1, secondary: PER-UNITY2 }]
`)
  expect(lines(order)).toEqual(['PER-UNITY2: 8 8 voicePorts'])
})

test('a pool is solved as one: what one member leaves is for the other', async () => {
  const pool = (users: number) =>
    ordered(`${head('anz')}directory: corp.example
servers:
  - { name: A, version: 4.0(5), users: { voiceMail: ${users}, unifiedMessaging: 0, inbox: 0 }, licenses: [{ kind: declared, expires: permanent, entitlements: { voiceMailUsers: 500 } }] }
  - { name: B, version: 4.0(5), users: { voiceMail: 420, unifiedMessaging: 0, inbox: 0 }, licenses: [{ kind: declared, expires: permanent, entitlements: { voiceMailUsers: 500 } }] }
pools: [{ name: anz, members: [A, B] }]
`)
  // 580 + 420 = 1,000 = 500 + 500.
  const even = await pool(580)
  expect(lines(even)).toEqual([])
  expect(even.proofs).toEqual([{ pool: 'anz', feature: 'voiceMailUsers', held: 1000, lapsing: 0, ordered: 0, used: 1000, members: 2 }])
  expect(rows(even)).toEqual([
    'A voiceMailUsers: needed 580, held 500, 80 from anz, order 0',
    'B voiceMailUsers: needed 420, held 500, 0 from anz, order 0, 80 lent',
    'anz voiceMailUsers: needed 1000 = 580+420, held 1000, order 0',
  ])
  // One more is one to order, for the member that is named first.
  const more = await pool(581)
  expect(lines(more)).toEqual(['A: 1 1 voiceMailUsers in anz'])
  expect(rows(more)[0]).toBe('A voiceMailUsers: needed 581, held 500, 80 from anz, order 1')
})

test('what a default licence grants is not counted on, once anything else is needed', async () => {
  const server = (ports: number, users: number) =>
    ordered(`${head('hobart')}servers:
  - { name: HOB-UNITY1, version: 4.0(5), ports: [{ count: ${ports} }], users: { voiceMail: ${users} }, licenses: [{ kind: default }] }
`)
  // FAQ 23277: 2 ports, 10 users.
  expect(lines(await server(2, 10))).toEqual([])
  expect(lines(await server(2, 11))).toEqual(['HOB-UNITY1: 2 2 voicePorts', 'HOB-UNITY1: 11 11 voiceMailUsers'])
  expect(rows(await server(3, 10))).toEqual([
    'HOB-UNITY1 voicePorts: needed 3, held 2, order 3, not counted',
    'HOB-UNITY1 voiceMailUsers: needed 10, held 10, order 10, not counted',
  ])
})

test('what expires is ordered in time', async () => {
  const order = await ordered(
    `${head('darwin')}servers:
  - name: DAR-UNITY1
    version: 4.0(5)
    ports: [{ count: 8 }]
    users: { voiceMail: 40 }
    licenses: [{ kind: demo, expires: 2007-05-01 }]
  - name: DAR-UNITY2
    version: 4.0(5)
    ports: [{ count: 24 }]
    licenses:
      - { kind: declared, expires: 2007-03-20, entitlements: { voicePorts: 4 } }
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 16 } }
`,
    { leadDays: 21 },
  )
  expect(rows(order)).toEqual([
    'DAR-UNITY1 voicePorts: needed 8, held 16, order 8, 8 of them later, 8 left',
    'DAR-UNITY1 voiceMailUsers: needed 40, held 50, order 40, 40 of them later, 10 left',
    // 24 - 20 now, 24 - 16 once the 4 are gone.
    'DAR-UNITY2 voicePorts: needed 24, held 20, order 8, 4 of them later',
  ])
  expect(lines(order)).toEqual([
    'DAR-UNITY2: 4 4 voicePorts',
    // 21 days before 20 March is 27 February, which is over on 1 March.
    'DAR-UNITY2: 4 4 voicePorts by 2007-03-01',
    // 21 days before 1 May.
    'DAR-UNITY1: 8 8 voicePorts by 2007-04-10',
    'DAR-UNITY1: 40 40 voiceMailUsers by 2007-04-10',
  ])
})

test('a dongle of an older release is upgraded one for one, and only the rest is bought', async () => {
  const order = await ordered(`${head('adelaide')}servers:
  - name: ADL-UNITY1
    version: 4.0(5)
    ports: [{ count: 24 }]
    users: { voiceMail: 350 }
    licenses: [{ kind: dongle, version: 3.1(5), serial: "22345678", entitlements: { voicePorts: 32, voiceMailUsers: 300 } }]
`)
  expect(rows(order)).toEqual([
    'ADL-UNITY1 voicePorts: needed 24, held 0, 24 re-issued, order 0',
    'ADL-UNITY1 voiceMailUsers: needed 350, held 0, 300 re-issued, order 50',
  ])
  expect(lines(order).sort()).toEqual(['ADL-UNITY1: 1 upgrade from 3.1(5) to 4.0(5)', 'ADL-UNITY1: 50 50 voiceMailUsers'])
})

test.each([
  ['2.4.6.135', '2.4.6.140', false],
  ['2.4.6.135', '3.1(5)', true],
  ['3.0(1)', '3.1(5)', false],
  ['3.1(1)', '3.1(3)', false],
  ['3.1(5)', '4.0(1)', true],
])('from %s to %s the FAQ’s table says of a dongle upgrade: %s', async (from, to, needed) => {
  const order = await ordered(`${head('x')}servers:
  - { name: X, version: ${to}, ports: [{ count: 4 }], licenses: [{ kind: dongle, version: ${from}, serial: "22345678", entitlements: { voicePorts: 4 } }] }
`)
  expect(lines(order)).toEqual(needed ? [`X: 1 upgrade from ${from} to ${to}`] : [])
})

test('what is not known is neither ordered nor called enough', async () => {
  const order = await ordered(`${head('x')}servers:
  - { name: X, version: 4.0(5), ports: [{ count: 24 }] }
`)
  expect(rows(order)).toEqual(['X voicePorts: needed 24, held 0, at most Infinity, order 0, 24 undecided'])
  expect(lines(order)).toEqual([])
  expect(open(order)).toEqual(['X: licences', 'X: how many users it has, of which its spec says nothing'])
})

const prices = `---
apiVersion: cuspec/v1
kind: PriceBook
metadata: { name: prices-2007 }
currency: AUD
validFrom: 2007-01-01
validTo: 2007-12-31
items:
  - { partNumber: PORT-8, entitles: { voicePorts: 1 }, packSize: 8, price: 4000 }
  - { partNumber: VM-10, entitles: { voiceMailUsers: 1 }, packSize: 10, price: 700.5 }
  - { partNumber: VM-50, entitles: { voiceMailUsers: 1 }, packSize: 50, price: 2500 }
  - { partNumber: VM-UM-25, entitles: { unifiedMessagingUsers: 1 }, converts: { voiceMailUsers: 1 }, packSize: 25, price: 1000 }
  - { partNumber: UM-25, entitles: { unifiedMessagingUsers: 1 }, packSize: 25, price: 3000 }
  - { partNumber: UPGRADE, upgradesFrom: 3.1(5), from: 4.0(1), entitles: { softwareVersion: true }, price: 9000 }
`
const server = (body: string): string => `${head('x')}servers:\n  - { name: X, version: 4.0(5), ${body} }\n`
const licensed = (entitlements: string): string => `licenses: [{ kind: declared, expires: permanent, entitlements: { ${entitlements} } }]`

test('the cheapest packs that cover it are ordered', async () => {
  // 70 = 50 + 2 x 10 for 2,500 + 1,401 = 3,901; 2 x 50 cost 5,000 and 7 x 10 cost 4,903.50.
  const order = await ordered(server(`users: { voiceMail: 570 }, ports: [{ count: 10 }], ${licensed('voiceMailUsers: 500')}`) + prices)
  expect(lines(order).sort()).toEqual([
    'X: 1 VM-50 50 voiceMailUsers AUD 2,500',
    'X: 2 PORT-8 16 voicePorts AUD 8,000',
    'X: 2 VM-10 20 voiceMailUsers AUD 1,401.00',
  ])
  expect(order.totals.map(({ of, kind, amount }) => `${kind} ${of} ${moneyText(amount)}`)).toEqual([
    'server X AUD 11,901.00',
    'fleet the fleet AUD 11,901.00',
  ])
})

test('what is lacking now and what will be are bought together where that is cheaper', async () => {
  const holding = (timed: number): string =>
    `licenses: [{ kind: declared, expires: permanent, entitlements: { voiceMailUsers: 300 } }, { kind: declared, expires: 2007-05-31, entitlements: { voiceMailUsers: ${timed} } }]`
  // 350 - 325 = 25 now and 25 more in June: 3 + 2 packs of 10 cost 3,502.50, and one of 50 costs 2,500.
  expect(lines(await ordered(server(`users: { voiceMail: 350 }, ${holding(25)}`) + prices))).toEqual([
    'X: 1 VM-50 50 voiceMailUsers AUD 2,500',
  ])
  // 360 - 350 = 10 now and 50 more in June: each by itself is cheapest.
  expect(lines(await ordered(server(`users: { voiceMail: 360 }, ${holding(50)}`) + prices))).toEqual([
    'X: 1 VM-10 10 voiceMailUsers AUD 700.50',
    'X: 1 VM-50 50 voiceMailUsers AUD 2,500 by 2007-05-30',
  ])
})

test('a Bridge whose licence is tied to it may not add the sessions of its bridgehead', async () => {
  const order = await ordered(`${head('x')}servers:
  - { name: U, version: 4.0(5), licenses: [{ kind: declared, expires: permanent, entitlements: { bridgeSessions: 4 } }] }
bridges:
  - { name: B, version: 3.0(6), bridgehead: U, sessions: 12, licenses: [{ kind: declared, expires: permanent, entitlements: { bridgeSessions: 8 } }] }
`)
  expect(rows(order)).toContain('B bridgeSessions: needed 12, held 8, order 0, 4 undecided')
  expect(open(order)).toContain('B: whether sessions licensed on U serve the Bridge, whose licence is tied to its own MAC')
  expect(order.open.map(({ find }) => find)).toContainEqual(expect.stringMatching(/^the HOSTID in the licence file that grants them/))
})

// FAQ, "How do I receive licensing for the Cisco Unity Bridge?": for Bridge 2.x the MAC of the Unity server, from 3.0 on that of the Bridge.
test('sessions on the MAC of the bridgehead are issued anew for the Bridge, and those that are lacking bought', async () => {
  const order = (bridges: string): ReturnType<typeof ordered> =>
    ordered(`${head('x')}servers:
  - { name: U, version: 4.0(5), nics: [{ name: nic1, mac: 00-0B-CD-00-00-01 }], ports: [{ count: 8 }], users: { voiceMail: 0 }, licenses: [{ kind: declared, hostId: 000BCD000001, expires: permanent, entitlements: { voicePorts: 8, bridgeSessions: 12 } }] }
bridges: [${bridges}]
`)
  const bridge = (name: string, sessions: number, more = ''): string =>
    `{ name: ${name}, version: 3.0(6), bridgehead: U, sessions: ${sessions}, nics: [{ name: nic1, mac: 00-0B-CD-00-00-0${sessions} }]${more} }`
  for (const licenses of ['', ', licenses: []'])
    expect(rows(await order(bridge('B', 9, licenses)))).toEqual([
      'U voicePorts: needed 8, held 8, order 0',
      'U bridgeSessions: needed 0 = , held 3, order 0, 3 left',
      `B bridgeSessions: needed 9, held 0${licenses ? '' : ', at most Infinity'}, 9 re-issued, order 0`,
    ])
  const two = await order(`${bridge('B1', 8, ', licenses: []')}, ${bridge('B2', 9, ', licenses: []')}`)
  expect(rows(two).slice(1)).toEqual([
    'B1 bridgeSessions: needed 8, held 0, 8 re-issued, order 0',
    'B2 bridgeSessions: needed 9, held 0, 4 re-issued, order 5',
  ])
  expect(two.requests.map(({ kind, of, shows }) => [kind, of, shows[0]?.units])).toEqual([
    ['bridge-upgrade', 'B1', 8],
    ['bridge-upgrade', 'B2', 4],
    ['bridge', 'B2', 9],
  ])
  // Its own licence suffices: nothing moves.
  const own = `, licenses: [{ kind: declared, hostId: 000BCD000009, expires: permanent, entitlements: { bridgeSessions: 9 } }]`
  expect((await order(bridge('B', 9, own))).requests).toEqual([])
})

test('a licence of another machine is none, and one of a MAC that is gone is issued anew', async () => {
  const machine = (name: string, mac: string, host: string): string =>
    `  - { name: ${name}, version: 4.0(5), ports: [{ count: 16 }], users: { voiceMail: 0 }, nics: [{ name: nic1, mac: ${mac} }], licenses: [{ kind: declared, hostId: ${host}, expires: permanent, entitlements: { voicePorts: 16 } }] }\n`
  const both = await ordered(
    `${head('x')}servers:\n${machine('A', '000BCD000001', '000BCD000001')}${machine('B', '000BCD000002', '000BCD000001')}`,
  )
  expect(rows(both)).toEqual(['A voicePorts: needed 16, held 16, order 0', 'B voicePorts: needed 16, held 0, order 16'])
  const moved = await ordered(`${head('x')}servers:\n${machine('B', '000BCD000002', '000BCD000009')}`)
  expect(rows(moved)).toEqual(['B voicePorts: needed 16, held 0, 16 re-issued, order 0'])
  expect(moved.requests.map(({ kind }) => kind)).toEqual(['re-host'])
})

test('what is held for a time is not converted for good', async () => {
  const timed = `users: { voiceMail: 50, unifiedMessaging: 20 }, licenses: [{ kind: declared, expires: permanent, entitlements: { voiceMailUsers: 50 } }, { kind: declared, expires: 2007-06-30, entitlements: { voiceMailUsers: 40 } }]`
  const book = (items: string): string =>
    `---\napiVersion: cuspec/v1\nkind: PriceBook\nmetadata: { name: p }\ncurrency: AUD\nitems:\n${items}`
  const um = '  - { partNumber: UM, entitles: { unifiedMessagingUsers: 1 }, price: 60 }\n'
  const conversion = '  - { partNumber: C, entitles: { unifiedMessagingUsers: 1 }, converts: { voiceMailUsers: 1 }, price: 40 }\n'
  // Of the 90 for voice mail 40 end in June; the 50 that stay are all needed.
  expect(lines(await ordered(server(timed) + book(um + conversion)))).toEqual(['X: 20 UM 20 unifiedMessagingUsers AUD 1,200'])
  // To convert and to buy again is cheaper here: 20 x 40 + 20 x 10 = 1,000.
  const full = `users: { voiceMail: 100, unifiedMessaging: 20 }, ${licensed('voiceMailUsers: 100')}`
  const again = await ordered(server(full) + book(`  - { partNumber: VM, entitles: { voiceMailUsers: 1 }, price: 10 }\n${um}${conversion}`))
  expect(lines(again).sort()).toEqual([
    'X: 20 C 20 unifiedMessagingUsers for 20 voiceMailUsers AUD 800',
    'X: 20 VM 20 voiceMailUsers AUD 200',
  ])
})

test('what would exceed a maximum beside what it replaces is installed after that', async () => {
  const order = await ordered(
    server(
      'ports: [{ count: 24 }], users: { voiceMail: 0 }, licenses: [{ kind: declared, expires: 2007-06-30, entitlements: { voicePorts: 24 } }]',
    ) + maximum(24),
  )
  expect(order.lines.map(({ count, orderBy, notBefore }) => [count, orderBy, notBefore])).toEqual([[24, '2007-06-29', '2007-07-01']])
})

test('upgrades are bought by what they carry over where the price book has them so', async () => {
  const book = `---\napiVersion: cuspec/v1\nkind: PriceBook\nmetadata: { name: p }\ncurrency: AUD\nitems:\n  - { partNumber: UP-8, upgradesFrom: 3.1(5), entitles: { voicePorts: 8 }, price: 100 }\n`
  const dongle = (version: string): string =>
    server(`ports: [{ count: 20 }], licenses: [{ kind: dongle, ${version}serial: "1", entitlements: { voicePorts: 20 } }]`)
  expect(lines(await ordered(dongle('version: 3.1(5), ') + book))).toEqual(['X: 3 UP-8 24 voicePorts AUD 300'])
  const untold = await ordered(dongle('') + book)
  expect(lines(untold)).toEqual(['X: 1 upgrade from undefined to 4.0(5)'])
  // It would be three packs with the release, so the quantities hang on it.
  expect(open(untold)).toContain(
    'X: the release that its old licence is for (version: on the licence), by which the price book has its upgrade items',
  )
})

test('prices that end before their line is ordered are said to', async () => {
  const timed = 'users: { voiceMail: 50 }, licenses: [{ kind: declared, expires: 2008-03-31, entitlements: { voiceMailUsers: 50 } }]'
  expect((await ordered(server(timed) + prices)).open.map(({ missing }) => missing)).toContain(
    'the price of line 1 on 2008-03-30: those of prices-2007 hold until 2007-12-31',
  )
})

test('a Bridge of 3.1 is licensed on the dongle of the primary, whichever of the pair is its bridgehead', async () => {
  const order = await ordered(`${head('x')}servers:
  - { name: P, version: 3.1(5), licenses: [{ kind: dongle, serial: "11111111", entitlements: { voicePorts: 4 } }] }
  - { name: S, version: 3.1(5), licenses: [{ kind: dongle, serial: "22222222", entitlements: { voicePorts: 4 } }] }
failover: [{ primary: P, secondary: S }]
bridges: [{ name: B, version: 2.1(1), bridgehead: S, sessions: 4, licenses: [] }]
`)
  expect(lines(order)).toEqual(['P: 4 4 bridgeSessions'])
})

test('sessions on a dongle are licensed anew for the Bridge from 4.0(3) on, and not bought again', async () => {
  const order = await ordered(`${head('x')}servers:
  - { name: U, version: 4.0(5), nics: [{ name: nic1, mac: 00-0B-CD-00-00-01 }], licenses: [{ kind: dongle, version: 3.1(5), serial: "1", entitlements: { bridgeSessions: 8 } }] }
bridges: [{ name: B, version: 3.0(6), bridgehead: U, sessions: 10, nics: [{ name: nic1, mac: 00-0B-CD-00-00-02 }], licenses: [{ kind: dongle, serial: "1", entitlements: { bridgeSessions: 8 } }] }]
`)
  expect(rows(order)).toEqual(['B bridgeSessions: needed 10, held 0, 8 re-issued, order 2'])
  // FAQ: for Bridge 3.0 both MACs are sent to the licensing team.
  const request = order.requests.find(({ kind }) => kind === 'bridge-upgrade')
  expect(request?.fields.flatMap(({ label, value }) => (label.includes('MAC') ? [value] : []))).toEqual(['000BCD000001', '000BCD000002'])
})

test('what a spec says nothing of is not called enough', async () => {
  const order = await ordered(`${head('x')}servers:
  - { name: X, version: 4.0(5), licenses: [] }
`)
  expect(open(order)).toEqual(['X: what it uses, of which its spec says nothing'])
})

test('held licences are converted where that is cheaper and leaves enough', async () => {
  // Of 500 users 450 are needed: two packs of 25 can be converted. The third is bought.
  const order = await ordered(server(`users: { voiceMail: 450, unifiedMessaging: 75 }, ${licensed('voiceMailUsers: 500')}`) + prices)
  expect(lines(order).sort()).toEqual([
    'X: 1 UM-25 25 unifiedMessagingUsers AUD 3,000',
    'X: 2 VM-UM-25 50 unifiedMessagingUsers for 50 voiceMailUsers AUD 2,000',
  ])
})

test('an upgrade has the item that upgrades from the release of the dongle', async () => {
  const dongle = (version: string) =>
    ordered(
      `${server(`ports: [{ count: 4 }], licenses: [{ kind: dongle, version: ${version}, serial: "1", entitlements: { voicePorts: 4 } }]`)}${prices}`,
    )
  expect(lines(await dongle('3.1(5)'))).toEqual(['X: 1 UPGRADE AUD 9,000'])
  expect(lines(await dongle('3.1(6)'))).toEqual(['X: 1 upgrade from 3.1(6) to 4.0(5)'])
})

test('prices of another day, or of two currencies, are none', async () => {
  const text = server(`users: { voiceMail: 50 }, ${licensed('voicePorts: 4')}`)
  const late = await ordered(text + prices.replace('2007-12-31', '2007-02-28'))
  expect(lines(late)).toEqual(['X: 50 50 voiceMailUsers'])
  expect(late.open.map(({ missing }) => missing)).toContain('a price book whose prices hold on 2007-03-01')
  const two = prices + prices.replace('prices-2007', 'prices-nz').replace('AUD', 'NZD')
  const either = await ordered(text + two)
  expect(lines(either)).toEqual(['X: 50 50 voiceMailUsers'])
  expect(either.open.map(({ missing }) => missing)).toContain('the price book to order by: those at hand are in AUD and NZD')
  expect(lines(await ordered(text.replace('servers:', 'priceBook: prices-nz\nservers:') + two))).toEqual([
    'X: 1 VM-50 50 voiceMailUsers NZD 2,500',
  ])
})

const maximum = (value: number): string => `---
apiVersion: cuspec/v1
kind: Maximums
source: { title: Our platform list }
maximums: [{ what: voicePorts, value: ${value} }]
`

test('nothing is ordered beyond a published maximum: it would put the server into shutdown mode', async () => {
  const text = server(`ports: [{ count: 70 }], ${licensed('voicePorts: 66')}`)
  expect(lines(await ordered(text + maximum(72)))).toEqual(['X: 4 4 voicePorts'])
  // A pack of 8 would make 74.
  const packs = await ordered(text + prices + maximum(72))
  expect(lines(packs)).toEqual([])
  expect(packs.blocked.map(({ of, units, reason }) => `${of} ${units}: ${reason}`)).toEqual([
    'X 4: 4.0(5) publishes at most 72 voice ports, which leaves 6 to be licensed, and no packs of the price book make 4 to 6; a licence beyond the maximum puts the server into shutdown mode',
  ])
  expect(lines(await ordered(text + prices + maximum(74)))).toEqual(['X: 1 PORT-8 8 voicePorts AUD 4,000'])
  const beyond = await ordered(text + maximum(68))
  expect(lines(beyond)).toEqual([])
  expect(beyond.blocked.map(({ units }) => units)).toEqual([4])
})

test('in a pool what one member may not be licensed for is ordered for another', async () => {
  const order = await ordered(`${head('anz')}directory: corp.example
servers:
  - { name: A, version: 4.0(5), platform: SMALL, users: { voiceMail: 150, unifiedMessaging: 0, inbox: 0 }, ${licensed('voiceMailUsers: 90')} }
  - { name: B, version: 4.0(5), users: { voiceMail: 80, unifiedMessaging: 0, inbox: 0 }, ${licensed('voiceMailUsers: 80')} }
pools: [{ name: anz, members: [A, B] }]
---
apiVersion: cuspec/v1
kind: Maximums
source: { title: Our platform list }
maximums: [{ what: voiceMailUsers, platform: SMALL, value: 100 }]
`)
  // 230 - 170 = 60: at most 10 of them for A, and one line for B is less than two.
  expect(lines(order)).toEqual(['B: 60 60 voiceMailUsers in anz'])
})

test('sessions of a Bridge are ordered for the machine that its licence is tied to', async () => {
  const bridges = (unity: string, bridge: string): string => `${head('x')}servers:
  - { name: U, version: ${unity}, licenses: [{ kind: declared, expires: permanent, entitlements: { bridgeSessions: 4 } }] }
bridges:
  - { name: B1, version: ${bridge}, bridgehead: U, sessions: 8, licenses: [] }
  - { name: B2, version: ${bridge}, bridgehead: U, sessions: 8, licenses: [] }
`
  // The four of the bridgehead are for the Bridge that comes first.
  expect(lines(await ordered(bridges('4.0(5)', '3.0(6)')))).toEqual(['B1: 4 4 bridgeSessions', 'B2: 8 8 bridgeSessions'])
  expect(lines(await ordered(bridges('4.0(2)', '2.1(1)')))).toEqual(['U: 12 12 bridgeSessions'])
  const odd = await ordered(bridges('4.0(2)', '3.0(6)'))
  expect(lines(odd)).toEqual([])
  expect(odd.blocked.map(({ of, units }) => [of, units])).toEqual([
    ['B1', 4],
    ['B2', 8],
  ])
})

test('a growth is ordered for, and held against today', async () => {
  const growth = readGrowth(['users=20%'])
  if ('problem' in growth) throw new Error(growth.problem)
  const order = await ordered(server(`users: { voiceMail: 500 }, ${licensed('voiceMailUsers: 450')}`), { growth })
  // 500 + 20 % = 600.
  expect(lines(order)).toEqual(['X: 150 150 voiceMailUsers'])
  expect(order.ledger.map(({ needed, toOrder, today }) => [needed, toOrder, today])).toEqual([
    [600, 150, { needed: 500, toOrder: 50, undecided: 0 }],
  ])
})

// FAQ: with NICs in a fault-tolerant team a licence is registered to the virtual MAC; the team has the licence of the first NIC issued anew.
const teamed = (name: string, ports: number, users: number, also = ''): string => `
  - name: ${name}
    role: primary
    version: 4.0(5)
    ports: [{ count: ${ports} }]
    users: { voiceMail: ${users} }
    nics: [{ name: a, mac: 00-0B-CD-10-00-01 }, { name: b, mac: 00-0B-CD-10-00-02 }]
    team: { type: fault-tolerant, members: [a, b], virtualMac: 02-0B-CD-10-00-99 }
    licenses: [{ kind: declared, hostId: 000BCD100001, expires: permanent, entitlements: { voicePorts: 32, voiceMailUsers: 1000${also} } }]`

test('what moves to another MAC is not bought again: users of a pool, and failover', async () => {
  const order = await ordered(`${head('brisbane')}directory: corp\nservers:${teamed('BNE1', 32, 1200, ', secondaryServer: true')}
  - { name: BNE2, role: secondary, version: 4.0(5), ports: [{ count: 32 }] }
  - { name: TSV1, version: 4.0(5), ports: [{ count: 8 }], users: { voiceMail: 400 }, licenses: [{ kind: declared, expires: 2007-04-15, entitlements: { voicePorts: 8, voiceMailUsers: 500 } }] }
failover: [{ primary: BNE1, secondary: BNE2 }]
pools: [{ name: qld, members: [BNE1, TSV1] }]
`)
  // 1,600 users: 1,000 that move and 500 until April, so 100 now and 500 from then on; TSV1 lends its 100 until then.
  expect(rows(order)).toEqual([
    'BNE1 voicePorts: needed 32, held 0, 32 re-issued, order 0',
    'BNE1 voiceMailUsers: needed 1200, held 0, 100 from qld, 1000 re-issued, order 600, 500 of them later',
    'BNE1 secondaryServer: needed 1, held 0, 1 re-issued, order 0',
    'TSV1 voicePorts: needed 8, held 8, order 8, 8 of them later',
    'TSV1 voiceMailUsers: needed 400, held 500, 0 from qld, order 0, 100 lent',
    'qld voiceMailUsers: needed 1600 = 1200+400, held 500, 1000 re-issued, order 600, 500 of them later',
  ])
  expect(order.proofs).toEqual([
    { pool: 'qld', feature: 'voiceMailUsers', held: 500, lapsing: 500, reissued: 1000, ordered: 600, used: 1600, members: 2 },
  ])
})

test('what is issued anew counts towards a published maximum', async () => {
  const maximums = `---\napiVersion: cuspec/v1\nkind: Maximums\nmetadata: { name: m }\nsource: { title: Platforms, section: A }\nmaximums: [{ what: voicePorts, from: 4.0(5), to: 4.0(5), value: 40 }]\n`
  const order = await ordered(
    `${head('brisbane')}servers:${teamed('BNE1', 48, 100).replace('role: primary', 'role: standalone')}\n${maximums}`,
  )
  // 32 that move leave 8 of 40: the 16 that are lacking would put the server into shutdown mode.
  expect([lines(order), order.blocked.map(({ of, feature, units }) => `${of} ${feature} ${units}`)]).toEqual([[], ['BNE1 voicePorts 16']])
})
