import { describe, expect, it } from 'vitest'
import type { PopulationMargins } from '../../app/priorities/choice-list.ts'
import { choiceListDefaults } from '../../app/priorities/choice-list.ts'
import { type Characteristics, weigh } from '../../app/priorities/weighting.ts'
import { demoPopulation } from '../../db/demo/model.ts'
import { modelRows } from '../support/model-respondents.ts'

const million = 1_000_000
const population: PopulationMargins = {
  ageSex: [
    { ageBand: 'young', sex: 'F', people: 250 },
    { ageBand: 'young', sex: 'M', people: 250 },
    { ageBand: 'old', sex: 'F', people: 250 },
    { ageBand: 'old', sex: 'M', people: 250 },
  ],
  district: [
    { id: 'north', people: 500 },
    { id: 'south', people: 500 },
  ],
  ethnicGroup: [
    { id: 'one', people: 900 },
    { id: 'two', people: 100 },
  ],
}

/** People per cell of age × sex × district × ethnic group, so that every margin is as the population unless changed. */
function people(
  each: (ageBand: string, sex: string, district: string, ethnicGroup: string) => number,
): Characteristics[] {
  const rows: Characteristics[] = []
  for (const ageBand of ['young', 'old']) {
    for (const sex of ['F', 'M']) {
      for (const district of ['north', 'south']) {
        for (const ethnicGroup of ['one', 'two']) {
          const row = { ageBand, sex, district, ethnicGroup }
          rows.push(...Array.from({ length: each(ageBand, sex, district, ethnicGroup) }, () => row))
        }
      }
    }
  }
  return rows
}

const even = (ethnicGroup: string) => (ethnicGroup === 'one' ? 45 : 5)

describe('weights of a list', () => {
  it('are all one where the sample is as the population', () => {
    const { weights, report } = weigh(
      people((_a, _s, _d, group) => even(group)),
      population,
      choiceListDefaults,
    )
    expect(new Set(weights)).toEqual(new Set([million]))
    expect(report).toMatchObject({ applied: true, deffMillionths: million, effectiveSample: 400, atCapHigh: 0 })
  })

  it('meet the margins where the cap allows, and average one', () => {
    const rows = people(
      (age, _s, district, group) => even(group) * (age === 'old' ? 3 : 1) + (district === 'north' ? 5 : 0),
    )
    const { weights, report } = weigh(rows, population, choiceListDefaults)
    const sum = (holds: (row: Characteristics) => boolean) =>
      rows.reduce((total, row, at) => (holds(row) ? total + weights![at]! : total), 0) / million
    expect(sum(() => true)).toBeCloseTo(rows.length, 3)
    expect(sum((row) => row.ageBand === 'young')).toBeCloseTo(rows.length / 2, 3)
    expect(sum((row) => row.district === 'north')).toBeCloseTo(rows.length / 2, 3)
    expect(sum((row) => row.ethnicGroup === 'two')).toBeCloseTo(rows.length / 10, 3)
    expect(report.largestGapMillionths).toBe(0)
  })

  it('stop at the cap and say how far the margins are missed', () => {
    const rows = people(
      (age, _s, _d, group) => (group === 'one' ? 60 : 1) + (age === 'old' && group === 'one' ? 20 : 0),
    )
    const { weights, report } = weigh(rows, population, choiceListDefaults)
    expect(Math.max(...weights!)).toBe(4 * million)
    expect(report).toMatchObject({ maxMillionths: 4 * million, atCapHigh: 8 })
    expect(report.largestGapMillionths).toBeGreaterThan(10_000)
    expect(report.cautions).toContainEqual({ margin: 'ethnicGroup', category: 'two' })
    const mean = weights!.reduce((sum, weight) => sum + weight, 0) / weights!.length
    expect(Math.abs(mean / million - 1)).toBeLessThan(1e-5)
  })

  it('keep people who did not say at their share of the sample on that margin', () => {
    const rows = people((age, _s, _d, group) => even(group) * (age === 'old' ? 2 : 1)).map((row, at) =>
      at % 5 === 0 ? { ...row, ageBand: null } : row,
    )
    const { weights, report } = weigh(rows, population, choiceListDefaults)
    const unstated = rows.filter((row) => row.ageBand === null).length
    expect(report.missing).toEqual([{ margin: 'ageSex', people: unstated }])
    const theirs = rows.reduce((sum, row, at) => (row.ageBand === null ? sum + weights![at]! : sum), 0) / million
    expect(theirs).toBeCloseTo(unstated, 3)
  })

  it('join a group of fewer than five to the next smallest and say so', () => {
    const sparse: PopulationMargins = {
      ...population,
      ethnicGroup: [
        { id: 'one', people: 900 },
        { id: 'two', people: 60 },
        { id: 'three', people: 40 },
      ],
    }
    const rows = people((_a, _s, _d, group) => even(group))
    const moved = rows.map((row, at) => (row.ethnicGroup === 'two' && at < 60 ? { ...row, ethnicGroup: 'three' } : row))
    const few = moved.filter((row) => row.ethnicGroup === 'three').length
    expect(few).toBe(5)
    const first = moved.findIndex((row) => row.ethnicGroup === 'three')
    const four = moved.map((row, at) => (at === first ? { ...row, ethnicGroup: 'two' } : row))
    expect(weigh(four, sparse, choiceListDefaults).report.collapsed).toEqual([
      { margin: 'ethnicGroup', category: 'three', into: 'two' },
    ])
    expect(weigh(moved, sparse, choiceListDefaults).report.collapsed).toEqual([])
  })

  const usual = () => people((_a, _s, _d, group) => even(group))
  it.each([
    ['empty-target-category', usual().filter((row) => row.ethnicGroup === 'one'), population],
    ['unknown-category', [...usual(), { ...usual()[0]!, district: 'elsewhere' }], population],
    [
      'inconsistent-margins',
      usual(),
      {
        ...population,
        district: [
          { id: 'north', people: 500 },
          { id: 'south', people: 900 },
        ],
      },
    ],
    ['no-population', usual(), { ...population, district: [] }],
    ['too-much-missing', usual().map((row, at) => (at % 3 ? { ...row, sex: null } : row)), population],
    ['effective-sample', people(() => 5), population],
  ])('are refused by name: %s', (reason, rows, census) => {
    const { weights, report } = weigh(rows, census as PopulationMargins, choiceListDefaults)
    expect(weights).toBeNull()
    expect(report).toMatchObject({ applied: false, refused: { reason } })
  })

  it('are refused when they would cost too much of the sample', () => {
    const skewed = people((age, sex, _d, group) => even(group) * (age === 'old' && sex === 'F' ? 4 : 1))
    const { deffMillionths } = weigh(skewed, population, choiceListDefaults).report
    expect(deffMillionths).toBeGreaterThan(1_200_000)
    const strict = weigh(skewed, population, { ...choiceListDefaults, deffLimitPerMille: 1200 })
    expect(strict.weights).toBeNull()
    expect(strict.report.refused).toEqual({ reason: 'design-effect', figure: deffMillionths })
  })

  it('do not depend on the order of the people', () => {
    const rows = modelRows(5, 1500)
    const forwards = weigh(rows, demoPopulation(), choiceListDefaults).weights!
    const backwards = weigh([...rows].reverse(), demoPopulation(), choiceListDefaults).weights!
    expect(backwards.reverse()).toEqual(forwards)
  })
})
