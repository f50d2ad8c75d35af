/**
 * Licences that are tied to another MAC, by the FAQ, document 23277: "If the NIC of a customer fails, how do they receive a replacement
 * license?", "What MAC address do I need to use if I have a dual NIC card?", "How do I receive licensing for the Cisco Unity Bridge?".
 */
import { describe, expect, test } from 'vitest'
import { ask, course, filled, kindsOf, line, missing, shown, textOf, the } from './asked.ts'

const own = '000BCD112233'
const declared = (hostId: string, more = ''): string =>
  `{ kind: declared, hostId: "${hostId}", expires: permanent${more}, entitlements: { voicePorts: 24 } }`
const team = 'team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }'
const server = (licenses: string, more = '', version = '4.0(5)'): string => `servers:
  - name: SYD
    version: "${version}"
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }, { name: nic2, mac: 00-0B-CD-11-22-34 }, { name: nic3, mac: 00-0B-CD-11-22-36 }]
    ${more}
    licenses: [${licenses}]
  - { name: MEL, version: 4.0(5), nics: [{ name: nic1, mac: 00-0B-CD-11-22-43 }], licenses: [] }
`

describe('a re-host is asked for', () => {
  test('with the old MAC, the new one and the reason, which the spec does not tell after a change of NIC', async () => {
    const request = the('re-host', await ask(server(declared('00-0b-cd-00-00-01', ', pak: UNTY-4A-BC-123456'))))
    expect(request.fields.map(({ label, value }) => [label, value])).toEqual([
      ['E-mail address of the licensing team', undefined],
      ['Old MAC address', '000BCD000001'],
      ['New MAC address', own],
      ['Reason', undefined],
      ['Address to send the new licence to', 'voice@example.com'],
      ['Product Authorization Key (PAK)', 'UNTY-4A-BC-123456'],
    ])
    expect(missing(request.open)).toEqual(['SYD: why the server or its NIC was changed'])
    // Whether the old file goes is asked in the e-mail, since no source says; until then it stays.
    expect(textOf(request)).toMatch(
      /Ask, since no source says, whether the file for 000BCD000001 is to be taken off[\s\S]*Leave the file for 000BCD000001 on the list unless/,
    )
    expect(textOf(request)).not.toMatch(/Take no file off|the order reckons/)
    expect(request.open.map(({ decides, place }) => [decides, place?.path.join('.')])).toEqual([[false, 'servers.0.licenses.0.hostId']])
    expect(course(request)).toEqual(['request', 'receive', 'receive', ...Array(4).fill('install @SYD'), 'verify @SYD'])
    // Of e-mails no source says that they are answered within 24 hours.
    expect(textOf(request)).not.toContain('24 hours')
    expect(shown(request)).toEqual({ voicePorts: 24 })
    expect(request.cites.map(({ fact }) => fact)).toEqual(expect.arrayContaining(['rehost', 'rehost-by-mail', 'host-is-first-nic']))
    expect(request.lines).toEqual([])
  })

  test('for the virtual MAC of a team, where a burned-in one of its members was registered', async () => {
    const asked = await ask(server(declared('000BCD112234'), team))
    expect(kindsOf(asked)).toEqual(['virtual-mac SYD'])
    const request = the('virtual-mac', asked)
    expect([filled(request, 'Old MAC address'), filled(request, 'New MAC address')]).toEqual(['000BCD112234', '020BCD112235'])
    expect(filled(request, 'Reason')).toMatch(/fault-tolerant team.*virtual MAC/)
    expect(request.open).toEqual([])
  })

  test('for a virtual MAC that the spec does not say', async () => {
    const request = the('virtual-mac', await ask(server(declared('000BCD112234'), team.replace(', virtualMac: 02-0B-CD-11-22-35', ''))))
    expect(filled(request, 'New MAC address')).toBe('____')
    expect(missing(request.open)[0]).toBe('SYD: the virtual MAC of the team')
  })

  test('with its reason, where another NIC of the same server was registered', async () => {
    const request = the('re-host', await ask(server(declared('000BCD112234'))))
    expect(filled(request, 'Reason')).toMatch(/the MAC of nic2 of SYD.*the MAC of its first NIC, nic1/)
    const beside = the('re-host', await ask(server(declared('000BCD112236'), team)))
    expect(filled(beside, 'Reason')).toMatch(/the MAC of nic3 of SYD.*the virtual MAC of the team/)
  })

  test('but not where the MAC is of another server, which would lose its licence', async () => {
    const asked = await ask(server(declared('000BCD112243')))
    expect(kindsOf(asked)).toEqual([])
    expect(missing(asked.open)).toEqual([
      'SYD: the licence that is its own: the one that is listed is tied to 000BCD112243, the MAC of nic1 of MEL, and is not counted here',
    ])
  })

  // Two servers that name one file: what is tied to the MAC of the other is not installed here, and does not show here.
  test('nor counts what is of another server as installed', async () => {
    const more = { lines: [line(1, 'SYD', 'voicePorts', 16)] }
    const asked = await ask(server(declared('000BCD112243')), more)
    expect(kindsOf(asked)).toEqual(['new SYD'])
    const request = the('new', asked)
    expect(request.why).toMatch(/^SYD lists no licence of its own, only what is tied to another server; line 1 /)
    expect(shown(request)).toEqual({ voicePorts: 16 })
    expect(textOf(request)).toContain('It must show 16 voice ports.')
    const beside = the('add', await ask(server(`${declared('000BCD112243')}, ${declared('000BCD112233')}`), more))
    expect(shown(beside)).toEqual({ voicePorts: 40 })
  })

  test('once for all licences of a machine, each old MAC once', async () => {
    const request = the(
      're-host',
      await ask(server([declared('000BCD000001', ', pak: A'), declared('000BCD000001'), declared('000BCD000002')].join(', '))),
    )
    expect(filled(request, 'Old MAC address')).toBe('000BCD000001, 000BCD000002')
    expect(missing(request.open)).toContain('SYD: the right spelling of the PAK `A`, which has not the form UNTY-XX-XX-XXXXXX')
  })

  test('apart for team and NIC', async () => {
    const asked = await ask(server(`${declared('000BCD112234')}, ${declared('000BCD000001')}`, team))
    expect(kindsOf(asked)).toEqual(['re-host SYD', 'virtual-mac SYD'].reverse())
  })

  test('for lines of a licence file, with the PAK that they name', async () => {
    const row = (host: string, pak: string): string =>
      `INCREMENT LicVoicePortsMax cisco 4.0 permanent uncounted VENDOR_STRING=<Count>8</Count> HOSTID=${host} NOTICE="<LicLineID>1</LicLineID><PAK>${pak}</PAK>" SIGN=0123456789AB\n`
    const request = the(
      're-host',
      await ask(server('{ kind: file, path: a.lic }'), { files: { 'a.lic': row('000bcd000001', 'UNTY-4A-BC-123456') + row(own, '') } }),
    )
    expect(filled(request, 'Old MAC address')).toBe('000BCD000001')
    expect(filled(request, 'Product Authorization Key (PAK)')).toBe('UNTY-4A-BC-123456')
    expect(shown(request)).toEqual({ voicePorts: 16 })
  })

  test('beside more licences, with no word on which goes first', async () => {
    const asked = await ask(server(declared('000BCD000001')), { lines: [line(1, 'SYD', 'voicePorts', 8)] })
    expect(kindsOf(asked)).toEqual(['re-host SYD', 'add SYD'])
    expect(the('add', asked).open).toMatchObject([
      { missing: expect.stringContaining('which goes first'), find: expect.stringMatching(/right MAC first \(inferred\)/), decides: false },
    ])
  })
})

// What the rule does not find fault with, nobody has to re-issue.
test.each([
  ['its own MAC', declared(own), ''],
  ['ANY', declared('ANY'), ''],
  ['several hosts, one of them its own', declared(`000BCD000001 ${own}`), ''],
  ['the virtual MAC of its team', declared('020BCD112235'), team],
  ['no host', '{ kind: declared, entitlements: { voicePorts: 24 } }', ''],
  ['a host of another kind', declared('ID=1234'), ''],
  ['something that is no host id', declared('000BCD11223'), ''],
  ['a NIC, where the team balances load', declared('000BCD112234'), team.replace('fault-tolerant', 'load-balancing')],
  ['another MAC, but it has expired', declared('000BCD000001').replace('permanent', '2007-02-28'), ''],
])('no re-host for a licence that is tied to %s', async (_, licenses, more) => {
  expect((await ask(server(licenses, more))).requests).toEqual([])
})

test('no re-host for a server with a dongle, nor for a secondary', async () => {
  expect((await ask(server(declared('000BCD000001'), '', '3.1(5)'))).requests).toEqual([])
  const pair = 'failover: [{ primary: MEL, secondary: SYD }]\n'
  expect((await ask(server(declared('000BCD000001')) + pair)).requests).toEqual([])
})

test('the secondary of a server that is re-hosted is looked at', async () => {
  const asked = await ask(`${server(declared('000BCD000001'))}failover: [{ primary: SYD, secondary: MEL }]\n`)
  expect(course(the('re-host', asked)).slice(-2)).toEqual(['verify @SYD', 'verify @MEL'])
})

describe('a Bridge', () => {
  const fleet = (unity: string, bridge: string, licenses: string, head = '{ kind: default }'): string => `servers:
  - { name: SYD, version: "${unity}", messageStore: { type: exchange }, nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }], dongle: { serial: "12345678" }, licenses: [${head}] }
bridges:
  - { name: BR1, version: "${bridge}", bridgehead: SYD, nics: [{ name: nic1, mac: 00-0B-CD-99-88-77 }], licenses: [${licenses}] }
`
  const sessions = (hostId: string): string =>
    `{ kind: declared, hostId: ${hostId}, expires: permanent, entitlements: { bridgeSessions: 4 } }`
  const more = { lines: [line(1, 'BR1', 'bridgeSessions', 8)] }

  test.each([
    ['4.0(3)', '3.0(1)', '000BCD998877', 'the page for Bridge licences', 'install @BR1'],
    ['4.0(5)', '3.0(6)', '000BCD998877', 'the page for Bridge licences', 'install @BR1'],
    ['4.0(2)', '2.1', own, 'Upgrade License Registration for 4.0(2)', 'install @SYD'],
    ['4.0(1)', '2.1', own, 'Upgrade License Registration for 4.0(1)', 'install @SYD'],
  ])('with %s and Bridge %s is licensed for %s', async (unity, release, mac, page, where) => {
    const request = the('bridge', await ask(fleet(unity, release, sessions(mac)), more))
    expect(filled(request, 'MAC address')).toBe(mac)
    expect(textOf(request)).toContain(page)
    expect(course(request)).toContain(where)
    expect(shown(request)).toEqual({ bridgeSessions: 12 })
    expect(request.lines).toEqual([1])
  })

  test('whose licence expires shows less from then on', async () => {
    const timed = sessions('000BCD998877').replace('permanent', '2007-03-20')
    expect(textOf(the('bridge', await ask(fleet('4.0(3)', '3.0(6)', timed), more)))).toContain(
      'it must show 12 Bridge sessions until 2007-03-20, and from 2007-03-21 on 8 Bridge sessions.',
    )
  })

  test('whose sessions would go onto a dongle that cannot be read is asked nothing for', async () => {
    const asked = await ask(fleet('3.1(5)', '2.1', ' ', ' ').replace('12345678', '00000001'), more)
    expect(asked.requests).toEqual([])
    expect(asked.open.map(({ of, decides }) => [of, decides])).toEqual([
      ['SYD', true],
      ['BR1', true],
    ])
  })

  test('with 3.1 is licensed for the dongle of the primary', async () => {
    const request = the('bridge', await ask(fleet('3.1(5)', '2.1', ' ', ' '), more))
    expect(filled(request, 'Serial number of the dongle')).toBe('12345678')
    expect(filled(request, 'MAC address')).toBeUndefined()
    expect(course(request)).toEqual(['buy', 'request', 'receive', 'install @SYD', 'install @SYD', 'verify @SYD'])
    expect(missing(request.open)).toEqual([
      'BR1: whether Bridge sessions can still be added to a dongle: once 4.0 was out, only ports and users could',
    ])
  })

  test('with the primary of a pair as the host', async () => {
    const body = fleet('4.0(2)', '2.1', ' ')
      .replace('bridgehead: SYD', 'bridgehead: MEL')
      .replace(
        'bridges:',
        '  - { name: MEL, version: 4.0(2), nics: [{ name: nic1, mac: 00-0B-CD-11-22-43 }], licenses: [] }\nfailover: [{ primary: SYD, secondary: MEL }]\nbridges:',
      )
    expect(filled(the('bridge', await ask(body, more)), 'MAC address')).toBe(own)
  })

  test('of releases that do not go together is not guessed', async () => {
    const asked = await ask(fleet('4.0(2)', '3.0(6)', ' '), more)
    expect(asked.requests).toEqual([])
    expect(missing(asked.open)).toEqual([
      'BR1: what a licence of Bridge 3.0(6) with 4.0(2) is tied to, without which line 1 of the order cannot be registered',
    ])
  })

  // FAQ: "Send an email to with the primary Cisco Unity server MAC address, the Cisco Unity Bridge server MAC address, and the email
  // address to which the new Bridge license should be sent in order to upgrade from Cisco Unity Bridge 2.x to version 3.0 and later."
  test.each([
    ['listed with the Bridge', fleet('4.0(3)', '3.0(6)', sessions(own))],
    ['listed with the bridgehead', fleet('4.0(3)', '3.0(6)', ' ', sessions(own))],
  ])('that is still licensed for the Unity server is upgraded by e-mail (%s)', async (_, body) => {
    const asked = await ask(body)
    expect(kindsOf(asked)).toEqual(['bridge-upgrade BR1'])
    const request = the('bridge-upgrade', asked)
    expect(request.fields.slice(0, 4).map(({ label, value }) => [label, value])).toEqual([
      ['E-mail address of the licensing team', undefined],
      ['MAC address of the primary Cisco Unity server', own],
      ['MAC address of the Bridge', '000BCD998877'],
      ['Address to send the new licence to', 'voice@example.com'],
    ])
    expect(request.cites.map(({ fact }) => fact)).toContain('bridge-upgrade-needs-both-macs')
    expect(course(request)).toEqual(['request', 'receive', 'receive', 'install @BR1', 'verify @BR1'])
  })

  test('whose sessions are in a licence of the Unity server is upgraded by e-mail, and buys nothing', async () => {
    const mixed = `{ kind: declared, hostId: ${own}, expires: permanent, pak: UNTY-4A-BC-000001, entitlements: { voicePorts: 8, bridgeSessions: 12 } }`
    const body = fleet('4.0(3)', '3.0(6)', ' ', mixed).replace('bridgehead: SYD,', 'bridgehead: SYD, sessions: 12,')
    const asked = await ask(body)
    expect(kindsOf(asked)).toEqual(['bridge-upgrade BR1'])
    const request = the('bridge-upgrade', asked)
    expect(filled(request, 'MAC address of the primary Cisco Unity server')).toBe(own)
    expect(filled(request, 'MAC address of the Bridge')).toBe('000BCD998877')
    expect(filled(request, 'Product Authorization Key (PAK)')).toBe('UNTY-4A-BC-000001')
    expect(request.lines).toEqual([])
    expect(request.why).toMatch(/moves 12 Bridge sessions that are held to BR1, one for one \(inferred\), and buys nothing\.$/)
    // The licence also has the ports of the Unity server.
    expect(textOf(request)).toContain('leave it on the list of SYD')
    expect(shown(request)).toEqual({ bridgeSessions: 12 })
    expect(course(request)).toEqual(['request', 'receive', 'receive', 'install @BR1', 'verify @BR1'])
    expect(request.open.map(({ decides, find }) => [decides, find?.slice(0, 36)])).toEqual([
      [true, 'the answer of the licensing team to '],
      [false, 'the installation guide of Bridge 3.0'],
    ])
    expect(kindsOf(await ask(body.replace('"3.0(6)"', '"2.1"').replace('4.0(3)', '4.0(2)')))).toEqual([])
  })

  test('whose NIC was changed is re-hosted', async () => {
    const request = the('re-host', await ask(fleet('4.0(3)', '3.0(6)', sessions('000BCD000001'))))
    expect([filled(request, 'Old MAC address'), filled(request, 'New MAC address')]).toEqual(['000BCD000001', '000BCD998877'])
    expect(missing(request.open)[0]).toBe('BR1: why the server or its NIC was changed')
  })

  test('of 2.x that is licensed for itself is re-hosted to the Unity server', async () => {
    const request = the('re-host', await ask(fleet('4.0(2)', '2.1', sessions('000BCD998877'))))
    expect([filled(request, 'Old MAC address'), filled(request, 'New MAC address')]).toEqual(['000BCD998877', own])
    expect(course(request)).toContain('install @SYD')
  })

  test('of 2.x that is licensed for the second NIC of the Unity server is re-hosted, not upgraded', async () => {
    const two = fleet('4.0(2)', '2.1', sessions('000BCD112234')).replace('11-22-33 }', '11-22-33 }, { name: nic2, mac: 000BCD112234 }')
    const request = the('re-host', await ask(two))
    expect(filled(request, 'Reason')).toMatch(/nic2 of SYD.*first NIC, nic1/)
  })

  test.each([sessions('000BCD998877'), sessions('ANY'), ' '])('that is licensed rightly is left alone (%s)', async (licenses) => {
    expect(await ask(fleet('4.0(3)', '3.0(6)', licenses))).toEqual({ requests: [], open: [] })
  })
})
