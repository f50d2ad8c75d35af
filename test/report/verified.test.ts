/** What came of an order, as text and as JSON by its schema; names in it are hostile. */
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import type { Verification } from '../../src/licensing/order/delivery/delivery.ts'
import { verifiedText } from '../../src/report/order/verified.ts'
import { verifiedJson } from '../../src/report/order/verified-json.ts'
import { coloured, plain } from '../../src/report/paint.ts'
import { fleetOf, grant, orderOf, verifying } from '../licensing/order/returned.ts'

const ajv = new Ajv({ allowUnionTypes: true, strict: true, strictRequired: false })
const fits = ajv.compile(JSON.parse(readFileSync('schemas/verification.schema.json', 'utf8')))
const read = (verification: Verification): unknown => {
  const value: unknown = JSON.parse(verifiedJson(verification))
  expect(fits(value), JSON.stringify(fits.errors)).toBe(true)
  return value
}

const fleet = await fleetOf(`
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]
    licenses: []
`)
const SYD = '000bcd112233'
const bounded = await fleetOf(
  'servers: [{ name: SYD-UNITY1, version: 4.0(5), nics: [{ name: nic1, mac: 000BCD112233 }], licenses: [] }]',
  {},
  'apiVersion: cuspec/v1\nkind: Maximums\nmetadata: { name: m }\nsource: { title: T }\nmaximums: [{ what: voicePorts, value: 8 }]\n',
)
const order = orderOf(
  { for: 'SYD-UNITY1', gives: { voicePorts: 16, ttsSessions: 4 } },
  { for: 'SYD-UNITY1', gives: { voiceMailUsers: 1000 } },
  { for: 'SYD-UNITY1', gives: { languages: 2 } },
)
const files = {
  'a.lic':
    grant('LicVoicePortsMax', 12, SYD) +
    grant('LicSpeechThings', 4, SYD) +
    grant('LicSubscribersMax', 1234, SYD) +
    grant('LicUMSubscribersMax', 1, SYD),
  'b.lic': grant('LicLanguagesMax', 2, '000bcd112299'),
}

test('for people', async () =>
  expect(verifiedText(await verifying(order, fleet, files), plain)).toBe(`ordered, and what came of it
  line  for         ordered                    came
  1     SYD-UNITY1  16 voice ports             12     short: 4 missing
  1     SYD-UNITY1  4 text-to-speech sessions  0      not known: 4 missing, or none
        a.lic:2: not understood: what \`LicSpeechThings\` grants is not known
  2     SYD-UNITY1  1,000 voice mail users     1,234  surplus: 234 more than ordered
        a.lic:3: surplus: 234 voice mail users more than ordered
  3     SYD-UNITY1  2 languages                0      short: 2 missing
        b.lic:1: wrong host: HOSTID 000BCD112299, but the licence of SYD-UNITY1 is tied to 000BCD112233, the MAC of its first NIC, nic1
          = source: Cisco Unity Licensing FAQ (Document ID 23277), 2007-02-27, "How do I register online to request my license key?"

besides
  a.lic:4: not ordered: 1 unified messaging user for HOSTID 000BCD112233, the MAC of nic1 of SYD-UNITY1, but none are ordered
  a.lic:2: not understood: what \`LicSpeechThings\` grants is not known

signatures are not checked: a count that was altered shows only as more or fewer than ordered, or not at all
3 order lines: 2 short, 1 with surplus
`))

test('a quote is no delivery', async () => {
  const quote = 'number,for,feature,units\n1,SYD-UNITY1,voice mail users,1000\n'
  const shown = verifiedText(
    await verifying(orderOf({ for: 'SYD-UNITY1', gives: { voiceMailUsers: 1000 } }), fleet, { 'q.csv': quote }),
    plain,
  )
  expect(shown).toContain(
    '  line  for         ordered                 quoted\n  1     SYD-UNITY1  1,000 voice mail users  1,000   quoted\n',
  )
  expect(shown).toMatch(/\n1 order line: 1 quoted\n$/)
  expect(shown).not.toContain('signatures')
})

test('for programs', async () => {
  expect(read(await verifying(order, fleet, files))).toMatchObject({
    formatVersion: '1',
    short: true,
    lines: [
      { number: 1, for: 'SYD-UNITY1', by: 'licenses', feature: 'voicePorts', ordered: 16, received: 12, possible: 12, verdict: 'short' },
      { number: 1, feature: 'ttsSessions', ordered: 4, received: 0, possible: null, verdict: 'undecided' },
      { number: 2, feature: 'voiceMailUsers', received: 1234, verdict: 'surplus', remarks: [{ kind: 'surplus', file: 'a.lic', line: 3 }] },
      { number: 3, feature: 'languages', received: 0, verdict: 'short', remarks: [{ kind: 'wrong-host', file: 'b.lic', line: 1 }] },
    ],
    summary: { received: 0, short: 2, undecided: 0, surplus: 1 },
  })
  read(await verifying(order, fleet, { 'q.csv': 'number,qty,price\n1,-4,x\n9,9,9\n', 'c.lic': 'INCREMENT a b\n', 'd.pdf': '%PDF' }))
  read(await verifying(orderOf({ for: 'SYD-UNITY1', count: 1, gives: {} }), fleet, {}))
  const wrong = grant('LicVoicePortsMax', 16, SYD).replace('cisco', 'cisc0')
  expect(read(await verifying(order, fleet, { 'a.lic': wrong }))).toMatchObject({ lines: [{ remarks: [{ kind: 'suspect' }] }, {}, {}, {}] })
  const one = orderOf({ for: 'SYD-UNITY1', gives: { voicePorts: 1 } })
  expect(read(await verifying(one, bounded, { 'a.lic': grant('LicVoicePortsMax', 9, SYD) }))).toMatchObject({
    lines: [{ remarks: [{ kind: 'surplus' }, { kind: 'beyond-maximum' }] }],
  })
})

test('nothing ordered', async () => expect(verifiedText(await verifying(orderOf(), fleet, {}), plain)).toBe('nothing was ordered\n'))

test('text from files moves no cursor', async () => {
  const evil = '\u001B[31mred\u202Etxet\u0007'
  const found = await verifying(order, fleet, {
    [`${evil}.csv`]: `sku,qty\n"${evil.replaceAll(/[\u001B\u0007]/g, '')}",3\n`,
    'a.lic': grant('LicSpeech\u202EThings', 4, SYD),
  })
  for (const shown of [verifiedText(found, plain), verifiedJson(found)]) {
    expect(shown).not.toMatch(/[\u001B\u0007\u202E]/)
    expect(shown).toContain('red')
  }
  expect(verifiedText(found, coloured)).toContain('\u001B[31mshort')
})
