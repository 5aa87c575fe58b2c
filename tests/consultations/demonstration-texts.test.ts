import { expect, test } from 'vitest'
import type { ConsultationTexts, Translations } from '../../app/consultations/flagship.ts'
import { optionExamples, whatMattersTexts, whatNextTexts } from '../../db/demo/consultation-texts.ts'
import { inMoreLanguages } from '../../db/demo/more-languages.ts'
import { priorities } from '../../db/demo/partnership.ts'

const allOf = ({ questions, ...own }: ConsultationTexts): Translations[] => [
  ...Object.values(own),
  ...Object.values(questions).flatMap(({ title, hint }) => (hint ? [title, hint] : [title])),
]
const scripts: [string, RegExp][] = [
  ['gu', /\p{Script=Gujarati}/u],
  ['pa', /\p{Script=Gurmukhi}/u],
  ['pl', /\p{Script=Latin}/u],
  ['ur', /\p{Script=Arabic}/u],
]

test.each(scripts)('every text of the demonstration’s consultations exists in %s too', (language, script) => {
  const all = [...allOf(whatMattersTexts), ...allOf(whatNextTexts), ...Object.values(optionExamples), ...priorities]
  expect(all.length).toBeGreaterThan(40)
  for (const text of all)
    expect(inMoreLanguages({ en: text.en, ur: text.ur ?? '' })[language] ?? '', text.en).toMatch(script)
})

test('every priority has an example of one line, and its title is of twelve words at most', () => {
  expect(Object.keys(optionExamples)).toEqual(priorities.map((p) => p.key))
  for (const { en } of Object.values(optionExamples)) expect(en.length, en).toBeLessThanOrEqual(60)
  for (const { en } of priorities) expect(en.split(' ').length, en).toBeLessThanOrEqual(12)
})
