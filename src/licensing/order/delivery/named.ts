/** Rows of a quote by the machine that they name, and what comes of a name that no machine has. */
import type { Fleet } from '../../../model/fleet.ts'
import type { QuoteRow } from '../../../source/quote-file.ts'
import type { Remark } from './delivery.ts'
import type { remarkAt } from './share.ts'

/** A row with the name of its machine as the fleet has it; `stranger` where no machine has that name. */
export type Row = QuoteRow & { readonly stranger?: string }

/** Reads the names of machines in rows: as they are written, else whatever their capitals where that leaves one. */
export function namesOf({ servers, bridges, serverNamed, bridgeNamed }: Fleet): (row: QuoteRow) => Row {
  const alike = new Map<string, string | undefined>()
  for (const { name } of [...servers, ...bridges]) {
    const plain = name.toLowerCase()
    alike.set(plain, alike.has(plain) && alike.get(plain) !== name ? undefined : name)
  }
  return ({ holder, ...row }) => {
    if (holder === undefined) return row
    if (serverNamed.has(holder) || bridgeNamed.has(holder)) return { ...row, holder }
    const meant = alike.get(holder.toLowerCase())
    return meant === undefined ? { ...row, stranger: holder } : { ...row, holder: meant }
  }
}

/** An order line, or a feature of it, to which a row may add. */
interface Open {
  readonly remarks: Remark[]
  readonly add: () => void
}

/**
 * Counts a row for a name that nobody has as what may have come, for each line that it may be for: the name may be another's, or that
 * of whom the vendor delivers to. A line with many such rows is told of the first.
 */
export function perhapsFor(lines: readonly Open[], remark: Remark, others: Remark[]): void {
  let said = false
  for (const { remarks, add } of lines) {
    add()
    if (remarks.length >= most) continue
    remarks.push(remark)
    said = true
  }
  if (!said) others.push(remark)
}

const most = 5

export const strange = (stranger: string, say: ReturnType<typeof remarkAt>): Remark =>
  say('not-understood', `the quote names ${stranger.slice(0, longest)}, and no server or Bridge of the order has that name`)

const longest = 40
