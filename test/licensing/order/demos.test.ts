/** Demo licences, by the FAQ, document 23277: "Are there any demo license files supported on Cisco Unity 4.0?" */
import { expect, test } from 'vitest'
import { ask, course, filled, kindsOf, line, missing, shown, textOf, the } from './asked.ts'

const server = (name: string, mac: string, rest: string): string =>
  `  - { name: ${name}, version: 4.0(5), nics: [{ name: nic1, mac: ${mac} }], ${rest} }\n`
const fleet = (...servers: string[]): string => `servers:\n${servers.join('')}`
const syd = (rest = 'licenses: [{ kind: default }]'): string => server('SYD', '000BCD112233', rest)
const demo = { demo: ['SYD'] }

// "The license file comes with 50 users with 16 sessions, set to expire in 60 days or 90 days. Go to Customer Registration in order to create the file."
test('a demo is created on the registration page', async () => {
  const asked = await ask(fleet(syd()), demo)
  const request = the('demo', asked)
  expect(request.why).toMatch(/50 users and 16 sessions for 60 or 90 days/)
  expect(request.fields.map(({ label, value }) => [label, value])).toEqual([
    ['Organization', 'Example Pty Ltd'],
    ['MAC address', '000BCD112233'],
    ['Contact e-mail', 'voice@example.com'],
  ])
  expect(course(request)).toEqual(['request', 'receive', 'receive', ...Array(4).fill('install @SYD'), 'verify @SYD'])
  expect(shown(request)).toEqual({ voicePorts: 16 })
  expect(textOf(request)).toContain('50 users')
  expect(textOf(request)).toMatch(/for this MAC: .*New License Registration for 4\.0\(5\) \(inferred; .*try Upgrade License Registration/)
  expect(textOf(request)).toContain('Note the day on which it ends')
  expect(textOf(request)).not.toContain('the order reckons')
  expect(request.open).toEqual([])
  expect(asked.open).toEqual([])
})

test('beside what was bought no sum is claimed', async () => {
  const bought = 'licenses: [{ kind: declared, hostId: ANY, expires: permanent, entitlements: { voicePorts: 8, languages: 2 } }]'
  const request = the('demo', await ask(fleet(syd(bought)), demo))
  expect(request.shows).toEqual([])
  expect(textOf(request)).toContain('Look for the 16 voice ports and 50 users of the demo')
})

test.each([
  ['ports: [{ count: 12 }, { count: 5 }], users: { voiceMail: 50 }', ['17 voice ports, but a demo grants 16']],
  ['ports: [{ count: 16 }], users: { voiceMail: 30, inbox: 21 }', ['51 users, but a demo grants 50']],
  ['ports: [{ count: 16 }], users: { voiceMail: 30, inbox: 20 }', []],
])('what is configured beyond it is said (%s)', async (rest, words) => {
  const request = the('demo', await ask(fleet(syd(`${rest}, licenses: []`)), demo))
  expect(request.open.map((each) => each.missing)).toEqual(words.map((each) => `how SYD gets by on a demo: it has ${each}`))
  for (const each of words) expect(request.why).toContain(each)
})

// "Keep in mind that you cannot register a second Cisco Unity demo license with the same MAC address on this web site."
test('a MAC gets no second', async () => {
  const asked = await ask(fleet(syd('licenses: [{ kind: demo, hostId: 00-0B-CD-11-22-33, expires: 2007-02-01 }]')), demo)
  expect(asked.requests).toEqual([])
  expect(missing(asked.open)).toEqual([
    'SYD: no demo licence can be had: 000BCD112233 has one already, and a MAC gets no second. Buy permanent licences, or try another server',
  ])
  expect(asked.open[0]?.place?.path).toEqual(['servers', 0, 'licenses', 0, 'hostId'])
})

test('nor where another server lists the first, which it is not told how to move', async () => {
  const other = server('MEL', '000BCD112243', 'licenses: [{ kind: demo, hostId: 000bcd112233 }]')
  const asked = await ask(fleet(syd(), other), demo)
  expect(asked.requests).toEqual([])
  expect(missing(asked.open)).toEqual([
    'MEL: whether a demo licence, as that for 000BCD112233, is issued anew for another MAC, which no source says',
    'SYD: no demo licence can be had: 000BCD112233 has one already of MEL, and a MAC gets no second. Buy permanent licences, or try another server',
  ])
})

test('a MAC gets no second in one order either', async () => {
  const asked = await ask(fleet(syd(), server('MEL', '000BCD112233', 'licenses: []')), { demo: ['SYD', 'MEL', 'SYD'] })
  expect(kindsOf(asked)).toEqual(['demo SYD'])
  expect(missing(asked.open)).toEqual([
    'MEL: no demo licence can be had: 000BCD112233 has one already of SYD, and a MAC gets no second. Buy permanent licences, or try another server',
  ])
})

test('an earlier demo without a MAC leaves it open', async () => {
  const request = the('demo', await ask(fleet(syd('licenses: [{ kind: demo, expires: 2007-02-01 }]')), demo))
  expect(missing(request.open)).toContain('SYD: the MAC that its earlier demo was registered for, which gets no second')
})

test.each([
  ['3.1(5)', '', /no demo licence can be had for 3\.1\(5\), which takes its licences from a dongle/],
  ['4.0(99)', '', /a known release/],
  ['4.0(5)', 'role: secondary, ', /on a secondary server, where a licence has no effect/],
])('there is none for %s %s', async (version, role, words) => {
  const asked = await ask(fleet(`  - { name: SYD, ${role}version: ${version} }\n`), demo)
  expect(asked.requests).toEqual([])
  expect(asked.open).toMatchObject([{ of: 'SYD', missing: expect.stringMatching(words), decides: false }])
})

test('a server that is not there is said', async () => {
  expect(missing((await ask(fleet(syd()), { demo: ['SYDD'] })).open)).toEqual([
    expect.stringMatching(/^SYDD: a server of the name SYDD, for which a demo licence is asked for/),
  ])
})

test('for a team whose virtual MAC is not told the MAC is left open', async () => {
  const body = fleet(
    '  - { name: SYD, version: 4.0(5), nics: [{ name: a, mac: 000BCD112233 }, { name: b, mac: 000BCD112234 }], team: { type: fault-tolerant, members: [a, b] }, licenses: [] }\n',
  )
  const request = the('demo', await ask(body, demo))
  expect(filled(request, 'MAC address')).toBe('____')
  expect(missing(request.open)[0]).toBe('SYD: the virtual MAC of the team')
})

test('what is asked for stands in the order of the fleet', async () => {
  const asked = await ask(fleet(server('MEL', '000BCD112243', 'licenses: []'), syd('licenses: []')), {
    demo: ['SYD', 'MEL'],
    lines: [line(1, 'SYD', 'voicePorts', 8), line(2, 'MEL', 'voicePorts', 8)],
  })
  // The demo comes first; what is bought takes its place.
  expect(kindsOf(asked)).toEqual(['demo MEL', 'demo-to-permanent MEL', 'demo SYD', 'demo-to-permanent SYD'])
  expect(asked.requests[0]?.why).toContain('line 2 of the order has to be bought, and in force, by the end of the demo')
  expect(asked.requests[1]?.why).toContain('by the end of which permanent licences have to be bought and in force')
  expect(asked.requests.map(({ shows }) => shows[0]?.units)).toEqual([16, 8, 16, 8])
})
