/** Who draws on which licences, asked of `license-covers-use`. FAQ is the Cisco Unity Licensing FAQ, document 23277. */
import { describe, test } from 'vitest'
import { deployment, expectMarked } from './judged.ts'

const covers = (body: string) => expectMarked('license-covers-use', deployment(body))

const declared = (entitlements: string): string => `[{ kind: declared, expires: permanent, entitlements: { ${entitlements} } }]`
const key = (serial: string, entitlements: string): string => `[{ kind: dongle, serial: "${serial}", entitlements: { ${entitlements} } }]`

/** A server on one line, so that marks can stand on it. */
const server = (name: string, version: string, rest: string): string => `  - { name: ${name}, version: ${version}, ${rest} }`
const pair = 'failover: [{ primary: SYD-UNITY1, secondary: SYD-UNITY2 }]'

describe('a failover pair', () => {
  const primary = server('SYD-UNITY1', '4.0(5)', `role: primary, ttsSessions: 8, licenses: ${declared('ttsSessions: 8')}`)
  const secondary = (sessions: number): string => server('SYD-UNITY2', '4.0(5)', `role: secondary, ttsSessions: ${sessions}`)

  // "About License Requirements for Failover": the licence data replicates, and all features of the primary are enabled on the secondary.
  test('counts once from 4.0 on', async () => {
    await covers(`servers:\n${primary}\n${secondary(8)}\n${pair}`)
    const nine = primary.replace('ttsSessions: 8,', 'ttsSessions: 9,')
    await covers(`servers:\n${nine} # <- error unlicensed 9 8\n${secondary(9)}\n${pair}`)
  })

  // The same sentence: there is nothing else for a secondary to live on, so a larger one needs more.
  test('needs what the larger of the two uses', () =>
    covers(`servers:\n${primary}\n${secondary(9)} # <- error unlicensed 9 8 SYD-UNITY1\n${pair}`))

  // The same: "Installing license files on the secondary server has no effect".
  test('gains nothing from a licence on the secondary', () =>
    covers(`servers:
${primary}
  - name: SYD-UNITY2
    version: 4.0(5)
    role: secondary
    licenses: ${declared('ttsSessions: 20')}
    ttsSessions: 9 # <- error unlicensed 9 8
${pair}`))

  // FAQ "How do I license my failover Cisco Unity system?": previously the failover server had its own licence and dongle.
  test('has two licences up to 3.x', () =>
    covers(`servers:
${server('SYD-UNITY1', '3.1(5)', `ttsSessions: 8, licenses: ${key('11', 'ttsSessions: 8')}`)}
${server('SYD-UNITY2', '3.1(5)', `ttsSessions: 8, licenses: ${key('22', 'ttsSessions: 4')}`)} # <- error unlicensed 8 4 SYD-UNITY2
${pair}`))

  test('without its primary is not checked', () => covers(`servers:\n${secondary(8)} # ?? SYD-UNITY2: the primary server`))

  // What is licensed hangs on the release, and no source names 4.0(6).
  test('of an unknown release is not checked', () =>
    covers(`servers:\n${server('SYD-UNITY1', '4.0(6)', 'ttsSessions: 8, licenses: []')} # ?? SYD-UNITY1: a known release`))
})

// FAQ "What is pooling?": subscriber licences for voice messaging, unified messaging and the Inbox, in 4.0 and later. That one server
// may use more than its own as long as the total fits is Cisco's test of 500 + 500 licences, quoted in a forum.
describe('a pool', () => {
  const member = (name: string, users: number, held: number, more = ''): string =>
    server(name, '4.0(5)', `users: { unifiedMessaging: ${users} }${more}, licenses: ${declared(`unifiedMessagingUsers: ${held}`)}`)
  const pool = (members: string): string => `pools:\n  - { name: anz, members: [${members}] }`

  test('holds what its members hold together', async () => {
    await covers(`servers:\n${member('A', 60, 50)}\n${member('B', 40, 50)}\n${pool('A, B')}`)
    await covers(`servers:\n${member('A', 60, 50)}\n${member('B', 41, 50)}\n${pool('A, B')} # <- error unlicensed 101 100 anz`)
  })

  // Shared are those three; sessions stay where they are.
  test('shares no text-to-speech', () =>
    covers(`servers:
${server('A', '4.0(5)', `ttsSessions: 9, licenses: ${declared('ttsSessions: 8')}`)} # <- error unlicensed 9 8
${server('B', '4.0(5)', `ttsSessions: 1, licenses: ${declared('ttsSessions: 8')}`)}
${pool('A, B')}`))

  // A secondary is covered by the licences of its primary: the pair counts once, by the larger.
  test('counts a pair by the larger of the two', async () => {
    const servers = (users: number): string => `failover: [{ primary: A, secondary: S }]
servers:
${member('A', 50, 50)}
${server('S', '4.0(5)', `users: { unifiedMessaging: ${users} }`)}
${member('B', 50, 60)}
`
    await covers(`${servers(60)}${pool('A, B')}`)
    await covers(`${servers(61)}${pool('A, B')} # <- error unlicensed 111 110`)
    await covers(`${servers(60)}${pool('A, S, B')}`)
  })

  // Pooling is for 4.0 and later; what sits on a dongle is neither given nor taken.
  test('shares nothing with a member of 3.1', () =>
    covers(`servers:
${member('A', 60, 50)}
${member('B', 40, 40)}
${server('C', '3.1(5)', `users: { unifiedMessaging: 10 }, licenses: ${key('11', 'unifiedMessagingUsers: 90')}`)}
${server('D', '3.1(5)', `users: { unifiedMessaging: 9 }, licenses: ${key('22', 'unifiedMessagingUsers: 8')}`)} # <- error unlicensed 9 8
${pool('A, B, C, D')} # <- error unlicensed 100 90`))

  // What the others hold is not known, so that A has more than its own says nothing.
  test('with a member that is not known is not checked', async () => {
    await covers(`servers:\n${member('A', 60, 50)}\n${pool('A, B')} # ?? anz: every member`)
    const old = server('B', '4.0(6)', 'licenses: []')
    await covers(`servers:\n${member('A', 60, 50)}\n${old}\n${pool('A, B')} # ?? B: a known release`)
  })

  test('with a member whose licences are not known is not checked', () =>
    covers(`servers:
${member('A', 60, 50)}
${server('B', '4.0(5)', 'users: { unifiedMessaging: 1 }')} # ?? B: licences
${pool('A, B')}`))
})
