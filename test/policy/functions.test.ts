/** What the functions of policies say. Figures are those of the specs here; the order of releases is that of the vendor's list. */
import { describe, expect, test } from 'vitest'
import { said, verdict } from './judged.ts'

const license = (ports: number): string =>
  `[{ kind: declared, expires: permanent, entitlements: { voicePorts: ${ports}, voiceMailUsers: 100, unifiedMessagingUsers: 50, inboxUsers: 0, amis: true } }]`

test.each([
  // 4.0(5) comes after 4.0(4), 4.2(1) after both, and a special with its release.
  ['4.0(5)', '>=', '4.0(4)', 'true'],
  ['4.0(4)', '>=', '4.0(5)', 'false'],
  ['4.0.5', '==', '4.0(5)', 'true'],
  ['4.0(5) ES12', '==', '4.0(5)', 'true'],
  ['"8.0"', '>', '4.0(5)', 'true'],
  ['3.1(5)', '<', '4.0(1)', 'true'],
  ['9.9(9)', '<', '4.0(1)', 'unknown'],
])('release %s %s %s: %s', async (version, operator, other, expected) => {
  expect(await verdict(`release(self.version) ${operator} release("${other}")`, `servers: [{ name: A, version: ${version} }]`)).toBe(
    expected,
  )
})

test('releases of the Bridge are ordered by their numbers', async () => {
  const bridge = (version: string): string =>
    `bridges: [{ name: B, version: "${version}", bridgehead: A }]\nservers: [{ name: A, version: 4.0(5) }]`
  expect(await verdict('bridgeRelease(self.version) > bridgeRelease("3.0(9)")', bridge('3.0(10)'), 'bridge')).toBe('true')
  expect(await verdict('bridgeRelease(self.version) > bridgeRelease("3.0(9)")', bridge('3.0'), 'bridge')).toBe('unknown')
})

test.each(['00-0B-CD-11-22-33', '"00:0b:cd:11:22:33"', '000b.cd11.2233', '000BCD112233'])('mac knows %s', async (mac) => {
  const spec = `servers: [{ name: A, version: 4.0(5), nics: [{ name: n, mac: ${mac} }] }]`
  expect(await verdict('self.nics.exists(n, mac(n.mac) == mac("000BCD112233"))', spec)).toBe('true')
  expect(await verdict('self.nics.exists(n, mac(n.mac) == "000BCD112233")', spec)).toBe('true')
})

describe('used and licensed', () => {
  const spec = `servers: [{ name: A, version: 4.0(5), ports: [{ count: 28 }, { count: 4 }], users: { voiceMail: 60, unifiedMessaging: 30, inbox: 0 }, languages: [ENU, FRA], licenses: ${license(40)} }]`

  test.each([
    ['used(self, "voicePorts") == 32', 'true'],
    ['used(self, "users") == 90', 'true'],
    ['used(self, "languages") == 2', 'true'],
    ['used(self, "ttsSessions") == 0', 'unknown'],
    ['used(self, "bridgeSessions") == 0', 'unknown'],
    ['licensed(self, "voicePorts") == 40', 'true'],
    ['licensed(self, "users") == 150', 'true'],
    ['licensed(self, "amis") == 1 && licensed(self, "vpim") == 0', 'true'],
    ['maximum(self, "voicePorts") > 0', 'unknown'],
  ])('%s is %s', async (assert, expected) => expect(await verdict(assert, spec)).toBe(expected))

  test('of a secondary are those of its primary', async () => {
    const pair = `servers: [{ name: A, version: 4.0(5), licenses: ${license(40)} }, { name: B, version: 4.0(5) }]\nfailover: [{ primary: A, secondary: B }]`
    expect(await verdict('licensed(self, "voicePorts") == 40', pair)).toBe('true')
  })

  test("of a pool are nobody's own, but ports are", async () => {
    const pool = `servers: [{ name: A, version: 4.0(5), licenses: ${license(40)} }]\npools: [{ name: P, members: [A] }]`
    expect((await said('licensed(self, "users") > 0', pool)).gaps).toEqual(['A: its own share of the licences of its pool'])
    expect(await verdict('licensed(self, "voicePorts") == 40', pool)).toBe('true')
  })

  test('a file that is not at hand leaves them open', async () => {
    expect(
      await verdict('licensed(self, "voicePorts") > 0', 'servers: [{ name: A, version: 4.0(5), licenses: [{ kind: file, path: a.lic }] }]'),
    ).toBe('unknown')
  })

  test('a Maximums document gives the maximum', async () => {
    const rows =
      'servers: [{ name: A, version: 4.0(5), platform: X }]\n---\napiVersion: cuspec/v1\nkind: Maximums\nmetadata: { name: m }\nsource: { title: T }\nmaximums: [{ what: ttsSessions, platform: X, value: 12 }]'
    expect(await verdict('maximum(self, "ttsSessions") == 12', rows)).toBe('true')
  })
})

test.each([
  ['server("B").name == "B"', 'true'],
  ['server("C").name == "C"', 'unknown'],
  ['documentOf(self).metadata.name == "sydney" && document.metadata.name == "sydney"', 'true'],
  ['document.directory == "x"', 'unknown'],
  ['today == "2007-03-01" && document.metadata.asOf == today', 'true'],
  ['days("2007-02-28", "2007-03-01") == 1 && days("2008-02-28", "2008-03-01") == 2', 'true'],
  ['days(today, "permanent") > 30', 'unknown'],
  ['distinct([1, 2, 1]) == [1, 2] && distinct(["a"]) == ["a"] && distinct([[1], [1]]) == [[1]]', 'true'],
  ['join(["a", "b"], ", ") == "a, b"', 'true'],
  ['size(documentOf(fleet.servers[0]).servers) == 2', 'true'],
])('%s is %s', async (assert, expected) =>
  expect(await verdict(assert, 'servers: [{ name: A, version: 4.0(5) }, { name: B, version: 4.0(5) }]')).toBe(expected),
)

test('numbers of the spec are whole where its schema says so', async () => {
  const spec = 'servers: [{ name: A, version: 4.0(5), traffic: { busyHourCalls: 420, averageCallSeconds: 75.5, blocking: 0.01 } }]'
  expect(
    await verdict(
      'self.traffic.busyHourCalls > 400 && self.traffic.averageCallSeconds == 75.5 && self.traffic.busyHourCalls / 8.0 == 52.5',
      spec,
    ),
  ).toBe('true')
})
