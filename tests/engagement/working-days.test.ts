import { expect, test } from 'vitest'
import { addMonths } from '../../app/engagement/london-day.ts'
import { addWorkingDays, workingDaysBetween } from '../../app/engagement/working-days.ts'

test.each([
  ['2026-10-05', 20, '2026-11-02', 'four plain weeks'],
  ['2026-04-02', 1, '2026-04-07', 'Good Friday and Easter Monday 2026'],
  ['2025-04-17', 1, '2025-04-22', 'Easter 2025'],
  ['2026-12-24', 1, '2026-12-29', 'Boxing Day on a Saturday moves to Monday'],
  ['2027-12-24', 1, '2027-12-29', 'Christmas on a Saturday takes Monday and Tuesday'],
  ['2022-12-23', 1, '2022-12-28', 'Christmas on a Sunday'],
  ['2027-12-31', 1, '2028-01-04', 'New Year on a Saturday'],
  ['2026-05-01', 1, '2026-05-05', 'early May'],
  ['2026-05-22', 1, '2026-05-26', 'spring: Monday 25 May is the last'],
  ['2026-08-28', 1, '2026-09-01', 'summer: Monday 31 August'],
  ['2026-05-02', 1, '2026-05-05', 'from a Saturday'],
])('%s and %i working days is %s (%s)', (from, days, to) => {
  expect(addWorkingDays(from, days)).toBe(to)
  expect(workingDaysBetween(from, to)).toBe(days)
})

test('the end of a short month stands in for a day it lacks', () => {
  expect(addMonths('2026-08-31', 6)).toBe('2027-02-28')
})
