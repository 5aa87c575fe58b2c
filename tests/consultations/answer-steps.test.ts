import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  firstMissing,
  nextStep,
  previousStep,
  questionNumber,
  reachable,
  type Step,
  steps,
} from '../../app/consultations/answering/answer-steps.ts'
import { type Answers, noAnswers } from '../../app/consultations/answering/answers.ts'

const hasForums = (district: string) => district === 'north'
const whole: Answers = {
  area: { kind: 'district', district: 'north', forum: null },
  picks: ['a', 'b'],
  none: false,
  somethingElse: '',
  order: 'places',
  why: '',
}

const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  area: fc.constantFrom<Answers['area']>(null, { kind: 'unsaid' }, whole.area, {
    kind: 'district',
    district: 'south',
    forum: null,
  }),
  picks: fc.subarray(['a', 'b', 'c']),
  none: fc.boolean(),
  somethingElse: fc.constantFrom('', 'Trams'),
  order: fc.constantFrom<Answers['order']>(null, 'places', 'same'),
  why: fc.constant(''),
})

test('leads through every question once and back the same way', () => {
  const seen: (Step | null)[] = ['area']
  while (seen.at(-1) !== 'check') seen.push(nextStep(seen.at(-1)!, whole, hasForums, false))
  expect(seen).toEqual(['area', 'forum', 'pick', 'order', 'why', 'check'])
  const back: (Step | null)[] = ['check']
  while (back.at(-1)) back.push(previousStep(back.at(-1)!, whole, hasForums, false))
  expect(back).toEqual(['check', 'why', 'order', 'pick', 'forum', 'area', null])
})

test('asks for an order of two or more only, and for a part only where there are parts', () => {
  const one: Answers = { ...whole, picks: ['a'], order: null, area: { kind: 'outside' } }
  expect(nextStep('area', one, hasForums, false)).toBe('pick')
  expect(nextStep('pick', one, hasForums, false)).toBe('why')
  expect(previousStep('why', one, hasForums, false)).toBe('pick')
  expect(questionNumber('forum')).toBe(1)
})

test('a change leads back to the check page, by way of what it made missing', () => {
  expect(nextStep('why', whole, hasForums, true)).toBe('check')
  expect(nextStep('area', whole, hasForums, true)).toBe('forum')
  expect(nextStep('forum', whole, hasForums, true)).toBe('check')
  expect(nextStep('pick', { ...whole, order: null }, hasForums, true)).toBe('order')
  expect(previousStep('pick', whole, hasForums, true)).toBe('check')
})

test('no page can be reached before what it rests on, and none leads nowhere', () => {
  fc.assert(
    fc.property(anyAnswers, fc.constantFrom(...steps), fc.boolean(), (answers, step, changing) => {
      const reached = reachable(step, answers, hasForums)
      expect(reachable(reached, answers, hasForums)).toBe(reached)
      expect(steps.indexOf(reached)).toBeLessThanOrEqual(steps.indexOf(firstMissing(answers)))
      if (reached !== 'check') expect(steps).toContain(nextStep(reached, answers, hasForums, changing))
    }),
  )
})

test('only whole answers reach the check page', () => {
  expect(firstMissing(noAnswers)).toBe('area')
  expect(firstMissing({ ...whole, picks: [], order: null })).toBe('pick')
  expect(firstMissing({ ...whole, picks: [], order: null, none: true })).toBe('check')
  expect(firstMissing({ ...whole, order: null })).toBe('order')
  expect(firstMissing(whole)).toBe('check')
})
