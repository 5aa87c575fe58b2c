import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bodyHash } from '../../app/consultations/answering/answer-body.ts'
import { answerTo } from '../../app/consultations/answering/answer-change.ts'
import {
  type Asked,
  readArea,
  readOnePage,
  readOrder,
  readPick,
  readWhy,
} from '../../app/consultations/answering/answer-forms.ts'
import {
  type Answers,
  choseNone,
  needsOrder,
  noAnswers,
  sameRank,
  withPicks,
} from '../../app/consultations/answering/answers.ts'

const options = ['a', 'b', 'c', 'd', 'e']
const asked: Asked = {
  options,
  picksMax: 3,
  districts: new Map([
    ['north', ['hill', 'dale']],
    ['south', []],
  ]),
}
const keysOf = (taken: { problems: readonly { key: string }[] }) => taken.problems.map((p) => p.key)

describe('choosing', () => {
  test('four of three is too many, and says how many', () => {
    const taken = readPick({ pick: ['a', 'b', 'c', 'd'] }, asked)
    expect(taken.problems).toEqual([{ field: 'pick', key: 'too_many', values: { count: 3, most: 3, chosen: 4 } }])
  })

  test('nothing, or nothing and something, is not an answer; "none of these" is', () => {
    expect(keysOf(readPick({}, asked))).toEqual(['pick_one'])
    expect(keysOf(readPick({ pick: ['a'], none: ['yes'] }, asked))).toEqual(['none_and_more'])
    expect(readPick({ none: ['yes'] }, asked).value).toEqual({ picks: [], none: true, somethingElse: '' })
  })

  test('something else takes one of the places, with or without its tick, and needs its words', () => {
    expect(keysOf(readPick({ pick: ['a', 'b', 'c', 'else'], something_else: ['Trams'] }, asked))).toEqual(['too_many'])
    expect(keysOf(readPick({ pick: ['a', 'b', 'c'], something_else: ['Trams'] }, asked))).toEqual(['too_many'])
    expect(keysOf(readPick({ pick: ['else'] }, asked))).toEqual(['say_what'])
    expect(readPick({ something_else: [' Trams '] }, asked).value).toEqual({
      picks: [],
      none: false,
      somethingElse: 'Trams',
    })
  })

  test('takes exactly the sets of one to three known options, whatever else is posted', () => {
    const posted = fc.uniqueArray(fc.constantFrom(...options, 'x', '__proto__'))
    fc.assert(
      fc.property(posted, (pick) => {
        const known = options.filter((o) => pick.includes(o))
        const { value } = readPick({ pick }, asked)
        expect(value?.picks ?? null).toEqual(known.length >= 1 && known.length <= 3 ? known : null)
      }),
    )
  })
})

describe('an order', () => {
  test('takes every permutation and nothing else', () => {
    const three = fc.constantFrom('a', 'b', 'c').chain(() => fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)))
    fc.assert(
      fc.property(three, (places) => {
        const sent = { 'place-a': [String(places[0])], 'place-b': [String(places[1])], 'place-c': [String(places[2])] }
        const { value } = readOrder(sent, ['a', 'b', 'c'])
        const whole = [...places].sort().join() === '1,2,3'
        expect(value !== null).toBe(whole)
        if (whole) expect(value!.picks.map((id) => places['abc'.indexOf(id)])).toEqual([1, 2, 3])
      }),
    )
  })

  test('or they matter the same: of the two, what was said last, because no browser takes a place away again', () => {
    const same = { picks: ['a', 'b'], order: 'same' }
    expect(readOrder({ same: ['yes'] }, ['a', 'b']).value).toEqual(same)
    const both = { same: ['yes'], 'place-a': ['2'], 'place-b': ['1'] }
    expect(readOrder(both, ['a', 'b'], 'places').value).toEqual(same)
    expect(readOrder({ same: ['yes'], 'place-a': ['1'] }, ['a', 'b']).value).toEqual(same)
    expect(readOrder(both, ['a', 'b'], 'same').value).toEqual({ picks: ['b', 'a'], order: 'places' })
    expect(readOrder({ same: ['yes'], 'place-a': ['1'] }, ['a', 'b'], 'same').value).toEqual(same)
    const twice = readOrder({ 'place-a': ['1'], 'place-b': ['1'] }, ['a', 'b'])
    expect(twice.problems).toEqual([{ field: 'place-b', key: 'place_twice', values: { place: 1 } }])
  })

  test('survives only as long as the very same things are chosen', () => {
    const ordered: Answers = { ...noAnswers, picks: ['b', 'a'], order: 'places' }
    expect(withPicks(ordered, { picks: ['a', 'b'], none: false, somethingElse: 'x' })).toMatchObject({
      picks: ['b', 'a'],
      order: 'places',
      somethingElse: 'x',
    })
    expect(withPicks(ordered, { picks: ['a', 'c'], none: false, somethingElse: '' })).toMatchObject({
      picks: ['a', 'c'],
      order: null,
    })
  })
})

describe('where and why', () => {
  test('an area is one that exists, outside, or unsaid', () => {
    expect(readArea({ area: ['district:north'] }, asked).value).toEqual({
      kind: 'district',
      district: 'north',
      forum: null,
    })
    expect(readArea({ area: ['forum:dale'] }, asked).value).toEqual({
      kind: 'district',
      district: 'north',
      forum: 'dale',
    })
    expect(readArea({ area: ['outside'] }, asked).value).toEqual({ kind: 'outside' })
    for (const area of ['', 'district:west', 'forum:coast', 'dale']) {
      expect(keysOf(readArea({ area: [area] }, asked))).toEqual(['area'])
    }
  })

  test('the same district again keeps the part of it', () => {
    const answers: Answers = { ...noAnswers, area: { kind: 'district', district: 'north', forum: 'dale' } }
    const again = (area: string) => answerTo('area', { area: [area] }, answers, asked).value!(answers).area
    expect(again('district:north')).toEqual(answers.area)
    expect(again('district:south')).toEqual({ kind: 'district', district: 'south', forum: null })
  })

  test('text of 500 characters is taken, one more is counted back', () => {
    expect(readWhy({ why: ['x'.repeat(500)] }).value).toEqual({ why: 'x'.repeat(500) })
    expect(readWhy({ why: ['x'.repeat(501)] }).problems[0]).toMatchObject({ values: { limit: 500, written: 501 } })
  })
})

describe('the one-page edition', () => {
  test('says the same as the pages do', () => {
    const sent = { area: ['forum:hill'], 'choice-1': ['c'], 'choice-2': ['a'], why: ['Because.\r\nYes.'] }
    expect(readOnePage(sent, asked).value).toEqual({
      area: { kind: 'district', district: 'north', forum: 'hill' },
      picks: ['c', 'a'],
      none: false,
      somethingElse: '',
      order: 'places',
      why: 'Because.\nYes.',
    })
    expect(readOnePage({ ...sent, same: ['yes'] }, asked).value?.order).toBe('same')
    expect(readOnePage({ area: ['unsaid'], 'choice-2': ['a'] }, asked).value).toMatchObject({
      picks: ['a'],
      order: null,
    })
  })

  test('names everything that is wrong at once', () => {
    const { problems } = readOnePage({ 'choice-1': ['a'], 'choice-3': ['a'], why: ['x'.repeat(600)] }, asked)
    expect(problems.map((p) => [p.field, p.key])).toEqual([
      ['area', 'area'],
      ['choice-3', 'chosen_twice'],
      ['why', 'too_long'],
    ])
  })
})

test('who chose no option is in the base as choosing none; one pick is never "the same"', () => {
  expect(choseNone({ picks: [] })).toBe(true)
  expect(choseNone({ picks: ['a'] })).toBe(false)
  expect(needsOrder({ picks: ['a'] })).toBe(false)
  expect(sameRank({ picks: ['a'], order: 'same' })).toBe(false)
  expect(sameRank({ picks: ['a', 'b'], order: 'same' })).toBe(true)
})

test('the hash of a body tells other answers and other keys apart', () => {
  const body: Answers = { ...noAnswers, picks: ['a', 'b'], order: 'places' }
  expect(bodyHash('k', { ...body })).toBe(bodyHash('k', body))
  expect(bodyHash('k', { ...body, picks: ['b', 'a'] })).not.toBe(bodyHash('k', body))
  expect(bodyHash('l', body)).not.toBe(bodyHash('k', body))
})
