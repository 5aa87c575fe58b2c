import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workingDaysBetween } from '../../app/board/working-days.ts'
import {
  answerErrors,
  challengeErrors,
  challengeState,
  dueOn,
  inConferenceOrder,
  isContested,
  mostWords,
} from '../../app/conference/challenge.ts'
import { itemErrors, slotsLeft } from '../../app/conference/item.ts'
import { isMember, joiningTrouble, leavingNext, termEnd, vacancies } from '../../app/conference/term.ts'
import { addDays } from '../../app/engagement/london-day.ts'

const term = (cohort: number, termFrom: string, leftOn: string | null = null) => ({
  cohort,
  termFrom,
  termTo: termEnd(termFrom),
  leftOn,
})

describe('a term (S-1)', () => {
  test('is 18 months, its last day included', () => {
    const t = term(1, '2025-03-15')
    expect(t.termTo).toBe('2026-09-15')
    expect(['2025-03-14', '2025-03-15', '2026-09-15', '2026-09-16'].map((day) => isMember(t, day))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(isMember({ ...t, leftOn: '2025-06-01' }, '2025-05-31')).toBe(true)
    expect(isMember({ ...t, leftOn: '2025-06-01' }, '2025-06-01')).toBe(false)
  })

  test('leaves a third to be renewed every six months', () => {
    const thirds = [1, 2, 3].flatMap((cohort) =>
      Array.from({ length: 8 }, () => term(cohort, ['2025-01-01', '2025-07-01', '2026-01-01'][cohort - 1]!)),
    )
    expect(vacancies(thirds, '2026-02-01')).toEqual([1, 2, 3].map((cohort) => ({ cohort, empty: 0 })))
    expect(leavingNext(thirds, '2026-02-01').map((t) => t.cohort)).toEqual(Array(8).fill(1))
    expect(vacancies(thirds, '2026-07-02')).toEqual([
      { cohort: 1, empty: 8 },
      { cohort: 2, empty: 0 },
      { cohort: 3, empty: 0 },
    ])
  })

  test('is for past jurors alone, once at a time, where a seat is empty', () => {
    const good = { satToTheEnd: true, reported: true, isMember: false, empty: 1 }
    expect(joiningTrouble(good)).toBeUndefined()
    expect(joiningTrouble({ ...good, satToTheEnd: false })).toBe('not_a_past_juror')
    expect(joiningTrouble({ ...good, reported: false })).toBe('not_a_past_juror')
    expect(joiningTrouble({ ...good, isMember: true })).toBe('member_already')
    expect(joiningTrouble({ ...good, empty: 0 })).toBe('no_vacancy')
  })
})

describe('a challenge', () => {
  test('is due after 20 working days and overdue the day after', () => {
    expect(dueOn('2026-10-05')).toBe('2026-11-02')
    const open = { dueOn: '2026-11-02', answeredOn: null }
    expect(challengeState(open, '2026-11-02')).toBe('waiting')
    expect(challengeState(open, '2026-11-03')).toBe('overdue')
    expect(challengeState({ ...open, answeredOn: '2026-12-01' }, '2027-01-01')).toBe('answered')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (n) => {
        const day = addDays('2024-01-01', n)
        expect(workingDaysBetween(day, dueOn(day))).toBe(20)
      }),
    )
  })

  test('is contested while the colours differ and nobody has answered', () => {
    expect(isContested('green', { rating: 'amber', answeredOn: null })).toBe(true)
    expect(isContested('amber', { rating: 'amber', answeredOn: null })).toBe(false)
    expect(isContested('green', { rating: 'amber', answeredOn: '2026-01-01' })).toBe(false)
    expect(isContested('not_reported', { rating: 'red', answeredOn: null })).toBe(false)
  })

  test('needs a colour, what is seen and a question', () => {
    const good = { rating: 'amber', weSee: 'Late again.', question: 'Why?' }
    expect(challengeErrors(good)).toEqual([])
    expect(challengeErrors({ rating: 'not_reported', weSee: ' ', question: '…' }).map((e) => e.field)).toEqual([
      'rating',
      'weSee',
      'question',
    ])
    expect(challengeErrors({ ...good, weSee: 'word '.repeat(mostWords + 1) })).toEqual([
      { field: 'weSee', key: 'we_see_long' },
    ])
    expect(answerErrors(' ')).toEqual([{ field: 'answer', key: 'answer' }])
    expect(answerErrors('We will.')).toEqual([])
    expect(answerErrors('word '.repeat(2 * mostWords + 1))).toEqual([{ field: 'answer', key: 'answer_long' }])
  })

  test('silence is looked at first, then red, amber, green, done', () => {
    const action = (slug: string, rating: 'red' | 'green' | 'not_reported' | 'done' | 'amber' | null) => ({
      slug,
      rating,
      dueOn: '2026-01-01',
    })
    const shown = inConferenceOrder([
      action('e', 'done'),
      action('f', null),
      action('c', 'amber'),
      action('b', 'red'),
      action('d', 'green'),
      action('a', 'not_reported'),
    ])
    expect(shown.map((a) => a.slug).join('')).toBe('abcdef')
  })
})

test('the conference has two slots for each Board, and no third', () => {
  const draft = { title: 'Panels', why: 'They stopped' }
  expect([0, 1, 2, 3].map(slotsLeft)).toEqual([2, 1, 0, 0])
  expect(itemErrors(draft, { meeting: true, used: 1 })).toEqual([])
  expect(itemErrors(draft, { meeting: true, used: 2 })).toEqual([{ field: 'title', key: 'no_slot' }])
  expect(itemErrors({ title: '', why: '' }, { meeting: false, used: 0 }).map((e) => e.key)).toEqual([
    'item_title',
    'item_why',
    'no_meeting',
  ])
})
