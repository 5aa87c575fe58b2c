import { describe, expect, test } from 'vitest'
import {
  drawPanelSample,
  eligibleOf,
  makeUpOf,
  type PanelMember,
  quarterOf,
  type SampleWish,
  unaskedWhy,
  yearsThird,
} from '../../app/engagement/panel/citizens-panel.ts'

const today = '2026-11-28'
const member = (id: string, rest: Partial<PanelMember> = {}): PanelMember => ({
  id,
  joinedOn: '2026-01-10',
  districtId: 'north',
  ageBand: '30-44',
  invitedOn: [],
  ...rest,
})
const anybody: SampleWish = { areaId: null, already: new Set() }
const why = (rest: Partial<PanelMember>, wish = anybody) => unaskedWhy(member('a', rest), today, wish)

describe('who may be asked (rule CP-2)', () => {
  test('nobody twice within six weeks, and from the day six weeks later again', () => {
    expect(why({ invitedOn: ['2026-10-18'] })).toBe('six_weeks')
    expect(why({ invitedOn: ['2026-10-17'] })).toBeNull()
  })

  test('four times in twelve months, and again when the first is a year old', () => {
    const thrice = ['2026-02-01', '2026-05-01', '2026-08-01']
    expect(why({ invitedOn: ['2025-11-29', ...thrice] })).toBe('four_a_year')
    expect(why({ invitedOn: ['2025-11-28', ...thrice] })).toBeNull()
  })

  test('not after three years, not about the same exercise again, not from elsewhere', () => {
    expect(why({ joinedOn: '2023-11-27' })).toBe('three_years')
    expect(why({ joinedOn: '2023-11-28' })).toBeNull()
    expect(why({}, { areaId: null, already: new Set(['a']) })).toBe('asked_already')
    expect(why({}, { areaId: 'south', already: new Set() })).toBe('elsewhere')
    // Of a ward only those whose postcode told it.
    const ofWard = { areaId: 'ward-1', already: new Set<string>() }
    expect(why({ seats: ['ward-1', 'division-1'] }, ofWard)).toBeNull()
    expect(why({ seats: ['ward-2'] }, ofWard)).toBe('elsewhere')
  })

  test('each who is left out is counted under one reason', () => {
    const members = [member('a'), member('b', { invitedOn: [today] }), member('c', { districtId: 'south' })]
    const { eligible, unasked } = eligibleOf(members, today, { areaId: 'north', already: new Set() })
    expect(eligible.map(({ id }) => id)).toEqual(['a'])
    expect(unasked).toEqual({ three_years: 0, six_weeks: 1, four_a_year: 0, asked_already: 0, elsewhere: 1 })
  })
})

describe('a sample', () => {
  const members = Array.from({ length: 100 }, (_, i) =>
    member(`m${String(i).padStart(3, '0')}`, { districtId: i < 80 ? 'north' : 'south', ageBand: null }),
  )
  const residents = [
    { dimension: 'district', category: 'north', people: 500 },
    { dimension: 'district', category: 'south', people: 500 },
  ]
  const ids = (drawn: readonly PanelMember[]) => drawn.map(({ id }) => id)

  test('is the same for the same seed in whatever order members come, and another for another seed', () => {
    const drawn = ids(drawPanelSample(members, 20, 'none', [], 7))
    expect(new Set(drawn).size).toBe(20)
    expect(ids(drawPanelSample([...members].reverse(), 20, 'none', [], 7))).toEqual(drawn)
    expect(ids(drawPanelSample(members, 20, 'none', [], 8))).not.toEqual(drawn)
  })

  test('by district follows the residents, and takes others where a district has too few', () => {
    const south = (size: number) =>
      drawPanelSample(members, size, 'district', residents, 7).filter(({ districtId }) => districtId === 'south').length
    expect(south(20)).toBe(10)
    expect(south(60)).toBe(20)
    expect(drawPanelSample(members, 60, 'district', residents, 7)).toHaveLength(60)
  })
})

describe('the yearly third (rule CP-1)', () => {
  const members = Array.from({ length: 9 }, (_, i) =>
    member(`m${i}`, { joinedOn: `202${3 + Math.floor(i / 3)}-12-01` }),
  )

  test('is those who joined first', () => {
    expect(yearsThird(members, null, today).due.map(({ id }) => id)).toEqual(['m0', 'm1', 'm2'])
  })

  test('comes a year after the last, and spares who has not been in for a year', () => {
    expect(yearsThird(members, '2026-01-15', today)).toEqual({ due: [], from: '2027-01-15' })
    expect(yearsThird(members, '2025-11-28', today).due).toHaveLength(3)
    const young = members.map((one) => ({ ...one, joinedOn: '2026-06-01' }))
    expect(yearsThird(young, null, today).due).toEqual([])
  })
})

describe('drift (rule CP-3)', () => {
  const residents = [
    { dimension: 'age_band', category: '16-29', people: 200 },
    { dimension: 'age_band', category: '30-44', people: 300 },
    { dimension: 'age_band', category: '45-64', people: 300 },
    { dimension: 'age_band', category: '65+', people: 200 },
  ]
  const counted = (...people: number[]) =>
    residents.map(({ dimension, category }, i) => ({ dimension, category, people: people[i]! }))
  const rule = { minCell: 10, roundTo: 5 }
  const off = (...people: number[]) =>
    makeUpOf(counted(...people), residents, rule, false).map((group) => `${group.category} ${group.off}`)

  test('names groups that are too few or too many, and none that chance explains', () => {
    expect(off(83, 301, 320, 296)).toEqual(['16-29 few', '30-44 null', '45-64 null', '65+ many'])
    expect(off(190, 310, 290, 210).filter((one) => !one.endsWith('null'))).toEqual([])
    // A fifth fewer of a hundred people may be chance.
    expect(off(15, 33, 32, 20).filter((one) => !one.endsWith('null'))).toEqual([])
  })

  test('says of a panel too small to judge neither that it fits nor that it does not', () => {
    const judged = (...people: number[]) => makeUpOf(counted(...people), residents, rule, true).map((one) => one.judged)
    expect(judged(0, 0, 0, 29)).toEqual([false, false, false, false])
    expect(judged(10, 10, 10, 10)).toEqual([true, true, true, true])
    expect(judged(9, 303, 320, 296)).toEqual([true, true, true, true])
    expect(makeUpOf(counted(50, 50, 50, 50), [], rule, true).some((one) => one.judged)).toBe(false)
  })

  test('hides groups under ten, and rounds what everybody sees', () => {
    const groups = makeUpOf(counted(9, 303, 320, 296), residents, rule, true)
    expect(groups[0]).toMatchObject({ people: null, sharePerMille: null, off: 'few' })
    expect(groups.slice(1).map(({ people }) => people)).toEqual([300, 320, 295])
    const districts = [{ dimension: 'district', category: 'north', people: 7 }]
    expect(makeUpOf(districts, [], rule, true)[0]).toMatchObject({ dimension: 'district', people: null })
    expect(makeUpOf(districts, [], rule, false).find(({ category }) => category === 'north')).toMatchObject({
      people: 7,
    })
  })

  test('is noted once a quarter', () => {
    expect([quarterOf('2026-03-31'), quarterOf('2026-04-01'), quarterOf('2026-12-31')]).toEqual([
      '2026-1',
      '2026-2',
      '2026-4',
    ])
  })
})
