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
