/** `lint --without`: what is left when servers fail, worked out on paper. Every JSON report is held to its schema on the way. */
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf, lintToJson } from './program.ts'

const deployment = (body: string): string =>
  `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2007-03-01 }\ndirectory: corp.example\n${body}`
const licences = (entitlements: string): string => `licenses: [{ kind: declared, expires: permanent, entitlements: { ${entitlements} } }]`

const folder = (text: string): string => folderOf({ 'a.cuspec.yaml': text })
const cases = (text: string, ...without: string[]) =>
  lintToJson(
    without.map((name) => `--without=${name}`),
    { cwd: folder(text) },
  ).failures?.cases ?? []
const textOf = (text: string, ...without: string[]): string =>
  cuspec(['lint', ...without.map((name) => `--without=${name}`)], { cwd: folder(text) }).stdout.replaceAll(/\s+/g, ' ')

// A pair of 32 and 24 ports with 500 users, and a server alone with 16 ports, 100 users and licences for 300. The pool holds 400 + 300.
const fleet = deployment(`servers:
  - { name: A, version: 5.0(1), ports: [{ count: 32 }], users: { voiceMail: 500, unifiedMessaging: 0, inbox: 0 }, ${licences('voicePorts: 32, voiceMailUsers: 400, secondaryServer: true')} }
  - { name: B, version: 5.0(1), ports: [{ count: 24 }] }
  - { name: C, version: 5.0(1), ports: [{ count: 16 }], users: { voiceMail: 100 }, ${licences('voicePorts: 16, voiceMailUsers: 300, bridgeSessions: 8')} }
failover: [{ primary: A, secondary: B, wizardRunOn: [A, B] }]
pools: [{ name: anz, members: [A, C] }]
bridges:
  - { name: BR1, version: 3.0(6), bridgehead: C, sessions: 8, licenses: [] }
  - { name: BR2, version: 3.0(6), bridgehead: A, licenses: [] }
`)

describe('without', () => {
  // B answers 24 calls where A answered 32; 24 + 16 of 32 + 16 ports. The users stay: 500 + 100 on the 300 of C, if those of A no longer count.
  test('a primary its secondary stands in', () => {
    const [failure] = cases(fleet, 'A')
    expect(failure).toMatchObject({
      without: ['A'],
      servers: [{ name: 'A', standIn: { name: 'B', missing: [], short: [{ what: 'voicePorts', needed: 32, has: 24, by: 'its ports' }] } }],
      bridges: [{ name: 'BR2', bridgehead: 'A', sessions: null, standIn: 'B' }],
      capacity: { voicePorts: { all: 48, left: 40, untold: 0 }, voiceMailUsers: { all: 600, left: 600, untold: 0 } },
    })
    expect(failure?.pools).toContainEqual(expect.objectContaining({ pool: 'anz', what: 'voiceMailUsers', used: 600, verdict: 'short' }))
    const text = textOf(fleet, 'A')
    expect(text).toContain('B stands in for A, for a limited time')
    expect(text).toContain('no source states: - how long a secondary goes on without its primary')
    expect(text).toContain('Client Access Licenses')
    expect(text).toContain('300 voice mail users licensed for 600 in service, 300 too few')
    expect(text).toContain('whether the licences of a server that has failed still count in its pool')
    expect(text).toContain('unless B serves as one, which no source states')
    expect(text).toContain('left in service: 40 of 48 voice ports')
  })

  test('a secondary nothing changes but that nobody stands in', () => {
    const [failure] = cases(fleet, 'B')
    expect(failure).toMatchObject({ servers: [{ name: 'B', goesOn: 'A' }], pools: [], bridges: [] })
    expect(failure?.capacity.voicePorts).toEqual({ all: 48, left: 48, untold: 0 })
    expect(textOf(fleet, 'B')).toContain('A, which goes on as before, with nobody to stand in')
  })

  // 500 users are left on the 400 of A: 100 too few. C does not say how many users of the other kinds it has.
  test('a server that stands alone its users have no service', () => {
    const [failure] = cases(fleet, 'C')
    expect(failure).toMatchObject({
      servers: [{ name: 'C', lost: { voicePorts: 16, voiceMailUsers: 100, unifiedMessagingUsers: null, inboxUsers: null } }],
      bridges: [{ name: 'BR1', sessions: 8 }],
      capacity: { voicePorts: { all: 48, left: 32 }, voiceMailUsers: { all: 600, left: 500 }, inboxUsers: { all: 0, left: 0, untold: 1 } },
    })
    expect(failure?.bridges[0]).not.toHaveProperty('standIn')
    expect(textOf(fleet, 'C')).toContain('400 voice mail users licensed for 500 in service, 100 too few')
  })

  test('both of a pair nobody stands in', () => {
    const [failure, ...others] = cases(fleet, 'A', 'B')
    expect(others).toEqual([])
    expect(failure).toMatchObject({
      without: ['A', 'B'],
      servers: [{ without: 'B, its secondary, fails with it', lost: { voicePorts: 32, voiceMailUsers: 500 } }, { name: 'B' }],
      capacity: { voicePorts: { all: 48, left: 16 }, voiceMailUsers: { all: 600, left: 100 } },
    })
  })

  test('* every server fails in turn', () => {
    expect(cases(fleet, '*')).toEqual([...cases(fleet, 'A'), ...cases(fleet, 'B'), ...cases(fleet, 'C')])
  })

  test('a stand-in that is not licensed or not enabled is none', () => {
    expect(cases(fleet.replace(', secondaryServer: true', ''), 'A')[0]?.servers[0]).toMatchObject({
      without: 'no licence of A grants a secondary server',
      lost: { voicePorts: 32 },
    })
    expect(cases(fleet.replace('wizardRunOn: [A, B]', 'wizardRunOn: [A]'), 'A')[0]?.servers[0]).toHaveProperty('lost')
    const unknown = fleet.replace(', wizardRunOn: [A, B]', '')
    expect(cases(unknown, 'A')[0]?.servers[0]).toMatchObject({ standIn: { missing: ['the servers on which the failover wizard has run'] } })
  })

  // Up to 3.x the stand-in has a dongle of its own: 300 users on it, for 400.
  test('a primary with a dongle its secondary has its own', () => {
    const dongle = (serial: string, users: number): string =>
      `dongle: { serial: "${serial}" }, licenses: [{ kind: dongle, serial: "${serial}", entitlements: { voicePorts: ${users / 10 - 16}, voiceMailUsers: ${users}, amis: ${users > 300} } }]`
    const pair = deployment(`servers:
  - { name: A, version: 3.1(5), ports: [{ count: 24 }], users: { voiceMail: 400 }, features: [amis], ${dongle('11111111', 400)} }
  - { name: B, version: 3.1(5), ports: [{ count: 24 }], ${dongle('22222222', 300)} }
failover: [{ primary: A, secondary: B }]
`)
    expect(cases(pair, 'A')[0]?.servers[0]).toMatchObject({
      standIn: {
        short: [
          { what: 'voicePorts', needed: 24, has: 14, by: 'its own licences' },
          { what: 'voiceMailUsers', needed: 400, has: 300, by: 'its own licences' },
        ],
        lacks: ['AMIS networking'],
      },
    })
    const text = textOf(pair, 'A')
    expect(text).toContain('B has too few voice mail users: 300 for 400, by its own licences')
    expect(text).toContain('B has no licence for AMIS networking, which A uses')
    expect(text).toContain('left in service: 14 of 24 voice ports, 300 of 400 voice mail users')
  })

  test('a dongle that cannot be read stands in for none', () => {
    const pair = deployment(`servers:
  - { name: A, version: 3.1(5), ports: [{ count: 24 }], dongle: { serial: "11111111" } }
  - { name: B, version: 3.1(5), ports: [{ count: 24 }], dongle: { serial: "00000001" } }
failover: [{ primary: A, secondary: B }]
`)
    expect(textOf(pair, 'A')).toContain('A fails and the dongle of B, its secondary, cannot be read; without service: 24 voice ports')
  })

  test.each([
    [['D'], 'no server has that name'],
    [['BR1'], 'it is a Bridge, not a server'],
    [['anz'], 'it is a pool, not a server'],
    [['A', '*'], 'alone for every server in turn'],
  ])('%j is refused', (names, words) => {
    const { status, stdout, stderr } = cuspec(['lint', ...names.map((name) => `--without=${name}`)], { cwd: folder(fleet) })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(words)
  })

  test('a name that is nearly right is told which is', () => {
    const text = deployment('servers: [{ name: SYD-UNITY1, version: 4.0(5) }]\n')
    expect(cuspec(['lint', '--without', 'SYD-UNTIY1'], { cwd: folder(text) }).stderr).toContain('did you mean SYD-UNITY1?')
  })

  test('any of 2,000 servers in pools and pairs, one after the other', () => {
    const count = 2000
    const many = (line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('')
    const text = deployment(
      `servers:\n${many((n) => `  - { name: S${n}, version: 4.0(5), users: { voiceMail: 1 }${n % 2 === 0 ? `, ${licences('voiceMailUsers: 2, secondaryServer: true')}` : ''} }\n`)}failover:\n${many((n) => (n % 2 === 0 ? `  - { primary: S${n}, secondary: S${n + 1}, wizardRunOn: [S${n}, S${n + 1}] }\n` : ''))}pools: [{ name: p, members: [${many((n) => (n % 2 === 0 ? `S${n}, ` : ''))}] }]\n`,
    )
    const found = cases(text, '*')
    expect(found).toHaveLength(count)
    // Without one primary 999 × 2 licences are left for 1,000 users.
    expect(found[0]?.pools).toMatchObject([{ what: 'voiceMailUsers', used: 1000, verdict: 'covered' }])
  })
})
