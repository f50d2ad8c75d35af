/** What users rely on in CEL, by its language definition (github.com/google/cel-spec, doc/langdef.md), and what we add: what is left out is unknown. */
import { describe, expect, test } from 'vitest'
import { said, verdict } from './judged.ts'

describe('CEL', () => {
  test.each([
    // "Numeric values": integers divide to integers, and compare with doubles by value.
    ['7 / 2 == 3', 'true'],
    ['-7 / 2 == -3', 'true'],
    ['7 % 3 == 1', 'true'],
    ['1 < 1.5 && 2 > 1.5', 'true'],
    ['9223372036854775807 > 9223372036854775806', 'true'],
    ['1.0 / 0.0 > 1.0', 'true'],
    // "Logical operators": an operand that decides absorbs the error of the other, on either side.
    ['true || 1 / 0 == 1', 'true'],
    ['1 / 0 == 1 || true', 'true'],
    ['false && 1 / 0 == 1', 'false'],
    ['1 / 0 == 1 && false', 'false'],
    // "Macros".
    ['[1, 2, 3].all(x, x > 0)', 'true'],
    ['[].all(x, x > 0)', 'true'],
    ['[].exists(x, true)', 'false'],
    ['[1, 2, 3].exists(x, x == 2)', 'true'],
    ['[1, 2, 2].exists_one(x, x == 2)', 'false'],
    ['[1, 2, 3].filter(x, x > 1).map(x, x * 2) == [4, 6]', 'true'],
    ['[1, 0].exists(x, 1 / x == 1)', 'true'],
    ['size([1, 2].map(x, [x, x])) == 2', 'true'],
    ['[[1], [2, 3]].map(l, l.map(x, x + 1)) == [[2], [3, 4]]', 'true'],
    // "String and bytes values".
    ['"\\u0041\\x42\\n".size() == 3', 'true'],
    ['r"\\d" == "\\\\d"', 'true'],
    ["'it''s' == 'its'", 'flaw'],
    ['size("é😀") == 2', 'true'],
    ['"SYD-UNITY1".matches("^[A-Z]{3}-")', 'true'],
    ['"abc".matches("b")', 'true'],
    ['"abc".startsWith("a") && "abc".endsWith("c") && "abc".contains("b")', 'true'],
    ['"a" in ["a", "b"] && !("c" in ["a", "b"])', 'true'],
    ['"k" in {"k": 1} && {"k": 1}["k"] == 1', 'true'],
    ['(1 > 2 ? "a" : "b") == "b"', 'true'],
    // Errors are never a verdict.
    ['1 / 0 == 1', 'flaw'],
    ['9223372036854775807 + 1 > 0', 'flaw'],
    ['[1][1] == 1', 'flaw'],
    ['{"a": 1}.b == 1', 'flaw'],
    ['"a".matches("(")', 'flaw'],
    ['int("x") == 1', 'flaw'],
    ['self.?name == "A"', 'flaw'],
    ['1', 'flaw'],
    ['dyn(1)', 'flaw'],
    ['self', 'flaw'],
  ])('%s is %s', async (assert, expected) => expect(await verdict(assert)).toBe(expected))

  test('errors are told in words', async () => {
    const spec = 'servers: [{ name: A, version: 4.0(5), languages: [ENU] }]'
    expect((await said('self.languages[1] == "FRA"', spec)).findings).toEqual([
      'flaw: `assert` of the rule `r`: index 1 is beyond the end of the list',
    ])
    expect((await said('dyn(self.name) < 1', spec)).findings).toEqual([
      'flaw: `assert` of the rule `r`: `<` does not go with string and int',
    ])
  })

  test('has no way into JavaScript', async () => {
    for (const assert of [
      'self.constructor == 1',
      'self.__proto__ == 1',
      '__proto__ == 1',
      'constructor == 1',
      'toString() == 1',
      'self["name"] == "A"',
    ])
      expect(await verdict(assert)).toBe('flaw')
  })
})

describe('what is left out', () => {
  const spec = 'servers: [{ name: A, version: 4.0(5), users: { voiceMail: 5 } }]'

  test.each([
    ['self.platform == "X"', ['A: `platform`']],
    ['self.platform != "X"', ['A: `platform`']],
    ['!(self.platform == "X")', ['A: `platform`']],
    ['self.users.inbox < 5', ['A: `users.inbox`']],
    ['mac(self.team.virtualMac) != "020BCD112235"', ['A: `team`']],
    ['self.nics.all(n, n.mac != n.name) || self.platform == "X"', undefined],
    ['size(self.nics) == 1 && self.codec == "g711"', ['A: `nics`', 'A: `codec`']],
    ['self.nics[0].name == "nic1"', ['A: `nics`']],
    ['(self.platform == "X" ? 1 : 2) == 1', ['A: `platform`']],
    ['used(self, "voicePorts") < 5', ['A: how many voice ports it has']],
    ['licensed(self, "voicePorts") < 5', ['A: licences']],
    ['has(self.team.virtualMac)', ['A: `team`']],
  ])('%s is not checked', async (assert, missing) => {
    const { findings, gaps } = await said(assert, spec)
    if (missing === undefined) expect(findings.join()).toMatch('MAC address has several spellings')
    else expect({ findings, gaps }).toEqual({ findings: [], gaps: missing })
  })

  test.each([
    ['has(self.platform)', 'false'],
    ['!has(self.platform) || self.platform == "X"', 'true'],
    ['self.users.inbox < 5 || true', 'true'],
    ['self.users.inbox < 5 && self.users.voiceMail > 9', 'false'],
    ['has(self.users) && has(self.users.voiceMail)', 'true'],
    ['"users" in self', 'true'],
    // What a spec's schema says of a role that is left out is known.
    ['self.role == "standalone"', 'true'],
    // An item that decides goes before those that are not known.
    ['fleet.servers.exists(s, s.users.voiceMail == 5)', 'true'],
  ])('%s is %s', async (assert, expected) =>
    expect(
      await verdict(
        assert,
        `${spec.slice(0, -1)}, { name: B, version: 4.0(5), users: { voiceMail: 99 } }]`.replace('voiceMail: 99', 'voiceMail: 10'),
      ),
    ).toBe(expected),
  )

  test('of some items makes a verdict over all unknown, unless another decides', async () => {
    const two = 'servers: [{ name: A, version: 4.0(5), platform: X }, { name: B, version: 4.0(5) }]'
    expect(await verdict('fleet.servers.all(s, s.platform == "X")', two, 'fleet')).toBe('unknown')
    expect(await verdict('fleet.servers.all(s, s.platform == "Y")', two, 'fleet')).toBe('false')
    expect(await verdict('size(fleet.servers.filter(s, s.platform == "X")) == 1', two, 'fleet')).toBe('unknown')
    expect(await verdict('fleet.servers.map(s, s.platform) == ["X"]', two, 'fleet')).toBe('unknown')
  })

  test('a fault is told before what is left out', async () => {
    expect(await verdict('self.platform == "X" || 1 / 0 == 1')).toBe('flaw')
  })

  test('a document that could not be read keeps rules over the fleet from judging', async () => {
    const { check } = await import('../../src/check.ts')
    const { policy, head } = await import('./judged.ts')
    const texts = [
      policy([{ id: 'r', match: 'fleet', assert: 'size(fleet.servers) == 1', message: '"x"' }]),
      `${head}servers: [{ name: A, version: 4.0(5) }, { name: B, version: 4.0(5) }]\n---\nservers: [`,
    ]
    const { findings, coverage } = await check(
      texts.map((text, index) => ({ file: `f${index}`, bytes: Buffer.from(text) })),
      { today: '2007-03-01' },
    )
    expect(findings.map(({ rule }) => rule)).toEqual(['yaml-syntax'])
    expect(coverage.unchecked).toContainEqual(
      expect.objectContaining({ rule: 'policy/house/r', of: 'the fleet', missing: 'the documents that could not be read' }),
    )
  })
})
