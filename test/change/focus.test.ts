/** What an order is drawn up of where little has changed: the rows are those of the whole fleet. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { booksOf, standingOf } from '../../src/change/effect.ts'
import { focused, touched } from '../../src/change/focus.ts'
import { check } from '../../src/check.ts'

const specs = (users: readonly number[], hosts: readonly number[], pairs: readonly boolean[]): string => {
  const mac = (index: number): string => `00-0B-CD-00-00-${String(index + 10)}`
  const servers = users.map(
    (count, index) =>
      `  - { name: S${index}, version: 4.0(5), ports: [{ count: 8 }], users: { voiceMail: ${count} }, nics: [{ name: n, mac: ${mac(index)} }], licenses: [{ kind: declared, hostId: ${mac(hosts[index] ?? index)}, expires: permanent, entitlements: { voicePorts: 8, voiceMailUsers: 50, secondaryServer: true } }] }\n`,
  )
  const failover = pairs.flatMap((pair, index) => (pair ? [`  - { primary: S${index * 2}, secondary: S${index * 2 + 1} }\n`] : []))
  return [
    'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: all, asOf: 2007-03-01 }\ndirectory: corp.example\nservers:\n',
    ...servers,
    ...(failover.length > 0 ? ['failover:\n', ...failover] : []),
    'pools: [{ name: P, members: [S0, S2] }]\n',
    'bridges: [{ name: B, version: 3.0(6), bridgehead: S4, sessions: 4, nics: [{ name: n, mac: 00-0B-CD-00-01-00 }], licenses: [] }]\n',
  ].join('')
}

const fleetOf = async (text: string) => (await check([{ file: 'a.cuspec.yaml', bytes: Buffer.from(text) }], { today: '2007-03-01' })).fleet

test('the ledger of what is touched is that of all', async () => {
  const count = fc.integer({ min: 30, max: 70 })
  const eight = <Value>(each: fc.Arbitrary<Value>) => fc.array(each, { minLength: 8, maxLength: 8 })
  const host = fc.tuple(
    ...Array.from({ length: 8 }, (_, index) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant(index) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 7 }) }),
    ),
  )
  const pairs = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })
  let rows = 0
  await fc.assert(
    fc.asyncProperty(eight(count), host, pairs, fc.integer({ min: 0, max: 7 }), count, async (users, hosts, pair, index, other) => {
      const base = await fleetOf(specs(users, hosts, pair))
      const head = await fleetOf(specs(users.with(index, other), hosts, pair))
      const names = touched(base, head)
      if (names.size === 0) return
      for (const fleet of [base, head]) {
        const whole = new Map(booksOf(fleet).order.ledger.map((line) => [`${line.kind} ${line.of} ${line.feature}`, standingOf(line)]))
        for (const line of booksOf(focused(fleet, names)).order.ledger) {
          expect(standingOf(line)).toEqual(whole.get(`${line.kind} ${line.of} ${line.feature}`))
          rows++
        }
      }
      const [before, after] = [base, head].map(
        (fleet) => new Map(booksOf(fleet).order.ledger.map((line) => [`${line.kind} ${line.of} ${line.feature}`, line])),
      )
      const near = new Set(booksOf(focused(head, names)).order.ledger.map((line) => `${line.kind} ${line.of} ${line.feature}`))
      for (const [key, line] of after ?? [])
        if (JSON.stringify(standingOf(line)) !== JSON.stringify(standingOf(before?.get(key)))) expect(near).toContain(key)
    }),
    { numRuns: 60, seed: 1 },
  )
  expect(rows).toBeGreaterThan(200)
})
