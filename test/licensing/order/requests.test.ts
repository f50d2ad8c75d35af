/** What holds of requests for any fleet: drawn at random, and held to what the rules say and to the spec itself. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check } from '../../../src/check.ts'
import { requests } from '../../../src/licensing/order/requests.ts'
import { adapterWith } from '../../../src/model/adapter.ts'
import { hasExpired } from '../../../src/model/entitlement.ts'
import { readHostId } from '../../../src/model/mac.ts'
import { line, today } from './asked.ts'

const macs = ['000BCD000001', '000BCD000002', '000BCD000003', '000BCD000004', '020BCD000005']
const mac = fc.constantFrom(...macs)
const declared = fc
  .tuple(
    fc.constantFrom(...macs, ...macs.slice(0, 2), ...macs.slice(0, 2), 'ANY', 'ID=12'),
    fc.constantFrom('permanent', '2007-02-01', '2007-04-01'),
    fc.constantFrom('voicePorts: 8', 'bridgeSessions: 4', 'secondaryServer: true'),
  )
  .map(([host, expires, grants]) => `{ kind: declared, hostId: "${host}", expires: ${expires}, entitlements: { ${grants} } }`)
const license = fc.oneof(
  { weight: 3, arbitrary: declared },
  fc.constantFrom('{ kind: default }', '{ kind: demo, expires: 2007-04-01 }'),
  mac.map((host) => `{ kind: demo, hostId: ${host}, expires: 2007-04-01 }`),
  fc
    .tuple(
      fc.constantFrom('', ', serial: "12345678"', ', serial: "00000001"'),
      fc.constantFrom('', ', version: 3.1(5)', ', version: 2.4.6'),
    )
    .map(([serial, version]) => `{ kind: dongle${serial}${version}, entitlements: { voicePorts: 8 } }`),
)
const licenses = fc.option(
  fc.array(license, { maxLength: 3 }).map((all) => `, licenses: [${all.join(', ')}]`),
  { nil: '' },
)
const nics = fc
  .oneof(fc.constant([]), fc.uniqueArray(mac, { minLength: 2, maxLength: 2 }), fc.constant(macs.slice(0, 2)))
  .map((all) => (all.length > 0 ? `, nics: [${all.map((each, index) => `{ name: n${index}, mac: ${each} }`).join(', ')}]` : ''))
const server = fc
  .tuple(
    fc.constantFrom('4.0(5)', '4.0(5)', '4.0(5)', '4.0(2)', '3.1(5)', '7.0(2)', '4.0(99)'),
    nics,
    fc.constantFrom(
      '',
      '',
      ', team: { type: fault-tolerant, members: [n0, n1], virtualMac: 020BCD000005 }',
      ', team: { type: fault-tolerant, members: [n0, n1] }',
    ),
    fc.constantFrom('', ', dongle: { serial: "87654321" }', ', dongle: { serial: "00000001" }'),
    licenses,
  )
  .map(([version, ...rest]) => `version: "${version}", messageStore: { type: exchange }${rest.join('')}`)
const bridge = fc
  .tuple(fc.constantFrom('3.0(6)', '3.0(6)', '2.1'), nics, licenses)
  .map(([version, ...rest]) => `version: "${version}"${rest.join('')}`)

const fleets = fc.record({
  servers: fc.array(server, { minLength: 1, maxLength: 3 }),
  bridges: fc.array(bridge, { maxLength: 2 }),
  paired: fc.boolean(),
  demo: fc.subarray(['S0', 'S1', 'S2', 'S9']),
  lines: fc.array(
    fc.record({
      of: fc.constantFrom('S0', 'S1', 'S2', 'B0', 'B1'),
      feature: fc.constantFrom('voicePorts', 'secondaryServer', 'languages'),
    }),
    { maxLength: 5 },
  ),
})

const bodyOf = ({ servers, bridges, paired }: { servers: string[]; bridges: string[]; paired: boolean }): string =>
  [
    'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x }\nservers:',
    ...servers.map((rest, index) => `  - { name: S${index}, ${rest} }`),
    ...(bridges.length > 0 ? ['bridges:', ...bridges.map((rest, index) => `  - { name: B${index}, bridgehead: S0, ${rest} }`)] : []),
    ...(paired && servers.length > 1 ? ['failover: [{ primary: S0, secondary: S1 }]'] : []),
    '',
  ].join('\n')

test('whatever the fleet', async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fleets, async (drawn) => {
      const { fleet, findings, coverage } = await check([{ file: 'x.cuspec.yaml', bytes: Buffer.from(bodyOf(drawn)) }], { today })
      expect(coverage.documents.unread).toBe(0)
      const lines = drawn.lines
        .filter(({ of }) => fleet.serverNamed.has(of) || fleet.bridgeNamed.has(of))
        .map(({ of, feature }, index) => (of.startsWith('B') ? line(index + 1, of, 'bridgeSessions', 4) : line(index + 1, of, feature, 4)))
      const asked = requests(fleet, lines, { demo: drawn.demo, leadDays: 2 })
      for (const { kind } of asked.requests) seen.set(kind, (seen.get(kind) ?? 0) + 1)

      // One request a machine and kind; a line is redeemed in one, or something is open of its holder.
      const keys = asked.requests.map(({ kind, of }) => `${kind} ${of}`)
      expect(new Set(keys).size).toBe(keys.length)
      const redeemed = asked.requests.flatMap((request) => request.lines.map((number) => [number, request.of] as const))
      for (const { number, holder } of lines) {
        const by = redeemed.filter(([other]) => other === number)
        expect(by.length === 1 ? by[0]?.[1] === holder : by.length === 0 && asked.open.some(({ of }) => of === holder)).toBe(true)
      }

      for (const { kind, of, fields, steps, shows, open, cites } of asked.requests) {
        // A MAC or serial number is one that the spec has; what is left to be found is told how, once.
        for (const { label, value, why } of fields) {
          if (/MAC/.test(label) && value !== undefined) expect(value.split(', ').every((each) => macs.includes(each))).toBe(true)
          if (/dongle/.test(label) && value !== undefined) expect(['12345678', '87654321']).toContain(value)
          if (value === undefined) expect(why).toBeTruthy()
        }
        expect(new Set(open.map(({ missing, of: whose }) => `${whose} ${missing}`)).size).toBe(open.length)
        expect(cites.length).toBeGreaterThan(0)
        for (const { units } of shows) expect(Number.isInteger(units) && units > 0).toBe(true)
        // From 4.0 on nothing goes onto a secondary but what the failover wizard brings.
        const machine = fleet.serverNamed.get(of)
        const secondary = fleet.pairs[0]?.secondary
        if (secondary?.release && !secondary.release.id.startsWith('3') && secondary !== machine)
          for (const { on, phase, says } of steps)
            if (on === secondary.name && phase === 'install' && machine && kind !== 'bridge')
              expect(says).toContain('failover configuration wizard')
      }

      // A re-host is asked for of just those machines of which a rule says that a licence, not a demo and not expired, has the wrong host.
      const wrong = new Set<string>()
      for (const { rule, path, server: of = '', document } of findings) {
        if ((rule !== 'license-host-matches' && rule !== 'bridge-license-host') || path[4] !== 'hostId' || document !== 1) continue
        const list = path[0] === 'bridges' ? fleet.bridges : fleet.servers
        const spec = list[Number(path[1])]?.licenses?.[Number(path[3])]?.spec
        if (!fleet.bridgeNamed.has(of) && !fleet.serverNamed.get(of)?.release) continue
        if (spec?.kind !== 'declared' || hasExpired(spec.expires, today)) continue
        // One of another server is that server's.
        const owners = readHostId(spec.hostId ?? '').macs.map((mac) => adapterWith(fleet, mac)?.machine)
        const isOfAnother = fleet.serverNamed.has(of) && owners.some((owner) => owner && 'role' in owner && owner.name !== of)
        if (!isOfAnother) wrong.add(of)
      }
      const rehosted = asked.requests.filter(({ kind }) => ['re-host', 'virtual-mac', 'bridge-upgrade'].includes(kind)).map(({ of }) => of)
      expect([...new Set(rehosted)].sort()).toEqual([...wrong].sort())

      expect(JSON.stringify(requests(fleet, lines, { demo: drawn.demo, leadDays: 2 }))).toBe(JSON.stringify(asked))
    }),
    { numRuns: 400 },
  )
  // A test that never sees a kind would prove nothing of it.
  expect([...seen.keys()].sort()).toEqual(
    [
      'new',
      'add',
      'upgrade',
      'failover',
      'bridge',
      'bridge-upgrade',
      're-host',
      'virtual-mac',
      'demo',
      'demo-to-permanent',
      'dongle-update',
    ].sort(),
  )
  expect(Math.min(...seen.values())).toBeGreaterThan(1)
})
