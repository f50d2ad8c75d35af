/** Hostile policies: whatever they say, they end soon, with a finding, and with the same one on every machine. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '../../src/policy/limits.ts'
import { head, judged, policy, said } from './judged.ts'

const fleet = (count: number): string =>
  `servers:\n${Array.from({ length: count }, (_, index) => `  - { name: S${index}, version: 4.0(5), users: { voiceMail: ${index}, unifiedMessaging: 0, inbox: 0 } }\n`).join('')}`

const repeated = (text: string, count: number): string => text.repeat(count)

const nest = `[[1,1,1,1]]${repeated('.map(x,[x,x])', 40)}`

describe('is refused', () => {
  test.each([
    ['brackets', `${repeated('(', 2000)}true${repeated(')', 2000)}`, 'nests deeper'],
    ['lists', `${repeated('[', 1000)}1${repeated(']', 1000)} == []`, 'nests deeper'],
    ['brackets that stay open', repeated('(', 4000), 'nests deeper'],
    ['operators', `${repeated('1+', 2000)}1 == 1`, 'nests deeper'],
    ['negations', `${repeated('!', 4000)}true`, 'nests deeper'],
    ['choices', `${repeated('true?1:', 500)}1 == 1`, 'nests deeper'],
    ['loops in loops', '[1].all(a, [1].all(b, [1].all(c, true)))', 'one within another'],
    ['a long pattern', `self.name.matches("${repeated('a', limits.pattern + 1)}")`, 'characters, but at most 256'],
    ['a pattern that is none', 'self.name.matches("((((a{1000}){1000}){1000}){1000})")', 'error parsing regexp'],
    ['a doubling of text', `["aaaaaaaaaaaaaaaa"]${repeated('.map(x,x+x)', 60)} == []`, 'characters'],
    ['a doubling of lists', `[[1,1,1,1]]${repeated('.map(x,x+x)', 60)} == []`, 'takes more than'],
    ['a nest of lists', `${nest} == ${nest}`, 'takes more than'],
  ])('%s', async (_, assert, message) => {
    const began = performance.now()
    const { findings } = await said(assert, fleet(1))
    expect(findings).toEqual([expect.stringMatching(new RegExp(`^flaw: .*${message}`))])
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  // Two thousand servers against each other are four million pairs.
  test.each([
    [
      'every server against every other',
      'fleet.servers.all(s, s.name == self.name || s.users.voiceMail != self.users.voiceMail)',
      'server',
    ],
    ['all against all', 'fleet.servers.all(a, fleet.servers.all(b, a.name == b.name || a.users.voiceMail != b.users.voiceMail))', 'fleet'],
    ['the fleet with itself', 'fleet.servers.map(s, s.name) == fleet.servers.map(s, s.name)', 'server'],
    ['patterns of repetitions', `fleet.servers.all(s, s.name.matches("${repeated('(.?){900}', 25)}"))`, 'server'],
  ])('%s', async (_, assert, match) => {
    const began = performance.now()
    const first = await said(assert, fleet(2000), match)
    expect(first.findings.at(-1) ?? first.findings[0]).toMatch(/^flaw: the rule `r` takes more than 2000000 steps/)
    expect(performance.now() - began).toBeLessThan(30_000)
    expect(await said(assert, fleet(2000), match)).toEqual(first)
  })

  test('the sum of many rules', async () => {
    const rule = { match: 'server', assert: 'fleet.servers.all(s, s.users.voiceMail >= 0)', message: '"x"' }
    const { findings } = await judged(
      policy(Array.from({ length: 60 }, (_, index) => ({ ...rule, id: `r${index}` }))),
      `${head}${fleet(300)}`,
    )
    const said = findings.map(({ message }) => message)
    expect(said.length).toBeGreaterThan(0)
    expect(new Set(said.map((message) => message.replace(/`r\d+`/, '')))).toEqual(
      new Set(['the rule  was not finished: all policies together take more than 20000000 steps']),
    )
  })
})

test('what is bounded by the fleet is done, however large it is', async () => {
  const asserts = [
    'size(distinct(fleet.servers.map(s, release(s.version)))) == 1',
    'fleet.servers.filter(s, s.users.voiceMail > 100000).size() == 0',
    'fleet.servers.all(s, used(s, "users") >= 0)',
  ]
  const rules = asserts.map((assert, index) => ({ id: `r${index}`, match: 'fleet', assert, message: '"x"' }))
  const { findings, coverage } = await judged(policy(rules), `${head}${fleet(10_000)}`)
  expect(findings.filter(({ rule }) => rule.startsWith('policy'))).toEqual([])
  expect(coverage.unchecked.filter(({ rule }) => rule.startsWith('policy'))).toEqual([])
})

describe('a message', () => {
  const message = async (text: string): Promise<readonly string[]> => (await said('false', fleet(1), 'server', text)).findings

  test('that needs what is left out says so', async () => {
    expect(await message('self.platform')).toEqual([
      'The rule r holds: it does not hold for S0 (its message needs `platform`, which is not known)',
    ])
  })

  test('is cut where it is long, and never empty', async () => {
    const [long = ''] = await message(`"${repeated('x', 2000)}"`)
    expect(long).toBe(`${repeated('x', limits.message)}…`)
    expect(await message('"  "')).toEqual(['The rule r holds: it does not hold for S0'])
  })
})

test('no text at all is an exception', async () => {
  const words =
    'self fleet today document name version users has all exists map filter size matches release used server in true false null 1 2.5 1u "a" b"a" r"\\\\" Foo google.protobuf.Any int string type ( ) [ ] { } . , : ? ! - + * / % == != < <= > >= && || => ; # \n ü'.split(
      ' ',
    )
  const expression = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }).map((all) => all.join(' '))
  await fc.assert(
    fc.asyncProperty(fc.array(expression, { minLength: 20, maxLength: 20 }), async (asserts) => {
      const rules = asserts.map((assert, index) => ({
        id: `r${index}`,
        match: index % 2 ? 'server' : 'fleet',
        assert,
        message: asserts[index - 1] ?? '"x"',
      }))
      const { findings } = await judged(policy(rules), `${head}${fleet(2)}`)
      for (const { message, range } of findings) {
        expect(message).not.toMatch(/undefined|\[object|NaN|Cannot read|is not a function/)
        expect(range.start.line).toBeGreaterThan(0)
      }
    }),
    { numRuns: 60 },
  )
}, 120_000)
