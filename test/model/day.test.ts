/** Days, against the calendar. */
import { expect, test } from 'vitest'
import { dayAfter, daysBetween } from '../../src/model/day.ts'

test.each([
  ['2007-03-20', '2007-03-21'],
  ['2007-02-28', '2007-03-01'],
  ['2008-02-28', '2008-02-29'],
  ['2008-02-29', '2008-03-01'],
  // Divisible by 100 and not by 400, and by both.
  ['1900-02-28', '1900-03-01'],
  ['2000-02-28', '2000-02-29'],
  ['2006-12-31', '2007-01-01'],
  ['0099-12-31', '0100-01-01'],
])('after %s comes %s', (day, next) => expect(dayAfter(day)).toBe(next))

test.each([
  ['2007-03-01', '2007-03-01', 0],
  ['2007-03-01', '2007-03-31', 30],
  ['2007-02-15', '2007-03-15', 28],
  ['2008-02-15', '2008-03-15', 29],
  // Clocks go forward in much of Europe on the 25th, and back on the 28th of October.
  ['2007-03-24', '2007-03-26', 2],
  ['2007-10-27', '2007-10-29', 2],
  ['2006-12-31', '2008-01-01', 366],
  ['2007-03-02', '2007-03-01', -1],
])('from %s to %s are %i days', (from, to, days) => expect(daysBetween(from, to)).toBe(days))
