/**
 * What growth is said to break is what the rules report for specs that are written with the grown figures: the same verdict by two ways.
 * The second way is plain arithmetic on what the specs are written from, and knows nothing of how the first one grows a fleet.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import type { Finding } from '../../src/finding.ts'
import { feature } from '../../src/knowledge/knowledge.ts'
import { readGrowth } from '../../src/licensing/addition.ts'
import { forecast } from '../../src/licensing/growth.ts'
import type { Counted } from '../../src/licensing/limit.ts'
import { isSecondary, type Plan, plans, specOf } from './plans.ts'

const clock = { today: '2007-03-01' }
const rules = [
  'license-covers-use',
  'ports-within-maximum',
  'users-within-maximum',
  'sessions-within-maximum',
  'default-license-suffices',
  'demo-license-once',
]

type Added = { readonly percent: number } | { readonly number: number }
const additions: fc.Arbitrary<Added> = fc.oneof(
  fc.record({ percent: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ number: fc.integer({ min: 1, max: 30 }) }),
)
const growths = fc.record({
  users: additions,
  ports: additions,
  ttsSessions: additions,
  languages: additions,
  bridgeSessions: additions,
})

/** Rounded up, in whole numbers. */
const plus = (now: number, add: Added): number => ('number' in add ? now + add.number : now + Math.floor((now * add.percent + 99) / 100))
/** What is asked for by its own name is there at least as much as is added; of `users` those kinds grow that there are. */
const named = (now: number | undefined, add: Added): number | undefined =>
  now === undefined ? ('number' in add ? add.number : undefined) : plus(now, add)
const kind = (now: number | undefined, add: Added): number | undefined => (now === undefined ? undefined : plus(now, add))

function grownPlan(plan: Plan, growth: Readonly<Record<'users' | 'ports' | 'ttsSessions' | 'languages' | 'bridgeSessions', Added>>): Plan {
  return {
    ...plan,
    servers: plan.servers.map((server, index) => {
      // A secondary from 4.0 on counts with its primary.
      const quiet = isSecondary(plan, index) && ['4.0(5)', '5.0(1)', '7.0(2)'].includes(server.version)
      const more = quiet ? kind : named
      return {
        ...server,
        ports: more(server.ports, growth.ports),
        voiceMail: kind(server.voiceMail, growth.users),
        unifiedMessaging: kind(server.unifiedMessaging, growth.users),
        inbox: kind(server.inbox, growth.users),
        tts: more(server.tts, growth.ttsSessions),
        languages: more(server.languages, growth.languages),
      }
    }),
    bridges: plan.bridges.map(({ sessions, own }) => ({ own, sessions: named(sessions, growth.bridgeSessions) })),
  }
}

const judged = (text: string) => check([{ file: 'x.cuspec.yaml', bytes: Buffer.from(text) }], clock)

/** A finding, or a limit, by its rule, its place, and the figure and the first word of what it speaks of. */
const key = (rule: string, path: readonly (string | number)[], amount: number | string, noun: string): string => {
  // Users of all kinds stand at the one kind that there is, or at all of them.
  const place = noun.startsWith('user') ? path.slice(0, 3) : path
  return `${rule} ${place.join('/')} ${amount} ${noun.replace(/s?( .*)?$/, '')}`
}
function keyOf({ rule, path, message }: Finding): string {
  const [, amount = '', noun = ''] = /^(\d+) ([\w-]+)/.exec(message) ?? []
  return key(rule, path, amount, noun)
}
const nounOf = (what: Counted): string => (what === 'users' ? what : feature(what).title)

test('what breaks is what the rules report for the grown specs', async () => {
  const seen = { broken: 0, holds: 0, open: 0 }
  await fc.assert(
    fc.asyncProperty(plans, growths, async (plan, growth) => {
      const asked = Object.entries(growth).map(([name, add]) => `${name}=${'number' in add ? `+${add.number}` : `${add.percent}%`}`)
      const read = readGrowth([asked.join(',')])
      if ('problem' in read) throw new Error(read.problem)
      const before = await judged(specOf(plan))
      expect(before.coverage.documents.unread).toBe(0)
      const { limits } = forecast(before.fleet, read)
      const broken = limits.filter(({ verdict }) => verdict === 'broken' || verdict === 'breaks')
      const after = await judged(specOf(grownPlan(plan, growth)))
      expect(after.coverage.documents.unread).toBe(0)
      const errors = after.findings.filter(({ rule, severity }) => severity === 'error' && rules.includes(rule))
      // Of a licence on a demo that is registered twice nothing grows.
      const reported = errors.filter(({ path }) => path[2] !== 'licenses')
      expect([...new Set(broken.map(({ rule, place, amount, what }) => key(rule, place.path, amount, nounOf(what))))].sort()).toEqual(
        [...new Set(reported.map(keyOf))].sort(),
      )
      seen.broken += broken.length
      seen.holds += limits.filter(({ verdict }) => verdict === 'holds').length
      seen.open += limits.filter(({ verdict }) => verdict === 'open').length

      // What is broken already is what the rules report now, as far as it breaks then, too.
      const now = new Set(before.findings.filter(({ severity }) => severity === 'error').map(keyOf))
      for (const { verdict, rule, place, kind: part, known, what } of broken) {
        // A pair that is broken already is reported once, with its primary.
        if (isSecondary(plan, Number(place.path[1]))) continue
        // Of Bridges a part of what is used may be covered by their own licences, and another Bridge be first.
        if (part !== 'bridge') expect(now.has(key(rule, place.path, known, nounOf(what)))).toBe(verdict === 'broken')
      }
    }),
    { numRuns: 400 },
  )
  // A test that never sees one of them would prove nothing.
  expect(Math.min(seen.broken, seen.holds, seen.open)).toBeGreaterThan(100)
})

describe('a growth is read', () => {
  test.each([
    ['users=20%', [['users', { hundredths: 2000 }]]],
    [
      'ports=8,users=+100',
      [
        ['voicePorts', { number: 8 }],
        ['users', { number: 100 }],
      ],
    ],
    ['users=12.5 %', [['users', { hundredths: 1250 }]]],
    [
      'voiceMailUsers=1,inboxUsers=0.01%',
      [
        ['voiceMailUsers', { number: 1 }],
        ['inboxUsers', { hundredths: 1 }],
      ],
    ],
  ])('%s', (written, expected) => {
    const growth = readGrowth([written])
    expect('of' in growth && [...growth.of]).toEqual(expected)
  })

  test.each([
    ['users=abc', 'from 1 to 1000000'],
    ['users=-5', 'not -5'],
    ['users=1e9', 'not 1e9'],
    ['users=0', 'not 0'],
    ['users=0%', 'not 0%'],
    ['users=1000001', 'not 1000001'],
    ['users=10001%', 'not 10001%'],
    ['users=5.5', 'not 5.5'],
    ['users=', 'not nothing'],
    ['users', 'not users'],
    ['', 'not nothing'],
    ['users=1,', 'not nothing'],
    ['foo=3', 'called foo'],
    ['usres=3', 'did you mean users?'],
    ['=3', 'called nothing'],
    ['amis=1', 'called amis'],
    ['__proto__=1', 'called __proto__'],
    ['users=1,users=2', 'twice how users'],
    ['ports=1,voicePorts=2', 'twice'],
    ['users=1,inboxUsers=2', 'twice'],
    ['inboxUsers=2,users=1', 'twice'],
  ])('%j is refused', (written, words) => {
    const growth = readGrowth([written])
    expect('problem' in growth && growth.problem).toContain(words)
  })
})
