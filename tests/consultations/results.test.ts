import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Form, FormQuestion } from '../../app/consultations/form.ts'
import { type KindName, kindNamed } from '../../app/consultations/kinds/kinds.ts'
import { cutDimensions, type QuestionResult } from '../../app/consultations/results/result.ts'
import { resultCut } from '../../app/consultations/results/result-cuts.ts'
import { shownLine, shownParticipation } from '../../app/consultations/results/result-disclosure.ts'
import { formResults } from '../../app/consultations/results/results.ts'
import type { FormResultsInput, FormRow } from '../../app/consultations/results/results-input.ts'
import { oneToSeven } from '../../app/priorities/disclosure.ts'
import { generator } from '../../app/priorities/generator.ts'
import { wilsonInterval } from '../../app/priorities/statements.ts'

const rule = { minCell: 10, minBasePct: 30, roundTo: 5 }
const option = (id: string) => ({ id, title: `title-${id}` })
const abc = ['a', 'b', 'c'].map(option)

function asked(kind: KindName, config: unknown, given: Partial<FormQuestion> = {}): FormQuestion {
  return {
    id: `q-${kind}`,
    key: kind,
    kind,
    page: 1,
    title: 'title',
    hint: null,
    section: null,
    required: false,
    unsure: true,
    config: kindNamed(kind).config.parse(config),
    onlyIf: null,
    ownedBy: null,
    ...given,
  }
}

type Said = { value: unknown; group?: string; version?: number; people: number; together?: string }

/** Results of one question: so many people who said each thing, of a group of the age cut. */
function resultOf(question: FormQuestion, said: Said[], more: Partial<FormResultsInput> = {}): QuestionResult {
  return everything(
    [question],
    said.map(({ value, ...rest }) => ({ ...rest, values: [value] })),
    more,
  ).questions[0]!
}

function everything(
  questions: FormQuestion[],
  said: { values: unknown[]; group?: string; version?: number; people: number; together?: string }[],
  more: Partial<FormResultsInput> = {},
) {
  const form: Form = { consultationId: 'c', version: 1, questions }
  const rows = said.flatMap(({ values, group = null, version = 1, people, together = null }, i) =>
    Array.from(
      { length: people },
      (_, n): FormRow => ({
        id: `${i}-${n}`,
        version,
        district: null,
        ageBand: group,
        sex: null,
        ethnicGroup: null,
        together,
        answers: Object.fromEntries(
          values.flatMap((value, at) => (value === undefined ? [] : [[questions[at]!.id, { value, text: '' }]])),
        ),
      }),
    ),
  )
  return formResults({
    form,
    askedIn: Object.fromEntries(questions.map(({ id }) => [id, [1, 2]])),
    rows,
    groups: { district: [], ageBand: ['young', 'old'], sex: [], ethnicGroup: [] },
    titles: {},
    closesOn: '2026-10-28',
    rule,
    seed: 7,
    ...more,
  })
}

const counts = (result: QuestionResult, table = 0) => result.tables[table]!.counts

describe('the results of each kind', () => {
  test('one: everybody who said each, and who was not sure or left it out', () => {
    const result = resultOf(asked('one', { options: abc }), [
      { value: { option: 'a' }, people: 50 },
      { value: { option: 'b' }, people: 30 },
      { value: { option: 'c' }, people: 20 },
      { value: 'unsure', people: 12 },
      { value: undefined, people: 15 },
    ])
    expect(result.participation).toEqual({ answered: 100, unsure: 12, skipped: 15, notAsked: 0 })
    expect(counts(result)).toEqual([[50, 30, 20]])
    expect(result.ranking).toBeNull()
  })

  test('many and spend: each chosen or not, and none of them', () => {
    const many = resultOf(asked('many', { options: abc, none: true }), [
      { value: { options: ['a', 'b'], none: false, other: false }, people: 40 },
      { value: { options: [], none: true, other: false }, people: 20 },
    ])
    expect(counts(many)).toEqual([
      [40, 20],
      [40, 20],
      [0, 60],
      [20, 40],
    ])
    const options = [
      { ...option('a'), cost: 60 },
      { ...option('b'), cost: 40 },
      { ...option('c'), cost: 100 },
    ]
    const spend = resultOf(asked('spend', { options, budget: 100 }), [
      { value: { bought: ['a', 'b'], none: false }, people: 60 },
      { value: { bought: ['c'], none: false }, people: 30 },
    ])
    expect(counts(spend).map(([bought]) => bought)).toEqual([60, 60, 30, 0])
    expect(spend.funded).toEqual(['a', 'b'])
  })

  test('order: among the chosen, first, and an order from the priority engine', () => {
    const result = resultOf(asked('order', { options: [...abc, option('d')], most: 2 }), [
      { value: { options: ['a', 'b'], same: false, none: false }, people: 40 },
      { value: { options: ['b', 'a'], same: true, none: false }, people: 20 },
      { value: { options: ['c', 'b'], same: false, none: false }, people: 15 },
    ])
    expect(counts(result, 0).map(([among]) => among)).toEqual([60, 75, 15, 0, 0])
    expect(counts(result, 1)).toEqual([
      [40, 20, 15],
      [0, 75, 0],
      [15, 0, 60],
      [0, 0, 75],
    ])
    expect(result.ranking!.order[0]).toEqual(['a'])
    expect(result.ranking!.people).toBe(75)
    expect(result.ranking!.pairs[0]![1]).toBe(40)
  })

  test('rank: how many gave each place', () => {
    const places = (...ids: string[]) => ({ places: abc.map(({ id }) => [id, ids.indexOf(id) + 1]) })
    const result = resultOf(asked('rank', { options: abc }), [
      { value: places('a', 'b', 'c'), people: 40 },
      { value: places('b', 'a', 'c'), people: 20 },
    ])
    expect(counts(result)).toEqual([
      [40, 20, 0],
      [20, 40, 0],
      [0, 0, 60],
    ])
    expect(result.ranking!.order).toEqual([['a'], ['b'], ['c']])
    expect(result.ranking!.bands!.map(({ letter }) => letter)[0]).toBe('A')
  })

  test('people who came together are drawn together: one load widens what an order may be, and alone says nothing', () => {
    const places = (...ids: string[]) => ({ places: abc.map(({ id }) => [id, ids.indexOf(id) + 1]) })
    const said = (together?: string) => [
      { value: places('a', 'b', 'c'), people: 90, together },
      { value: places('b', 'a', 'c'), people: 40 },
    ]
    const question = asked('rank', { options: abc })
    const [apart, together] = [resultOf(question, said()), resultOf(question, said('load'))].map(
      ({ ranking }) => ranking!,
    )
    expect(together!.order).toEqual(apart!.order)
    expect([apart!.options[0]!.from, apart!.options[0]!.to]).toEqual([1, 1])
    // Without the one load the others put b first, so a may stand at either place.
    expect([together!.options[0]!.from, together!.options[0]!.to]).toEqual([1, 2])
    const alone = resultOf(question, [
      { value: places('a', 'b', 'c'), people: 60, together: 'load' },
      { value: places('b', 'a', 'c'), people: 20 },
    ]).ranking!
    expect([alone.bands, alone.options[0]!.from, alone.options[0]!.rank]).toEqual([null, null, 1])
  })

  test('rate and number: an average in hundredths, quartiles in whole figures', () => {
    const rate = resultOf(asked('rate', { from: 0, to: 10, low: 'low', high: 'high' }), [
      { value: { points: 4 }, people: 30 },
      { value: { points: 7 }, people: 10 },
    ])
    expect(rate.figures).toMatchObject({ kind: 'means', hundredths: [475] })
    const number = resultOf(asked('number', { least: 0, most: 59 }), [
      { value: { number: '3' }, people: 20 },
      { value: { number: '12' }, people: 20 },
      { value: { number: '40' }, people: 10 },
    ])
    expect(number.figures).toEqual({ kind: 'quartiles', lower: '3', median: '12', upper: '12' })
    expect(counts(number)).toEqual([[20, 20, 0, 0, 10, 0]])
  })

  test('matrix: each row by column, and the best row first where the columns are a scale', () => {
    const question = asked('matrix', { rows: abc.slice(0, 2), columns: [option('low'), option('high')], scale: true })
    const result = resultOf(question, [
      {
        value: {
          rows: [
            ['a', 'high'],
            ['b', 'low'],
          ],
        },
        people: 30,
      },
      {
        value: {
          rows: [
            ['a', 'low'],
            ['b', 'unsure'],
          ],
        },
        people: 12,
      },
    ])
    expect(counts(result)).toEqual([
      [12, 30, 0],
      [30, 0, 12],
    ])
    expect(result.ranking!.order[0]).toEqual(['a'])
  })

  test('statements: agree is +1, and what clearly more than half agree with is named', () => {
    const question = asked('statements', { statements: abc })
    const result = resultOf(question, [
      {
        value: {
          votes: [
            ['a', 1],
            ['b', -1],
          ],
          added: false,
        },
        people: 40,
      },
      {
        value: {
          votes: [
            ['a', 1],
            ['b', 1],
            ['c', 0],
          ],
          added: false,
        },
        people: 12,
      },
    ])
    expect(counts(result)).toEqual([
      [52, 0, 0, 0],
      [12, 40, 0, 0],
      [0, 0, 12, 40],
    ])
    expect(result.common).toEqual({ agree: ['a'], disagree: ['b'] })
  })

  describe('statements: what people share and what divides them', () => {
    const camps = Array.from({ length: 8 }, (_, i) => option(`s${i}`))
    const question = asked('statements', { statements: camps })
    const voted = (votes: readonly (1 | 0 | -1)[]) => ({
      votes: votes.map((vote, i) => [`s${i}`, vote]),
      added: false,
    })
    // Two camps over the first six, in which one in six sees a thing as the other camp does; most of either agree on
    // the seventh and disagree with the eighth.
    const random = generator(11)
    const vote = (agrees: number) => (random.uniform() < agrees ? 1 : -1)
    const person = (group: string) => {
      const left = group === 'young' ? 5 / 6 : 1 / 6
      const chances = camps.map((_, at) => (at < 3 ? left : at < 6 ? 1 - left : at === 6 ? 0.75 : 0.25))
      return { value: voted(chances.map(vote)), group, people: 1 }
    }
    const said: Said[] = Array.from({ length: 160 }, (_, i) => person(i % 5 < 2 ? 'young' : 'old'))
    const { statements, tables } = resultOf(question, said)

    test('a share with Wilson’s interval, of those who judged', () => {
      for (const [at, { judged, agreePerMille, between }] of statements!.statements.entries()) {
        const agree = tables[0]!.counts[at]![0]!
        const [low, high] = wilsonInterval(agree, 160)!
        expect({ judged, agreePerMille }).toEqual({ judged: 160, agreePerMille: Math.round((1000 * agree) / 160) })
        expect(between).toEqual([Math.floor(1000 * low), Math.ceil(1000 * high)])
      }
    })

    test('declared groups: the widest difference, and what all of them agree with', () => {
      const [ages, ...others] = statements!.declared
      expect(others).toEqual([])
      expect(ages!.groups).toEqual(['young', 'old'])
      const young = said.filter(({ group }) => group === 'young')
      const agree = young.filter(({ value }) => (value as { votes: [string, number][] }).votes[6]![1] === 1).length
      const [shown, rest] = [agree, young.length - agree].map((count) => 5 * Math.round(count / 5))
      expect(ages!.statements[6]!.agreePerMille[0]).toBe(Math.round((1000 * shown!) / (shown! + rest!)))
      const shared = ages!.statements.map(({ sharedPerMille }) => sharedPerMille!)
      expect(shared.indexOf(Math.max(...shared))).toBe(6)
      const apart = ages!.statements.map(({ apartPerMille }) => apartPerMille ?? 1000)
      // Where a cell is hidden nothing is said of the distance.
      const clear = ages!.statements.map((one) => one.clear)
      expect(clear).toEqual(ages!.statements.map(({ apartPerMille }, at) => at < 6 && apartPerMille !== null))
      expect(clear).toContain(true)
      expect(Math.min(...apart.slice(0, 6))).toBeGreaterThan(400)
      expect(Math.max(...apart.slice(6))).toBeLessThan(200)
    })

    test('bridging: what both leanings agree with keeps the most, what they differ over divides', () => {
      const left = statements!.statements.map(({ bridgingHundredths }) => bridgingHundredths!)
      expect(left.indexOf(Math.max(...left))).toBe(6)
      expect(left.indexOf(Math.min(...left))).toBe(7)
      const divides = statements!.statements.map(({ leaningHundredths }) => leaningHundredths!)
      expect(Math.min(...divides.slice(0, 6))).toBeGreaterThan(Math.max(...divides.slice(6)))
    })

    test('opinion groups come out of people drawn again, each with what sets it apart', () => {
      expect(statements!.opinion).toMatchObject({ stable: true, draws: 100 })
      const [larger, smaller] = statements!.opinion!.groups!
      expect(larger!.people).toBeGreaterThan(smaller!.people)
      const apart = (by: 'agree' | 'disagree') =>
        larger!.representative.filter((one) => one.by === by).map(({ id }) => id)
      expect([...apart('agree'), ...apart('disagree')].length).toBeGreaterThan(3)
      expect(apart('agree').every((id) => ['s3', 's4', 's5'].includes(id))).toBe(true)
      expect(apart('disagree').every((id) => ['s0', 's1', 's2'].includes(id))).toBe(true)
    })

    test('no group is shown that chance made', () => {
      const noise: Said[] = Array.from({ length: 150 }, () => ({
        value: voted(camps.map(() => (random.below(3) - 1) as 1 | 0 | -1)),
        people: 1,
      }))
      const { opinion } = resultOf(question, noise).statements!
      expect(opinion).toMatchObject({ stable: false, groups: null })
      expect(opinion!.meanHundredths).toBeLessThan(80)
    })

    test('nothing is said of too few: a small group, a small count, a small camp', () => {
      const old = said.filter(({ group }) => group === 'old')
      const young = said.filter(({ group }) => group === 'young')
      const small = resultOf(question, [...old, ...young.slice(0, 9)]).statements!
      expect(small.declared).toEqual([])
      expect(small.opinion?.groups ?? null).toBeNull()
      const alike = (votes: (1 | -1)[], people: number) => ({ value: voted(votes), people })
      const agreeing = camps.map(() => 1 as const)
      const few = resultOf(question, [alike(agreeing, 60), alike(agreeing.with(0, -1 as never), 9)]).statements!
      expect(few.statements[0]).toMatchObject({ judged: null, agreePerMille: null, between: null })
      expect(few.statements[1]).toMatchObject({ judged: 69, agreePerMille: 1000 })
      expect(resultOf(question, [alike(agreeing, 29)]).statements).toBeNull()
    })

    test('who came first changes nothing', () => {
      expect(resultOf(question, [...said].reverse()).statements).toEqual(statements)
    })
  })

  test('paired and best-worst: shares of comparisons, nobody counted twice on a pair', () => {
    const paired = resultOf(asked('paired', { options: abc, pairs: 2 }), [
      {
        value: {
          pairs: [
            ['a', 'b', 'a'],
            ['c', 'b', null],
          ],
        },
        people: 40,
      },
      { value: { pairs: [['b', 'a', 'b']] }, people: 20 },
    ])
    expect(counts(paired)).toEqual([
      [40, 20, 0],
      [0, 0, 0],
      [0, 0, 40],
    ])
    expect(paired.ranking!.bands).toBeNull()
    const sets = (best: string, worst: string) => ({ sets: [{ shown: ['a', 'b', 'c'], best, worst }] })
    const best = resultOf(asked('best-worst', { options: [...abc, option('d')], sets: 1, size: 3 }), [
      { value: sets('a', 'c'), people: 40 },
      { value: sets('b', 'c'), people: 20 },
    ])
    expect(counts(best)[0]).toEqual([40, 0, 20])
    expect(best.ranking!.order[0]).toEqual(['a'])
  })

  test('points: averages, and the division by independent markets adds up', () => {
    const points = (a: number, b: number, c: number) => ({
      points: [
        ['a', a],
        ['b', b],
        ['c', c],
      ],
    })
    const result = resultOf(asked('points', { options: abc }), [
      { value: points(100, 0, 0), people: 30 },
      { value: points(0, 100, 0), people: 18 },
      { value: points(0, 0, 100), people: 12 },
    ])
    expect(result.figures).toMatchObject({ hundredths: [5000, 3000, 2000] })
    expect(result.division!.map(({ perMille }) => perMille)).toEqual([500, 300, 200])
  })

  test('date, map and text: years, places, and only that something was written', () => {
    const date = resultOf(asked('date', {}), [
      { value: { day: '2026-03-01' }, people: 20 },
      { value: { day: '1999-03-01' }, people: 12 },
    ])
    expect(counts(date)).toEqual([[20, 0, 0, 0, 0, 12, 0]])
    const places = [{ id: 'hill', name: 'Hill', within: null, column: 1, row: 1 }]
    const map = resultOf(asked('map', { level: 'forum', places }), [
      { value: { place: 'hill', pin: null }, people: 20 },
      { value: { place: null, pin: null }, people: 12 },
    ])
    expect(counts(map)).toEqual([[20, 0, 12]])
    const text = resultOf(asked('text', { long: true, limit: 500 }), [{ value: { written: true }, people: 20 }])
    expect(text.participation.answered).toBe(20)
    expect(text.tables).toEqual([])
  })
})

describe('who was asked', () => {
  const first = asked('one', { options: abc })
  const second = asked('text', { long: true, limit: 500 }, { onlyIf: { question: 'q-one', anyOf: ['a'], not: false } })

  test('those led past a question are not among those who left it out', () => {
    const { questions } = everything(
      [first, second],
      [
        { values: [{ option: 'a' }, { written: true }], people: 20 },
        { values: [{ option: 'b' }, undefined], people: 30 },
      ],
    )
    expect(questions[1]!.participation).toEqual({ answered: 20, unsure: 0, skipped: 0, notAsked: 30 })
  })

  test('a version that did not ask it asks nobody', () => {
    const askedIn = { 'q-one': [2] }
    const said = [
      { value: { option: 'a' }, version: 2, people: 20 },
      { value: undefined, version: 1, people: 30 },
    ]
    expect(resultOf(first, said, { askedIn }).participation.notAsked).toBe(30)
  })

  test('an answer that no longer fits the question is no answer to it', () => {
    const said = [
      { value: { option: 'a' }, people: 20 },
      { value: { option: 'gone' }, people: 10 },
    ]
    expect(resultOf(first, said).participation).toMatchObject({ answered: 20, skipped: 10 })
  })
})

describe('small numbers (P-10)', () => {
  test('a small cell is hidden with what would reveal it', () => {
    expect(shownLine([50, 3, 20, 40], 10)).toEqual([50, null, null, 40])
    expect(shownLine([50, 0, 20], 10)).toEqual([50, 0, 20])
  })

  test('where few gave no answer every count is rounded, so that nobody can subtract', () => {
    const { participation, isRounded } = shownParticipation({ answered: 97, unsure: 3, skipped: 0, notAsked: 0 }, rule)
    expect(isRounded).toBe(true)
    expect(participation).toEqual({ answered: 95, unsure: null, skipped: 0, notAsked: 0 })
  })

  test('fewer than the threshold tell nothing at all', () => {
    const result = resultOf(asked('one', { options: abc }), [{ value: { option: 'a' }, people: 9 }])
    expect(result).toMatchObject({ participation: { answered: null }, tables: [], cuts: [], ranking: null })
  })

  test('a cut hides small groups and cells, rounds the rest, and notes a group that differs', () => {
    const result = resultOf(asked('one', { options: abc }), [
      { value: { option: 'a' }, group: 'old', people: 61 },
      { value: { option: 'b' }, group: 'old', people: 22 },
      { value: { option: 'b' }, group: 'young', people: 41 },
      { value: { option: 'a' }, group: 'young', people: 13 },
    ])
    const cut = result.cuts.find(({ dimension }) => dimension === 'ageBand')!
    const [young, old] = cut.groups
    expect(young).toMatchObject({ id: 'young', base: 55, first: ['b'], differs: true })
    expect(young!.counts.slice(0, 2)).toEqual([15, 40])
    expect(old).toMatchObject({ base: 85, first: ['a'], differs: false })
    expect(old!.counts.slice(0, 2)).toEqual([60, 20])
  })

  test('by the other common rule a cut shows zero, hides 1 to 7 and rounds the rest', () => {
    const question = asked('one', { options: abc })
    const said = [
      { value: { option: 'a' }, group: 'old', people: 61 },
      { value: { option: 'b' }, group: 'old', people: 7 },
      { value: { option: 'b' }, group: 'young', people: 42 },
      { value: { option: 'a' }, group: 'young', people: 9 },
    ]
    const shown = (more?: Partial<FormResultsInput>) =>
      resultOf(question, said, more)
        .cuts.find(({ dimension }) => dimension === 'ageBand')!
        .groups.map(({ counts: line }) => line.slice(0, 3))
    expect(shown({ rule: { minBasePct: 30, ...oneToSeven } })).toEqual([
      [null, null, 0],
      [null, null, 0],
    ])
    const apart = [...said.slice(2), { value: { option: 'c' }, group: 'old', people: 33 }]
    const cut = resultOf(question, apart, { rule: { minBasePct: 30, ...oneToSeven } }).cuts[1]!
    expect(cut.groups.map(({ counts: line }) => line.slice(0, 3))).toEqual([
      [10, 40, 0],
      [0, 0, 35],
    ])
  })

  test('no number of 1 to 9 people can be worked out from the exact figures of any question', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 3, maxLength: 6 }), (people) => {
        const total = people.reduce((sum, n) => sum + n, 0)
        const shown = shownLine(people, rule.minCell)
        const hidden = people.filter((_, i) => shown[i] === null)
        const loose = total - shown.reduce<number>((sum, n) => sum + (n ?? 0), 0)
        for (const [i, n] of people.entries()) if (n > 0 && n < rule.minCell) expect(shown[i]).toBeNull()
        if (hidden.length && total >= rule.minCell) {
          expect(hidden.length).toBeGreaterThan(1)
          expect(loose).toBeGreaterThanOrEqual(rule.minCell)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the groups of a cut never leave one hidden cell alone in its line or column', () => {
    const items = [0, 1, 2].map((i) => ({ id: String(i), label: { plain: String(i) } }))
    const one = fc.record({ group: fc.nat(3), said: fc.array(fc.nat(2), { minLength: 1, maxLength: 1 }) })
    fc.assert(
      fc.property(fc.array(one, { minLength: 40, maxLength: 200 }), (people) => {
        const cut = resultCut('ageBand', ['a', 'b', 'c', 'd'], { items, partition: true }, people, rule)
        for (const { counts: line } of cut.groups) {
          expect(line.filter((count) => count === null).length).not.toBe(1)
          for (const count of line) if (count !== null) expect(count % rule.roundTo).toBe(0)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('shares and hidden figures of a cut', () => {
  const items = ['a', 'b', 'c'].map((id) => ({ id, label: { plain: id } }))
  const people = (group: number, ...counts: number[]) =>
    counts.flatMap((count, item) => Array.from({ length: count }, () => ({ group, said: [item] })))
  const cut = (partition: boolean, everybody: { group: number; said: number[] }[]) =>
    resultCut('sex', ['women', 'men', 'other'], { items, partition }, everybody, rule).groups

  test('add up where all of them are shown, from the rounded counts alone', () => {
    const [women] = cut(true, [...people(0, 27, 17, 16), ...people(1, 40, 40, 40)])
    expect(women).toMatchObject({ base: 60, counts: [25, 15, 15], percents: [45, 27, 27] })
    // Any other people behind the same published counts have the same shares: nothing of the rounding is undone.
    const [others] = cut(true, [...people(0, 23, 17, 17), ...people(1, 40, 40, 40)])
    expect(others).toMatchObject({ counts: [25, 15, 15], percents: [45, 27, 27] })
  })

  test('count as nobody in each group what nobody at all said, and hide nothing for it', () => {
    const [women, men] = cut(true, [...people(0, 45, 15, 0), ...people(1, 30, 40, 0)])
    expect(women).toMatchObject({ counts: [45, 15, 0], percents: [75, 25, 0] })
    expect(men).toMatchObject({ counts: [30, 40, 0], percents: [43, 57, 0] })
  })

  test('say that a figure only protects others where everybody can work out that it is not small', () => {
    const choosing = (group: number, chose: number, not: number) => [
      ...Array.from({ length: chose }, () => ({ group, said: [0] })),
      ...Array.from({ length: not }, () => ({ group, said: [1] })),
    ]
    const [women, men, other] = cut(false, [...choosing(0, 90, 195), ...choosing(1, 120, 110), ...choosing(2, 4, 16)])
    // How many chose it in all stands elsewhere, so men are between 104 and 124 of them whatever the others are.
    expect([women!.counts[0], men!.counts[0], other!.counts[0]]).toEqual([90, null, null])
    expect([women!.protecting![0], men!.protecting![0], other!.protecting![0]]).toEqual([false, true, false])
    // Either of two hidden parts may be the small one: telling which would give it away.
    const [first] = cut(true, [...people(0, 4, 12, 40), ...people(1, 12, 14, 40)])
    expect(first!.counts.slice(0, 2)).toEqual([null, null])
    expect(first!.protecting).toEqual([false, false, false])
  })
})

test('the same input gives the same bytes, whatever the order in which people stand', () => {
  const question = asked('order', { options: [...abc, option('d')], most: 2 })
  const said: Said[] = [
    { value: { options: ['a', 'b'], same: false, none: false }, group: 'old', people: 31 },
    { value: { options: ['c', 'a'], same: false, none: false }, group: 'young', people: 24 },
  ]
  const rank = ({ ranking: _, ...rest }: QuestionResult) => JSON.stringify(rest)
  expect(JSON.stringify(resultOf(question, said))).toBe(JSON.stringify(resultOf(question, said)))
  expect(rank(resultOf(question, [...said].reverse()))).toBe(rank(resultOf(question, said)))
  expect(resultOf(question, said).cuts.map(({ dimension }) => dimension)).toEqual(cutDimensions.slice(0, 4))
})
