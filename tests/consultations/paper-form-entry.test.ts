import { describe, expect, test } from 'vitest'
import { readQuestions } from '../../app/consultations/building/form-reading.ts'
import { askedOf, type Form, type FormQuestion } from '../../app/consultations/form.ts'
import { type ConfigOf, type KindName, kindNamed } from '../../app/consultations/kinds/kinds.ts'
import { pairsFor } from '../../app/consultations/kinds/paired.ts'
import {
  comparedFormFields,
  formAnswersOf,
  formPaperVersion,
  isBlank,
  markedIn,
  readFormEntry,
} from '../../app/consultations/paper/paper-form-entry.ts'
import { printedQuestion } from '../../app/consultations/paper/printed-form.ts'

const option = (id: string) => ({ id, title: id })
const options = ['a', 'b', 'c', 'd'].map(option)
const abc = options.slice(0, 3)
const asked = (kind: KindName, config: unknown, given: Partial<FormQuestion> = {}): FormQuestion => ({
  ...{ id: kind, key: kind, kind, page: 1, title: kind, hint: null, section: null, required: false, unsure: true },
  ...{ onlyIf: null, ownedBy: null },
  config: kindNamed(kind).config.parse(config),
  ...given,
})
const pairs = asked('paired', { options: abc, pairs: 3 })
const questions = [
  asked('one', { options: abc, other: true }),
  asked('many', { options, other: true, most: 2 }),
  asked('order', { options, most: 2 }),
  asked('rank', { options: abc }),
  asked('points', { options: abc, total: 100 }),
  asked('spend', { options: abc.map((one, i) => ({ ...one, cost: 10 * (i + 1) })), budget: 40 }),
  asked('statements', { statements: abc }),
  asked('matrix', { rows: abc.slice(0, 2), columns: ['low', 'high'].map(option) }),
  pairs,
  asked('best-worst', { options, sets: 2, size: 3 }),
  asked('rate', { from: 0, to: 10, low: 'low', high: 'high' }),
  asked('number', { least: 0, most: 50 }),
  asked('date', {}),
  asked('map', { level: 'district' }),
  asked('text', { long: true, limit: 100 }),
]
const form: Form = { consultationId: 'c', version: 3, questions }
const seed = 5
const reading = { form, districts: ['north', 'south'], seed }
const key = (keys: Record<string, string>, more: Partial<Parameters<typeof readFormEntry>[0]> = {}) =>
  readFormEntry({ area: '1', language: 'en', late: false, words: {}, ...more, keys }, reading)
const entryOf = (...given: Parameters<typeof key>) => {
  const read = key(...given)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.entry
}
const problemsOf = (...given: Parameters<typeof key>) => {
  const read = key(...given)
  return read.ok ? [] : read.problems.map((one) => [one.field, 'trouble' in one ? one.trouble.key : one.key])
}

/** What is ticked and written on one form: the numbers keyed, and the same answers on the resident's pages. */
const paper: Record<string, string> = {
  one: '4',
  many: '2 4',
  order: '3/1',
  rank: '2 1 3',
  points: '50 0 50',
  spend: '1 3',
  statements: '1 3 2',
  matrix: '23',
  paired: '2 1 3',
  'best-worst': '1 2 3 4',
  rate: '7',
  number: '12',
  date: '27.3.2026',
}
const written = { one: 'A tram', map: 'Mill Lane', text: 'The last bus' }
const rather = (left: string, right: string) => ['b', 'a', 'c'].find((id) => id === left || id === right)!
const online: Record<string, string[]> = {
  'q-one': ['other'],
  'q-one-other': ['A tram'],
  'q-many': ['b', 'd'],
  'q-order-1': ['c'],
  'q-order-2': ['a'],
  'q-order-same': ['yes'],
  'q-rank-a': ['2'],
  'q-rank-b': ['1'],
  'q-rank-c': ['3'],
  'q-points-a': ['50'],
  'q-points-c': ['50'],
  'q-spend': ['a', 'c'],
  'q-statements-a': ['agree'],
  'q-statements-b': ['pass'],
  'q-statements-c': ['disagree'],
  'q-matrix-a': ['high'],
  'q-matrix-b': ['unsure'],
  'q-rate': ['7'],
  'q-number': ['12'],
  'q-date-day': ['27'],
  'q-date-month': ['3'],
  'q-date-year': ['2026'],
  'q-map-words': ['Mill Lane'],
  'q-text': ['The last bus'],
}

describe('a printed form keyed with number keys', () => {
  test('gives the very answers that the resident’s pages give, whatever the kind', () => {
    const { given, area, version } = entryOf(paper, { words: written })
    expect([area, version]).toEqual(['north', 3])
    const { answers, troubles } = readQuestions(questions, online, seed, '2026-11-28')
    expect(troubles).toEqual([])
    const { paired, 'best-worst': bestWorst, ...others } = given
    expect(others).toEqual(answers)
    // Pairs and groups are on paper one list to put in order, and each is judged as that order says.
    const { value } = paired as { value: { pairs: [string, string, string][] } }
    expect(value.pairs.length).toBe(3)
    expect(value.pairs.map(([left, right]) => [left, right])).toEqual(
      pairsFor(pairs.config as ConfigOf<'paired'>, askedOf(pairs, seed).seed),
    )
    for (const [left, right, chosen] of value.pairs) expect(chosen).toBe(rather(left, right))
    const { sets } = (bestWorst as { value: { sets: { shown: string[]; best: string; worst: string }[] } }).value
    for (const { shown, best, worst } of sets) {
      expect([best, worst]).toEqual([[...shown].sort()[0], [...shown].sort().at(-1)])
    }
  })

  test('names no best and no worst where places are shared: that is kept as written and left out', () => {
    for (const keys of ['1 1 1 1', '1 2 2 2', '1 1 2 3', '1 2 2 3']) {
      expect(problemsOf({ 'best-worst': keys })).toEqual([['q-best-worst', 'tied']])
      expect(markedIn(entryOf({ 'best-worst': `*${keys}` }))).toEqual({ unclear_answers: 1, over_answers: 0 })
    }
    expect(problemsOf({ paired: '1 1 1' })).toEqual([])
  })

  test('takes no ticks for too many that are not: an answer is not thrown out by a sign', () => {
    const any = { ...form, questions: [asked('many', { options: abc, most: 3 })] }
    const keyAny = (keys: string) =>
      readFormEntry(
        { area: '1', language: 'en', late: false, words: {}, keys: { many: keys } },
        { ...reading, form: any },
      )
    expect(keyAny('+1 2 3')).toMatchObject({ ok: false, problems: [{ key: 'not_over', values: { most: 3 } }] })
    expect(keyAny('1 2 3')).toMatchObject({ ok: true })
    expect(problemsOf({ one: '+1', many: '+1 2', order: '+1 2' })).toEqual([
      ['q-one', 'not_over'],
      ['q-many', 'not_over'],
      ['q-order', 'not_over'],
    ])
    expect(markedIn(entryOf({ one: '+1 2', many: '+1 2 3', order: '+' }))).toEqual({
      unclear_answers: 0,
      over_answers: 3,
    })
  })

  test('every kind has a printed form, and a field or lines to key it by', () => {
    const say = { text: String, words: String, limits: String, figure: String, day: String }
    for (const question of questions) expect(printedQuestion(question, 2, say).length).toBeGreaterThan(1)
    const unasked = Object.keys(entryOf({}).given)
    expect(unasked).toEqual(questions.map(({ id }) => id))
  })

  test('what is unclear or over is kept as written and is no answer; left blank is nothing', () => {
    const entry = entryOf({ one: '*', order: '+ 1 2 3', rank: '-', many: '0', number: '?' })
    expect(entry.given.one).toEqual({ mark: 'unclear', keyed: '' })
    expect(entry.given.order).toEqual({ mark: 'over', keyed: '1 2 3' })
    expect(entry.given.rank).toBeNull()
    expect(formAnswersOf(entry, form)).toEqual({
      many: { value: { options: [], none: true, other: false }, text: '' },
      number: { value: 'unsure', text: '' },
    })
    expect(markedIn(entry)).toEqual({ unclear_answers: 1, over_answers: 1 })
    expect([isBlank(entry), isBlank(entryOf({}))]).toEqual([false, true])
  })

  test('“not sure” is the answer that the pages keep, of every kind that offers it', () => {
    const unsure = questions.filter(({ kind }) => kind !== 'statements' && kind !== 'text' && kind !== 'matrix')
    const { given } = entryOf(
      Object.fromEntries([...unsure, asked('matrix', questions[7]!.config)].map(({ id }) => [id, '?'])),
    )
    for (const { id } of unsure) expect([id, given[id]]).toEqual([id, { value: 'unsure', text: '' }])
    expect(given.matrix).toMatchObject({
      value: {
        rows: [
          ['a', 'unsure'],
          ['b', 'unsure'],
        ],
      },
    })
  })

  test('everything that cannot stand on the paper is named at once, by its question', () => {
    expect(
      problemsOf(
        {
          one: '1 2',
          many: '1 2 3',
          order: '1 2 3',
          rank: '1 2',
          spend: '9',
          statements: '1 4 1',
          rate: '11',
          date: '31 2 2026',
        },
        { area: '4' },
      ),
    ).toEqual([
      ['area', 'area'],
      ['q-one', 'one_only'],
      ['q-many', 'too_many'],
      ['q-order', 'over'],
      ['q-rank', 'figures'],
      ['q-spend', 'number'],
      ['q-statements', 'grid'],
      ['q-rate', 'unknown'],
      ['q-date', 'date'],
    ])
    expect(problemsOf({ statements: '?' })).toEqual([['q-statements', 'no_unsure']])
    expect(problemsOf({ many: '2 2' })).toEqual([['q-many', 'twice']])
  })

  test('an area of the printed list is the same answer as on the map, outside and words too', () => {
    const place = (id: string, row: number) => ({ id, name: id, within: null, column: 1, row })
    const listed = {
      ...asked('map', { level: 'district', places: [place('north', 1), place('south', 2)] }),
      unsure: true,
    }
    const mapped = { ...reading, form: { ...form, questions: [listed] } }
    const keyed = (keys: string, text = '') =>
      readFormEntry({ area: '1', language: 'en', late: false, words: { map: text }, keys: { map: keys } }, mapped)
    const online = (sent: Record<string, string[]>) =>
      kindNamed('map').read(sent, { name: 'q-map', config: listed.config, unsure: true, seed } as never)
    const given = (...of: Parameters<typeof keyed>) => {
      const read = keyed(...of)
      return read.ok ? { kind: 'taken', given: read.entry.given[listed.id] } : read.problems
    }
    const same = (sent: Record<string, string[]>) => ({
      kind: 'taken',
      given: (online(sent) as never as { given: unknown }).given,
    })
    expect(given('2')).toEqual(same({ 'q-map': ['south'] }))
    expect(given('1', 'By the mill')).toEqual(same({ 'q-map': ['north'], 'q-map-words': ['By the mill'] }))
    expect(given('0')).toEqual(same({ 'q-map': ['outside'] }))
    expect(given('', 'Mill Lane')).toEqual(same({ 'q-map-words': ['Mill Lane'] }))
    expect(given('3')).toMatchObject([{ key: 'number' }])
    expect(given('1 2')).toMatchObject([{ key: 'one_only' }])
    // Another list of areas is another printed form; how they lie on a screen is not.
    const versionOf = (config: object) =>
      formPaperVersion({ ...form, questions: [{ ...listed, config: { ...(listed.config as object), ...config } }] }, [])
    expect(versionOf({ lie: true })).toBe(versionOf({}))
    expect(versionOf({ places: [place('south', 1), place('north', 2)] })).not.toBe(versionOf({}))
  })

  test('what is wrong with own words stands on their own field, and none are dropped without a word', () => {
    expect(problemsOf({ one: '4', map: '' }, { words: { map: 'x'.repeat(201) } })).toEqual([
      ['w-one', 'say_what'],
      ['w-map', 'too_long'],
    ])
    expect(problemsOf({ map: 'Mill Lane' })).toEqual([['q-map', 'no_number']])
    expect(problemsOf({ map: '?', one: '?', many: '0' }, { words: { ...written, many: 'A tram' } })).toEqual([
      ['q-one', 'other_and_choice'],
      ['q-many', 'none_and_more'],
      ['w-map', 'unsure_and_more'],
    ])
    const { given } = entryOf({ one: '+1 2', map: '*' }, { words: written })
    expect(given.one).toEqual({ mark: 'over', keyed: '1 2 · A tram' })
    expect(given.map).toEqual({ mark: 'unclear', keyed: 'Mill Lane' })
  })

  test('a day on paper may be any between opening and arrival, where the limit is the day of the answer', () => {
    const when = asked('date', { earliest: 'today', latest: 'today' })
    const keyed = (date: string) => {
      const answered = { first: '2026-11-01', last: '2026-11-20' }
      const asks = { ...reading, form: { ...form, questions: [when] }, answered }
      const read = readFormEntry({ area: '', language: 'en', late: false, words: {}, keys: { date } }, asks)
      return read.ok ? [] : read.problems.map((one) => ('trouble' in one ? one.trouble : one.key))
    }
    expect([keyed('1.11.2026'), keyed('20.11.2026')]).toEqual([[], []])
    expect(keyed('21.11.2026')).toMatchObject([{ key: 'date_late', values: { day: '2026-11-20' } }])
    expect(keyed('31.10.2026')).toMatchObject([{ key: 'date_early', values: { day: '2026-11-01' } }])
  })

  test('an answer to a question that an earlier answer does not lead to is not sent, as online', () => {
    const routed = asked('number', { least: 0, most: 50 }, { onlyIf: { question: 'one', anyOf: ['a'], not: false } })
    const short: Form = { ...form, questions: [questions[0]!, routed] }
    const sent = (one: string) => {
      const read = readFormEntry(
        { area: '', language: 'en', late: false, words: {}, keys: { one, number: '7' } },
        { ...reading, form: short },
      )
      return Object.keys(formAnswersOf((read as { entry: ReturnType<typeof entryOf> }).entry, short))
    }
    expect([sent('1'), sent('2')]).toEqual([['one', 'number'], ['one']])
  })

  test('two keyings are compared by area, lateness and every question, not by words', () => {
    const [first, second] = [
      entryOf(paper, { words: written }),
      entryOf({ ...paper, rate: '8' }, { words: { ...written, text: 'Bus' } }),
    ]
    const fields = comparedFormFields(first)
    expect(fields).toHaveLength(2 + questions.length)
    expect(fields.filter((field, i) => field !== comparedFormFields(second)[i])).toEqual(['{"points":7}'])
  })
})
