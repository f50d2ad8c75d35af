/** The best way to cover one need with packs of some sizes, exactly, also where each holder has room for so many only. */
import { chargeOf, divisorOf, type Program, priceOf, type Row } from './allocate-program.ts'
import { below, enter, enterFew, enterTable, type Pack, type Step, tableTo, undo } from './allocate-table.ts'

export type Cover = { readonly counts: readonly number[] } | { readonly none: true }

/** One need, and packs for it: those of which any number may be had, and those of which no more than so many units may be had together. */
interface Need {
  readonly least: number
  readonly most: number
  readonly free: readonly Pack[]
  readonly blocks: readonly { readonly packs: readonly Pack[]; readonly most: number }[]
}

/** Undefined where the program has more to it than one need, or is too large to be solved so. */
export function cover(program: Program): Cover | undefined {
  const need = needOf(program)
  return need && (anchored(program, need) ?? sums(program, need))
}

function needOf({ rows, highest, prices, charges }: Program): Need | undefined {
  const [row, ...others] = rows.filter(({ least }) => least > Number.NEGATIVE_INFINITY)
  if (!row || others.length > 0 || row.terms.some(([, size]) => size < 0)) return undefined
  const unit = Number(divisorOf(row.terms.map(([, size]) => BigInt(size))))
  const coin = divisorOf(prices)
  const packs = new Map(
    row.terms.map(([index, size]): [number, Pack] => [
      index,
      { index, size: size / unit, price: Number((prices[index] ?? 0n) / coin), charge: charges[index] ?? 0 },
    ]),
  )
  if (packs.size < prices.length || [...packs.values()].some(({ price }) => !Number.isSafeInteger(price))) return undefined
  const [least, most] = [Math.ceil(row.least / unit), Math.floor(row.most / unit)]
  const enough = ({ index, size }: Pack, room: number): boolean =>
    (highest[index] ?? 0) >= Math.min(Math.ceil(least / size), Math.floor(Math.min(most, room) / size))
  const blocks: { packs: Pack[]; most: number }[] = []
  for (const limit of rows.filter((other) => other !== row)) {
    const members = membersOf(limit, packs, unit)
    const room = Math.floor(limit.most / unit)
    if (!members?.every((pack) => enough(pack, room))) return undefined
    blocks.push({ packs: members, most: room })
    for (const { index } of members) packs.delete(index)
  }
  const rest = [...packs.values()]
  const single = rest.filter((pack) => !enough(pack, most)).map((pack) => ({ packs: [pack], most: (highest[pack.index] ?? 0) * pack.size }))
  return { least, most, free: rest.filter((pack) => enough(pack, most)), blocks: [...blocks, ...single] }
}

/** The packs that a limit is about, where it counts them as the need does and no other limit is about them. */
function membersOf({ terms }: Row, packs: ReadonlyMap<number, Pack>, unit: number): Pack[] | undefined {
  const members = terms.flatMap(([index, size]) => {
    const pack = packs.get(index)
    return pack?.size === size / unit ? [pack] : []
  })
  return members.length === terms.length ? members : undefined
}

/**
 * Of as many packs as the best one has units, some make a multiple of its size together, and could be packs of the best size at no higher
 * price. So all but a small rest of a large need is covered by the packs of the lowest price per unit: by those of one size, if several
 * have it, since an answer that has a line of them already is not worse for having more of these.
 */
function anchored(program: Program, need: Need): Cover | undefined {
  const { free, blocks } = need
  if (blocks.length > 0) return undefined
  const cheaper = (a: Pack, b: Pack): boolean => BigInt(a.price) * BigInt(b.size) < BigInt(b.price) * BigInt(a.size)
  const best = free.filter((pack) => !free.some((other) => cheaper(other, pack)))
  let found: Cover = { none: true }
  for (const { index, size } of best) {
    const count = Math.ceil((need.least - (size - 1) * greatestOf(free)) / size)
    if (count < 1) return undefined
    // The line is there in any case: more of it costs only its price.
    const packs = free.map((pack) => (pack.index === index ? { ...pack, charge: 0 } : pack))
    const rest = sums(program, { free: packs, blocks, least: need.least - count * size, most: need.most - count * size })
    if (!rest) return undefined
    if ('none' in rest) continue
    const one = { counts: rest.counts.map((more, of) => (of === index ? more + count : more)) }
    if (better(program, one, found)) found = one
  }
  return found
}

function better(program: Program, { counts }: { readonly counts: readonly number[] }, other: Cover): boolean {
  if ('none' in other) return true
  const [a, b] = [priceOf(program, counts), priceOf(program, other.counts)]
  return a < b || (a === b && chargeOf(program, counts) < chargeOf(program, other.counts))
}

const greatestOf = (packs: readonly Pack[]): number => packs.reduce((most, { size }) => Math.max(most, size), 0)

/** The best answer among all sums up to the greatest that an answer without a superfluous pack makes. */
function sums(program: Program, { least, most, free, blocks }: Need): Cover | undefined {
  const counts = program.prices.map(() => 0)
  const top = Math.min(most, least + greatestOf([...free, ...blocks.flatMap(({ packs }) => packs)]) - 1)
  if (most < least) return { none: true }
  if (least <= 0) return { counts }
  if (top >= longest || workOf(top, free, blocks) > largest) return undefined
  const table = tableTo(top)
  const steps = free.map((pack): Step => enter(table, pack))
  for (const { packs, most: room } of blocks) {
    const [first, ...others] = packs
    if (first && others.length === 0) steps.push(enterFew(table, first, Math.floor(room / first.size)))
    else {
      const own = tableTo(Math.min(room, top))
      const ownSteps = packs.map((pack): Step => enter(own, pack))
      steps.push(enterTable(table, own, ownSteps))
    }
  }
  let sum = least
  for (let other = least + 1; other <= top; other++)
    if (below(table.price[other] ?? 0, table.charge[other] ?? 0, table.price[sum] ?? 0, table.charge[sum] ?? 0)) sum = other
  if (table.price[sum] === Number.POSITIVE_INFINITY) return { none: true }
  if (!Number.isSafeInteger(table.price[sum])) return undefined
  undo(steps, sum, counts)
  return { counts }
}

/** The most sums of a table, and the most cells of all tables. */
const longest = 1 << 20
const largest = 1 << 24

const workOf = (top: number, free: Need['free'], blocks: Need['blocks']): number =>
  blocks.reduce((work, { packs, most }) => work + (top + 1) * (packs.length > 1 ? Math.min(most, top) + 1 : 4), free.length * (top + 1))
