/** Licence files that came back on an order. Every expected figure is added up by hand from the lines above it. */
import { describe, expect, test } from 'vitest'
import { groups, increment } from '../../source/licenses.ts'
import { fleetOf, grant, orderOf, remarksOf, saying, verdicts, verifying } from './returned.ts'

const sydney = `
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    nics:
      - { name: nic1, mac: 00-0B-CD-11-22-33 }
      - { name: nic2, mac: 00-0B-CD-11-22-34 }
    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }
    licenses:
      - { kind: file, path: held.lic }
  - name: MEL-UNITY1
    version: 4.0(5)
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-43 }, { name: nic2, mac: 00-0B-CD-11-22-44 }]
    licenses: []
  - name: SYD-UNITY2
    version: 4.0(5)
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-53 }]
  - name: PER-UNITY1
    version: 3.1(5)
    dongle: { serial: "12345678" }
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-63 }]
    licenses: []
  - name: BNE-UNITY1
    version: 4.0(5)
failover:
  - { primary: SYD-UNITY1, secondary: SYD-UNITY2, mode: failover }
bridges:
  - name: SYD-BRIDGE1
    version: 3.0(6)
    bridgehead: SYD-UNITY1
    nics: [{ name: nic1, mac: 00-0B-CD-99-88-77 }]
pools:
  - { name: anz, members: [SYD-UNITY1, MEL-UNITY1] }
`
const SYD = '020bcd112235'
const MEL = '000bcd112243'
const heldLine = increment('LicVoicePortsMax', 32, 1)
const fleet = await fleetOf(sydney, { 'held.lic': heldLine })
const ports = orderOf({ for: 'SYD-UNITY1', gives: { voicePorts: 16 } })
const both = orderOf({ for: 'SYD-UNITY1', gives: { voicePorts: 16 } }, { for: 'SYD-UNITY1', gives: { voiceMailUsers: 100 } })

describe('quantities', () => {
  test('all of it, over several lines and files, with its flags', async () => {
    const order = orderOf(
      { for: 'SYD-UNITY1', gives: { voicePorts: 16, secondaryServer: 1 } },
      { for: 'MEL-UNITY1', gives: { voicePorts: 8 } },
    )
    const found = await verifying(order, fleet, {
      'a.lic': grant('LicVoicePortsMax', 10, SYD) + grant('LicVoicePortsMax', 6, SYD),
      'b.lic': grant('LicSecondaryServerIsLicensed', 'Licensed', SYD) + grant('LicVoicePortsMax', 8, MEL),
    })
    expect(verdicts(found)).toEqual(['1 voicePorts 16/16 received', '1 secondaryServer 1/1 received', '2 voicePorts 8/8 received'])
    expect(found).toMatchObject({ short: false, others: [], findings: [] })
  })

  test('too few, and nothing of a line', async () => {
    const found = await verifying(both, fleet, { 'a.lic': grant('LicVoicePortsMax', 12, SYD) })
    expect(verdicts(found)).toEqual(['1 voicePorts 12/16 short', '2 voiceMailUsers 0/100 short'])
    expect(found.short).toBe(true)
  })

  test('too many fill the lines of one machine in their order, and the last has the rest', async () => {
    const order = orderOf({ for: 'SYD-UNITY1', gives: { voicePorts: 16 } }, { for: 'SYD-UNITY1', gives: { voicePorts: 4 } })
    const found = await verifying(order, fleet, { 'a.lic': grant('LicVoicePortsMax', 18, SYD) + grant('LicVoicePortsMax', 5, SYD) })
    expect(verdicts(found)).toEqual(['1 voicePorts 16/16 received', '2 voicePorts 7/4 surplus surplus'])
    expect(found.short).toBe(false)
    expect(remarksOf(found)).toEqual(['a.lic:2 surplus: 3 voice ports more than ordered'])
  })

  const reissue = { of: 'SYD-UNITY1', why: '', lines: [], fields: [], steps: [], shows: [], open: [], cites: [] } as const

  test('what re-issued files hold besides is told as what it may be', async () => {
    const request = { ...reissue, kind: 're-host', title: 'Re-host SYD-UNITY1' } as const
    const found = await verifying({ ...ports, requests: [request] }, fleet, { 'a.lic': grant('LicVoicePortsMax', 48, SYD) })
    expect(remarksOf(found)).toEqual([
      'a.lic:1 surplus: 32 voice ports more than ordered; they may be what was asked for as "Re-host SYD-UNITY1"',
    ])
  })

  test('so is what was not ordered at all', async () => {
    const request = { ...reissue, kind: 'virtual-mac', title: 'New MAC' } as const
    const found = await verifying({ ...orderOf(), requests: [request] }, fleet, { 'a.lic': grant('LicLanguagesMax', 2, SYD) })
    expect(found).toMatchObject({ lines: [], short: false })
    expect(saying(found.others)).toEqual([
      'a.lic:1 not-ordered: 2 languages for HOSTID 020BCD112235, the virtual MAC of the team of SYD-UNITY1, but none are ordered; they may be what was asked for as "New MAC"',
    ])
  })

  test('nothing ordered and nothing came', async () =>
    expect(await verifying(orderOf(), fleet, {})).toMatchObject({ lines: [], others: [], short: false }))
})

describe('hosts', () => {
  test('the burned-in MAC of a team', async () => {
    const found = await verifying(ports, fleet, { 'a.lic': `# one\n${grant('LicVoicePortsMax', 16, '000bcd112233')}` })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 short wrong-host'])
    expect(remarksOf(found)).toEqual([
      'a.lic:2 wrong-host: HOSTID 000BCD112233, the MAC of nic1 of SYD-UNITY1, but the licence of SYD-UNITY1 is tied to 020BCD112235, the virtual MAC of the team',
    ])
    expect(found.lines[0]?.remarks[0]?.cites.map(({ fact }) => fact)).toEqual(['host-is-virtual-mac'])
  })

  test('the secondary of a pair, on which it has no effect', async () => {
    const found = await verifying(ports, fleet, { 'a.lic': grant('LicVoicePortsMax', 16, '000bcd112253') })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 short wrong-host'])
    expect(remarksOf(found)[0]).toContain(
      '000BCD112253, the MAC of nic1 of SYD-UNITY2, a secondary server, but the licence of SYD-UNITY1 is tied to 020BCD112235',
    )
    expect(found.lines[0]?.remarks[0]?.cites.map(({ fact }) => fact)).toEqual(['host-is-virtual-mac', 'failover-on-primary'])
  })

  test('an address that nobody has belongs to the one line that waits', async () =>
    expect(remarksOf(await verifying(ports, fleet, { 'a.lic': grant('LicVoicePortsMax', 16, '000BCDFFFF00') }))).toEqual([
      'a.lic:1 wrong-host: HOSTID 000BCDFFFF00, but the licence of SYD-UNITY1 is tied to 020BCD112235, the virtual MAC of the team',
    ]))

  test('where several lines wait, the one of the same amount; else none is named', async () => {
    const order = orderOf({ for: 'SYD-UNITY1', gives: { voicePorts: 16 } }, { for: 'MEL-UNITY1', gives: { voicePorts: 8 } })
    const same = await verifying(order, fleet, { 'a.lic': grant('LicVoicePortsMax', 8, '000BCDFFFF00') })
    expect(verdicts(same)).toEqual(['1 voicePorts 0/16 short', '2 voicePorts 0/8 short wrong-host'])
    const alike = orderOf({ for: 'SYD-UNITY1', gives: { voicePorts: 8 } }, { for: 'MEL-UNITY1', gives: { voicePorts: 8 } })
    expect(verdicts(await verifying(alike, fleet, { 'a.lic': grant('LicVoicePortsMax', 8, '000BCDFFFF00') }))).toEqual([
      '1 voicePorts 0/8 short',
      '2 voicePorts 0/8 short',
    ])
    const other = await verifying(order, fleet, { 'a.lic': grant('LicVoicePortsMax', 3, '000BCDFFFF00') })
    expect(verdicts(other)).toEqual(['1 voicePorts 0/16 short', '2 voicePorts 0/8 short'])
    expect(saying(other.others)).toEqual([
      'a.lic:1 wrong-host: 3 voice ports for HOSTID 000BCDFFFF00, but ordered for SYD-UNITY1, MEL-UNITY1',
    ])
  })

  test('any host goes where something is short', async () => {
    const order = orderOf({ for: 'SYD-UNITY1', gives: { voicePorts: 16 } }, { for: 'MEL-UNITY1', gives: { voicePorts: 8 } })
    const found = await verifying(order, fleet, { 'a.lic': grant('LicVoicePortsMax', 9, 'ANY') + grant('LicVoicePortsMax', 16, SYD) })
    expect(verdicts(found)).toEqual(['1 voicePorts 16/16 received', '2 voicePorts 8/8 received any-host'])
    expect(saying(found.others)).toEqual(['a.lic:1 surplus: 1 voice port for any machine more than ordered'])
  })

  test('several hosts, the right one among them', async () =>
    expect(verdicts(await verifying(ports, fleet, { 'a.lic': grant('LicVoicePortsMax', 16, `"000BCDFFFF00 ${SYD}"`) }))).toEqual([
      '1 voicePorts 16/16 received',
    ]))

  test('a server whose adapters the spec leaves out is not judged', async () => {
    const order = orderOf({ for: 'BNE-UNITY1', gives: { voicePorts: 16 } })
    const found = await verifying(order, fleet, { 'a.lic': grant('LicVoicePortsMax', 16, '000BCDFFFF00') })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 undecided not-judged'])
    expect(found).toMatchObject({ short: true })
    expect(remarksOf(found)).toEqual([
      'a.lic:1 not-judged: HOSTID 000BCDFFFF00 may be that of BNE-UNITY1, but this is missing: network adapters of BNE-UNITY1',
    ])
    // One that another machine has is not.
    expect(verdicts(await verifying(order, fleet, { 'a.lic': grant('LicVoicePortsMax', 16, MEL) }))).toEqual([
      '1 voicePorts 0/16 short wrong-host',
    ])
    // Less than was ordered cannot be enough, whoever it is for.
    expect(verdicts(await verifying(order, fleet, { 'a.lic': grant('LicVoicePortsMax', 15, '000BCDFFFF00') }))).toEqual([
      '1 voicePorts 0/16 short not-judged',
    ])
  })

  test('a Bridge is licensed on its own MAC from 4.0(3) on', async () => {
    const order = orderOf({ for: 'SYD-BRIDGE1', kind: 'bridge', gives: { bridgeSessions: 8 } })
    const right = await verifying(order, fleet, { 'a.lic': grant('LicBridgeSessionsMax', 8, '000bcd998877') })
    expect(verdicts(right)).toEqual(['1 bridgeSessions 8/8 received'])
    const wrong = await verifying(order, fleet, { 'a.lic': grant('LicBridgeSessionsMax', 8, SYD) })
    expect(remarksOf(wrong)).toEqual([
      'a.lic:1 wrong-host: HOSTID 020BCD112235, the virtual MAC of the team of SYD-UNITY1, but the licence of SYD-BRIDGE1 is tied to 000BCD998877, the MAC of its first NIC, nic1',
    ])
    expect(wrong.lines[0]?.remarks[0]?.cites.map(({ fact }) => fact)).toEqual(['bridge-license-on-bridge-mac'])
  })

  test('and on that of the primary server before', async () => {
    const before = await fleetOf(sydney.replaceAll('4.0(5)', '4.0(2)').replace('3.0(6)', '2.1(1)'), { 'held.lic': heldLine })
    const order = orderOf({ for: 'SYD-BRIDGE1', kind: 'bridge', gives: { bridgeSessions: 8 } })
    expect(verdicts(await verifying(order, before, { 'a.lic': grant('LicBridgeSessionsMax', 8, SYD) }))).toEqual([
      '1 bridgeSessions 8/8 received',
    ])
    expect(remarksOf(await verifying(order, before, { 'a.lic': grant('LicBridgeSessionsMax', 8, '000bcd998877') }))).toEqual([
      'a.lic:1 wrong-host: HOSTID 000BCD998877, the MAC of nic1 of SYD-BRIDGE1, but the licence of SYD-BRIDGE1 is tied to 020BCD112235 of SYD-UNITY1, the virtual MAC of the team',
    ])
  })
})

describe('pools', () => {
  const pooled = orderOf({ for: 'SYD-UNITY1', pool: 'anz', gives: { voiceMailUsers: 100 } })

  test('users that came for another member count, and are remarked', async () => {
    const found = await verifying(pooled, fleet, { 'a.lic': grant('LicSubscribersMax', 100, MEL) })
    expect(verdicts(found)).toEqual(['1 voiceMailUsers 100/100 received other-member'])
    expect(remarksOf(found)).toEqual([
      'a.lic:1 other-member: HOSTID 000BCD112243, the MAC of nic1 of MEL-UNITY1, but ordered for SYD-UNITY1; users of a pool count together, so that they count for anz',
    ])
  })

  test('what is over at one member fills another, and only what is over in all is surplus', async () => {
    const order = orderOf(
      { for: 'SYD-UNITY1', pool: 'anz', gives: { voiceMailUsers: 100 } },
      { for: 'MEL-UNITY1', pool: 'anz', gives: { voiceMailUsers: 50 } },
    )
    const found = await verifying(order, fleet, { 'a.lic': grant('LicSubscribersMax', 160, MEL) })
    expect(verdicts(found)).toEqual(['1 voiceMailUsers 100/100 received other-member', '2 voiceMailUsers 60/50 surplus surplus'])
  })

  test('not ports, and not outside of the pool', async () => {
    const order = orderOf({ for: 'SYD-UNITY1', pool: 'anz', gives: { voicePorts: 16 } })
    expect(verdicts(await verifying(order, fleet, { 'a.lic': grant('LicVoicePortsMax', 16, MEL) }))).toEqual([
      '1 voicePorts 0/16 short wrong-host',
    ])
    const alone = orderOf({ for: 'SYD-UNITY1', gives: { voiceMailUsers: 100 } })
    expect(verdicts(await verifying(alone, fleet, { 'a.lic': grant('LicSubscribersMax', 100, MEL) }))).toEqual([
      '1 voiceMailUsers 0/100 short wrong-host',
    ])
  })

  test('nor on an adapter of a member that no licence is tied to', async () =>
    expect(verdicts(await verifying(pooled, fleet, { 'a.lic': grant('LicSubscribersMax', 100, '000bcd112244') }))).toEqual([
      '1 voiceMailUsers 0/100 short wrong-host',
    ]))

  test('not on the secondary of a member', async () =>
    expect(verdicts(await verifying(pooled, fleet, { 'a.lic': grant('LicSubscribersMax', 100, '000bcd112253') }))).toEqual([
      '1 voiceMailUsers 0/100 short wrong-host',
    ]))
})

describe('release class and term', () => {
  test('an older major release', async () => {
    const found = await verifying(ports, fleet, { 'a.lic': grant('LicVoicePortsMax', 16, SYD, { version: '3.1' }) })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 short wrong-release'])
    expect(remarksOf(found)).toEqual([
      'a.lic:1 wrong-release: 16 voice ports for version 3.1, but SYD-UNITY1 runs 4.0(5): a licence of an older major release is refused (inferred)',
    ])
    expect(found.lines[0]?.remarks[0]?.cites.map(({ confidence }) => confidence)).toEqual(['derived'])
  })

  test('the same major release, or a newer one, is received', async () =>
    expect(
      verdicts(
        await verifying(ports, fleet, {
          'a.lic': grant('LicVoicePortsMax', 8, SYD, { version: '4.0' }) + grant('LicVoicePortsMax', 8, SYD, { version: '5.0' }),
        }),
      ),
    ).toEqual(['1 voicePorts 16/16 received']))

  test('an end, be it to come or over', async () => {
    const found = await verifying(both, fleet, {
      'a.lic':
        grant('LicVoicePortsMax', 16, SYD, { expires: '01-may-2007' }) + grant('LicSubscribersMax', 100, SYD, { expires: '28-feb-2007' }),
    })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 short wrong-expiry', '2 voiceMailUsers 0/100 short wrong-expiry'])
    expect(remarksOf(found)).toEqual([
      'a.lic:1 wrong-expiry: 16 voice ports with an end: 2007-05-01 is the last day on which they count, but ordered are licences without one',
      'a.lic:2 wrong-expiry: 100 voice mail users with an end that is over: 2007-02-28 was the last day, but ordered are licences without one',
    ])
  })

  // A demo has 16 sessions and 50 users.
  test('a demo', async () => {
    const end = { expires: '30-apr-2007' }
    const text = grant('LicVoicePortsMax', 16, SYD, end) + grant('LicSubscribersMax', 50, SYD, end)
    const found = await verifying(ports, fleet, { 'a.lic': text })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 short wrong-expiry'])
    expect(remarksOf(found)[0]).toContain('with 16 voice ports and 50 users the file is like a demo')
  })

  test('one that begins later is received, and says when', async () => {
    const found = await verifying(ports, fleet, { 'a.lic': grant('LicVoicePortsMax', 16, SYD, { more: ' START=01-apr-2007' }) })
    expect(verdicts(found)).toEqual(['1 voicePorts 16/16 received starts-later'])
    expect(remarksOf(found)).toEqual(['a.lic:1 starts-later: it counts from 2007-04-01 on'])
  })
})

describe('lines that came before', () => {
  test('a file that the spec lists is not received anew', async () => {
    const found = await verifying(ports, fleet, { 'a.lic': heldLine })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 short'])
    expect(saying(found.others)).toEqual([
      'a.lic:1 already-held: this line stands in held.lic, which the spec lists for SYD-UNITY1: not received anew',
    ])
  })

  test('one line in two files counts once', async () => {
    const [one, two] = [grant('LicVoicePortsMax', 8, SYD), grant('LicSubscribersMax', 100, SYD)]
    const found = await verifying(both, fleet, { 'a.lic': one + two, 'b.lic': one + two })
    expect(verdicts(found)).toEqual(['1 voicePorts 8/16 short', '2 voiceMailUsers 100/100 received'])
    expect(saying(found.others)).toEqual(['b.lic:1 duplicate: this line and 1 other stand in a.lic, too: counted once'])
  })

  test('a line that supersedes held ones adds only what is more', async () => {
    const dated = await fleetOf(sydney, { 'held.lic': grant('LicVoicePortsMax', 32, SYD, { more: ' ISSUED=01-jan-2007' }) })
    const more = { more: ' ISSUED=01-feb-2007 SUPERSEDE' }
    const enough = await verifying(ports, dated, { 'a.lic': grant('LicVoicePortsMax', 48, SYD, more) })
    expect(verdicts(enough)).toEqual(['1 voicePorts 16/16 received supersedes'])
    const less = await verifying(ports, dated, { 'a.lic': grant('LicVoicePortsMax', 20, SYD, more) })
    expect(verdicts(less)).toEqual(['1 voicePorts 0/16 short supersedes'])
    expect(saying(less.others)).toEqual([
      'a.lic:1 supersedes: 12 voice ports that SYD-UNITY1 holds no longer count: lines that came supersede them',
    ])
  })
})

describe('what is not understood', () => {
  test('a tag that no source names leaves open what it may grant, and nothing else', async () => {
    // The spelling of the tag of TTS sessions is inferred, that of voice ports is stated.
    const order = orderOf({ for: 'SYD-UNITY1', gives: { ttsSessions: 4 } }, { for: 'SYD-UNITY1', gives: { voicePorts: 16 } })
    const found = await verifying(order, fleet, { 'a.lic': grant('LicSpeechThings', 4, SYD) })
    expect(verdicts(found)).toEqual(['1 ttsSessions 0/4 undecided not-understood', '2 voicePorts 0/16 short'])
    expect(saying(found.others)).toEqual(['a.lic:1 not-understood: what `LicSpeechThings` grants is not known'])
    expect(found.short).toBe(true)
  })

  test('nor for another machine', async () => {
    const order = orderOf({ for: 'SYD-UNITY1', gives: { ttsSessions: 4 } })
    expect(verdicts(await verifying(order, fleet, { 'a.lic': grant('LicSpeechThings', 4, MEL) }))).toEqual(['1 ttsSessions 0/4 short'])
  })

  test('a tag that may be another name of a feature', async () => {
    const order = orderOf({ for: 'SYD-UNITY1', gives: { ttsSessions: 4 } })
    const found = await verifying(order, fleet, { 'a.lic': grant('LicRealspeakSessionsMax', 4, SYD) })
    expect(verdicts(found)).toEqual(['1 ttsSessions 0/4 undecided not-understood'])
    expect(verdicts(await verifying(order, fleet, { 'a.lic': grant('LicRealspeakSessionsMax', 3, SYD) }))).toEqual([
      '1 ttsSessions 0/4 short not-understood',
    ])
  })

  test('an UPGRADE line of the feature', async () => {
    const line = grant('LicVoicePortsMax', 16, SYD).replace('INCREMENT', 'UPGRADE').replace('cisco 4.0', 'cisco 3.0 4.0')
    const found = await verifying(ports, fleet, { 'a.lic': line })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 undecided not-understood'])
  })

  test('a tag within the text of a line, and one in a file that the spec lists already', async () => {
    const order = orderOf({ for: 'SYD-UNITY1', gives: { ttsSessions: 4 } })
    const line = grant('LicLanguagesMax', 2, SYD).replace('</Count>', '</Count><LicSpeechThings>4</LicSpeechThings>')
    expect(remarksOf(await verifying(order, fleet, { 'a.lic': line }))).toEqual([
      'a.lic:1 not-understood: what `LicSpeechThings` grants is not known',
    ])
    const listed = await fleetOf(sydney, { 'held.lic': line })
    expect(verdicts(await verifying(order, listed, { 'a.lic': line }))).toEqual(['1 ttsSessions 0/4 short'])
  })

  test('a host id of a kind that no spec can be held against', async () => {
    const found = await verifying(ports, fleet, { 'a.lic': grant('LicVoicePortsMax', 16, 'ID=1234') })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 undecided not-judged'])
    expect(remarksOf(found)).toEqual(['a.lic:1 not-judged: what the host id ID=1234 stands for is not known'])
  })

  test('a host id that is none', async () =>
    expect(remarksOf(await verifying(ports, fleet, { 'a.lic': grant('LicVoicePortsMax', 16, '020BCD11223') }))).toEqual([
      'a.lic:1 wrong-host: HOSTID 020BCD11223: 11 hexadecimal digits, but a MAC address has 12; the licence of SYD-UNITY1 is tied to 020BCD112235, the virtual MAC of the team',
    ]))

  test('a licence on a dongle comes as a text', async () => {
    const order = orderOf({ for: 'PER-UNITY1', gives: { voicePorts: 8 } })
    expect(verdicts(await verifying(order, fleet, {}))).toEqual(['1 voicePorts 0/8 short not-judged'])
    const found = await verifying(order, fleet, { 'AvSysCode.txt': 'A1B2-C3D4-E5F6' })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/8 undecided not-judged'])
    expect(remarksOf(found)).toEqual([
      'AvSysCode.txt not-judged: this may be the text for the dongle 12345678 of PER-UNITY1, which no source tells how to read; Key Dump shows what the dongle holds',
    ])
    expect(saying(found.others)).toEqual([
      'AvSysCode.txt not-understood: it is no licence file, no quote in CSV or JSON, and no report of a server',
    ])
    const file = await verifying(order, fleet, { 'a.lic': grant('LicVoicePortsMax', 8, '000bcd112263') })
    expect(verdicts(file)).toEqual(['1 voicePorts 0/8 short wrong-host not-judged'])
    expect(remarksOf(file)[0]).toContain(
      'but the licence of PER-UNITY1 is on the dongle 12345678 of PER-UNITY1, and 3.1(5) reads no licence files',
    )
  })
})

describe('files that cannot be relied on', () => {
  test('a damaged one counts for nothing, and its faults are shown', async () => {
    const found = await verifying(both, fleet, {
      'a.lic': grant('LicVoicePortsMax', 16, SYD).replace('permanent', 'permanant'),
      'b.lic': grant('LicSubscribersMax', 100, SYD),
    })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 short unreliable', '2 voiceMailUsers 100/100 received'])
    expect(saying(found.others)[0]).toMatch(/^a\.lic:1 unreliable: nothing in this file counts, since it is not sound: /)
    expect(found.findings.map(({ file, severity }) => `${file} ${severity}`)).toEqual(['a.lic error'])
  })

  test('nor does one of another product', async () => {
    const text = grant('LicVoicePortsMax', 16, SYD) + grant('LicSrsvCuceSubscribersMax', 5, SYD)
    const found = await verifying(ports, fleet, { 'a.lic': text })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 short unreliable'])
    expect(saying(found.others)[0]).toContain(
      '`LicSrsvCuceSubscribersMax` belongs to Cisco Unity Connection, so that nothing in this file counts',
    )
  })

  test('nor one in which a line stands twice, which the product refuses', async () => {
    const line = grant('LicVoicePortsMax', 16, SYD)
    expect(verdicts(await verifying(ports, fleet, { 'a.lic': line + line }))).toEqual(['1 voicePorts 0/16 short unreliable unreliable'])
  })

  test('a page, a report, a spreadsheet and an empty file', async () => {
    const found = await verifying(ports, fleet, {
      'a.lic': '<html><body>Log in</body></html>',
      'b.txt': 'CISCO-UNITY-MIB::ciscoUnityLicVoicePortsMax.0 = Gauge32: 16\n',
      'c.xlsx': 'PK\x03\x04',
      'd.lic': '',
    })
    expect(verdicts(found)).toEqual(['1 voicePorts 0/16 short'])
    expect(saying(found.others)).toEqual([
      'b.txt not-understood: it is what a server reports, not what was delivered; cuspec licenses shows it',
      'c.xlsx not-understood: it is a spreadsheet or another archive; save its table as CSV',
      'd.lic not-understood: it is empty',
      'a.lic:1 unreliable: nothing in this file counts, since it is not sound: an HTML page, not a licence file; download the file itself',
    ])
  })

  test('no signature is in anything that is said', async () => {
    const spoilt = increment('LicVoicePortsMax', 16).replace('uncounted', 'uncountd')
    const found = await verifying(ports, fleet, {
      'a.lic': increment('LicSubscribersMax', 5),
      'b.lic': spoilt,
      'c.lic': increment('LicLanguagesMax', 2),
    })
    const said = JSON.stringify([saying(found.others), remarksOf(found), found.findings, [...found.texts]])
    expect(said).toContain('****')
    for (const group of groups) expect(said).not.toContain(group)
  })
})

describe('users for a member of a pool', () => {
  const maximums =
    'apiVersion: cuspec/v1\nkind: Maximums\nmetadata: { name: m }\nsource: { title: T }\nmaximums: [{ what: voiceMailUsers, platform: PLB, value: 150 }]\n'
  const [A, B] = ['000BCD000001', '000BCD000002']
  const pooled = fleetOf(
    `
servers:
  - { name: A, version: 4.0(5), nics: [{ name: nic1, mac: ${A} }], licenses: [] }
  - name: B
    platform: PLB
    version: 4.0(5)
    nics: [{ name: nic1, mac: ${B} }]
    licenses: [{ kind: declared, hostId: ${B}, expires: permanent, entitlements: { voiceMailUsers: 100 } }]
pools: [{ name: p, members: [A, B] }]
`,
    {},
    maximums,
  )
  const users = { for: 'A', pool: 'p', gives: { voiceMailUsers: 100 } }
  const came = async (...lines: readonly string[]) => verifying(orderOf(users), await pooled, { 'a.lic': lines.join('') })

  // B holds 100 and may have 150.
  test('that take it beyond its maximum fulfil nothing', async () => {
    const found = await came(grant('LicSubscribersMax', 51, B))
    expect(verdicts(found)).toEqual(['1 voiceMailUsers 0/100 short beyond-maximum'])
    expect(remarksOf(found)).toEqual([
      'a.lic:1 beyond-maximum: 51 voice mail users make 151 on B, but 4.0(5) publishes at most 150: a licence beyond the maximum puts the server into shutdown mode',
    ])
    expect(found.lines[0]?.remarks[0]?.cites.map(({ title, fact }) => [title, fact])).toMatchObject([
      ['T', expect.anything()],
      [expect.anything(), 'excess-over-maximum'],
    ])
  })

  test('count up to it, over several lines', async () => {
    expect(verdicts(await came(grant('LicSubscribersMax', 50, B)))).toEqual(['1 voiceMailUsers 50/100 short other-member'])
    expect(verdicts(await came(grant('LicSubscribersMax', 25, B), grant('LicSubscribersMax', 26, B)))).toEqual([
      '1 voiceMailUsers 25/100 short other-member beyond-maximum',
    ])
    expect(verdicts(await came(grant('LicSubscribersMax', 100, B), grant('LicSubscribersMax', 100, A)))).toEqual([
      '1 voiceMailUsers 100/100 received beyond-maximum',
    ])
  })

  test('beyond what was ordered for itself are a surplus, and nothing for others', async () => {
    const order = orderOf(users, { for: 'B', pool: 'p', gives: { voiceMailUsers: 50 } })
    const found = await verifying(order, await pooled, { 'a.lic': grant('LicSubscribersMax', 150, B) })
    expect(verdicts(found)).toEqual(['1 voiceMailUsers 0/100 short', '2 voiceMailUsers 150/50 surplus surplus beyond-maximum'])
  })
})

describe('lines that look wrong', () => {
  const line = (from: string, to: string) => increment('LicVoicePortsMax', 16, 7).replace(from, to)
  const sign = 'the signature is neither 12 hexadecimal digits nor groups of 4, as all signatures seen; compare it with the original'
  test.each([
    ['signature', 'suspect', line(groups[0] ?? '', (groups[0] ?? '').slice(1)), sign],
    ['vendor', 'suspect', line('cisco', 'cisc0'), 'the vendor `cisc0`, but a licence file of Cisco names `cisco` (inferred)'],
    [
      'OrigMacId',
      'suspect',
      line('<OrigMacId>020BCD112235', '<OrigMacId>020BCD112236'),
      'the host id is 020BCD112235, but OrigMacId beside it is 020BCD112236; in the files at hand both are one MAC (inferred)',
    ],
    ['version', 'not-understood', line('4.0', '4,0'), '`4,0` is no version that can be read, so that its release class is not judged'],
  ])('a line whose %s does is received, and says so', async (_, kind, wrong, message) => {
    const found = await verifying(both, fleet, { 'a.lic': increment('LicSubscribersMax', 100, 6) + wrong })
    expect(verdicts(found)).toEqual([`1 voicePorts 16/16 received ${kind}`, '2 voiceMailUsers 100/100 received'])
    expect(remarksOf(found)).toEqual([`a.lic:8 ${kind}: ${message}`])
    expect(found.short).toBe(false)
  })

  test('a copy whose HOSTID is in other case is no other line', async () => {
    const [small, capital] = [line('', ''), line('HOSTID=020bcd112235', 'HOSTID=020BCD112235')]
    expect(small).not.toBe(capital)
    const found = await verifying(ports, fleet, { 'a.lic': small, 'b.lic': capital })
    expect(verdicts(found)).toEqual(['1 voicePorts 16/16 received'])
    expect(saying(found.others)).toEqual(['b.lic:1 duplicate: this line stands in a.lic, too: counted once'])
    const held = await fleetOf(sydney, { 'held.lic': capital })
    expect(saying((await verifying(ports, held, { 'a.lic': small })).others)[0]).toContain('already-held: this line stands in held.lic')
  })
})
