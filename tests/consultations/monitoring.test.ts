import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  answered,
  censusAgeBand,
  chosenCode,
  codesOf,
  ethnicDetails,
  type Monitoring,
  monitoringCells,
  monitoringSteps,
  nextMonitoringStep,
  noMonitoring,
  preferNot,
  previousMonitoringStep,
} from '../../app/consultations/equality/monitoring.ts'

const anybody: fc.Arbitrary<Monitoring> = fc
  .array(fc.tuple(fc.constantFrom(...monitoringSteps), fc.nat(6)))
  .map((replies) =>
    replies.reduce((known, [step, i]) => answered(step, codesOf(step, known)[i] ?? preferNot, known), noMonitoring),
  )

test('the nineteen boxes of Census 2021 stand in five groups', () => {
  expect(Object.values(ethnicDetails).flat()).toHaveLength(19)
  expect(Object.keys(ethnicDetails)).toEqual(['asian', 'black', 'mixed', 'white', 'other'])
})

test('prefer not to say, nothing, and codes of another page all leave a question unanswered', () => {
  for (const code of [preferNot, '', 'male', 'constructor'])
    expect(answered('age', code, noMonitoring).ageBand).toBeNull()
})

test('another group takes the detail of the first with it', () => {
  const asian = answered('ethnic-detail', 'indian', answered('ethnic-group', 'asian', noMonitoring))
  expect(asian).toMatchObject({ ethnicGroup: 'asian', ethnicDetail: 'indian' })
  expect(answered('ethnic-group', 'white', asian)).toMatchObject({ ethnicGroup: 'white', ethnicDetail: null })
})

test('how much a condition limits is asked only of who has one', () => {
  const no = answered('condition', 'no', noMonitoring)
  expect(nextMonitoringStep('condition', no)).toBeNull()
  const yes = answered('condition', 'yes', noMonitoring)
  expect(nextMonitoringStep('condition', yes)).toBe('impact')
  expect(answered('impact', 'a-little', yes).disability).toBe('yes-a-little')
})

test('a description in own words stands beside the code, and goes with it', () => {
  const asian = answered('ethnic-group', 'asian', noMonitoring)
  const described = answered('ethnic-detail', '', asian, 'Gujarati from Kenya')
  expect(described).toMatchObject({ ethnicDetail: null, ethnicWords: 'Gujarati from Kenya' })
  expect(answered('ethnic-group', 'asian', described).ethnicWords).toBe('Gujarati from Kenya')
  expect(answered('ethnic-group', 'white', described).ethnicWords).toBeNull()
  expect(answered('ethnic-detail', preferNot, described, 'something').ethnicWords).toBeNull()
  expect(answered('age', '16-29', described, 'ignored')).toMatchObject({ ethnicWords: 'Gujarati from Kenya' })
})

test('sex and gender are two questions, and neither says anything of the other', () => {
  const known = answered('gender', 'different', answered('sex', 'female', noMonitoring), 'non-binary')
  expect(known).toMatchObject({ sex: 'female', gender: 'different', genderWords: 'non-binary' })
  expect(answered('sex', preferNot, known)).toMatchObject({ sex: null, gender: 'different' })
  expect(nextMonitoringStep('sex', noMonitoring)).toBe('gender')
  const written = { ...noMonitoring, gender: 'different', genderWords: 'x', ethnicWords: 'y' }
  expect(monitoringCells(written)).toEqual([['gender', 'different']])
})

test('what a page shows as chosen is what was answered on it', () => {
  fc.assert(
    fc.property(anybody, fc.constantFrom(...monitoringSteps), fc.nat(6), (known, step, i) => {
      const codes = codesOf(step, known)
      if (!codes.length || (step === 'impact' && !known.disability?.startsWith('yes'))) return
      const code = codes[i % codes.length]!
      expect(chosenCode(step, answered(step, code, known))).toBe(code)
    }),
  )
})

test('every page leads on to a later one and back to an earlier one', () => {
  fc.assert(
    fc.property(anybody, fc.constantFrom(...monitoringSteps), (known, step) => {
      const at = monitoringSteps.indexOf(step)
      const next = nextMonitoringStep(step, known)
      const before = previousMonitoringStep(step, known)
      if (next) expect(monitoringSteps.indexOf(next)).toBeGreaterThan(at)
      if (before) expect(monitoringSteps.indexOf(before)).toBeLessThan(at)
    }),
  )
})

test('counters are of each characteristic alone, and of age by sex when both are known', () => {
  const known = { ...noMonitoring, ageBand: '30-44', sex: 'female', ethnicGroup: 'mixed', disability: 'yes-a-lot' }
  expect(monitoringCells(known)).toEqual([
    ['age_band', '30-44'],
    ['sex', 'female'],
    ['age_sex', '30-44/female'],
    ['ethnic_group', 'mixed'],
    ['disability', 'yes-a-lot'],
  ])
})

test('somebody under 16 has no place in the census margins', () => {
  expect(censusAgeBand('under-16')).toBeNull()
  expect(censusAgeBand('16-29')).toBe('16-29')
})
