/** Users that came for one member of a pool, and the lines for the pool that they fill. */
import { adapterWith } from '../../../model/adapter.ts'
import type { Fleet, Server } from '../../../model/fleet.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { onDongle, sharersOf } from '../../../model/licensee.ts'
import type { OrderLine } from '../order.ts'
import { isPooled } from './counting.ts'
import type { Remark } from './delivery.ts'
import { machineOf, whose } from './host.ts'
import type { Share } from './share.ts'
import type { Want } from './want.ts'
import type { Wanted } from './wanted.ts'

/** The member of a pool whose licence MAC is among these. */
export function memberWith(fleet: Fleet, macs: readonly string[]): Server | undefined {
  for (const mac of macs) {
    const machine = adapterWith(fleet, mac)?.machine
    if (!machine || !('role' in machine) || onDongle(machine)) continue
    const pool = fleet.poolOf.get(machine)
    const own = licenseMac(machine)
    if (pool && sharersOf(pool).includes(machine) && 'digits' in own && own.digits === mac) return machine
  }
  return undefined
}

/** The member of a pool that a share of users is tied to. */
export const memberOf = (fleet: Fleet, { host, feature }: Share): Server | undefined =>
  isPooled(feature) ? memberWith(fleet, host?.macs ?? []) : undefined

/** Wants of the pool to which the machine of a share belongs, its own left out. */
export function othersOf(fleet: Fleet, wanted: Wanted, share: Share, own: readonly Want[]): readonly Want[] {
  const machine = own[0] ? machineOf(fleet, own[0].line) : memberOf(fleet, share)
  const pool = machine && 'role' in machine ? fleet.poolOf.get(machine) : undefined
  return wanted.inPool(pool?.name, share.feature).filter((want) => !own.includes(want))
}

export function otherMember(fleet: Fleet, { remark, host }: Share, { line }: Want): Remark {
  const [mac = ''] = host?.macs ?? []
  const message = `HOSTID ${mac}${whose(fleet, mac)}, but ordered for ${line.holder}; ${together} ${line.pool}`
  return remark('other-member', message, ...pooling)
}

/** How messages say that users of a pool are pooled, and by which facts. */
export const together = 'users of a pool count together, so that they count for'
export const pooling = ['pools-share-users', 'pools-count-together'] as const

/** Whether what a line gives counts for its pool on this server, too. */
export function sharesPool({ poolNamed }: Fleet, line: OrderLine, server: Server | undefined): boolean {
  const pool = line.pool === undefined ? undefined : poolNamed.get(line.pool)
  return pool !== undefined && server !== undefined && sharersOf(pool).includes(server) && isForPool(line)
}

const isForPool = ({ gives }: OrderLine): boolean => gives.every(({ feature }) => isPooled(feature))

/** Of these lines those that count for the pool of this server. */
export function inPoolOf<Found extends { readonly line: OrderLine }>(
  { poolOf }: Fleet,
  server: Server | undefined,
  all: readonly Found[],
): readonly Found[] {
  const pool = server && poolOf.get(server)
  if (!pool || !sharersOf(pool).includes(server)) return []
  return all.filter(({ line }) => line.pool === pool.name && isForPool(line))
}
