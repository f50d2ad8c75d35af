/** Counts shares on machines, one after the other: what only makes up for held licences that it supersedes adds nothing. */

import type { FeatureName } from '../../../knowledge/fact.ts'
import { features } from '../../../knowledge/knowledge.ts'
import type { Bridge, Server } from '../../../model/fleet.ts'
import { countOf, defectsOf, installing, lostBy } from './counting.ts'
import type { Remark } from './delivery.ts'
import type { DeliveredLine, Share } from './share.ts'
import { suspicions } from './suspect.ts'
import { isShort, unitsText, type Want } from './want.ts'
import type { Wanted } from './wanted.ts'

interface Counter {
  /** How much of a share counts for a machine. Why it does not, or may be more, is said of one of `targets`. */
  readonly count: (share: Share, machine: Server | Bridge, targets: readonly Want[]) => number
  /** What is held and no longer counts, beyond what came in its place. */
  readonly losses: () => readonly Remark[]
}

/** `late` takes what can only be said once everything has been counted. */
export function counterOf(wanted: Wanted, lines: readonly DeliveredLine[], late: (() => void)[]): Counter {
  const installed = installing(lines, ({ host }) => wanted.machines(host))
  const owed = new Map<string, number>()
  const keyOf = ({ name }: Server | Bridge, feature: FeatureName): string => JSON.stringify([name, feature])
  const owes = (machine: Server | Bridge, feature: FeatureName): number =>
    owed.get(keyOf(machine, feature)) ?? lostBy(feature, machine, installed(machine))
  return {
    count: (share, machine, targets) => {
      const { feature, remark } = share
      const defects = defectsOf(share, machine)
      if (defects.length > 0) {
        late.push(() => (targets.find(isShort) ?? targets[0])?.remarks.push(...defects))
        return 0
      }
      const { sure, maybe, remarks } = countOf(share, installed(machine))
      targets[0]?.remarks.push(...remarks)
      const filled = targets.find(isShort) ?? targets[0]
      filled?.remarks.push(...suspicions(share))
      if (maybe > 0)
        late.push(() => {
          for (const want of targets.filter(isShort)) want.maybe += maybe
        })
      const debt = owes(machine, feature)
      const repaid = Math.min(debt, sure)
      owed.set(keyOf(machine, feature), debt - repaid)
      const message = `${unitsText(feature, repaid)} only in place of some that ${machine.name} holds, which a line that came supersedes`
      if (repaid > 0) targets[0]?.remarks.push(remark('supersedes', message, 'license-lines'))
      return sure - repaid
    },
    losses: () =>
      lines.flatMap(({ grant, host, remark }) =>
        grant.line?.supersede === undefined
          ? []
          : wanted.machines(host).flatMap((machine) =>
              features.flatMap(({ name }) => {
                const lost = owes(machine, name)
                owed.set(keyOf(machine, name), 0)
                const message = `${unitsText(name, lost)} that ${machine.name} holds no longer count: lines that came supersede them`
                return lost > 0 ? [remark('supersedes', message, 'license-lines')] : []
              }),
            ),
      ),
  }
}
