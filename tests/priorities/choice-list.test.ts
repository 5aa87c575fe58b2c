import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../app/ledger/canonical.ts'
import { type ChoiceList, choiceList, type Ranking, type Respondent } from '../../app/priorities/choice-list.ts'
import { generator } from '../../app/priorities/generator.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'

const rows = modelRows()
const list = choiceList(modelInput(rows))

function bandsOf(ranking: Ranking | null): Record<string, string> {
  return Object.fromEntries((ranking?.bands ?? []).map((band) => [band.letter, [...band.ids].sort().join(' ')]))
}

function option(id: string, from: ChoiceList = list) {
  return from.options.find((candidate) => candidate.id === id)!
}

function tab(dimension: string, group: string, from: ChoiceList = list) {
  return from.crossTabs.find((each) => each.dimension === dimension)!.groups.find((each) => each.id === group)!
}

describe('the demonstration list', () => {
  it('has its teaching bands, unweighted and weighted', () => {
    expect(bandsOf(list.unweighted)).toEqual({
      A: 'P03',
      B: 'P01 P02 P06 P08',
      C: 'P04 P07 P10',
      D: 'P05 P09 P11',
      E: 'P12',
    })
    expect(bandsOf(list.weighted)).toEqual({
      A: 'P03',
      B: 'P01 P02 P04 P06 P07 P08',
      C: 'P05 P09 P10',
      D: 'P11',
      E: 'P12',
    })
  })

  it('is ordered by share: P02 rises from 5th to 2nd with weights and P08 falls from 4th to 6th', () => {
    expect(list.unweighted.order.flat()).toEqual([
      'P03',
      'P01',
      'P06',
      'P08',
      'P02',
      'P07',
      'P10',
      'P04',
      'P05',
      'P11',
      'P09',
      'P12',
    ])
    expect(list.weighted!.order.flat()).toEqual([
      'P03',
      'P02',
      'P01',
      'P06',
      'P07',
      'P08',
      'P04',
      'P10',
      'P05',
      'P09',
      'P11',
      'P12',
    ])
    expect([option('P02').unweighted.rank, option('P02').weighted!.rank]).toEqual([5, 2])
    expect([option('P08').unweighted.rank, option('P08').weighted!.rank]).toEqual([4, 6])
  })

  it('keeps its bands when a campaign of 84 about buses counts as one voice and with other seeds of the redraws', () => {
    const bus = rows.flatMap((row, at) => (row.district === 'E07000130' && row.picks.includes(5) ? [at] : []))
    const campaign = new Set(generator(84).shuffle(bus).slice(0, 84))
    const marked = rows.map((row, at) => (campaign.has(at) ? { ...row, cluster: 'buses' } : row))
    const again = choiceList({ ...modelInput(marked), seed: 7 })
    expect(again.unweighted.bands).toEqual(list.unweighted.bands)
    expect(again.weighted!.bands).toEqual(list.weighted!.bands)
    const without = again.variants.find((variant) => variant.name === 'without-campaigns')!
    expect(without).toMatchObject({ base: 2928, removed: 84 })
    expect(without.unweighted!.sharePerMille[5]).toBeLessThan(option('P06').unweighted.sharePerMille)
    expect(again.variants).toHaveLength(1)
  })

  it('meets the cap, loses effective sample and warns about the small groups that carry it', () => {
    expect(list.weights).toMatchObject({ applied: true, refused: null, maxMillionths: 4_000_000 })
    expect(list.weights.effectiveSample).toBeGreaterThan(1800)
    expect(list.weights.effectiveSample).toBeLessThan(2100)
    expect(list.weights.atCapHigh).toBeGreaterThan(0)
    expect(list.weights.cautions).toContainEqual({ margin: 'ethnicGroup', category: 'Black' })
  })

  it('shows what places and groups want differently', () => {
    const second = (counts: (number | null)[]) =>
      counts.map((count, at) => ({ count: count ?? 0, at })).sort((a, b) => b.count - a.count)[1]!.at
    for (const place of ['E07000133', 'E07000131', 'E07000134']) expect(second(tab('district', place).counts)).toBe(5)
    expect(second(tab('district', 'E07000135').counts)).toBe(1)
    expect(second(tab('ethnicGroup', 'Asian').counts)).toBe(7)
    expect(second(tab('ageBand', '65+').counts)).toBe(7)
    expect(tab('ageBand', '16-29')).toMatchObject({ topThree: ['P03', 'P04', 'P07'], differsFromAll: true })
  })

  it('hides groups under ten with a second one, and gives no percentages on a base under thirty', () => {
    const ethnic = list.coverage.find((each) => each.margin === 'ethnicGroup')!
    const hidden = ethnic.groups.filter((group) => !group.reportable).map((group) => group.id)
    expect(hidden).toEqual(['Mixed', 'Black'])
    expect(tab('ethnicGroup', 'Black')).toMatchObject({ base: null, topThree: null })
    expect(tab('ethnicGroup', 'Black').counts.every((count) => count === null)).toBe(true)
    expect(tab('ethnicGroup', 'Other').percents.every((percent) => percent === null)).toBe(true)
    const cut = list.districtByChannel
    expect(cut.counts.flat().some((count) => count === null)).toBe(true)
    expect(cut.counts.flat().every((count) => count === null || count >= 10)).toBe(true)
  })

  it('rounds counts of protected characteristics to five and leaves districts exact', () => {
    for (const { dimension, groups } of list.crossTabs) {
      for (const count of groups.flatMap((group) => [group.base, ...group.counts])) {
        if (count !== null && dimension !== 'district') expect(count % 5).toBe(0)
      }
    }
    const charnwood = rows.filter((row) => row.district === 'E07000130')
    expect(tab('district', 'E07000130').base).toBe(charnwood.length)
    expect(tab('district', 'E07000130').counts[0]).toBe(charnwood.filter((row) => row.picks.includes(0)).length)
  })

  it('holds only integers and no margin of error, so that it can be hashed anywhere', () => {
    const text = canonicalJson(list as never)
    expect(text).not.toMatch(/margin.?of.?error/i)
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(list)))
  })

  it('is the same to the byte for the same input, whatever the order of the people', () => {
    const shuffled = choiceList(modelInput(generator(5).shuffle(rows)))
    expect(canonicalJson(shuffled as never)).toBe(canonicalJson(list as never))
  })
})

function person(picks: number[], more: Partial<Respondent> = {}): Respondent {
  const place = { district: 'E07000129', forum: null, channel: 'online' }
  const own = { ageBand: null, sex: null, ethnicGroup: null, cluster: null, flaggedDuplicate: false }
  return { picks, same: false, none: picks.length === 0, ...place, ...own, ...more }
}

describe('small and odd lists', () => {
  const small = (people: Respondent[], options = 4) => {
    const titles = Array.from({ length: options }, (_, at) => ({ id: `o${at}`, title: `Option ${9 - at}` }))
    return choiceList({ ...modelInput(people), options: titles, settings: { draws: 500 } })
  }

  it('counts "none of these" in the base and shares the points of those for whom they matter the same', () => {
    const counted = small([
      person([0, 1, 2]),
      person([0, 1, 2], { same: true }),
      person([1, 0]),
      person([1, 0], { same: true }),
      person([3]),
      person([]),
    ])
    expect([counted.base, counted.none]).toEqual([6, 1])
    const first = counted.options[0]!
    expect(first).toMatchObject({ among: 4, positions: [1, 1, 0], same: 2, pointsSixths: 18 + 12 + 12 + 15 })
    expect(first.unweighted.sharePerMille).toBe(667)
    expect(counted.options[3]).toMatchObject({ among: 1, positions: [1, 0, 0], pointsSixths: 18 })
  })

  it('keeps one band when one person, or nobody, has said anything that tells options apart', () => {
    expect(small([person([0])]).unweighted.bands).toEqual([{ letter: 'A', ids: ['o3', 'o2', 'o1', 'o0'] }])
    const tied = small([person([0]), person([1]), person([2]), person([3])])
    expect(tied.unweighted.bands).toHaveLength(1)
    expect(tied.unweighted.order).toEqual([['o3', 'o2', 'o1', 'o0']])
    expect(tied.options.every((each) => each.unweighted.tied && each.unweighted.rank === 1)).toBe(true)
    expect(small([person([]), person([])]).options.every((each) => each.unweighted.sharePerMille === 0)).toBe(true)
  })

  it('lists one option alone', () => {
    const alone = small([person([0]), person([])], 1)
    expect(alone.unweighted).toEqual({
      bands: [{ letter: 'A', ids: ['o0'] }],
      order: [['o0']],
      criticalMillionths: null,
    })
  })

  it('refuses weights by name and still lists unweighted', () => {
    const refused = small(rows.slice(0, 60).map((row) => ({ ...row, picks: [0] })))
    expect(refused.weighted).toBeNull()
    expect(refused.weights.applied).toBe(false)
    expect(refused.weights.refused!.reason).toBe('empty-target-category')
    expect(refused.moments.weighted).toBeNull()
  })

  it.each([
    ['no-answers', []],
    ['empty-ballot', [person([], { none: false })]],
    ['none-with-picks', [person([1], { none: true })]],
    ['too-many-picks', [person([0, 1, 2, 3])]],
    ['unknown-option', [person([7])]],
    ['unknown-option', [person([Number.NaN])]],
    ['option-twice', [person([1, 1])]],
  ])('names what is wrong: %s', (code, people) => {
    expect(() => small(people)).toThrow(expect.objectContaining({ code }))
  })

  it('names a wrong setting and an option id used twice', () => {
    const input = modelInput(rows.slice(0, 50))
    expect(() => choiceList({ ...input, settings: { draws: 3 } })).toThrow(expect.objectContaining({ code: 'setting' }))
    expect(() => choiceList({ ...input, settings: { minCell: Number.NaN } })).toThrow(
      expect.objectContaining({ code: 'setting' }),
    )
    const twice = { ...input, options: [...input.options.slice(0, 11), { id: 'P01', title: 'Again' }] }
    expect(() => choiceList(twice)).toThrow(expect.objectContaining({ code: 'option-id-twice' }))
  })

  it('takes 200 options', () => {
    const random = generator(3)
    const people = Array.from({ length: 300 }, () => person(random.shuffle([0, 50, 100, 199]).slice(0, 3)))
    const wide = small(people, 200)
    expect(wide.options).toHaveLength(200)
    expect(wide.unweighted.bands[0]!.ids).toContain('o0')
  })
})

describe('a small consultation under weights', () => {
  const people = modelRows(11, 420)
  const small = choiceList(modelInput(people))

  it('publishes no sum over fewer than ten people, and coarsens the matrix that would', () => {
    expect(small.pairs.flat().some((count) => count > 0 && count < 10)).toBe(true)
    expect(small.moments.weighted!.basis).toBe('from-counts')
    const { weighted } = small.moments
    const size = small.options.length
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) {
        const product = BigInt(weighted!.cross[j]![j]!) * BigInt(weighted!.cross[k]![k]!)
        const limit = product * BigInt(small.pairs[j]![k]!) ** 2n
        const people = BigInt(small.pairs[j]![j]!) * BigInt(small.pairs[k]![k]!)
        if (j !== k) expect(BigInt(weighted!.cross[j]![k]!) ** 2n * people <= limit).toBe(true)
      }
    }
  })
})
