import { describe, expect, test } from 'vitest'
import { type Place, peopleMap, sharedPercent, withRelated } from '../../app/engagement/areas/area-share.ts'

const place = (id: string, population: number | null, ...parentIds: string[]): Place => ({ id, population, parentIds })
/** A county of two districts; the first has three forum areas, one of unknown size, and one of those a parish. */
const places = [
  place('county', 1000),
  place('north', 600, 'county'),
  place('south', 400, 'county'),
  place('n1', 300, 'north'),
  place('n2', null, 'north'),
  place('n3', 100, 'north'),
  place('village', 60, 'n1'),
]
const map = peopleMap(places)
const share = (a: string[], b: string[]) => sharedPercent(map, a, b)

describe('areas two exercises share, by the people who live there', () => {
  test('is all of the smaller where one lies within the other, whichever is asked about', () => {
    expect([share(['village'], ['county']), share(['county'], ['village'])]).toEqual([100, 100])
  })

  test('is the people in common, counted once each', () => {
    expect(share(['north'], ['n1', 'village', 'south'])).toBe(50)
    expect(share(['n1', 'n3'], ['n3', 'south'])).toBe(25)
  })

  test('gives an area of unknown size what its neighbours leave over', () => {
    expect(map.peopleIn('n2')).toBe(200)
    expect(map.peopleIn('north')).toBe(0)
    expect(map.peopleIn('n1')).toBe(240)
  })

  test('is nothing between neighbours, or where one asks nowhere', () => {
    expect([share(['n1'], ['n2']), share([], ['county']), share(['nowhere'], ['county'])]).toEqual([0, 0, 0])
  })

  test('does not lose itself where areas are each other’s part', () => {
    const round = peopleMap([place('a', null, 'b'), place('b', null, 'a')])
    expect(sharedPercent(round, ['a'], ['b'])).toBeGreaterThanOrEqual(0)
  })

  test('finds what is around and within an area, not beside it', () => {
    expect(withRelated(places, ['n1']).sort()).toEqual(['county', 'n1', 'north', 'village'])
    expect(withRelated(places, ['county'])).toHaveLength(places.length)
  })
})
