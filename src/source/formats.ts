/** The string formats of the schemas: days, and when a licence expires. */
import { daysIn } from './calendar.ts'

/** A day of the calendar, as YYYY-MM-DD. */
export function date(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year)
}

/** A day, or the word `permanent`. */
export const expiry = (text: string): boolean => text === 'permanent' || date(text)
