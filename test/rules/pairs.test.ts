/** What rules ask of pairs, and of servers with a dongle. FAQ is the Cisco Unity Licensing FAQ, document 23277. */
import { describe, test } from 'vitest'
import { deployment, expectMarked } from '../model/judged.ts'

const pair = 'failover: [{ primary: SYD-UNITY1, secondary: SYD-UNITY2 }]'

// FAQ "How do I license my failover Cisco Unity system?": "Previously, the failover server had its own license and dongle."
describe('the secondary of 3.1', () => {
  const dongle = (serial: string): string => `, dongle: { serial: "${serial}" }`
  const key = (serial: string): string => `, licenses: [{ kind: dongle, serial: "${serial}", entitlements: { voicePorts: 8 } }]`
  const holds = (primary: string, secondary: string, mark = '') =>
    expectMarked(
      'secondary-holds-no-license',
      deployment(`servers:
  - { name: SYD-UNITY1, version: 3.1(5)${primary} }
  - { name: SYD-UNITY2, version: 3.1(5)${secondary} }${mark}
${pair}
`),
    )

  test('has a dongle of its own', async () => {
    await holds(dongle('12345678'), dongle('87654321'))
    await holds(key('12345678'), key('87654321'))
    await holds(dongle('12345678'), ', licenses: []', ' # <- error unlicensed SYD-UNITY2')
  })

  test('does not share that of its primary', async () => {
    await holds(dongle('12345678'), dongle('12345678'), ' # <- error unlicensed SYD-UNITY2 SYD-UNITY1')
    await holds(dongle('12345678'), key('12345678'), ' # <- error unlicensed SYD-UNITY2 SYD-UNITY1')
    await holds(key('12345678'), dongle('12345678'), ' # <- error unlicensed SYD-UNITY2 SYD-UNITY1')
  })

  // What is left out is unknown.
  test('is not checked where the spec says nothing of dongles', () => holds('', '', ' # ?? SYD-UNITY2: the dongle'))
})

// "About License Requirements for Failover": installing licence files on the secondary has no effect. The default file lies in
// commserver\licenses of every server (FAQ "Are there any demo license files?"), so it says nothing.
test('the secondary of 4.0 holds none but the default licence', async () => {
  const holds = (kind: string, mark = '') =>
    expectMarked(
      'secondary-holds-no-license',
      deployment(`servers:\n  - name: S\n    version: 4.0(5)\n    role: secondary\n    licenses: [{ kind: ${kind} }]${mark}\n`),
    )
  await holds('default')
  await holds('demo', ' # <- warning advice 4.0(5)')
  await holds('file, path: a.lic', ' # <- warning advice 4.0(5)')
})

// FAQ "After I get my license, how do I configure failover with Cisco Unity 4.x?": LicSecondaryServerIsLicensed is set to Licensed, in
// the one licence of the pair, on the primary. Files are cumulative, one that has expired is over, and one unread is unknown.
describe('failover from 4.0 on', () => {
  const licensed = (licenses: string, mark = '') =>
    expectMarked(
      'failover-licensed',
      deployment(
        `servers:\n  - { name: SYD-UNITY1, version: 4.0(5)${licenses} }${mark}\n  - { name: SYD-UNITY2, version: 4.0(5) }\n${pair}\n`,
      ),
    )
  const held = (value: string, expires: string): string =>
    `{ kind: declared, expires: ${expires}, entitlements: { secondaryServer: ${value} } }`

  test('is granted by a licence of the primary', async () => {
    await licensed(`, licenses: [${held('false', 'permanent')}, ${held('true', 'permanent')}]`)
    await licensed(`, licenses: [${held('false', 'permanent')}]`, ' # <- error unlicensed SYD-UNITY1 SYD-UNITY2 4.0(5)')
    await licensed(`, licenses: [${held('true', '2006-12-31')}]`, ' # <- error unlicensed SYD-UNITY1 2006-12-31')
  })

  test('is not checked where the licences are not known', async () => {
    await licensed('', ' # ?? SYD-UNITY1: licences')
    await licensed(', licenses: [{ kind: file, path: a.lic }]', ' # ?? SYD-UNITY1: what a licence file grants that is not sound')
    await licensed(', licenses: [{ kind: default }]', ' # ?? SYD-UNITY1: secondary server')
  })
})

// FAQ "What MAC address do I need to use if I have a dual NIC card?" is about ordering, and for a secondary nothing is ordered.
test('a team without a virtual MAC keeps no licence of a secondary from being ordered', () =>
  expectMarked(
    'team-has-virtual-mac',
    deployment(`servers:
  - { name: A, version: 4.0(5), team: { type: fault-tolerant, members: [nic1, nic2] } } # <- error order
  - { name: B, version: 4.0(5), role: secondary, team: { type: fault-tolerant, members: [nic1, nic2] } } # <- warning advice
  - { name: C, version: 3.1(5), team: { type: fault-tolerant, members: [nic1, nic2] } }
`),
  ))

// FAQ "How does Cisco Unity licensing work?": up to 3.x licences sit on the dongle, so none is refused for a MAC.
test('a malformed MAC refuses no licence on a dongle', () =>
  expectMarked(
    'mac-well-formed',
    deployment(`servers:
  - { name: A, version: 4.0(5), nics: [{ name: nic1, mac: 00-A1-B2-C3-D4-E }] } # <- error refused 11 12
  - { name: B, version: 3.1(5), nics: [{ name: nic1, mac: 00-A1-B2-C3-D4-E }] } # <- error advice 11 12
`),
  ))

// The same question: a dongle up to 3.x, files from 4.0; and for the Bridge, the release of the primary Cisco Unity server decides.
test('the licence of a Bridge comes as that of its bridgehead', () => {
  const key = 'licenses: [{ kind: dongle, entitlements: { bridgeSessions: 8 } }]'
  return expectMarked(
    'license-mechanism-fits',
    deployment(`servers: [{ name: A, version: 4.0(5) }, { name: B, version: 3.1(5) }]
bridges:
  - { name: C, version: 3.0(6), bridgehead: A, ${key} } # <- error unlicensed 4.0(5)
  - { name: D, version: 2.1(2), bridgehead: B, ${key} }
`),
  )
})

// FAQ "Are there any demo license files supported on Cisco Unity 4.0?": a demo expires in 60 or 90 days. It may have begun today.
test('a demo has an end within its term', async () => {
  const demo = (expires: string, mark = '', version = '4.0(5)') =>
    expectMarked(
      'demo-license-once',
      deployment(
        `servers:\n  - name: A\n    version: ${version}\n    licenses:\n      - kind: demo\n        hostId: ANY\n        expires: ${expires}${mark}\n`,
        '2007-03-01',
      ),
    )
  await demo('2007-05-30')
  await demo('2007-05-31', ' # <- error refused 91 90')
  await demo('permanent', ' # <- error refused end 90')
  await demo('permanent', '', '5.0(1)')
})

// A host id that is another machine's says what has been mixed up.
test('a licence for another server names it', () =>
  expectMarked(
    'license-host-matches',
    deployment(`servers:
  - name: A
    version: 4.0(5)
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]
    licenses: [{ kind: declared, hostId: 000BCD112244, expires: permanent, entitlements: {} }] # <- error refused 000BCD112244 nic1 of B 000BCD112233
  - { name: B, version: 4.0(5), nics: [{ name: nic1, mac: 00-0B-CD-11-22-44 }] }
`),
  ))

// "What is left out is unknown": a member that does not say how many users it has leaves the pool undecided.
test('a pool is not decided while a member leaves its users out', () =>
  expectMarked(
    'license-covers-use',
    deployment(`directory: corp.example
servers:
  - { name: A, version: 4.0(5), users: { unifiedMessaging: 200 }, licenses: [{ kind: declared, expires: permanent, entitlements: { unifiedMessagingUsers: 200 } }] }
  - { name: C, version: 4.0(5), licenses: [] }
pools: [{ name: anz, members: [A, C] }]
# ?? C: how many unified messaging users
`),
  ))
