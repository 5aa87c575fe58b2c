import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  attendanceFlags,
  balance,
  isQuorate,
  type Presence,
  seatsOn,
  sectors,
  sizeWarning,
} from '../../app/board/seat.ts'

const seat = (sector: (typeof sectors)[number], more = {}) => ({
  sector,
  isCouncil: false,
  secondHat: null,
  termFrom: '2026-01-01',
  termTo: null,
  ...more,
})

test('the size warns above 20 and above 25, and never blocks', () => {
  expect([20, 21, 25, 26, 40].map((n) => sizeWarning(n))).toEqual([
    null,
    'over_comfortable',
    'over_comfortable',
    'over_cap',
    'over_cap',
  ])
})

test('councils and second hats are counted beside the sectors', () => {
  const seats = [
    seat('public', { isCouncil: true, secondHat: 'District partnership' }),
    seat('public'),
    seat('private'),
    seat('community', { isCouncil: true }),
  ]
  const found = balance(seats)
  expect(found).toMatchObject({ seats: 4, councils: 2, dualHats: 1 })
  expect(found.bySector.find((s) => s.sector === 'public')?.seats).toBe(2)
})

test('the sectors add up to the seats', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...sectors)), (list) => {
      const found = balance(list.map((s) => seat(s)))
      expect(found.bySector.reduce((sum, s) => sum + s.seats, 0)).toBe(found.seats)
    }),
  )
})

test('a seat counts from the first to the last day of its term', () => {
  const term = seat('public', { termFrom: '2026-01-01', termTo: '2026-06-30' })
  expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map((d) => seatsOn([term], d).length)).toEqual([
    0, 1, 1, 0,
  ])
})

const flags = (letters: string) =>
  attendanceFlags([...letters].map((l): Presence => (l === 'm' ? 'member' : l === 's' ? 'substitute' : 'absent')))

test('absence counts when it is twice running at the end', () => {
  expect(['aa', 'maa', 'aam', 'ama', 'a', 'aaas'].map((h) => flags(h).absentTwice)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

test('substitutes count in half or more of the last four, not on one meeting alone', () => {
  expect(['mssm', 'mmms', 'ssss', 's', 'sm', 'ssmmm', 'ssmms'].map((h) => flags(h).oftenSubstitute)).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
    true,
  ])
})

test('half of the seats make a quorum', () => {
  expect([isQuorate(12, 25), isQuorate(13, 25), isQuorate(10, 20), isQuorate(0, 0)]).toEqual([false, true, true, false])
})
