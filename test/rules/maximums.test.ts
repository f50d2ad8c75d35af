/** Maximums from documents and from hearsay, asked of `license-within-maximum` and of the rules for what is configured. FAQ is the Cisco Unity Licensing FAQ, document 23277. */
import { describe, expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import { feature } from '../../src/knowledge/knowledge.ts'
import { deployment, expectMarked } from '../model/judged.ts'

// FAQ "What if a purchased upgrade conflicts with a configuration that already exists or exceeds published maximums?": four-hour
// shutdown mode. The figures of the documents are made up.
const judge = (...texts: string[]) => expectMarked('license-within-maximum', texts)

const maximums = (...rows: string[]): string =>
  `apiVersion: cuspec/v1\nkind: Maximums\nsource: { title: Made up }\nmaximums:\n${rows.map((row) => `  - { ${row} }\n`).join('')}`

/** A server that is licensed for so many voice ports, which are on the line of the mark. */
const server = (version: string, rest: string, ports: number, mark = ''): string =>
  deployment(`servers:
  - name: SYD-UNITY1
    version: ${version}
    ${rest}
    licenses:
      - kind: ${version.startsWith('3') ? 'dongle' : 'declared'}
        entitlements:
          voicePorts: ${ports}${mark}
`)

const [first, other] = ['platform: EXAMPLE-1', 'platform: EXAMPLE-2']
const row = 'what: voicePorts, platform: EXAMPLE-1, from: 5.0(1), to: 7.0(2), value: 48'

test('a maximum is kept up to its value', async () => {
  await judge(server('5.0(1)', first, 48), maximums(row))
  await judge(server('5.0(1)', first, 49, ' # <- error shutdown 49 48 EXAMPLE-1'), maximums(row))
})

test('a maximum holds for its platform, or for all', async () => {
  await judge(server('5.0(1)', other, 49, ' # ?? SYD-UNITY1: voice ports for 5.0(1) on EXAMPLE-2'), maximums(row))
  await judge(server('5.0(1)', 'role: standalone', 49, ' # ?? SYD-UNITY1: voice ports for 5.0(1)'), maximums(row))
  const all = maximums(row.replace('platform: EXAMPLE-1, ', ''))
  await judge(server('5.0(1)', other, 49, ' # <- error shutdown 49 48'), all)
})

test('of maximums that disagree all are shown, and it is an error beyond the highest only', async () => {
  const two = [maximums(row), maximums(row.replace('48', '32'))]
  await judge(server('5.0(1)', first, 32), ...two)
  await judge(server('5.0(1)', first, 33, ' # <- warning shutdown 33 32 48'), ...two)
  await judge(server('5.0(1)', first, 48, ' # <- warning shutdown 48 32 disagree'), ...two)
  await judge(server('5.0(1)', first, 49, ' # <- error shutdown 49 32 48'), ...two)
  await judge(server('5.0(1)', first, 49, ' # <- error shutdown 49 32 40 48'), ...two, maximums(row.replace('48', '40')))
})

test('both places and both sources of maximums that disagree are given', async () => {
  const texts = [server('5.0(1)', first, 33), maximums(row), maximums(row.replace('48', '32'))]
  const { findings } = await check(
    texts.map((text, index) => ({ file: `${index}.yaml`, bytes: Buffer.from(text) })),
    { today: '2007-03-01' },
  )
  expect(findings.map(({ related }) => related.map(({ file, message }) => `${file} ${message}`))).toEqual([
    ['2.yaml at most 32', '1.yaml at most 48'],
  ])
  expect(findings.flatMap(({ cites }) => cites.map(({ fact }) => fact)).filter((fact) => fact.includes('.yaml'))).toEqual([
    '2.yaml#maximums.0',
    '1.yaml#maximums.0',
  ])
})

// The schema: a row without a platform is for every platform; where one names it, that decides, and a lower one for all is a question.
test('a maximum of the platform goes before one for all', async () => {
  const all = (value: number) => maximums(row, `what: voicePorts, value: ${value}`)
  await judge(server('5.0(1)', first, 49, ' # <- error shutdown 49 48 EXAMPLE-1'), all(80))
  await judge(server('5.0(1)', first, 40, ' # ?? SYD-UNITY1: which maximum'), all(32))
  await judge(server('5.0(1)', first, 49, ' # <- error shutdown 49 48 EXAMPLE-1'), all(32))
  await judge(server('5.0(1)', other, 33, ' # <- error shutdown 33 32'), all(32))
})

test('a maximum holds from its first to its last release, both included', async () => {
  await judge(server('7.0(2)', first, 49, ' # <- error shutdown 49 48'), maximums(row))
  await judge(server('4.2(1)', first, 49, ' # ?? SYD-UNITY1: published maximums'), maximums(row))
  await judge(server('"8.0"', first, 49, ' # ?? SYD-UNITY1: published maximums'), maximums(row))
  await judge(server('"8.0"', first, 49, ' # <- error shutdown 49 48'), maximums(row.replace(', to: 7.0(2)', '')))
  await judge(server('4.2(1)', first, 49, ' # <- error shutdown 49 48'), maximums(row.replace('from: 5.0(1), ', '')))
})

test('a maximum whose range is the wrong way round holds for no release', async () => {
  const reversed = maximums('what: voicePorts, from: 7.0(2), to: 5.0(1), value: 48')
  await judge(server('5.0(1)', first, 49, ' # ?? SYD-UNITY1: published maximums'), reversed)
  await expectMarked('release-known', reversed.replace(/(to: .* })/, '$1 # <- error - 5.0(1) 7.0(2)'))
  await expectMarked('release-known', maximums('what: voicePorts, from: 5.0(1), to: 5.0(1), value: 48'))
})

// One forum answer gives 72 voice ports for 4.0: a warning, worded as hearsay, and not a word of it where the vendor states a figure.
test('what a forum reports never stands beside what is stated, and is no error', async () => {
  const stated = maximums(row.replace('5.0(1)', '4.0(1)').replace('48', '80'))
  await judge(server('4.0(5)', first, 72, ' # ?? SYD-UNITY1: published maximums'))
  await judge(`${server('4.0(5)', first, 73, ' # <- warning shutdown 73 72 reports')}# ?? SYD-UNITY1: published maximums`)
  await judge(server('4.0(5)', first, 80), stated)
  await judge(server('4.0(5)', first, 81, ' # <- error shutdown 81 80'), stated)
  await judge(`${server('4.0(5)', other, 73, ' # <- warning shutdown 73 72 reports')}# ?? SYD-UNITY1: published maximums`, stated)
})

// "About License Requirements for Failover": from 4.0 on a licence on the secondary has no effect; before, it was the server's own.
test('what a secondary is licensed for exceeds nothing from 4.0 on', async () => {
  const all = maximums('what: voicePorts, value: 48')
  await judge(server('4.0(5)', 'role: secondary', 49), all)
  await judge(server('3.1(5)', 'role: secondary', 49, ' # <- error shutdown 49 48'), all)
})

// FAQ "What features are controlled by licensing?": Bridge sessions are one of them, so a published maximum of them counts as well.
test('the licence of a Bridge is held to maximums', async () => {
  const bridge = (sessions: number, mark = ''): string =>
    deployment(`servers: [{ name: SYD-UNITY1, version: 4.0(5), licenses: [] }]
bridges:
  - { name: B1, version: 3.0(6), bridgehead: SYD-UNITY1, licenses: [{ kind: declared, entitlements: { bridgeSessions: ${sessions} } }] }${mark}
`)
  const all = maximums('what: bridgeSessions, value: 16')
  await judge(bridge(16), all)
  await judge(bridge(17, ' # <- error shutdown 17 16'), all)
})

// What a Maximums document that could not be read states may be another figure than the forum's.
test('hearsay does not count beside maximums that could not be read', () =>
  judge(`${server('4.0(5)', first, 73)}# ?? SYD-UNITY1: published maximums`, `${maximums('what: voicePort, value: 80')}# unread\n`))

// FAQ, the same question: what is approved is a configuration. Networking guide of 5.x, page 2-1: a server has a maximum of users and
// of ports, beyond which more servers are the answer.
describe('what is configured', () => {
  const configured = (use: string): string => deployment(`servers:\n  - name: SYD-UNITY1\n    version: 5.0(1)\n    ${first}\n    ${use}\n`)
  const of = (what: string, value: number): string => maximums(row.replace('voicePorts', what).replace('48', String(value)))
  const kinds = [
    ['ports-within-maximum', 'voicePorts', 8, 'ports: [{ count: 4 }, { count: 4 }]', 'ports: [{ count: 4 }, { count: 5 }]'],
    ['users-within-maximum', 'voiceMailUsers', 8, 'users: { voiceMail: 8, inbox: 0 }', 'users: { voiceMail: 9 }'],
    ['users-within-maximum', 'unifiedMessagingUsers', 8, 'users: { unifiedMessaging: 8 }', 'users: { unifiedMessaging: 9 }'],
    ['users-within-maximum', 'inboxUsers', 8, 'users: { inbox: 8 }', 'users: { inbox: 9 }'],
    ['sessions-within-maximum', 'ttsSessions', 8, 'ttsSessions: 8', 'ttsSessions: 9'],
    ['sessions-within-maximum', 'languages', 2, 'languages: [ENU, FRA]', 'languages: [ENU, FRA, DEU]'],
  ] as const

  test.each(kinds)('%s: %s', async (rule, what, value, within, beyond) => {
    await expectMarked(rule, [configured(within), of(what, value)])
    await expectMarked(rule, [configured(`${beyond} # <- error - ${value} ${value + 1} 5.0(1) EXAMPLE-1`), of(what, value)])
    await expectMarked(rule, `${configured(within)}# ?? SYD-UNITY1: ${feature(what).title} for 5.0(1) on EXAMPLE-1`)
  })

  test('of a Bridge goes by the release of its bridgehead', async () => {
    const bridge = (sessions: number, mark = ''): string =>
      deployment(
        `servers: [{ name: A, version: 4.0(5) }]\nbridges:\n  - { name: B1, version: 3.0(6), bridgehead: A, sessions: ${sessions} }${mark}\n`,
      )
    await expectMarked('sessions-within-maximum', [bridge(8), maximums('what: bridgeSessions, to: 4.0(5), value: 8')])
    await expectMarked('sessions-within-maximum', [
      bridge(9, ' # <- error - 9 8 4.0(5)'),
      maximums('what: bridgeSessions, to: 4.0(5), value: 8'),
    ])
    await expectMarked('sessions-within-maximum', [
      bridge(9, ' # ?? B1: Bridge sessions'),
      maximums('what: bridgeSessions, to: 4.0(4), value: 8'),
    ])
  })

  // A forum: 24 ports on the primary and 24 on the secondary are 24 calls. So nothing is added, and each is a server with its maximum.
  test('of a pair is judged server by server', () =>
    expectMarked('ports-within-maximum', [
      deployment(`servers:
  - { name: A, version: 5.0(1), ${first}, ports: [{ count: 48 }] }
  - { name: B, version: 5.0(1), ${first}, ports: [{ count: 49 }] } # <- error - 49 48
failover: [{ primary: A, secondary: B }]
`),
      maximums(row),
    ]))
})

test('what has no published maximum is missing once for a server, whoever asks', async () => {
  const spec = deployment(`servers:
  - name: SYD-UNITY1
    version: "8.0"
    platform: MCS 7845
    ports: [{ count: 8, does: [answer, mwi] }]
    users: { voiceMail: 9 }
    languages: [ENU]
    licenses: [{ kind: declared, hostId: ANY, expires: permanent, entitlements: { voicePorts: 8, voiceMailUsers: 9, languages: 1, inboxUsers: 2 } }]
`)
  const { coverage } = await check([{ file: 'a.yaml', bytes: Buffer.from(spec) }], { today: '2010-03-01' })
  expect(new Set(coverage.unchecked.map(({ missing }) => missing))).toEqual(
    new Set(['published maximums of voice ports, voice mail users, Inbox users, languages for 8.0 on MCS 7845']),
  )
  expect(new Set(coverage.unchecked.map(({ remedy }) => remedy))).toEqual(
    new Set(['a Maximums document states each in a row { what: voicePorts, platform: "MCS 7845", from: "8.0", to: "8.0", value: … }']),
  )
  expect(coverage.unchecked.map(({ rule }) => rule)).toEqual([
    'license-within-maximum',
    'ports-within-maximum',
    'users-within-maximum',
    'sessions-within-maximum',
  ])
})

// FAQ "Which Cisco Unity upgrades are controlled by the dongle?": builds of 2.4.6 are written 2.4.6.x. A range has releases for ends.
test('a build is no end of a range, and such a row holds for nothing', async () => {
  const build = (end: string, mark = ''): string => `${maximums(`what: voicePorts, ${end}, value: 8`)}`.replace(/ }\n$/, ` }${mark}\n`)
  await expectMarked('release-known', build('from: 2.4.6.140', ' # <- error - 2.4.6.140 2.4.6'))
  await expectMarked('release-known', build('to: 2.4.6.140', ' # <- error - 2.4.6.140 2.4.6'))
  await expectMarked('release-known', build('from: 2.4.6, to: 2.4.6'))
  const old = deployment('servers: [{ name: A, version: 2.4.6.135, ports: [{ count: 9 }] }]')
  await expectMarked('ports-within-maximum', [`${old} # ?? A: voice ports for 2.4.6`, build('from: 2.4.6.140')])
  await expectMarked('ports-within-maximum', [`${old} # <- error - 9 8 2.4.6.135`, build('from: 2.4.6')])
})

// What can be ordered for a release that no source names can be ordered for none.
test('the releases of a price book are known', () =>
  expectMarked(
    'release-known',
    `apiVersion: cuspec/v1
kind: PriceBook
metadata: { name: prices }
currency: AUD
items:
  - { partNumber: A, price: 1, from: 4.0(1), to: 4.2(1), upgradesFrom: 2.4.6.135, entitles: { voicePorts: 1 } }
  - { partNumber: B, price: 1, from: 6.0(1), entitles: { voicePorts: 1 } } # <- error - 6.0(1)
  - { partNumber: C, price: 1, to: 4.0(9), entitles: { voicePorts: 1 } } # <- error - 4.0(9)
  - { partNumber: D, price: 1, upgradesFrom: 3.2(1), entitles: { voicePorts: 1 } } # <- error - 3.2(1)
  - { partNumber: E, price: 1, from: 4.2(1), to: 4.0(1), entitles: { voicePorts: 1 } } # <- error - 4.0(1) 4.2(1)
`,
  ))
