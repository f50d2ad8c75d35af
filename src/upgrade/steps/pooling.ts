/** What a server that reaches licence files has to do for its pool: pooling is enabled on it, and its figures are looked for on it. */

import { procedure } from '../../knowledge/knowledge.ts'
import { within } from '../../knowledge/release.ts'
import type { PlannedHop } from '../plan.ts'
import type { PlanStep } from './step.ts'

export const poolEnabled = ({ hop, joins }: PlannedHop): PlanStep[] =>
  joins.map(({ of, pool }) => ({
    when: 'window',
    on: of,
    says: `Enable licence pooling on ${of}, as the networking guide of ${hop.to.id} tells: until then it is no member of pool ${pool}, and shares no licences.`,
    facts: ['pool-members-are-enabled', 'pools-share-users'],
  }))

export const poolSeen = ({ hop, joins }: PlannedHop): PlanStep[] =>
  joins.map(({ of, pool }) => {
    const again = procedure('pool-is-read-again')
    return {
      when: 'after',
      on: of,
      says: `Check on ${of} that every member of pool ${pool} that runs ${hop.to.id} is seen; if not, cuspec explain missing-pool-members has what is done.`,
      facts: again && within(hop.to, again.releases) ? ['pool-is-read-again'] : ['pools-share-directory'],
    }
  })
