/** An upgrade plan as a page for people: what stands in the way first, then unit by unit and hop by hop. */
import { cite } from '../../knowledge/knowledge.ts'
import { spell } from '../../knowledge/release.ts'
import { counted } from '../../model/figure.ts'
import type { Obstacle } from '../../upgrade/judge.ts'
import type { Plan, PlannedHop, Unit, UnitPlan } from '../../upgrade/plan.ts'
import { type Hop, type Route, surenessOf } from '../../upgrade/route.ts'
import type { Night } from '../../upgrade/schedule.ts'
import { type PlanStep, stepsOf } from '../../upgrade/steps.ts'
import { address, type Where } from '../address.ts'
import { lineText } from '../order/bought.ts'
import { type Sources, sourcesIn } from '../order/sources.ts'
import { openText } from '../order/words.ts'
import { type Block, type Checks, checksOf, type Item, listOf, type Page, type Part, tableOf } from '../page/page.ts'
import { visible } from '../visible.ts'
import { hopText, nameOf } from './words.ts'

export function planPage(plan: Plan, where: Where, nights: readonly Night[] = []): Page {
  const sources = sourcesIn(citesOf(plan))
  const stopped = stoppedBy(plan, where, sources)
  const parts: Part[] = [
    ...(stopped.length > 0 ? [{ title: 'What stands in the way', loud: true, blocks: stopped }] : []),
    { title: 'Nights', blocks: nightBlocks(nights) },
    ...plan.units.map((unit) => unitPart(plan, unit, where, sources)),
    { title: 'Sources', blocks: sources.list.length === 0 ? [] : [{ kind: 'sources', sources: sources.list }] },
  ]
  return {
    title: `Upgrade to ${plan.to.id}`,
    summary: summaryOf(plan),
    parts: parts.filter(({ blocks, parts: own = [] }) => blocks.length + own.length > 0),
  }
}

const obstaclesOf = ({ units, shared }: Plan): Obstacle[] => [
  ...shared,
  ...units.flatMap(({ hops }) => hops.flatMap(({ obstacles }) => obstacles)),
]

/** Whether something stands against the plan that has to change first. */
export const isBlocked = (plan: Plan): boolean =>
  plan.refused.length > 0 || obstaclesOf(plan).length > 0 || plan.units.some(({ hops }) => hops.some(({ blocked }) => blocked.length > 0))

function summaryOf(plan: Plan): Page['summary'] {
  const { units, done, refused, undecided } = plan
  const hops = units.reduce((sum, each) => sum + each.hops.length, 0)
  const unknown = units.reduce((sum, each) => sum + each.hops.filter(({ hop }) => surenessOf(hop) === 'unknown').length, 0)
  const lines = units.reduce((sum, each) => sum + each.hops.reduce((all, hop) => all + hop.lines.length, 0), 0)
  return [
    ...(units.length > 0
      ? [
          {
            says: `${counted(units.length, 'upgrades')} in ${counted(hops, 'hops')}; ${lines === 0 ? 'nothing has to be bought first' : `${counted(lines, 'order lines')} to be bought first`}.`,
          },
        ]
      : []),
    ...(done.length > 0 ? [{ says: `${plan.to.id} runs already on ${done.map(nameOf).join(', ')}.` }] : []),
    ...(refused.length > 0 ? [{ says: `No way for ${refused.map(({ of }) => of).join(', ')}.`, loud: true }] : []),
    ...(obstaclesOf(plan).length > 0 ? [{ says: `${counted(obstaclesOf(plan).length, 'things')} must change first.`, loud: true }] : []),
    ...(unknown > 0 ? [{ says: `Of ${counted(unknown, 'hops')} no source says that it can be made.`, loud: true }] : []),
    ...(undecided.length > 0 ? [{ says: `${counted(undecided.length, 'open items')} may change what has to be bought.`, loud: true }] : []),
  ]
}

/** When what is done, and until when licences for it have to be ordered; as a diagram, too, where one can be shown. */
function nightBlocks(nights: readonly Night[]): Block[] {
  if (nights.length === 0) return []
  const rows = nights.flatMap(({ start, end, slots, orderBy }, index) =>
    slots.map(({ unit, planned, hop }) => ({
      cells: [
        String(index + 1),
        start.replace('T', ' '),
        end.replace('T', ' '),
        nameOf(unit),
        `hop ${hop}: ${hopText(planned.hop)}`,
        orderBy ?? '',
      ],
    })),
  )
  const columns = [
    { title: 'night', figures: true },
    { title: 'from', short: true },
    { title: 'to', short: true },
    { title: 'without voice mail' },
    { title: 'what' },
    { title: 'order by', short: true },
  ]
  return [...tableOf('Nights', columns, rows), { kind: 'diagram', text: gantt(nights) }]
}

/** A Gantt chart in Mermaid, which GitHub and GitLab draw. */
function gantt(nights: readonly Night[]): string {
  const plain = (text: string): string => visible(text).replace(/[^\w .()-]/g, '_')
  const tasks = nights.flatMap(({ start, end, slots }, index) => [
    `  section Night ${index + 1}`,
    ...slots.map(({ unit, planned }) => `  ${plain(`${nameOf(unit)}, ${hopText(planned.hop)}`)} : ${start}, ${end}`),
  ])
  return ['gantt', '  dateFormat YYYY-MM-DDTHH:mm', '  axisFormat %d %b %H:%M', ...tasks].join('\n')
}

function stoppedBy(plan: Plan, where: Where, sources: Sources): Block[] {
  return [
    ...listOf(
      plan.refused.map(({ of, reason }) => `${of}: ${reason}`),
      'No way',
    ),
    ...listOf(
      obstaclesOf(plan).map((each) => obstacleItem(each, where, sources)),
      'To be changed first',
    ),
    ...checksOf(
      'To be found out first: it may change what has to be bought',
      [...new Map(plan.undecided.map((item) => [JSON.stringify([item.of, item.missing]), item])).values()].map((item) =>
        openText(item, where),
      ),
    ),
  ]
}

const obstacleItem = ({ message, at, rule, cites }: Obstacle, where: Where, { marks }: Sources): Item => ({
  says: `${message} [${rule}] (${address(at, where)})`,
  marks: marks(cites.map(({ fact }) => fact)),
})

const sure = { stated: 'stated', derived: 'inferred', reported: 'one report', unknown: 'NOT KNOWN' } as const

function unitPart(plan: Plan, { unit, hops, alternatives }: UnitPlan, where: Where, sources: Sources): Part {
  const columns = [{ title: 'hop', short: true }, { title: 'how' }, { title: 'upgrade licence' }, { title: 'sure' }, { title: 'because' }]
  return {
    title: `${nameOf(unit)}: ${spell(unit.from)} to ${plan.to.id}`,
    sheet: true,
    blocks: [
      ...tableOf(
        'Hops',
        columns,
        hops.map(({ hop, licence }) => ({
          cells: [
            hopText(hop),
            hop.fact?.way === 'migrate' ? 'export, new installation, import' : 'upgrade of the software',
            licenceText(licence),
            sure[surenessOf(hop)],
            hop.fact ? cite(hop.fact.id).says : 'no source at hand tells of it',
          ],
        })),
      ),
      ...listOf(alternatives.map(routeText), 'Other ways, and why not'),
    ],
    parts: hops.map((planned, index) => hopPart(plan, unit, planned, index, where, sources)),
  }
}

const licenceText = (licence: boolean | undefined): string => (licence === undefined ? 'not known' : licence ? 'needed' : 'not needed')

function routeText(route: Route): string {
  const stops = route.map(hopText).join(', then ')
  const unsure = route
    .filter((hop) => surenessOf(hop) !== 'stated')
    .map((hop) => `${hopText(hop)} is ${surenessOf(hop) === 'unknown' ? 'not known' : 'only inferred'}`)
  const migrated = route.some(({ fact }) => fact?.way === 'migrate')
  return `${stops}: ${[`${counted(route.length, 'hops')}`, ...unsure, ...(migrated ? ['the system is exported, removed, installed anew and imported'] : [])].join('; ')}`
}

function hopPart(plan: Plan, unit: Unit, planned: PlannedHop, index: number, where: Where, sources: Sources): Part {
  const { hop, lines, warnings, open, blocked } = planned
  const groups = groupsOf(stepsOf(unit, planned), sources)
  return {
    title: `Hop ${index + 1}: ${hopText(hop)}`,
    blocks: [
      ...listOf(
        blocked.map(({ of, reason }) => `${of}: ${reason}`),
        'Needed, and not to be ordered',
      ),
      ...listOf(
        [
          ...warnings.map((each) => obstacleItem(each, where, sources)),
          ...open.map(({ of, missing, rule }) => `${of}: not decided for want of ${missing} [${rule}]`),
        ],
        'To be looked at before',
      ),
      ...listOf(
        lines.map(lineText),
        `To be bought, so that it is there in time: ${counted(plan.leadDays, 'days')} before the night at the latest`,
      ),
      ...listOf(
        planned.requests.map(({ title, why }) => `${title}: ${why}`),
        'To be asked for, and why',
      ),
      { kind: 'checks', groups },
      { kind: 'text', says: { says: wayBack(hop), marks: sources.marks(['backup-restores-same-release']) } },
      { kind: 'text', says: { says: outage(hop), marks: outageFacts(hop).length > 0 ? sources.marks(outageFacts(hop)) : [] } },
      { kind: 'signature' },
    ],
  }
}

const wayBack = (hop: Hop): string =>
  `Way back: from the step that is marked so there is none but a new installation of ${spell(hop.from)} and its DiRT backup (inferred). Decide before it whether to go on.`

/** The one case of which a length is published. */
const outageFacts = ({ fact }: Hop): string[] => (fact?.id === 'hop-4.0-to-7' ? ['cisco-upgrade-outage'] : [])

const outage = (hop: Hop): string =>
  outageFacts(hop).length > 0
    ? 'Without voice mail: Cisco needed at most 30 minutes a region for its own servers. How long it takes here, nobody tells.'
    : 'Without voice mail: from the first step of the night to the last look; no source tells how long this takes.'

const whens: Readonly<Record<PlanStep['when'], string>> = { before: 'Before', window: 'In the night', after: 'Afterwards' }

/** Steps that follow each other on one machine, together. */
function groupsOf(steps: readonly PlanStep[], { marks }: Sources): Checks[] {
  const groups: { title: string; items: Item[] }[] = []
  for (const { when, on, says, facts, final } of steps) {
    const title = on === undefined ? whens[when] : `${whens[when]}, on ${on}`
    const item = { says: `${final ? 'NO WAY BACK AFTER THIS. ' : ''}${says}`, marks: marks(facts) }
    const last = groups.at(-1)
    if (last?.title === title) last.items.push(item)
    else groups.push({ title, items: [item] })
  }
  return groups
}

const citesOf = (plan: Plan) => [
  ...obstaclesOf(plan).flatMap(({ cites }) => cites),
  ...plan.units.flatMap(({ unit, hops }) =>
    hops.flatMap((planned) => [
      ...[...(planned.hop.fact ? [planned.hop.fact.id] : []), 'backup-restores-same-release', ...outageFacts(planned.hop)].map(cite),
      ...stepsOf(unit, planned).flatMap(({ facts }) => facts.map(cite)),
      ...planned.warnings.flatMap(({ cites }) => cites),
    ]),
  ),
]
