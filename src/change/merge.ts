/** Three texts to one: what two sides changed of their common base, line by line. */

export type Merged =
  | {
      readonly text: string
      /** Whether both put lines in the same place, so that the order of them is ours. */
      readonly both: boolean
    }
  /** 1-based, in the base: where both changed the same. */
  | { readonly conflict: number }

/** Lines of the base, `from` up to `to`, that a side has put others in place of. */
interface Hunk {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

/** Merges as git does: what one side changed is taken, and where both changed the same lines, or lines next to each other, it is a conflict unless they agree. */
export function merge(base: string, one: string, other: string): Merged {
  const lines = linesOf(base)
  const [ours, theirs] = [hunks(lines, linesOf(one)), hunks(lines, linesOf(other))]
  const result: string[] = []
  let [at, both] = [0, false]
  while (ours.length + theirs.length > 0) {
    const [a, b] = [ours[0], theirs[0]]
    const meet = a && b && a.from <= b.to && b.from <= a.to
    const next = meet ? agreed(a, b) : !b || (a && a.from < b.from) ? a : b
    if (!next) return { conflict: Math.min(a?.from ?? 0, b?.from ?? 0) + 1 }
    both ||= meet === true && next !== a
    if (meet || next === a) ours.shift()
    if (meet || next === b) theirs.shift()
    result.push(...lines.slice(at, next.from), ...next.lines)
    at = next.to
  }
  return { text: [...result, ...lines.slice(at)].join(''), both }
}

/** What two hunks that meet amount to: the same, or lines that both only add. Undefined for a conflict. */
function agreed(a: Hunk, b: Hunk): Hunk | undefined {
  if (a.from === b.from && a.to === b.to && a.lines.join('') === b.lines.join('')) return a
  const added = a.from === a.to && b.from === b.to && a.from === b.from
  // A last line without its end would run into the next.
  const closed = a.lines.at(-1)?.endsWith('\n') ?? true
  return added && closed ? { ...a, lines: [...a.lines, ...b.lines] } : undefined
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/** Beyond so many pairs of lines, what lies between the first and the last that differ is one hunk. */
const mostPairs = 4_000_000

function hunks(base: readonly string[], side: readonly string[]): Hunk[] {
  let start = 0
  while (start < base.length && start < side.length && base[start] === side[start]) start++
  let end = 0
  while (end < base.length - start && end < side.length - start && base.at(-1 - end) === side.at(-1 - end)) end++
  const [from, to] = [base.slice(start, base.length - end), side.slice(start, side.length - end)]
  if (from.length + to.length === 0) return []
  const whole = [{ from: start, to: start + from.length, lines: to }]
  if (from.length * to.length === 0 || from.length * to.length > mostPairs) return whole
  return between(from, to).map((hunk) => ({ ...hunk, from: hunk.from + start, to: hunk.to + start }))
}

/** By the longest sequence of lines that both have. */
function between(base: readonly string[], side: readonly string[]): Hunk[] {
  const width = side.length + 1
  const longest = new Uint32Array((base.length + 1) * width)
  const of = (row: number, column: number): number => longest[row * width + column] ?? 0
  for (let row = base.length - 1; row >= 0; row--)
    for (let column = side.length - 1; column >= 0; column--)
      longest[row * width + column] =
        base[row] === side[column] ? of(row + 1, column + 1) + 1 : Math.max(of(row + 1, column), of(row, column + 1))
  const found: Hunk[] = []
  let [row, column, from] = [0, 0, 0]
  let lines: string[] = []
  const close = (): void => {
    if (row > from || lines.length > 0) found.push({ from, to: row, lines })
    lines = []
  }
  while (row < base.length || column < side.length) {
    if (row < base.length && column < side.length && base[row] === side[column]) {
      close()
      row++
      column++
      from = row
    } else if (column < side.length && (row === base.length || of(row, column + 1) >= of(row + 1, column))) {
      lines.push(side[column] ?? '')
      column++
    } else row++
  }
  close()
  return found
}
