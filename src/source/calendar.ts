/** The calendar, as every kind of text has it. */

/** How many days a month has, from 1 for January on. In the year 0, which stands for none, a February has its longest. */
export function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
