import { features, licensed, mechanism, unreadableSerial } from '../knowledge/knowledge.ts'
import { type Release, spell } from '../knowledge/release.ts'
import { inLicense } from '../model/entitlement.ts'
import type { Bridge, Fleet, License, Server } from '../model/fleet.ts'
import { grantsOf } from '../model/grant.ts'
import { inWords } from '../model/in-words.ts'
import { onDongle } from '../model/licensee.ts'
import { unknownRelease } from '../model/missing.ts'
import { at } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'

function* unreadableDongle(machine: Server): Iterable<Problem> {
  const { spec, name: server, licenses = [] } = machine
  const message = `the dongle serial ${unreadableSerial} means that the dongle is missing or cannot be read`
  const cites = ['dongle-unreadable']
  const consequence = 'unlicensed'
  if (spec.dongle?.serial === unreadableSerial) yield { at: at(machine, 'dongle', 'serial'), message, cites, consequence, server }
  for (const license of licenses) {
    if (license.spec.kind !== 'dongle' || license.spec.serial !== unreadableSerial || spec.dongle?.serial === unreadableSerial) continue
    yield { at: inLicense(license, 'serial'), message, cites, consequence, server }
  }
}

const kinds = {
  file: 'a licence file',
  declared: 'a licence file',
  default: 'the default licence file',
  demo: 'a demo licence file',
  dongle: 'a dongle',
  observed: 'a report of the server',
} as const

function* wrongKind(machine: Server | Bridge, release: Release): Iterable<Problem> {
  const { name: server, licenses = [] } = machine
  const fact = mechanism(release)
  if (!fact) return
  for (const license of licenses) {
    // A server reports what it has, however it came by it.
    if (license.spec.kind === 'observed' || (license.spec.kind === 'dongle') === (fact.mechanism === 'dongle')) continue
    const expected =
      fact.mechanism === 'dongle'
        ? 'takes its licences from a dongle'
        : `takes its licences from files${reissued(machine, license, release)}`
    yield {
      at: at(license, 'kind'),
      message: `${kinds[license.spec.kind]}, but ${spell(release)} ${expected}`,
      cites: [fact.id],
      server,
    }
  }
}

/** What a dongle grants that the release has under licence, too. A secondary lives on the licences of its primary then. */
function reissued(machine: Server | Bridge, license: License, release: Release): string {
  if ('role' in machine && machine.role === 'secondary') return ''
  const units = grantsOf(license).flatMap(({ granted }) =>
    features.flatMap(({ name }) => (licensed(name, release) ? [{ feature: name, units: granted(name)?.amount ?? 0 }] : [])),
  )
  const words = inWords(units.filter(({ units }) => units > 0))
  return words === '' ? '' : `: its ${words} have to be issued anew`
}

function* check(fleet: Fleet): Iterable<Problem | Gap> {
  for (const server of fleet.servers) {
    const { release, spec, name } = server
    if (!release || onDongle(server)) yield* unreadableDongle(server)
    if (!release) {
      if (server.licenses?.length || spec.dongle) yield unknownRelease(server)
      continue
    }
    yield* wrongKind(server, release)
    const fact = mechanism(release)
    if (spec.dongle && fact?.mechanism === 'file') {
      const message = `a dongle, but ${spell(release)} reads none: its licences are files`
      yield { at: at(server, 'dongle'), message, severity: 'warning', consequence: 'advice', cites: [fact.id], server: name }
    }
  }
  for (const bridge of fleet.bridges) if (bridge.bridgehead?.release) yield* wrongKind(bridge, bridge.bridgehead.release)
}

export default {
  id: 'license-mechanism-fits',
  title: 'Licences come the way the release takes them: on a dongle up to 3.x, in files from 4.0',
  severity: 'error',
  consequence: 'unlicensed',
  rationale:
    'A licence of the other mechanism grants nothing. It is often left over from an upgrade to 4.0, for which the content of the dongle is re-issued as a file. A dongle that reports the serial number 00000001 is missing or cannot be read.',
  parts: ['servers', 'bridges'],
  cites: ['licenses-on-dongle', 'licenses-in-files', 'dongle-unreadable'],
  check,

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: perth }
servers:
  - name: PER-UNITY1
    version: 3.1(5)
    dongle: { serial: "12345678" }
    licenses:
      - { kind: dongle, serial: "12345678", entitlements: { voicePorts: 24 } }
  - name: PER-UNITY2
    version: 4.0(1)
    licenses:
      - { kind: default }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: perth }
servers:
  - name: PER-UNITY1
    version: 4.0(1)
    dongle: { serial: "12345678" } # <- a dongle, but 4.0(1) reads none: its licences are files
    licenses:
      - kind: dongle # <- a dongle, but 4.0(1) takes its licences from files: its 24 voice ports have to be issued anew
        serial: "12345678"
        entitlements: { voicePorts: 24 }
  - name: PER-UNITY2
    version: 3.1(5)
    dongle: { serial: "00000001" } # <- the dongle serial 00000001 means that the dongle is missing or cannot be read
    licenses:
      - kind: declared # <- a licence file, but 3.1(5) takes its licences from a dongle
        entitlements: { voicePorts: 24 }
`,
  ],
} satisfies Rule
