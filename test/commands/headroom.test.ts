/** `lint --headroom` and `lint --grow`: fleets small enough to be worked out on paper. Every JSON report is held to its schema on the way. */
import { describe, expect, test } from 'vitest'
import { cuspec, cuspecByOclif, folderOf, lintToJson } from './program.ts'

const deployment = (body: string): string =>
  `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2007-03-01 }\ndirectory: corp.example\n${body}`
const maximums = (...rows: string[]): string =>
  `---\napiVersion: cuspec/v1\nkind: Maximums\nsource: { title: Made up }\nmaximums:\n${rows.map((row) => `  - { ${row} }\n`).join('')}`
const licences = (entitlements: string): string => `licenses: [{ kind: declared, expires: permanent, entitlements: { ${entitlements} } }]`

const json = (text: string, ...flags: string[]) => lintToJson([...flags], { cwd: folderOf({ 'a.cuspec.yaml': text }) })
const textOf = (text: string, ...flags: string[]): string => cuspec(['lint', ...flags], { cwd: folderOf({ 'a.cuspec.yaml': text }) }).stdout

/** `A voicePorts 32/48-: 16, 40` for used / licensed, and what is left of both limits. */
function rooms(text: string, ...flags: string[]): string[] {
  const { headroom } = json(text, '--headroom', ...flags)
  return (headroom?.rows ?? []).map(({ of, kind, what, used, licensed, published, left }) => {
    const held = licensed ? (licensed.sure === licensed.possible ? licensed.sure : `${licensed.sure}..${licensed.possible ?? ''}`) : '-'
    const most = published ? published.map(({ value }) => value).join('/') || '?' : '-'
    return `${of} ${kind} ${what}: ${used ?? '?'} of ${held}, ${most}: ${left.licensed ?? '?'}, ${left.published ?? '?'}`
  })
}

// 48 - 32 = 16 and 72 - 32 = 40; 500 - 400 = 100; users of unified messaging are left out, and 50 licensed.
const alone = deployment(`servers:
  - name: A
    version: 4.0(5)
    ports: [{ count: 30, does: [answer] }, { count: 2, does: [mwi] }]
    users: { voiceMail: 400, inbox: 60 }
    ${licences('voicePorts: 48, voiceMailUsers: 500, unifiedMessagingUsers: 50, inboxUsers: 60')}
`)

describe('headroom', () => {
  test('of a server that stands alone', () => {
    expect(rooms(alone)).toEqual([
      'A server voicePorts: 32 of 48, 72: 16, 40',
      'A server voiceMailUsers: 400 of 500, ?: 100, ?',
      'A server unifiedMessagingUsers: ? of 50, ?: ?, ?',
      'A server inboxUsers: 60 of 60, ?: 0, ?',
      'A server ttsSessions: ? of 0, ?: ?, ?',
      'A server languages: ? of 0, ?: ?, ?',
    ])
    const text = textOf(alone, '--headroom')
    expect(text).toMatch(/^ {2}voice ports +32 +48 +16 +72\* +40$/m)
    expect(text).toMatch(/^ {2}unified messaging users +\? +50 +\? +\? +\?$/m)
    expect(text).toMatch(/^ {2}\* {2}one forum post alone reports it$/m)
    expect(text).toMatch(/^ {2}not stated: text-to-speech sessions, languages$/m)
    expect(text.indexOf('headroom')).toBeLessThan(text.indexOf('not checked'))
  })

  test('is not shown unless it is asked for', () => {
    expect(json(alone).headroom).toBeUndefined()
    expect(textOf(alone)).not.toContain('headroom')
  })

  // From 4.0 on both live on the licence of the primary: 48 - 32 and 48 - 24.
  test('of a pair from 4.0 on', () => {
    const pair = deployment(`servers:
  - { name: A, version: 5.0(1), ports: [{ count: 32 }], ${licences('voicePorts: 48, secondaryServer: true')} }
  - { name: B, version: 5.0(1), ports: [{ count: 24 }] }
failover: [{ primary: A, secondary: B }]
`)
    const rows = rooms(pair).filter((row) => row.includes('voicePorts'))
    expect(rows).toEqual(['A server voicePorts: 32 of 48, ?: 16, ?', 'B server voicePorts: 24 of 48, ?: 24, ?'])
  })

  // Up to 3.x each has its own dongle: 24 - 24 and 30 - 24.
  test('of a pair with dongles', () => {
    const dongle = (serial: string, ports: number): string =>
      `dongle: { serial: "${serial}" }, licenses: [{ kind: dongle, serial: "${serial}", entitlements: { voicePorts: ${ports} } }]`
    const pair = deployment(`servers:
  - { name: A, version: 3.1(5), ports: [{ count: 24 }], ${dongle('11111111', 24)} }
  - { name: B, version: 3.1(5), ports: [{ count: 24 }], ${dongle('22222222', 30)} }
failover: [{ primary: A, secondary: B }]
`)
    const rows = rooms(pair).filter((row) => row.includes('voicePorts'))
    expect(rows).toEqual(['A server voicePorts: 24 of 24, ?: 0, ?', 'B server voicePorts: 24 of 30, ?: 6, ?'])
  })

  // The pair counts once, with the 620 of its secondary: 620 + 360 = 980 of 500 + 500. Inbox users are left out by C, so nobody knows their sum.
  const pool = deployment(`servers:
  - { name: A, version: 5.0(1), users: { voiceMail: 600, inbox: 5 }, ${licences('voiceMailUsers: 500, inboxUsers: 10, secondaryServer: true')} }
  - { name: B, version: 5.0(1), users: { voiceMail: 620 } }
  - { name: C, version: 5.0(1), platform: EXAMPLE-1, users: { voiceMail: 360 }, ${licences('voiceMailUsers: 500')} }
failover: [{ primary: A, secondary: B }]
pools: [{ name: anz, members: [A, C] }]
${maximums('what: voiceMailUsers, platform: EXAMPLE-1, value: 400')}`)

  test('of a pool with a pair in it; a published maximum is that of one server', () => {
    const rows = rooms(pool)
    expect(rows).toContain('anz pool voiceMailUsers: 980 of 1000, -: 20, ?')
    expect(rows).toContain('anz pool inboxUsers: ? of 10, -: ?, ?')
    expect(rows).toContain('C server voiceMailUsers: 360 of -, 400: ?, 40')
    expect(textOf(pool, '--headroom')).toMatch(/^ {2}voice mail users +360 +in the pool +400 +40$/m)
  })

  // A has 8 sessions to share. BR1 needs all 8; BR2 has 6 of its own for 4, and the 2 it has to spare are of no use to BR1.
  test('of Bridges that share a bridgehead, and of one that does not', () => {
    const bridge = (name: string, head: string, sessions: string, own: number): string =>
      `  - { name: ${name}, version: 3.0(6), bridgehead: ${head}${sessions}, licenses: [{ kind: declared, expires: permanent, pak: ${name}, entitlements: { bridgeSessions: ${own} } }] }\n`
    const text = deployment(`servers:
  - { name: A, version: 4.0(5), ${licences('bridgeSessions: 8')} }
  - { name: B, version: 4.0(5), ${licences('bridgeSessions: 3')} }
  - { name: C, version: 4.0(5), ${licences('bridgeSessions: 2')} }
bridges:
${bridge('BR1', 'A', ', sessions: 8', 0)}${bridge('BR2', 'A', ', sessions: 4', 6)}${bridge('BR3', 'B', ', sessions: 5', 4)}`)
    const rows = rooms(text).filter((row) => row.includes('bridgeSessions'))
    expect(rows).toEqual([
      'C server bridgeSessions: ? of 2, ?: ?, ?',
      'BR1 bridge bridgeSessions: 8 of -, ?: ?, ?',
      'BR2 bridge bridgeSessions: 4 of -, ?: ?, ?',
      'BR3 bridge bridgeSessions: 5 of 7, ?: 2, ?',
      'A bridgehead bridgeSessions: 12 of 12, -: 0, ?',
    ])
  })

  test('of licences, releases and maximums that are not known or disputed', () => {
    const text = deployment(`servers:
  - { name: A, version: 4.0(5), platform: EXAMPLE-1, ports: [{ count: 60 }] }
  - { name: B, version: "9.9", ports: [{ count: 8 }] }
  - { name: C, version: 5.0(1), users: { voiceMail: 6, unifiedMessaging: 2 }, licenses: [{ kind: demo, expires: 2007-04-01 }] }
  - { name: D, version: 4.0(5), users: { voiceMail: 4, unifiedMessaging: 2, inbox: 1 }, licenses: [{ kind: default }] }
${maximums('what: voicePorts, platform: EXAMPLE-1, value: 48', 'what: voicePorts, platform: EXAMPLE-1, value: 64')}`)
    const rows = rooms(text)
    // The forum's 72 is listed with what is stated, and decides nothing beside it.
    expect(rows).toContain('A server voicePorts: 60 of 0.., 48/64/72: ?, ?')
    expect(rows).toContain('B server voicePorts: 8 of -, ?: ?, ?')
    expect(rows).toContain('C server unifiedMessagingUsers: 2 of 0.., ?: ?, ?')
    expect(rows).toContain('D server unifiedMessagingUsers: 2 of 0..10, ?: ?, ?')
    expect(rows).toContain('D server users: 7 of 10, -: 3, ?')
    const shown = textOf(text, '--headroom')
    expect(shown).toMatch(/^ {2}voice ports +60 +\? +\? +48\/64 +\?$/m)
    expect(shown).toContain('sources disagree')
  })

  test('counts with what a server reports, where that is more', () => {
    const report = Object.entries({ LicSubscribersMax: 200, LicUMSubscribersMax: 0, LicVoicePortsMax: 8 })
    const page = `<AvXmlLicData><Licenses>${report.map(([tag, value]) => `<${tag}>${value}</${tag}>`).join('')}</Licenses><Utilization><AvLicUtilizationSubscribers>150</AvLicUtilizationSubscribers></Utilization></AvXmlLicData>`
    const text = deployment(
      'servers: [{ name: A, version: 4.0(5), users: { voiceMail: 100 }, licenses: [{ kind: observed, path: a.xml }] }]\n',
    )
    const cwd = folderOf({ 'a.cuspec.yaml': text, 'a.xml': page })
    const { headroom } = lintToJson(['--headroom'], { cwd })
    expect(headroom?.rows.find(({ what }) => what === 'voiceMailUsers')).toMatchObject({
      used: 150,
      reported: true,
      left: { licensed: 50 },
    })
    expect(cuspec(['lint', '--headroom'], { cwd }).stdout).toMatch(/^ {2}voice mail users +150\^ +200 +50 /m)
  })

  test('fits 100 columns and shows nothing of a name that could move the cursor', () => {
    const name = `A\\u001B[2J${'long '.repeat(30)}`
    const text = textOf(deployment(`servers: [{ name: "${name}", version: 4.0(5), ports: [{ count: 2000000000 }] }]\n`), '--headroom')
    expect(text).not.toContain('\u001B')
    const section = text.slice(text.indexOf('headroom'), text.indexOf('not checked'))
    expect(section).toContain('2,000,000,000')
    expect(section.split('\n').filter((line) => line.length > 100)).toEqual([])
  })
})

// 1,000 × 60 s × 64,000 bit/s / 8 = 480,000,000; 90 / 20 = 4.5 → 5, and 2 + 2; 16 / 8 = 2; 90 × 20 × 480,000 = 864,000,000.
test('sizes come with their arithmetic', () => {
  const text = deployment(`servers:
  - name: A
    version: 5.0(1)
    codec: g711
    messageStore: { type: exchange, version: "2003", mode: voice-only }
    phoneSystems: [{ name: pbx, integration: pimg }]
    users: { voiceMail: 90 }
    ports: [{ count: 14, does: [answer] }, { count: 2, does: [amis] }]
    traffic: { busyHourCalls: 420, averageCallSeconds: 75, blocking: 0.01 }
`)
  const sizing = json(text, '--headroom').headroom?.sizing ?? []
  expect(sizing.map(({ says, how, thumb }) => `${says}${thumb ? ' (thumb)' : ''}: ${how}`)).toEqual([
    '9 voice ports for 90 users (thumb): 90 / 20 = 4.5 → 5; 5 + 2 + 2 = 9',
    '16 ports that answer for a blocking of 0.01: 420 × 75 s / 3,600 s = 8.75 erlangs; by Erlang B 16 ports block 0.902 %',
    '2 PIMG units for 16 voice ports: 16 / 8 = 2',
    '18 AMIS messages to one node at once, by 2 ports: 2 × 9 = 18',
    '1,000 minutes of G.711 take 480,000,000 bytes: 1,000 × 60 s × 64,000 bit/s / 8',
    '864,000,000 bytes, where servers have least room for 90 users (thumb): 90 users × 20 min × 480,000 bytes = 864,000,000 bytes',
    '1,296,000,000 bytes, where they have most (thumb): 90 users × 30 min × 480,000 bytes = 1,296,000,000 bytes',
  ])
  // None of it is published for other releases, or follows from what is not stated.
  expect(json(text.replace('5.0(1)', '4.0(1)').replace('codec: g711', ''), '--headroom').headroom?.sizing).toHaveLength(2)
})

describe('growth', () => {
  const limits = (text: string, grow: string): string[] =>
    (json(text, '--grow', grow).headroom?.growth?.limits ?? [])
      .filter(({ verdict }) => verdict !== 'open')
      .map(
        ({ verdict, by, of, what, used, grown, share, lacking }) =>
          `${verdict} ${of} ${what} ${by}: ${used ?? '?'} -> ${grown}, ${share ?? '?'}${lacking ? `, ${lacking.least}..${lacking.most ?? ''}` : ''}`,
      )

  // 400 + 25 % = 500, which fits. 60 + 25 % = 75 of 60: nothing fits, and 15 are lacking. 32 + 24 = 56 of 48: 16 of 24 fit, and 8 are lacking.
  test('says what breaks first, and how many must be ordered', () => {
    expect(limits(alone, 'users=25%,ports=24')).toEqual([
      'breaks A inboxUsers licence: 60 -> 75, 0, 15..15',
      `breaks A voicePorts licence: 32 -> 56, ${16 / 24}, 8..8`,
      'holds A voiceMailUsers licence: 400 -> 500, 1',
    ])
    const text = textOf(alone, '--grow', 'users=25%,ports=24')
    expect(text).toContain('1. at once: Inbox users of A, 60 now and 75 then, but the licences of A grant 60; order 15')
    expect(text).toContain('2. after 66.67 % of the growth: voice ports of A, 32 now and 56 then')
    expect(text).toMatch(/a\.cuspec\.yaml:10\s+grants 48/)
    expect(text).toContain('a published maximum of voice mail users: A')
    expect(text).toMatch(/^ {2}voice ports +32 +56 +48 +-8 +72\* +16$/m)
  })

  // 100 + 10 % is 110 and not 111; 101 + 10 % = 111.1, so 112 ... of 101: 10.1 rounds up to 11.
  test('rounds up, and only then', () => {
    const of = (users: number): string =>
      deployment(`servers: [{ name: A, version: 4.0(5), users: { voiceMail: ${users} }, ${licences('voiceMailUsers: 110')} }]\n`)
    expect(limits(of(100), 'users=10%')).toEqual(['holds A voiceMailUsers licence: 100 -> 110, 1'])
    expect(limits(of(101), 'users=10%')).toEqual([`breaks A voiceMailUsers licence: 101 -> 112, ${9 / 11}, 2..2`])
  })

  // The members grow one by one: 101 + 11 and 99 + 10 make 221 of 215: 15 of 21 fit, and 6 are lacking.
  test('of a pool is the sum of its members', () => {
    const text = deployment(`servers:
  - { name: A, version: 4.0(5), users: { voiceMail: 101 }, ${licences('voiceMailUsers: 215')} }
  - { name: B, version: 4.0(5), users: { voiceMail: 99 }, ${licences('voicePorts: 8')} }
pools: [{ name: anz, members: [A, B] }]
`)
    expect(limits(text, 'users=10%')).toEqual([`breaks anz voiceMailUsers licence: 200 -> 221, ${15 / 21}, 6..6`])
  })

  // Beyond 48 both sources agree on nothing; beyond 64 both are exceeded. 60 of 64 is disputed already.
  test('by a maximum on which sources disagree is undecided up to the highest', () => {
    const text = deployment('servers: [{ name: A, version: 5.0(1), platform: P, ports: [{ count: 40 }] }]\n').concat(
      maximums('what: voicePorts, platform: P, value: 48', 'what: voicePorts, platform: P, value: 64'),
    )
    expect(limits(text, 'ports=24')).toEqual([])
    expect(textOf(text, '--grow', 'ports=24')).toMatch(
      /undecided: voice ports of A, 40 now and 64 then; up to 48 is sure, 33\.33 % of the\s+growth/,
    )
    expect(limits(text, 'ports=25')).toEqual([`breaks A voicePorts maximum: 40 -> 65, ${8 / 25}, 1..17`])
    expect(textOf(text, '--grow', 'ports=25')).toContain('1 too many for one server')
  })

  test('of what a forum alone reports breaks nothing', () => {
    const text = deployment(`servers: [{ name: A, version: 4.0(5), ports: [{ count: 72 }], ${licences('voicePorts: 200')} }]\n`)
    expect(limits(text, 'ports=8')).toEqual(['holds A voicePorts licence: 72 -> 80, 1'])
    const shown = textOf(text, '--grow', 'ports=8').replaceAll(/\s+/g, ' ')
    expect(shown).toContain('80 then; up to 72 by one forum post; missing: a published maximum of voice ports that more than a forum gives')
  })

  test('of what nobody tells is at least what is added, and never room', () => {
    const text = deployment(`servers: [{ name: A, version: 4.0(5), ${licences('ttsSessions: 4')} }]\n`)
    expect(limits(text, 'ttsSessions=4')).toEqual([])
    expect(limits(text, 'ttsSessions=5')).toEqual(['breaks A ttsSessions licence: ? -> 5, ?, 1..'])
    expect(textOf(text, '--grow', 'ttsSessions=4')).toContain('how many text-to-speech sessions there are: A')
    expect(textOf(text, '--grow', 'ttsSessions=50%')).toContain('nothing surely breaks')
  })

  test('of users by a part of them is no room for a pool either', () => {
    const text = deployment(`servers:
  - { name: A, version: 4.0(5), users: { voiceMail: 10 }, ${licences('voiceMailUsers: 100')} }
  - { name: B, version: 4.0(5), ${licences('voiceMailUsers: 100')} }
pools: [{ name: anz, members: [A, B] }]
`)
    expect(limits(text, 'users=10%')).toEqual([])
  })

  test('leaves findings and exit code as they are', () => {
    const cwd = folderOf({ 'a.cuspec.yaml': alone })
    const { status } = cuspec(['lint', '--grow', 'ports=1000'], { cwd })
    expect(status).toBe(0)
    expect(lintToJson(['--grow', 'ports=1000'], { cwd }).findings).toEqual(lintToJson([], { cwd }).findings)
  })

  test.each([
    [['--grow', 'users=abc'], 'takes so many more or a percentage'],
    [['--grow', 'users=-5'], 'not -5'],
    [['--grow', 'users=1e9'], 'not 1e9'],
    [['--grow', 'foo=3'], 'nothing that is called foo'],
    [['--grow='], 'takes NAME=AMOUNT'],
    [['--grow', ''], 'takes NAME=AMOUNT'],
    [['--grow', 'users=1', '--grow', 'users=2'], 'says twice'],
    [['--grow', 'users=\u001B[2J'], 'not \\u{1B}[2J'],
    [['--without', 'B'], 'no server has that name'],
    [['--without', ''], 'takes the name of a server'],
  ])('%j is refused', (flags, words) => {
    for (const run of [cuspec, cuspecByOclif]) {
      const { status, stdout, stderr } = run(['lint', ...flags], { cwd: folderOf({ 'a.cuspec.yaml': alone }) })
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr).toContain(words)
      expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    }
  })

  test('may be given in several flags, by either way into the program', () => {
    const cwd = folderOf({ 'a.cuspec.yaml': alone })
    const args = ['lint', '--grow', 'users=25%', '--grow', 'ports=24', '--headroom', '--report', 'json']
    expect(cuspecByOclif(args, { cwd })).toEqual(cuspec(args, { cwd }))
  })
})
