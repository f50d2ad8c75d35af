/** Quotes that came back on an order. Every expected figure is added up by hand from the rows above it. */
import { describe, expect, test } from 'vitest'
import { moneyOf } from '../../../src/licensing/order/money.ts'
import type { OrderedItem } from '../../../src/licensing/order/order.ts'
import { fleetOf, grant, orderOf, remarksOf, saying, verdicts, verifying } from './returned.ts'

const book = `
apiVersion: cuspec/v1
kind: PriceBook
metadata: { name: list-2007 }
currency: AUD
items:
  - { partNumber: P16, packSize: 16, price: 4000.5, from: 4.0(1), entitles: { voicePorts: 1 } }
  - { partNumber: P8, packSize: 8, price: 2100, from: 4.0(1), entitles: { voicePorts: 1 } }
  - { partNumber: OLD-P16, packSize: 16, price: 3000, to: 3.1(6), entitles: { voicePorts: 1 } }
  - { partNumber: U100, packSize: 100, price: 12.125, entitles: { voiceMailUsers: 1 } }
`
const fleet = await fleetOf(
  `
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]
    licenses: []
  - name: MEL-UNITY1
    version: 5.0(1)
    nics: [{ name: nic1, mac: 00-00-00-11-22-43 }]
    licenses: []
  - name: PER-UNITY1
    version: 3.1(5)
    dongle: { serial: "00345678" }
    licenses: []
pools: [{ name: anz, members: [SYD-UNITY1, MEL-UNITY1] }]
`,
  {},
  book,
)
const item = (partNumber: string, price: number): OrderedItem => ({
  partNumber,
  description: undefined,
  place: { document: { file: '1.cuspec.yaml', number: 1 }, path: ['items', 0] },
  book: 'list-2007',
  price: moneyOf(price, 'AUD'),
})
const P16 = item('P16', 4000.5)
const U100 = item('U100', 12.125)
/** 48 ports and 200 users for Sydney, 16 ports for Melbourne. */
const order = orderOf(
  { for: 'SYD-UNITY1', item: P16, count: 3, gives: { voicePorts: 48 } },
  { for: 'SYD-UNITY1', item: U100, count: 2, gives: { voiceMailUsers: 200 } },
  { for: 'MEL-UNITY1', item: P16, count: 1, gives: { voicePorts: 16 } },
)
const received = ['1 voicePorts 48/48 received', '2 voiceMailUsers 200/200 received', '3 voicePorts 16/16 received']
const csv = (...rows: readonly string[]): Record<string, string> => ({ 'q.csv': rows.map((row) => `${row}\r\n`).join('') })

// The columns in which an order is written as CSV.
const head = 'number,for,kind,pool,host id,part number,description,count,gives,unit price,amount,currency,order by,because'
const own = [
  head,
  '1,SYD-UNITY1,server,,000BCD112233,P16,"16 ports, a pack",3,48 voice ports,4000.50,12001.50,AUD,,sydney.cuspec.yaml:7',
  '2,SYD-UNITY1,server,anz,000BCD112233,U100,,2,200 voice mail users,12.125,24.250,AUD,2007-04-01,',
  '3,MEL-UNITY1,server,,000000112243,P16,,1,16 voice ports,4000.50,4000.50,AUD,,',
]

describe('the order itself', () => {
  test('as CSV', async () => {
    const found = await verifying(order, fleet, csv(...own))
    expect(verdicts(found)).toEqual(received)
    expect(found).toMatchObject({ short: false, others: [] })
  })

  test('as a spreadsheet of a country with commas saves it, which drops the zeros before a number', async () => {
    const text = own.map((row) =>
      row
        .replace('"16 ports, a pack"', 'ports')
        .replaceAll(',', ';')
        .replace('000000112243', '112243')
        .replaceAll('.50', ',50')
        .replaceAll('12.125', '12,125'),
    )
    const found = await verifying(order, fleet, csv(...text))
    expect(verdicts(found)).toEqual(received)
    expect(found.others).toEqual([])
  })

  test('as JSON', async () => {
    const lines = order.lines.map(({ number, holder, count, gives, item }) => ({
      number,
      holder,
      item: item && { partNumber: item.partNumber, description: null },
      count,
      gives,
      expires: '2007-05-01',
    }))
    const found = await verifying(order, fleet, { 'q.json': JSON.stringify({ formatVersion: '1', lines }) })
    expect(verdicts(found)).toEqual(received)
  })

  test('without a price book, in units', async () => {
    const plain = orderOf({ for: 'SYD-UNITY1', gives: { voicePorts: 48 } }, { for: 'SYD-UNITY1', gives: { amis: 1 } })
    const found = await verifying(
      plain,
      fleet,
      csv(head, '1,SYD-UNITY1,server,,,,,48,48 voice ports,,,,,', '2,SYD-UNITY1,server,,,,,1,AMIS networking,,,,,'),
    )
    expect(verdicts(found)).toEqual(['1 voicePorts 48/48 received', '2 amis 1/1 received'])
  })
})

describe('which line a row is for', () => {
  test('by part number, in the order of the lines', async () => {
    const found = await verifying(order, fleet, csv('sku,qty', 'P16,4', 'U100,2'))
    expect(verdicts(found)).toEqual(received)
  })

  test('by part number and machine, or host id', async () => {
    const one = await verifying(order, fleet, csv('sku,qty,for', 'P16,1,MEL-UNITY1'))
    expect(verdicts(one)).toEqual(['1 voicePorts 0/48 short', '2 voiceMailUsers 0/200 short', '3 voicePorts 16/16 received'])
    const two = await verifying(order, fleet, csv('sku,qty,mac', 'P16,1,00-00-00-11-22-43'))
    expect(verdicts(two)).toEqual(verdicts(one))
  })

  test("not by a number that is the vendor's own", async () => {
    const found = await verifying(order, fleet, csv('line,sku,qty,for', '1,U100,2,', '2,P16,4,'))
    expect(verdicts(found)).toEqual(received)
  })

  test('by feature and host id, whatever the order of the rows', async () => {
    const plain = orderOf(
      { for: 'SYD-UNITY1', gives: { voiceMailUsers: 50 } },
      { for: 'MEL-UNITY1', gives: { voiceMailUsers: 50 } },
      { for: 'PER-UNITY1', gives: { voiceMailUsers: 50 } },
    )
    const hosts = ['00345678', '000000112243', '000BCD112233']
    const whole = ['1 voiceMailUsers 50/50 received', '2 voiceMailUsers 50/50 received', '3 voiceMailUsers 50/50 received']
    const rows = hosts.map((host) => `${host},voiceMailUsers,50`)
    for (const all of [rows, [...rows].reverse()])
      expect(verdicts(await verifying(plain, fleet, csv('host id,feature,quantity', ...all)))).toEqual(whole)
    // A vendor counts rows of its own, and a spreadsheet drops zeros.
    const numbered = ['1,345678', '2,112243', '3,00-0B-CD-11-22-33'].map((row) => `${row},voiceMailUsers,50`)
    expect(verdicts(await verifying(plain, fleet, csv('line,host id,feature,quantity', ...numbered)))).toEqual(whole)
    // One that names no machine leaves the lines of others to them.
    const loose = await verifying(plain, fleet, csv('host id,feature,quantity', ',voiceMailUsers,100', '000BCD112233,voiceMailUsers,50'))
    expect(verdicts(loose)).toEqual(whole)
    const only = await verifying(plain, fleet, csv('host id,feature,quantity', '000000112243,voiceMailUsers,50'))
    expect(verdicts(only)).toEqual(['1 voiceMailUsers 0/50 short', '2 voiceMailUsers 50/50 received', '3 voiceMailUsers 0/50 short'])
  })

  test('a row without machine leaves packs of others to them', async () => {
    const found = await verifying(order, fleet, csv('sku,qty,host id', 'P16,3,', 'P16,3,000BCD112233', 'U100,2,'))
    // The three for Sydney fill line 1, so that one of the others goes to Melbourne, and two are more than ordered.
    expect(verdicts(found)).toEqual([
      '1 voicePorts 48/48 received',
      '2 voiceMailUsers 200/200 received',
      '3 voicePorts 48/16 surplus surplus',
    ])
  })

  test('by feature and units', async () => {
    const plain = orderOf({ for: 'SYD-UNITY1', gives: { voicePorts: 48 } }, { for: 'MEL-UNITY1', gives: { voicePorts: 16 } })
    const found = await verifying(plain, fleet, csv('feature,units,server', 'Voice Ports,16,MEL-UNITY1', 'voicePorts,40,SYD-UNITY1'))
    expect(verdicts(found)).toEqual(['1 voicePorts 40/48 short', '2 voicePorts 16/16 received'])
  })

  test('by what another item of the price book grants', async () => {
    const found = await verifying(order, fleet, csv('sku,qty', 'P8,6', 'P16,1', 'U100,2'))
    // One pack of 16 goes to line 1, and six of 8 fill its other 32 and Melbourne's 16.
    expect(verdicts(found)).toEqual([
      '1 voicePorts 48/48 received substitute',
      '2 voiceMailUsers 200/200 received',
      '3 voicePorts 16/16 received substitute',
    ])
    expect(remarksOf(found)).toEqual([
      'q.csv:2 substitute: 32 voice ports by P8, where P16 was ordered',
      'q.csv:2 substitute: 16 voice ports by P8, where P16 was ordered',
    ])
  })

  test('nothing that was ordered', async () => {
    const found = await verifying(
      order,
      fleet,
      csv('sku,qty', 'CABLE,2', ...own.slice(1).map((row) => `${row.split(',')[5]},${row.includes('P16') ? 2 : 2}`)),
    )
    expect(saying(found.others)).toEqual(['q.csv:2 not-ordered: 2 × CABLE: no order line asks for that'])
  })
})

describe('what is amiss', () => {
  test('too few, too many', async () => {
    const found = await verifying(order, fleet, csv('number,part,qty', '1,P16,2', '2,U100,3', '3,P16,1'))
    expect(verdicts(found)).toEqual(['1 voicePorts 32/48 short', '2 voiceMailUsers 300/200 surplus surplus', '3 voicePorts 16/16 received'])
    expect(found.short).toBe(true)
  })

  test('the wrong machine, by name, MAC or dongle', async () => {
    const found = await verifying(order, fleet, csv('number,qty,host id', '1,3,000000112243', '2,2,000BCD1122', '3,1,to follow'))
    expect(verdicts(found)).toEqual([
      '1 voicePorts 0/48 short wrong-host',
      '2 voiceMailUsers 0/200 short wrong-host',
      '3 voicePorts 16/16 received not-understood',
    ])
    expect(remarksOf(found)).toEqual([
      'q.csv:2 wrong-host: host id 000000112243, the MAC of nic1 of MEL-UNITY1, but the licence of SYD-UNITY1 is tied to 000BCD112233, the MAC of its first NIC, nic1',
      'q.csv:3 wrong-host: host id 000BCD1122: 10 hexadecimal digits, but a MAC address has 12; the licence of SYD-UNITY1 is tied to 000BCD112233, the MAC of its first NIC, nic1',
      'q.csv:4 not-understood: `to follow` is no host id that can be read',
    ])
    const perth = orderOf({ for: 'PER-UNITY1', gives: { voicePorts: 8 } })
    expect(verdicts(await verifying(perth, fleet, csv('number,qty,host id', '1,8,345678')))).toEqual(['1 voicePorts 8/8 received'])
    expect(remarksOf(await verifying(perth, fleet, csv('number,qty,host id', '1,8,345687')))).toEqual([
      'q.csv:2 wrong-host: dongle 345687, but the licence of PER-UNITY1 is on the dongle 00345678 of PER-UNITY1',
    ])
    const other = await verifying(order, fleet, csv('sku,qty,for', 'U100,2,MEL-UNITY1'))
    expect(remarksOf(other)).toEqual(['q.csv:2 wrong-host: for MEL-UNITY1, but ordered for SYD-UNITY1'])
    expect(verdicts(other)[1]).toBe('2 voiceMailUsers 0/200 short wrong-host')
  })

  test('a name that no machine has', async () => {
    const plain = orderOf({ for: 'SYD-UNITY1', gives: { voicePorts: 16 } }, { for: 'MEL-UNITY1', gives: { voicePorts: 8 } })
    const stranger = 'the quote names HBA-UNITY1, and no server or Bridge of the order has that name'
    const whole = await verifying(plain, fleet, csv('for,feature,quantity', 'HBA-UNITY1,voicePorts,16', 'X,voicePorts,8'))
    expect(verdicts(whole)).toEqual([
      '1 voicePorts 0/16 undecided not-understood not-understood',
      '2 voicePorts 0/8 undecided not-understood not-understood',
    ])
    expect(remarksOf(whole)[0]).toBe(`q.csv:2 not-understood: ${stranger}`)
    expect(whole.short).toBe(true)
    // What surely came is counted first; what is left of a line may be that.
    const part = await verifying(plain, fleet, csv('for,feature,quantity', 'HBA-UNITY1,voicePorts,7', 'syd-unity1,voicePorts,16'))
    expect(verdicts(part)).toEqual(['1 voicePorts 16/16 received', '2 voicePorts 0/8 short not-understood'])
    expect(part.lines[1]?.possible).toBe(7)
    const full = await verifying(
      plain,
      fleet,
      csv('for,feature,units', 'SYD-UNITY1,voicePorts,16', 'MEL-UNITY1,voicePorts,8', 'HBA-UNITY1,voicePorts,8'),
    )
    expect(verdicts(full)).toEqual(['1 voicePorts 16/16 received', '2 voicePorts 8/8 received'])
    expect(saying(full.others)).toEqual([`q.csv:4 not-understood: ${stranger}`])
  })

  test('nor may packs for it be those that were ordered, but where a host id tells', async () => {
    const packs = await verifying(order, fleet, csv('sku,qty,for', 'P16,4,HBA-UNITY1', 'U100,2,HBA-UNITY1'))
    expect(verdicts(packs)).toEqual([
      '1 voicePorts 0/48 undecided not-understood',
      '2 voiceMailUsers 0/200 undecided not-understood',
      '3 voicePorts 0/16 undecided not-understood',
    ])
    const tied = await verifying(order, fleet, csv('sku,qty,for,host id', 'P16,1,Example Pty Ltd,000000112243'))
    expect(verdicts(tied)[2]).toBe('3 voicePorts 16/16 received not-understood')
    const upgrade = orderOf({ for: 'SYD-UNITY1', item: item('UPG', 1), count: 1, gives: {} })
    expect(verdicts(await verifying(upgrade, fleet, csv('sku,qty,for', 'UPG,1,X')))).toEqual(['1 - 0/1 undecided not-understood'])
  })

  test('users for a member of the pool whose maximum they exceed fulfil nothing', async () => {
    const bounded = await fleetOf(
      `
servers:
  - { name: A, version: 4.0(5), nics: [{ name: nic1, mac: 000BCD000001 }], licenses: [] }
  - name: B
    platform: PLB
    version: 4.0(5)
    nics: [{ name: nic1, mac: 000BCD000002 }]
    licenses: [{ kind: declared, hostId: 000BCD000002, expires: permanent, entitlements: { voiceMailUsers: 100 } }]
pools: [{ name: p, members: [A, B] }]
`,
      {},
      'apiVersion: cuspec/v1\nkind: Maximums\nmetadata: { name: m }\nsource: { title: T }\nmaximums: [{ what: voiceMailUsers, platform: PLB, value: 150 }]\n',
    )
    const plain = orderOf({ for: 'A', pool: 'p', gives: { voiceMailUsers: 100 } })
    const quoted = (...rows: readonly string[]) => verifying(plain, bounded, csv('for,feature,units', ...rows))
    expect(verdicts(await quoted('B,voiceMailUsers,50'))).toEqual(['1 voiceMailUsers 50/100 short other-member'])
    expect(verdicts(await quoted('B,voiceMailUsers,51'))).toEqual(['1 voiceMailUsers 0/100 short other-member beyond-maximum'])
    const packs = { ...U100, partNumber: 'U' }
    const byPart = orderOf({ for: 'A', pool: 'p', item: packs, count: 1, gives: { voiceMailUsers: 100 } })
    expect(verdicts(await verifying(byPart, bounded, csv('sku,qty,host id', 'U,1,000BCD000002')))).toEqual([
      '1 voiceMailUsers 0/100 short other-member beyond-maximum',
    ])
  })

  test('another member of the pool is remarked, and users count', async () => {
    const pooled = orderOf({ for: 'SYD-UNITY1', pool: 'anz', item: U100, count: 2, gives: { voiceMailUsers: 200 } })
    const found = await verifying(pooled, fleet, csv('sku,qty,for,host id', 'U100,1,MEL-UNITY1,', 'U100,1,,000000112243'))
    expect(verdicts(found)).toEqual(['1 voiceMailUsers 200/200 received other-member other-member'])
    expect(remarksOf(found)[0]).toBe(
      'q.csv:2 other-member: for MEL-UNITY1, but ordered for SYD-UNITY1; users of a pool count together, so that they count for anz',
    )
    const bundle = orderOf({ for: 'SYD-UNITY1', pool: 'anz', item: P16, count: 1, gives: { voiceMailUsers: 100, voicePorts: 16 } })
    expect(verdicts(await verifying(bundle, fleet, csv('sku,qty,for', 'P16,1,MEL-UNITY1')))[0]).toBe(
      '1 voiceMailUsers 0/100 short wrong-host',
    )
    const ports = orderOf({ for: 'SYD-UNITY1', pool: 'anz', item: P16, count: 1, gives: { voicePorts: 16 } })
    expect(verdicts(await verifying(ports, fleet, csv('sku,qty,for', 'P16,1,MEL-UNITY1')))).toEqual(['1 voicePorts 0/16 short wrong-host'])
  })

  test('the wrong release class, by release or by part number', async () => {
    const found = await verifying(order, fleet, csv('number,part,qty,release', '1,P16,3,4.0(1)', '2,U100,2,3.1(5)', '3,P16,1,4.0(5)'))
    expect(verdicts(found)).toEqual([
      '1 voicePorts 48/48 received',
      '2 voiceMailUsers 0/200 short wrong-release',
      '3 voicePorts 0/16 short wrong-release',
    ])
    const old = await verifying(order, fleet, csv('part,qty', 'OLD-P16,3'))
    expect(verdicts(old)[0]).toBe('1 voicePorts 0/48 short wrong-release')
    expect(remarksOf(old)).toEqual(['q.csv:2 wrong-release: OLD-P16 is for releases up to 3.1(6), but SYD-UNITY1 runs 4.0(5)'])
  })

  test('an end', async () => {
    const found = await verifying(order, fleet, csv('number,qty,expires', '1,3,2007-05-01', '2,2,permanent', '3,1,next May'))
    expect(verdicts(found)).toEqual([
      '1 voicePorts 0/48 short wrong-expiry',
      '2 voiceMailUsers 200/200 received',
      '3 voicePorts 16/16 received not-understood',
    ])
  })

  test('another price or currency is remarked, and keeps nothing from being received', async () => {
    const found = await verifying(
      order,
      fleet,
      csv('number,qty,unit price,currency', '1,3,"4,200.00",AUD', '2,2,"12,125",aud', '3,1,4000.5,USD'),
    )
    expect(verdicts(found)).toEqual([
      '1 voicePorts 48/48 received price',
      '2 voiceMailUsers 200/200 received',
      '3 voicePorts 16/16 received currency',
    ])
    expect(found.short).toBe(false)
    expect(remarksOf(found)).toEqual([
      'q.csv:2 price: quoted at 4200.00 each, but the price book list-2007 has AUD 4,000.50',
      'q.csv:4 currency: quoted in USD, but the price book list-2007 is in AUD',
    ])
  })

  test('so is that of a row by feature, where one unit is one item, and none is missed', async () => {
    const single = { ...U100, partNumber: 'U1' }
    const plain = orderOf({ for: 'SYD-UNITY1', item: single, count: 8, gives: { voiceMailUsers: 8 } })
    const quoted = async (head: string, row: string) => remarksOf(await verifying(plain, fleet, csv(head, row)))
    expect(await quoted('feature,units,price', 'voiceMailUsers,8,13')).toEqual([
      'q.csv:2 price: quoted at 13 each, but the price book list-2007 has AUD 12.125',
    ])
    expect(await quoted('feature,units,price,currency', 'voiceMailUsers,8,12.125,NZD')).toEqual([
      'q.csv:2 currency: quoted in NZD, but the price book list-2007 is in AUD',
    ])
    expect(await quoted('feature,units,price', 'voiceMailUsers,8,')).toEqual([])
    expect(await quoted('sku,qty', 'U1,8')).toEqual([])
    // The price of a pack is not that of a unit.
    expect(remarksOf(await verifying(order, fleet, csv('feature,units,price', 'voiceMailUsers,200,13')))).toEqual([])
  })

  test('a row that cannot be read is said, and what it should bring is short', async () => {
    const found = await verifying(order, fleet, csv('number,qty', '1,-3', '2,2', '3,"1,000"'))
    expect(verdicts(found)).toEqual(['1 voicePorts 0/48 short', '2 voiceMailUsers 200/200 received', '3 voicePorts 0/16 short'])
    expect(saying(found.others)).toEqual([
      'q.csv:2:3 not-understood: `-3` is negative, but a count is not',
      'q.csv:4:3 not-understood: `1,000` is a thousand times more to one reader than to another; write it without a separator',
    ])
  })

  test('one quote twice counts once', async () => {
    const found = await verifying(order, fleet, { ...csv(...own), 'copy.csv': csv(...own)['q.csv'] ?? '' })
    expect(verdicts(found)).toEqual(received)
    expect(saying(found.others)).toEqual(['copy.csv not-understood: it is q.csv once more, byte for byte'])
  })
})

test('a quote and the licence files of one order are not added up', async () => {
  const found = await verifying(order, fleet, { ...csv('number,qty', '1,3'), 'a.lic': grant('LicVoicePortsMax', 40, '000BCD112233') })
  expect(found.lines.map(({ line, by, received, verdict }) => `${line.number} ${by} ${received} ${verdict}`)).toEqual([
    '1 licenses 40 short',
    '1 quote 48 received',
    '2 licenses 0 short',
    '2 quote 0 short',
    '3 licenses 0 short',
    '3 quote 0 short',
  ])
})

test('a line that gives no feature counts in items, and licence files do not tell of it', async () => {
  const upgrade = orderOf({ for: 'SYD-UNITY1', item: item('UPG', 1), count: 1, gives: {} })
  expect(verdicts(await verifying(upgrade, fleet, csv('sku,qty', 'UPG,1')))).toEqual(['1 - 1/1 received'])
  expect(verdicts(await verifying(upgrade, fleet, { 'a.lic': grant('LicVoicePortsMax', 8, '000BCD112233') }))).toEqual([
    '1 - 0/1 undecided not-judged',
  ])
})
