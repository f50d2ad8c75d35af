/**
 * Licence trouble seen in practice, each as the licence file or report that a server has, beside one that is sound. Numbers are those of
 * the list of symptoms. FAQ is the Cisco Unity Licensing FAQ, document 23277; CUPS the page on licence files of Cisco Unified Presence.
 */
import { expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import { deployment, opening } from '../model/judged.ts'
import { increment } from '../source/licenses.ts'

const asOf = '2007-03-01'
const [first, second, virtual] = ['000BCD112233', '000BCD112234', '020BCD112235'] as const

/** A file in the shape of CUPS with a line for each feature, of this host. */
const licence = (host: string, ...granted: readonly (readonly [tag: string, count: number])[]): string =>
  granted
    .map(([tag, count], index) => increment(tag, count, index + 1))
    .join('')
    .replaceAll('020BCD112235', host)
    .replaceAll('020bcd112235', host.toLowerCase())

const file = (path: string): string => `{ kind: file, path: ${path} }`
const nics = 'nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }, { name: nic2, mac: 00-0B-CD-11-22-34 }]'
const team = 'team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }'

/** A server with what `body` says, each line indented below its name. */
const server = (version: string, ...body: string[]): string =>
  `servers:\n  - name: A\n    version: ${version}\n${body.map((line) => `    ${line}\n`).join('')}`

/** Expects these findings and no others, as `rule severity consequence file:line`, each with words of its message. */
async function expectAll(
  body: string,
  files: Readonly<Record<string, string>>,
  expected: readonly (readonly [string, RegExp])[],
): Promise<void> {
  const spec = { file: 'a.cuspec.yaml', bytes: Buffer.from(deployment(body, asOf)) }
  const { findings } = await check([spec], { today: asOf }, { openNamed: opening(files) })
  const found = findings.map(
    ({ rule, severity, consequence, file, range }) => `${rule} ${severity} ${consequence} ${file}:${range.start.line}`,
  )
  expect(found).toEqual(expected.map(([mark]) => mark))
  for (const [index, [, words]] of expected.entries()) expect(findings[index]?.message).toMatch(words)
}

// FAQ "If the NIC of a customer fails, how do they receive a replacement license?"
test('T9, a file for the MAC of the NIC that was replaced', async () => {
  const body = server('4.0(5)', nics, `licenses: [${file('a.lic')}]`)
  const grants = [['LicVoicePortsMax', 8] as const, ['LicSubscribersMax', 50] as const]
  await expectAll(body, { 'a.lic': licence('000BCD998877', ...grants) }, [
    [
      'license-host-matches error refused a.lic:3',
      /^licensed for 000BCD998877, but the licence MAC of A is 000BCD112233, the MAC of its first NIC/,
    ],
  ])
  await expectAll(body, { 'a.lic': licence(second, ...grants) }, [
    ['license-host-matches error refused a.lic:3', /^licensed for 000BCD112234, the MAC of nic2, but/],
  ])
  await expectAll(body, { 'a.lic': licence(first, ...grants) }, [])
})

// FAQ "What MAC address do I need to use if I have a dual NIC card?"
test('T10, a file for a burned-in MAC of a team', async () => {
  const body = server('4.0(5)', nics, team, `licenses: [${file('a.lic')}]`)
  await expectAll(body, { 'a.lic': licence(first, ['LicVoicePortsMax', 8]) }, [
    [
      'license-host-matches error refused a.lic:3',
      /burned-in MAC of nic1, but a fault-tolerant team is licensed by its virtual MAC, 020BCD112235/,
    ],
  ])
  await expectAll(body, { 'a.lic': licence(virtual, ['LicVoicePortsMax', 8]) }, [])
})

// FAQ "I received a text file dongle upgrade from Cisco": one that is taken off the list takes its licences along.
test('T12, an older file is no longer listed', async () => {
  const body = (...names: string[]) => server('4.0(5)', nics, 'languages: [ENU, FRA, DEU]', `licenses: [${names.map(file).join(', ')}]`)
  const files = { 'old.lic': licence(first, ['LicLanguagesMax', 2]), 'new.lic': licence(first, ['LicLanguagesMax', 1]) }
  await expectAll(body('new.lic'), files, [
    ['license-covers-use error unlicensed a.cuspec.yaml:8', /^3 languages, but the licences of A grant 1$/],
  ])
  await expectAll(body('old.lic', 'new.lic'), files, [])
  // Its server may know of it still, and then it is only not listed.
  const told = { ...files, report: 'CISCO-UNITY-MIB::ciscoUnityLicLanguagesMax.0 = Gauge32: 3\n' }
  await expectAll(body('new.lic').replace(/(licenses: \[.*)\]/, '$1, { kind: observed, path: report }]'), told, [
    [
      'observed-license-agrees warning advice report:1',
      /^A reports 3 languages, but the licences listed for A grant 1: one is not listed$/,
    ],
  ])
})

// "About License Requirements for Failover": installing licence files on the secondary has no effect.
test('T13, a file on the secondary', async () => {
  const pair = (own: string) => `servers:
  - name: A
    version: 4.0(5)
    licenses: [${file('a.lic')}]
  - name: B
    version: 4.0(5)
    languages: [ENU, FRA]${own}
failover: [{ primary: A, secondary: B, wizardRunOn: [A, B] }]
`
  const files = {
    'a.lic': licence(first, ['LicLanguagesMax', 1], ['LicSecondaryServerIsLicensed', 1]),
    'b.lic': licence(second, ['LicLanguagesMax', 1]),
  }
  await expectAll(pair(`\n    licenses: [${file('b.lic')}]`), files, [
    ['license-covers-use error unlicensed a.cuspec.yaml:10', /^2 languages, but the licences of A grant 1$/],
    ['secondary-holds-no-license warning advice a.cuspec.yaml:11', /installed there$/],
  ])
  await expectAll(pair(''), { 'a.lic': files['a.lic'].replace('<Count>1<', '<Count>2<') }, [])
})

// FAQ "How do I receive licensing for the Cisco Unity Bridge?"
test('T16, a Bridge file that is tied to the wrong machine', async () => {
  const body = (version: string, bridge: string) => `${server(version, 'messageStore: { type: exchange }', nics)}bridges:
  - name: B1
    version: ${bridge}
    bridgehead: A
    nics: [{ name: nic1, mac: 00-0B-CD-99-88-77 }]
    licenses: [${file('b.lic')}]
`
  const files = (host: string) => ({ 'b.lic': licence(host, ['LicBridgeSessionsMax', 8]) })
  const own = '000BCD998877'
  await expectAll(body('4.0(3)', '3.0(6)'), files(first), [
    ['bridge-license-host error refused b.lic:3', /^licensed for 000BCD112233, a MAC of A, but .* the Bridge B1, 000BCD998877$/],
  ])
  await expectAll(body('4.0(3)', '3.0(6)'), files(own), [])
  await expectAll(body('4.0(2)', '2.1(2)'), files(own), [
    [
      'bridge-license-host error refused b.lic:3',
      /^licensed for 000BCD998877, a MAC of B1, but .* the primary Cisco Unity server A, 000BCD112233$/,
    ],
  ])
  await expectAll(body('4.0(2)', '2.1(2)'), files(first), [])
})

// FAQ "Are there any demo license files supported on Cisco Unity 4.0?": two ports, 10 users, 30 seconds.
test('T17, only the default file is in force', async () => {
  const body = server('4.0(5)', nics, 'languages: [ENU]', `licenses: [${file('a.lic')}, { kind: observed, path: report }]`)
  const files = (ports: number, users: number) => ({
    'a.lic': licence(first, ['LicVoicePortsMax', 32], ['LicSubscribersMax', 500], ['LicLanguagesMax', 1], ['LicMaxMsgRecLenIsLicensed', 1]),
    report: `<AvXmlLicData>\n<Licenses>\n<LicVoicePortsMax>${ports}</LicVoicePortsMax>\n<LicSubscribersMax>${users}</LicSubscribersMax>\n<LicLanguagesMax>1</LicLanguagesMax>\n<LicMaxMsgRecLenIsLicensed>${ports > 2 ? 1 : 0}</LicMaxMsgRecLenIsLicensed>\n</Licenses>\n</AvXmlLicData>\n`,
  })
  await expectAll(body, files(2, 10), [
    [
      'observed-license-agrees warning unlicensed report:3',
      /^A reports what the default licence grants \(2 voice ports and 10 users\), but the licences listed for A grant more: as if none of them were installed$/,
    ],
  ])
  await expectAll(body, files(32, 500), [])
})

// "Unity Connection Licensing Explained": a mail program had altered the file.
test('T21, a file that a mail program has altered', async () => {
  const body = server('4.0(5)', nics, 'languages: [ENU, FRA]', `licenses: [${file('a.lic')}]`)
  const whole = licence(first, ['LicLanguagesMax', 2], ['LicSubscribersMax', 500])
  const altered: readonly (readonly [string, number, RegExp])[] = [
    [whole.replaceAll('<', '&lt;').replaceAll('>', '&gt;'), 2, /written as HTML/],
    [whole.replaceAll('=', '=3D'), 2, /quoted-printable/],
    [whole.replace(/^/gm, '> '), 1, /quoted with `>`/],
    [whole.replaceAll('"', '”'), 4, /curly quote/],
    [whole.slice(0, whole.lastIndexOf('NOTICE')), 10, /nothing follows/],
    [whole.slice(0, whole.lastIndexOf('"')), 12, /never closed/],
    [whole.replace('<Count>2</Count>', '<Count>2<Count>'), 2, /not closed/],
    [whole.replace('</PAK>" SIGN="1A2B', '</PAK>" SIGN="1O2B'), 5, /hexadecimal/],
  ]
  for (const [text, line, words] of altered)
    await expectAll(body, { 'a.lic': text }, [[`license-file-sound error refused a.lic:${line}`, words]])
  for (const text of [whole, whole.replaceAll('\n', '\r\n'), `\n${whole}\n`]) await expectAll(body, { 'a.lic': text }, [])
})

// CUPS: refused where the version in the file is lower than that of the running software; only the major release is compared.
test('T24, a file of an older major release', async () => {
  const body = (version: string) => server(version, nics, 'languages: [ENU, FRA]', `licenses: [${file('a.lic')}]`)
  const files = { 'a.lic': licence(first, ['LicLanguagesMax', 2], ['LicSubscribersMax', 500]) }
  await expectAll(body('5.0(1)'), files, [
    [
      'license-file-sound error refused a.lic:1',
      /^licensed for version 4\.0, but A runs 5\.0\(1\): a file of an older major release is refused \(inferred\)$/,
    ],
  ])
  await expectAll(body('4.2(1)'), files, [])
  await expectAll(body('5.0(1)'), { 'a.lic': files['a.lic'].replaceAll('cisco 4.0', 'cisco 5.0') }, [])
  // A later one is no older one.
  await expectAll(body('4.0(1)'), { 'a.lic': files['a.lic'].replaceAll('cisco 4.0', 'cisco 5.0') }, [])
})
