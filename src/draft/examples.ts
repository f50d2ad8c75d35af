/** Specs to start from, one for each way in which servers stand together. Their values are made up, and lint clean. */
import { modeline } from './write.ts'

const head = (about: string, name: string): string => `${modeline}
# ${about}
# Every value is made up: put yours in its place, and take out what is not known. Left out means not known, which is not zero.
apiVersion: cuspec/v1
kind: Deployment
metadata:
  name: ${name}
  owner: voice-team@example.com # who answers for this file
organization: Example Pty Ltd # in whose name licences are ordered
contact: voice-team@example.com # where new licences are sent
directory: corp.example # the Active Directory forest or Domino domain of these servers
`

const pair = `${head('A failover pair: one server stands in for the other.', 'pair')}servers:
  - name: VM-UNITY1
    role: primary
    version: 4.0(5)
    messageStore: { type: exchange, version: "2003", location: off-box, mode: unified } # exchange | domino; voice-only | unified
    phoneSystems:
      - { name: ccm1, integration: sccp, version: "4.1(3)" } # sccp | sip | pimg | timg | voice-card
    ports: # their counts add up to the voice ports of the server
      - { count: 20, does: [answer] }
      - { count: 2, does: [mwi] }
      - { count: 2, does: [notification] }
    users: { voiceMail: 200, unifiedMessaging: 100, inbox: 0 } # a user counts under one kind
    nics: # in the order of ipconfig /all
      - { name: nic1, mac: 00-0B-CD-11-00-01 }
      - { name: nic2, mac: 00-0B-CD-11-00-02 }
    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-00-01 } # licences are tied to the virtual MAC
    licenses: # from 4.0 on, those of the pair are all on the primary
      # - { kind: file, path: licenses/vm-unity1.lic } # better than to declare them: the file itself, kept with this spec
      - kind: declared
        hostId: 020BCD110001
        expires: permanent # or a day, such as 2007-05-01
        entitlements: { voicePorts: 24, voiceMailUsers: 200, unifiedMessagingUsers: 100, secondaryServer: true }
  - name: VM-UNITY2
    role: secondary
    version: 4.0(5)
    messageStore: { type: exchange, version: "2003", location: off-box, mode: unified }
    ports:
      - { count: 20, does: [answer] }
      - { count: 2, does: [mwi] }
      - { count: 2, does: [notification] }
    nics:
      - { name: nic1, mac: 00-0B-CD-11-00-11 }
failover:
  - { primary: VM-UNITY1, secondary: VM-UNITY2, mode: failover, wizardRunOn: [VM-UNITY1, VM-UNITY2] } # failover | standby-redundancy
`

const pooled = (name: string, mac: string, users: number): string => `  - name: ${name}
    version: 4.0(5)
    messageStore: { type: exchange, version: "2003", location: off-box, mode: voice-only }
    ports:
      - { count: 28, does: [answer] }
      - { count: 2, does: [mwi] }
      - { count: 2, does: [notification] }
    users: { voiceMail: ${users}, unifiedMessaging: 0, inbox: 0 }
    nics:
      - { name: nic1, mac: ${mac.replace(/..(?=.)/g, '$&-')} }
    licenses:
      - { kind: declared, hostId: ${mac}, expires: permanent, entitlements: { voicePorts: 32, voiceMailUsers: 500 } }
`

const pool = `${head('Servers that share their user licences in a pool. Ports are never shared.', 'pool')}servers:
${pooled('VM-UNITY1', '000BCD220001', 540)}${pooled('VM-UNITY2', '000BCD220002', 420)}pools:
  - { name: all-sites, members: [VM-UNITY1, VM-UNITY2] } # 4.0 or later, in one directory; primaries or stand-alone servers
`

const bridge = `${head('A Bridge to an Octel network, and the server that it works with.', 'bridge')}servers:
  - name: VM-UNITY1
    version: 4.0(5)
    messageStore: { type: exchange, version: "2003", location: off-box, mode: unified }
    ports:
      - { count: 20, does: [answer] }
      - { count: 2, does: [mwi] }
      - { count: 2, does: [notification] }
    users: { voiceMail: 300, unifiedMessaging: 0, inbox: 0 }
    nics:
      - { name: nic1, mac: 00-0B-CD-33-00-01 }
    licenses:
      - { kind: declared, hostId: 000BCD330001, expires: permanent, entitlements: { voicePorts: 24, voiceMailUsers: 300 } }
bridges:
  - name: VM-BRIDGE1 # a machine of its own
    version: 3.0(6)
    bridgehead: VM-UNITY1
    sessions: 8
    octelNodes: 12
    nics:
      - { name: nic1, mac: 00-0B-CD-33-00-99 }
    licenses: # from 4.0(3) with Bridge 3.0 on, tied to the MAC of the Bridge itself
      - { kind: declared, hostId: 000BCD330099, expires: permanent, entitlements: { bridgeSessions: 8 } }
`

const dongle = `${head('A server of a 3.x release, whose licences are on a dongle.', 'dongle')}servers:
  - name: VM-UNITY1
    version: 3.1(5)
    messageStore: { type: exchange, version: "5.5", location: on-box, mode: voice-only }
    phoneSystems:
      - { name: pbx, integration: voice-card }
    ports:
      - { count: 16, does: [answer] }
      - { count: 4, does: [mwi, notification] }
    users: { voiceMail: 280, unifiedMessaging: 0, inbox: 0 }
    dongle: { serial: "12345678" } # the number printed on it, in quotes
    licenses:
      - { kind: dongle, serial: "12345678", entitlements: { voicePorts: 20, voiceMailUsers: 300 } }
`

const examples = { pair, pool, bridge, dongle } as const

export const exampleNames = ['pair', 'pool', 'bridge', 'dongle'] as const satisfies readonly (keyof typeof examples)[]

/** The text of an example; undefined for a name that none has. */
export const exampleOf = (name: string): string | undefined => Object.entries(examples).find(([each]) => each === name)?.[1]
