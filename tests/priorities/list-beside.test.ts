import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../app/ledger/canonical.ts'
import type { ChoiceSource, ListMethod } from '../../app/priorities/choice-beside-contract.ts'
import { type ChoiceList, choiceList, type Respondent } from '../../app/priorities/choice-list.ts'
import { generator } from '../../app/priorities/generator.ts'
import { effectivePeople, shareBetween } from '../../app/priorities/group-intervals.ts'
import { packFiles } from '../../app/priorities/pack.ts'
import { countedPreferences, weightedPreferences } from '../../app/priorities/preferences.ts'
import { recount } from '../../app/priorities/recount.ts'
import { trendOf } from '../../app/priorities/trend.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'

const rows = modelRows()
const quick = { draws: 2000 }
const list = choiceList({ ...modelInput(rows), settings: quick })

const person = (picks: number[], more: Partial<Respondent> = {}): Respondent => ({
  ...{ picks, same: false, none: picks.length === 0, district: 'E07000129', forum: null, channel: 'online' },
  ...{ ageBand: null, sex: null, ethnicGroup: null, cluster: null, flaggedDuplicate: false },
  ...more,
})

const options = (size: number) => Array.from({ length: size }, (_, at) => ({ id: `o${at}`, title: `Option ${at}` }))
const times = (n: number, picks: number[]) => Array.from({ length: n }, () => person(picks))
const listOf = (people: Respondent[], size: number, more: Partial<Parameters<typeof choiceList>[0]> = {}) =>
  choiceList({ ...modelInput(people), options: options(size), settings: { draws: 300 }, ...more })

describe('the same answers by other methods', () => {
  it('are shown for seven methods, unweighted and weighted, the list’s own first', () => {
    const methods: ListMethod[] = ['share', 'points', 'ranked-pairs', 'schulze', 'kemeny', 'borda', 'bradley-terry']
    for (const which of ['unweighted', 'weighted'] as const) {
      const view = list.beside![which]!
      expect(view.methods.map(({ method }) => method)).toEqual(methods)
      expect(view.methods[0]!.order).toEqual(list[which]!.order)
      for (const { order } of view.methods) expect(order!.flat().sort()).toEqual(rows.length ? idsOf(list) : [])
    }
  })

  it('move nothing out of its band in the demonstration, though they do move inside bands', () => {
    for (const which of ['unweighted', 'weighted'] as const) {
      const { methods } = list.beside![which]!
      expect(methods.every(({ outside }) => outside.length === 0)).toBe(true)
      expect(new Set(methods.map(({ order }) => order!.flat().join())).size).toBeGreaterThan(1)
    }
  })

  it('say where one moves an option out of its band', () => {
    // Everybody has option 2 last of three; by points it falls behind what half have first and half not at all.
    const people = [...times(300, [0, 3, 2]), ...times(300, [1, 3, 2])]
    const { beside, unweighted } = listOf(people, 5)
    const first = unweighted.bands[0]!.ids
    expect([...first].sort()).toEqual(['o2', 'o3'])
    const points = beside!.unweighted.methods.find(({ method }) => method === 'points')!
    expect(points.order).toEqual([['o3'], ['o0', 'o1'], ['o2'], ['o4']])
    expect(points.outside).toEqual(['o0', 'o1', 'o2'])
  })

  it('leave out Kemeny above 20 options, and points that would show a weight', () => {
    const wide = listOf(
      Array.from({ length: 60 }, (_, at) => person([at % 25, (at + 7) % 25])),
      25,
    )
    expect(wide.beside!.unweighted.methods.map(({ method }) => method)).not.toContain('kemeny')
    const small = choiceList({ ...modelInput(modelRows(11, 300)), settings: { draws: 300 } })
    const points = small.beside!.weighted!.methods.find(({ method }) => method === 'points')!
    const hidden = small.options.some((option) => option.weightedPointsSixthsMillionths === null)
    expect(hidden).toBe(true)
    expect(points).toEqual({ method: 'points', order: null, outside: [] })
  })

  it('tell exact ties as ties, and nothing where nobody chose anything', () => {
    const tied = listOf(
      [0, 1, 2].flatMap((option) => times(20, [option])),
      3,
    )
    for (const { order } of tied.beside!.unweighted.methods) expect(order).toEqual([['o0', 'o1', 'o2']])
    expect(tied.beside!.unweighted.balanced.order).toEqual([['o0', 'o1', 'o2']])
    const nobody = listOf(times(20, []), 3)
    expect(nobody.beside!.unweighted.headToHeadPerMille).toEqual([null, null, null])
    expect(nobody.beside!.unweighted.balanced.order).toEqual([['o0', 'o1', 'o2']])
    const one = listOf([person([0])], 1)
    expect(one.beside!.unweighted.methods.every(({ order }) => order?.flat().join() === 'o0')).toBe(true)
  })

  it('depend on how options are read that nobody ranked: a recorded parameter', () => {
    // Few rank option 2, and always above option 0, which most choose alone.
    const people = [...times(70, [0]), ...times(30, [2, 0])]
    const read = (unranked: 'tied-last' | 'no-preference') => {
      const found = listOf(people, 3, { unranked })
      expect(found.method.parameters.unranked).toBe(unranked)
      return found.beside!.unweighted.methods.find(({ method }) => method === 'ranked-pairs')!.order![0]
    }
    expect(read('tied-last')).toEqual(['o0'])
    expect(read('no-preference')).toContain('o2')
  })
})

const idsOf = (of: ChoiceList) => of.options.map(({ id }) => id).sort()

describe('weighted head-to-heads as published', () => {
  const given = { effective: 100, minCell: 10 }

  it('are the exact sums where ten people or more, and as many others, are behind a cell', () => {
    const people = [...times(40, [0, 1]), ...times(40, [1, 0]), ...times(40, [2])]
    const weights = people.map((_, at) => 500_000 + 1000 * at)
    const sum = (from: number, to: number) => weights.slice(from, to).reduce((total, weight) => total + weight, 0)
    const { wins, compared } = weightedPreferences(people, 3, 'tied-last', weights, given)
    expect(wins[0]).toEqual([0, sum(0, 40), sum(0, 80)])
    expect(wins[2]).toEqual([sum(80, 120), sum(80, 120), 0])
    expect(compared[0]).toEqual([0, sum(0, 120), sum(0, 120)])
    const placed = weightedPreferences(people, 3, 'no-preference', weights, given)
    expect(placed.wins[0]).toEqual([0, sum(0, 40), 0])
    expect(placed.compared[0]).toEqual([0, sum(0, 80), 0])
  })

  it.each(['tied-last', 'no-preference'] as const)(
    'tell nothing of a weight where fewer are behind a cell or its rest (%s)',
    (unranked) => {
      const people = [...times(40, [0, 1]), ...times(3, [1, 0]), ...times(30, [0]), ...times(30, [1])]
      const weights = people.map((_, at) => 500_000 + 1000 * at)
      // The three exchange their weights with others who chose both: every sum over an option stays the same.
      const exchanged = [...weights]
      for (const at of [0, 1, 2]) [exchanged[at], exchanged[40 + at]] = [weights[40 + at]!, weights[at]!]
      expect(weightedPreferences(people, 3, unranked, exchanged, given)).toEqual(
        weightedPreferences(people, 3, unranked, weights, given),
      )
      expect(countedPreferences(people, 3, unranked).wins[1]![0]).toBe(unranked === 'tied-last' ? 33 : 3)
    },
  )
})

describe('the balanced list', () => {
  const people = [...times(60, [0, 1, 2]), ...times(40, [3, 4, 5])]
  const { balanced } = listOf(people, 6).beside!.unweighted

  it('keeps a majority from sweeping every place, and says for how many it would', () => {
    const three = balanced.prefixes.find(({ length }) => length === 3)!
    expect(three).toMatchObject({
      balanced: null,
      majority: ['o0', 'o1', 'o2'],
      majorityProportional: false,
      nonePercentByMajority: 40,
    })
    const unlike = listOf([...people, person([0, 1]), person([0]), person([3, 4]), person([3])], 6)
    const shown = unlike.beside!.unweighted.balanced.prefixes[0]!
    expect(shown).toMatchObject({ balanced: ['o0', 'o1', 'o3'], proportional: true, majorityProportional: false })
    expect([shown.nonePercent, shown.nonePercentByMajority]).toEqual([0, 40])
  })

  it('tells no share that rests on fewer than ten people, or on a base under thirty', () => {
    const few = listOf([...times(91, [0, 1, 2]), ...times(9, [3, 4, 5])], 6).beside!.unweighted.balanced.prefixes[0]!
    expect(few.nonePercentByMajority).toBeNull()
    const small = listOf([...times(14, [0, 1, 2]), ...times(11, [3, 4, 5])], 6).beside!.unweighted.balanced.prefixes[0]!
    expect(small.nonePercentByMajority).toBeNull()
  })
})

describe('the combined list', () => {
  const choices = (n: number, picks: number[]) => Array.from({ length: n }, () => ({ picks, same: false }))
  const source = (id: string, weight: number, own: ChoiceSource['choices']): ChoiceSource => ({
    id,
    weight,
    choices: own,
  })
  const people = times(900, [0, 1])
  const combined = (sources: ChoiceSource[]) => listOf(people, 4, { sources }).beside!.combined

  it('gives a few the same voice as many, says what each says alone, and how often it holds', () => {
    const both = (weight: number) =>
      combined([source('residents', 1, choices(900, [0, 1])), source('jury', weight, choices(20, [1, 2]))])!
    expect(both(1).order[0]).toEqual(['o0', 'o1'])
    const found = both(2)
    expect(found.sources.map(({ id, people: n, order }) => [id, n, order![0]])).toEqual([
      ['residents', 900, ['o0']],
      ['jury', 20, ['o1']],
    ])
    expect(found.order[0]).toEqual(['o1'])
    expect(found.outside).toEqual(['o0', 'o2'])
    expect(found.sweep).toMatchObject({ draws: 200, top: 5 })
    expect(found.sweep.options.every(({ inTopPerMille }) => inTopPerMille === 1000)).toBe(true)
    const [first] = found.sweep.options
    expect([first!.bestPlace, first!.worstPlace]).toEqual([1, 3])
  })

  it('names a source of fewer than ten people and leaves it out; with one source left there is nothing to combine', () => {
    const many = source('residents', 1, choices(900, [0, 1]))
    const few = source('conference', 1, choices(9, [3]))
    expect(combined([many, few])).toBeNull()
    const three = combined([many, few, source('jury', 1, choices(20, [2, 1]))])!
    expect(three.sources[1]).toEqual({
      id: 'conference',
      weight: 1,
      people: null,
      wins: null,
      compared: null,
      order: null,
    })
    expect(three.order).toEqual(combined([many, source('jury', 1, choices(20, [2, 1]))])!.order)
    expect(combined([])).toBeNull()
  })

  it('goes by the declared weights', () => {
    const jury = choices(20, [2, 1])
    const heavy = combined([source('residents', 9, choices(900, [0, 1])), source('jury', 1, jury)])!
    expect(heavy.order[0]).toEqual(['o0'])
  })

  it('refuses a weight or an answer that cannot be counted, naming the source', () => {
    const fault = (code: string) =>
      expect.objectContaining({ code, details: expect.objectContaining({ source: 'jury' }) })
    for (const weight of [-1, 0.5, Number.NaN]) {
      expect(() => combined([source('jury', weight, choices(20, [0]))])).toThrow(fault('source-weight'))
    }
    expect(() => combined([source('jury', 1, choices(20, [7]))])).toThrow(fault('unknown-option'))
    expect(() => combined([source('jury', 1, choices(20, [0, 0]))])).toThrow(fault('option-twice'))
    expect(() => combined([source('jury', 1, choices(20, [0, 1, 2, 3]))])).toThrow(fault('too-many-picks'))
  })
})

describe('where groups disagree', () => {
  it('gives a range to every percentage, and none where there is no percentage', () => {
    for (const { groups } of list.crossTabs) {
      for (const { percents, between, effective } of groups) {
        percents.forEach((percent, option) => {
          if (percent === null) expect([between![option], effective![option]]).toEqual([null, null])
          else {
            expect(between![option]![0]).toBeLessThanOrEqual(percent)
            expect(between![option]![1]).toBeGreaterThanOrEqual(percent)
          }
        })
      }
    }
  })

  it('sorts options by how far apart the groups lie, and calls clear only what chance would not make', () => {
    const ages = list.crossTabs.find(({ dimension }) => dimension === 'ageBand')!.apart!
    expect(ages.map(({ rangePercent }) => rangePercent)).toEqual(
      ages.map(({ rangePercent }) => rangePercent).sort((a, b) => b - a),
    )
    expect(ages.filter(({ clear }) => clear).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['P03', 'P04', 'P07', 'P08']),
    )
    const sexes = list.crossTabs.find(({ dimension }) => dimension === 'sex')!.apart!
    expect(sexes.some(({ clear }) => clear)).toBe(false)
    const ethnic = list.crossTabs.find(({ dimension }) => dimension === 'ethnicGroup')!
    expect(ethnic.groups.filter(({ percents }) => percents.some((p) => p !== null)).map(({ id }) => id)).toEqual([
      'White',
      'Asian',
    ])
  })

  it('counts a campaign as one voice, and small parts of it as none', () => {
    expect(effectivePeople(300, 600, [], 10)).toBe(600)
    const whole = effectivePeople(300, 600, [{ people: 84, chose: 84 }], 10)
    expect(whole).toBeLessThan(100)
    expect(whole % 5).toBe(0)
    const [low, high] = shareBetween(300, 600, whole)
    expect(high - low).toBeGreaterThan(shareBetween(300, 600, 600)[1] - shareBetween(300, 600, 600)[0])
    for (const chose of [1, 5, 9]) {
      expect(effectivePeople(300, 600, [{ people: 84, chose }], 10)).toBe(
        effectivePeople(300, 600, [{ people: 84, chose: 0 }], 10),
      )
      expect(effectivePeople(300, 600, [{ people: 84, chose: 84 - chose }], 10)).toBe(whole)
    }
  })
})

describe('a list of the method before', () => {
  const frozen = JSON.parse(readFileSync('tests/priorities/frozen/share-bands-1.json', 'utf8'))
  const older: ChoiceList = frozen.list

  it('keeps its pack to the byte, and is recounted as it was', () => {
    const files = packFiles(older, frozen.options, frozen.about)
    expect(JSON.parse(files['hashes.json']!).root).toBe(frozen.root)
    const report = recount(files)
    expect(report.differences).toEqual([])
    expect(report.lines[0]).toBe('method share-bands/1')
    expect(report.lines.at(-1)).toBe(`root ${frozen.root}`)
  })

  it('has the bands that the newer method finds in the same answers', () => {
    const same = modelRows(11, 900).map((row, at) => ({
      ...row,
      cluster: at % 60 === 0 ? 'buses' : null,
      flaggedDuplicate: at % 70 === 1,
    }))
    const newer = choiceList({ ...modelInput(same), settings: { draws: 500 } })
    expect(newer.weighted).toEqual(older.weighted)
    expect(newer.options).toEqual(older.options)
    expect(newer.variants).toEqual(older.variants)
  })
})

it('is the same to the byte whatever the order of people and of a source’s ballots', () => {
  const marked = rows.slice(0, 800).map((row, at) => ({ ...row, cluster: at % 9 === 0 ? `c${at % 4}` : null }))
  const asked = (people: Respondent[]) =>
    choiceList({
      ...modelInput(people),
      settings: { draws: 300 },
      sources: [
        { id: 'residents', weight: 1, choices: people },
        {
          id: 'others',
          weight: 2,
          choices: people.slice(0, 0).concat(people.filter(({ channel }) => channel === 'paper')),
        },
      ],
    })
  const shuffled = asked(generator(8).shuffle(marked))
  expect(canonicalJson(shuffled as never)).toBe(canonicalJson(asked(marked) as never))
})

it('tells a trend only where the two ranges of places do not meet, in lists of the same length', () => {
  const placed = (rankFrom: number, rankTo: number) => ({ rankFrom, rankTo })
  expect(trendOf(placed(1, 3), 12, placed(4, 6), 12)).toBe('higher')
  expect(trendOf(placed(7, 9), 12, placed(4, 6), 12)).toBe('lower')
  expect(trendOf(placed(1, 4), 12, placed(4, 6), 12)).toBe('same')
  expect(trendOf(placed(1, 3), 12, placed(4, 6), 7)).toBe('not_comparable')
})
