/** Maximums from documents and from hearsay, asked of `license-within-maximum`. FAQ is the Cisco Unity Licensing FAQ, document 23277. */
import { test } from 'vitest'
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
  await judge(server('5.0(1)', 'role: standalone', 49, ' # ?? SYD-UNITY1: and the platform'), maximums(row))
  const all = maximums(row.replace('platform: EXAMPLE-1, ', ''))
  await judge(server('5.0(1)', other, 49, ' # <- error shutdown 49 48'), all)
})

test('of two maximums the lower counts', () =>
  judge(server('5.0(1)', first, 49, ' # <- error shutdown 49 32'), maximums(row, row.replace('48', '32'), row.replace('48', '40'))))

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
