import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { peopleMap } from '../../app/engagement/areas/area-share.ts'
import { stakeholderWarnings } from '../../app/engagement/notices/stakeholder.ts'
import { practiceFrom } from '../../app/engagement/practice.ts'
import {
  type Comparable,
  canOverlap,
  overlapOf,
  overlapPoints,
  overlapWeight,
  savingOf,
} from '../../app/engagement/register/overlap.ts'
import { messageDays, type OverlapPair, overlapTroubles } from '../../app/engagement/register/overlap-answer.ts'
import { holidaysIn, holidayWarnings, suggestedClosing } from '../../app/engagement/register/plan-weeks.ts'
import { pollTroubles, pollWarnings, usualQuietFrom } from '../../app/engagement/register/poll.ts'
import { sharedQuestions } from '../../app/engagement/register/same-question.ts'

const practice = practiceFrom([])
const map = peopleMap([
  { id: 'county', population: 1000, parentIds: [] },
  { id: 'd1', population: 800, parentIds: ['county'] },
  { id: 'd2', population: 200, parentIds: ['county'] },
])
const lines = (...texts: string[]) => texts.map((text) => ({ text, options: [] }))

/** Journey 3.2: the same areas, the same six weeks, older people without a car, two questions in common. */
const buses: Comparable = {
  id: 'a',
  themeIds: ['transport'],
  areaIds: ['d1'],
  groups: ['older', 'no_car'],
  opensOn: '2027-03-01',
  closesOn: '2027-04-11',
  panelSampleId: null,
  questions: lines('What keeps you at home?', 'How do you get back?', 'Which route?'),
}
const appointments: Comparable = {
  ...buses,
  id: 'b',
  themeIds: ['health', 'transport'],
  questions: lines('What keeps you at home', 'how do you get  BACK?', 'Who takes you?'),
}
const kinds = (a: Comparable, b: Comparable) => overlapOf(a, b, map, practice).reasons.map(({ kind }) => kind)

describe('the overlap of two exercises', () => {
  test('is the sum of its reasons: nine in the journey’s case', () => {
    const { score, reasons } = overlapOf(buses, appointments, map, practice)
    expect(score).toBe(9)
    expect(reasons).toEqual([
      { kind: 'theme', points: 2, shared: ['transport'] },
      { kind: 'area', points: 2, percent: 100, shared: ['d1'] },
      { kind: 'dates', points: 2, weeksApart: 0 },
      { kind: 'audience', points: 1, shared: ['older', 'no_car'] },
      { kind: 'question', points: 2, shared: ['What keeps you at home?', 'How do you get back?'] },
    ])
    expect(overlapWeight(score, practice)).toBe('answer')
  })

  test('counts dates within six weeks, and not a day more; the weeks are a setting', () => {
    const later = (opensOn: string) => ({ ...appointments, opensOn, closesOn: '2027-08-01' })
    expect(kinds(buses, later('2027-05-23'))).toContain('dates')
    expect(kinds(buses, later('2027-05-24'))).not.toContain('dates')
    const fewer = { ...practice, 'overlap.window_weeks': 2 }
    expect(overlapOf(buses, later('2027-05-23'), map, fewer).reasons.map(({ kind }) => kind)).not.toContain('dates')
    expect(kinds(buses, { ...appointments, closesOn: '2027-02-01' })).not.toContain('dates')
    expect(kinds(buses, { ...appointments, opensOn: null })).not.toContain('dates')
  })

  test('counts areas by the people they share: a quarter of the smaller', () => {
    expect(kinds(buses, { ...appointments, areaIds: ['county'] })).toContain('area')
    expect(kinds(buses, { ...appointments, areaIds: ['d2'] })).not.toContain('area')
  })

  test('adds three for the same part of the panel', () => {
    const asked = { ...buses, panelSampleId: 'p' }
    expect(overlapOf(asked, { ...appointments, panelSampleId: 'p' }, map, practice).score).toBe(12)
    expect(kinds(asked, { ...appointments, panelSampleId: 'q' })).not.toContain('panel')
    expect(Object.values<number>(overlapPoints).reduce((sum, points) => sum + points)).toBe(12)
  })

  test('weighs five as talk and eight as answer', () => {
    expect([4, 5, 7, 8].map((score) => overlapWeight(score, practice))).toEqual(['none', 'talk', 'talk', 'answer'])
  })

  test('is the same whichever of the two is asked about', () => {
    const some = (from: string[]) => fc.subarray(from, { minLength: 0 })
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2027-03-${String(n).padStart(2, '0')}`)
    const exercise = (id: string) =>
      fc.record({
        id: fc.constant(id),
        themeIds: some(['t1', 't2']),
        areaIds: some(['county', 'd1', 'd2']),
        groups: some(['young', 'older']),
        opensOn: day,
        closesOn: day,
        panelSampleId: fc.constantFrom(null, 'p'),
        questions: some(['One?', 'Two?']).map((texts) => lines(...texts)),
      })
    fc.assert(
      fc.property(exercise('a'), exercise('b'), (a, b) => {
        expect(overlapOf(a, b, map, practice).score).toBe(overlapOf(b, a, map, practice).score)
      }),
      { numRuns: 200 },
    )
  })

  test('is not with itself, nor with what closed long before it opens', () => {
    const closed = (closesOn: string) => canOverlap(buses, { ...appointments, closesOn }, '2027-02-15', practice)
    expect(canOverlap(buses, buses, '2027-02-15', practice)).toBe(false)
    expect([closed('2027-02-20'), closed('2027-01-05'), closed('2027-01-03')]).toEqual([true, true, false])
  })

  test('could save the smaller of two known costs', () => {
    const cost = (costPounds: number | null, staffHours: number | null) => ({ costPounds, staffHours })
    expect(savingOf(cost(5200, 180), cost(6100, null))).toEqual({ pounds: 5200, hours: null })
  })
})

describe('the same question', () => {
  const choice = (text: string, ...options: string[]) => ({ text, options })

  test('is the same words, whatever their case, accents and marks', () => {
    expect(sharedQuestions(lines('Do you use the café?'), lines('do you use the CAFE'))).toHaveLength(1)
    expect(sharedQuestions(lines('???'), lines('!!!'))).toEqual([])
  })

  test('is no choice that offers quite other options under the same heading', () => {
    const mine = [choice('What matters most?', 'Buses', 'Homes', 'Jobs')]
    expect(sharedQuestions(mine, [choice('What matters most?', 'Parks', 'Trees', 'Bins')])).toEqual([])
    expect(sharedQuestions(mine, [choice('What matters most?', 'buses', 'homes', 'Bins')])).toHaveLength(1)
    expect(sharedQuestions(mine, lines('What matters most?'))).toHaveLength(1)
  })
})

describe('what keeps an overlapping plan from being published', () => {
  const message = { sentOn: '2027-01-04', answerBy: '2027-01-11', proceedFrom: '2027-01-18', reply: null }
  const pair = (given: Partial<OverlapPair>): OverlapPair => ({
    title: 'Theirs',
    score: 9,
    answer: null,
    message: null,
    joinedOther: false,
    ...given,
  })
  const keys = (given: Partial<OverlapPair>, today = '2027-01-12') =>
    overlapTroubles([pair(given)], today).map(({ key }) => key.replace('overlap.', ''))
  const answer = (kind: 'joint' | 'reuse' | 'move' | 'go_ahead', score = 9) => ({ answer: kind, reason: 'x', score })

  test('is an answer that is missing, or was given to a smaller overlap', () => {
    expect(keys({})).toEqual(['unanswered'])
    expect(keys({ answer: answer('go_ahead', 8) })).toEqual(['grown'])
    expect(keys({ answer: answer('go_ahead') })).toEqual([])
    expect(keys({ answer: answer('reuse', 12) })).toEqual([])
  })

  test('is dates that were to move and still overlap', () => {
    expect(keys({ answer: answer('move') })).toEqual(['not_moved'])
  })

  test('is a partner who was not asked, may still answer, or said no; after ten working days one may proceed', () => {
    const joint = { answer: answer('joint') }
    expect(keys(joint)).toEqual(['not_asked'])
    expect(keys({ ...joint, message })).toEqual(['waiting'])
    expect(keys({ ...joint, message }, '2027-01-18')).toEqual([])
    expect(keys({ ...joint, message: { ...message, reply: 'agreed' } })).toEqual([])
    expect(keys({ ...joint, message: { ...message, reply: 'declined' } }, '2027-02-01')).toEqual(['declined'])
  })

  test('is having joined the other', () => {
    expect(keys({ joinedOther: true, answer: answer('go_ahead') })).toEqual(['joined'])
  })

  test('gives five working days to answer and ten to proceed, bank holidays not counted', () => {
    expect(messageDays('2027-01-04', practice)).toEqual({ answerBy: '2027-01-11', proceedFrom: '2027-01-18' })
    expect(messageDays('2026-12-23', practice)).toEqual({ answerBy: '2027-01-04', proceedFrom: '2027-01-11' })
  })
})

describe('the weeks an exercise is open', () => {
  test('are two more over August, Christmas or Easter', () => {
    expect(holidaysIn('2027-07-01', '2027-08-06')).toEqual([])
    expect(holidaysIn('2027-07-01', '2027-08-07')).toEqual(['august'])
    expect(holidaysIn('2026-12-01', '2027-04-01')).toEqual(['christmas', 'easter'])
    expect(suggestedClosing('2027-01-04', practice)).toBe('2027-02-28')
    expect(suggestedClosing('2027-07-05', practice)).toBe('2027-09-12')
    const warn = (closesOn: string) => holidayWarnings({ opensOn: '2027-07-05', closesOn }, practice)
    expect(warn('2027-08-29')).toMatchObject([
      { key: 'holiday.august', values: { weeks: 10, suggested: '2027-09-12' } },
    ])
    expect(warn('2027-09-12')).toEqual([])
    expect(warn('2027-07-01')).toEqual([])
  })
})

describe('a poll', () => {
  const poll = { id: 'p', name: 'County election', quietFrom: '2027-03-25', onDate: '2027-05-06', areaIds: ['d1'] }
  const opens = (opensOn: string, areaIds: string[]) =>
    pollTroubles({ opensOn, closesOn: '2027-07-01', areaIds }, [poll], map).length

  test('keeps exercises in its area from being launched, from the first quiet day to polling day', () => {
    expect(['2027-03-24', '2027-03-25', '2027-05-06', '2027-05-07'].map((day) => opens(day, ['county']))).toEqual([
      0, 1, 1, 0,
    ])
    expect(opens('2027-04-01', ['d2'])).toBe(0)
    const everywhere = { ...poll, areaIds: [] }
    expect(pollTroubles({ opensOn: '2027-04-01', closesOn: null, areaIds: ['d2'] }, [everywhere], map)).toHaveLength(1)
  })

  test('lets what is open run on, and says how much longer', () => {
    const warn = (closesOn: string) =>
      pollWarnings({ opensOn: '2027-03-01', closesOn, areaIds: ['county'] }, [poll], map)
    expect(warn('2027-03-31')).toMatchObject([{ key: 'poll.during', values: { days: 7 } }])
    expect(warn('2027-06-30')).toMatchObject([{ values: { days: 43 } }])
    expect(warn('2027-03-24')).toEqual([])
  })

  test('has six quiet weeks unless somebody says otherwise', () => {
    expect(usualQuietFrom('2027-05-06', practice)).toBe('2027-03-25')
  })
})

describe('the map of who is affected', () => {
  const one = {
    id: '1',
    name: 'Carers',
    affected: 'most' as const,
    reach: 'By letter',
    assignedTo: 'CVS',
    expected: 40,
  }
  const keys = (...all: Parameters<typeof stakeholderWarnings>[0][number][]) =>
    stakeholderWarnings(all).map(({ key }) => key.replace('stakeholders.', ''))

  test('warns of its gaps, and of nothing when there are none', () => {
    expect(keys()).toEqual(['none'])
    expect(keys(one)).toEqual([])
    expect(keys({ ...one, affected: 'some' })).toEqual(['no_most'])
    expect(keys({ ...one, reach: '' })).toEqual(['not_reached'])
    expect(keys({ ...one, assignedTo: '' })).toEqual(['nobody_assigned'])
    expect(keys(one, { ...one, affected: 'interested', reach: '', assignedTo: '' })).toEqual([])
  })
})
