/** Licences that have to be issued anew: which, from which host to which, and how. */
import type { Alarm } from '../../change/rehost.ts'
import type { Tied } from '../../change/tied.ts'
import type { Step } from '../../licensing/order/order.ts'
import { phases } from '../order/requests.ts'
import type { Sources } from '../order/sources.ts'
import { type Block, type Checks, listOf, type Part } from '../page/page.ts'

const states: Readonly<Record<Alarm['state'], string>> = {
  needed: 'These licences are tied to the old host, and have to be issued anew',
  unknown: 'The spec does not say what these licences are tied to; those for the old host have to be issued anew',
  done: 'Nothing to do: these licences are for the new host already',
}

export function alarmParts(
  alarms: readonly Alarm[],
  sources: Sources,
  { most, steps }: { readonly most: number; readonly steps: boolean },
): Part[] {
  if (alarms.length === 0) return []
  const shown = alarms.slice(0, most)
  const more = alarms.length - shown.length
  return [
    {
      title: 'Licences that are tied to another host now',
      loud: alarms.some(({ state }) => state !== 'done'),
      blocks: listOf(more > 0 ? [`and those of ${more} more machines`] : []),
      parts: shown.map((alarm) => ({ title: titleOf(alarm), blocks: blocksOf(alarm, sources, steps) })),
    },
  ]
}

const titleOf = ({ of, from, to }: Alarm): string => `${of}: ${from ?? 'not known'} → ${to ?? 'not known'}`

/** The steps by themselves, a part a machine. */
export const stepParts = (alarms: readonly Alarm[], { marks }: Sources, most: number): Part[] =>
  alarms.slice(0, most).flatMap((alarm) => {
    const groups = groupsOf(alarm.steps, marks)
    return groups.length === 0 ? [] : [{ title: titleOf(alarm), blocks: [{ kind: 'checks', groups } as const] }]
  })

function blocksOf({ why, state, licenses, steps, facts }: Alarm, { marks }: Sources, withSteps: boolean): Block[] {
  const groups = withSteps ? groupsOf(steps, marks) : []
  return [
    { kind: 'text', says: withSteps ? { says: why, marks: marks(facts) } : why },
    ...listOf(licenses.length > 0 ? licenses.map(licenseText) : ['the spec lists none'], states[state]),
    ...(groups.length > 0 ? [{ kind: 'checks', groups } as const] : []),
  ]
}

export const licenseText = ({ license, hosts }: Tied): string => `${license}${hosts.length > 0 ? `, for ${hosts.join(', ')}` : ''}`

function groupsOf(steps: readonly Step[], marks: Sources['marks']): Checks[] {
  const used = [...new Set(steps.map(({ phase }) => phase))]
  return used.map((phase) => ({
    title: phases[phase],
    items: steps.filter((step) => step.phase === phase).map(({ says, facts }) => ({ says, marks: marks(facts) })),
  }))
}
