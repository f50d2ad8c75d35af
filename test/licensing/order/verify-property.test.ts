/** Whatever is ordered and whatever comes: an order confirms itself, and nothing that came is lost or counted twice. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeatureName } from '../../../src/knowledge/fact.ts'
import { openDeliveries } from '../../../src/licensing/order/delivery/open.ts'
import { verify } from '../../../src/licensing/order/verify.ts'
import { verifiedText } from '../../../src/report/order/verified.ts'
import { verifiedJson } from '../../../src/report/order/verified-json.ts'
import { plain } from '../../../src/report/paint.ts'
import { day, fleetOf, grant, orderOf, verdicts, verifying } from './returned.ts'

const hosts = ['000BCD000010', '000BCD000020', '000BCD000030']
const fleet = await fleetOf(`
servers:
${hosts.map((host, index) => `  - { name: S${index}, version: 4.0(5), nics: [{ name: nic1, mac: "${host}" }], licenses: [] }`).join('\n')}
pools: [{ name: all, members: [S0, S1] }]
`)
const features = { voicePorts: 'LicVoicePortsMax', voiceMailUsers: 'LicSubscribersMax' } as const
const feature = fc.constantFrom('voicePorts' as const, 'voiceMailUsers' as const)
const line = fc.record({ at: fc.nat(2), feature, units: fc.integer({ min: 1, max: 30 }), pooled: fc.boolean() })
const came = fc.record({ at: fc.nat(2), feature, units: fc.integer({ min: 1, max: 40 }), file: fc.nat(1) })
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never

const ordered = (lines: readonly Line[]) =>
  orderOf(
    ...lines.map(({ at, feature, units, pooled }) => ({
      for: `S${at}`,
      gives: { [feature]: units },
      pool: pooled && feature === 'voiceMailUsers' && at < 2 ? 'all' : undefined,
    })),
  )

test('an order confirms itself, as CSV and as JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
      const order = ordered(lines)
      const rows = order.lines.map(({ number, holder, count }) => `${number};${holder};;${count}`)
      const received = order.lines.map(({ number, gives: [given], count }) => `${number} ${given?.feature} ${count}/${count} received`)
      expect(verdicts(await verifying(order, fleet, { 'q.csv': ['number;for;part number;count', ...rows].join('\n') }))).toEqual(received)
      expect(verdicts(await verifying(order, fleet, { 'q.json': JSON.stringify({ formatVersion: '1', lines: order.lines }) }))).toEqual(
        received,
      )
    }),
    { numRuns: 60, seed: 23277 },
  )
})

test('what came is received, or remarked, unit by unit', async () => {
  const seen = { short: 0, received: 0, surplus: 0, undecided: 0, shared: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), fc.array(came, { maxLength: 8 }), async (lines, all) => {
      const order = ordered(lines)
      const file = (of: number): string =>
        all.flatMap(({ at, feature, units, file }) => (file === of ? [grant(features[feature], units, hosts[at] ?? '')] : [])).join('')
      const texts = Object.entries({ 'a.lic': file(0), 'b.lic': file(1) }).filter(([, text]) => text !== '')
      const inputs = texts.map(([name, text]) => ({ file: name, bytes: Buffer.from(text) }))
      const found = verify(order, fleet, await openDeliveries(inputs, day))
      for (const each of found.lines) seen[each.verdict]++
      const sum = (of: readonly { readonly units: number }[]): number => of.reduce((total, { units }) => total + units, 0)
      const by = <Of extends { readonly at: number; readonly feature: FeatureName }>(
        of: readonly Of[],
        at: number,
        name: FeatureName,
      ): Of[] => of.filter((each) => each.at === at && each.feature === name)
      for (const name of ['voicePorts', 'voiceMailUsers'] as const) {
        const got = (at: number): number =>
          found.lines
            .filter(({ line, feature }) => line.holder === `S${at}` && feature === name)
            .reduce((total, { received }) => total + received, 0)
        // S2 is in no pool, and ports are in none.
        for (const at of name === 'voicePorts' ? [0, 1, 2] : [2])
          expect(got(at)).toBe(by(lines, at, name).length > 0 ? sum(by(all, at, name)) : 0)
      }
      // What is for a pool is short only as far as the pool is.
      const pooled = found.lines.filter(({ line }) => line.pool === 'all')
      const [asked, have] = [
        pooled.reduce((total, { ordered }) => total + ordered, 0),
        sum([...by(all, 0, 'voiceMailUsers'), ...by(all, 1, 'voiceMailUsers')]),
      ]
      const whole = lines.filter(({ feature, at }) => feature === 'voiceMailUsers' && at < 2).every(({ pooled }) => pooled)
      if (whole && pooled.length > 0) {
        const filled = pooled.reduce((total, { ordered, received }) => total + Math.min(ordered, received), 0)
        expect(filled).toBe(Math.min(asked, have))
        if (pooled.some(({ remarks }) => remarks.some(({ kind }) => kind === 'other-member'))) seen.shared++
      }
      expect(found.short).toBe(found.lines.some(({ ordered, received }) => received < ordered))
    }),
    { numRuns: 300, seed: 23277 },
  )
  expect(Math.min(seen.short, seen.received, seen.surplus, seen.shared)).toBeGreaterThan(15)
  expect(seen.undecided).toBe(0)
})

test('whatever a file holds is read, or said to be none', async () => {
  const seeds = [
    grant('LicVoicePortsMax', 8, '000BCD000010') + grant('LicFoo', 8, 'ANY', { more: ' SUPERSEDE ISSUED=01-jan-2007 OVERDRAFT=3' }),
    'PACKAGE a cisco 1 COMPONENTS="LicVoicePortsMax:4.0"\nUPGRADE LicVoicePortsMax cisco 3.0 4.0 permanent uncounted HOSTID=ID=7 SIGN=0123456789AB\n',
    'number;for;host id;part number;count;unit price;currency\n1;S0;000BCD000010;A;3;"1,5";EUR\n',
    '[{ "part": "A", "qty": 3, "price": { "amount": "1,000", "currency": "EUR" } }]',
  ]
  const change = fc.tuple(fc.nat(400), fc.nat(6), fc.constantFrom('', '"', '\n', ';', ',', '0', '-', 'HOSTID=', '\u0000', '{', ']', 'é'))
  const text = fc
    .tuple(fc.constantFrom(...seeds), fc.array(change, { maxLength: 4 }))
    .map(([seed, changes]) =>
      changes.reduce((all, [at, length, put]) => all.slice(0, at % all.length) + put + all.slice((at % all.length) + length), seed),
    )
  const lines = orderOf({ for: 'S0', gives: { voicePorts: 8 } }, { for: 'S1', pool: 'all', gives: { voiceMailUsers: 8 } })
  const kinds = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 2 }),
      fc.constantFrom('utf8' as const, 'latin1' as const, 'utf16le' as const),
      async (texts, encoding) => {
        const inputs = texts.map((each, index) => ({ file: String(index), bytes: Buffer.from(each, encoding) }))
        const deliveries = await openDeliveries(inputs, day)
        for (const { kind } of deliveries) kinds.add(kind)
        const found = verify(lines, fleet, deliveries)
        expect(found.lines.length).toBeGreaterThanOrEqual(2)
        for (const { received, ordered, possible, verdict } of found.lines) {
          expect(Number.isSafeInteger(received) && received >= 0 && possible >= received).toBe(true)
          expect(received >= ordered).toBe(verdict === 'received' || verdict === 'surplus')
        }
        const shown = [verifiedText(found, plain), verifiedJson(found)].join()
        // Where SIGN itself is spoilt, nothing tells that a signature follows.
        if (texts.every((each) => each.split('9A8B7C6D5E4F').length === each.split(' SIGN=9A8B7C6D5E4F').length))
          expect(shown).not.toContain('9A8B7C6D5E4F')
      },
    ),
    { numRuns: 400, seed: 23277 },
  )
  expect([...kinds].sort()).toEqual(['licenses', 'other', 'quote'])
})
