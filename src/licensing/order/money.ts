/** Amounts of money, in whole numbers of the smallest part that a price book writes: 4000.5 is 40005 with one decimal. */

export interface Money {
  /** Three letters: `AUD`. */
  readonly currency: string
  readonly minor: bigint
  /** How many of the digits of `minor` stand behind the point. */
  readonly decimals: number
}

/** A price as it is written in a price book, without rounding it. */
export function moneyOf(price: number, currency: string): Money {
  const [digits = '0', exponent = '0'] = String(price).split('e')
  const [whole = '0', part = ''] = digits.split('.')
  const shift = Number(exponent) - part.length
  const minor = BigInt(whole + part)
  return shift >= 0 ? { currency, minor: minor * 10n ** BigInt(shift), decimals: 0 } : { currency, minor, decimals: -shift }
}

/** The same amount with at least so many decimals. */
export const scaled = ({ currency, minor, decimals }: Money, atLeast: number): Money =>
  decimals >= atLeast ? { currency, minor, decimals } : { currency, minor: minor * 10n ** BigInt(atLeast - decimals), decimals: atLeast }

export const times = (money: Money, count: number): Money => ({ ...money, minor: money.minor * BigInt(count) })

/** The sum of amounts of one currency. */
export function plus(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`${a.currency} cannot be added to ${b.currency}`)
  const decimals = Math.max(a.decimals, b.decimals)
  return { currency: a.currency, minor: scaled(a, decimals).minor + scaled(b, decimals).minor, decimals }
}

/** The figure alone: `4000`, or with two decimals or more where it has any: `4000.50`. */
export function plainAmount(money: Money): string {
  if (money.decimals === 0) return String(money.minor)
  const { minor, decimals } = scaled(money, 2)
  const digits = String(minor).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** As people read it: `AUD 4,000.50`. */
export function moneyText(money: Money): string {
  const [whole = '', part] = plainAmount(money).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${money.currency} ${grouped}${part === undefined ? '' : `.${part}`}`
}
