import { describe, expect, it } from 'vitest'
import { choiceList } from '../../app/priorities/choice-list.ts'
import { packFiles } from '../../app/priorities/pack.ts'
import { recount } from '../../app/priorities/recount.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'

const rows = modelRows().map((row, at) => ({
  ...row,
  // 301 and 24 people, 3 people, and the rest.
  religion: at % 10 === 0 ? 'muslim' : at % 125 === 1 ? 'hindu' : at % 1000 === 3 ? 'sikh' : 'christian',
  orientation: at % 4 ? 'straight' : null,
}))
const groups = ['christian', 'hindu', 'muslim', 'sikh']
const census = groups.map((id, at) => ({ id, people: [700, 100, 150, 50][at]! }))
const input = { ...modelInput(rows), settings: { draws: 200 } }
const list = choiceList({
  ...input,
  further: [
    { dimension: 'religion', groups, census },
    { dimension: 'orientation', groups: ['straight', 'bisexual'], census: [] },
  ],
})
const tab = list.crossTabs.find(({ dimension }) => dimension === 'religion')!
const group = (id: string) => tab.groups.find((one) => one.id === id)!

describe('a list cut by further characteristics', () => {
  it('is otherwise the list that it would be without, byte by byte', () => {
    const plain = choiceList(input)
    const without = choiceList(modelInputOf(rows.map(({ religion: _, orientation: __, ...row }) => row)))
    expect(JSON.stringify(plain)).toBe(JSON.stringify(without))
    const { crossTabs, coverage, ...rest } = list
    const { crossTabs: usual, coverage: usualCoverage, ...same } = plain
    expect(rest).toEqual(same)
    expect(coverage.slice(0, 5)).toEqual(usualCoverage)
    const counted = (tabs: typeof usual) => tabs.map(({ apart: _, ...tab }) => tab)
    expect(counted(crossTabs.slice(0, 4))).toEqual(counted(usual))
  })

  it('hides groups under ten and what would reveal them, rounds, and gives no percentage under thirty', () => {
    const answered = list.coverage.find(({ margin }) => margin === 'religion')!.groups
    const people = Object.fromEntries(answered.map((one) => [one.id, one.people]))
    expect([people.sikh, people.hindu]).toEqual([null, null])
    expect(group('sikh').counts.every((count) => count === null)).toBe(true)
    expect(group('sikh').base).toBeNull()
    expect(group('hindu').percents.every((percent) => percent === null)).toBe(true)
    expect(tab.rounded).toBe(true)
    const shown = tab.groups.flatMap(({ counts }) => counts).filter((count) => count !== null)
    expect(shown.length).toBeGreaterThan(12)
    expect(shown.every((count) => count % 5 === 0 && count >= 10)).toBe(true)
    expect(group('muslim').percents.some((percent) => percent !== null)).toBe(true)
    expect(answered.find(({ id }) => id === 'muslim')!.censusPerMille).toBe(150)
  })

  it('hides those who did not say with a group that nobody named, and has no census where none is given', () => {
    const said = list.coverage.find(({ margin }) => margin === 'orientation')!.groups
    expect(said.map(({ id, people }) => [id, people])).toEqual([
      ['straight', 2259],
      ['bisexual', null],
      ['not-stated', null],
    ])
    expect(said.every(({ censusPerMille }) => censusPerMille === null)).toBe(true)
  })

  it('compares those who said with the census, and everybody where it is hidden how many did not', () => {
    const silent = rows.map((row, at) => ({ ...row, ageBand: at % 3 === 0 ? null : row.ageBand }))
    const given = { ...modelInput(silent), settings: { draws: 200 } }
    const orientation = [{ dimension: 'orientation' as const, groups: ['straight', 'bisexual'], census: [] }]
    const said = choiceList({ ...given, further: orientation, comparedBy: 'said' })
    const whole = choiceList(given)
    const of = (margin: string, from = said) => from.coverage.find((each) => each.margin === margin)!
    const told = rows.length - Math.ceil(rows.length / 3)
    expect(of('ageBand').of).toBe(told)
    const ages = of('ageBand').groups.filter(({ id }) => id !== 'not-stated')
    const sum = ages.reduce((total, { sharePerMille }) => total + sharePerMille!, 0)
    expect(Math.abs(sum - 1000)).toBeLessThan(ages.length)
    expect(of('ageBand').groups.at(-1)).toMatchObject({ id: 'not-stated', sharePerMille: 333, censusPerMille: null })
    expect(of('ageSex').of).toBeLessThanOrEqual(told)
    // A figure that is hidden cannot be worked out from the shares of the others.
    expect(of('orientation')).toMatchObject({ of: rows.length })
    // What is computed as before has the bytes it had.
    expect(whole.coverage.every((each) => !('of' in each))).toBe(true)
    expect(of('ageBand', whole).groups[0]!.sharePerMille! * 3).toBeLessThan(ages[0]!.sharePerMille! * 2 + 5)
  })

  it('is recounted from its pack, and a figure changed in a further cut is found', () => {
    const files = packFiles(list, input.options, { snapshot: 'any' })
    expect(recount(files).differences).toEqual([])
    expect(files['cuts.csv']).toContain('religion,sikh,*,')
    const changed = files['cuts.csv']!.replace(/religion,muslim,\d+/, 'religion,muslim,9')
    expect(recount({ ...files, 'cuts.csv': changed }).ok).toBe(false)
  })
})

function modelInputOf(people: ReturnType<typeof modelRows>) {
  return { ...modelInput(people), settings: { draws: 200 } }
}
