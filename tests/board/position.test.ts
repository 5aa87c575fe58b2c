import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  classesFor,
  correctionErrors,
  leadsToAction,
  leastWordsToReject,
  needsDetail,
  type PositionDraft,
  positionErrors,
  reasonClasses,
  stances,
  wordCount,
} from '../../app/board/position.ts'

const words = (n: number) => Array.from({ length: n }, (_, i) => `word${i}`).join(' ')
const paper = { kind: 'equality_impact', body: 'Older people gain most.' }
const draft: PositionDraft = {
  stance: 'accept',
  reasonClass: 'doing_now',
  reasonDetail: '',
  reason: 'The work has begun in two districts.',
  responsesAccount: 'We read what 3,012 people said and the objections from two villages.',
  evidence: '',
  passedTo: '',
  method: 'consensus',
  dissent: '',
}
const keys = (change: Partial<PositionDraft>, equality: Parameters<typeof positionErrors>[1] = paper) =>
  positionErrors({ ...draft, ...change }, equality).map((e) => e.key)

test('a whole answer is taken', () => expect(keys({})).toEqual([]))

test('no position without a reason, an account of the responses, or an assessment that says something', () => {
  expect(keys({ reason: ' ' })).toEqual(['reason'])
  expect(keys({ responsesAccount: 'We read them all.' })).toEqual(['responses_account'])
  expect(keys({}, null)).toEqual(['equality_paper'])
  expect(keys({}, { kind: 'officer', body: 'Words' })).toEqual(['equality_paper'])
  expect(keys({}, { kind: 'equality_impact', body: ' \n ' })).toEqual(['equality_paper_blank'])
})

test('a rejection takes forty words and a link to evidence; thirty-nine are refused', () => {
  const reject = {
    stance: 'reject',
    reasonClass: 'not_supported',
    evidence: '/en/consultations/what-matters-most/list',
  }
  expect(keys({ ...reject, reason: words(leastWordsToReject) })).toEqual([])
  expect(keys({ ...reject, reason: words(leastWordsToReject - 1) })).toEqual(['reason_short'])
  expect(keys({ ...reject, reason: words(40), evidence: '' })).toEqual(['evidence'])
  expect(keys({ ...reject, reason: words(40), evidence: 'see our files' })).toEqual(['evidence'])
})

test('“not ours” names whom it was passed to', () => {
  const passed = { stance: 'not_ours', reasonClass: 'other_body' }
  expect(keys(passed)).toEqual(['passed_to'])
  expect(keys({ ...passed, passedTo: 'Department for Transport' })).toEqual([])
})

test('a vote says who dissented', () => {
  expect(keys({ method: 'vote' })).toEqual(['dissent'])
  expect(keys({ method: 'vote', dissent: 'Seat 5 against' })).toEqual([])
  expect(keys({ method: 'acclaim' })).toEqual(['method'])
})

test('every answer takes exactly its own classes, and the detail that its class needs', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...stances),
      fc.constantFrom(...reasonClasses),
      fc.boolean(),
      (stance, reasonClass, detailed) => {
        const found = positionErrors(
          {
            ...draft,
            stance,
            reasonClass,
            reasonDetail: detailed ? 'from April, £40,000 asked of the county' : '',
            reason: words(50),
            evidence: '/en/check',
            passedTo: 'Government',
          },
          paper,
        ).map((e) => e.field)
        const expected = [
          ...(classesFor(stance).includes(reasonClass) ? [] : ['reason_class']),
          ...(needsDetail(reasonClass) && !detailed ? ['reason_detail'] : []),
        ]
        expect(found).toEqual(expected)
      },
    ),
  )
})

test('words are counted as a reader counts them', () => {
  expect(wordCount('The Board’s well-meant plan: 3 buses, no more.')).toBe(8)
  expect(wordCount(' — … ')).toBe(0)
  expect(wordCount('بسیں دیر سے آتی ہیں')).toBe(5)
})

test('a published position changes only with a note; actions follow only from what is accepted', () => {
  expect(correctionErrors(true, ' ')).toHaveLength(1)
  expect(correctionErrors(true, 'The date was wrong')).toEqual([])
  expect(correctionErrors(false, '')).toEqual([])
  expect(stances.filter(leadsToAction)).toEqual(['accept', 'in_part'])
})
