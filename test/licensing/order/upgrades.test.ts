/** Upgrade licences, and failover after an upgrade, by the FAQ (document 23277) and by the passage that the thread on client access licences quotes. */
import { describe, expect, test } from 'vitest'
import { ask, course, filled, kindsOf, line, missing, shown, textOf, the } from './asked.ts'

const one = (version: string, licenses: string, more = ''): string => `servers:
  - { name: SYD, version: "${version}", nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]${more}, licenses: [${licenses}] }
`
const dongle = (version: string): string =>
  `{ kind: dongle, serial: "12345678"${version && `, version: "${version}"`}, entitlements: { voicePorts: 24, voiceMailUsers: 300, faxPorts: 2 } }`
const file = (version: string): string =>
  `{ kind: declared, hostId: 000BCD112233, expires: permanent, version: "${version}", entitlements: { voicePorts: 24 } }`

// The table of "Which Cisco Unity upgrades are controlled by the dongle?", row by row, and the paragraph beneath it.
describe('the table of upgrades', () => {
  test.each([
    ['2.4.6.135', '2.4.6.161', false],
    ['2.4.6', '3.0(1)', true],
    ['2.4.6', '3.1(6)', true],
    ['2.4', '3.1(1)', true],
    ['3.0(1)', '3.1(2)', false],
    ['3.1(1)', '3.1(3)', false],
    ['2.4.6', '4.0(1)', true],
    ['3.0(1)', '4.0(3)', true],
    ['3.1(5)', '4.0(5)', true],
    ['3.1(5)', '4.2(1)', true],
  ])('from %s to %s', async (from, to, needed) => {
    const asked = await ask(one(to, dongle(from)))
    expect(kindsOf(asked)).toEqual(needed ? ['upgrade SYD'] : [])
    expect(asked.open).toEqual([])
  })

  test.each([
    ['4.0(1)', '4.0(5)'],
    ['4.0(5)', '5.0(1)'],
    ['7.0(2)', '8.0'],
  ])('is silent from %s to %s, so that nothing is claimed', async (from, to) => {
    const asked = await ask(one(to, file(from)))
    expect(asked.requests).toEqual([])
    expect(missing(asked.open)).toEqual([
      `SYD: whether the upgrade from ${from} to ${to} needs an upgrade licence, which no source at hand says`,
    ])
    expect(asked.open[0]).toMatchObject({ place: { path: ['servers', 0, 'licenses', 0, 'version'] }, decides: true })
  })

  test.each([
    ['4.0(5)', file('4.0(5)')],
    ['4.0(3)', file('4.0(5)')],
    ['3.1(5)', dongle('')],
    ['4.0(5)', file('3.1(5)').replace('permanent', '2007-02-28')],
  ])('is not asked where nothing was upgraded (%s, %s)', async (version, license) => {
    expect(await ask(one(version, license))).toEqual({ requests: [], open: [] })
  })

  test('does not know a release that is none', async () => {
    expect(missing((await ask(one('4.0(5)', file('4.0(99)')))).open)).toEqual([
      'SYD: the release that a licence is for, since `4.0(99)` is none that any source names',
    ])
  })
})

describe('from a dongle to a file', () => {
  test.each(['', '3.1(5)'])('everything is carried over (licensed for %j)', async (version) => {
    const asked = await ask(one('4.0(5)', dongle(version)))
    const request = the('upgrade', asked)
    expect(request.fields.map(({ label, value }) => [label, value])).toEqual([
      ['Organization', 'Example Pty Ltd'],
      ['Product Authorization Key (PAK)', undefined],
      ['MAC address', '000BCD112233'],
      ['Serial number of the old dongle', '12345678'],
      ['Contact e-mail', 'voice@example.com'],
    ])
    // Fax ports are under licence control up to 3.x only.
    expect(request.why).toContain('Not licensed from 4.0 on, so that it is not carried over: 2 fax mail ports.')
    expect(request.cites.map(({ fact }) => fact)).toContain('feature-fax-ports')
    expect(shown(request)).toEqual({ voicePorts: 24, voiceMailUsers: 300 })
    expect(request.cites.filter(({ confidence }) => confidence === 'reported').map(({ fact }) => fact)).toEqual([
      'dongle-is-converted-one-to-one',
      'upgrade-is-charged-for',
    ])
    expect(course(request)).toEqual(['buy', 'request', 'receive', 'receive', ...Array(4).fill('install @SYD'), 'verify @SYD'])
    expect(textOf(request)).toContain('One forum post has it')
    expect(request.open).toEqual([])
  })

  test('what a server reports of itself is not added to its dongle', async () => {
    const report = '<AvXmlLicData><Licenses><LicVoicePortsMax>24</LicVoicePortsMax></Licenses></AvXmlLicData>'
    const asked = await ask(one('4.0(5)', `${dongle('')}, { kind: observed, path: r.xml }`), { files: { 'r.xml': report } })
    expect(shown(the('upgrade', asked)).voicePorts).toBe(24)
  })

  test('more licences come on top, in a request of their own', async () => {
    const asked = await ask(one('4.0(5)', dongle('3.1(5)')), { lines: [line(1, 'SYD', 'voicePorts', 8)] })
    expect(kindsOf(asked)).toEqual(['upgrade SYD', 'add SYD'])
    expect(the('upgrade', asked).lines).toEqual([])
    expect(shown(the('add', asked))).toEqual({ voicePorts: 32, voiceMailUsers: 300 })
  })

  test('an upgrade of a dongle stays on the dongle', async () => {
    const request = the('upgrade', await ask(one('3.1(5)', dongle('2.4.6'))))
    expect(filled(request, 'Serial number of the dongle')).toBe('12345678')
    expect(textOf(request)).toContain('AvSysCode.txt')
    expect(shown(request)).toEqual({ voicePorts: 24, voiceMailUsers: 300, faxPorts: 2 })
  })

  test('an item of a price book that upgrades is redeemed with it', async () => {
    const place = { document: { file: 'x', number: 1 }, path: [] }
    const item = { partNumber: 'UP-4', description: undefined, place, book: 'b', price: { currency: 'AUD', minor: 1n, decimals: 0 } }
    const licence = { from: '3.1(5)', to: '4.0(5)' }
    const upgrade = line(1, 'SYD', 'voicePorts', 1, { gives: [], item, count: 1, upgrade: licence })
    const asked = await ask(one('4.0(5)', dongle('3.1(5)')), { lines: [upgrade] })
    expect(kindsOf(asked)).toEqual(['upgrade SYD'])
    expect(the('upgrade', asked).lines).toEqual([1])
    expect(the('upgrade', asked).steps[0]?.says).toContain('1 x UP-4. It comes')
    const unpriced = line(1, 'SYD', 'voicePorts', 1, { gives: [], count: 1, upgrade: licence })
    const both = await ask(one('4.0(5)', dongle('3.1(5)')), { lines: [unpriced, line(2, 'SYD', 'voiceMailUsers', 80)] })
    expect(both.requests.map(({ kind, lines }) => [kind, lines])).toEqual([
      ['upgrade', [1]],
      ['add', [2]],
    ])
    expect(the('upgrade', both).steps[0]?.says).toContain('an upgrade licence from 3.1(5) to 4.0(5). It comes')
    expect(the('add', both).why).toBe(
      'SYD gets this after the upgrade, and files add up; line 2 of the order gives it 80 voice mail users.',
    )
  })
})

// Shown for Cisco Unified Presence, inferred for Cisco Unity: a file of an older major release is refused.
test('a file of an older major release', async () => {
  const row = 'INCREMENT LicVoicePortsMax cisco 4.0 permanent uncounted VENDOR_STRING=<Count>8</Count> HOSTID=ANY SIGN=0123456789AB\n'
  const request = the('upgrade', await ask(one('5.0(1)', '{ kind: file, path: a.lic }'), { files: { 'a.lic': row } }))
  expect(request.why).toContain('(inferred)')
  expect(missing(request.open)).toContain(
    'SYD: whether the upgrade from 4.0 to 5.0(1) needs an upgrade licence, which no source at hand says',
  )
  expect((await ask(one('4.2(1)', '{ kind: file, path: a.lic }'), { files: { 'a.lic': row } })).requests).toEqual([])
})

describe('failover', () => {
  const pair = (primary: string, secondary: string, wizard = '', version = '4.0(5)'): string => `servers:
  - { name: SYD1, version: "${version}", nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }], licenses: [${primary}] }
  - { name: SYD2, version: "${version}", nics: [{ name: nic1, mac: 00-0B-CD-11-22-43 }]${secondary} }
failover: [{ primary: SYD1, secondary: SYD2${wizard} }]
`
  const bought = (more = ''): string =>
    `{ kind: declared, hostId: 000BCD112233, expires: permanent, entitlements: { voicePorts: 24${more} } }`
  const key = ', dongle: { serial: "87654321" }'
  const wizards = ['install @SYD1', 'install @SYD2', 'verify @SYD1', 'verify @SYD2']

  // FAQ "How do I license my failover Cisco Unity system when I upgrade to Cisco Unity 4.x?", its three steps.
  test('is added for the old failover dongle', async () => {
    const asked = await ask(pair(dongle('3.1(5)'), key))
    expect(kindsOf(asked)).toEqual(['upgrade SYD1', 'failover SYD1'])
    const request = the('failover', asked)
    expect(request.fields.map(({ label, value }) => [label, value])).toEqual([
      ['E-mail address of the licensing team', undefined],
      ['Number of the failover dongle', '87654321'],
      ['Address to send the new licence to', 'voice@example.com'],
    ])
    expect(course(request)).toEqual(['request', 'receive', 'request', 'receive', 'receive', ...Array(4).fill('install @SYD1'), ...wizards])
    expect(textOf(request)).toMatch(
      /First request the licence of SYD1 on the web[\s\S]*Forward that e-mail[\s\S]*ask that failover be added[\s\S]*both text licences[\s\S]*Restart SYD1[\s\S]*failover configuration wizard on SYD1[\s\S]*failover configuration wizard on SYD2/,
    )
    expect(shown(request)).toEqual({ voicePorts: 24, voiceMailUsers: 300, secondaryServer: 1 })
    expect(request.open).toEqual([])
    // The upgrade alone is not installed: both licences go in together.
    expect(course(the('upgrade', asked))).toEqual(['buy', 'request', 'receive', 'receive', 'receive'])
    expect(the('upgrade', asked).shows).toEqual([])
  })

  test.each([
    ['a dongle licence', ', licenses: [{ kind: dongle, serial: "87654321", entitlements: {} }]'],
    ['a dongle', key],
  ])('is added where the secondary comes with %s and the primary has files already', async (_, secondary) => {
    const asked = await ask(pair(bought(), secondary))
    expect(kindsOf(asked)).toEqual(['failover SYD1'])
    expect(filled(the('failover', asked), 'Number of the failover dongle')).toBe('87654321')
  })

  test.each([
    [', dongle: { serial: "00000001" }', 'the serial number of the dongle: 00000001 means that it is missing or cannot be read'],
    [', licenses: [{ kind: dongle, entitlements: {} }]', 'the serial number of the dongle'],
  ])('does without no number of its dongle (%s)', async (secondary, words) => {
    const request = the('failover', await ask(pair(bought(), secondary)))
    expect(filled(request, 'Number of the failover dongle')).toBe('____')
    expect(request.open).toMatchObject([{ missing: words, of: 'SYD2', find: 'the number that is printed on the dongle of SYD2' }])
  })

  test('that was bought is not asked for', async () => {
    expect(await ask(pair(bought(', secondaryServer: true'), key))).toEqual({ requests: [], open: [] })
  })

  test('of a primary whose licences nobody tells is open', async () => {
    const body = pair(' ', key).replace(', licenses: [ ]', '')
    expect(await ask(body)).toMatchObject({
      requests: [],
      open: [{ of: 'SYD1', missing: expect.stringContaining('LicSecondaryServerIsLicensed'), decides: true }],
    })
  })

  test('that is ordered though there is an old dongle may not have to be bought', async () => {
    const lines = [line(1, 'SYD1', 'secondaryServer', 1), line(2, 'SYD1', 'voicePorts', 8)]
    const asked = await ask(pair(bought(), key), { lines })
    expect(asked.requests.map(({ kind, lines: numbers }) => [kind, numbers])).toEqual([
      ['failover', [1]],
      ['add', [2]],
    ])
    expect(the('add', asked).shows).toEqual([
      { feature: 'voicePorts', units: 32 },
      { feature: 'secondaryServer', units: 1 },
    ])
    expect(the('failover', asked).open).toMatchObject([
      { missing: expect.stringContaining('line 1 of the order has to be bought'), decides: true },
    ])
  })

  test('that is asked for by itself ends with the secondary; what else is installed does not', async () => {
    const asked = await ask(pair('{ kind: default }', key), { lines: [line(1, 'SYD1', 'voicePorts', 8)] })
    // Failover is added to a licence that is there.
    expect(kindsOf(asked)).toEqual(['new SYD1', 'failover SYD1'])
    expect(asked.requests.map(shown)).toEqual([{ voicePorts: 8 }, { voicePorts: 8, secondaryServer: 1 }])
    expect(course(the('new', asked)).at(-1)).toBe('verify @SYD1')
    expect(course(the('failover', asked)).slice(-4)).toEqual(wizards)
    expect(textOf(the('failover', asked))).toContain('as its own request in this order says')
  })

  test('without an old dongle is an added feature, with the wizard on both', async () => {
    const asked = await ask(pair(bought(), ''), { lines: [line(1, 'SYD1', 'secondaryServer', 1)] })
    expect(kindsOf(asked)).toEqual(['add SYD1'])
    const request = the('add', asked)
    expect(course(request).slice(-4)).toEqual(wizards)
    expect(textOf(request)).toContain('It must show 24 voice ports and a secondary server')
  })

  test.each([
    ['', '{ kind: default }', 'new', true],
    [', wizardRunOn: [SYD1, SYD2]', '{ kind: default }', 'new', true],
    ['', bought(', secondaryServer: true'), 'add', false],
    [', wizardRunOn: [SYD1]', bought(', secondaryServer: true'), 'add', true],
    [', wizardRunOn: [SYD1, SYD2]', bought(', secondaryServer: true'), 'add', false],
  ] as const)('wizards run where a pair gets its first licence, or where they have not (%s, %s)', async (wizard, licenses, kind, runs) => {
    const asked = await ask(pair(licenses, '', wizard), { lines: [line(1, 'SYD1', 'voicePorts', 8)] })
    expect(kindsOf(asked)).toEqual([`${kind} SYD1`])
    const steps = course(the(kind, asked))
    expect(steps.includes('install @SYD2')).toBe(runs)
    // Nothing else is done on the secondary, and it is looked at in any case.
    expect(steps.at(-1)).toBe('verify @SYD2')
    expect(filled(the(kind, asked), 'MAC address')).toBe('000BCD112233')
  })

  test('a secondary from 4.0 on is asked nothing for', async () => {
    expect(await ask(pair(bought(', secondaryServer: true'), `, licenses: [${dongle('3.1(5)')}, ${bought()}]`))).toEqual({
      requests: [],
      open: [],
    })
  })

  test('a line for a secondary from 4.0 on is for its primary', async () => {
    const asked = await ask(pair(bought(', secondaryServer: true'), ''), { lines: [line(1, 'SYD2', 'voicePorts', 8)] })
    expect(asked).toMatchObject({
      requests: [],
      open: [{ of: 'SYD2', missing: expect.stringContaining('the primary that line 1 of the order is meant for') }],
    })
  })

  test('up to 3.x each server has its own dongle', async () => {
    const lines = [line(1, 'SYD1', 'voicePorts', 8), line(2, 'SYD2', 'voicePorts', 8)]
    const asked = await ask(pair(dongle(''), key, '', '3.1(5)'), { lines })
    expect(kindsOf(asked)).toEqual(['dongle-update SYD1', 'dongle-update SYD2'])
    expect(asked.requests.map((request) => filled(request, 'Serial number of the dongle'))).toEqual(['12345678', '87654321'])
  })
})
