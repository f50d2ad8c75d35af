/** When licences expire, and what breaks then. FAQ is the Cisco Unity Licensing FAQ, document 23277. The schema: `expires` is the last day on which a licence counts. */
import { describe, expect, test } from 'vitest'
import { horizon } from '../../src/model/expiry.ts'
import { deployment, expectMarked } from '../model/judged.ts'

const judge = (body: string, asOf = '2007-03-01') => expectMarked('license-unexpired', deployment(body, asOf))

const declared = (entitlements: string, expires = 'permanent'): string =>
  `{ kind: declared, expires: ${expires}, entitlements: { ${entitlements} } }`

/** A server with each licence on a line of its own. */
const server = (use: string, ...licenses: string[]): string =>
  `servers:\n  - name: SYD-UNITY1\n    version: 4.0(5)\n    ${use}\n    licenses:\n${licenses.map((line) => `      - ${line}\n`).join('')}`

// The horizon is no published figure.
test('a licence is warned of from 30 days before it expires', async () => {
  expect(horizon).toBe(30)
  const licence = (mark = '') => server('role: standalone', `${declared('voicePorts: 8', '2007-03-31')}${mark}`)
  await judge(licence(), '2007-02-28')
  await judge(licence(' # <- warning - 2007-03-31 2007-04-01'), '2007-03-01')
  await judge(licence(' # <- warning - 2007-03-31 2007-04-01'), '2007-03-31')
  await judge(licence(' # <- warning - expired 2007-03-31'), '2007-04-01')
})

test('29 February is a day in leap years', async () => {
  const licence = (expires: string, mark: string) => server('role: standalone', `${declared('voicePorts: 8', expires)}${mark}`)
  await judge(licence('2008-02-28', ' # <- warning - 2008-02-28 2008-02-29'), '2008-02-01')
  await judge(licence('2007-02-28', ' # <- warning - 2007-02-28 2007-03-01'), '2007-02-01')
  // 30 days from 30 January to 29 February, 31 to 1 March.
  await judge(licence('2008-02-29', ' # <- warning - 2008-02-29 2008-03-01'), '2008-01-30')
  await judge(licence('2008-03-01', ''), '2008-01-30')
})

// Licences add up (FAQ "I received a text file dongle upgrade from Cisco"), so what is left is what the others grant.
describe('what is left', () => {
  const users = (count: number, expires: string, mark: string): string =>
    server(`users: { voiceMail: ${count} }`, declared('voiceMailUsers: 500'), `${declared('voiceMailUsers: 100', expires)}${mark}`)

  test('covers what is configured or does not', async () => {
    await judge(users(500, '2007-02-28', ' # <- warning - expired nothing'))
    await judge(users(501, '2007-02-28', ' # <- error order 2007-02-28 needed 100'))
    await judge(users(500, '2007-03-20', ' # <- warning - 2007-03-21 nothing'))
    await judge(users(501, '2007-03-20', ' # <- warning order 2007-03-21 500 501'))
  })

  test('is judged with all that has expired by then', async () => {
    const three = (soon: string, sooner: string): string =>
      server(
        'users: { voiceMail: 650 }',
        declared('voiceMailUsers: 500'),
        `${declared('voiceMailUsers: 100', '2007-03-20')}${soon}`,
        `${declared('voiceMailUsers: 100', '2007-03-10')}${sooner}`,
      )
    await judge(three(' # <- warning order 2007-03-21 500 650', ' # <- warning order 2007-03-11 600 650'))
  })

  // FAQ "How does Cisco Unity licensing work?": the licence enables and disables features.
  test('may lack a feature', async () => {
    const vpim = (expires: string, mark: string) => server('features: [vpim]', `${declared('vpim: true', expires)}${mark}`)
    await judge(vpim('2007-03-20', ' # <- warning order 2007-03-21 VPIM grant'))
    await judge(vpim('2007-02-28', ' # <- error order 2007-02-28 VPIM'))
  })

  test('says nothing of features that nothing expired of', () =>
    judge(server('users: { inbox: 5 }', `${declared('voicePorts: 8', '2007-02-28')} # <- warning - expired`)))

  // A file that was not read may grant anything.
  test('is not checked where it is not known', () =>
    judge(
      `${server(
        'users: { voiceMail: 501 }',
        '{ kind: file, path: a.lic }',
        `${declared('voiceMailUsers: 100', '2007-02-28')} # <- warning - expired nothing`,
      )}# ?? SYD-UNITY1: what a licence file grants that is not sound`,
    ))

  // FAQ "Are there any demo license files": the default file never expires, so it is what is left.
  test('may be the default licence', () =>
    judge(
      server(
        'ports: [{ count: 8 }]',
        '{ kind: default }',
        `{ kind: demo, hostId: ANY, expires: 2007-03-20 } # <- warning order 2 8 2007-03-21`,
      ),
    ))

  test('is not checked for a release that no source names', () =>
    judge(
      server('users: { voiceMail: 9 }', `${declared('voiceMailUsers: 9', '2007-02-28')} # <- warning - expired`).replace(
        '4.0(5)',
        '4.0(6)',
      ),
    ))
})

// FAQ "What is pooling?"; the vendor's test of 500 + 500 licences, quoted in a forum: the total decides.
test('in a pool the total falls', async () => {
  const pool = (expires: string, users: number, mark: string): string => `servers:
  - { name: A, version: 4.0(5), users: { voiceMail: 550 }, licenses: [${declared('voiceMailUsers: 500')}] }
  - name: B
    version: 4.0(5)
    users: { voiceMail: ${users} }
    licenses:
      - ${declared('voiceMailUsers: 400')}
      - ${declared('voiceMailUsers: 100', expires)}${mark}
pools: [{ name: anz, members: [A, B] }]
`
  await judge(pool('2007-03-20', 350, ' # <- warning - nothing'))
  await judge(pool('2007-03-20', 351, ' # <- warning order 2007-03-21 anz 900 901'))
  await judge(pool('2007-02-28', 351, ' # <- error order 100'))
})

// "About License Requirements for Failover": the features of the primary are those of the secondary, and files there do nothing.
describe('a pair', () => {
  const pair = (primary: string, secondary: string): string => `failover: [{ primary: A, secondary: B }]
servers:
  - name: A
    version: 4.0(5)
    ports: [{ count: 8 }]
    licenses:
      - ${declared('voicePorts: 8, secondaryServer: true')}
      - ${primary}
  - name: B
    version: 4.0(5)
    ports: [{ count: 12 }]
    licenses:
      - ${secondary}
`
  test('needs what the larger of the two uses', () =>
    judge(pair(`${declared('voicePorts: 8', '2007-03-20')} # <- warning order 8 12`, declared('voicePorts: 8', '2007-03-20'))))

  test('needs the licence of its secondary', async () => {
    const only = (expires: string, mark: string): string =>
      pair(`${declared('secondaryServer: true', expires)}${mark}`, '{ kind: default }').replace(
        'voicePorts: 8, secondaryServer: true',
        'voicePorts: 12',
      )
    await judge(only('2007-02-28', ' # <- error order secondary server'))
    await judge(only('2007-03-20', ' # <- warning order 2007-03-21 secondary server'))
  })
})

// FAQ "How do I receive licensing for the Cisco Unity Bridge?": the Bridge has a licence of its own; its bridgehead may hold the rest.
test('the licence of a Bridge expires, too', async () => {
  const bridge = (head: number, mark: string): string => `servers:
  - { name: A, version: 4.0(5), licenses: [${declared(`bridgeSessions: ${head}`)}] }
bridges:
  - name: B1
    version: 3.0(6)
    bridgehead: A
    sessions: 8
    licenses:
      - ${declared('bridgeSessions: 8', '2007-03-20')}${mark}
`
  await judge(bridge(8, ' # <- warning - nothing'))
  await judge(bridge(7, ' # <- warning order 7 8 2007-03-21'))
})

// FAQ "How does Cisco Unity licensing work?": up to 3.x there are no files, and `license-mechanism-fits` says so.
test('on a server with a dongle nothing expires', () =>
  judge(server('role: standalone', declared('voicePorts: 8', '2007-02-28')).replace('4.0(5)', '3.1(5)')))

// Documents may be judged on different days, none before its own.
test('a pool of two documents is judged on the later day of each', async () => {
  const one = deployment(
    `servers:\n  - { name: A, version: 4.0(5), users: { voiceMail: 10 }, licenses: [${declared('voiceMailUsers: 10')}] }\npools: [{ name: anz, members: [A, B] }]\n`,
    '2009-01-01',
  )
  const other = deployment(
    `servers:
  - name: B
    version: 4.0(5)
    users: { voiceMail: 10 }
    licenses:
      - ${declared('voiceMailUsers: 10', '2007-03-20')} # <- warning order 2007-03-21 anz 10 20
`,
    '2007-03-01',
  )
  await expectMarked('license-unexpired', [one, other])
})
