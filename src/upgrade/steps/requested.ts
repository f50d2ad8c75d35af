/** Steps of the licence requests of one hop, as one course: nothing twice, and nothing that a later request has made untrue. */

import type { LicenseRequest, Step, Units } from '../../licensing/order/order.ts'
import { addTo } from '../../model/add-to.ts'
import { unique } from '../../model/unique.ts'
import type { PlanStep } from './step.ts'

/** What is bought, asked for and received, request by request. */
export function ordering(requests: readonly LicenseRequest[]): PlanStep[] {
  const all = requests.flatMap((request, index) => {
    // That another request comes first, and what it brings, is above already.
    const follows = requests.slice(0, index).some(({ of, kind }) => of === request.of && (kind === 'upgrade' || kind === 'new'))
    return phased(request, ['buy', 'request', 'receive'])
      .filter((step) => !(follows && isPointer(step)))
      .map((step) => planned(step, 'before', request.title))
  })
  return unique(all, keyOf)
}

/** A step that only points to the request that goes first: to make it, or to have its e-mail at hand. */
const isPointer = ({ phase, facts }: Step): boolean =>
  facts.includes('failover-upgrades-primary-first') ||
  (phase === 'receive' && facts.includes('failover-is-added-by-mail') && facts.includes('license-comes-by-mail'))

/**
 * What is installed, machine by machine. Files of one machine go in together: the wizard is opened once, and the machine is restarted
 * once. Of dongles no source tells that two updates may share a restart.
 */
export function installing(requests: readonly LicenseRequest[], together: boolean): PlanStep[] {
  const installs = requests.map((request) => ({ request, steps: phased(request, ['install']) }))
  if (!together) return installs.flatMap(({ steps }) => steps.map((step) => planned(step, 'window')))
  const groups = new Map<string, typeof installs>()
  for (const each of installs) addTo(groups, placeOf(each.steps), each)
  return [...groups.values()].flatMap((group) => {
    const counts = new Map<string, number>()
    for (const { steps } of group) for (const key of new Set(steps.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1)
    const titled = group.map(({ request, steps }) =>
      steps.map((step) => {
        const own = group.length > 1 && counts.get(keyOf(step)) === 1 && step.facts.includes('wizard-adds-files')
        return planned(own ? { ...step, says: `${request.title}: ${step.says}` } : step, 'window')
      }),
    )
    return titled.reduce<PlanStep[]>(merged, [])
  })
}

const placeOf = ([first]: readonly Step[]): string => first?.on ?? ''

/** Both courses in one: what both have once, and what only the later has before the next step that both have. */
function merged(course: readonly PlanStep[], later: readonly PlanStep[]): PlanStep[] {
  const all = [...course]
  let from = 0
  later.forEach((step, index) => {
    const there = all.findIndex((each, place) => place >= from && keyOf(each) === keyOf(step))
    if (there >= 0) {
      from = there + 1
      return
    }
    const next = later.slice(index + 1).map((each) => all.findIndex((other, place) => place >= from && keyOf(other) === keyOf(each)))
    const place = next.find((each) => each >= 0) ?? all.length
    all.splice(place, 0, step)
    from = place + 1
  })
  return all
}

/** What is looked at afterwards. An earlier look with the same tool is dropped where a later one must show all of it and more. */
export function verifying(requests: readonly LicenseRequest[]): PlanStep[] {
  const looks = requests.flatMap((request, index) => phased(request, ['verify']).map((step) => ({ request, index, step })))
  const last = looks.filter(
    ({ request, index, step }) =>
      !looks.some(
        (other) =>
          other.index > index &&
          other.request.of === request.of &&
          looksAlike(other.step, step) &&
          (other.step.says === step.says || covers(other.request.shows, request.shows)),
      ),
  )
  return unique(last.map(({ step }) => planned(step, 'after')).reverse(), keyOf).reverse()
}

const looksAlike = (a: Step, b: Step): boolean => a.on === b.on && JSON.stringify(a.facts) === JSON.stringify(b.facts)

const covers = (more: readonly Units[], less: readonly Units[]): boolean =>
  less.every(({ feature, units }) => more.some((each) => each.feature === feature && each.units >= units))

const phased = ({ steps }: LicenseRequest, phases: readonly Step['phase'][]): Step[] => steps.filter(({ phase }) => phases.includes(phase))

const planned = ({ on, says, facts }: Step, when: PlanStep['when'], title?: string): PlanStep => ({
  when,
  on,
  says: `${on === undefined && title !== undefined ? `${title}: ` : ''}${isTold(says, facts) ? says : says.replace(/\.$/, ' (inferred: no source at hand has it).')}`,
  facts,
})

/** Whether a step has a source, or says itself that it has none. */
const isTold = (says: string, facts: readonly string[]): boolean => facts.length > 0 || /inferred|no source/.test(says)

const keyOf = ({ on, says }: { readonly on: string | undefined; readonly says: string }): string => JSON.stringify([on, says])
