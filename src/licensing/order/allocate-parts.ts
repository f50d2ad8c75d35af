/** A demand taken apart into parts that have nothing to do with each other, each with the supplies that matter to it. */
import type { Demand, Supply } from './allocate.ts'
import { programOf, type Row } from './allocate-program.ts'

export interface Part {
  /** The supplies that matter, ascending. */
  readonly indexes: readonly number[]
  readonly demand: Demand
}

/** A demand that no supply has anything to do with is a part without supplies. */
export function partsOf(supplies: readonly Supply[], demand: Demand): Part[] {
  const { rows } = programOf(supplies, demand)
  const useful = usefulOf(rows)
  const lead = new Map<number, number>()
  const leadOf = (index: number): number => {
    const next = lead.get(index) ?? index
    if (next === index) return index
    const found = leadOf(next)
    lead.set(index, found)
    return found
  }
  const kept = rows.map((row) => ({ ...row, terms: row.terms.filter(([index]) => useful.has(index)) }))
  for (const { terms } of kept) {
    const [first] = terms
    if (first) for (const [index] of terms) lead.set(leadOf(index), leadOf(first[0]))
  }
  const parts = new Map<number, { indexes: number[]; keys: Set<string> }>()
  const partOf = (index: number) => {
    const part = parts.get(index) ?? { indexes: [], keys: new Set<string>() }
    parts.set(index, part)
    return part
  }
  for (const index of [...useful].sort((a, b) => a - b)) partOf(leadOf(index)).indexes.push(index)
  for (const { key, terms, least } of kept)
    if (key !== undefined && (terms.length > 0 || least > 0)) partOf(terms[0] ? leadOf(terms[0][0]) : -1).keys.add(key)
  return [...parts.values()].map(({ indexes, keys }) => ({ indexes, demand: { ...demand, ...within(demand, keys) } }))
}

const within = ({ least, most }: Demand, keys: ReadonlySet<string>): Pick<Demand, 'least' | 'most'> => ({
  least: new Map([...least].filter(([key]) => keys.has(key))),
  most: new Map([...most].filter(([key]) => keys.has(key))),
})

/** What gives something that is wanted; what gives something that these take; what takes something of which these may bring too much. */
function usefulOf(rows: readonly Row[]): ReadonlySet<number> {
  const useful = new Set<number>()
  for (let before = -1; before < useful.size; ) {
    before = useful.size
    for (const { terms, least, most } of rows) {
      const given = terms.some(([index, coefficient]) => coefficient > 0 && useful.has(index))
      const taken = terms.some(([index, coefficient]) => coefficient < 0 && useful.has(index))
      for (const [index, coefficient] of terms)
        if (coefficient > 0 ? least > 0 || (Number.isFinite(least) && taken) : Number.isFinite(most) && given) useful.add(index)
    }
  }
  return useful
}
