/** What is waited for: each feature of each order line, as it is filled from what came. */
import type { FeatureName } from '../../../knowledge/fact.ts'
import { feature } from '../../../knowledge/knowledge.ts'
import { counted } from '../../../model/figure.ts'
import type { Order, OrderLine } from '../order.ts'
import type { Remark, VerifiedLine } from './delivery.ts'

export interface Want {
  readonly line: OrderLine
  readonly feature: FeatureName
  readonly ordered: number
  received: number
  /** What may have come besides. */
  maybe: number
  readonly remarks: Remark[]
}

export const wantsOf = ({ lines }: Order): Want[] =>
  lines.flatMap((line) => line.gives.map(({ feature, units }) => ({ line, feature, ordered: units, received: 0, maybe: 0, remarks: [] })))

export const isShort = ({ ordered, received }: Want): boolean => received < ordered

interface Filled {
  readonly want: Want
  readonly taken: number
}

/** Fills wants in their order, and tells which took something, and how much is left. */
export function fill(wants: readonly Want[], amount: number): { readonly filled: readonly Filled[]; readonly left: number } {
  const filled: Filled[] = []
  let left = amount
  for (const want of wants) {
    const taken = Math.min(left, Math.max(0, want.ordered - want.received))
    if (taken === 0) continue
    want.received += taken
    left -= taken
    filled.push({ want, taken })
  }
  return { filled, left }
}

/** `16 voice ports`, or the name of what is granted or not. */
export function unitsText(name: FeatureName, units: number): string {
  const { title, counted: isCounted } = feature(name)
  return isCounted ? counted(units, title) : title
}

/** A want, or a line that gives no feature. */
type Outcome = Omit<Want, 'feature'> & { readonly feature: FeatureName | undefined }

export function verified({ line, feature, ordered, received, maybe, remarks }: Outcome, by: VerifiedLine['by']): VerifiedLine {
  const possible = received + maybe
  const verdict = received > ordered ? 'surplus' : received === ordered ? 'received' : possible >= ordered ? 'undecided' : 'short'
  return { line, by, feature, ordered, received, possible, verdict, remarks }
}
