import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addWorkingDays,
  bankHolidays,
  easterSunday,
  isWorkingDay,
  workingDaysBetween,
} from '../../app/board/working-days.ts'
import { addDays } from '../../app/engagement/london-day.ts'

// The calendars as GOV.UK publishes them for England and Wales.
const published: Record<number, string[]> = {
  2021: ['01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28'],
  2022: ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27'],
  2023: ['01-02', '04-07', '04-10', '05-01', '05-08', '05-29', '08-28', '12-25', '12-26'],
  2024: ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2025: ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'],
  2026: ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28'],
  2027: ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'],
}

test.each(Object.entries(published))('the bank holidays of %s are those that GOV.UK publishes', (year, days) => {
  expect(bankHolidays(Number(year))).toEqual(days.map((d) => `${year}-${d}`))
})

test('Easter falls where the tables say', () => {
  const known = ['1818-03-22', '1943-04-25', '2000-04-23', '2008-03-23', '2011-04-24', '2038-04-25', '2285-03-22']
  expect(known.map((d) => easterSunday(Number(d.slice(0, 4))))).toEqual(known)
})

test('a day is never counted itself, and weekends and holidays are passed over', () => {
  expect(addWorkingDays('2026-12-24', 1)).toBe('2026-12-29')
  expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23')
  expect(addWorkingDays('2026-04-02', 10)).toBe('2026-04-20')
  expect(workingDaysBetween('2026-12-24', '2026-12-29')).toBe(1)
  expect(workingDaysBetween('2026-12-24', '2026-12-24')).toBe(0)
})

test('adding and counting undo each other, and every day reached is worked on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 60 }), (offset, n) => {
      const from = addDays('2019-01-01', offset)
      const to = addWorkingDays(from, n)
      expect(isWorkingDay(to)).toBe(true)
      expect(workingDaysBetween(from, to)).toBe(n)
      expect(workingDaysBetween(from, addDays(to, -1))).toBe(n - 1)
    }),
    { numRuns: 200 },
  )
})
