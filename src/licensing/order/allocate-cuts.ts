/** Rows that every answer in whole numbers keeps and that fractions of packs do not, so that a relaxation with them comes closer to the best answer. */
import { divisorOf, type Term } from './allocate-program.ts'

/** At least `least` of a sum over counts that are whole and not below 0. */
export interface Cut {
  readonly terms: readonly Term[]
  readonly least: number
}

/** The row itself, made as strong as it can be, first; then mixed-integer rounding of it by the sizes of its packs. */
export function cutsOf({ terms, least }: Cut): Cut[] {
  if (least <= 0) return [{ terms, least }]
  const own = rounded(terms, least)
  const sizes = [...new Set(own.terms.map(([, size]) => size))].filter((size) => size > 1 && own.least % size > 0)
  const largest = sizes.sort((a, b) => b - a).slice(0, most)
  return [own, ...largest.map((size) => by(size, own))]
}

/** More divisors make the relaxation larger than they make it better. */
const most = 6

/** A pack that has more than is lacking is worth no more than what is lacking, and sums of packs are multiples of what divides them all. */
function rounded(terms: readonly Term[], least: number): Cut {
  const divisor = Number(divisorOf(terms.map(([, size]) => BigInt(Math.abs(size)))))
  const needed = Math.ceil(least / divisor)
  const covering = terms.every(([, size]) => size > 0)
  return { terms: terms.map(([index, size]): Term => [index, covering ? Math.min(size / divisor, needed) : size / divisor]), least: needed }
}

/** Of what is left over after whole packs of that size, a smaller pack brings its own share at most, and none more than all. */
function by(size: number, { terms, least }: Cut): Cut {
  const rest = least % size
  return {
    terms: terms.flatMap(([index, each]): Term[] => {
      const whole = Math.floor(each / size)
      const share = whole * rest + Math.min(rest, each - whole * size)
      return share === 0 ? [] : [[index, share]]
    }),
    least: Math.ceil(least / size) * rest,
  }
}
