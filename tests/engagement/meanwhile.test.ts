import { describe, expect, test } from 'vitest'
import { differingFields as differingStakeholder } from '../../app/engagement/notices/stakeholder.ts'
import {
  differingFields,
  emptyEntry,
  outcomePart,
  planPart,
  type RegisterEntry,
  shownOf,
} from '../../app/engagement/register/register-entry.ts'

describe('what another changed meanwhile', () => {
  const now = { ...emptyEntry(['county']), themeIds: ['a', 'b'], staffHours: 3, resultsOn: '2027-05-01' }
  const found = (mine: Partial<RegisterEntry>, part: typeof planPart | typeof outcomePart) =>
    differingFields({ ...now, ...mine }, now, part, (day) => `on ${day}`)

  test('is told of a register entry by field, in words where it has words', () => {
    expect(found({ statute: 'An Act' }, planPart)).toEqual([{ field: 'statute', now: '' }])
    expect(found({ themeIds: ['a'] }, planPart)).toEqual([{ field: 'themeIds' }])
    expect(found({ staffHours: 4, resultsOn: null }, outcomePart)).toEqual([
      { field: 'staffHours', now: '3' },
      { field: 'resultsOn-day', now: 'on 2027-05-01' },
    ])
  })

  test('is nothing where several were chosen in another order, or the other form was saved', () => {
    const other = { ...now, themeIds: ['b', 'a'], staffHours: 9 }
    expect(found({ themeIds: ['b', 'a'], staffHours: 9 }, planPart)).toEqual([])
    expect(shownOf(other, planPart)).toEqual(shownOf(now, planPart))
    expect(shownOf(other, outcomePart)).not.toEqual(shownOf(now, outcomePart))
  })

  test('is told of somebody who is affected', () => {
    const one = { name: 'Students', affected: 'some' as const, reach: 'Stalls', assignedTo: '', expected: 150 }
    expect(differingStakeholder(one, { ...one, id: 's' })).toEqual([])
    expect(differingStakeholder(one, { ...one, id: 's', affected: 'most', expected: null })).toEqual([
      { field: 'affected' },
      { field: 'expected', now: '' },
    ])
  })
})
