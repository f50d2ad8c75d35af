/**
 * Licence trouble seen in practice, each as a spec that has it beside one that does not. FAQ is the Cisco Unity Licensing FAQ, document
 * 23277; the others are named. Numbers are those of the list of symptoms; those of servers and figures are made up.
 */
import { describe, expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import { deployment, expectMarked } from '../model/judged.ts'

const asOf = '2007-03-01'

/** A server with what `body` says, each line indented below its name. */
const server = (version: string, ...body: string[]): string =>
  `servers:\n  - name: SYD-UNITY1\n    version: ${version}\n${body.map((line) => `    ${line}\n`).join('')}`

const declared = (hostId: string, entitlements: string): string =>
  `{ kind: declared, hostId: ${hostId}, expires: permanent, entitlements: { ${entitlements} } }`

const findingsIn = async (body: string) =>
  (await check([{ file: 'a.cuspec.yaml', bytes: Buffer.from(deployment(body, asOf)) }], { today: asOf })).findings

const clean = async (body: string): Promise<void> => expect((await findingsIn(body)).map(({ message }) => message)).toEqual([])

describe('is flagged:', () => {
  // Event 113 in "Troubleshooting Digital Networking Replication and License Pooling": 28 days of grace, then every 48 hours.
  test('T3, more features in use than licensed, on 7.x and 8.x', async () => {
    for (const version of ['7.0(2)', '"8.0"']) {
      const spec = (count: number, mark: string): string =>
        server(version, `users: { voiceMail: ${count} }${mark}`, `licenses: [${declared('ANY', 'voiceMailUsers: 500')}]`)
      await expectMarked('license-covers-use', deployment(spec(501, ' # <- error shutdown 501 500 48 28'), asOf))
      await clean(spec(500, ''))
    }
  })

  // FAQ "What happens if I run Key Dump and it reports a serial number of 00000001?"
  test('T7, the dongle serial 00000001', async () => {
    const spec = (serial: string, mark = '') => server('3.1(5)', `dongle: { serial: "${serial}" }${mark}`)
    await expectMarked('license-mechanism-fits', deployment(spec('00000001', ' # <- error unlicensed 00000001')))
    await clean(spec('12345678'))
  })

  // FAQ "If the NIC of a customer fails, how do they receive a replacement license?"
  test('T9, a licence for the MAC of the NIC that was replaced', async () => {
    const spec = (hostId: string, mark = '') =>
      server('4.0(5)', 'nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]', `licenses: [${declared(hostId, 'voicePorts: 8')}]${mark}`)
    await expectMarked('license-host-matches', deployment(spec('000BCD112200', ' # <- error refused 000BCD112200 000BCD112233')))
    await clean(spec('000BCD112233'))
  })

  // FAQ "What MAC address do I need to use if I have a dual NIC card?"
  test('T10, a licence for a burned-in MAC of a team', async () => {
    const spec = (hostId: string, mark = '') =>
      server(
        '4.0(5)',
        'nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }, { name: nic2, mac: 00-0B-CD-11-22-34 }]',
        'team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }',
        `licenses: [${declared(hostId, 'voicePorts: 8')}]${mark}`,
      )
    await expectMarked('license-host-matches', deployment(spec('000BCD112234', ' # <- error refused nic2 020BCD112235')))
    await clean(spec('020BCD112235'))
  })

  // FAQ "What if a purchased upgrade conflicts with a configuration that already exists or exceeds published maximums?"
  test('T11, more licensed or configured than the platform may have', async () => {
    const list =
      'apiVersion: cuspec/v1\nkind: Maximums\nsource: { title: Made up }\nmaximums: [{ what: voicePorts, platform: EXAMPLE-1, value: 48 }]\n'
    const spec = (configured: number, licensed: number, marks: readonly [string, string]): string =>
      deployment(
        server(
          '4.0(5)',
          'platform: EXAMPLE-1',
          `ports: [{ count: ${configured} }]${marks[0]}`,
          `licenses: [${declared('ANY', `voicePorts: ${licensed}`)}]${marks[1]}`,
        ),
      )
    await expectMarked('license-within-maximum', [spec(48, 64, ['', ' # <- error shutdown 64 48 4']), list])
    await expectMarked('ports-within-maximum', [spec(64, 64, [' # <- error - 64 48', '']), list])
    for (const rule of ['license-within-maximum', 'ports-within-maximum']) await expectMarked(rule, [spec(48, 48, ['', '']), list])
  })

  // FAQ "I received a text file dongle upgrade from Cisco": files are cumulative, and one that is removed takes its licences along.
  test('T12, an older file is missing from the list', async () => {
    const [older, newer] = [declared('ANY', 'voicePorts: 16'), declared('ANY', 'voicePorts: 8')]
    const spec = (licenses: string, mark = '') => server('4.0(5)', `ports: [{ count: 24 }]${mark}`, `licenses: [${licenses}]`)
    await expectMarked('license-covers-use', deployment(spec(newer, ' # <- error unlicensed 24 8')))
    await clean(spec(`${older}, ${newer}`))
  })

  // "About License Requirements for Failover": installing licence files on the secondary has no effect.
  test('T13, a licence on the secondary', async () => {
    const spec = (licence: string, mark = '') => `servers:
  - { name: A, version: 4.0(5), licenses: [${declared('ANY', 'voicePorts: 8, secondaryServer: true')}] }
  - name: B
    version: 4.0(5)
    ${licence}${mark}
failover: [{ primary: A, secondary: B, wizardRunOn: [A, B] }]
`
    const own = `licenses: [${declared('ANY', 'voicePorts: 8')}]`
    await expectMarked('secondary-holds-no-license', deployment(spec(own, ' # <- warning advice B primary')))
    await clean(spec('role: secondary'))
  })

  // FAQ "Are there any demo license files supported on Cisco Unity 4.0?": no second demo for a MAC.
  test('T15, a second demo licence for a MAC', async () => {
    const spec = (second: string, mark = '') => `servers:
  - { name: A, version: 4.0(5), licenses: [{ kind: demo, hostId: 000BCD112233, expires: 2007-05-01 }] }
  - { name: B, version: 4.0(5), licenses: [{ kind: demo, hostId: ${second}, expires: 2007-05-01 }] }${mark}
`
    await expectMarked('demo-license-once', deployment(spec('00-0B-CD-11-22-33', ' # <- error refused 000BCD112233 A'), asOf))
    await clean(spec('00-0B-CD-11-22-34'))
  })

  // FAQ "How do I receive licensing for the Cisco Unity Bridge?"
  test('T16, a Bridge licence that is tied to the wrong machine', async () => {
    const spec = (
      version: string,
      bridge: string,
      hostId: string,
      mark = '',
    ) => `${server(version, 'nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]')}
bridges:
  - name: B1
    version: ${bridge}
    bridgehead: SYD-UNITY1
    nics: [{ name: nic1, mac: 00-0B-CD-99-88-77 }]
    licenses: [${declared(hostId, 'bridgeSessions: 8')}]${mark}
`
    const [unity, own] = ['000BCD112233', '000BCD998877']
    await expectMarked('bridge-license-host', deployment(spec('4.0(3)', '3.0(6)', unity, ` # <- error refused ${own}`)))
    await clean(spec('4.0(3)', '3.0(6)', own))
    await expectMarked('bridge-license-host', deployment(spec('4.0(2)', '2.1(2)', own, ` # <- error refused ${unity}`)))
    await clean(spec('4.0(2)', '2.1(2)', unity))
  })

  // FAQ "Are there any demo license files supported on Cisco Unity 4.0?": two ports, 10 users, 30 seconds.
  test('T17, the default file in force', async () => {
    const spec = (ports: number, users: number, seconds: number, marks: readonly [string, string, string]): string =>
      server(
        '4.0(5)',
        `ports: [{ count: ${ports} }]${marks[0]}`,
        `users: { voiceMail: ${users} }${marks[1]}`,
        `maxMessageSeconds: ${seconds}${marks[2]}`,
        'licenses: [{ kind: default }]',
      )
    const marks = [' # <- error unlicensed 3 2', ' # <- error shutdown 11 10', ' # <- error unlicensed 31 30'] as const
    await expectMarked('default-license-suffices', deployment(spec(3, 11, 31, marks)))
    // Nobody else says the same again.
    expect((await findingsIn(spec(3, 11, 31, marks))).map(({ rule }) => rule)).toEqual(marks.map(() => 'default-license-suffices'))
    await clean(spec(2, 10, 30, ['', '', '']))
  })
})

describe('is not flagged:', () => {
  const with8 = (hostId: string, pak: string): string =>
    server(
      '4.0(5)',
      'ports: [{ count: 8 }]',
      'nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]',
      `licenses: [{ kind: declared, hostId: ${hostId}, expires: permanent, pak: "${pak}", entitlements: { voicePorts: 8 } }]`,
    )

  // A genuine file of Cisco Unified Presence has `<PAK></PAK>`.
  test('an empty PAK', () => clean(with8('000BCD112233', '')))

  // FLEXnet guide, page 103: ANY locks nothing.
  test('a licence for any host', () => clean(with8('ANY', 'UNTY-4A-BC-123456')))

  // Names and addresses void the licences of other products; those of Cisco Unity go by the MAC.
  test('T23, a server that was renamed', () => clean(with8('000BCD112233', '').replace('SYD-UNITY1', 'SYD-VOICEMAIL')))

  // White paper, headings: 5.x goes with 4.x. No source at hand gives its hours.
  test('an interval of 5.x that nobody published', async () => {
    const [finding, ...others] = await findingsIn(
      server('5.0(1)', 'users: { voiceMail: 501 }', `licenses: [${declared('ANY', 'voiceMailUsers: 500')}]`),
    )
    expect(others).toEqual([])
    expect(finding?.consequence).toBe('shutdown')
    expect(finding?.message).not.toMatch(/hour/)
    expect(finding?.message.replace(/5\.0\(1\)|SYD-UNITY1/g, '').match(/\d+/g)).toEqual(['501', '500'])
  })
})
