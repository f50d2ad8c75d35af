/** Gives a row of a quote to the order lines that it is for, by items or by what it grants. */
import type { Fleet } from '../../../model/fleet.ts'
import type { Units } from '../order.ts'
import type { Remark } from './delivery.ts'
import { expectedHost, machineOf } from './host.ts'
import type { installOn } from './maximum.ts'
import { perhapsFor, type Row, strange } from './named.ts'
import { type Asked, hostOf, memberOf, type Table, wantsFor } from './quoted.ts'
import { faultsOf, priceRemarks } from './row.ts'
import type { remarkAt } from './share.ts'
import { fill, isShort, unitsText } from './want.ts'

/** A row while it is given to the lines that it is for. */
export interface Taking {
  readonly fleet: Fleet
  readonly table: Table
  readonly row: Row
  readonly say: ReturnType<typeof remarkAt>
  readonly install: ReturnType<typeof installOn>
  readonly others: Remark[]
  /** What waits until every row that names an order line has been given, and what until all have. */
  readonly late: (() => void)[]
  readonly last: (() => void)[]
}

/** What a row puts on its machine that is then more than is published. */
function beyondBy(
  { fleet, row, install, say }: Taking,
  faults: readonly Remark[],
  { line }: Pick<Asked, 'line'>,
  all: readonly Units[],
): Beyond {
  const shared = faults.some(({ kind }) => kind === 'other-member')
  const machine = (shared ? memberOf(fleet, row) : undefined) ?? machineOf(fleet, line)
  const remarks = machine ? all.flatMap(({ feature, units }) => install(machine, feature, units)?.(say) ?? []) : []
  return { remarks, refused: shared && remarks.length > 0 }
}

interface Beyond {
  readonly remarks: readonly Remark[]
  /** What shuts its own server down is of no use to the others of a pool. */
  readonly refused: boolean
}

export function byItem(taking: Taking, asked: readonly Asked[], tied: boolean): void {
  const { fleet, row, say, others, late, last } = taking
  const open = (): Asked | undefined => asked.find(({ line, quoted }) => quoted < line.count) ?? asked[asked.length - 1]
  const first = open()
  if (!first) return
  const faults = faultsOf(fleet, row, first.line, hostOf(fleet, first.line, first.wants), say)
  const stranger = row.stranger === undefined ? [] : [strange(row.stranger, say)]
  if (faults.some(isGrave)) {
    late.push(() => open()?.remarks.push(...stranger, ...faults))
    return
  }
  const [unknown] = tied ? [] : stranger
  if (unknown) {
    first.remarks.push(...faults, ...priceRemarks(row, first.line, say))
    last.push(() =>
      perhapsFor(
        asked
          .filter(({ line, quoted }) => quoted < line.count)
          .map((each) => ({ remarks: each.remarks, add: () => may(each, row.quantity) })),
        unknown,
        others,
      ),
    )
    return
  }
  const beyond = beyondBy(taking, faults, first, unitsOf(first, row.quantity))
  if (beyond.refused) {
    late.push(() => open()?.remarks.push(...faults, ...beyond.remarks))
    return
  }
  first.remarks.push(...stranger, ...faults, ...priceRemarks(row, first.line, say))
  let left = row.quantity
  for (const each of asked) left -= give(each, Math.min(left, Math.max(0, each.line.count - each.quoted)))
  const end = asked[asked.length - 1]
  if (left > 0 && end) {
    give(end, left)
    end.remarks.push(say('surplus', `${left} more than ordered`), ...beyond.remarks)
  }
}

const unitsOf = ({ line, wants }: Asked, items: number): readonly Units[] =>
  wants.map(({ feature, ordered }) => ({ feature, units: items * (ordered / line.count) }))

function give(asked: Asked, items: number): number {
  asked.quoted += items
  for (const want of asked.wants) want.received += items * (want.ordered / asked.line.count)
  return items
}

function may(asked: Asked, items: number): void {
  asked.maybe += items
  for (const want of asked.wants) want.maybe += items * (want.ordered / asked.line.count)
}

/** A row that names a feature, or another item of the price book, counts by what it grants. */
export function byUnits(taking: Taking, { feature, units }: Units): void {
  const { fleet, table, row, say, others, last } = taking
  const { wants, tied } = wantsFor(fleet, table, feature, row)
  const open = wants.find(isShort) ?? wants[wants.length - 1]
  if (!open) return
  const faults = faultsOf(fleet, row, open.line, expectedHost(fleet, open.line, feature), say)
  const stranger = row.stranger === undefined ? [] : [strange(row.stranger, say)]
  const grave = faults.some(isGrave)
  const [unknown] = tied || grave ? [] : stranger
  if (unknown) {
    open.remarks.push(...faults)
    last.push(() => {
      const short = wants.filter(isShort)
      perhapsFor(
        short.map((want) => ({
          remarks: want.remarks,
          add: () => {
            want.maybe += units
          },
        })),
        unknown,
        others,
      )
    })
    return
  }
  open.remarks.push(...stranger, ...faults)
  if (grave) return
  const beyond = beyondBy(taking, faults, open, [{ feature, units }])
  if (beyond.refused) {
    open.remarks.push(...beyond.remarks)
    return
  }
  // A price of so many units is not one of a pack of them.
  if (row.partNumber === undefined && open.line.count === open.ordered) open.remarks.push(...priceRemarks(row, open.line, say))
  const { filled, left } = fill(wants, units)
  if (row.partNumber !== undefined)
    for (const { want, taken } of filled) {
      const ordered = want.line.item ? `, where ${want.line.item.partNumber} was ordered` : ''
      want.remarks.push(say('substitute', `${unitsText(feature, taken)} by ${row.partNumber}${ordered}`))
    }
  if (left === 0) return
  open.received += left
  open.remarks.push(say('surplus', `${unitsText(feature, left)} more than ordered`), ...beyond.remarks)
}

const isGrave = ({ kind }: Remark): boolean => kind !== 'not-understood' && kind !== 'other-member'
