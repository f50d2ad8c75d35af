/** Days as FLEXlm writes them: dd-mmm-yyyy, such as 07-may-2005. The year 0 is no year: it means "never expires". */
import { daysIn } from '../calendar.ts'

export type Day =
  /** As YYYY-MM-DD. */
  { readonly day: string } | { readonly never: true } | { readonly fault: string }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** Reads a day, with a fault that names what is wrong with it. */
export function readDay(written: string): Day {
  const [, dayDigits = '', monthName = '', yearDigits = ''] = /^(\d{1,2})-([A-Za-z]{3,9})-(\d{1,4})$/.exec(written) ?? []
  if (!dayDigits) return { fault: 'is no day in the form dd-mmm-yyyy, such as 07-may-2005' }
  const month = months.indexOf(monthName.toLowerCase())
  if (month < 0) return { fault: `has the month \`${monthName}\`, but FLEXlm writes jan, feb, mar and so on` }
  const year = Number(yearDigits)
  if (year > 0 && yearDigits.length < 4) {
    return { fault: `has a year of ${yearDigits.length} ${yearDigits.length === 1 ? 'digit' : 'digits'}, but dd-mmm-yyyy has 4` }
  }
  const day = Number(dayDigits)
  const last = daysIn(month + 1, year)
  if (day < 1) return { fault: 'is no day: months begin with day 1' }
  if (day > last) return { fault: `is not in the calendar: ${names[month]}${month === 1 && year > 0 ? ` ${year}` : ''} has ${last} days` }
  if (year === 0) return { never: true }
  return { day: `${yearDigits}-${String(month + 1).padStart(2, '0')}-${dayDigits.padStart(2, '0')}` }
}
