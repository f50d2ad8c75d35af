/** What licences grant, asked of `license-covers-use`, and of the rules for a licence that is all there is. FAQ is the Cisco Unity Licensing FAQ, document 23277. */
import { describe, test } from 'vitest'
import { deployment, expectMarked } from './judged.ts'

const covers = (...texts: string[]) => expectMarked('license-covers-use', texts)

/** Of a licence that is the only one, its own rule judges what it limits, and `license-covers-use` keeps silent. */
async function suffices(rule: 'default-license-suffices' | 'demo-license-once', text: string): Promise<void> {
  await expectMarked(rule, text)
  await covers(text.replace(/ # (?:<-|\?\?) .*$/gm, ''))
}

/** One server of 4.0(5) with what `use` says; the licences stand on the lines below. */
const server = (use: string, licenses: string, asOf?: string): string =>
  deployment(`servers:\n  - name: SYD-UNITY1\n    version: 4.0(5)\n    ${use}\n    licenses: ${licenses}\n`, asOf)

const declared = (entitlements: string, expires = 'permanent'): string =>
  `{ kind: declared, expires: ${expires}, entitlements: { ${entitlements} } }`

// The schema: `expires` is the last day on which a licence counts. What has expired on the day of judgement is left out of the sum
// (headings of the white paper: files may expire on different dates).
test.each([
  ['the day before', '2007-02-28', ''],
  ['the very day', '2007-03-01', ''],
  ['the day after', '2007-03-02', ' # <- error unlicensed 8 2007-03-01'],
])('a licence on %s of its expiry', async (_, asOf, mark) => {
  await covers(server(`ttsSessions: 8${mark}`, `[${declared('ttsSessions: 8', '2007-03-01')}]`, asOf))
})

// FAQ "I received a text file dongle upgrade from Cisco": "license files are used cumulatively".
test('licences add up, and no further', async () => {
  const licenses = `[${declared('ttsSessions: 4')}, ${declared('ttsSessions: 3')}, ${declared('ttsSessions: 9', '2006-12-31')}]`
  await covers(server('ttsSessions: 7', licenses))
  await covers(server('ttsSessions: 8 # <- error unlicensed 8 7 9 2006-12-31', licenses))
})

// "No two may be identical" (licence file upload, Cisco Unified Presence): a licence that is listed again may be the same one.
test('a licence that is listed twice is held once or twice', async () => {
  const twice = `[${declared('ttsSessions: 4')}, ${declared('ttsSessions: 4')}]`
  await covers(server('ttsSessions: 4', twice))
  await covers(server('ttsSessions: 8 # ?? SYD-UNITY1: listed twice', twice))
  await covers(server('ttsSessions: 9 # <- error unlicensed 9 8', twice))
})

// FAQ "What features are controlled by licensing?": VPIM is one of them, of its own; naming it with `false` grants nothing.
test('a feature is granted by the licence that names it', async () => {
  await covers(server('features: [vpim]', `[${declared('amis: true')}, ${declared('vpim: true')}]`))
  await covers(server('features:\n      - vpim # <- error unlicensed VPIM', `[${declared('amis: true, vpim: false')}]`))
})

// FAQ "Are there any demo license files supported on Cisco Unity 4.0?": two ports, 10 users, 30 seconds, never expiring.
describe('the default licence', () => {
  const alone = (text: string) => suffices('default-license-suffices', text)
  const both = `[{ kind: default }, ${declared('voicePorts: 32, voiceMailUsers: 20', '2007-02-28')}]`

  test('alone grants 2 ports, 10 users and messages of 30 seconds', async () => {
    await alone(server('ports: [{ count: 2 }]\n    users: { voiceMail: 10 }\n    maxMessageSeconds: 30', '[{ kind: default }]'))
    await alone(server('ports: [{ count: 3 }] # <- error unlicensed 3 2', '[{ kind: default }]'))
    await alone(server('users: { voiceMail: 11 } # <- error shutdown 11 10', '[{ kind: default }]'))
    await alone(server('maxMessageSeconds: 31 # <- error unlicensed 30', '[{ kind: default }]'))
  })

  // "10 users", of no kind: more than 10 of any kind are too many, fewer of a kind other than the plain one are not known.
  test('says nothing of how its users divide over the kinds', async () => {
    await alone(server('users: { inbox: 10 } # ?? SYD-UNITY1: 10 users', '[{ kind: default }]'))
    await alone(server('users: { inbox: 11 } # <- error shutdown 11 10', '[{ kind: default }]'))
    await alone(server('users: { unifiedMessaging: 1 } # ?? SYD-UNITY1: 10 users', '[{ kind: default }]'))
  })

  // "and so forth": what else it grants is not published.
  test('may grant what the FAQ does not list', () => covers(server('features: [vpim] # ?? SYD-UNITY1: VPIM', '[{ kind: default }]')))

  // Files are cumulative, yet that a bought file leaves the default one in force is not published: 32 are sure, 34 are possible.
  test('beside another may count or not', async () => {
    await covers(server('ports: [{ count: 32 }]', both, '2007-02-28'))
    await covers(server('ports: [{ count: 33 }] # ?? SYD-UNITY1: default licence', both, '2007-02-28'))
    await covers(server('ports: [{ count: 34 }] # ?? SYD-UNITY1: default licence', both, '2007-02-28'))
    await covers(server('ports: [{ count: 35 }] # <- error unlicensed 35 34', both, '2007-02-28'))
  })

  // It never expires, so it is alone again when the other is over.
  test('beside an expired one is all there is', async () => {
    await alone(server('ports: [{ count: 2 }]', both, '2007-03-01'))
    await alone(server('ports: [{ count: 3 }] # <- error unlicensed 3 2', both, '2007-03-01'))
  })
})

// FAQ, the same question: 50 users with 16 sessions, set to expire.
test('a demo licence grants 50 users and 16 sessions until it expires', async () => {
  const demoAlone = (text: string) => suffices('demo-license-once', text)
  const demo = '[{ kind: demo, hostId: 000BCD112233, expires: 2007-05-01 }]'
  await demoAlone(server('ports: [{ count: 16 }]\n    users: { voiceMail: 50 }', demo))
  await demoAlone(server('ports: [{ count: 17 }] # <- error unlicensed 17 16', demo))
  await demoAlone(server('users: { voiceMail: 51 } # <- error shutdown 51 50', demo))
  await demoAlone(server('users: { inbox: 50 } # ?? SYD-UNITY1: 50 users', demo))
  await covers(server('ports: [{ count: 16 }] # <- error unlicensed 16 2007-05-01', demo, '2007-05-02'))
})

// Files are cumulative: a demo beside a bought file adds its sessions.
test('a demo licence adds to one that was bought', async () => {
  const licenses = `[{ kind: demo, expires: 2007-05-01 }, ${declared('voicePorts: 8')}]`
  await covers(server('ports: [{ count: 24 }]', licenses))
  await covers(server('ports: [{ count: 25 }] # <- error unlicensed 25 24', licenses))
})

// FAQ "How does Cisco Unity licensing work?": a dongle up to 3.x, a file from 4.0. The other kind grants nothing that is sure.
test('a licence of the wrong mechanism leaves it open what is held', async () => {
  const dongle = '[{ kind: dongle, serial: "12345678", entitlements: { ttsSessions: 8 } }]'
  await covers(server('ttsSessions: 8 # ?? SYD-UNITY1: a licence that fits 4.0(5)', dongle))
  const old = (licenses: string): string => server('ttsSessions: 8', licenses).replace('4.0(5)', '3.1(5)')
  await covers(`${old(`[${declared('ttsSessions: 8')}]`)}# ?? SYD-UNITY1: a licence that fits 3.1(5)`)
  await covers(old(dongle))
})

// Left out is not zero: unknown licences are asked for, none are none.
test('licences left out are not checked, an empty list holds none', async () => {
  await covers(deployment('servers:\n  - { name: SYD-UNITY1, version: 4.0(5), ttsSessions: 1 } # ?? SYD-UNITY1: licences'))
  await covers(server('ttsSessions: 1 # <- error unlicensed 1 none', '[]'))
})

// A file that was not read may grant anything, so nothing beside it is too much.
test('a licence file makes it not checked', async () => {
  const file = '{ kind: file, path: licenses/syd-unity1.lic }'
  await covers(
    server(
      'ports: [{ count: 96 }] # ?? SYD-UNITY1: what a licence file grants that is not sound',
      `[${file}, ${declared('voicePorts: 32')}]`,
    ),
  )
  await covers(
    server(
      'ports: [{ count: 32 }] # ?? SYD-UNITY1: what a licence file grants that is not sound',
      `[${file}, ${declared('voicePorts: 32')}]`,
    ),
  )
})

// A licence whose term is not written counts, and that it does is said.
test('a licence without a day of expiry counts and is not checked', async () => {
  const open = '[{ kind: declared, entitlements: { ttsSessions: 8 } }]'
  await covers(server('ttsSessions: 8 # ?? SYD-UNITY1: the day on which a licence expires', open))
})
