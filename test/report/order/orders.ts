/** Orders made by hand, for the tests of what is printed of an order. All sums are worked out by hand. */
import { cite } from '../../../src/knowledge/knowledge.ts'
import { moneyOf, times } from '../../../src/licensing/order/money.ts'
import type { Because, LedgerLine, LicenseRequest, OpenItem, Order, OrderedItem, OrderLine } from '../../../src/licensing/order/order.ts'
import type { Place } from '../../../src/model/part.ts'
import type { Where } from '../../../src/report/address.ts'

const lineOf = new Map<Place, number>()

/** A place of which `where` tells the line. */
function place(file: string, line: number, ...path: (string | number)[]): Place {
  const made = { document: { file, number: 1 }, path }
  lineOf.set(made, line)
  return made
}

export const where: Where = (of) => {
  const line = lineOf.get(of) ?? 1
  const range = { start: { line, column: 5 }, end: { line, column: 9 } }
  return { file: of.document.file, document: of.document.number, path: of.path, range }
}

const sydney = 'specs/sydney.cuspec.yaml'
const melbourne = 'specs/melbourne.cuspec.yaml'
const perth = 'specs/perth.cuspec.yaml'
const brisbane = 'specs/brisbane.cuspec.yaml'
const prices = 'prices/2007.cuspec.yaml'

const line = (
  of: string,
  kind: LedgerLine['kind'],
  feature: LedgerLine['feature'],
  needed: number,
  held: number,
  because: readonly Because[],
  more: Partial<LedgerLine> = {},
): LedgerLine => ({
  of,
  kind,
  feature,
  needed,
  held: { sure: held, possible: held },
  reissued: 0,
  toOrder: Math.max(0, needed - held),
  later: 0,
  undecided: 0,
  lent: 0,
  surplus: Math.max(0, held - needed),
  because,
  doubts: [],
  ...more,
})

const item = (row: number, partNumber: string, description: string | undefined, price: number, currency = 'AUD'): OrderedItem => ({
  partNumber,
  description,
  place: place(prices, 10 + row, 'items', row),
  book: 'prices-2007',
  price: moneyOf(price, currency),
})

const ordered = (
  number: number,
  holder: string,
  kind: OrderLine['kind'],
  of: OrderedItem | undefined,
  count: number,
  gives: OrderLine['gives'],
  because: readonly Because[],
  more: Partial<OrderLine> = {},
): OrderLine => ({
  number,
  holder,
  kind,
  pool: undefined,
  item: of,
  count,
  gives,
  takes: [],
  amount: of && times(of.price, count),
  orderBy: undefined,
  expires: undefined,
  expiring: [],
  late: 0,
  because,
  ...more,
})

const sydneyPorts: Because = { place: place(sydney, 22, 'servers', 0, 'ports', 0), of: 'SYD-UNITY1', amount: 28 }
const sydneyMwi: Because = { place: place(sydney, 23, 'servers', 0, 'ports', 1), of: 'SYD-UNITY1', amount: 4 }
const sydneyUm: Because = { place: place(sydney, 26, 'servers', 0, 'users', 'unifiedMessaging'), of: 'SYD-UNITY1', amount: 150 }
const sydneyVm: Because = { place: place(sydney, 25, 'servers', 0, 'users', 'voiceMail'), of: 'SYD-UNITY1', amount: 400 }
const sydneyAmis: Because = { place: place(sydney, 29, 'servers', 0, 'features', 0), of: 'SYD-UNITY1', amount: 1 }
const sydneyPair: Because = { place: place(sydney, 55, 'failover', 0), of: 'SYD-UNITY1', amount: 1 }
const melbourneUm: Because = { place: place(melbourne, 18, 'servers', 0, 'users', 'unifiedMessaging'), of: 'MEL-UNITY1', amount: 310 }
const melbourneVm: Because = { place: place(melbourne, 17, 'servers', 0, 'users', 'voiceMail'), of: 'MEL-UNITY1', amount: 290 }
const melbourneTts: Because = { place: place(melbourne, 21, 'servers', 0, 'ttsSessions'), of: 'MEL-UNITY1', amount: 4 }
const perthVm: Because = { place: place(perth, 14, 'servers', 0, 'users', 'voiceMail'), of: 'PER-UNITY1', amount: 350 }
const perthFax: Because = { place: place(perth, 16, 'servers', 0, 'faxPorts'), of: 'PER-UNITY1', amount: 4 }
const bridgeNeed: Because = { place: place(sydney, 62, 'bridges', 0, 'sessions'), of: 'SYD-BRIDGE1', amount: 12 }
const brisbanePorts: Because = { place: place(brisbane, 11, 'servers', 0, 'ports', 0), of: 'BNE-UNITY1', amount: 16 }
const darwinPorts: Because = { place: place(brisbane, 31, 'servers', 1, 'ports', 0), of: 'DRW-UNITY1', amount: 96 }

const licensesOfBrisbane: OpenItem = {
  missing: 'its licences',
  of: 'BNE-UNITY1',
  find: 'License Info Viewer on BNE-UNITY1, or the files in commserver\\licenses',
  place: place(brisbane, 7, 'servers', 0),
  decides: true,
}
const pakOfSydney: OpenItem = {
  missing: 'the Product Authorization Key',
  of: 'SYD-UNITY1',
  find: 'the sticker on the CD jewel case, or the serial number card',
  place: undefined,
  decides: false,
}
const newMac: OpenItem = {
  missing: 'the MAC of the new NIC',
  of: 'MEL-UNITY1',
  find: 'ipconfig /all on MEL-UNITY1, Physical Address of the first adapter',
  place: place(melbourne, 24, 'servers', 0, 'nics', 0),
  decides: false,
}

const organization = {
  label: 'Organization',
  value: 'Example Pty Ltd',
  why: undefined,
  mayStayBlank: false,
  place: place(sydney, 8, 'organization'),
}
const contact = {
  label: 'E-mail address for the licence',
  value: 'voice-team@example.com',
  why: undefined,
  mayStayBlank: false,
  place: place(sydney, 9, 'contact'),
}

const wizard = ['tool-license-wizard', 'licenses-are-cumulative']

const requests: readonly LicenseRequest[] = [
  {
    kind: 'add',
    of: 'SYD-UNITY1',
    title: 'Add features to the licence of SYD-UNITY1',
    why: 'SYD-UNITY1 needs 4 voice ports and AMIS networking more than it holds, and the pool anz 60 unified messaging users.',
    lines: [1, 2, 3, 4],
    fields: [
      organization,
      {
        label: 'Product Authorization Key (PAK)',
        value: undefined,
        why: 'on the sticker of the CD jewel case, in the form UNTY-XX-XX-XXXXXX',
        mayStayBlank: false,
        place: undefined,
      },
      {
        label: 'MAC address',
        value: '020BCD112235',
        why: 'the virtual MAC of the team: its NICs are teamed',
        mayStayBlank: false,
        place: place(sydney, 34, 'servers', 0, 'team', 'virtualMac'),
      },
      contact,
    ],
    steps: [
      { phase: 'buy', on: undefined, says: 'Buy lines 1 to 4 and keep the PAK of each.', facts: [] },
      {
        phase: 'request',
        on: undefined,
        says: 'Register each PAK with the virtual MAC, typed as twelve digits.',
        facts: ['host-is-virtual-mac'],
      },
      { phase: 'receive', on: undefined, says: 'Wait for the licence file; keep it as it is.', facts: ['license-lines-are-signed'] },
      {
        phase: 'install',
        on: 'SYD-UNITY1',
        says: 'Add the file in the License File Install Wizard; leave the files that are on its list.',
        facts: wizard,
      },
      { phase: 'install', on: 'SYD-UNITY1', says: 'Restart the server.', facts: ['licenses-are-installed'] },
      { phase: 'verify', on: 'SYD-UNITY1', says: 'Open License Info Viewer.', facts: ['tool-license-info-viewer'] },
      {
        phase: 'verify',
        on: 'SYD-UNITY2',
        says: 'See that the licensing applet shows what the primary has.',
        facts: ['failover-replicates'],
      },
    ],
    shows: [
      { feature: 'voicePorts', units: 32 },
      { feature: 'unifiedMessagingUsers', units: 260 },
      { feature: 'amis', units: 1 },
    ],
    open: [pakOfSydney],
    cites: [cite('failover-on-primary')],
  },
  {
    kind: 're-host',
    of: 'MEL-UNITY1',
    title: 'Have the licence of MEL-UNITY1 re-issued for its new NIC',
    why: 'The licence is tied to 000BCD445566, and the spec no longer has that NIC.',
    lines: [5],
    fields: [
      {
        label: 'Old MAC address',
        value: '000BCD445566',
        why: 'the host id of the licence',
        mayStayBlank: false,
        place: place(melbourne, 28, 'servers', 0, 'licenses', 0, 'hostId'),
      },
      {
        label: 'New MAC address',
        value: undefined,
        why: 'the first NIC: there is no team',
        mayStayBlank: false,
        place: newMac.place,
      },
      { label: 'Reason', value: 'the NIC was replaced', why: undefined, mayStayBlank: false, place: undefined },
    ],
    steps: [
      {
        phase: 'request',
        on: undefined,
        says: 'Send the old and the new MAC address and the reason to the licensing team.',
        facts: ['rehost'],
      },
      { phase: 'install', on: 'MEL-UNITY1', says: 'Add the new file in the License File Install Wizard.', facts: wizard },
    ],
    shows: [{ feature: 'unifiedMessagingUsers', units: 200 }],
    open: [newMac],
    cites: [cite('rehost')],
  },
  {
    kind: 'bridge',
    of: 'SYD-BRIDGE1',
    title: 'Request a Bridge licence for SYD-BRIDGE1',
    why: 'The Bridge uses 12 sessions and 8 are licensed.',
    lines: [7],
    fields: [
      {
        label: 'Cisco Unity Bridge MAC address',
        value: '000BCD998877',
        why: 'the Bridge itself: from Bridge 3.0 on its licence is tied to it',
        mayStayBlank: false,
        place: place(sydney, 64, 'bridges', 0, 'nics', 0, 'mac'),
      },
      contact,
    ],
    steps: [{ phase: 'request', on: undefined, says: 'Use the Bridge licence page.', facts: ['bridge-license-on-bridge-mac'] }],
    shows: [{ feature: 'bridgeSessions', units: 12 }],
    open: [],
    cites: [cite('bridge-license-on-bridge-mac')],
  },
  {
    kind: 'dongle-update',
    of: 'PER-UNITY1',
    title: 'Request a text file for the dongle of PER-UNITY1',
    why: '3.1(5) has its licences on the dongle, which grants 50 voice mail users too few.',
    lines: [6],
    fields: [
      {
        label: 'Serial Number',
        value: '00123456',
        why: 'printed on the dongle',
        mayStayBlank: false,
        place: place(perth, 20, 'servers', 0, 'dongle', 'serial'),
      },
      {
        label: 'Currently Installed Key Code',
        value: undefined,
        why: 'the form calls it required, and takes it empty',
        mayStayBlank: true,
        place: undefined,
      },
    ],
    steps: [
      {
        phase: 'install',
        on: 'PER-UNITY1',
        says: 'Start > Programs > Unity > Upgrade License, then Upgrade System.',
        facts: ['tool-upgrade-license'],
      },
      { phase: 'verify', on: 'PER-UNITY1', says: 'Open Key Dump.', facts: ['tool-key-dump'] },
    ],
    shows: [{ feature: 'voiceMailUsers', units: 350 }],
    open: [],
    cites: [cite('licenses-on-dongle')],
  },
]

/** Two servers in a pool, one of them a primary; a Bridge; a server with a dongle; one without known licences, and one that is too large. */
export const realistic: Order = {
  asOf: ['2007-03-01'],
  leadDays: 14,
  growth: [],
  ledger: [
    line('SYD-UNITY1', 'server', 'voicePorts', 32, 28, [sydneyPorts, sydneyMwi]),
    line('SYD-UNITY1', 'server', 'voiceMailUsers', 400, 500, [sydneyVm]),
    line('SYD-UNITY1', 'server', 'unifiedMessagingUsers', 150, 200, [sydneyUm]),
    line('SYD-UNITY1', 'server', 'amis', 1, 0, [sydneyAmis]),
    line('SYD-UNITY1', 'server', 'secondaryServer', 1, 1, [sydneyPair]),
    line('SYD-UNITY1', 'server', 'ttsSessions', 0, 0, []),
    line('MEL-UNITY1', 'server', 'voiceMailUsers', 290, 200, [melbourneVm], {
      toOrder: 0,
      shared: { by: 'pool', name: 'anz', amount: 90 },
    }),
    line('MEL-UNITY1', 'server', 'unifiedMessagingUsers', 310, 200, [melbourneUm], {
      toOrder: 0,
      shared: { by: 'pool', name: 'anz', amount: 110 },
    }),
    line('MEL-UNITY1', 'server', 'ttsSessions', 4, 4, [melbourneTts], { toOrder: 4, later: 4 }),
    line('PER-UNITY1', 'server', 'voiceMailUsers', 350, 300, [perthVm]),
    line('PER-UNITY1', 'server', 'faxPorts', 4, 4, [perthFax]),
    line('BNE-UNITY1', 'server', 'voicePorts', 16, 0, [brisbanePorts], {
      held: { sure: 0, possible: Number.POSITIVE_INFINITY },
      toOrder: 0,
      undecided: 16,
      doubts: [{ missing: 'its licences', of: 'BNE-UNITY1' }],
    }),
    line('DRW-UNITY1', 'server', 'voicePorts', 96, 48, [darwinPorts]),
    line('anz', 'pool', 'voiceMailUsers', 690, 700, [sydneyVm, melbourneVm]),
    line('anz', 'pool', 'unifiedMessagingUsers', 460, 400, [sydneyUm, melbourneUm]),
    line('SYD-BRIDGE1', 'bridge', 'bridgeSessions', 12, 8, [bridgeNeed]),
  ],
  fleet: [
    {
      feature: 'voicePorts',
      needed: 144,
      held: { sure: 76, possible: Number.POSITIVE_INFINITY },
      reissued: 0,
      later: 0,
      toOrder: 52,
      undecided: 16,
      surplus: 0,
    },
    {
      feature: 'voiceMailUsers',
      needed: 1040,
      held: { sure: 1000, possible: 1000 },
      reissued: 0,
      later: 0,
      toOrder: 50,
      undecided: 0,
      surplus: 10,
    },
    {
      feature: 'unifiedMessagingUsers',
      needed: 460,
      held: { sure: 400, possible: 400 },
      reissued: 0,
      later: 0,
      toOrder: 60,
      undecided: 0,
      surplus: 0,
    },
    { feature: 'amis', needed: 1, held: { sure: 0, possible: 0 }, reissued: 0, later: 0, toOrder: 1, undecided: 0, surplus: 0 },
    { feature: 'bridgeSessions', needed: 12, held: { sure: 8, possible: 8 }, reissued: 0, later: 0, toOrder: 4, undecided: 0, surplus: 0 },
  ],
  proofs: [
    { pool: 'anz', feature: 'voiceMailUsers', held: 690, lapsing: 0, ordered: 0, used: 690, members: 2 },
    { pool: 'anz', feature: 'unifiedMessagingUsers', held: 400, lapsing: 0, ordered: 60, used: 460, members: 2 },
  ],
  lines: [
    ordered(
      1,
      'SYD-UNITY1',
      'server',
      item(0, 'UNITY-PORT', 'One session', 350.5),
      4,
      [{ feature: 'voicePorts', units: 4 }],
      [sydneyPorts, sydneyMwi],
    ),
    ordered(2, 'SYD-UNITY1', 'server', undefined, 1, [{ feature: 'amis', units: 1 }], [sydneyAmis]),
    ordered(
      3,
      'SYD-UNITY1',
      'server',
      item(1, 'UNITY-UM-50', '50 users of unified messaging', 4000),
      1,
      [{ feature: 'unifiedMessagingUsers', units: 50 }],
      [sydneyUm, melbourneUm],
      { pool: 'anz' },
    ),
    ordered(
      4,
      'SYD-UNITY1',
      'server',
      item(2, 'UNITY-VM-TO-UM-10', undefined, 300),
      1,
      [{ feature: 'unifiedMessagingUsers', units: 10 }],
      [sydneyUm, melbourneUm],
      { pool: 'anz', takes: [{ feature: 'voiceMailUsers', units: 10 }] },
    ),
    ordered(
      5,
      'MEL-UNITY1',
      'server',
      item(3, 'UNITY-TTS', 'One RealSpeak session', 99.95),
      4,
      [{ feature: 'ttsSessions', units: 4 }],
      [melbourneTts],
      {
        orderBy: '2007-04-17',
        expires: '2007-05-01',
        expiring: ['MEL-UNITY1'],
      },
    ),
    ordered(
      6,
      'PER-UNITY1',
      'server',
      item(4, 'UNITY3-VM-50', '50 users of voice mail', 2500),
      1,
      [{ feature: 'voiceMailUsers', units: 50 }],
      [perthVm],
    ),
    ordered(
      7,
      'SYD-BRIDGE1',
      'bridge',
      item(5, 'BRIDGE-4', 'Four Bridge sessions', 2000, 'USD'),
      1,
      [{ feature: 'bridgeSessions', units: 4 }],
      [bridgeNeed],
    ),
  ],
  blocked: [
    {
      of: 'DRW-UNITY1',
      kind: 'server',
      feature: 'voicePorts',
      units: 48,
      reason: '96 voice ports, but 4.0(5) publishes at most 72 for one server, which no licence mends.',
      place: darwinPorts.place,
      cites: [cite('excess-over-maximum')],
    },
  ],
  // 4 x 350.50; 4 x 99.95; 2,500; 4,000 + 300; and in another currency 2,000.
  totals: [
    { of: 'SYD-UNITY1', kind: 'server', amount: moneyOf(1402, 'AUD') },
    { of: 'MEL-UNITY1', kind: 'server', amount: moneyOf(399.8, 'AUD') },
    { of: 'PER-UNITY1', kind: 'server', amount: moneyOf(2500, 'AUD') },
    { of: 'anz', kind: 'pool', amount: moneyOf(4300, 'AUD') },
    { of: 'SYD-BRIDGE1', kind: 'bridge', amount: moneyOf(2000, 'USD') },
    { of: 'fleet', kind: 'fleet', amount: moneyOf(8601.8, 'AUD') },
    { of: 'fleet', kind: 'fleet', amount: moneyOf(2000, 'USD') },
  ],
  requests,
  open: [licensesOfBrisbane, pakOfSydney, newMac],
  optimality: { proven: false, unproven: ['anz'] },
  unread: 1,
  errors: 0,
}

/** All that is needed is held. */
export const nothing: Order = {
  asOf: ['2007-03-01'],
  leadDays: 1,
  growth: [],
  ledger: [line('SYD-UNITY1', 'server', 'voicePorts', 32, 32, [sydneyPorts, sydneyMwi])],
  fleet: [
    { feature: 'voicePorts', needed: 32, held: { sure: 32, possible: 32 }, reissued: 0, later: 0, toOrder: 0, undecided: 0, surplus: 0 },
  ],
  proofs: [],
  lines: [],
  blocked: [],
  totals: [],
  requests: [],
  open: [],
  optimality: { proven: true, unproven: [] },
  unread: 0,
  errors: 0,
}

/** 20 % more users: 480 instead of 400. */
export const grown: Order = {
  ...nothing,
  growth: ['users=20%'],
  ledger: [line('SYD-UNITY1', 'server', 'voiceMailUsers', 480, 410, [sydneyVm], { today: { needed: 400, toOrder: 0, undecided: 0 } })],
  fleet: [
    {
      feature: 'voiceMailUsers',
      needed: 480,
      held: { sure: 410, possible: 410 },
      reissued: 0,
      later: 0,
      toOrder: 70,
      undecided: 0,
      surplus: 0,
      today: { needed: 400, toOrder: 0, undecided: 0 },
    },
  ],
  lines: [ordered(1, 'SYD-UNITY1', 'server', undefined, 70, [{ feature: 'voiceMailUsers', units: 70 }], [sydneyVm])],
}
