/** An upgrade plan as a page for people: what stands in the way first, then unit by unit and hop by hop. */
import { cite } from '../../knowledge/knowledge.ts'
import { counted } from '../../model/figure.ts'
import type { Afterwards } from '../../upgrade/afterwards.ts'
import { keyOfPlace, type Obstacle } from '../../upgrade/judge.ts'
import type { Plan, Today } from '../../upgrade/plan.ts'
import { surenessOf } from '../../upgrade/route.ts'
import type { Schedule } from '../../upgrade/schedule.ts'
import { stepsOf } from '../../upgrade/steps.ts'
import { nameOf } from '../../upgrade/units.ts'
import type { Where } from '../address.ts'
import { type Sources, sourcesIn } from '../order/sources.ts'
import { openText } from '../order/words.ts'
import { type Block, checksOf, listOf, type Page, type Part } from '../page/page.ts'
import { afterwardsPart, afterwardsSummary, citesAfterwards } from './afterwards.ts'
import { outageFacts, poolFacts } from './hop.ts'
import { nightBlocks } from './nights.ts'
import { obstacleItem } from './obstacle.ts'
import { reachTexts, refusalText } from './reach.ts'
import { topologyBlocks } from './topology.ts'
import { unitPart } from './unit.ts'
import { timesSummary, unplacedText } from './unplaced.ts'

export function planPage(plan: Plan, where: Where, schedule?: Schedule, then?: Afterwards): Page {
  const sources = sourcesIn([...citesOf(plan), ...(then ? citesAfterwards(then) : [])])
  const stopped = stoppedBy(plan, where, sources, schedule)
  const parts: Part[] = [
    ...(stopped.length > 0 ? [{ title: 'What stands in the way', loud: true, blocks: stopped }] : []),
    { title: 'Nights', blocks: nightBlocks(schedule) },
    { title: 'Before and after', blocks: topologyBlocks(plan) },
    ...plan.units.map((unit) => unitPart(plan, unit, where, sources)),
    ...(then ? [afterwardsPart(then, plan.goal.name, plan.leadDays, where, sources)] : []),
    { title: 'Sources', blocks: sources.list.length === 0 ? [] : [{ kind: 'sources', sources: sources.list }] },
  ]
  return {
    title: `Upgrade to ${plan.goal.release?.id ?? `what ${plan.goal.name} says`}`,
    summary: [...summaryOf(plan), ...(then ? afterwardsSummary(then, plan.goal.name) : []), ...(schedule ? timesSummary(schedule) : [])],
    parts: parts.filter(({ blocks, parts: own = [] }) => blocks.length + own.length > 0),
  }
}

const obstaclesOf = ({ units, shared }: Plan): Obstacle[] => [
  ...shared,
  ...units.flatMap(({ hops }) => hops.flatMap(({ obstacles }) => obstacles)),
]

/** Whether something stands against the plan that has to change first. */
export const isBlocked = (plan: Plan, schedule?: Schedule, then?: Afterwards): boolean =>
  (then !== undefined && then.obstacles.length > 0) ||
  (schedule !== undefined && schedule.unplaced.length > 0) ||
  plan.refused.length > 0 ||
  obstaclesOf(plan).length > 0 ||
  plan.today.some(({ after }) => after === 'stays') ||
  plan.units.some(({ hops }) => hops.some(({ blocked, unlicensed }) => blocked.length + unlicensed.length > 0))

function summaryOf(plan: Plan): Page['summary'] {
  const { units, done, refused, undecided, today } = plan
  const hops = units.reduce((sum, each) => sum + each.hops.length, 0)
  const unknown = units.reduce((sum, each) => sum + each.hops.filter(({ hop }) => surenessOf(hop) === 'unknown').length, 0)
  const lines = units.reduce((sum, each) => sum + each.hops.reduce((all, hop) => all + hop.lines.length, 0), 0)
  return [
    ...(units.length > 0
      ? [
          {
            says: `${counted(units.length, 'upgrades')} in ${counted(hops, 'hops')}; ${lines === 0 ? boughtNothing(plan) : `${counted(lines, 'order lines')} to be bought first`}.`,
          },
        ]
      : []),
    ...(done.length > 0
      ? [{ says: `${plan.goal.release?.id ?? 'The release that it says'} runs already on ${done.map(nameOf).join(', ')}.` }]
      : []),
    ...(refused.length > 0 ? [{ says: `No way for ${refused.map(({ of }) => of).join(', ')}.`, loud: true }] : []),
    ...(obstaclesOf(plan).length > 0 ? [{ says: `${counted(obstaclesOf(plan).length, 'things')} must change first.`, loud: true }] : []),
    ...(today.length > 0 ? [{ says: `${counted(today.length, 'errors')} in the specs before anything is upgraded.`, loud: true }] : []),
    ...(unknown > 0 ? [{ says: `Of ${counted(unknown, 'hops')} no source says that it can be made.`, loud: true }] : []),
    ...(undecided.length > 0 ? [{ says: `${counted(undecided.length, 'open items')} may change what has to be bought.`, loud: true }] : []),
  ]
}

const boughtNothing = ({ units, undecided }: Plan): string =>
  undecided.length > 0 || units.some(({ hops }) => hops.some(({ unlicensed }) => unlicensed.length > 0))
    ? 'what has to be bought first is not known yet'
    : 'nothing has to be bought first'

const afterwards: readonly { readonly after: Today['after']; readonly title: string }[] = [
  { after: 'stays', title: 'Wrong today, and still wrong after the upgrade' },
  { after: 'licences', title: 'Wrong today, and not mended by the upgrade; cuspec order says what is' },
  { after: 'gone', title: 'Wrong today, and gone once this plan is carried out' },
]

function stoppedBy(plan: Plan, where: Where, sources: Sources, schedule: Schedule | undefined): Block[] {
  // What stays wrong is said once, in the words of the release that is reached.
  const said = new Set(obstaclesOf(plan).map(keyOfPlace))
  const today = plan.today.filter((each) => each.after !== 'stays' || !said.has(keyOfPlace(each)))
  return [
    ...listOf(plan.refused.map(refusalText), 'No way'),
    ...listOf(
      obstaclesOf(plan).map((each) => obstacleItem(each, where, sources)),
      'To be changed first; cuspec matrix tells which releases can host the specs as they are',
    ),
    ...listOf(reachTexts(plan), 'How far it goes as the specs are written'),
    ...(schedule
      ? listOf(
          schedule.unplaced.map((each) => unplacedText(each, schedule)),
          'No night has room for these',
        )
      : []),
    ...checksOf(
      'To be found out first: it may change what has to be bought',
      plan.undecided.map((item) => openText(item, where)),
    ),
    ...afterwards.flatMap(({ after, title }) =>
      listOf(
        today.flatMap((each) => (each.after === after ? [obstacleItem(each, where, sources)] : [])),
        title,
      ),
    ),
  ]
}

const citesOf = (plan: Plan) => [
  ...[...plan.today, ...obstaclesOf(plan)].flatMap(({ cites, remedies = [] }) => [...cites, ...remedies.flatMap((each) => each.cites)]),
  ...plan.units.flatMap(({ unit, hops }) =>
    hops.flatMap((planned) => [
      ...[...(planned.hop.fact ? [planned.hop.fact.id] : []), 'backup-restores-same-release', ...outageFacts(planned.hop)].map(cite),
      ...stepsOf(unit, planned).flatMap(({ facts }) => facts.map(cite)),
      ...planned.warnings.flatMap(({ cites }) => cites),
      ...(planned.pools.length > 0 ? poolFacts.map(cite) : []),
    ]),
  ),
]
