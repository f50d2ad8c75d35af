/** Default and demo licences, where they are all there is. FAQ "Are there any demo license files supported on Cisco Unity 4.0?", document 23277. */
import { describe, test } from 'vitest'
import { deployment, expectMarked } from '../model/judged.ts'

const demo = (hostId: string, more = ''): string => `{ kind: demo, hostId: ${hostId}, expires: 2007-05-01${more} }`

// "you cannot register a second Cisco Unity demo license with the same MAC address"
describe('a MAC has one demo licence', () => {
  const once = (...licenses: string[]) =>
    expectMarked(
      'demo-license-once',
      deployment(
        licenses
          .map((line) => `  - ${line}`)
          .reduce((text, line, index) => `${text}  - name: S${index}\n    version: 4.0(5)\n    licenses:\n    ${line}\n`, 'servers:\n'),
      ),
    )

  test('however it is written', async () => {
    await once(demo('000BCD112233'), demo('000BCD112234'))
    await once(demo('000BCD112233'), `${demo('00-0b-cd-11-22-33')} # <- error refused 000BCD112233 S0`)
    await once(demo('"00:0B:CD:11:22:33"'), `${demo('000b.cd11.2233')} # <- error refused 000BCD112233`)
  })

  test('also among several hosts', async () => {
    await once(demo('"000BCD112233 000BCD112244"'), `${demo('000BCD112244')} # <- error refused 000BCD112244`)
    // One licence that names a host twice is one licence.
    await once(demo('"000BCD112233 000BCD112233"'), demo('000BCD112244'))
  })

  test('that a third is one too many is said as well', () =>
    once(demo('000BCD112233'), `${demo('000BCD112233')} # <- error refused S0`, `${demo('000BCD112233')} # <- error refused S0`))

  // ANY locks nothing, DEMO is as ANY (FLEXnet guide, page 103); what is malformed is for `mac-well-formed`.
  test('but ANY and DEMO are no MAC', async () => {
    await once(demo('ANY'), demo('ANY'))
    await once(demo('DEMO'), demo('DEMO'))
    await once(demo('00A1B2C3D4E'), demo('00A1B2C3D4E'))
  })

  test('on one server, too', () =>
    expectMarked(
      'demo-license-once',
      deployment(`servers:
  - name: A
    version: 4.0(5)
    licenses:
      - ${demo('000BCD112233')}
      - { kind: demo, hostId: 000BCD112233, expires: 2007-02-28 } # <- error refused 000BCD112233
`),
    ))

  // A licence that was bought may be for the same MAC; that is what replaces a demo.
  test('beside one that was bought', () =>
    once(demo('000BCD112233'), '{ kind: declared, hostId: 000BCD112233, expires: permanent, entitlements: { voicePorts: 8 } }'))

  test('and without a host id it is not known which', async () => {
    await once('{ kind: demo, expires: 2007-05-01 }')
    await once(demo('000BCD112233'), '{ kind: demo, expires: 2007-05-01 } # ?? S1: host id')
  })

  // The FAQ speaks of releases up to 4.x.
  test('after 4.x that is not checked', () =>
    expectMarked(
      'demo-license-once',
      deployment(`servers:
  - { name: A, version: 5.0(1), licenses: [${demo('000BCD112233')}] }
  - { name: B, version: 5.0(1), licenses: [${demo('000BCD112233')}] } # ?? B: second demo licence of 5.0(1)
`),
    ))

  // "About License Requirements for Failover": on a secondary it does nothing; `secondary-holds-no-license` says so.
  test('a secondary that lists that of its primary is for another rule', () =>
    expectMarked(
      'demo-license-once',
      deployment(`servers:
  - { name: A, version: 4.0(5), licenses: [${demo('000BCD112233')}] }
  - { name: B, version: 4.0(5), licenses: [${demo('000BCD112233')}] }
failover: [{ primary: A, secondary: B }]
`),
    ))
})

// "50 users with 16 sessions", and "two ports, 10 users": users of no kind, so it is their sum.
describe.each([
  ['demo-license-once', demo('ANY'), 16, 50],
  ['default-license-suffices', '{ kind: default }', 2, 10],
] as const)('%s', (rule, licence, ports, users) => {
  const judge = (body: string, version = '4.0(5)', more = '') =>
    expectMarked(rule, deployment(`servers:\n  - name: A\n    version: ${version}\n    ${body}\n    licenses: [${licence}${more}]\n`))

  test('counts users over the kinds', async () => {
    await judge(`users: { voiceMail: ${users} }`)
    await judge(`users: { voiceMail: ${users - 2}, unifiedMessaging: 1, inbox: 1 } # ?? A: ${users} users`)
    await judge(`users: { voiceMail: ${users - 2}, unifiedMessaging: 2, inbox: 1 } # <- error unlicensed ${users + 1} ${users}`)
    // The server counts voice mail and Inbox users in use (MIB), and no unified messaging users.
    await judge(`users: { voiceMail: ${users - 2}, inbox: 3 } # <- error shutdown ${users + 1} ${users} (inferred)`)
    await judge(`users: { unifiedMessaging: ${users + 1} } # <- error unlicensed ${users + 1} ${users}`)
  })

  test('leaves what another licence covers to others', async () => {
    const more = ', { kind: declared, expires: permanent, entitlements: { voicePorts: 1 } }'
    await judge(`ports: [{ count: ${ports + 40} }]`, '4.0(5)', more)
    await judge(
      `ports: [{ count: ${ports + 1} }] # <- error unlicensed ${ports + 1} ${ports}`,
      '4.0(5)',
      more.replace('permanent', '2007-02-28'),
    )
  })

  // The FAQ speaks of releases up to 4.x; 5.0 is for `license-covers-use`, which says that it is not checked.
  test('is not for releases after 4.x', async () => {
    const spec = `ports: [{ count: ${ports + 1} }]`
    await judge(`${spec} # <- error unlicensed`, '4.2(1)')
    await judge(spec, '5.0(1)')
    await expectMarked(
      'license-covers-use',
      `${deployment(`servers:\n  - { name: A, version: 5.0(1), ${spec}, licenses: [${licence}] }\n`)}# ?? A: licence of 5.0(1)`,
    )
  })

  // FAQ "What is pooling?": licences for users are shared, those for ports are not.
  test('leaves the users of a pool to the pool', () =>
    expectMarked(
      rule,
      deployment(`servers:
  - { name: A, version: 4.0(5), users: { voiceMail: ${users + 1} }, licenses: [${licence}] }
  - { name: B, version: 4.0(5), ports: [{ count: ${ports + 1} }], licenses: [${licence}] } # <- error unlicensed ${ports + 1} ${ports}
pools: [{ name: anz, members: [A, B] }]
`),
    ))

  // "About License Requirements for Failover": the secondary has the features of its primary, and the pair counts once.
  test('counts a pair by the larger of the two', () =>
    expectMarked(
      rule,
      deployment(`servers:
  - { name: A, version: 4.0(5), ports: [{ count: ${ports} }], users: { voiceMail: ${users + 1} }, licenses: [${licence}] } # <- error shutdown ${users + 1}
  - { name: B, version: 4.0(5), ports: [{ count: ${ports + 1} }], users: { voiceMail: ${users + 1} } } # <- error unlicensed ${ports + 1} ${ports} A
failover: [{ primary: A, secondary: B }]
`),
    ))

  test('is not checked where a pool may be in a document that could not be read', () =>
    expectMarked(rule, [
      deployment(
        `servers:\n  - { name: A, version: 4.0(5), users: { voiceMail: ${users + 1} }, licenses: [${licence}] } # ?? A: the pools of a document\n`,
      ),
      `${deployment('pools: [{ nam: anz, members: [A, B] }]')} # unread`,
    ]))
})

// "30 seconds message length"; of a demo file no length is published.
test('the default licence limits messages, a demo is not said to', async () => {
  const judge = (rule: string, licence: string, seconds: number, mark = '') =>
    expectMarked(
      rule,
      deployment(`servers:\n  - { name: A, version: 4.0(5), maxMessageSeconds: ${seconds}, licenses: [${licence}] }${mark}\n`),
    )
  await judge('default-license-suffices', '{ kind: default }', 30)
  await judge('default-license-suffices', '{ kind: default }', 31, ' # <- error unlicensed 31 30')
  await judge('demo-license-once', demo('ANY'), 31)
  await judge('message-length-licensed', demo('ANY'), 31, ' # ?? A: demo licence grants messages longer')
})

// "and so forth": of what else the default file grants nothing is published, and that is still not checked.
test('what else they grant is not checked as before', () =>
  expectMarked(
    'license-covers-use',
    deployment(
      'servers:\n  - { name: A, version: 4.0(5), ports: [{ count: 8 }], features: [vpim], licenses: [{ kind: default }] } # ?? A: VPIM\n',
    ),
  ))
