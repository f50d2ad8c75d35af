/** Numbers as people read them, the same on every machine. */

/** The whole number `1234` as `1,234`. */
export const figure = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')

/** The same with its sign, where it is below zero. */
export const signed = (value: number): string => (value < 0 ? `-${figure(-value)}` : figure(value))

/** `1 server`, `2 servers`. */
export const counted = (value: number, noun: string): string => `${figure(value)} ${value === 1 ? noun.replace(/s$/, '') : noun}`

/** A number with as many decimals as tell something: two from 1 on, three digits below. */
export function decimal(value: number): string {
  const [whole = '', part] = written(value).split('.')
  return part === undefined ? figure(Number(whole)) : `${figure(Number(whole))}.${part}`
}

const written = (value: number): string => String(Number(value >= 1 ? value.toFixed(2) : value.toPrecision(3)))

/** `= 27.5`, or `≈ 2.11` where that is not all of it. */
export const equals = (value: number): string => `${Number(written(value)) === value ? '=' : '≈'} ${decimal(value)}`

const leastPercent = 0.01

/** A share of 1 in percent. */
export function percent(share: number): string {
  const value = share * 100
  return value > 0 && value < leastPercent ? `less than ${leastPercent} %` : `${decimal(value)} %`
}
