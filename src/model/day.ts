/** Days of the calendar, as YYYY-MM-DD. They are counted in UTC, so that no clock goes forward between them. */

const millisecondsADay = 24 * 60 * 60 * 1000

/** How many days `to` comes after `from`; negative where it comes before. */
export const daysBetween = (from: string, to: string): number => (instant(to) - instant(from)) / millisecondsADay

/** The day after. */
export const dayAfter = (day: string): string => new Date(instant(day) + millisecondsADay).toISOString().replace(/T.*$/, '')

function instant(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  // `Date.UTC` takes the years before 100 for those of the twentieth century.
  return new Date(0).setUTCFullYear(year, month - 1, date)
}
