import { describe, expect, test } from 'vitest'
import { type ExercisePlan, planWarnings } from '../../app/engagement/exercise.ts'
import { stakeholderWarnings } from '../../app/engagement/notices/stakeholder.ts'
import { practiceFrom } from '../../app/engagement/practice.ts'
import {
  type AssessmentFacts,
  assessmentFields,
  assessmentKinds,
  checkedPoints,
  emptyFields,
  type Matter,
  pointOf,
  publicationPoints,
  type Signature,
  signedEnough,
} from '../../app/engagement/publishing/publication.ts'
import { holidayWarnings } from '../../app/engagement/register/plan-weeks.ts'
import words from '../../locales/en/publishing.json'

const by = (matter: Matter, hash: string, personId = 'a', organisationId: string | null = 'county'): Signature => ({
  matter,
  personId,
  organisationId,
  hash,
  note: '',
  signedAt: '2027-01-10T10:00:00Z',
})
const assessments: AssessmentFacts = { equality: 'e', dataProtection: 'd', controllers: null }
const all = [by('open_views', 'q'), by('preview', 'q'), by('equality', 'e'), by('data_protection', 'd')]
const facts = {
  planTroubles: [],
  askedElsewhere: false,
  questions: { hash: 'q', troubles: 0, hints: 0, modules: [] as string[] },
  assessments,
  signatures: all,
  partners: ['county'],
}
const unmet = (given: Partial<typeof facts> | { planTroubles: object[] }) =>
  checkedPoints({ ...facts, ...given } as typeof facts)
    .filter(({ met }) => !met)
    .map(({ point }) => point)

describe('the twelve points', () => {
  test('are twelve, each with words, and all met by a plan with nothing missing', () => {
    expect(checkedPoints(facts).map(({ point }) => point)).toEqual([...publicationPoints])
    expect(publicationPoints).toHaveLength(12)
    expect(Object.keys(words.points)).toEqual([...publicationPoints])
    expect(unmet({})).toEqual([])
  })

  test.each([
    ['decision', 'formative', 'not_signed', undefined],
    ['decision', 'decisionOn', 'decision_too_early', undefined],
    ['change', 'cannotChange', 'missing.cannotChange', undefined],
    ['dates', 'closesOn', 'closes_before_opening', undefined],
    ['polls', 'opensOn', 'poll.launch', 'planning-desk'],
    ['register', 'themeIds', 'missing.themeIds', 'planning-desk'],
    ['register', 'overlap', 'overlap.unanswered', 'planning-desk'],
    ['reach', 'audiences', 'missing.audiences', undefined],
  ])('%s is not met by the plan’s %s: %s', (point, field, key, area) => {
    expect(unmet({ planTroubles: [{ field, key, values: {}, area }] })).toEqual([point])
  })

  test('warnings that whoever signs should have read stand with the point they are about', () => {
    const day = { opensOn: '2026-12-01', closesOn: '2027-01-05' }
    const warnings = [
      ...planWarnings({ ...day } as ExercisePlan, practiceFrom([])),
      ...holidayWarnings(day, practiceFrom([])),
      ...stakeholderWarnings([]),
    ]
    expect(warnings.map((one) => [one.key, pointOf(one)])).toEqual([
      ['short', 'dates'],
      ['holiday.christmas', 'dates'],
      ['stakeholders.none', 'reach'],
    ])
  })

  test('a signature falls with what it was put under', () => {
    expect(unmet({ questions: { ...facts.questions, hash: 'changed' } })).toEqual(['open_views', 'preview'])
    expect(unmet({ assessments: { ...assessments, equality: 'changed' } })).toEqual(['equality'])
    expect(unmet({ assessments: { ...assessments, dataProtection: null } })).toEqual(['data_protection'])
  })

  test('hints are answered with a reason, gaps are not', () => {
    const hinted = { ...facts.questions, hints: 2 }
    expect(unmet({ questions: hinted })).toEqual(['plain'])
    expect(unmet({ questions: hinted, signatures: [...all, by('plain', 'q')] })).toEqual([])
    expect(unmet({ questions: { ...hinted, troubles: 1 }, signatures: [...all, by('plain', 'q')] })).toEqual([
      'questions',
    ])
  })

  test('partners that ask together each sign for what they answer for, and tick their own modules', () => {
    const joint = { partners: ['county', 'nhs'], assessments: { ...assessments, controllers: 'c' } }
    expect(unmet(joint)).toEqual(['data_protection'])
    const one = [...all, by('controllers', 'c')]
    expect(unmet({ ...joint, signatures: one })).toEqual(['data_protection'])
    const both = [...one, by('controllers', 'c', 'b', 'nhs')]
    expect(unmet({ ...joint, signatures: both })).toEqual([])
    const modules = { ...facts.questions, modules: ['nhs'] }
    expect(unmet({ ...joint, signatures: both, questions: modules })).toEqual(['open_views'])
    expect(unmet({ ...joint, signatures: [...both, by('open_views', 'q', 'b', 'nhs')], questions: modules })).toEqual(
      [],
    )
  })

  test('what is asked elsewhere needs nothing about questions that are not here', () => {
    const nothing = { hash: null, troubles: 0, hints: 0, modules: [] }
    const elsewhere = { askedElsewhere: true, questions: nothing as never, signatures: [] }
    expect(unmet(elsewhere)).toEqual([])
    expect(unmet({ ...elsewhere, askedElsewhere: false })).toHaveLength(6)
  })
})

describe('two signatures', () => {
  const sign = (personId: string, organisationId: string, hash = 'h') =>
    by('publication', hash, personId, organisationId)
  test('are two people’s, under the same thing', () => {
    expect(signedEnough([sign('a', 'county')], 'h', ['county']).kind).toBe('waiting')
    expect(signedEnough([sign('a', 'county'), sign('b', 'county', 'older')], 'h', ['county']).kind).toBe('waiting')
    expect(signedEnough([sign('a', 'county'), sign('b', 'county')], 'h', ['county']).kind).toBe('enough')
  })
  test('are one for every partner of a joint exercise', () => {
    const two = [sign('a', 'county'), sign('b', 'county')]
    expect(signedEnough(two, 'h', ['county', 'nhs'])).toMatchObject({ kind: 'waiting', partners: ['nhs'] })
    expect(signedEnough([...two, sign('c', 'nhs')], 'h', ['county', 'nhs']).kind).toBe('enough')
  })
})

test.each(assessmentKinds)(
  'the %s assessment has words for every field, and is whole only with all of them',
  (kind) => {
    const fields = assessmentFields[kind]
    for (const field of fields) expect(words.fields[kind]).toHaveProperty(field)
    const whole = Object.fromEntries(fields.map((field) => [field, 'said']))
    expect(emptyFields(kind, whole)).toEqual([])
    expect(emptyFields(kind, { ...whole, [fields[0]!]: '  ' })).toEqual([fields[0]])
  },
)
