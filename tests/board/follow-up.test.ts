import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actionErrors, slugFrom } from '../../app/board/action.ts'
import {
  historyOf,
  lastGiven,
  missesInARow,
  type Rag,
  ratingNow,
  reportable,
  reportDays,
  reportErrors,
} from '../../app/board/progress.ts'
import { ratificationErrors, ratificationOverdueSince, ratifyBy } from '../../app/board/ratification.ts'
import { daysBetween } from '../../app/engagement/london-day.ts'

test('a partner has thirteen weeks, and the last day is still in time', () => {
  expect(ratifyBy('2026-01-01')).toBe('2026-04-02')
  const waiting = { state: 'waiting' as const, dueOn: '2026-04-02' }
  expect(ratificationOverdueSince(waiting, '2026-04-02')).toBeNull()
  expect(ratificationOverdueSince(waiting, '2026-04-03')).toBe('2026-04-02')
  expect(ratificationOverdueSince({ ...waiting, state: 'declined' }, '2026-04-03')).toBeNull()
})

test('a change or a refusal says why', () => {
  expect(ratificationErrors({ answer: 'ratified', reason: '' })).toEqual([])
  expect(ratificationErrors({ answer: 'ratified_with_change', reason: '' })).toHaveLength(1)
  expect(ratificationErrors({ answer: 'declined', reason: ' ' })).toHaveLength(1)
  expect(ratificationErrors({ answer: 'declined', reason: 'No money' })).toEqual([])
  expect(ratificationErrors({ answer: 'waiting', reason: 'Later' })).toHaveLength(1)
})

const action = {
  title: 'Run the last bus later',
  ownerOrganisationId: 'county',
  championSeatId: 'seat-5',
  dueOn: '2026-12-01',
  measure: 'Last departure',
  baseline: '19:10',
  target: '22:30',
}
const facts = { championOrganisationId: 'rural', decidedOn: '2026-06-01' }

test('the owner’s organisation never champions its own action', () => {
  expect(actionErrors(action, facts)).toEqual([])
  expect(actionErrors(action, { ...facts, championOrganisationId: 'county' }).map((e) => e.key)).toEqual([
    'champion_is_owner',
  ])
  expect(actionErrors(action, { ...facts, championOrganisationId: undefined }).map((e) => e.key)).toEqual(['champion'])
})

test('an action has a day after the decision, a measure and a target', () => {
  expect(actionErrors({ ...action, dueOn: '2026-06-01' }, facts).map((e) => e.key)).toEqual(['due_on'])
  expect(actionErrors({ ...action, dueOn: '' }, facts).map((e) => e.key)).toEqual(['due_on'])
  expect(actionErrors({ ...action, measure: '', target: '' }, facts).map((e) => e.key)).toEqual(['measure', 'target'])
})

test('addresses are short and never taken twice', () => {
  expect(slugFrom('The Board’s café: 2nd try!')).toBe('the-boards-cafe-2nd-try')
  expect(slugFrom('Buses', new Set(['buses', 'buses-2']))).toBe('buses-3')
  fc.assert(
    fc.property(fc.string(), (title) => {
      expect(slugFrom(title)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/)
    }),
  )
})

const given = (dueOn: string, rag: Rag, reportedOn = dueOn) => ({ dueOn, reportedOn, rag })
const open = (dueOn: string) => ({ dueOn, reportedOn: null, rag: 'not_reported' as const })

test('silence after the due day is its own state, and one not yet due is none', () => {
  const reports = [given('2026-01-10', 'green'), open('2026-04-10'), open('2026-07-10')]
  expect(ratingNow(reports, '2026-04-10')).toBe('green')
  expect(ratingNow(reports, '2026-04-11')).toBe('not_reported')
  expect(missesInARow(reports, '2026-04-11')).toBe(1)
  expect(missesInARow(reports, '2026-07-11')).toBe(2)
  expect(lastGiven(reports)).toBe('green')
  expect(ratingNow([], '2026-04-11')).toBeNull()
})

test('a report that comes late ends the silence', () => {
  const reports = [open('2026-01-10'), given('2026-04-10', 'amber', '2026-05-02')]
  expect(missesInARow(reports, '2026-06-01')).toBe(0)
  expect(ratingNow(reports, '2026-06-01')).toBe('amber')
})

test('history holds what came and what should have, in order', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ due: fc.integer({ min: 10, max: 28 }), came: fc.boolean(), rag: fc.constantFrom(...reportable) }),
      ),
      fc.integer({ min: 10, max: 28 }),
      (list, today) => {
        const day = (n: number) => `2026-01-${n}`
        const reports = list.map((r) => (r.came ? given(day(r.due), r.rag) : open(day(r.due))))
        const history = historyOf(reports, day(today))
        expect(history).toHaveLength(list.filter((r) => r.came || r.due < today).length)
        const days = history.map((r) => r.reportedOn ?? r.dueOn)
        expect(days).toEqual([...days].sort())
      },
    ),
  )
})

const report = {
  rag: 'amber',
  sentence: 'Two of three contracts are signed.',
  peopleNotice: 'Later buses in May.',
  measureValue: '2',
  changeReason: '',
}
const keys = (change: Partial<typeof report>, before: Rag | null) =>
  reportErrors({ ...report, ...change }, before).map((e) => e.key)

test('a colour that changes says why; a first one, or the same again, need not', () => {
  expect(keys({}, null)).toEqual([])
  expect(keys({}, 'amber')).toEqual([])
  expect(keys({}, 'green')).toEqual(['change_reason'])
  expect(keys({ changeReason: 'A driver left' }, 'green')).toEqual([])
  expect(keys({ rag: 'done' }, 'green')).toEqual(['change_reason'])
  expect(keys({ rag: 'not_reported' }, null)).toEqual(['rag'])
})

test('eighty words are a report and eighty-one are not', () => {
  const words = (n: number) => Array.from({ length: n }, () => 'word').join(' ')
  expect(keys({ sentence: words(80) }, null)).toEqual([])
  expect(keys({ sentence: words(81) }, null)).toEqual(['sentence_long'])
  expect(keys({ sentence: '', measureValue: '', peopleNotice: '' }, null)).toEqual([
    'sentence',
    'measure_value',
    'people_notice',
  ])
})

test('reports are due two weeks before a meeting, and never twice within four weeks', () => {
  expect(reportDays(['2026-06-29', '2026-06-15', '2026-09-14'])).toEqual(['2026-06-01', '2026-08-31'])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 28 })), (list) => {
      const days = reportDays(list.map((n) => `2026-0${(n % 9) + 1}-${String(n).padStart(2, '0')}`))
      for (const [i, day] of days.entries()) if (i) expect(daysBetween(days[i - 1]!, day)).toBeGreaterThanOrEqual(28)
    }),
  )
})
