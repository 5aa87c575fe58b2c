import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCategories } from '../../app/juries/lottery/categories-file.ts'
import { targetsByShare } from '../../app/juries/targets/census-share.ts'
import { type Criterion, categoriesFrom, type Target, targetsFrom } from '../../app/juries/targets/target.ts'
import {
  groupsLeftOut,
  merged,
  readValues,
  seatsDue,
  withFloor,
  withoutSeat,
} from '../../app/juries/targets/target-change.ts'

const seats = 24
/** Residents of 16 and over by ethnic group in the county, in hundreds: Black and Other come to less than half a seat. */
const census = [
  { value: 'White', people: 5000 },
  { value: 'Asian', people: 470 },
  { value: 'Mixed', people: 150 },
  { value: 'Black', people: 60 },
  { value: 'Other', people: 50 },
]
const criterion = (targets: Target[]): Criterion => ({
  id: 'e',
  name: 'Ethnic group',
  dimension: 'ethnic_group',
  reason: '',
  targets,
})
const filled = (room = 1) => targetsByShare(census, seats, room)
const target = (value: string, minimum: number, maximum: number, more: Partial<Target> = {}): Target => ({
  value,
  minimum,
  maximum,
  minFlex: null,
  maxFlex: null,
  note: '',
  ...more,
})
const minimums = (targets: readonly Target[]) => targets.reduce((sum, { minimum }) => sum + minimum, 0)

describe('targets from the census', () => {
  test('share the seats out by largest remainder, and name the groups that get none', () => {
    expect(seatsDue(criterion(filled()), census, seats)).toEqual([21, 2, 1, 0, 0])
    expect(filled()).toMatchObject([
      { minimum: 20, maximum: 22 },
      { minimum: 1, maximum: 3 },
      { minimum: 0, maximum: 2 },
      { minimum: 0, maximum: 1 },
      { minimum: 0, maximum: 1 },
    ])
    expect(withoutSeat(criterion(filled()), census, seats)).toEqual(['Black', 'Other'])
  })

  test('without a census only a group of whom nobody may be drawn has no seat', () => {
    const own = { targets: [target('Yes', 0, 24), target('No', 0, 0)] }
    expect(withoutSeat(own, [], seats)).toEqual(['No'])
    expect(seatsDue(own, [], seats)).toBeNull()
  })

  test('groups that a census does not count and no target names are named: nobody of them has an answer to choose', () => {
    const some = (dimension: Criterion['dimension'], ...values: string[]) => ({
      dimension,
      targets: values.map((value) => target(value, 0, 24)),
    })
    const counted = [{ value: 'Sikh', people: 10 }]
    expect(groupsLeftOut(some('religion', 'No religion / Christian', 'Hindu', 'Muslim'), counted)).toEqual([
      'Buddhist',
      'Jewish',
      'Other religion',
    ])
    expect(groupsLeftOut(some('disability', 'Yes', 'No'), [])).toEqual([])
    expect(groupsLeftOut(some('disability', 'Yes a lot', 'Yes a little', 'No'), [])).toEqual(['Yes not at all'])
    expect(groupsLeftOut(some('pregnancy', 'Yes', 'No'), [])).toEqual([])
    expect(groupsLeftOut(some(null, 'On foot', 'By bus'), [])).toEqual([])
    expect(groupsLeftOut(some('ethnic_group', 'Asian'), [])).toEqual([])
  })
})

describe('the ways out for groups without a seat', () => {
  test('merged, they share seats in the place of the first, and may have one between them', () => {
    const together = merged(filled(), ['Mixed', 'Black', 'Other'], seats)
    expect(together.map(({ value }) => value)).toEqual(['White', 'Asian', 'Mixed / Black / Other'])
    expect(together[2]).toMatchObject({ minimum: 0, maximum: 4, minFlex: null, maxFlex: null })
    expect(seatsDue(criterion(together), census, seats)).toEqual([21, 2, 1])
    expect(withoutSeat(criterion(together), census, seats)).toEqual([])
  })

  test('merging adds bounds up, flexible ones only where all have them, and never above the seats', () => {
    const given = [
      target('a', 2, 20, { minFlex: 1, maxFlex: 22, note: 'First.' }),
      target('b', 3, 20, { minFlex: 2, maxFlex: 23, note: 'Second.' }),
      target('c', 0, 1),
    ]
    expect(merged(given, ['a', 'b'], seats)[0]).toEqual(
      target('a / b', 5, 24, { minFlex: 3, maxFlex: 24, note: 'First. Second.' }),
    )
    expect(merged(given, ['b', 'c'], seats)[1]).toMatchObject({ minFlex: null, maxFlex: null })
    expect(() => merged(given, ['a'], seats)).toThrow(RangeError)
    expect(() => merged(given, ['a', 'nobody'], seats)).toThrow(RangeError)
  })

  test('a floor gives a group its seats with the reason, and the largest gives way where there are too many', () => {
    const exact = filled(0)
    const floor = { value: 'Black', seats: 2, reason: 'They are asked least.' }
    const raised = withFloor(exact, floor, seats)
    expect(raised.map(({ minimum }) => minimum)).toEqual([19, 2, 1, 2, 0])
    expect(raised[3]).toMatchObject({ maximum: 2, note: 'They are asked least.' })
    expect(withoutSeat(criterion(raised), census, seats)).toEqual(['Other'])
    const flexible = [target('a', 20, 24, { minFlex: 20, maxFlex: 24 }), target('b', 4, 4, { minFlex: 3, maxFlex: 4 })]
    expect(withFloor(flexible, { value: 'b', seats: 6, reason: 'r' }, seats)).toEqual([
      target('a', 18, 24, { minFlex: 18, maxFlex: 24 }),
      target('b', 6, 6, { minFlex: 3, maxFlex: 6, note: 'r' }),
    ])
  })

  test('a group with a note of its own jury counts as seen to', () => {
    const noted = filled().map((one) => (one.value === 'Other' ? { ...one, note: 'A jury of their own' } : one))
    expect(withoutSeat(criterion(noted), census, seats)).toEqual(['Black'])
  })

  test('whatever is merged or raised, a panel that was possible by the sums stays possible', () => {
    const any = fc.array(fc.record({ people: fc.integer({ min: 1, max: 9_999 }) }), { minLength: 3, maxLength: 8 })
    fc.assert(
      fc.property(
        any,
        fc.integer({ min: 0, max: 2 }),
        fc.nat(),
        fc.integer({ min: 1, max: seats }),
        (some, room, at, floor) => {
          const shares = some.map(({ people }, i) => ({ value: `group ${i}`, people }))
          const before = targetsByShare(shares, seats, room)
          const one = before[at % before.length]!.value
          const other = before[(at + 1) % before.length]!.value
          const changes = [
            merged(before, [one, other], seats),
            withFloor(before, { value: one, seats: floor, reason: 'r' }, seats),
          ]
          for (const after of changes) {
            expect(minimums(after)).toBeLessThanOrEqual(seats)
            expect(after.reduce((sum, { maximum }) => sum + maximum, 0)).toBeGreaterThanOrEqual(seats)
            for (const { minimum, maximum } of after) expect(minimum).toBeLessThanOrEqual(maximum)
          }
        },
      ),
    )
  })
})

describe('groups typed by hand', () => {
  test('have their shares behind a comma, and each line that is none is named', () => {
    expect(readValues('Yes, 18\n\nNo;82.5 %\n')).toEqual({
      shares: [
        { value: 'Yes', people: 18_000 },
        { value: 'No', people: 82_500 },
      ],
      wrong: [],
    })
    expect(readValues('Yes\nyes\n=1+1\nA / B\n, 5').wrong).toEqual([2, 3, 4, 5])
    expect(readValues('At home, or near').shares).toEqual([{ value: 'At home, or near', people: null }])
  })
})

describe('a file of targets', () => {
  const rows = ['Sex,Female,11,13', 'Sex,Male,11,13', 'Age,Young,4,6', 'Age,Old,18,20']
  const plain = [
    ['Sex', ['Female', 11, 13], ['Male', 11, 13]],
    ['Age', ['Young', 4, 6], ['Old', 18, 20]],
  ]
  const shown = (read: ReturnType<typeof readCategories>) =>
    read.ok && read.categories.map(({ name, values }) => [name, ...values.map((v) => [v.name, v.min, v.max])])
  const file = (header: string, more: (row: string, i: number) => string = (row) => row) =>
    [header, ...rows.map(more)].join('\n')

  test.each([
    ['the usual', file('feature,value,min,max')],
    ['the older', file('category,name,min,max')],
    ['the oldest, where the second column is the feature', file('category,feature,min,max')],
    ['any case, white space around', file(' Feature , VALUE,Min,MAX ', (row) => row.replaceAll(',', ' , '))],
    ['a column of notes', file('category,name,min,max,Notes', (row) => `${row},"by census, 2021"`)],
    ['flexible bounds unset', file('feature,value,min,max,min_flex,max_flex', (row) => `${row},0,-1`)],
    ['rows without a category', `${file('feature,value,min,max')}\n,Nobody,1,2\n`],
  ])('is read in %s', (_, text) => {
    expect(shown(readCategories(text, seats))).toEqual(plain)
    const read = readCategories(text, seats)
    const targets = read.ok ? read.categories.map((category) => targetsFrom(category, read.categories, seats)) : []
    expect(targets.flat().every(({ minFlex, maxFlex }) => minFlex === null && maxFlex === null)).toBe(true)
  })

  test('with one of the two flexible columns is refused, and so is a floor above its bound', () => {
    const half = readCategories(
      file('feature,value,min,max,min_flex', (row) => `${row},0`),
      seats,
    )
    expect(half).toMatchObject({ ok: false, errors: [{ code: 'flex-columns-both', row: 1 }] })
    const above = readCategories(
      file('feature,value,min,max,min_flex,max_flex', (row, i) => `${row},${i === 2 ? 5 : 0},24`),
      seats,
    )
    expect(above).toMatchObject({ ok: false, errors: [{ code: 'min-flex-greater-than-min', row: 4 }] })
  })

  test('gives the lottery the bounds that the page shows', () => {
    const read = readCategories(
      file('feature,value,min,max,min_flex,max_flex', (row) => `${row},1,22`),
      seats,
    )
    const criteria = read.ok
      ? read.categories.map((category) => ({
          ...criterion(targetsFrom(category, read.categories, seats)),
          name: category.name,
        }))
      : []
    expect(criteria[0]!.targets[0]).toEqual(target('Female', 11, 13, { minFlex: 1, maxFlex: 22 }))
    expect(categoriesFrom(criteria, seats)).toEqual(read.ok && read.categories)
  })
})
