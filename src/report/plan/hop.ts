/** One hop on the page: what to look at, what to buy and ask for, the steps in order, and the way back. */
import { feature } from '../../knowledge/knowledge.ts'
import { spell } from '../../knowledge/release.ts'
import { namesText } from '../../licensing/order/open-items.ts'
import { counted, figure } from '../../model/figure.ts'
import type { Plan, PlannedHop, Unit } from '../../upgrade/plan.ts'
import type { Lone } from '../../upgrade/pools.ts'
import type { Hop } from '../../upgrade/route.ts'
import { type PlanStep, stepsOf } from '../../upgrade/steps.ts'
import type { Where } from '../address.ts'
import { lineText } from '../order/bought.ts'
import { formOf } from '../order/requests.ts'
import type { Sources } from '../order/sources.ts'
import { type Block, type Checks, grouped, listOf, type Part } from '../page/page.ts'
import { natureTexts } from './nature.ts'
import { obstacleItem } from './obstacle.ts'
import { hopText } from './words.ts'

export function hopPart(plan: Plan, unit: Unit, planned: PlannedHop, index: number, where: Where, sources: Sources): Part {
  const { hop, lines, warnings, open, blocked, unlicensed, pools, requests } = planned
  const steps = stepsOf(unit, planned)
  const groups = groupsOf(steps, sources)
  return {
    title: `Hop ${index + 1}: ${hopText(hop)}`,
    blocks: [
      ...listOf(
        [
          ...blocked.map(({ of, reason }) => `${of}: ${reason}`),
          ...unlicensed.map(
            (of) =>
              `${of}: its upgrade licence for ${hop.to.id}, since its spec leaves out what it is licensed for. List its licences; until then this page has no step that brings one.`,
          ),
        ],
        'Needed, and not to be ordered',
      ),
      ...listOf(
        pools.map((each) => ({ says: loneText(each, hop), marks: sources.marks(poolFacts) })),
        'Pools',
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
        requests.map(({ title, why }) => `${title}: ${why}`),
        'To be asked for, and why',
      ),
      ...requests.flatMap((request) => formOf(request, where).map((block) => titled(block, request.title))),
      ...listOf(
        [
          ...natureTexts(steps, unit, plan.before.bridgeNamed),
          { says: outage(hop), marks: outageFacts(hop).length > 0 ? sources.marks(outageFacts(hop)) : [] },
          { says: wayBack(hop), marks: sources.marks(['backup-restores-same-release']) },
        ],
        'Who does it, and what goes down',
      ),
      { kind: 'checks', groups },
      { kind: 'signature' },
    ],
  }
}

/** A block with the title of its request before its own. */
const titled = (block: Block, title: string): Block => ('title' in block ? { ...block, title: `${title}: ${block.title}` } : block)

export const poolFacts = ['pools-share-users', 'pools-count-together', 'pool-members-are-enabled']

function loneText({ pool, of, others, short }: Lone, { to }: Hop): string {
  const lacking = short.map(
    ({ feature: name, needed, held }) => `${figure(needed)} ${feature(name).title} with licences of its own for ${figure(held)}`,
  )
  const alone =
    lacking.length === 0
      ? `${of} can live on its own licences until then.`
      : `Until then ${of} has ${lacking.join(', and ')}: it goes no earlier than those of them that hold licences to spare for it, or in one night with them. Nights that are planned with --start keep to that.`
  return `${of} is of pool ${pool}, and shares its licences with ${namesText(others)} only once they run ${to.id} too and pooling is enabled on each. ${alone}`
}

export const wayBack = (hop: Hop): string =>
  `Way back: from the first step that is marked NO WAY BACK there is none but a new installation of ${spell(hop.from)} and its DiRT backup (inferred). Decide before it whether to go on.`

/** The one case of which a length is published. */
export const outageFacts = ({ fact }: Hop): string[] => (fact?.id === 'hop-4.0-to-7' ? ['cisco-upgrade-outage'] : [])

export const outage = (hop: Hop): string =>
  outageFacts(hop).length > 0
    ? 'Without voice mail: Cisco needed at most 30 minutes a region for its own servers. How long it takes here, nobody tells.'
    : 'Without voice mail: from the first step of the night to the last look; no source tells how long this takes.'

const whens: Readonly<Record<PlanStep['when'], string>> = { before: 'Before', window: 'In the night', after: 'Afterwards' }

/** Steps that follow each other on one machine, together. */
const groupsOf = (steps: readonly PlanStep[], { marks }: Sources): Checks[] =>
  grouped(
    steps.map(({ when, on, says, facts, final }) => ({
      title: on === undefined ? whens[when] : `${whens[when]}, on ${on}`,
      item: { says, marks: marks(facts), ...(final && { warning: 'No way back after this' }) },
    })),
  )
