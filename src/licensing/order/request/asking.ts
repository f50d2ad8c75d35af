/** What every kind of request is worked out from. */
import { addTo } from '../../../model/add-to.ts'
import type { Bridge, FailoverPair, Fleet, Server } from '../../../model/fleet.ts'
import { type Misplaced, misplaced } from '../misplaced.ts'
import type { OrderLine } from '../order.ts'

export interface Asking {
  readonly fleet: Fleet
  /** How many days pass from the order to the licence. */
  readonly leadDays: number
  /** The order lines for a machine. */
  readonly linesFor: (machine: Server | Bridge) => readonly OrderLine[]
  /** The licences of a machine that are tied to another host. */
  readonly misplaced: Misplaced
}

export function asking(fleet: Fleet, lines: readonly OrderLine[], leadDays: number): Asking {
  const byHolder = new Map<string, OrderLine[]>()
  for (const line of lines) addTo(byHolder, keyOf(line.kind, line.holder), line)
  return {
    fleet,
    leadDays,
    linesFor: (machine) => byHolder.get(keyOf('role' in machine ? 'server' : 'bridge', machine.name)) ?? [],
    misplaced: misplaced(fleet),
  }
}

const keyOf = (kind: OrderLine['kind'], name: string): string => `${kind} ${name}`

/** The pair that a server leads, where both servers are known and differ. */
export function pairOf({ pairOfPrimary }: Fleet, server: Server): FailoverPair | undefined {
  const pair = pairOfPrimary.get(server)
  return pair?.secondary && pair.secondary !== server ? pair : undefined
}

/** Whether the spec says that the failover wizard has not run on both servers of a pair. */
export const wizardLacks = ({ spec: { wizardRunOn, primary, secondary } }: FailoverPair): boolean =>
  wizardRunOn !== undefined && !(wizardRunOn.includes(primary) && wizardRunOn.includes(secondary))
