import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { londonInstant } from '../../app/engagement/london-day.ts'
import { mayStillBeSeated } from '../../app/juries/jury-state.ts'
import { balanceOf } from '../../app/juries/lottery/balance.ts'
import { chanceOfAtLeast, dropOutChances, talliesOf, toldPerMille } from '../../app/juries/lottery/drop-out.ts'
import { rankReplacements } from '../../app/juries/lottery/replacement.ts'
import { deletionDay, jurorDeletionDay, staysBecause } from '../../app/juries/pool/pool-deletion.ts'
import { type Attempt, callOrder, callState, partOfDay } from '../../app/juries/seats/calling.ts'
import { alternateNow, openSeats, standOf, yesTroubles } from '../../app/juries/seats/seat-state.ts'
import { numbersWhole } from '../../app/juries/sessions/print-badges.ts'
import { inPayingOrder, isLate, payBy, penceOf, poundsOf } from '../../app/juries/support/support.ts'
import {
  fixedTogether,
  placesOf,
  planDiff,
  planInputOf,
  planOf,
  seatedTogether,
  tablesFor,
} from '../../app/juries/tables/seating.ts'
import { planErrors, planTables } from '../../app/juries/tables/table-plan.ts'
import type { Criterion } from '../../app/juries/targets/target.ts'
import { generator } from '../../app/priorities/generator.ts'

const at = (time: string, outcome: Attempt['outcome'] = 'no_answer', day = '2026-11-06'): Attempt => ({
  outcome,
  day,
  time,
})

const byAge = (minimum: number, maximum: number): Criterion => ({
  id: 'age',
  name: 'Age',
  dimension: 'age',
  reason: '',
  targets: ['young', 'old'].map((value) => ({ value, minimum, maximum, minFlex: null, maxFlex: null, note: '' })),
})

describe('calling', () => {
  test('three calls without an answer end the trying, and the last clear answer counts', () => {
    expect(callState([])).toBe('to_call')
    expect(callState([at('10:00'), at('14:00')])).toBe('to_call')
    expect(callState([at('10:00'), at('14:00'), at('18:00')])).toBe('given_up')
    expect(callState([at('10:00'), at('14:00', 'no'), at('18:00')])).toBe('no')
    expect(callState([at('10:00', 'no'), at('18:00', 'yes')])).toBe('yes')
  })

  test('the parts of the day have their edges', () => {
    expect(['08:59', '09:00', '11:59', '12:00', '16:59', '17:00', '20:30', '20:31'].map(partOfDay)).toEqual(
      // biome-ignore format: one row is easier to compare
      [null, 'morning', 'morning', 'afternoon', 'afternoon', 'evening', 'evening', null],
    )
  })

  test('next is who was never tried at this time of day, then who was tried least; who was just tried waits', () => {
    const people = [
      { key: 'justTried', attempts: [at('17:05')] },
      { key: 'triedYesterdayEvening', attempts: [at('18:00', 'no_answer', '2026-11-05')] },
      { key: 'triedInTheMorning', attempts: [at('10:00')] },
      { key: 'never', attempts: [] },
      { key: 'saidYes', attempts: [at('10:00', 'yes')] },
      { key: 'givenUp', attempts: [at('10:00'), at('14:00'), at('18:00', 'no_answer', '2026-11-05')] },
    ]
    const turns = callOrder(people, { day: '2026-11-06', time: '18:00' })
    expect(turns.map(({ person, later }) => [person.key, later?.part])).toEqual([
      ['never', undefined],
      ['triedInTheMorning', undefined],
      ['triedYesterdayEvening', undefined],
      ['justTried', 'morning'],
    ])
    expect(turns.at(-1)!.later).toEqual({ part: 'morning', tomorrow: true })
  })

  test('nobody is called at night', () => {
    const people = [{ key: 'a', attempts: [] }]
    expect(callOrder(people, { day: '2026-11-06', time: '21:40' })[0]!.later).toEqual({
      part: 'morning',
      tomorrow: true,
    })
    expect(callOrder(people, { day: '2026-11-07', time: '07:00' })[0]!.later).toEqual({
      part: 'morning',
      tomorrow: false,
    })
  })
})

describe('seats', () => {
  const first = { onDate: '2026-11-07', endsAt: '16:30' }

  test('nobody joins after the end of the first session, by the clock on the wall (J-11)', () => {
    expect(mayStillBeSeated(null, new Date())).toBe(true)
    expect(mayStillBeSeated(first, londonInstant('2026-11-07', '16:30'))).toBe(true)
    expect(mayStillBeSeated(first, londonInstant('2026-11-07', '16:31'))).toBe(false)
    expect(mayStillBeSeated({ onDate: '2026-07-04', endsAt: '16:30' }, new Date('2026-07-04T15:31:00Z'))).toBe(false)
  })

  test('where people stand follows from what is stored', () => {
    const stand = (
      status: string | null,
      alternateRank: number | null,
      state: Parameters<typeof standOf>[0]['state'],
    ) => standOf({ status, alternateRank, state })
    expect([
      stand('SELECTED', null, null),
      stand('POOL', 2, null),
      stand('POOL', 2, 'alternate'),
      stand('CONFIRMED', 2, 'seated'),
      stand('WITHDRAWN', null, null),
      stand('CONFIRMED', null, 'left'),
      stand(null, null, 'seated'),
    ]).toEqual(['drawn', 'waiting', 'ready', 'seated', 'gone', 'gone', 'seated'])
    const alternate = (state: Parameters<typeof standOf>[0]['state'], replaceable: boolean, status = 'POOL') =>
      alternateNow({ status, alternateRank: 2, state }, replaceable)
    expect([alternate(null, true), alternate('alternate', true)]).toEqual(['alternate', 'alternate'])
    expect([alternate(null, false), alternate('alternate', false)]).toEqual(['alternate_over', 'alternate_over'])
    expect([alternate('seated', false), alternate('withdrawn', true)]).toEqual(['alternate_seated', 'alternate_gone'])
    expect(alternate(null, true, 'WITHDRAWN')).toBe('alternate_gone')
    expect(openSeats(4, ['drawn', 'seated', 'gone', 'waiting'])).toBe(2)
    expect(openSeats(1, ['drawn', 'seated'])).toBe(0)
  })

  test('a yes needs the note on benefits, a free seat and time (J-12, J-11)', () => {
    const given = {
      stand: 'ready',
      seat: true,
      noteShown: true,
      free: 1,
      first,
      now: londonInstant('2026-11-06', '21:46'),
    } as const
    expect(yesTroubles(given)).toEqual([])
    expect(yesTroubles({ ...given, noteShown: false })).toEqual(['note'])
    expect(yesTroubles({ ...given, free: 0 })).toEqual(['no_seat'])
    expect(yesTroubles({ ...given, free: 0, seat: false })).toEqual([])
    expect(yesTroubles({ ...given, now: londonInstant('2026-11-07', '16:31') })).toEqual(['too_late'])
    expect(yesTroubles({ ...given, stand: 'gone' })).toEqual(['not_asked'])
  })

  test('somebody whose value the targets do not know counts towards none of them', () => {
    const criteria = [byAge(1, 1)]
    const person = (id: string, age?: string) => ({ id, household: null, values: new Map(age ? [['age', age]] : []) })
    const pool = balanceOf(criteria, [person('a', 'old'), person('b', 'young'), person('c'), person('d', 'middle')])
    expect(pool.volunteers.map(({ values }) => values)).toEqual([[1], [0], [2], [2]])
    const ranked = rankReplacements({ pool, seated: [0], seats: 2, onePerHousehold: true, candidates: [2, 3, 1] })
    expect(ranked.map(({ person, breaches }) => [person, breaches.length])).toEqual([
      [1, 0],
      [2, 1],
      [3, 1],
    ])
  })
})

describe('drop-out', () => {
  test('the chances of a full jury are those of the practice rules (J-10)', () => {
    expect(chanceOfAtLeast(24, 30, 0.12)).toBeCloseTo(0.94, 2)
    expect(chanceOfAtLeast(24, 28, 0.12)).toBeCloseTo(0.76, 2)
    expect(chanceOfAtLeast(20, 24, 0.12)).toBeCloseTo(0.85, 2)
    expect(chanceOfAtLeast(24, 24, 0)).toBe(1)
  })

  test('what earlier juries taught moves the given chance, the more the more people it rests on', () => {
    const { categories } = balanceOf([byAge(0, 9)], [])
    const records = [...Array(60)].map((_, i) => ({ values: [i % 2], droppedOut: i % 2 === 0 && i < 30 }))
    const tallies = talliesOf(categories, records)
    const people = [{ values: [0] }, { values: [1] }]
    expect(dropOutChances(categories, [], people, 0.2)).toEqual([0.2, 0.2])
    const [young, old] = dropOutChances(categories, tallies, people, 0.1)
    expect(young).toBeGreaterThan(0.25)
    expect(old).toBeLessThan(0.15)
    const named = tallies.map((tally) => ({ ...tally, criterion: tally.criterion.toUpperCase() }))
    expect(dropOutChances(categories, named, people, 0.1)).toEqual([young, old])
    expect(dropOutChances(categories, [], people, 0)).toEqual([0, 0])
  })
})

describe('support', () => {
  test('a day is paid within five working days, over a weekend and a bank holiday', () => {
    expect(payBy('2026-11-07')).toBe('2026-11-13')
    expect(payBy('2026-12-23')).toBe('2027-01-04')
  })

  test('late payments stand first, the longest late before the others, and paid ones last', () => {
    const row = (badge: string, dueOn: string, paidOn: string | null = null) => ({ badge, dueOn, paidOn })
    const rows = [
      row('01', '2026-11-20'),
      row('02', '2026-11-13', '2026-11-12'),
      row('03', '2026-11-13'),
      row('04', '2026-11-10'),
      row('05', '2026-11-13', '2026-11-13'),
      row('06', '2026-11-13'),
    ]
    expect(inPayingOrder(rows).map(({ badge }) => badge)).toEqual(['04', '03', '06', '01', '05', '02'])
    expect([isLate(rows[2]!, '2026-11-13'), isLate(rows[2]!, '2026-11-14'), isLate(rows[1]!, '2026-12-01')]).toEqual([
      false,
      true,
      false,
    ])
  })

  test('money is typed in pounds and kept in pence', () => {
    expect(['12', '12.50', '£1,200', ' £ 3.05 ', '0', '1.5', '-2', 'ten', '1e3', ''].map(penceOf)).toEqual([
      1200,
      1250,
      120_000,
      305,
      ...Array(6).fill(null),
    ])
    expect([poundsOf(305), poundsOf(120_000), poundsOf(7)]).toEqual(['3.05', '1200.00', '0.07'])
  })

  test('a chance that is not certain never reads so', () => {
    expect([1, 0.9996, 0.999, 0.94, 0.0004, 0].map(toldPerMille)).toEqual([1000, 999, 999, 940, 1, 0])
  })

  test('the pool is deleted 14 days after the first day, jurors and whoever is owed money not (P-6)', () => {
    expect([deletionDay('2026-11-07'), deletionDay(null)]).toEqual(['2026-11-21', null])
    // Whichever first day comes earlier counts: what people were promised is not prolonged by a plan.
    expect([
      deletionDay(null, '2026-11-07'),
      deletionDay('2026-12-05', '2026-11-07'),
      deletionDay('2026-10-31', '2026-11-07'),
    ]).toEqual(['2026-11-21', '2026-11-21', '2026-11-14'])
    expect(staysBecause({ memberState: 'left', owed: false }, false)).toBe('juror')
    expect(staysBecause({ memberState: 'alternate', owed: true }, false)).toBe('owed')
    expect(staysBecause({ memberState: 'withdrawn', owed: false }, false)).toBeNull()
    expect(staysBecause({ memberState: null, owed: false }, false)).toBeNull()
  })

  test('jurors’ details are deleted thirty days after the last check, unless they are still owed money (P-6)', () => {
    expect([jurorDeletionDay('2027-11-01'), jurorDeletionDay('')]).toEqual(['2027-12-01', null])
    expect(staysBecause({ memberState: 'seated', owed: false }, true)).toBeNull()
    expect(staysBecause({ memberState: 'left', owed: true }, true)).toBe('owed')
  })
})

describe('table plans', () => {
  test.each([
    [24, [3, 4]],
    [23, [3]],
    [48, [6, 7, 8]],
    [17, [3]],
    [5, [1]],
    [9, [2]],
    [0, [1]],
  ])('%i people sit at %j tables', (people, tables) => {
    expect(tablesFor(people)).toEqual(tables)
  })

  const people = [...Array(12)].map((_, i) => ({ memberId: `m${i}`, mixed: [String(i % 2)] }))
  const rules = { tables: 2, rounds: 2, fixed: [], apart: [], absences: [] }

  test('rules about people and tables that are not there are left out', () => {
    const input = planInputOf(people, {
      ...rules,
      fixed: [
        { memberId: 'm1', table: 2 },
        { memberId: 'm2', table: 1 },
        { memberId: 'm3', table: 9 },
        { memberId: 'gone', table: 1 },
      ],
      apart: [
        ['m1', 'm2'],
        ['m1', 'gone'],
      ],
      absences: [
        { memberId: 'm1', round: 1 },
        { memberId: 'm2', round: 7 },
      ],
    })
    expect(input.fixed).toEqual([
      { person: 1, table: 1, round: 1 },
      { person: 2, table: 0, round: 0 },
      { person: 2, table: 0, round: 1 },
    ])
    expect(input.apart).toEqual([[1, 2]])
    expect(input.absent).toEqual([{ person: 1, round: 0 }])
    expect(planErrors(input)).toEqual([])
  })

  test('pairs to be kept apart are told by name where fixed places or a plan put them together', () => {
    const fixed = ['m1', 'm2', 'm3', 'm4', 'm5'].map((memberId) => ({ memberId, table: memberId === 'm3' ? 1 : 2 }))
    const apart = [['m1', 'm2'] as const, ['m2', 'm3'] as const, ['m4', 'm5'] as const, ['m6', 'm7'] as const]
    const absences = [1, 2].map((round) => ({ memberId: `m${round + 3}`, round }))
    expect(fixedTogether({ ...rules, fixed, apart, absences })).toEqual([{ first: 'm1', second: 'm2', table: 2 }])
    expect(fixedTogether({ ...rules, tables: 1, fixed, apart, absences })).toEqual([])
    const places = [
      ['m1', 1, 1],
      ['m2', 1, 1],
      ['m1', 2, 2],
      ['m2', 2, 1],
      ['m1', 3, 1],
      ['m2', 3, 1],
    ].map(([memberId, round, table]) => ({ memberId: String(memberId), round: Number(round), table: Number(table) }))
    expect(seatedTogether(places, apart)).toEqual([{ first: 'm1', second: 'm2', rounds: [1, 3] }])
  })

  test('a plan comes back from its stored form as it was, whoever is away', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(11), { maxLength: 4 }), (away) => {
        const absences = [...new Set(away)].map((i) => ({ memberId: `m${i}`, round: 1 }))
        const plan = planTables(planInputOf(people, { ...rules, absences }), generator(1), 200)
        const places = placesOf(people, plan)
        expect(planOf(people, places, 2)).toEqual(plan)
        expect(planDiff(places, places)).toEqual({ moved: [], came: [], went: [] })
      }),
      { numRuns: 30, seed: 4 },
    )
  })

  test('what changes is said by round: who moves, who comes, who goes', () => {
    const place = (round: number, memberId: string, table: number) => ({ round, memberId, table })
    const diff = planDiff(
      [place(1, 'a', 1), place(1, 'b', 2), place(2, 'a', 1)],
      [place(1, 'a', 2), place(1, 'c', 1), place(2, 'a', 1)],
    )
    expect(diff).toEqual({
      moved: [{ round: 1, memberId: 'a', from: 1, to: 2 }],
      came: [{ round: 1, memberId: 'c', to: 1 }],
      went: [{ round: 1, memberId: 'b', from: 2 }],
    })
  })
})

test('a telephone number stays on one line of a badge', () => {
  expect(numbersWhole('Worried? The lead, 01632 960 999 or 2 doors on')).toBe(
    'Worried? The lead, 01632\u00a0960\u00a0999 or 2 doors on',
  )
})
