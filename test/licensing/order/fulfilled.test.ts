/**
 * An order is right when the rules find nothing short once its lines are added to the specs, and something once a line is one unit
 * less. The rules know nothing of orders: they read specs that were written anew.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check } from '../../../src/check.ts'
import { drawUp } from '../../../src/licensing/order/draw-up.ts'
import type { OrderLine } from '../../../src/licensing/order/order.ts'
import { type Plan, plans, specOf } from '../plans.ts'

const covered = ['license-covers-use', 'default-license-suffices', 'failover-licensed']
const options = { leadDays: 1, growth: undefined, demo: [], unread: 0, errors: 0 }

const judged = (plan: Plan) => check([{ file: 'x.cuspec.yaml', bytes: Buffer.from(specOf(plan)) }], { today: '2007-03-01' })
type Judged = Awaited<ReturnType<typeof judged>>

const isCapability = (name: string): boolean => ['amis', 'vpim', 'secondaryServer', 'unlimitedMessageLength'].includes(name)

/** The plan with the lines of an order as further licences. */
function fulfilled(plan: Plan, lines: readonly OrderLine[]): Plan {
  const addedTo = (name: string): { added?: string } => {
    const units = new Map<string, number>()
    for (const { holder, gives } of lines)
      if (holder === name) for (const { feature, units: each } of gives) units.set(feature, (units.get(feature) ?? 0) + each)
    const written = [...units].filter(([, count]) => count > 0).map(([name, count]) => `${name}: ${isCapability(name) ? 'true' : count}`)
    return written.length > 0 ? { added: written.join(', ') } : {}
  }
  return {
    ...plan,
    servers: plan.servers.map((server, index) => ({ ...server, ...addedTo(`S${index}`) })),
    bridges: plan.bridges.map((bridge, index) => ({ ...bridge, ...addedTo(`B${index}`) })),
  }
}

const shortIn = ({ findings }: Judged): string[] =>
  findings
    .filter(({ rule, severity }) => severity === 'error' && covered.includes(rule))
    .map(({ rule, path, message }) => `${rule} ${path.join('/')} ${message}`)

const openIn = ({ coverage }: Judged): string[] =>
  coverage.unchecked.filter(({ rule }) => covered.includes(rule)).map(({ missing, of, path }) => `${missing} ${of} ${path.join('/')}`)

const beyondIn = ({ findings }: Judged): number => findings.filter(({ rule }) => rule === 'license-within-maximum').length

const withoutOne = (lines: readonly OrderLine[], without: OrderLine): OrderLine[] =>
  lines.map((line) =>
    line === without ? { ...line, gives: line.gives.map(({ feature, units }) => ({ feature, units: units - 1 })) } : line,
  )

/** Whether a pair is none that can be judged: its servers have two releases, or one that no one knows. */
const isMixed = ({ servers: [first, second], paired }: Plan): boolean =>
  paired && second !== undefined && (first?.version !== second.version || second.version === '4.0(7)')

test('with its lines nothing is short, and with one unit less something is', async () => {
  const seen = { ordered: 0, blocked: 0, undecided: 0, less: 0 }
  await fc.assert(
    fc.asyncProperty(plans, fc.nat(), async (plan, pick) => {
      fc.pre(!isMixed(plan))
      const before = await judged(plan)
      const order = drawUp(before.fleet, options)
      const after = await judged(fulfilled(plan, order.lines))
      const blocked = new Set(order.blocked.map(({ of }) => of))
      seen.ordered += order.lines.length
      seen.blocked += blocked.size
      seen.undecided += order.ledger.filter(({ undecided }) => undecided > 0).length
      // What cannot be ordered stays short.
      if (blocked.size === 0) expect(shortIn(after)).toEqual([])
      // What is ordered for the day on which something expires is beside it until then.
      const atOnce = order.lines.filter(({ orderBy }) => orderBy === undefined)
      expect(beyondIn(await judged(fulfilled(plan, atOnce)))).toBeLessThanOrEqual(beyondIn(before))

      const line = atOnce[pick % atOnce.length]
      // What a demo or default licence grants beside others is ordered for, and not held against the specs.
      if (!line || blocked.size > 0 || plan.servers.some(({ license }) => license === 'demo' || license === 'default')) return
      const less = await judged(fulfilled(plan, withoutOne(order.lines, line)))
      const worse = [...shortIn(less), ...openIn(less).filter((gap) => !openIn(after).includes(gap))]
      expect(worse, JSON.stringify(line.gives)).not.toEqual([])
      seen.less += 1
    }),
    { numRuns: 400 },
  )
  // A test that never sees one of them would prove nothing.
  expect(Math.min(seen.ordered, seen.undecided, seen.less)).toBeGreaterThan(100)
  expect(seen.blocked).toBeGreaterThan(10)
})
