/** The good and bad examples of rules, and what rules say around their own constants. */
import { expect, test } from 'vitest'
import { type Trial, tryPolicies } from '../../src/policy/trial.ts'
import { judged, policy } from './judged.ts'

const day = { today: '2007-03-01' }

async function tried(rule: Readonly<Record<string, unknown>>): Promise<Trial> {
  const { fleet } = await judged(policy([{ id: 'r', match: 'server', message: '"broken"', ...rule }]))
  const [trial] = await tryPolicies(fleet, day)
  if (!trial) throw new Error('no rule was tried')
  return trial
}

const seen = async (match: string, assert: string, text: string): Promise<string> =>
  (await tried({ match, assert, good: [text] })).examples.map((each) => [each.seen, ...each.details].join(': ')).join()

test.each([
  ['server', '{ name: A, version: 4.0(5) }'],
  ['server', 'name: A\nversion: 4.0(5)\n'],
  ['server', 'servers: [{ name: A, version: 4.0(5) }]'],
  ['server', 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x }\nservers: [{ name: A, version: 4.0(5) }]'],
  ['failover', '{ primary: A, secondary: B }'],
  ['pool', '{ name: P, members: [A] }'],
  ['bridge', 'name: B\nversion: 3.0(6)\nbridgehead: A'],
  ['deployment', 'directory: corp.example'],
  ['fleet', 'servers: []'],
])('an example of a %s may be written as %s', async (match, text) => expect(await seen(match, 'true', text)).toBe('kept'))

test('what comes of an example is what lint would say of it', async () => {
  const server = '{ name: A, version: 4.0(5) }'
  expect(await seen('server', 'self.name == "B"', server)).toBe('broken: broken')
  expect(await seen('server', 'self.platform == "X"', server)).toBe('undecided: A: `platform` is missing')
  expect(await seen('server', '1 / 0 == 1', server)).toBe('undecided: A: int divide by zero')
  expect(await seen('server', 'true', 'pools: []')).toBe('nothing: it has no server')
  expect(await seen('server', 'true', '{ name: A, verion: 4.0(5) }')).toBe(
    'unreadable: servers.0.verion: unknown key `verion`; did you mean `version`?',
  )
  expect(await seen('server', 'true', '{ a: [')).toMatch(/^unreadable: /)
  expect(await seen('server', 'true', 'just words')).toMatch(/^unreadable: the document is plain text/)
  expect(await seen('server', 'true', '')).toMatch(/^unreadable: /)
  expect(await seen('server', 'true', '--- !!js/function x')).toMatch(/^unreadable: /)
})

test('examples are judged on their own day', async () => {
  const text = 'metadata: { name: x, asOf: 2008-01-01 }\nservers: [{ name: A, version: 4.0(5) }]'
  expect(await seen('server', 'today == "2008-01-01"', text)).toBe('kept')
  expect(await seen('server', 'today == "2007-03-01"', '{ name: A, version: 4.0(5) }')).toBe('kept')
})

const rowsOf = async (assert: string, good: string): Promise<readonly string[]> =>
  (await tried({ assert, good: [good] })).boundaries.map(
    ({ what, operator, rows }) => `${what} ${operator}: ${rows.map(({ value, verdict }) => `${value} ${verdict}`).join(', ')}`,
  )

test.each([
  ['self.users.voiceMail <= 72', 'users: { voiceMail: 5 }', 'self.users.voiceMail <=: 71 kept, 72 kept, 73 broken'],
  ['72 > self.users.voiceMail', 'users: { voiceMail: 5 }', 'self.users.voiceMail >: 71 kept, 72 broken, 73 broken'],
  ['self.ttsSessions == 0', 'ttsSessions: 0', 'self.ttsSessions ==: 0 kept, 1 broken'],
  ['size(self.nics) < 2', 'nics: []', 'size(self.nics) <: 1 kept, 2 broken, 3 broken'],
  ['size(self.nics.filter(n, has(n.mac))) < 2', 'nics: []', 'size(self.nics.filter(n, has(n.mac))) <: 1 kept, 2 broken, 3 broken'],
  ['release(self.version) >= release("4.0(5)")', 'codec: g711', 'release(self.version) >=: 4.0(4) broken, 4.0(5) kept, 4.1(1) kept'],
  ['release(self.version) >= release("2.4")', 'codec: g711', 'release(self.version) >=: 2.4 kept, 2.4.5 kept'],
  ['today < "2008-03-01"', 'codec: g711', 'today <: "2008-02-29" kept, "2008-03-01" broken, "2008-03-02" broken'],
  ['self.codec == "g711"', 'codec: g711', 'self.codec ==: "g711" kept, "g729a" broken'],
  ['self.platform in ["X", "Y"]', 'platform: X', 'self.platform in: "X" kept, "Y" kept, "not X" broken'],
  [
    'self.traffic.blocking <= 0.02',
    'traffic: { busyHourCalls: 1, averageCallSeconds: 1, blocking: 0.01 }',
    'self.traffic.blocking <=: 0.01 kept, 0.02 kept, 0.03 broken',
  ],
  ['!has(self.ports) || used(self, "voicePorts") < 8', 'ports: [{ count: 1 }]', 'used(self, "voicePorts") <: 7 kept, 8 broken, 9 broken'],
])('around %s', async (assert, more, expected) => {
  expect(await rowsOf(assert, `name: A\nversion: 4.0(5)\n${more}`)).toEqual([expected])
})

test('values are tried where they make a difference', async () => {
  const trial = await tried({
    assert: 'self.codec == "g711" || self.users.voiceMail <= 10',
    good: ['{ name: A, version: 4.0(5), codec: g711, users: { voiceMail: 1 } }'],
    bad: ['{ name: A, version: 4.0(5), codec: g729a, users: { voiceMail: 11 } }'],
  })
  expect(trial.boundaries.map(({ rows }) => rows.map(({ verdict }) => verdict).join(' '))).toEqual(['kept broken', 'kept kept broken'])
})

test('a comparison is told of which no example shows on which side its limit lies', async () => {
  const users = (count: number): string => `{ name: A, version: 4.0(5), users: { voiceMail: ${count} } }`
  const hints = async (...good: readonly number[]): Promise<readonly string[]> =>
    (await tried({ assert: 'self.users.voiceMail <= 10', good: good.map(users), bad: [users(12)] })).indistinct.map(
      ({ message }) => message,
    )
  expect(await hints(9)).toEqual(['no example tells `<=` from `<`: add one in which self.users.voiceMail is 10'])
  expect(await hints(9, 10)).toEqual([])
  // Of examples that fail nothing follows.
  expect(await hints(9, 11)).toEqual([])
})

test('a rule that cannot be evaluated says so, and its examples are not judged', async () => {
  const { flaws, examples, boundaries } = await tried({ assert: 'self.verson == 1', good: ['x'] })
  expect(flaws.map(({ message }) => message)).toEqual(['`assert`: unknown key `verson` of the server; did you mean `version`?'])
  expect({ examples, boundaries }).toEqual({ examples: [], boundaries: [] })
})
