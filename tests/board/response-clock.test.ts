import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerState, promised } from '../../app/board/response-clock.ts'
import { addWorkingDays, workingDaysBetween } from '../../app/board/working-days.ts'
import { addDays } from '../../app/engagement/london-day.ts'

test('the first Board with 15 working days to read decides, and its answer is out ten working days later', () => {
  // Published on a Monday; a meeting 14 working days later comes too soon.
  const published = '2026-06-01'
  const tooSoon = addWorkingDays(published, 14)
  const enough = addWorkingDays(published, 15)
  expect(promised(published, [enough, tooSoon])).toEqual({
    acknowledgeBy: '2026-06-15',
    meetingOn: '2026-06-22',
    answerBy: '2026-07-06',
  })
})

test('without a meeting, or with a far one, twenty weeks are the outer limit', () => {
  expect(promised('2026-06-01', [])).toMatchObject({ meetingOn: null, answerBy: '2026-10-19' })
  expect(promised('2026-06-01', ['2026-12-01']).answerBy).toBe('2026-10-19')
})

test('whatever the meetings, no promise is later than 20 weeks or leaves less than 15 working days to read', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4000 }),
      fc.array(fc.integer({ min: -100, max: 400 }), { maxLength: 8 }),
      (start, offsets) => {
        const published = addDays('2020-01-01', start)
        const clock = promised(
          published,
          offsets.map((o) => addDays(published, o)),
        )
        expect(clock.answerBy <= addDays(published, 140)).toBe(true)
        expect(clock.acknowledgeBy < clock.answerBy).toBe(true)
        if (clock.meetingOn) expect(workingDaysBetween(published, clock.meetingOn)).toBeGreaterThanOrEqual(15)
      },
    ),
    { numRuns: 100 },
  )
})

test('an answer is due through the whole of its day and overdue the next', () => {
  expect(answerState('2026-07-06', null, '2026-07-06')).toEqual({ state: 'waiting', by: '2026-07-06' })
  expect(answerState('2026-07-06', null, '2026-07-07')).toEqual({ state: 'overdue', since: '2026-07-06', days: 1 })
  expect(answerState('2026-07-06', '2026-08-01', '2026-08-02')).toEqual({ state: 'answered', on: '2026-08-01' })
  expect(answerState('2026-07-06', '2026-08-03', '2026-08-02').state).toBe('overdue')
})
