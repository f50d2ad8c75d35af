/** What a call costs in steps: as much as it looks at. */
import { type CelValue, isCelList, isCelMap } from '@bufbuild/cel'

/** The steps of a call with these values, its target first. */
export function cost(name: string, values: readonly CelValue[]): number {
  const [first = null, second = null] = values
  if (name === '@over') return sizeOf(first) * Number(typeof second === 'bigint' ? second : 1n)
  if (name === 'size') return typeof first === 'string' ? weight(first) : 1
  if (name === 'matches') return pattern(second, first)
  if (name === '_==_' || name === '_!=_') return Math.min(deep(first), deep(second))
  if (name === '@in' || name === 'distinct' || name === 'join') return deep(first) + deep(second)
  if (name === '@push') return 2
  return 1 + values.reduce((sum: number, value) => sum + (isCelMap(value) ? 1 : isCelList(value) ? value.size : weight(value)), 0)
}

const sizeOf = (value: CelValue): number => (isCelList(value) || isCelMap(value) ? value.size : 1)

/** A text is looked at by the machine many characters at a time. */
const weight = (value: CelValue): number => (typeof value === 'string' ? 1 + value.length / 16 : 1)

const known = new WeakMap<object, number>()

/** The size of a value with all that is in it. A part that is in it twice counts twice. */
function deep(value: CelValue): number {
  if (!isCelList(value) && !isCelMap(value)) return weight(value)
  const found = known.get(value)
  if (found !== undefined) return found
  const size = Array.from(value.values()).reduce((sum: number, item) => sum + deep(item), 1)
  known.set(value, size)
  return size
}

/** Patterns take time in proportion to their length, with repetitions written out, times that of the text. */
function pattern(written: CelValue, text: CelValue): number {
  if (typeof written !== 'string' || typeof text !== 'string') return 1
  const counts = [...written.matchAll(/\{(\d+)(?:,(\d+))?/g)].map(([, least = '0', most = least]) => Number(most))
  const repeated = counts.reduce((product, count) => product + count, 0)
  return 20 + ((written.length + repeated * 16) * (text.length + 24)) / 32
}
