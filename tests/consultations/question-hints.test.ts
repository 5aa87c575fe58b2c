import { describe, expect, test } from 'vitest'
import { lengthOf } from '../../app/consultations/building/form-length.ts'
import { hintsFor, placeHints, readingAgeOf } from '../../app/consultations/building/question-hints.ts'
import { readingOf, syllables } from '../../app/consultations/building/reading-age.ts'
import type { WorkingQuestion } from '../../app/consultations/building/working-form.ts'

const question = (title: string, given: Partial<WorkingQuestion> = {}): WorkingQuestion => ({
  key: 'q',
  kind: 'text',
  title: { en: title },
  hint: null,
  section: null,
  sharesPage: false,
  required: false,
  unsure: false,
  config: { long: true, limit: 500 },
  onlyIf: null,
  ownedBy: null,
  bank: null,
  ...given,
})
const keys = (title: string, given?: Partial<WorkingQuestion>) => hintsFor(question(title, given)).map(({ key }) => key)

test.each([
  ['bus', 1],
  ['table', 2],
  ['house', 1],
  ['wanted', 2],
  ['asked', 1],
  ['places', 2],
  ['library', 3],
  ['consultation', 4],
  ['people', 2],
  ['the', 1],
  ['time', 1],
  ['whole', 1],
  ['rules', 1],
  ['123', 0],
])('%s has %d syllables', (word, count) => {
  expect(syllables(word)).toBe(count)
})

describe('reading age', () => {
  test('follows the published formula', () => {
    // 12 words, 2 sentences, 21 syllables: 0.39 × 6 + 11.8 × 21/12 − 15.59 = 7.40, plus five years.
    expect(readingOf('The library opens on Sunday. It was never open after dinner before.').age).toBe(12)
  })
  test('rises with long words and long sentences, and is not given for a few words', () => {
    const hard =
      'To what extent do you consider that the aforementioned infrastructural interventions will facilitate sustainable intergenerational mobility across neighbourhoods?'
    expect(readingOf(hard).age).toBeGreaterThan(16)
    expect(readingOf(hard).longWords).toContain('intergenerational')
    expect(readingOf('Where do you live?').age).toBeNull()
    expect(readingAgeOf({ title: { en: '' }, lead: { en: '' }, questions: [] })).toBeNull()
  })
})

test.each([
  ['Don’t you agree that the park needs lights?', 'leading'],
  ['Do you agree that buses should run later?', 'leading'],
  ['How important is a clean street to you?', 'leading'],
  ['Obviously the road is too busy. What should we do?', 'leading'],
  ['What should we do about wasteful spending?', 'loaded'],
  ['How satisfied are you with the parks and the roads?', 'double'],
  ['Should the library open later or close on Sundays?', 'double'],
  ['Should we not stop cars in the high street?', 'double_negative'],
  ['Do you always feel safe?', 'absolute'],
])('“%s” is hinted at as %s', (title, key) => {
  expect(keys(title)).toContain(key)
})

test.each([
  'How do you mostly get about?',
  'How satisfied or dissatisfied are you with your local area?',
  'What makes it hard to use a bus?',
  'Which of these matter most to you?',
  'How often do you use health and social care?',
])('“%s” has no hint', (title) => {
  expect(keys(title)).toEqual([])
})

test('a balanced scale is one thing, and statements are read one by one', () => {
  expect(keys('How satisfied or dissatisfied are you with the park?')).toEqual([])
  const item = (en: string) => ({ id: en.slice(0, 5), title: { en }, example: null })
  const statements = { statements: [item('Buses stop too early'), item('Roads are busy and shops are dear')] }
  expect(keys('What do you think of these?', { kind: 'statements', config: statements })).toEqual(['double'])
})

test('more than twelve questions or eight minutes is long, and not before', () => {
  const form = (n: number, given?: Partial<WorkingQuestion>) => ({
    title: { en: 'x' },
    lead: { en: 'y' },
    questions: Array.from({ length: n }, (_, i) => question(`Question ${i}`, { key: `q${i}`, ...given })),
  })
  const short = { kind: 'number' as const, config: { least: 0, most: 9 } }
  expect(lengthOf(form(11, short))).toMatchObject({ questions: 12, isLong: false })
  expect(lengthOf(form(12, short))).toMatchObject({ questions: 13, isLong: true })
  // Ten long texts of 45 seconds, where one lives and the check: 480 seconds.
  expect(lengthOf(form(10))).toMatchObject({ minutes: 8, isLong: false })
  expect(lengthOf(form(11))).toMatchObject({ minutes: 9, isLong: true })
})

test('a point on a map is said to be lost where the question shares its page', () => {
  const map = question('Where is it dark?', { key: 'map', kind: 'map', config: { level: 'district', pin: true } })
  const on = (...questions: WorkingQuestion[]) =>
    placeHints({ title: { en: '' }, lead: { en: '' }, questions }, map).map(({ key }) => key)
  const after = question('Why?', { key: 'why', sharesPage: true })
  expect(on(map, after)).toEqual(['pin_shares_page'])
  expect(on(map, { ...after, sharesPage: false })).toEqual([])
  const first = question('When?', { key: 'when' })
  expect(on(first, { ...map, sharesPage: true })).toEqual(['pin_shares_page'])
  expect(on(first, map)).toEqual([])
})
