/** What is wrong with a policy is told before it judges, at the characters that are wrong. */
import { describe, expect, test } from 'vitest'
import { head, judged, policy, said } from './judged.ts'

const servers = 'servers: [{ name: A, version: 4.0(5) }]\npools: [{ name: P, members: [A] }]'

describe('is told', () => {
  test.each([
    ['a misspelt key', 'self.verson == "x"', 'server', 'unknown key `verson` of the server; did you mean `version`?'],
    [
      'a misspelt key deep in loops',
      'fleet.servers.all(s, s.nics.all(n, n.nam == "x"))',
      'fleet',
      'unknown key `nam` of the network adapter; did you mean `name`?',
    ],
    ['a misspelt key that is only tested', 'has(self.tem)', 'server', 'unknown key `tem` of the server; did you mean `team`?'],
    ['a misspelt key that is looked for', '"tem" in self', 'server', 'unknown key `tem` of the server; did you mean `team`?'],
    ['the size of what is not counted', 'size(self.users) == 3', 'server', '`size` is asked of the users'],
    ['an unknown name', 'slef.name == "A"', 'server', 'nothing is called `slef` here; did you mean `self`?'],
    [
      'an unknown function',
      'relese(self.version) == release("4.0(5)")',
      'server',
      'there is no function `relese`; did you mean `release`?',
    ],
    [
      'a document where there is none',
      'has(document.metadata.owner)',
      'fleet',
      'nothing is called `document` here; there are self, fleet, today',
    ],
    [
      'a release as text',
      'self.version >= "4.0(5)"',
      'server',
      'a release is no text: 4.0(10) comes after 4.0(9), and 4.0.5 is 4.0(5); write release(…) on both sides',
    ],
    ['a release as text, on the right', '"4.0(5)" == self.version', 'server', 'a release is no text'],
    ['a release in a list of texts', 'self.version in ["4.0(5)"]', 'server', 'a release is no text'],
    [
      'a release beside a text',
      'release(self.version) >= "4.0(5)"',
      'server',
      'a release is compared with a release: write release(…) on both sides',
    ],
    ['a release that is none', 'release(self.version) >= release("4.0(7)")', 'server', '`4.0(7)` is no known release'],
    [
      'a release to reckon with',
      'release(self.version) - 1 > release("4.0(3)")',
      'server',
      'a release is only compared, not reckoned with',
    ],
    ['a Bridge release as one of Unity', 'release(self.version) >= release("4.0(5)")', 'bridge', undefined],
    ['two kinds of release', 'bridgeRelease("3.0(6)") > release("4.0(5)")', 'server', 'a release is compared with a release'],
    [
      'a MAC address as text',
      'self.nics.all(n, n.mac != "000BCD112233")',
      'server',
      'a MAC address has several spellings; write mac(…) on both sides',
    ],
    [
      'a word that never stands there',
      'self.role == "Primary"',
      'server',
      '`Primary` never stands there; one of `standalone`, `primary`, `secondary` does; did you mean `primary`?',
    ],
    ['such a word in a list', 'self.role in ["primary", "second"]', 'server', '`second` never stands there'],
    ['number and text', 'self.name == 5', 'server', 'text is compared with a whole number'],
    ['the order of texts', 'self.name < "B"', 'server', 'only days have an order as text'],
    ['whole mappings', 'self.users == self.users', 'server', 'what a key leaves out is not known, so mappings are compared key by key'],
    ['a feature that is none', 'used(self, "ports") < 5', 'server', 'one of voicePorts, '],
    ['a pool asked as a server', 'used(self, "voicePorts") < 5', 'pool', '`used` is asked of a server or a Bridge'],
    ['too few values', 'used(self) < 5', 'server', "`used` takes 2 values, as in used(self, 'voicePorts')"],
    ['no verdict', 'self.name', 'server', 'it yields text, but true or false belongs here'],
    ['half a verdict', 'self.name == "A" && self.name', 'server', 'true or false belongs here, and this is text'],
    ['a loop over text', 'self.name.all(c, c == "A")', 'server', 'only the items of a list can be looked at one by one, and this is text'],
    ['what is no CEL', 'self.name = "A"', 'server', 'it is no CEL from `=` on'],
    ['what ends too early', '(self.name == "A"', 'server', 'it is no CEL'],
    ['a key of what has none', 'self.name.first == "A"', 'server', '`first` is asked of text, which has no keys'],
  ])('%s', async (_, assert, match, message) => {
    const { findings } = await said(assert, servers, match)
    if (message === undefined) expect(findings.join()).not.toBe('')
    else expect(findings).toEqual([expect.stringContaining(`flaw: \`assert\` of the rule \`r\`: ${message}`)])
  })

  test('and every mistake once', async () => {
    const { findings } = await said('self.verson == "x" && [self.verson, self.nam] == ["x"]', servers, 'server', '1')
    expect(findings).toHaveLength(4)
  })

  test('as is a message that yields no text, or that fails', async () => {
    expect((await said('false', servers, 'server', 'self.users')).findings).toEqual([
      expect.stringContaining('it yields the users, but text belongs here'),
    ])
    const { findings } = await said('false', servers, 'server', 'string(1 / 0)')
    expect(findings).toEqual(
      expect.arrayContaining([
        'The rule r holds: it does not hold for A',
        expect.stringContaining('flaw: `message` of the rule `r`: int divide by zero'),
      ]),
    )
  })

  test('a key to point at that no part has', async () => {
    const { findings } = await judged(policy([{ id: 'r', match: 'server', at: ['users', 'voicMail'], assert: 'true', message: '"x"' }]))
    expect(findings.map(({ message }) => message)).toEqual([
      '`at` of the rule `r`: unknown key `voicMail` of the users; did you mean `voiceMail`?',
    ])
  })
})

describe('the place is that of the characters', () => {
  const placeOf = async (scalar: string): Promise<string> => {
    const text = `apiVersion: cuspec/v1\nkind: Policy\nmetadata: { name: house }\nrules:\n  - id: r\n    match: server\n    message: '"x"'\n    assert: ${scalar}\n`
    const { findings, texts } = await judged(text)
    const [finding] = findings
    const line = texts.get('f0')?.split('\n')[(finding?.range.start.line ?? 0) - 1] ?? ''
    return `${finding?.range.start.line}: ${line.slice((finding?.range.start.column ?? 1) - 1, (finding?.range.end.column ?? 1) - 1)}`
  }

  test.each([
    ['plain', 'has(self.verson)', '8: verson'],
    ['single quotes', "'self.name == \"it''s\" || has(self.verson)'".replace("it''s", "it''s"), '8: verson'],
    ['double quotes', '"self.name == \\"a\\" || has(self.verson)"', '8: verson'],
    ['a literal block', '|\n      self.name == "a" ||\n        has(self.verson)', '10: verson'],
    ['a literal block that strips', '|-\n      has(self.verson)', '9: verson'],
    ['a literal block with a comment', '| # why\n      self.name == "a" ||\n\n      has(self.verson)', '11: verson'],
    // Where lines are folded, it is not guessed.
    ['a folded block', '>-\n      self.name == "a" ||\n      has(self.verson)', '8: >-'],
    ['several plain lines', 'self.name == "a" ||\n      has(self.verson)', '8: self.name == "a" ||'],
  ])('in %s', async (_, scalar, expected) => expect(await placeOf(scalar)).toBe(expected))
})

describe('names', () => {
  const rule = { id: 'r', match: 'server', assert: 'false', message: '"broken"' }

  test('that stand twice are told, and both judge', async () => {
    const { findings } = await judged(policy([rule]), policy([rule, rule]), `${head}${servers}`)
    expect(findings.map((finding) => `${finding.rule}: ${finding.message}`).sort()).toEqual([
      'policy-sound: two policies are called `house`; the rules of this one are told as `policy/house.2/…`',
      'policy-sound: two rules of this policy are called `r`; this one is told as `r.2`',
      'policy/house.2/r.2: broken',
      'policy/house.2/r: broken',
      'policy/house/r: broken',
    ])
  })

  test('with anything in them make ids without', async () => {
    const { policies } = await judged(policy([rule], 'a b/c\n"d" ü'), policy([rule], '::\u0007'))
    expect(policies.map(({ id }) => id)).toEqual(['policy/a-b-c-d-ü/r', 'policy/unnamed/r'])
  })
})

describe('what a policy looks at', () => {
  const all = ['server', 'failover', 'bridge', 'pool', 'deployment', 'fleet'].map((match) => ({
    id: match,
    match,
    assert: 'false',
    message: '"broken"',
  }))

  test('is where its findings are', async () => {
    const spec =
      'servers: [{ name: A, version: 4.0(5) }, { name: B, version: 4.0(5) }]\nfailover: [{ primary: A, secondary: B }]\nbridges: [{ name: C, version: 3.0(6), bridgehead: A }]\npools: [{ name: P, members: [A] }]\n'
    const { findings } = await judged(policy(all), `${head}${spec}`)
    const places = findings
      .filter(({ rule }) => rule.startsWith('policy/'))
      .map(({ rule, file, path, server }) => [rule.split('/')[2], file, path.join('.'), server ?? ''].join(' '))
    expect(places.sort()).toEqual([
      'bridge f1 bridges.0.name ',
      'deployment f1 metadata.name ',
      'failover f1 failover.0 ',
      'fleet f0 rules.5.assert ',
      'pool f1 pools.0.name ',
      'server f1 servers.0.name A',
      'server f1 servers.1.name B',
    ])
  })

  test('may be nothing, which is a note where something is deployed', async () => {
    const bridges = policy([{ id: 'r', match: 'bridge', assert: 'true', message: '"x"' }])
    const { findings } = await judged(bridges, `${head}${servers}`)
    expect(findings.map(({ rule, severity, message }) => [rule, severity, message])).toContainEqual([
      'policy-sound',
      'note',
      'nothing of what its rules look at is in the fleet: no bridge',
    ])
    expect((await judged(bridges)).findings).toEqual([])
  })

  test('stands in a file beside a document that is broken', async () => {
    const { findings } = await judged(
      `${policy([{ id: 'r', match: 'server', assert: 'false', message: '"broken"' }])}\n---\n{ a: [\n---\n${head}${servers}`,
    )
    expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['yaml-syntax', 'policy/house/r']))
  })
})
