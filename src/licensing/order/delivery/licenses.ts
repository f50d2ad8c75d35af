/** Licence files held against an order: each share goes to the order lines of the machine that it is tied to. */

import type { FeatureName } from '../../../knowledge/fact.ts'
import type { Fleet } from '../../../model/fleet.ts'
import type { Order, OrderLine } from '../order.ts'
import { astray } from './astray.ts'
import { counterOf } from './counter.ts'
import { isPooled } from './counting.ts'
import type { Delivery, Remark, VerifiedLine } from './delivery.ts'
import { doubtful } from './doubtful.ts'
import { machineOf } from './host.ts'
import { installOn } from './maximum.ts'
import { memberOf, otherMember, othersOf } from './pooled.ts'
import { reissue } from './reissue.ts'
import { type LicenseFile, remarkAt, type Share, sharesOf } from './share.ts'
import { fill, isShort, unitsText, verified, type Want, wantsOf } from './want.ts'
import { wantedBy } from './wanted.ts'

/** What a share adds to the wants of its own machine, or what is left of it. */
interface Spare {
  readonly share: Share
  /** That the whole share takes its machine beyond a maximum. */
  readonly beyond: ReturnType<ReturnType<typeof installOn>>
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
  const late: (() => void)[] = []
  const { count, losses } = counterOf(wanted, came.lines, late)
  const install = installOn(fleet)
  const spare: Spare[] = []
  const loose: Share[] = []
  const lost: Share[] = []
  for (const share of came.shares) {
    const own = wanted.on(share)
    const machine = own[0] && machineOf(fleet, own[0].line)
    const member = machine ? undefined : memberOf(fleet, share)
    const targets = machine ? own : othersOf(fleet, wanted, share, [])
    const tied = machine ?? (targets.length > 0 ? member : undefined)
    if (tied) {
      const amount = count(share, tied, targets)
      spare.push({ share, own, amount: fill(own, amount).left, beyond: install(tied, share.feature, amount) })
    } else if (share.host?.any) loose.push(share)
    else lost.push(share)
  }

  const surplus: Spare[] = []
  for (const { share, amount, own, beyond } of spare) {
    const targets = amount > 0 && isPooled(share.feature) ? othersOf(fleet, wanted, share, own) : []
    if (beyond && amount > 0) {
      // What shuts its own server down is of no use to the others of a pool.
      if (own.length > 0) surplus.push({ share, amount, own, beyond })
      else late.push(() => (targets.find(isShort) ?? targets[0])?.remarks.push(beyond(share.remark)))
      continue
    }
    const { filled, left } = fill(targets, amount)
    for (const { want } of filled) want.remarks.push(otherMember(fleet, share, want))
    if (left > 0) surplus.push({ share, amount: left, own: own.length > 0 ? own : targets, beyond })
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
    const { filled, left } = fill(targets, count(share, machine, targets))
    if (filled.length > 0) open.delete(share.feature)
    for (const { want } of filled)
      want.remarks.push(share.remark('any-host', `tied to no machine, and counted for ${want.line.holder}`, 'special-host-ids'))
    if (left > 0) others.push(share.remark('surplus', `${unitsText(share.feature, left)} for any machine more than ordered`))
  }
  for (const { share, amount, own, beyond } of surplus) {
    const want = own[own.length - 1]
    if (!want) continue
    want.received += amount
    want.remarks.push(share.remark('surplus', `${unitsText(share.feature, amount)} more than ordered${reissue(order, want.line.holder)}`))
    if (beyond) want.remarks.push(beyond(share.remark))
  }
  for (const say of late) say()
  others.push(...losses())
  astray(order, fleet, wanted, lost, others)
  doubtful(fleet, wanted, came, deliveries, others)
  return { lines: [...wants.map((want) => verified(want, 'licenses')), ...order.lines.flatMap(untold)], others }
}

/** A line that gives no feature, such as one for a release, stands in no licence line of its own. */
function untold(line: OrderLine): readonly VerifiedLine[] {
  if (line.gives.length > 0) return []
  const remarks = [remarkAt(undefined, undefined)('not-judged', 'what this line gives stands in no licence line')]
  return [verified({ line, feature: undefined, ordered: line.count, received: 0, maybe: line.count, remarks }, 'licenses')]
}
