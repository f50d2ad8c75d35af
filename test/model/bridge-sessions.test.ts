/** Who draws on licences of Bridge sessions, asked of `license-covers-use`. FAQ is the Cisco Unity Licensing FAQ, document 23277. */
import { test } from 'vitest'
import { deployment, expectMarked } from './judged.ts'

const covers = (body: string) => expectMarked('license-covers-use', deployment(body))

const declared = (entitlements: string): string => `[{ kind: declared, expires: permanent, entitlements: { ${entitlements} } }]`
const key = (serial: string, entitlements: string): string => `[{ kind: dongle, serial: "${serial}", entitlements: { ${entitlements} } }]`
const server = (name: string, version: string, rest: string): string => `  - { name: ${name}, version: ${version}, ${rest} }`

// "Cisco Unity Fundamentals" on the Bridge: with several servers only one, the bridgehead, must be licensed for it.
const head = (sessions: number): string =>
  `servers:\n${server('SYD-UNITY1', '4.0(5)', `licenses: ${declared(`bridgeSessions: ${sessions}`)}`)}\nbridges:`
const bridge = (name: string, sessions: number, licenses = '[]'): string =>
  `  - { name: ${name}, version: 3.0(6), bridgehead: SYD-UNITY1, sessions: ${sessions}, licenses: ${licenses} }`

test('draws on the licence of its bridgehead', async () => {
  await covers(`${head(8)}\n${bridge('B1', 8)}`)
  await covers(`${head(8)}\n${bridge('B1', 9)} # <- error unlicensed 9 8 SYD-UNITY1`)
})

test('shares that licence with the other Bridges', async () => {
  await covers(`${head(12)}\n${bridge('B1', 4)}\n${bridge('B2', 8)}`)
  await covers(`${head(12)}\n${bridge('B1', 5)} # <- error unlicensed 13 12\n${bridge('B2', 8)}`)
})

// FAQ "How do I receive licensing for the Cisco Unity Bridge?": such a licence is for the MAC of that Bridge, so for no other.
test('keeps what its own licence grants beyond its use', async () => {
  const own = (sessions: number, host: string): string =>
    declared(`bridgeSessions: ${sessions}`).replace('expires', `hostId: ${host}, expires`)
  const [more, less] = [own(8, '000BCD998877'), own(4, '000BCD998878')]
  await covers(`${head(4)}\n${bridge('B1', 4, more)}\n${bridge('B2', 8, less)}`)
  await covers(`${head(3)}\n${bridge('B1', 4, more)}\n${bridge('B2', 8, less)} # <- error unlicensed 8 7`)
})

// FAQ, the same: with 3.1 it is the dongle of the primary server. Listed at both ends it is still one.
test('counts a dongle once', async () => {
  const spec = (sessions: number, mark = '', serial = '11'): string => `servers:
${server('SYD-UNITY1', '3.1(5)', `dongle: { serial: "11" }, licenses: ${key('11', 'bridgeSessions: 8')}`)}
bridges:
${bridge('B1', sessions, key(serial, 'bridgeSessions: 8')).replace('3.0(6)', '2.1(2)')}${mark}`
  await covers(spec(8))
  await covers(spec(9, ' # <- error unlicensed 9 8'))
  await covers(spec(9, '', '22'))
})

// All features of the primary are enabled on the secondary.
test('behind a secondary draws on the licence of the primary', async () => {
  const body = `failover: [{ primary: SYD-UNITY0, secondary: SYD-UNITY1 }]
servers:
${server('SYD-UNITY0', '4.0(5)', `licenses: ${declared('bridgeSessions: 8')}`)}
${server('SYD-UNITY1', '4.0(5)', 'role: secondary')}
bridges:`
  await covers(`${body}\n${bridge('B1', 8)}`)
  await covers(`${body}\n${bridge('B1', 9)} # <- error unlicensed 9 8 SYD-UNITY0`)
})

test('is not checked where licences or the bridgehead are not known', async () => {
  const unknown = '  - { name: B1, version: 3.0(6), bridgehead: SYD-UNITY1, sessions: 9 }'
  await covers(`${head(8)}\n${unknown} # ?? B1: licences`)
  await covers(`bridges:\n${unknown} # ?? SYD-UNITY1: the server that is named as bridgehead`)
  await covers(`servers:\n${server('SYD-UNITY1', '4.0(6)', 'licenses: []')}\nbridges:\n${unknown} # ?? SYD-UNITY1: a known release`)
})

// A licence file of one Bridge may grant any number, but for its own use alone.
test('keeps what its licence file may grant beyond its use', () =>
  covers(`${head(3)}
${bridge('B1', 4, '[{ kind: file, path: b1.lic }]')} # <- error unlicensed 12 7
${bridge('B2', 8)}
# ?? B1: what a licence file grants that is not sound`))
