/** How many lines of an order came, and how many did not. */
import type { VerifiedLine } from './delivery.ts'

type Verdict = VerifiedLine['verdict']

const worstFirst: readonly Verdict[] = ['short', 'undecided', 'surplus', 'received']

/** Order lines by verdict, each counted once, by the worst that is said of it. */
export function outcomes(lines: readonly VerifiedLine[]): Readonly<Record<Verdict, number>> {
  const worst = new Map<VerifiedLine['line'], Verdict>()
  for (const { line, verdict } of lines) {
    const known = worst.get(line)
    if (known === undefined || worstFirst.indexOf(verdict) < worstFirst.indexOf(known)) worst.set(line, verdict)
  }
  const counts = { short: 0, undecided: 0, surplus: 0, received: 0 }
  for (const verdict of worst.values()) counts[verdict]++
  return counts
}
