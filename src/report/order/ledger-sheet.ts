/** The ledger as a sheet, with the proofs of the pools below it. */

import { feature } from '../../knowledge/knowledge.ts'
import type { LedgerLine, Order } from '../../licensing/order/order.ts'
import type { Where } from '../address.ts'
import { type Cell, headings, remark } from './grid.ts'
import { proofText } from './ledger.ts'
import { becauseText } from './words.ts'
import type { Sheet } from './workbook.ts'

export function ledgerSheet({ ledger, fleet, proofs }: Order, where: Where): Sheet {
  const columns = headings(
    ['Kind', 9],
    ['Of', 18],
    ['Feature', 28],
    ['Needed', 10],
    ['Needed today', 15],
    ['Held', 10],
    ['Held at most', 16],
    ['From others', 15],
    ['Others', 14],
    ['Lent', 8],
    ['To order', 12],
    ['To order at most', 20],
    ['To order today', 18],
    ['Surplus', 11],
    ['Because', 60],
    ['Not known', 40],
  )
  const own = ledger.map((line) => [
    line.kind,
    line.of,
    ...figures(line),
    becauseText(line.because, line.of, feature(line.feature).counted, where),
    [...new Set(line.doubts.map(({ missing }) => missing))].join('; '),
  ])
  const all = fleet.map((line) => ['fleet', undefined, ...figures(line)])
  const proven = proofs.map((proof): Cell[] => ['pool', proof.pool, remark(proofText(proof))])
  return { name: 'Ledger', headings: columns, rows: [...own, ...all, ...(proven.length > 0 ? [[], ['Proof'], ...proven] : [])] }
}

type Figures = Pick<LedgerLine, 'feature' | 'needed' | 'held' | 'toOrder' | 'undecided' | 'surplus' | 'today' | 'shared'> &
  Partial<Pick<LedgerLine, 'lent'>>

/** A capability counts 1. */
const figures = ({ feature: name, needed, today, held, shared, lent, toOrder, undecided, surplus }: Figures): Cell[] => [
  feature(name).title,
  needed,
  today?.needed,
  held.sure,
  Number.isFinite(held.possible) ? held.possible : 'not known',
  shared?.amount,
  shared?.name,
  lent === 0 ? undefined : lent,
  toOrder,
  toOrder + undecided,
  today?.toOrder,
  surplus,
]
