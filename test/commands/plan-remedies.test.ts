/**
 * What `cuspec plan` says where there is no way, or something stands in it. What is expected is read off the documents: addendum 4.2 and the
 * design guide of 5.x for message stores, integrations over SIP and unified messaging, the interoperability data sheet for AMIS, VPIM and
 * the Bridge, FAQ 23277 for pools and maximums, the help of COBRAS for what can be exported.
 */
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { cuspec, folderOf } from './program.ts'

interface Remedy {
  readonly says: string
  readonly before: boolean
  readonly edits: readonly {
    readonly at: { readonly document: number; readonly path: readonly (string | number)[]; readonly range: object }
    readonly from: unknown
    readonly to: unknown
  }[]
  readonly cites: readonly { readonly fact: string }[]
}

interface Obstacle {
  readonly rule: string
  readonly server?: string
  readonly remedy?: string
  readonly remedies?: readonly Remedy[]
}

interface Shown {
  readonly blocked: boolean
  readonly refused: readonly { readonly of: string; readonly reason: string; readonly nearest: string | null }[]
  readonly today: readonly (Obstacle & { readonly after: string })[]
  readonly obstacles: readonly Obstacle[]
  readonly upgrades: readonly {
    readonly servers: readonly string[]
    readonly nearest?: string
    readonly beyond?: string | null
    readonly hops: readonly { readonly obstacles: readonly Obstacle[] }[]
  }[]
}

const isPlan = new Ajv({ allowUnionTypes: true }).compile<Shown>(JSON.parse(readFileSync('schemas/plan.schema.json', 'utf8')))

const run = (text: string, ...args: string[]) => cuspec(['plan', ...args], { cwd: folderOf({ 'x.cuspec.yaml': text }) })

function planOf(text: string, to: string, ...args: string[]): Shown {
  const { stdout, stderr } = run(text, '--to', to, '--report', 'json', ...args)
  expect(stderr).toBe('')
  const shown: unknown = JSON.parse(stdout)
  if (!isPlan(shown)) throw new Error(JSON.stringify(isPlan.errors))
  return shown
}

const head = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2007-03-01 }\n'
const file =
  'ports: [{ count: 4 }], users: { voiceMail: 4 }, licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: 4, voiceMailUsers: 4 } }]'
const one = (version: string, body: string, rest = ''): string =>
  `${head}servers:\n  - { name: A, version: "${version}", ${body} }\n${rest}`
const maximums = (...rows: string[]): string =>
  `---\napiVersion: cuspec/v1\nkind: Maximums\nsource: { title: A list of the vendor, date: 2005-01-01 }\nmaximums:\n${rows.map((row) => `  - { ${row} }\n`).join('')}`
const sized = (ports: string, count: number, platform = ''): string =>
  `${platform}ports: ${ports}, users: { voiceMail: 4 }, licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: ${count}, voiceMailUsers: 4 } }]`

const obstaclesOf = ({ upgrades, obstacles }: Shown): Obstacle[] => [
  ...obstacles,
  ...upgrades.flatMap(({ hops }) => hops.flatMap((hop) => hop.obstacles)),
]
const blocking = (shown: Shown): Obstacle[] => [...obstaclesOf(shown), ...shown.today.filter(({ after }) => after === 'stays')]
const saysOf = (shown: Shown, rule: string): string[] =>
  obstaclesOf(shown).flatMap((each) => (each.rule === rule ? (each.remedies ?? []).map(({ says }) => says) : []))

/** The spec with the changes written into it. */
function written(text: string, { edits }: Remedy): string {
  const documents = parseAllDocuments(text)
  for (const { at, to } of [...edits].reverse()) {
    const document = documents[at.document - 1]
    if (to === null) document?.deleteIn(at.path)
    else document?.setIn(at.path, to)
  }
  return documents.map(String).join('---\n').replaceAll('---\n---', '---')
}

const wide = '{ count: 60, does: [answer] }, { count: 36, does: [mwi] }'
const cases: readonly (readonly [what: string, text: string, to: string, rule: string, says: readonly string[]])[] = [
  // Interoperability data sheet: AMIS and VPIM with Domino from 4.0(5) on.
  [
    'AMIS with Domino',
    one('4.0(3)', `messageStore: { type: domino }, features: [vpim, amis], ${file}`),
    '4.0(4)',
    'feature-available',
    ['drop vpim at A', 'drop amis at A'],
  ],
  // Addendum 4.2: no Exchange 5.5. The guide of 4.0(4) lists 2000 and 2003 beside it.
  [
    'Exchange 5.5 at 4.2',
    one('4.0(4)', `messageStore: { type: exchange, version: "5.5" }, ${file}`),
    '4.2(1)',
    'message-store-supported',
    ['Exchange 2000 instead of 5.5 at A', 'Exchange 2003 instead of 5.5 at A'],
  ],
  // Design guide of 5.x: 2003 and 2007; the first alone is one of 4.0(4), too.
  [
    'Exchange 5.5 at 5.0',
    one('4.0(4)', `messageStore: { type: exchange, version: "5.5" }, ${file}`),
    '5.0(1)',
    'message-store-supported',
    ['Exchange 2003 instead of 5.5 at A'],
  ],
  // From 4.0 on there is voice messaging alone where Exchange is on the server itself.
  [
    'unified messaging on the server itself',
    one(
      '3.1(5)',
      'messageStore: { type: exchange, version: "2000", location: on-box, mode: unified }, users: { unifiedMessaging: 4 }, dongle: { serial: "12345678" }, licenses: [{ kind: dongle, serial: "12345678", entitlements: { unifiedMessagingUsers: 4 } }]',
    ),
    '4.0(5)',
    'message-store-supported',
    ['the mailboxes of A on another server, off-box'],
  ],
  // Design guide of 5.x: over SIP all ports answer.
  [
    'SIP at 5.x',
    one(
      '4.2(1)',
      'phoneSystems: [{ name: pbx, integration: sip }], ports: [{ count: 28, does: [answer] }, { count: 2, does: [mwi] }, { count: 2, does: [notification] }], licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: 32 } }]',
    ),
    '5.0(1)',
    'ports-do-their-work',
    ['4 more voice ports of A set to answer calls'],
  ],
  // Of the user's own list: the largest group gives up what is beyond.
  [
    'ports beyond a maximum',
    one('4.0(5)', sized(`[${wide}]`, 72), maximums('what: voicePorts, from: 4.2(1), to: 4.2(1), value: 72')),
    '4.2(1)',
    'ports-within-maximum',
    ['72 instead of 96 voice ports at A (the others need another server)'],
  ],
  [
    'ports of which two groups have to give',
    one('4.0(5)', sized('[{ count: 40 }, { count: 40 }]', 24), maximums('what: voicePorts, from: 4.2(1), to: 4.2(1), value: 24')),
    '4.2(1)',
    'ports-within-maximum',
    ['24 instead of 80 voice ports at A (the others need another server)'],
  ],
  [
    'users beyond a maximum',
    one(
      '4.0(5)',
      'ports: [{ count: 4 }], users: { voiceMail: 900, inbox: 5 }, licenses: []',
      maximums('what: voiceMailUsers, from: 4.2(1), to: 4.2(1), value: 800'),
    ),
    '4.2(1)',
    'users-within-maximum',
    ['800 instead of 900 voice mail users at A (the others need another server)'],
  ],
  [
    'languages beyond a maximum',
    one('4.0(5)', 'languages: [ENU, FRA, DEU], licenses: []', maximums('what: languages, from: 4.2(1), to: 4.2(1), value: 1')),
    '4.2(1)',
    'sessions-within-maximum',
    ['1 instead of 3 languages at A (the others need another server)'],
  ],
  // FAQ: the licensing team takes an upgrade back that exceeds the maximum.
  [
    'a licence beyond a maximum',
    one('4.0(5)', sized('[{ count: 8 }]', 96), maximums('what: voicePorts, from: 4.2(1), to: 4.2(1), value: 72')),
    '4.2(1)',
    'license-within-maximum',
    ['a licence for 72 instead of 96 voice ports at A (the licensing team takes the others back)'],
  ],
  // Fewer ports, of which some do not answer yet: neither change is enough alone.
  [
    'two changes together',
    one(
      '4.2(1)',
      'phoneSystems: [{ name: pbx, integration: sip }], ports: [{ count: 4, does: [answer] }, { count: 6, does: [mwi] }], licenses: []',
      maximums('what: voicePorts, from: 5.0(1), to: 5.0(1), value: 8'),
    ),
    '5.0(1)',
    'ports-within-maximum',
    ['8 instead of 10 voice ports at A (the others need another server), together with 6 more voice ports of A set to answer calls'],
  ],
  // Nobody would be left to answer, were they taken from the largest group.
  [
    'ports that do not answer are given up first, where the others are needed',
    one(
      '4.0(5)',
      'ports: [{ count: 8, does: [answer] }, { count: 6, does: [mwi] }], licenses: []',
      maximums('what: voicePorts, from: 4.2(1), to: 4.2(1), value: 6'),
    ),
    '4.2(1)',
    'ports-within-maximum',
    ['6 instead of 14 voice ports at A (the others need another server)'],
  ],
  [
    'two phone systems over PIMG',
    one(
      '4.0(1)',
      `phoneSystems: [{ name: p, integration: pimg }, { name: q, integration: sccp }, { name: r, integration: pimg }], ${file}`,
    ),
    '4.0(3)',
    'feature-available',
    ['drop the phone system p and r at A'],
  ],
  // What helps on the first hop has to help on the second.
  [
    'a maximum that falls from hop to hop',
    one(
      '2.4.6',
      `ports: [{ count: 96 }], dongle: { serial: "12345678" }, licenses: [{ kind: dongle, serial: "12345678", entitlements: { voicePorts: 8 } }]`,
      maximums('what: voicePorts, from: 4.0(1), to: 4.2(1), value: 72', 'what: voicePorts, from: 5.0(1), to: 5.0(1), value: 48'),
    ),
    '5.0(1)',
    'ports-within-maximum',
    [
      '48 instead of 96 voice ports at A (the others need another server)',
      '48 instead of 96 voice ports at A (the others need another server)',
    ],
  ],
  // FAQ: pools from 4.0 on.
  [
    'a member of a pool below 4.0',
    `${head}directory: corp\nservers:\n  - { name: A, version: 3.0(1), dongle: { serial: "12345678" }, licenses: [{ kind: dongle, serial: "12345678", entitlements: { voicePorts: 4 } }] }\n  - { name: B, version: 4.0(3), ${file} }\npools: [{ name: anz, members: [B, A] }]\n`,
    '3.1(5)',
    'pool-sound',
    ['take A out of pool anz'],
  ],
  // Interoperability data sheet: a Bridge from 3.1(3) on.
  [
    'a Bridge before 3.1(3)',
    one(
      '3.0(1)',
      'messageStore: { type: exchange }, dongle: { serial: "12345678" }, licenses: [{ kind: dongle, serial: "12345678", entitlements: { voicePorts: 4 } }]',
      'bridges: [{ name: B, version: "2.1(1)", bridgehead: A }]\n',
    ),
    '3.1(2)',
    'bridge-release-supported',
    ['drop Bridge B'],
  ],
]

describe('what unblocks an upgrade', () => {
  test.each(cases)('%s', (_, text, to, rule, says) => {
    expect(saysOf(planOf(text, to), rule)).toEqual(says)
  })

  // Of what is proposed nothing may be prose alone.
  test.each(cases)('does so, where it is written into the spec: %s', (_, text, to, rule) => {
    const blocked = blocking(planOf(text, to))
    const before = blocked.filter((each) => each.rule === rule)
    expect(before.length).toBeGreaterThan(0)
    for (const { remedies = [], server } of before) {
      expect(remedies.length).toBeGreaterThan(0)
      for (const remedy of remedies) {
        const after = blocking(planOf(written(text, remedy), to))
        const count = (all: readonly Obstacle[]): number => all.filter((each) => each.rule === rule && each.server === server).length
        expect(count(after)).toBeLessThan(count(before))
        // Nothing else comes of it.
        const known = new Set(blocked.map((each) => each.rule))
        expect(after.filter((each) => !known.has(each.rule))).toEqual([])
      }
    }
  })

  test('is cited, and stands on the page in every format', () => {
    const [, text, to] = cases[5] ?? []
    const shown = planOf(text ?? '', to ?? '')
    // FAQ: beyond it the answer is another server.
    expect(obstaclesOf(shown).flatMap(({ remedies = [] }) => remedies.flatMap(({ cites }) => cites.map(({ fact }) => fact)))).toContain(
      'maximum-per-server',
    )
    for (const format of ['text', 'markdown', 'html']) {
      const { stdout, status } = run(text ?? '', '--to', to ?? '', '--report', format)
      expect([status, stdout.replace(/\s+/g, ' ').includes('Smallest change: 72 instead of 96 voice ports at A')]).toEqual([1, true])
    }
  })

  // A change at one server of a pair leaves them unlike, which is a warning.
  test('says what is warned of then', () => {
    const server = (name: string, more: string): string =>
      `  - { name: ${name}, version: 4.0(5), ports: [{ count: 96 }], licenses: [${more}] }\n`
    const text = `${head}servers:\n${server('P', '{ kind: declared, expires: permanent, entitlements: { voicePorts: 72, secondaryServer: true } }')}${server('S', '')}failover: [{ primary: P, secondary: S, wizardRunOn: [P, S] }]\n${maximums('what: voicePorts, from: 4.2(1), to: 4.2(1), value: 72')}`
    const ofS = obstaclesOf(planOf(text, '4.2(1)')).filter((each) => each.server === 'S')
    expect(ofS.map(({ remedy }) => remedy?.includes('what remains is a warning: 72 voice ports, but its primary P has 96'))).toEqual([true])
  })

  test('nothing, and which fact forbids it: Exchange 5.5 at 7.0', () => {
    const shown = planOf(one('4.0(5)', `messageStore: { type: exchange, version: "5.5" }, ${file}`), '7.0(2)')
    expect(obstaclesOf(shown)).toMatchObject([
      {
        remedies: [],
        remedy:
          'Nothing that cuspec knows to change in the specs unblocks it: Exchange 5.5 is no longer supported from 4.2 on; and no source names an Exchange that 7.0(2) works with.',
      },
    ])
  })

  // One forum post gives 72: a warning, which stands in no one's way.
  test('nothing is proposed for what a forum alone reports', () => {
    const shown = planOf(
      one(
        '3.1(5)',
        'ports: [{ count: 96 }], dongle: { serial: "12345678" }, licenses: [{ kind: dongle, serial: "12345678", entitlements: { voicePorts: 96 } }]',
      ),
      '4.0(5)',
    )
    expect(obstaclesOf(shown)).toEqual([])
  })

  test('a mistake that is there already, and stays', () => {
    const text = `${head}servers:\n  - { name: P, role: standalone, version: 4.0(4), ${file} }\n  - { name: S, version: 4.0(4), ports: [{ count: 4 }] }\nfailover: [{ primary: P, secondary: S }]\n`
    const [found] = planOf(text, '4.0(5)').today.filter(({ after }) => after === 'stays')
    expect(found).toMatchObject({ rule: 'failover-pair-sound', remedies: [{ says: 'P as primary' }] })
  })
})

describe('how far it goes', () => {
  test.each([
    // Exchange 5.5: stated up to 4.0, not known of 4.1, gone at 4.2.
    [
      'a stop before',
      one('4.0(3)', `messageStore: { type: exchange, version: "5.5" }, ${file}`),
      '5.0(1)',
      { nearest: '4.0(5)', beyond: null },
    ],
    [
      'not at all, and further',
      one('4.0(3)', `messageStore: { type: domino }, features: [amis], ${file}`),
      '4.0(4)',
      { nearest: '4.0(3)', beyond: '4.0(5)' },
    ],
    // Unified messaging beside Exchange goes up to 3.1.
    [
      'by releases with a dongle',
      one(
        '3.0(1)',
        'messageStore: { type: exchange, version: "2000", location: on-box, mode: unified }, users: { unifiedMessaging: 4 }, dongle: { serial: "12345678" }, licenses: [{ kind: dongle, serial: "12345678", entitlements: { unifiedMessagingUsers: 4 } }]',
      ),
      '4.0(5)',
      { nearest: '3.1(6)' },
    ],
  ])('%s', (_, text, to, expected) => {
    const shown = planOf(text, to)
    expect(shown.upgrades[0]).toMatchObject(expected)
    // The stop itself is no longer blocked.
    const { nearest = '' } = shown.upgrades[0] ?? {}
    expect(obstaclesOf(planOf(text, nearest))).toEqual([])
  })

  test('nothing is said of what nothing stands against', () => {
    expect(planOf(one('4.0(4)', file), '4.0(5)').upgrades[0]).not.toHaveProperty('nearest')
  })

  test('backwards, and two releases in one pair', () => {
    const text = `${head}servers:\n  - { name: P, version: 4.0(5), ${file} }\n  - { name: S, version: 4.0(3) }\n  - { name: U, version: "7.0(2)", ${file} }\n  - { name: V, version: 4.0(7), ${file} }\nfailover: [{ primary: P, secondary: S }]\n`
    const { refused } = planOf(text, '5.0(1)')
    expect(refused.map(({ of, nearest }) => [of, nearest])).toEqual([
      ['P and S', '4.0(5)'],
      ['V', null],
      ['U', '7.0(2)'],
    ])
    expect(refused[1]?.reason).toContain('known of 4.0: 4.0(1), 4.0(2), 4.0(3), 4.0(4), 4.0(5)')
    for (const format of ['text', 'markdown', 'html'])
      expect(run(text, '--to', '5.0(1)', '--report', format).stdout.replace(/\s+/g, ' ')).toContain(
        'The nearest release that can be reached is 7.0(2)',
      )
  })

  test.each([
    ['6.1', one('4.0(3)', file), 'the nearest below it is 5.0(1); A: can be brought to 5.0(1)'],
    // Of 7.0 to 8.0 no source tells.
    ['9.0', one('4.0(3)', file), 'the nearest below it is 8.0; A: can be brought to 7.0(2)'],
    ['1.0', one('4.0(3)', file), 'no source names a 1.x; the oldest is 2.4'],
    // The help of COBRAS begins with 4.0(5).
    ['Unity Connection', one('3.1(5)', 'ports: [{ count: 4 }]'), 'A: can be brought to 4.0(5), the first release that can be exported'],
    ['Unity Connection', one('7.0(2)', file), 'A: can be exported from 7.0(2), which runs'],
  ])('to %s', (to, text, words) => {
    const { status, stdout, stderr } = run(text, '--to', to)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(words)
  })
})

describe('pairs that nobody can tell apart', () => {
  const three = `${head}servers:\n${['A', 'B', 'C'].map((name) => `  - { name: ${name}, version: 4.0(3), ${file} }\n`).join('')}`
  test.each([
    ['a circle of two', '[{ primary: A, secondary: B }, { primary: B, secondary: A }]', 'A and B'],
    ['a circle of three', '[{ primary: A, secondary: B }, { primary: B, secondary: C }, { primary: C, secondary: A }]', 'A and B and C'],
    ['a chain', '[{ primary: A, secondary: B }, { primary: B, secondary: C }]', 'A and B and C'],
    ['two secondaries', '[{ primary: A, secondary: B }, { primary: A, secondary: C }]', 'A and B and C'],
    ['two primaries', '[{ primary: A, secondary: C }, { primary: B, secondary: C }]', 'A and B and C'],
  ])('%s', (_, pairs, of) => {
    const text = `${three}failover: ${pairs}\n`
    const shown = planOf(text, '4.0(5)')
    expect(shown.refused.map((each) => each.of)).toEqual([of])
    // No server is passed over, and none is upgraded twice.
    expect(
      [...shown.refused.flatMap((each) => each.of.split(' and ')), ...shown.upgrades.flatMap(({ servers }) => servers)].sort(),
    ).toEqual(['A', 'B', 'C'])
    expect(run(text, '--to', '4.0(5)').status).toBe(1)
  })

  test('a server that is its own secondary is upgraded once', () => {
    expect(planOf(`${three}failover: [{ primary: A, secondary: A }]\n`, '4.0(5)').upgrades.map(({ servers }) => servers)).toEqual([
      ['A'],
      ['B'],
      ['C'],
    ])
  })
})

test('a server without a version: the plan says what is missing', () => {
  const { status, stderr } = run(`${head}servers:\n  - { name: A }\n`, '--to', '4.0(5)')
  expect([status, stderr.includes('`servers[0]` has no `version`')]).toEqual([1, true])
})

// Issue 5: a plan for 10,000 servers in under a minute. A fifth of them here, of 900 kinds, so that it holds on a busy machine, too.
test('2,000 servers that are blocked', { timeout: 70_000 }, () => {
  const servers = Array.from(
    { length: 2_000 },
    (_, index) =>
      `  - { name: S${index}, version: 4.0(4), messageStore: { type: exchange, version: "5.5" }, ports: [{ count: 4 }], users: { voiceMail: ${(index % 900) + 1} }, licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: 4, voiceMailUsers: 1000 } }] }\n`,
  )
  const shown = planOf(`${head}servers:\n${servers.join('')}`, '4.2(1)')
  expect(shown.upgrades).toHaveLength(2_000)
  expect(new Set(obstaclesOf(shown).map(({ remedy }) => remedy)).size).toBe(1)
})
