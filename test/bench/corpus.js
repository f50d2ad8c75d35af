// Writes a corpus of sound specs of about 2 KB each, a hundred a folder, the same on every run.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes `count` specs below `folder` and returns how many bytes they have. */
export function writeCorpus(folder, count) {
  let bytes = 0
  for (let index = 0; index < count; index++) {
    const place = join(folder, String(Math.floor(index / 100)).padStart(3, '0'))
    if (index % 100 === 0) mkdirSync(place, { recursive: true })
    const text = spec(index)
    bytes += Buffer.byteLength(text)
    writeFileSync(join(place, `site-${index}.cuspec.yaml`), text)
  }
  return bytes
}

const pools = 200
const membersEach = 50

/** Writes 10,000 servers in 200 pools and a price book below `folder`: some licences expire, and most pools lack some. */
export function writePools(folder) {
  mkdirSync(folder, { recursive: true })
  for (let pool = 0; pool < pools; pool++) {
    const numbers = Array.from({ length: membersEach }, (_, member) => pool * membersEach + member)
    const servers = numbers.map(server).join('')
    const head = `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: region-${pool}, asOf: 2007-03-01 }\ndirectory: region-${pool}.example\n`
    const members = numbers.map((number) => `S${number}`).join(', ')
    writeFileSync(
      join(folder, `region-${pool}.cuspec.yaml`),
      `${head}servers:\n${servers}pools: [{ name: pool-${pool}, members: [${members}] }]\n`,
    )
  }
  const items = [
    ['voicePorts', 1, 550],
    ['voicePorts', 8, 4000],
    ['voicePorts', 24, 11000],
    ['voiceMailUsers', 1, 75],
    ['voiceMailUsers', 50, 3100],
    ['voiceMailUsers', 250, 14500],
    ['unifiedMessagingUsers', 50, 6100],
    ['inboxUsers', 10, 300],
  ].map(
    ([name, packSize, price], index) => `  - { partNumber: P${index}, entitles: { ${name}: 1 }, packSize: ${packSize}, price: ${price} }\n`,
  )
  const bundle = '  - { partNumber: START, entitles: { voicePorts: 8, voiceMailUsers: 50 }, price: 6500 }\n'
  const book = `apiVersion: cuspec/v1\nkind: PriceBook\nmetadata: { name: prices }\ncurrency: AUD\nitems:\n${items.join('')}${bundle}`
  writeFileSync(join(folder, 'prices.cuspec.yaml'), book)
}

function server(number) {
  const nic = mac(number, 1)
  const users = `voiceMail: ${100 + ((number * 37) % 400)}, unifiedMessaging: ${(number * 13) % 90}, inbox: ${number % 20}`
  const held = `voicePorts: ${16 + (number % 40)}, voiceMailUsers: ${(number * 53) % 450}, unifiedMessagingUsers: ${(number * 7) % 80}, inboxUsers: ${number % 17}`
  const expires = number % 10 === 0 ? '2007-06-01' : 'permanent'
  const license = `{ kind: declared, hostId: "${nic.replaceAll('-', '')}", expires: ${expires}, entitlements: { ${held} } }`
  return `  - { name: S${number}, version: 4.0(5), ports: [{ count: ${24 + (number % 49)} }], users: { ${users} }, nics: [{ name: nic1, mac: ${nic} }], licenses: [${license}] }\n`
}

const hex = (value, digits) => value.toString(16).toUpperCase().padStart(digits, '0')
const mac = (index, n) =>
  `00-${hex(Math.floor(index / 65536) % 256, 2)}-${hex(Math.floor(index / 256) % 256, 2)}-${hex(index % 256, 2)}-00-${hex(n, 2)}`

function spec(index) {
  const name = `SITE${String(index).padStart(5, '0')}`
  const users = 100 + (index % 37) * 10
  const ports = Math.ceil((users + (index % 90)) / 20) + 4
  const virtual = mac(index, 32).replace(/^00/, '02')
  return `# yaml-language-server: $schema=schemas/deployment.schema.json
apiVersion: cuspec/v1
kind: Deployment
metadata:
  name: site-${index}
  description: Voice mail of site ${index}, generated
  owner: voice-team@example.com
  asOf: 2007-03-01
organization: Example Pty Ltd
contact: voice-team@example.com
directory: corp.example
servers:
  - name: ${name}-UNITY1
    role: primary
    version: 4.${index % 2 ? '0(5)' : '2(1)'}
    messageStore: { type: exchange, version: "2003", location: off-box, mode: unified }
    phoneSystems:
      - { name: ccm1, integration: sccp, version: "4.1(3)" }
    codec: g711
    ports: # the pair has the same ports twice
      - { count: ${ports - 4}, does: [answer] }
      - { count: 2, does: [mwi] }
      - { count: 2, does: [notification] }
    ttsSessions: 4
    users:
      voiceMail: ${users}
      unifiedMessaging: ${index % 90}
    languages: [ENU, FRA]
    features: [vpim]
    maxMessageSeconds: 300
    nics:
      - { name: nic1, mac: ${mac(index, 1)} }
      - { name: nic2, mac: ${mac(index, 2)} }
    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: ${virtual} }
    licenses:
      - kind: declared
        hostId: "${virtual.replaceAll('-', '')}"
        expires: permanent
        pak: UNTY-4A-BC-${String(index).padStart(6, '0')}
        entitlements:
          voicePorts: ${ports}
          voiceMailUsers: ${users + 20}
          unifiedMessagingUsers: 100
          ttsSessions: 4
          languages: 2
          vpim: true
          secondaryServer: true
          unlimitedMessageLength: true
  - name: ${name}-UNITY2
    role: secondary
    version: 4.${index % 2 ? '0(5)' : '2(1)'}
    messageStore: { type: exchange, version: "2003", location: off-box, mode: unified }
    ports:
      - { count: ${ports}, does: [answer] }
    nics:
      - { name: nic1, mac: ${mac(index, 3)} }
failover:
  - { primary: ${name}-UNITY1, secondary: ${name}-UNITY2, mode: failover, wizardRunOn: [${name}-UNITY1, ${name}-UNITY2] }
`
}
