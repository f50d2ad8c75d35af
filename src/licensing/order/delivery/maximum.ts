/** Whether what came takes a machine beyond a published maximum, which puts it into shutdown mode. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { figure } from '../../../model/figure.ts'
import type { Bridge, Fleet, Server } from '../../../model/fleet.ts'
import { boundOf } from '../bounds.ts'
import { heldSurely } from '../usable.ts'
import type { Remark } from './delivery.ts'
import { releaseOf } from './host.ts'
import type { remarkAt } from './share.ts'
import { unitsText } from './want.ts'

/** Adds what came to what a machine has, and says where that is then more than is published. */
type Install = (machine: Server | Bridge, name: FeatureName, units: number) => ((say: ReturnType<typeof remarkAt>) => Remark) | undefined

export function installOn(fleet: Fleet): Install {
  const installed = new Map<string, number>()
  return (machine, name, units) => {
    const release = releaseOf(machine)
    const bound = release && boundOf(fleet, name, machine, release)
    if (!bound || units === 0) return undefined
    const key = JSON.stringify([machine.name, 'role' in machine, name])
    const sum = (installed.get(key) ?? heldSurely(fleet, name, machine, release)) + units
    installed.set(key, sum)
    if (sum <= bound.value) return undefined
    const message = `${unitsText(name, units)} make ${figure(sum)} on ${machine.name}, but ${release.id} publishes at most ${figure(bound.value)}: a licence beyond the maximum puts the server into shutdown mode`
    return (say) => {
      const remark = say('beyond-maximum', message, 'excess-over-maximum')
      return { ...remark, cites: [bound.maximum.citation, ...remark.cites] }
    }
  }
}
