/** Counts and prices as quotes write them. What can be read in two ways is not guessed. */

export type Count = { readonly count: number } | { readonly fault: string }

const blanks = " \\u00A0\\u202F'’"
const grouped = new RegExp(`^\\d{1,3}(?:([${blanks}])\\d{3}(?:\\1\\d{3})*|([.,])\\d{3}(?:\\2\\d{3})+)$`)
const mostDigits = 9
const longest = 60

/** A whole number that is not negative, of at most nine digits. */
export function readCount(written: string): Count {
  const text = written.trim().slice(0, longest)
  const shown = `\`${text.slice(0, 40)}\``
  if (/^(?:[-−–]\s*\d|\(\s*\d)/.test(text)) return { fault: `${shown} is negative, but a count is not` }
  if (/^0[.,]\d|^\d+[.,]\d*$/.test(text) && !/^[1-9]\d{0,2}[.,]\d{3}$/.test(text)) {
    const [whole = '', part = ''] = text.split(/[.,]/)
    return /^0*$/.test(part) ? readCount(whole) : { fault: `${shown} is no whole number, but a count is one` }
  }
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(text))
    return { fault: `${shown} is a thousand times more to one reader than to another; write it without a separator` }
  const digits = grouped.test(text) ? text.replace(/\D/g, '') : text
  if (!/^\d+$/.test(digits)) return { fault: `${shown} is no whole number, but a count is one` }
  const short = digits.replace(/^0+(?=\d)/, '')
  return short.length > mostDigits
    ? { fault: `${shown} is more than ${'9'.repeat(mostDigits)}, the most that is read` }
    : { count: Number(short) }
}

export interface Price {
  /** As digits with at most one point: one, or two where a separator may stand for thousands or for the point. */
  readonly readings: readonly string[]
  /** Three letters, where they stand beside the figure. */
  readonly currency?: string
}

/** A price, with or without separators, a currency sign or the letters of a currency. Undefined where it is none. */
export function readPrice(written: string): Price | undefined {
  if (written.length > longest) return undefined
  const [, before = '', figure = '', after = ''] = priced.exec(written.trim()) ?? []
  const readings = readingsOf(figure)
  const currency = [before, after].find((each) => /^[A-Za-z]{3}$/.test(each))?.toUpperCase()
  return readings && { readings, ...(currency !== undefined && { currency }) }
}

const priced = /^([A-Za-z]{3}|[A-Za-z]{0,3}\p{Sc})?\s*(\d.*?)\s*([A-Za-z]{3}|\p{Sc})?$/u
const mixed = new RegExp(`^(\\d{1,3}(?:[${blanks}]\\d{3})+|\\d{1,3}(?:,\\d{3})+(?=\\.)|\\d{1,3}(?:\\.\\d{3})+(?=,))(?:[.,](\\d{1,9}))?$`)

function readingsOf(figure: string): readonly string[] | undefined {
  if (/^\d{1,15}$/.test(figure)) return [figure]
  if (grouped.test(figure)) return [figure.replace(/\D/g, '')]
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(figure)) return [figure.replace(',', '.'), figure.replace(/\D/g, '')]
  if (/^\d{1,15}[.,]\d{1,9}$/.test(figure)) return [figure.replace(',', '.')]
  const [, whole, part = '0'] = mixed.exec(figure) ?? []
  return whole === undefined ? undefined : [`${whole.replace(/\D/g, '')}.${part}`]
}
