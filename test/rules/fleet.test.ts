/** What rules ask of features, message stores, pairs, pools and Bridges. FAQ is the Cisco Unity Licensing FAQ, document 23277. */
import { describe, test } from 'vitest'
import { deployment, expectMarked } from '../model/judged.ts'

// Interoperability data sheet, table 1: AMIS 3.1(2) or 4.0(5), VPIM 4.0(1) or 4.0(5), with Exchange or Domino.
describe('a feature', () => {
  const uses = (version: string, feature: string, mark = '', store?: string) =>
    expectMarked(
      'feature-available',
      deployment(`servers:
  - name: S
    version: "${version}"
    ${store ? `messageStore: { type: ${store} }` : 'licenses: []'}
    ${feature}${mark}
`),
    )
  const [amis, vpim] = ['features: [amis]', 'features: [vpim]']
  const phones = (integration: string): string => `phoneSystems: [{ name: pbx, integration: ${integration} }]`

  test('comes with a release for each store', async () => {
    await uses('3.1(1)', amis, ' # <- error unlicensed 3.1(1) 3.1(2)', 'exchange')
    await uses('3.1(2)', amis, '', 'exchange')
    await uses('4.0(4)', amis, ' # <- error unlicensed 4.0(4) Domino 4.0(5)', 'domino')
    await uses('4.0(5)', amis, '', 'domino')
    await uses('3.1(6)', vpim, ' # <- error unlicensed 3.1(6) 4.0(1)', 'exchange')
    await uses('4.0(1)', vpim, '', 'exchange')
    await uses('4.0(4)', vpim, ' # <- error unlicensed 4.0(4) 4.0(5)', 'domino')
    await uses('8.0', vpim, '', 'domino')
  })

  // The table has no answer without a store where its two columns differ.
  test('asks for the store only where that matters', async () => {
    await uses('3.1(1)', amis, ' # <- error unlicensed 3.1(1) 3.1(2) 4.0(5)')
    await uses('3.1(2)', amis, ' # ?? S: the type of the message store')
    await uses('4.0(4)', vpim, ' # ?? S: the type of the message store')
    await uses('4.0(5)', vpim)
    await uses('4.0(6)', vpim, ' # ?? S: a known release')
    await uses('4.0(6)', phones('sccp'))
  })

  // Fundamentals: SIP new in 4.0. Extract on PIMG: introduced with 4.0(4). Design Guide 5.x: TIMG.
  test('may be an integration', async () => {
    await uses('3.1(6)', phones('sip'), ' # <- error unlicensed 3.1(6) 4.0(1)')
    await uses('4.0(1)', phones('sip'))
    await uses('4.0(3)', phones('pimg'), ' # <- error unlicensed 4.0(3) 4.0(4)')
    await uses('4.0(4)', phones('pimg'))
    await uses('4.2(1)', phones('timg'), ' # ?? S: whether 4.2(1) has a TIMG integration')
    await uses('5.0(1)', phones('timg'))
    await uses('2.4', phones('voice-card'))
  })

  // Several units of one kind are one mistake.
  test('is named once', () =>
    uses(
      '4.0(3)',
      `phoneSystems:
      - { name: a, integration: pimg } # <- error unlicensed 4.0(3) 4.0(4)
      - { name: b, integration: pimg }`,
    ))

  // FAQ "What features are controlled by licensing?" has AMIS and the failover server in the list of dongles, and VPIM in that of 4.0 alone.
  test('is on no dongle that is older', async () => {
    const key = (entitlements: string): string => `licenses: [{ kind: dongle, serial: "11", entitlements: { ${entitlements} } }]`
    await uses('3.1(5)', `dongle: { serial: "11" }\n    ${key('vpim: true')}`, ' # <- error unlicensed 3.1(5)', 'exchange')
    await uses('3.1(5)', `dongle: { serial: "11" }\n    ${key('vpim: false, amis: true, secondaryServer: true')}`, '', 'exchange')
    // Said of its use, not again of its licence.
    await uses('3.1(5)', `${key('vpim: true')}\n    ${vpim}`, ' # <- error unlicensed 3.1(5)', 'exchange')
    // That 4.x takes no dongle is for another rule.
    await uses('4.0(4)', key('vpim: true'), '', 'domino')
  })
})

// Maintenance Guide 4.0(4): Exchange 5.5, 2000, 2003. Addendum 4.2: 5.5 dropped. Design Guide 5.x: 2003 or 2007; 2000 to upgrade from 4.x.
describe('a message store', () => {
  const works = (version: string, store: string, mark = '') =>
    expectMarked(
      'message-store-supported',
      deployment(`servers:\n  - { name: S, version: "${version}", messageStore: { ${store} } }${mark}\n`),
    )
  const exchange = (version: string): string => `type: exchange, version: "${version}"`

  test('goes or comes with a release', async () => {
    await works('4.0(4)', exchange('5.5'))
    await works('4.1(1)', exchange('5.5'), ' # ?? S: whether 4.1(1) works with Exchange 5.5')
    await works('4.2(1)', exchange('5.5'), ' # <- error - 4.2(1) 5.5 4.2')
    await works('8.0', exchange('5.5'), ' # <- error - 8.0 5.5')
    await works('2.4', exchange('2000'), ' # ?? S: whether 2.4 works with Exchange 2000')
    await works('4.2(1)', exchange('2000'))
    await works('5.0(1)', exchange('2000'), ' # <- warning advice 5.0(1) 2000 4.x')
    await works('7.0(2)', exchange('2000'), ' # ?? S: whether 7.0(2) works with Exchange 2000')
    await works('4.0(3)', exchange('2003'), ' # ?? S: whether 4.0(3) works with Exchange 2003')
    await works('5.0(1)', exchange('2003'))
    // That 2007 came with 5.0 is inferred.
    await works('4.2(1)', exchange('2007'), ' # <- warning advice 4.2(1) 2007 (inferred)')
    await works('5.0(1)', exchange('2007'))
    await works('8.0', exchange('2007'), ' # ?? S: whether 8.0 works with Exchange 2007')
    await works('8.0', exchange('2010'), ' # ?? S: whether 8.0 works with Exchange 2010')
  })

  test('is understood as people write it', async () => {
    for (const written of [
      '2007',
      'Exchange 2007',
      '2007 SP1',
      'Exchange Server 2007 Service Pack 1',
      'microsoft exchange 2007 Enterprise',
    ])
      await works('4.2(1)', exchange(written), ' # <- warning advice 2007')
    await works('4.2(1)', exchange('5.5 SP4'), ' # <- error - 5.5')
    for (const written of ['twenty', '2007?', 'E2K7', '2003 or 2007'])
      await works('4.2(1)', exchange(written), ' # ?? S: the Exchange that is meant')
    await works('5.0(1)', exchange('20070'), ' # ?? S: Exchange 20070')
    await works('4.0(6)', exchange('2003'), ' # ?? S: a known release')
    await works('4.0(6)', 'type: exchange')
  })

  // Deployment book, page 306, and Design Guide 5.x. No release of Domino is published.
  test('may be Domino', async () => {
    await works('4.0(1)', 'type: domino')
    await works('5.0(1)', 'type: domino, version: "7.0"', ' # ?? S: the releases of Domino')
    await works('3.1(5)', 'type: domino, version: "5"', ' # ?? S: whether 3.1(5) works with Domino')
    await works('8.0', 'type: domino', ' # ?? S: whether 8.0 works with Domino')
  })

  // Telephony book, course of 2006 and Design Guide 5.x: on the box is for voice alone.
  test('of unified messaging is on a server of its own', async () => {
    const store = (type: string, location: string, mode: string): string => `type: ${type}, location: ${location}, mode: ${mode}`
    await works('4.0(5)', store('exchange', 'on-box', 'unified'), ' # <- error - S 4.0(5)')
    await works('4.0(5)', store('exchange', 'on-box', 'voice-only'))
    await works('4.0(5)', store('exchange', 'off-box', 'unified'))
    await works('4.0(5)', 'type: exchange, location: on-box')
    await works('4.0(5)', 'type: exchange, mode: unified')
    await works('3.1(5)', store('exchange', 'on-box', 'unified'), ' # ?? S: whether 3.1(5) may keep unified messaging')
    await works('4.0(5)', store('domino', 'on-box', 'unified'), ' # ?? S: whether 4.0(5) may keep unified messaging')
  })
})

// "About License Requirements for Failover": the wizard runs on the primary and the secondary, from 4.0 on.
describe('the failover wizard', () => {
  const ran = (wizardRunOn: string, mark = '', version = '4.0(5)') =>
    expectMarked(
      'failover-wizard-run',
      deployment(`servers:
  - { name: A, version: ${version} }
  - { name: B, version: ${version} }
  - { name: C, version: ${version} }
failover:
  - { primary: A, secondary: B${wizardRunOn} }${mark}
`),
    )

  test('runs on both', async () => {
    await ran(', wizardRunOn: [B, A]')
    await ran(', wizardRunOn: [A]', ' # <- error unlicensed A B')
    await ran(', wizardRunOn: []', ' # <- error unlicensed no A B')
    await ran(', wizardRunOn: [A, C]', ' # <- error unlicensed A C B')
    await ran(', wizardRunOn: [A, B, C]', ' # <- warning advice C')
  })

  // A misspelt name is for another rule, and may be that of the server that seems to be missing.
  test('is not checked where something is not known', async () => {
    await ran('', ' # ?? B: the servers on which')
    await ran(', wizardRunOn: [A, BB]', ' # ?? B: every server on which')
    await ran(', wizardRunOn: [A]', ' # ?? A: a known release', '4.0(6)')
  })

  test('is of 4.0 and later', () => ran(', wizardRunOn: [A]', '', '3.1(6)'))

  // That one server is no pair is for another rule.
  test('is not asked for of one server twice', () =>
    expectMarked(
      'failover-wizard-run',
      deployment('servers: [{ name: A, version: 4.0(5) }]\nfailover: [{ primary: A, secondary: A, wizardRunOn: [] }]'),
    ))
})

// Failover guide 4.x: Cisco Unity is installed on two servers, a primary and a secondary.
describe('a failover pair', () => {
  const sound = (body: string) => expectMarked('failover-pair-sound', deployment(body))
  const servers = (...more: string[]): string =>
    `servers:\n${more.map((text, index) => `  - { name: ${'ABCD'[index]}, version: ${text.replace(/( #.*)?$/, ' }$1')}\n`).join('')}failover:\n`

  test('is of two servers, each in one pair', async () => {
    const three = servers('4.0(5)', '4.0(5)', '4.0(5)')
    await sound(`${three}  - { primary: A, secondary: B }\n`)
    await sound(`${three}  - { primary: A, secondary: A } # <- error unlicensed A`)
    await sound(`${three}  - { primary: A, secondary: B }\n  - { primary: A, secondary: C } # <- error unlicensed A B`)
    await sound(`${three}  - { primary: A, secondary: B }\n  - { primary: B, secondary: C } # <- error unlicensed B`)
    // The same pair again is one mistake.
    await sound(`${three}  - { primary: A, secondary: B }\n  - primary: A # <- error unlicensed A\n    secondary: B\n`)
    await sound(`${three}  - { primary: A, secondary: B }\n  - { primary: B, secondary: A } # <- error unlicensed B`)
  })

  test('says of roles what its servers say', async () => {
    const pair = '  - { primary: A, secondary: B }'
    await sound(`${servers('4.0(5), role: primary', '4.0(5), role: secondary')}${pair}`)
    await sound(`${servers('4.0(5), role: secondary # <- error unlicensed A secondary primary', '4.0(5)')}${pair}`)
    await sound(`${servers('4.0(5)', '4.0(5), role: standalone # <- error unlicensed B standalone')}${pair}`)
    await sound(`${servers('4.0(5), role: secondary', '4.0(5), role: primary')}${pair} # <- error unlicensed A B reverse`)
    // Its pair may stand in a file that was not given.
    await sound(`${servers('4.0(5), role: secondary # ?? A: of which it is the secondary')}  []`)
    await sound(`${servers('4.0(5), role: primary # ?? A: of which it is the primary')}  []`)
    await sound(`${servers('4.0(5), role: primary')}  - { primary: A, secondary: B } # ?? B: the server that is named`)
  })

  // Design Guide 5.x describes standby redundancy; that it came with 5.x is inferred.
  test('has a mode that its release knows', async () => {
    const pair = '  - { primary: A, secondary: B, mode: standby-redundancy }'
    await sound(`${servers('5.0(1)', '5.0(1)')}${pair}`)
    await sound(`${servers('4.2(1)', '4.2(1)')}${pair} # <- warning unlicensed 4.2(1) 5.0(1) (inferred)`)
    await sound(`${servers('3.1(5)', '3.1(5)')}${pair.replace('standby-redundancy', 'failover')}`)
  })

  // No source states a rule. A caution of the guide 4.x: both are out of service while the software is upgraded.
  test('is of two that are alike, or worth a look', async () => {
    const pair = '  - { primary: A, secondary: B }'
    await sound(`${servers('4.0(5)', '4.0(4) # <- warning advice B 4.0(4) A 4.0(5)')}${pair}`)
    await sound(`${servers('2.4.6.135', '2.4.6.136')}${pair}`)
    await sound(`${servers('4.0(6) # ?? A: a known release', '4.0(5)')}${pair}`)
    await sound(`${servers('4.0(5), ports: [{ count: 9 }]', '4.0(5), ports: [{ count: 8 }] # <- warning degraded 8 A 9')}${pair}`)
    await sound(`${servers('4.0(5), ports: [{ count: 8 }]', '4.0(5)')}${pair}`)
  })

  // More ports than the licence covers are said to be so by the rule on licences; more than the primary has, and licensed, by this one.
  test('has ports that are judged once', async () => {
    const held = (ports: number): string =>
      `4.0(5), ports: [{ count: 8 }], licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: ${ports} } }]`
    const pair = '  - { primary: A, secondary: B }'
    const both = async (ports: number, mark: string, other: string): Promise<void> => {
      const text = (end: string): string => deployment(`${servers(held(ports), `4.0(5), ports: [{ count: 9 }]${end}`)}${pair}`)
      await expectMarked('failover-pair-sound', text(mark))
      await expectMarked('license-covers-use', text(other))
    }
    await both(8, '', ' # <- error unlicensed 9 8')
    await both(9, ' # <- warning degraded 9 8', '')
  })
})

// FAQ "What is pooling?": 4.0 and later. The thread that quotes the vendor on pools: one corporate directory. Deployment book, page 430:
// a directory holds one pool.
describe('a pool', () => {
  const sound = (...bodies: string[]) =>
    expectMarked(
      'pool-sound',
      bodies.map((body) => deployment(body)),
    )
  const corp = 'directory: corp.example\n'
  const two = 'servers:\n  - { name: A, version: 4.0(5) }\n  - { name: B, version: 4.0(5) }\n'

  test('is of servers from 4.0 on', async () => {
    const old = (version: string): string => `${corp}servers: [{ name: A, version: "${version}" }]\npools:\n  - { name: p, members: [A] }`
    await sound(`${old('3.1(6)')} # <- error unlicensed A 3.1(6) 4.0(1)`)
    await sound(old('4.0(1)'))
    await sound(`${old('4.0(6)')} # ?? A: a known release`)
    await sound(old('8.0'))
  })

  test('asks for the directory where there is another to differ from', async () => {
    await sound(`${two}pools:\n  - { name: p, members: [A] }`)
    await sound(`${two}pools:\n  - { name: p, members: [A, B] } # ?? A: the directory # ?? B: the directory`.replace(' # ?? B', '\n# ?? B'))
    await sound(`${corp}${two}pools:\n  - { name: p, members: [A, B] }`)
    await sound(
      `${corp}${two}pools:\n  - { name: p, members: [A, C] } # <- error unlicensed C lab.example A corp.example`,
      'directory: lab.example\nservers: [{ name: C, version: 4.0(5) }]',
    )
  })

  test('holds no server of another pool', async () => {
    await sound(`${corp}${two}pools:\n  - { name: p, members: [A] }\n  - { name: q, members: [A, B] } # <- error advice A p`)
    await sound(`${corp}${two}pools:\n  - { name: p, members: [A] }\n  - { name: q, members: [B] } # <- error advice q corp.example p`)
    await sound(
      `${corp}${two}pools:\n  - { name: p, members: [A] }\n  - { name: q, members: [C] }`,
      'directory: lab.example\nservers: [{ name: C, version: 4.0(5) }]',
    )
  })

  // "About License Requirements for Failover": the licences of a pair are on the primary.
  test('names a primary, not its secondary', async () => {
    const pools = (members: string): string =>
      `${corp}${two}failover: [{ primary: A, secondary: B }]\npools:\n  - { name: p, members: [${members}] }`
    await sound(pools('A'))
    await sound(`${pools('B')} # <- error unlicensed B A (inferred)`)
  })
})

// Chapter "Bridge Networking": up to 999 Octel nodes, on a server of its own.
describe('a Bridge', () => {
  const nodes = (version: string, count: number, mark = '') =>
    expectMarked(
      'bridge-sized',
      deployment(`servers: [{ name: A, version: 4.0(5) }]
bridges:
  - { name: B, version: "${version}", bridgehead: A, octelNodes: ${count} }${mark}
`),
    )

  test('has at most 999 nodes', async () => {
    await nodes('3.0(6)', 999)
    await nodes('3.0(6)', 1000, ' # <- error degraded 1 000 999')
    await nodes('2.1(2)', 1000, ' # <- error degraded 1 000 999')
    await nodes('3.1', 1000, ' # ?? B: the most Octel nodes')
    await nodes('3.1', 999)
  })

  test('has an address that no server has, said once', async () => {
    const machines = (bridgeMark: string, otherMark: string): string =>
      deployment(`servers:
  - name: A
    version: 4.0(5)
    nics: [{ name: nic1, mac: 00-0B-CD-00-00-01 }, { name: nic2, mac: 00-0B-CD-00-00-02 }]
    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-00-00-03 }
bridges:
  - name: B
    version: 3.0(6)
    bridgehead: A
    nics:
      - { name: nic1, mac: 000BCD000002 }${bridgeMark}
      - { name: nic2, mac: 020BCD000003 }${bridgeMark}
      - { name: nic3, mac: 000BCD000004 }
  - name: C
    version: 3.0(6)
    bridgehead: A
    nics: [{ name: nic1, mac: 000BCD000004 }]${otherMark}
`)
    await expectMarked('bridge-sized', machines(' # <- error refused B A', ''))
    await expectMarked('mac-unique', machines('', ' # <- error refused C B'))
  })
})
