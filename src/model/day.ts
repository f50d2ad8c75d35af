/** Days of the calendar, as YYYY-MM-DD. They are counted in UTC, so that no clock goes forward between them. */

const millisecondsADay = 24 * 60 * 60 * 1000

/** How many days `to` comes after `from`; negative where it comes before. */
export const daysBetween = (from: string, to: string): number => (instant(to) - instant(from)) / millisecondsADay

/** The day after. */
export const dayAfter = (day: string): string => daysFrom(day, 1)

/** The day so many days later, or earlier where they are negative; never before the first that can be written. */
export function daysFrom(day: string, days: number): string {
  const [found = day] = new Date(Math.max(instant(day) + days * millisecondsADay, instant('0001-01-01'))).toISOString().split('T')
  return found
}

function instant(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  // `Date.UTC` takes the years before 100 for those of the twentieth century.
  return new Date(0).setUTCFullYear(year, month - 1, date)
}
