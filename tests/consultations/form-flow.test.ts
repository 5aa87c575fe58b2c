import { describe, expect, test } from 'vitest'
import {
  askedQuestions,
  type FormState,
  firstMissing,
  formSteps,
  nextStep,
  pagesOf,
  previousStep,
  progressOf,
  reachable,
  sentAnswers,
} from '../../app/consultations/answering/form-flow.ts'
import {
  type Condition,
  type Form,
  type FormAnswers,
  type FormQuestion,
  fitting,
} from '../../app/consultations/form.ts'
import { kindNamed } from '../../app/consultations/kinds/kinds.ts'

const options = ['yes', 'no', 'maybe'].map((id) => ({ id, title: id }))
function question(key: string, given: Partial<FormQuestion> & { onlyIf?: Condition } = {}): FormQuestion {
  return {
    id: `c-q-${key}`,
    key,
    kind: 'one',
    page: key.charCodeAt(0),
    title: key,
    hint: null,
    section: null,
    required: true,
    unsure: true,
    config: kindNamed('one').config.parse({ options }),
    onlyIf: null,
    ownedBy: null,
    ...given,
  }
}
const when = (key: string, anyOf: string[], not = false): Condition => ({ question: `c-q-${key}`, anyOf, not })
const form: Form = {
  consultationId: 'c',
  version: 1,
  questions: [
    question('a'),
    question('b', { onlyIf: when('a', ['yes']) }),
    question('c', { onlyIf: when('b', ['no', 'unsure']) }),
    question('d', { onlyIf: when('a', ['yes'], true), required: false }),
    question('e'),
    question('f', { page: 101, required: false }),
  ],
}
const said = (answers: Record<string, string>): FormAnswers =>
  Object.fromEntries(
    Object.entries(answers).map(([key, option]) => [
      `c-q-${key}`,
      { value: option === 'unsure' ? 'unsure' : { option }, text: '' },
    ]),
  )
const state = (answers: Record<string, string>, given: Partial<FormState> = {}): FormState => ({
  form,
  area: { kind: 'unsaid' },
  answers: said(answers),
  hasForums: () => true,
  ...given,
})

describe('which questions are asked', () => {
  test.each([
    [{}, ['a', 'd', 'e', 'f']],
    [{ a: 'yes' }, ['a', 'b', 'e', 'f']],
    [{ a: 'yes', b: 'no' }, ['a', 'b', 'c', 'e', 'f']],
    [{ a: 'yes', b: 'unsure' }, ['a', 'b', 'c', 'e', 'f']],
    [{ a: 'no', b: 'no' }, ['a', 'd', 'e', 'f']],
  ])('%j leads to %j', (answers, keys) => {
    expect(askedQuestions(form, said(answers)).map(({ key }) => key)).toEqual(keys)
  })

  test('an answer to a question that is no longer asked is not sent, and leads nowhere', () => {
    const answers = said({ a: 'no', b: 'no', c: 'yes', e: 'yes' })
    expect(Object.keys(sentAnswers(form, answers))).toEqual(['c-q-a', 'c-q-e'])
  })

  test('questions with the same page number share a page under the key of the first', () => {
    expect(pagesOf(form, said({})).map(({ key, questions }) => [key, questions.length])).toEqual([
      ['a', 1],
      ['d', 1],
      ['e', 2],
    ])
  })
})

describe('the way through the pages', () => {
  test('begins with the area and its part, and ends with the check', () => {
    expect(formSteps(state({}, { area: null }))).toEqual(['where', 'a', 'd', 'e', 'check'])
    const district = { kind: 'district' as const, district: 'north', forum: null }
    expect(formSteps(state({}, { area: district }))).toEqual(['where', 'part', 'a', 'd', 'e', 'check'])
    expect(formSteps(state({}, { area: district, hasForums: () => false }))).not.toContain('part')
  })

  test('stops at the first page that lacks a required answer', () => {
    expect(firstMissing(state({}, { area: null }))).toBe('where')
    expect(firstMissing(state({ a: 'no' }))).toBe('e')
    expect(firstMissing(state({ a: 'no', e: 'unsure' }))).toBe('check')
    expect(reachable('check', state({ a: 'yes' }))).toBe('b')
    expect(reachable('a', state({ a: 'yes' }))).toBe('a')
    expect(reachable('c', state({ a: 'no' }))).toBeUndefined()
    expect(reachable('gone', state({}))).toBeUndefined()
  })

  test('a changed answer leads through what it now asks besides, then back to the check', () => {
    const before = state({ a: 'no', e: 'yes' })
    expect(nextStep('a', before, state({ a: 'yes', e: 'yes' }), true)).toBe('b')
    expect(nextStep('a', before, state({ a: 'maybe', e: 'yes' }), true)).toBe('check')
    expect(nextStep('a', before, state({ a: 'yes', e: 'yes' }), false)).toBe('b')
    const district = { area: { kind: 'district' as const, district: 'north', forum: null } }
    expect(nextStep('where', before, state({ a: 'no', e: 'yes' }, district), true)).toBe('part')
    expect(previousStep('a', before, true)).toBe('check')
    expect(previousStep('a', before, false)).toBe('where')
    expect(previousStep('where', before, false)).toBeNull()
  })

  test('says which question of how many, as many as are asked now', () => {
    expect(progressOf('where', state({}))).toEqual({ number: 1, total: 4 })
    expect(progressOf('part', state({}))).toEqual({ number: 1, total: 4 })
    expect(progressOf('e', state({ a: 'yes', b: 'no' }))).toEqual({ number: 5, total: 5 })
    expect(progressOf('check', state({}))).toBeNull()
  })
})

test('answers that a changed form no longer asks for are told from those that stay', () => {
  const fewer: Form = {
    ...form,
    version: 2,
    questions: [
      question('a', { config: kindNamed('one').config.parse({ options: options.slice(1) }) }),
      question('e', { unsure: false }),
      question('f'),
    ],
  }
  const answers = said({ a: 'yes', b: 'no', e: 'unsure', f: 'maybe' })
  expect(fitting(fewer, answers)).toEqual({ kept: said({ f: 'maybe' }), dropped: ['c-q-a', 'c-q-b', 'c-q-e'] })
  expect(fitting(form, { ...answers, 'c-q-a': { value: { chosen: 7 }, text: '' } }).dropped).toEqual(['c-q-a'])
})
