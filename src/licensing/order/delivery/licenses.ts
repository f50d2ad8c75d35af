/** Licence files held against an order: each share goes to the order lines of the machine that it is tied to. */

import type { FeatureName } from '../../../knowledge/fact.ts'
import { adapterWith } from '../../../model/adapter.ts'
import type { Bridge, Fleet, Server } from '../../../model/fleet.ts'
import { licenseMac } from '../../../model/license-mac.ts'
import { onDongle, sharersOf } from '../../../model/licensee.ts'
import type { Order, OrderLine } from '../order.ts'
import { astray } from './astray.ts'
import { countOf, defectsOf, installing, isPooled, lostBy } from './counting.ts'
import type { Delivery, Remark, VerifiedLine } from './delivery.ts'
import { doubtful } from './doubtful.ts'
import { machineOf, whose } from './host.ts'
import { type LicenseFile, remarkAt, type Share, sharesOf } from './share.ts'
import { fill, isShort, unitsText, verified, type Want, wantsOf } from './want.ts'
import { type Wanted, wantedBy } from './wanted.ts'

/** What a share adds to the wants of its own machine, or what is left of it. */
interface Spare {
  readonly share: Share
  readonly amount: number
  /** The wants of the machine that it is tied to; none where it is tied to a member of a pool for which nothing is ordered. */
  readonly own: readonly Want[]
}

export function verifyLicenses(
  order: Order,
  fleet: Fleet,
  deliveries: readonly Delivery[],
): { readonly lines: readonly VerifiedLine[]; readonly others: readonly Remark[] } {
  const wants = wantsOf(order)
  const wanted = wantedBy(fleet, wants)
  const came = sharesOf(
    fleet,
    deliveries.filter((each): each is LicenseFile => each.kind === 'licenses'),
  )
  const others: Remark[] = [...came.remarks]
  const owners = ({ host }: Pick<Share, 'host'>): readonly (Server | Bridge)[] => wanted.machines(host)
  const installed = installing(came.lines, owners)
  const owed = new Map<string, number>()
  const late: (() => void)[] = []

  /** How much of a share counts for a machine; where none does, the reason goes to a want that stays short. */
  const counting = (share: Share, machine: Server | Bridge, targets: readonly Want[]): number => {
    const defects = defectsOf(share, machine)
    if (defects.length > 0) {
      late.push(() => (targets.find(isShort) ?? targets[0])?.remarks.push(...defects))
      return 0
    }
    const { sure, maybe, remarks } = countOf(share, installed(machine))
    targets[0]?.remarks.push(...remarks)
    if (maybe > 0)
      late.push(() => {
        for (const want of targets.filter(isShort)) want.maybe += maybe
      })
    const key = JSON.stringify([machine.name, share.feature])
    const debt = owed.get(key) ?? lostBy(share.feature, machine, installed(machine))
    const repaid = Math.min(debt, sure)
    owed.set(key, debt - repaid)
    if (repaid > 0)
      targets[0]?.remarks.push(
        share.remark(
          'supersedes',
          `${unitsText(share.feature, repaid)} only take the place of some that ${machine.name} holds, since a line that came supersedes them`,
          'license-lines',
        ),
      )
    return sure - repaid
  }

  const spare: Spare[] = []
  const loose: Share[] = []
  const lost: Share[] = []
  for (const share of came.shares) {
    const own = wanted.on(share)
    const machine = own[0] && machineOf(fleet, own[0].line)
    const member = machine ? undefined : memberOf(fleet, share)
    if (machine) spare.push({ share, own, amount: fill(own, counting(share, machine, own)).left })
    else if (member && wanted.inPool(fleet.poolOf.get(member)?.name, share.feature).length > 0) {
      const targets = wanted.inPool(fleet.poolOf.get(member)?.name, share.feature)
      spare.push({ share, own: [], amount: counting(share, member, targets) })
    } else if (share.host?.any) loose.push(share)
    else lost.push(share)
  }

  const surplus: Spare[] = []
  for (const { share, amount, own } of spare) {
    const targets = amount > 0 && isPooled(share.feature) ? poolOf(fleet, wanted, share, own) : []
    const { filled, left } = fill(targets, amount)
    for (const { want } of filled) want.remarks.push(otherMember(fleet, share, want))
    if (left > 0) surplus.push({ share, amount: left, own: own.length > 0 ? own : targets })
  }
  const open = new Map<FeatureName, readonly Want[]>()
  for (const share of loose) {
    const targets = open.get(share.feature) ?? wanted.of(share.feature).filter(isShort)
    open.set(share.feature, targets)
    const machine = targets[0] && machineOf(fleet, targets[0].line)
    if (!machine) {
      others.push(
        share.remark(
          'not-ordered',
          `${unitsText(share.feature, share.granted.amount ?? 0)} for any machine, which no order line waits for`,
        ),
      )
      continue
    }
    const { filled, left } = fill(targets, counting(share, machine, targets))
    if (filled.length > 0) open.delete(share.feature)
    for (const { want } of filled)
      want.remarks.push(share.remark('any-host', `tied to no machine, and counted for ${want.line.holder}`, 'special-host-ids'))
    if (left > 0) others.push(share.remark('surplus', `${unitsText(share.feature, left)} for any machine more than ordered`))
  }
  for (const { share, amount, own } of surplus) {
    const want = own[own.length - 1]
    if (!want) continue
    want.received += amount
    want.remarks.push(share.remark('surplus', `${unitsText(share.feature, amount)} more than ordered${reissue(order, want)}`))
  }
  for (const say of late) say()
  astray(fleet, wanted, lost, others)
  doubtful(fleet, wanted, came, deliveries, others)
  return { lines: [...wants.map((want) => verified(want, 'licenses')), ...order.lines.flatMap(untold)], others }
}

/** A line that gives no feature, such as one for a release, stands in no licence line of its own. */
function untold(line: OrderLine): readonly VerifiedLine[] {
  if (line.gives.length > 0) return []
  const remarks = [remarkAt(undefined, undefined)('not-judged', 'what this line gives stands in no licence line')]
  return [verified({ line, feature: undefined, ordered: line.count, received: 0, maybe: line.count, remarks }, 'licenses')]
}

/** The member of a pool whose licence MAC a share of users is tied to. */
function memberOf(fleet: Fleet, { host, feature }: Share): Server | undefined {
  if (!isPooled(feature)) return undefined
  for (const mac of host?.macs ?? []) {
    const machine = adapterWith(fleet, mac)?.machine
    if (!machine || !('role' in machine) || onDongle(machine)) continue
    const pool = fleet.poolOf.get(machine)
    const own = licenseMac(machine)
    if (pool && sharersOf(pool).includes(machine) && 'digits' in own && own.digits === mac) return machine
  }
  return undefined
}

/** Wants of the pool to which the machine of a share belongs, its own left out. */
function poolOf(fleet: Fleet, wanted: Wanted, share: Share, own: readonly Want[]): readonly Want[] {
  const machine = own[0] ? machineOf(fleet, own[0].line) : memberOf(fleet, share)
  const pool = machine && 'role' in machine ? fleet.poolOf.get(machine) : undefined
  return wanted.inPool(pool?.name, share.feature).filter((want) => !own.includes(want))
}

function otherMember(fleet: Fleet, { remark, host }: Share, { line }: Want): Remark {
  const [mac = ''] = host?.macs ?? []
  const message = `HOSTID ${mac}${whose(fleet, mac)}, but ordered for ${line.holder}; users of a pool count together, so that they count for ${line.pool}`
  return remark('other-member', message, 'pools-share-users', 'pools-count-together')
}

/** Files that are issued anew hold what was held before, too. */
function reissue({ requests }: Order, { line }: Want): string {
  const anew = new Set(['re-host', 'virtual-mac', 'upgrade', 'bridge-upgrade', 'demo-to-permanent'])
  const request = requests.find(({ of, kind }) => of === line.holder && anew.has(kind))
  return request ? `; they may be what was asked for as "${request.title}"` : ''
}
