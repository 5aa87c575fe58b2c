import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { words } from '../../app/languages/words.server.ts'
import { bradleyTerry } from '../../app/priorities/bradley-terry.ts'
import { choiceList } from '../../app/priorities/choice-list.ts'
import type { ChoiceListInput, PopulationMargins, Respondent } from '../../app/priorities/choice-list-contract.ts'
import { faultOf, faultWords, refusalWords } from '../../app/priorities/fault-words.ts'
import { fromRanks } from '../../app/priorities/instruments.ts'
import { kemeny } from '../../app/priorities/kemeny.ts'
import { pairwiseMatrix } from '../../app/priorities/pairwise-matrix.ts'
import { weigh } from '../../app/priorities/weighting.ts'
import { rake } from '../../app/priorities/weights.ts'
import { ballots } from './ballots.ts'

const t = words('en', 'faults')
const source = readdirSync('app/priorities')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`app/priorities/${name}`, 'utf8'))
  .join('\n')

const codesIn = (pattern: RegExp) => [...new Set([...source.matchAll(pattern)].map((found) => found[1]!))].sort()
const unionIn = (name: RegExp) => [...source.match(name)![0].matchAll(/'([\w-]+)'/g)].map((found) => found[1]!)

const thrown = codesIn(/new (?:PriorityInputError|BallotError)\(\s*'([\w-]+)'/g)
const ballotFaults = unionIn(/export type BallotFault =[\s\S]*?\n\n/)
const kept = codesIn(/return \{ code: '([\w-]+)'/g)
const refusals = unionIn(/export type Refusal = \{\s*reason:[\s\S]*?\n {2}\/\*\*/)

describe('the words of what can be wrong with answers', () => {
  it('are there for every code that the method throws, and say what to do', () => {
    const codes = [...new Set([...thrown, ...ballotFaults, ...kept])]
    expect(codes.length).toBeGreaterThan(24)
    const without = codes.filter(
      (code) =>
        code !== 'fault' &&
        faultWords(t, { code, details: {} }) === faultWords(t, { code: 'fault', details: { reason: code } }),
    )
    expect(without).toEqual([])
    const short = codes.filter((code) => faultWords(t, { code, details: { count: 3 } }).split('. ').length < 2)
    expect(short).toEqual([])
  })

  it('are there for every reason to refuse weights', () => {
    expect(refusals).toHaveLength(8)
    expect(refusals.filter((reason) => refusalWords(t, reason).startsWith('refusals.'))).toEqual([])
  })

  it('say a code that nobody has written words for', () => {
    expect(faultWords(t, { code: 'quite-new', details: {} })).toContain('quite-new')
  })
})

const person = (picks: number[], more: Partial<Respondent> = {}): Respondent => ({
  ...{ picks, same: false, none: false, district: 'd', forum: null, channel: 'online', ageBand: 'a', sex: 's' },
  ...{ ethnicGroup: 'e', cluster: null, flaggedDuplicate: false, ...more },
})
const noCensus: PopulationMargins = { ageSex: [], district: [], ethnicGroup: [] }
const list = (rows: Respondent[], options = 3): ChoiceListInput => ({
  options: Array.from({ length: options }, (_, i) => ({ id: `o${i}`, title: `Option ${i}` })),
  ...{
    picksMax: 3,
    rows,
    population: noCensus,
    districts: [{ id: 'd', name: 'D' }],
    settings: { draws: 200 },
    seed: 1,
  },
})
const faultIn = (work: () => unknown) => {
  try {
    work()
    return null
  } catch (error) {
    return faultOf(error).code
  }
}

/** Each case of bad input that the issue names: what it is called, in the whole list and in single instruments. */
describe('each kind of bad input', () => {
  it.each([
    ['an empty ballot', () => choiceList(list([person([])])), 'empty-ballot'],
    ['an unknown option', () => choiceList(list([person([7])])), 'unknown-option'],
    ['an option twice', () => choiceList(list([person([1, 1])])), 'option-twice'],
    ['too many picks', () => choiceList(list([person([0, 1, 2, 3])], 5)), 'too-many-picks'],
    ['none of these beside a choice', () => choiceList(list([person([1], { none: true })])), 'none-with-picks'],
    ['no answers', () => choiceList(list([])), 'no-answers'],
    ['no options', () => choiceList(list([person([], { none: true })], 0)), 'no-options'],
    ['two ranks alike', () => fromRanks([1, 1, 2], false), 'duplicate-rank'],
    [
      'a negative weight',
      () => choiceList({ ...list([person([1])]), sources: [{ id: 's', weight: -1, choices: [] }] }),
      'source-weight',
    ],
    [
      'a weight that is not a number',
      () => choiceList({ ...list([person([1])]), sources: [{ id: 's', weight: Number.NaN, choices: [] }] }),
      'source-weight',
    ],
    [
      'a comparison graph in pieces',
      () =>
        bradleyTerry(4, [
          { first: 0, second: 1, firstWins: 1, secondWins: 1 },
          { first: 2, second: 3, firstWins: 1, secondWins: 1 },
        ]),
      'disconnected',
    ],
    [
      '200 options for an exact Kemeny order',
      () => kemeny(pairwiseMatrix(ballots('A>B'), 200, 'tied-last')),
      'too-many-options',
    ],
  ] as const)('%s has its name and its words', (_, work, code) => {
    expect(faultIn(work)).toBe(code)
  })

  it.each([
    ['one option', () => list([person([0]), person([0])], 1), [['o0']]],
    ['one voter', () => list([person([1, 0])]), [['o0', 'o1'], ['o2']]],
    ['all ties', () => list([person([0]), person([1]), person([2])]), [['o0', 'o1', 'o2']]],
  ] as const)('%s is a list, not an error', (_, input, order) => {
    expect(choiceList(input()).unweighted.order).toEqual(order)
  })

  it('200 options are a list of 200', () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      person([i % 200, (i * 7) % 200, (i * 11 + 3) % 200].filter((option, at, all) => all.indexOf(option) === at)),
    )
    const found = choiceList(list(rows, 200))
    expect(found.unweighted.order.flat()).toHaveLength(200)
    const kemenys = found.beside!.unweighted.methods.find(({ method }) => method === 'kemeny')
    expect(kemenys?.order ?? null).toBeNull()
  })

  it('margins that do not add up refuse the weights, by name', () => {
    const population = {
      ageSex: [{ ageBand: 'a', sex: 's', people: 1000 }],
      district: [{ id: 'd', people: 900 }],
      ethnicGroup: [{ id: 'e', people: 1000 }],
    }
    const { report } = weigh([person([1])], population, {
      capLowPerMille: 300,
      capHighPerMille: 4000,
      deffLimitPerMille: 2500,
      nEffLimit: 1,
    })
    expect(report.refused).toMatchObject({ reason: 'inconsistent-margins', margin: 'district', figure: 900 })
    expect(refusalWords(t, report.refused!.reason)).toContain('do not add up')
    const raked = rake({ categories: [['a', 'x']], margins: [{ a: 10 }, { x: 11 }] })
    expect(raked).toMatchObject({ ok: false, refusal: { reason: 'inconsistent-margins' } })
  })
})
