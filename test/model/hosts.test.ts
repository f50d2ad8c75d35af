/** What a licence is tied to. FAQ is the Cisco Unity Licensing FAQ, document 23277. */
import { describe, test } from 'vitest'
import { deployment, expectMarked } from './judged.ts'

const unity = '000BCD112233'
const bridge = '000BCD998877'
const adapters = (...macs: string[]): string => `nics: [${macs.map((mac, index) => `{ name: nic${index + 1}, mac: ${mac} }`).join(', ')}]`
const team = 'team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }'
const declared = (host: string, entitlements = 'voicePorts: 8'): string =>
  `{ kind: declared, expires: permanent, hostId: ${host}, entitlements: { ${entitlements} } }`

describe('the licence of a server', () => {
  /** A server whose licence stands on a line of its own. */
  const server = (license: string, rest = adapters(unity, '000BCD112234')): string =>
    deployment(`servers:\n  - name: SYD-UNITY1\n    version: 4.0(5)\n    ${rest}\n    licenses:\n      - ${license}\n`)
  const matches = (text: string) => expectMarked('license-host-matches', text)

  // FAQ "How do I register?": of several NICs choose the value for the first.
  test('is tied to the first NIC', async () => {
    await matches(server(declared(unity)))
    await matches(server(`${declared('000BCD112234')} # <- error refused 000BCD112234 nic2 ${unity} nic1`))
    await matches(server(`${declared('000BCD112239')} # <- error refused 000BCD112239 ${unity}`))
  })

  // FAQ "What MAC address do I need to use if I have a dual NIC card?": the virtual MAC of the team, and neither physical one.
  test('is tied to the virtual MAC of a team', async () => {
    const teamed = `${adapters(unity, '000BCD112234')}\n    ${team}`
    await matches(server(declared('020BCD112235'), teamed))
    await matches(server(`${declared(unity)} # <- error refused ${unity} nic1 020BCD112235`, teamed))
    await matches(server(`${declared('000BCD112234')} # <- error refused 000BCD112234 nic2 020BCD112235`, teamed))
    const unstated = teamed.replace(', virtualMac: 02-0B-CD-11-22-35', '')
    await matches(server(`${declared('020BCD112235')} # ?? SYD-UNITY1: virtual MAC`, unstated))
    // The question is about fault-tolerant teams; of others no source says anything.
    await matches(server(`${declared('020BCD112235')} # ?? SYD-UNITY1: load-balancing`, teamed.replace('fault-tolerant', 'load-balancing')))
  })

  // FLEXnet guide: `HOSTID="h1 h2"` lists several hosts; ANY locks nothing; `ID=` is the serial number of another kind of key.
  test('may name several hosts, any, or one that no spec shows', async () => {
    await matches(server(declared(`"000BCD998877 ${unity}"`)))
    await matches(server(`${declared('"000BCD998877 000BCD998878"')} # <- error refused 000BCD998877 000BCD998878`))
    await matches(server(declared('ANY')))
    await matches(server(`${declared('ID=1234-5678')} # ?? SYD-UNITY1: ID=1234-5678`))
  })

  // What is left out is unknown.
  test('is not checked where the spec leaves out either side', async () => {
    await matches(server('{ kind: declared, expires: permanent, entitlements: { voicePorts: 8 } } # ?? SYD-UNITY1: the host id'))
    await matches(server(`${declared(unity)} # ?? SYD-UNITY1: network adapters`, 'platform: EXAMPLE-1'))
    await matches(server('{ kind: file, path: a.lic } # ?? SYD-UNITY1: what a licence file grants that is not sound'))
  })

  // The two serial numbers stand in two places: the message says which of them is to be filled in.
  test('is tied to a dongle, whose serial number either side may leave out', async () => {
    const old = (license: string, rest: string): string => server(license, rest).replace('4.0(5)', '3.1(5)')
    const key = (serial: string): string => `{ kind: dongle, ${serial}entitlements: { voicePorts: 8 } }`
    const attached = 'dongle: { serial: "12345678" }'
    await matches(old(key('serial: "12345678", '), attached))
    await matches(old(`${key('serial: "12345687", ')} # <- error refused 12345687 12345678`, attached))
    await matches(old(`${key('')} # ?? SYD-UNITY1: the serial number of the dongle that a licence is for`, attached))
    await matches(old(`${key('serial: "12345678", ')} # ?? SYD-UNITY1: the serial number of the dongle`, 'platform: EXAMPLE-1'))
  })

  // "About License Requirements for Failover": a file on the secondary has no effect, so its host does not matter.
  test('does not matter on a secondary', () => matches(server(declared('000BCD112239'), `role: secondary\n    ${adapters(unity)}`)))
})

// FAQ "How do I receive licensing for the Cisco Unity Bridge?", one bullet for each pair of releases.
describe('the licence of a Bridge', () => {
  const tied = (text: string) => expectMarked('bridge-license-host', text)
  const spec = (version: string, rest: string, bridgeVersion: string, license: string): string =>
    deployment(`servers:
  - { name: SYD-UNITY1, version: ${version}, ${rest} }
bridges:
  - name: SYD-BRIDGE1
    version: ${bridgeVersion}
    bridgehead: SYD-UNITY1
    ${adapters(bridge)}
    licenses:
      - ${license}
`)

  // "For Cisco Unity 3.1, enter the dongle number from the primary Cisco Unity server."
  test('is tied to the dongle of the primary server of 3.1', async () => {
    const key = (serial: string): string => `{ kind: dongle, ${serial}entitlements: { bridgeSessions: 8 } }`
    const old = (license: string, rest = 'dongle: { serial: "12345678" }'): string => spec('3.1(5)', rest, '2.1(2)', license)
    await tied(old(key('serial: "12345678", ')))
    await tied(old(`${key('serial: "87654321", ')} # <- error refused 87654321 12345678`))
    await tied(old(`${key('')} # ?? SYD-UNITY1: the serial number of the dongle that a licence is for`))
    await tied(old(`${key('serial: "12345678", ')} # ?? SYD-UNITY1: serial number`, 'role: standalone'))
  })

  // "enter the MAC address of the primary Cisco Unity server and not the Cisco Unity Bridge server"
  test('is tied to the MAC of the primary server up to 4.0(2)', async () => {
    await tied(spec('4.0(2)', adapters(unity), '2.1(2)', declared(unity, 'bridgeSessions: 8')))
    await tied(spec('4.0(2)', adapters(unity), '2.1(2)', `${declared(bridge, 'bridgeSessions: 8')} # <- error refused ${bridge} ${unity}`))
    const pair = `  - { name: SYD-UNITY0, version: 4.0(2), ${adapters('000BCD112230')} }\nfailover: [{ primary: SYD-UNITY0, secondary: SYD-UNITY1 }]\n`
    const behind = (license: string): string => spec('4.0(2)', adapters(unity), '2.1(2)', license).replace('bridges:', `${pair}bridges:`)
    await tied(behind(declared('000BCD112230', 'bridgeSessions: 8')))
    await tied(behind(`${declared(unity, 'bridgeSessions: 8')} # <- error refused ${unity} 000BCD112230`))
  })

  // "For Cisco Unity 4.0(3) and later and Cisco Unity Bridge 3.0 and later, … enter the Cisco Unity Bridge MAC address."
  test('is tied to the MAC of the Bridge from 4.0(3)', async () => {
    const late = (license: string): string => spec('4.0(3)', adapters(unity), '3.0(6)', license)
    await tied(late(declared(bridge, 'bridgeSessions: 8')))
    await tied(late(declared('ANY', 'bridgeSessions: 8')))
    await tied(late(declared(`"${unity} ${bridge}"`, 'bridgeSessions: 8')))
    await tied(late(`${declared(unity, 'bridgeSessions: 8')} # <- error refused ${unity} SYD-UNITY1 ${bridge}`))
    await tied(late(`${declared('ID=1234', 'bridgeSessions: 8')} # ?? SYD-BRIDGE1: ID=1234`))
    await tied(late('{ kind: declared, expires: permanent, entitlements: { bridgeSessions: 8 } } # ?? SYD-BRIDGE1: the host id'))
    await tied(late('{ kind: file, path: a.lic } # ?? SYD-BRIDGE1: what a licence file grants that is not sound'))
  })

  // The same bullet holds where the spec lists the licence: at the bridgehead, which is what must be licensed for the Bridge.
  describe('that is listed with the bridgehead', () => {
    const listed = (license: string): string =>
      deployment(`servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    ${adapters(unity)}
    licenses:
      - ${license}
bridges:
  - { name: SYD-BRIDGE1, version: 3.0(6), bridgehead: SYD-UNITY1, ${adapters(bridge)} }
  - { name: SYD-BRIDGE2, version: 3.0(6), bridgehead: SYD-UNITY1, ${adapters('000BCD998878')} }
`)
    const matches = (license: string) => expectMarked('license-host-matches', listed(license))

    test('belongs to a Bridge, not to the server', async () => {
      for (const host of [bridge, '000BCD998878']) {
        await tied(listed(declared(host, 'bridgeSessions: 8')))
        await matches(declared(host, 'bridgeSessions: 8'))
      }
      await tied(listed(`${declared(unity, 'bridgeSessions: 8')} # <- error refused ${unity} SYD-UNITY1 ${bridge} 000BCD998878`))
      await matches(declared(unity, 'bridgeSessions: 8'))
    })

    // One licence cannot be for two addresses, and which of the two wins is not published.
    test('with other features in it is not checked', async () => {
      const mixed = declared(unity, 'bridgeSessions: 8, voicePorts: 8')
      await tied(listed(`${mixed} # ?? SYD-UNITY1: what Bridge sessions are tied to`))
      await matches(mixed)
      await matches(`${declared(bridge, 'bridgeSessions: 8, voicePorts: 8')} # <- error refused ${bridge} ${unity}`)
    })

    test('but grants no sessions is the licence of the server', () => tied(listed(declared(unity, 'bridgeSessions: 0, voicePorts: 8'))))
  })
})
