/** First licences, more of them, demos and dongles, by the FAQ (document 23277) and the questions on FLEXlm. */
import { describe, expect, test } from 'vitest'
import type { OrderLine } from '../../../src/licensing/order/order.ts'
import { ask, course, filled, kindsOf, line, missing, shown, textOf, the } from './asked.ts'

const server = (licenses: string, more = '', version = '4.0(5)'): string => `servers:
  - name: SYD
    version: "${version}"
    nics: [{ name: nic1, mac: 00-0b-cd-11-22-33 }, { name: nic2, mac: 00-0B-CD-11-22-34 }]
    ${more}
    ${licenses && `licenses: [${licenses}]`}
`
const ports = line(1, 'SYD', 'voicePorts', 24)
const users = line(2, 'SYD', 'voiceMailUsers', 300)
const bought = '{ kind: declared, hostId: 000BCD112233, expires: permanent, entitlements: { voicePorts: 8, amis: true } }'

describe('the kind of request', () => {
  test.each([
    ['default', '{ kind: default }', 'new', { voicePorts: 24, voiceMailUsers: 300 }],
    ['bought', bought, 'add', { voicePorts: 32, voiceMailUsers: 300, amis: 1 }],
    ['bought and default', `${bought}, { kind: default }`, 'add', { voicePorts: 32, voiceMailUsers: 300, amis: 1 }],
    ['demo', '{ kind: demo, hostId: 000BCD112233, expires: 2007-04-01 }', 'demo-to-permanent', { voicePorts: 24, voiceMailUsers: 300 }],
    [
      'demo that is over',
      '{ kind: demo, hostId: 000BCD112233, expires: 2007-02-01 }',
      'demo-to-permanent',
      { voicePorts: 24, voiceMailUsers: 300 },
    ],
    // A demo beside what was bought may count as well, which is said, but not added up.
    [
      'demo beside bought',
      `${bought}, { kind: demo, hostId: 000BCD112233, expires: 2007-04-01 }`,
      'add',
      { voicePorts: 32, voiceMailUsers: 300, amis: 1 },
    ],
    ['bought and over', bought.replace('permanent', '2007-02-01'), 'add', { voicePorts: 24, voiceMailUsers: 300 }],
  ])('of a server with a licence that is %s', async (_, licenses, kind, shows) => {
    const asked = await ask(server(licenses), { lines: [ports, users] })
    expect(kindsOf(asked)).toEqual([`${kind} SYD`])
    const [request] = asked.requests
    expect(request && shown(request)).toEqual(shows)
    expect(request?.lines).toEqual([1, 2])
    expect(asked.open).toEqual([])
  })

  test('of a server that holds none', async () => {
    expect(kindsOf(await ask(server(' '), { lines: [ports] }))).toEqual(['new SYD'])
  })

  test('of a server of which the spec says nothing: files add up in any case', async () => {
    const asked = await ask(server(''), { lines: [ports] })
    expect(missing(the('add', asked).open)).toEqual(['SYD: licences that it holds already'])
    expect(the('add', asked).open[0]).toMatchObject({ decides: true, find: expect.stringContaining('Licensing') })
  })

  test('no lines, no request', async () => expect(await ask(server(bought))).toEqual({ requests: [], open: [] }))

  test('up to 3.x it is an update of the dongle', async () => {
    const dongle = '{ kind: dongle, serial: "12345678", entitlements: { voicePorts: 8, faxPorts: 2 } }'
    const asked = await ask(server(dongle, '', '3.1(5)'), { lines: [ports, users] })
    const request = the('dongle-update', asked)
    expect(filled(request, 'Serial number of the dongle')).toBe('12345678')
    expect(filled(request, 'MAC address')).toBeUndefined()
    // FAQ: "Although it says the Currently Installed Key Code field is required, you can leave it blank."
    expect(request.fields.find(({ label }) => label === 'Currently installed key code')).toMatchObject({
      value: undefined,
      mayStayBlank: true,
    })
    expect(shown(request)).toEqual({ voicePorts: 32, voiceMailUsers: 300, faxPorts: 2 })
    expect(course(request)).toEqual(['buy', 'request', 'receive', 'install @SYD', 'install @SYD', 'verify @SYD'])
    expect(textOf(request)).toMatch(/AvSysCode\.txt[\s\S]*Upgrade System, then Read From File[\s\S]*Reboot[\s\S]*Key Dump/)
    expect(request.open).toEqual([])
  })
})

describe('what the form asks for', () => {
  test('of a file, in form style', async () => {
    const request = the('new', await ask(server('{ kind: default }'), { lines: [ports] }))
    expect(request.fields.map(({ label, value }) => [label, value])).toEqual([
      ['Organization', 'Example Pty Ltd'],
      ['Product Authorization Key (PAK)', undefined],
      ['MAC address', '000BCD112233'],
      ['Contact e-mail', 'voice@example.com'],
    ])
    expect(request.fields[1]).toMatchObject({ mayStayBlank: false, why: expect.stringContaining('UNTY-XX-XX-XXXXXX') })
    expect(request.fields[2]).toMatchObject({
      why: expect.stringMatching(/first NIC, nic1.*ipconfig/),
      place: { path: ['servers', 0, 'nics', 0, 'mac'] },
    })
    expect(request.open).toEqual([])
  })

  test('the virtual MAC of a team, and which tool finds it where the spec does not say it', async () => {
    const team = (mac: string): string => `team: { type: fault-tolerant, members: [nic1, nic2]${mac} }`
    const known = the('new', await ask(server('{ kind: default }', team(', virtualMac: 020B.CD11.2235')), { lines: [ports] }))
    expect(filled(known, 'MAC address')).toBe('020BCD112235')
    expect(known.cites.map(({ fact }) => fact)).toContain('host-is-virtual-mac')
    const unknown = the('new', await ask(server('{ kind: default }', team('')), { lines: [ports] }))
    expect(filled(unknown, 'MAC address')).toBe('____')
    expect(unknown.open).toMatchObject([
      {
        missing: 'the virtual MAC of the team',
        find: expect.stringContaining('the driver of the teamed NICs on SYD'),
        place: { path: ['servers', 0, 'team', 'virtualMac'] },
        decides: false,
      },
    ])
    // No source says which MAC counts where the team balances load.
    const balancing = the(
      'new',
      await ask(server('{ kind: default }', team('').replace('fault-tolerant', 'load-balancing')), { lines: [ports] }),
    )
    expect(filled(balancing, 'MAC address')).toBe('____')
    expect(missing(balancing.open)).toEqual(['SYD: which MAC a licence is tied to in a load-balancing team, which no source says'])
  })

  test.each(['', 'nics: []\n', 'nics: [{ name: nic1, mac: 00-0B-CD-11-22-3 }]\n'])(
    'ipconfig finds the MAC where the spec has %j',
    async (nics) => {
      const asked = await ask(`servers:\n  - name: SYD\n    version: 4.0(5)\n    licenses: []\n${nics && `    ${nics}`}`, {
        lines: [ports],
      })
      const request = the('new', asked)
      expect(filled(request, 'MAC address')).toBe('____')
      expect(request.open).toMatchObject([
        { of: 'SYD', find: 'ipconfig /all on SYD, Physical Address of the first NIC from the top', decides: false },
      ])
    },
  )

  test('who orders, and where licences are sent, belongs to the deployment', async () => {
    const asked = await ask(server('{ kind: default }'), {
      lines: [ports, line(2, 'PER', 'voicePorts', 8)],
      more: '---\napiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: perth }\nservers: [{ name: PER, version: 4.0(5), nics: [{ name: a, mac: 00-0B-CD-11-22-43 }], licenses: [] }]\n',
    })
    const perth = asked.requests.find(({ of }) => of === 'PER')
    expect(perth && filled(perth, 'Organization')).toBe('____')
    // Said once of the deployment, not of each of its machines.
    expect(perth?.open).toMatchObject([
      {
        of: 'perth',
        missing: expect.stringContaining('organization'),
        place: { document: { number: 2 }, path: ['organization'] },
        decides: false,
      },
      { of: 'perth', missing: expect.stringContaining('e-mail'), place: { document: { number: 2 }, path: ['contact'] }, decides: false },
    ])
  })

  test.each([
    ['', ' '],
    ['', '{ kind: dongle, serial: "1", entitlements: {} }, { kind: dongle, serial: "2", entitlements: {} }'],
  ])('no serial number is made up (%s %s)', async (dongle, licenses) => {
    const request = the('dongle-update', await ask(server(licenses, dongle, '3.1(5)'), { lines: [ports] }))
    expect(filled(request, 'Serial number of the dongle')).toBe('____')
    expect(missing(request.open)).toEqual(['SYD: the serial number of the dongle'])
    expect(request.open[0]?.find).toMatch(/printed on the dongle of SYD.*Key Dump/)
  })

  // FAQ: "If your serial number appears as 00000001, Cisco Unity cannot properly read the dongle or thinks that no dongle is attached."
  test.each([
    ['dongle: { serial: "00000001" }', ''],
    ['', '{ kind: dongle, serial: "00000001", entitlements: {} }'],
    ['dongle: { serial: "00000001" }', '{ kind: dongle, serial: "12345678", entitlements: {} }'],
  ])('of a dongle that cannot be read nothing is asked for before it can (%s %s)', async (dongle, licenses) => {
    const asked = await ask(server(licenses, dongle, '3.1(5)'), { lines: [ports] })
    expect(asked.requests).toEqual([])
    expect(asked.open).toMatchObject([
      {
        of: 'SYD',
        missing:
          'a dongle of SYD that can be read: the serial number 00000001 means that it cannot, or is missing, so that line 1 of the order is not asked for yet',
        find: expect.stringMatching(/parallel or USB port; if it is, removing the dongle driver.*running Key Dump again/),
        decides: true,
      },
    ])
  })

  test('a dongle that can be read is not doubted for another that is listed', async () => {
    const asked = await ask(server('{ kind: dongle, serial: "00000001", entitlements: {} }', 'dongle: { serial: "12345678" }', '3.1(5)'), {
      lines: [ports],
    })
    expect(filled(the('dongle-update', asked), 'Serial number of the dongle')).toBe('12345678')
  })
})

// FLEXlm Q&A: "Upgrade options for these older versions will be limited to increasing ports and/or users."
test('what is no port and no user may not come onto a dongle any more', async () => {
  const all = (['voicePorts', 'voiceMailUsers', 'unifiedMessagingUsers', 'inboxUsers', 'ttsSessions', 'languages', 'amis'] as const).map(
    (feature, index) => line(index + 1, 'SYD', feature, 1),
  )
  const request = the('dongle-update', await ask(server(' ', 'dongle: { serial: "12345678" }', '3.1(5)'), { lines: all }))
  expect(request.open.map(({ missing: words, decides }) => [words.split(' can still')[0], decides])).toEqual([
    ['whether text-to-speech sessions', true],
    ['whether languages', true],
    ['whether AMIS networking', true],
  ])
})

describe('installing a file', () => {
  // FAQ "I received a text file dongle upgrade from Cisco": log on, Tools Depot, wizard, Next, Add, confirm, Finish, restart; then the viewer.
  test('goes by the wizard, and ends in the viewer', async () => {
    const request = the('add', await ask(server(bought), { lines: [ports], leadDays: 3 }))
    expect(course(request)).toEqual(['buy', 'request', 'receive', 'receive', ...Array(4).fill('install @SYD'), 'verify @SYD'])
    expect(textOf(request)).toMatch(
      /24 voice ports[\s\S]*Upgrade License Registration for 4\.0\(5\)[\s\S]*24 hours of the registration; the order reckons 3 days[\s\S]*Notepad[\s\S]*000bcd112233[\s\S]*installation account[\s\S]*License File Install Wizard[\s\S]*Next, then Add, and insert the licence disk in drive A or browse[\s\S]*Double-click[^.]*, choose Next, and Yes if asked[\s\S]*Take no file off the list[\s\S]*choose Next, and Finish[\s\S]*Restart SYD[\s\S]*License Info Viewer.*32 voice ports and AMIS networking/,
    )
    expect(the('new', await ask(server('{ kind: default }'), { lines: [ports] })).steps[1]?.says).toContain(
      'New License Registration for 4.0(5)',
    )
  })

  // The page has two choices; which of them takes additions is not said for files.
  test('a page that is inferred is called so', async () => {
    const pageOf = (request: { readonly steps: readonly { readonly says: string }[] }) => request.steps[1]?.says
    expect(pageOf(the('add', await ask(server(bought), { lines: [ports] })))).toContain(
      "Cisco's Customer Registration page on its web site (for registered customers, with a Cisco login) and choose Voice Products > Cisco Unity Software > Upgrade License Registration for 4.0(5) (inferred; if the page does not take it, try New License Registration).",
    )
    expect(pageOf(the('new', await ask(server(' '), { lines: [ports] })))).not.toContain('inferred')
  })

  test('beside a default licence, or licences that nobody tells, it is the least that is shown', async () => {
    const said = async (licenses: string) => (await ask(server(licenses), { lines: [ports] })).requests.map(textOf).join('')
    expect(await said('{ kind: default }')).toContain(
      'It must show at least 24 voice ports; whether the default licence counts beside it is not known.',
    )
    expect(await said('')).toContain('It must show at least 24 voice ports, beside what it holds already')
    expect(await said(' ')).toContain('It must show 24 voice ports.')
  })

  test('what is bought is added up by kind, with the day by which to order it', async () => {
    const item = {
      partNumber: 'P-8',
      description: 'Eight ports',
      place: { document: { file: 'x', number: 1 }, path: [] },
      book: 'b',
      price: { currency: 'AUD', minor: 1n, decimals: 0 },
    }
    const pack = (number: number, orderBy?: string): OrderLine => line(number, 'SYD', 'voicePorts', 8, { item, count: 1, orderBy })
    const users = (number: number, units: number, orderBy?: string): OrderLine => line(number, 'SYD', 'voiceMailUsers', units, { orderBy })
    const lines = [
      pack(1),
      users(2, 25),
      pack(3, '2007-05-30'),
      users(4, 30, '2007-05-30'),
      line(6, 'SYD', 'amis', 1, { orderBy: '2007-06-01' }),
    ]
    expect(the('add', await ask(server(bought), { lines })).steps[0]?.says).toContain(
      'Buy what lines 1 to 4 and 6 of the order name for SYD from your account team or Cisco Customer Service (1-800-553-6387 in the FAQ of 2007): 2 x P-8 (Eight ports; 1 now, 1 by 2007-05-30), 55 voice mail users (25 now, 30 by 2007-05-30) and AMIS networking (by 2007-06-01).',
    )
    const later = [pack(1, '2007-05-30'), users(2, 25, '2007-05-30')]
    expect(the('add', await ask(server(bought), { lines: later })).steps[0]?.says).toMatch(
      /^Buy by 2007-05-30 what lines 1 and 2 .*: 1 x P-8 \(Eight ports\) and 25 voice mail users\./,
    )
  })

  // FAQ: "Failed to get Resource from LicFileWizRes", eAvLicErr_SysStateCorruptCurrLoc.
  test('what to do where it has failed is told last', async () => {
    const { steps } = the('add', await ask(server(bought), { lines: [ports] }))
    expect(steps.at(-1)).toMatchObject({ phase: 'verify', on: 'SYD' })
    expect(steps.at(-1)?.says).toMatch(
      /LicFileWizRes.*utilities\\LicenseFileWizard of the DVD to commserver\\utilities\\licensefilewizard.*eAvLicErr_SysStateCorruptCurrLoc.*Licensing page/,
    )
  })

  test('a conversion takes what it turns into something else', async () => {
    const held = '{ kind: declared, hostId: ANY, expires: permanent, entitlements: { voiceMailUsers: 100 } }'
    const item = {
      partNumber: 'UM-UP',
      description: 'to UM',
      place: { document: { file: 'x', number: 1 }, path: [] },
      book: 'b',
      price: { currency: 'AUD', minor: 1n, decimals: 0 },
    }
    const conversion = line(1, 'SYD', 'unifiedMessagingUsers', 40, { takes: [{ feature: 'voiceMailUsers', units: 40 }], item, count: 4 })
    const request = the('add', await ask(server(held), { lines: [conversion] }))
    expect(shown(request)).toEqual({ voiceMailUsers: 60, unifiedMessagingUsers: 40 })
    expect(request.steps[0]?.says).toContain('4 x UM-UP (to UM)')
  })

  test('a pool is looked at on another member, and what enables pooling is open for a first licence', async () => {
    const pooled = (licenses: string): string =>
      `${server(licenses)}  - { name: MEL, version: 4.0(5), licenses: [] }\npools: [{ name: anz, members: [SYD, MEL] }]\n`
    const first = the('new', await ask(pooled('{ kind: default }'), { lines: [users] }))
    expect(course(first).slice(-2)).toEqual(['verify @SYD', 'verify @MEL'])
    expect(first.steps.at(-2)?.facts).toContain('pools-share-directory')
    // FAQ "Why are all the servers added into Cisco Unity license pooling not seen?"
    expect(first.steps.at(-2)?.says).toMatch(
      /DOHProptest\.exe and pass the password with OK and Ignore; choose AD monitor, do a Total Resync and close the window, then choose GC Monitor and do a Total Resync\. That may take a while/,
    )
    expect(missing(first.open)).toEqual(['SYD: whether its licence enables pooling, which makes it a member of the pool anz'])
    // Ports are not pooled.
    expect(course(the('new', await ask(pooled('{ kind: default }'), { lines: [ports] }))).at(-1)).toBe('verify @SYD')
    expect(the('add', await ask(pooled(bought), { lines: [users] })).open).toEqual([])
  })

  test('what expires and is replaced is told with what is shown', async () => {
    const timed = bought.replace('permanent', '2007-03-20')
    const request = the('add', await ask(server(timed), { lines: [{ ...ports, expires: '2007-03-20' }] }))
    expect(shown(request)).toEqual({ voicePorts: 32, amis: 1 })
    expect(textOf(request)).toContain(
      'It must show 32 voice ports and AMIS networking until 2007-03-20, and from 2007-03-21 on 24 voice ports.',
    )
  })

  // The FAQ speaks of 2.4.6, 3.x and 4.x.
  test('of releases that the FAQ does not speak of, the steps are not claimed', async () => {
    const later = the('new', await ask(server('{ kind: default }', '', '7.0(2)'), { lines: [ports] }))
    expect(missing(later.open)).toEqual(['SYD: whether every step is the same for 7.0(2): some are known of releases up to 4.2(1) only'])
    expect(the('new', await ask(server('{ kind: default }', '', '4.2(1)'), { lines: [ports] })).open).toEqual([])
  })

  // FAQ: "Refer to Cisco Unity Release Notes for the procedure in order to upgrade a demonstration system to a standard system."
  test('a demo becomes permanent as the release notes tell', async () => {
    const request = the(
      'demo-to-permanent',
      await ask(server('{ kind: demo, hostId: 000BCD112233, expires: 2007-04-01 }'), { lines: [ports] }),
    )
    expect(missing(request.open)).toEqual(['SYD: how a demonstration system becomes a standard one'])
    expect(request.open[0]?.find).toContain('release notes of Cisco Unity 4.0(5)')
    expect(textOf(request)).not.toContain('License File Install Wizard')
    expect(textOf(request)).toContain('the demo may count beside it until 2007-04-01')
    const over = await ask(server('{ kind: demo, hostId: 000BCD112233, expires: 2007-02-01 }'), { lines: [ports] })
    expect(textOf(the('demo-to-permanent', over))).not.toContain('may count beside it')
  })
})

test('a server of an unknown release is asked for nothing', async () => {
  const asked = await ask(server('{ kind: default }', '', '4.0(9)'), { lines: [ports] })
  expect(asked.requests).toEqual([])
  expect(missing(asked.open)).toEqual(['SYD: a known release, by which licences are asked for'])
})

test('sessions that come with licences of a server may have to be issued for its Bridge', async () => {
  const bridge = (version: string): string =>
    `bridges: [{ name: BR1, version: "${version}", bridgehead: SYD, nics: [{ name: a, mac: 000BCD998877 }], licenses: [] }]\n`
  const bundle = { lines: [line(1, 'SYD', 'voicePorts', 8, { gives: [{ feature: 'bridgeSessions', units: 4 }] })] }
  expect(missing(the('add', await ask(server(bought) + bridge('3.0(6)'), bundle)).open)).toEqual([
    'SYD: whether the Bridge sessions of line 1 of the order are issued for SYD or for the MAC of the Bridge BR1',
  ])
  expect(the('add', await ask(server(bought, '', '4.0(2)') + bridge('2.1'), bundle)).open).toEqual([])
})
