import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  changesWhatWasSigned,
  type ExercisePlan,
  earliestDecision,
  exerciseState,
  fixedParts,
  hidesAPage,
  planWarnings,
  publishingTroubles,
  slugFrom,
} from '../../app/engagement/exercise.ts'
import { practiceFrom, practiceTrouble } from '../../app/engagement/practice.ts'
import { typedDay } from '../../app/engagement/register/plan-form.ts'
import routes from '../../app/routes.ts'

const practice = practiceFrom([])
const plan: ExercisePlan = {
  title: 'Evening buses',
  decision: 'Which evening services are paid for',
  decidedBy: 'The Board',
  decisionOn: '2027-06-15',
  canChange: 'Routes and hours',
  cannotChange: 'The budget: it is set by law',
  optionsRejected: 'Taxis: too dear',
  audiences: 'People without a car',
  method: 'Online and on paper',
  legalBasis: 'voluntary',
  commissionedBy: 'o',
  paidBy: 'o',
  opensOn: '2027-03-01',
  closesOn: '2027-04-30',
  resultsBy: '2027-06-01',
  changedBy: '2028-06-15',
  shortOpeningReason: null,
  areaIds: ['county'],
}
const signed = { formativeSignedAt: '2027-02-01T10:00:00.000Z', kind: 'consultation' as const }
const keys = (change: Partial<ExercisePlan>, more = {}) =>
  publishingTroubles({ ...plan, ...signed, ...change, ...more }, practice, true).map((trouble) => trouble.key)

describe('publishing', () => {
  test('is free when every rule holds', () => expect(keys({})).toEqual([]))

  test.each([
    'decision',
    'decidedBy',
    'canChange',
    'cannotChange',
    'optionsRejected',
    'audiences',
    'method',
    'title',
  ] as const)('is refused without %s (G-1, G-2)', (field) =>
    expect(keys({ [field]: '' })).toEqual([`missing.${field}`]),
  )

  test('is refused without areas or days', () => {
    expect(keys({ areaIds: [] })).toEqual(['missing.areaIds'])
    expect(keys({ decisionOn: null })).toEqual(['missing.decisionOn'])
  })

  test('names the earliest day on which the answers can be taken into account', () => {
    const [trouble] = publishingTroubles({ ...plan, ...signed, decisionOn: '2027-05-27' }, practice, true)
    const values = { earliest: '2027-05-28', weeks: 4 }
    expect(trouble).toEqual({ field: 'decisionOn', key: 'decision_too_early', values })
    expect(keys({ decisionOn: '2027-05-28', resultsBy: '2027-05-20' })).toEqual([])
  })

  test('follows the partnership’s own analysis time', () => {
    const quick = practiceFrom([{ key: 'consult.analysis_weeks', value: '1' }])
    const soon = { ...plan, ...signed, resultsBy: '2027-05-05' }
    expect(publishingTroubles({ ...soon, decisionOn: '2027-05-07' }, quick, true)).toEqual([])
    expect(publishingTroubles({ ...soon, decisionOn: '2027-05-06' }, quick, true)).toHaveLength(1)
  })

  test('is refused while "still formative" is unsigned, or nobody could answer', () => {
    expect(keys({}, { formativeSignedAt: null })).toEqual(['not_signed'])
    expect(publishingTroubles({ ...plan, ...signed }, practice, false).map((t) => t.key)).toEqual(['no_questions'])
    expect(publishingTroubles({ ...plan, ...signed, kind: 'jury' }, practice, false)).toEqual([])
  })

  test('needs a reason below four weeks and warns below six (G-3)', () => {
    expect(keys({ closesOn: '2027-03-27' })).toContain('short_without_reason')
    const early = { resultsBy: '2027-05-01' }
    expect(keys({ closesOn: '2027-03-27', shortOpeningReason: 'An emergency', ...early })).toEqual([])
    expect(keys({ closesOn: '2027-03-28', ...early })).toEqual([])
    expect(planWarnings({ ...plan, closesOn: '2027-04-10' }, practice)).toHaveLength(1)
    expect(planWarnings({ ...plan, closesOn: '2027-04-11' }, practice)).toHaveLength(0)
  })

  test('refuses results later than twelve weeks, and dates in the wrong order', () => {
    expect(keys({ resultsBy: '2027-07-24' })).toContain('results_too_late')
    expect(keys({ resultsBy: '2027-07-23' })).not.toContain('results_too_late')
    expect(keys({ resultsBy: '2027-04-30' })).toEqual(['results_before_closing'])
    expect(keys({ closesOn: '2027-02-27' })).toContain('closes_before_opening')
    expect(keys({ changedBy: '2027-06-15' })).toEqual(['changed_before_decision'])
  })

  test('refuses exactly the decisions before the earliest feasible day', () => {
    const day = fc.date({ min: new Date('2027-01-01'), max: new Date('2029-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, day, (closes, decides) => {
        const closesOn = closes.toISOString().slice(0, 10)
        const decisionOn = decides.toISOString().slice(0, 10)
        const refused = keys({ closesOn, decisionOn }).includes('decision_too_early')
        return refused === decisionOn < earliestDecision(closesOn, practice)
      }),
    )
  })
})

describe('an exercise', () => {
  test('is open through the whole of its closing day', () => {
    const dates = { publishedAt: '2027-02-01T00:00:00Z', opensOn: '2027-03-01', closesOn: '2027-04-30' }
    expect(exerciseState(dates, '2027-02-28')).toBe('forthcoming')
    expect(exerciseState(dates, '2027-03-01')).toBe('open')
    expect(exerciseState(dates, '2027-04-30')).toBe('open')
    expect(exerciseState(dates, '2027-05-01')).toBe('closed')
    expect(exerciseState({ ...dates, publishedAt: null }, '2027-03-01')).toBe('planning')
  })

  test('loses its signature when what was signed changes, and only then', () => {
    expect(changesWhatWasSigned(plan, { ...plan, decisionOn: '2027-06-16' })).toBe(true)
    expect(changesWhatWasSigned(plan, { ...plan, cannotChange: 'Nothing' })).toBe(true)
    expect(changesWhatWasSigned(plan, { ...plan, method: 'By post', audiences: 'Everybody' })).toBe(false)
  })

  test('has an address of plain letters', () => {
    expect(slugFrom('What matters most – where you live?')).toBe('what-matters-most-where-you-live')
    expect(slugFrom('محلہ')).toBe('topic')
    expect(slugFrom('x'.repeat(200))).toHaveLength(60)
  })

  test('has no address that is another page’s', () => {
    expect(['Calendar', 'New!', 'exercise', ' FEED '].filter((title) => !hidesAPage(title))).toEqual([])
    expect(hidesAPage('A new calendar')).toBe(false)
    expect(hidesAPage(slugFrom('محلہ'))).toBe(false)
  })

  test('has no address beside a fixed part of the table of routes that the rule does not know', async () => {
    const paths = (await routes).map(({ path }) => path ?? '')
    const beside = paths
      .filter((path) => path.includes(':slug') && !path.includes('board/'))
      .map((path) => path.slice(0, path.indexOf(':slug')))
    const fixed = beside.flatMap((before) =>
      paths.flatMap((path) => (path.startsWith(before) ? [path.slice(before.length).split('/')[0]!] : [])),
    )
    const words = [...new Set(fixed)].filter((part) => !part.startsWith(':'))
    expect(words.sort()).toEqual(expect.arrayContaining(['calendar', 'exercise', 'new']))
    expect(words.filter((part) => !fixedParts.includes(part))).toEqual([])
  })
})

describe('what is typed', () => {
  test.each([
    ['1', '2', '2027', '2027-02-01'],
    ['31', '2', '2027', undefined],
    ['', '', '', null],
    ['1', '', '2027', undefined],
    ['1', '2', '27', undefined],
    ['۲۷', '۳', '۲۰۲۶', '2026-03-27'],
    ['૨૭', '૩', '૨૦૨૬', '2026-03-27'],
    ['੨੭', '੩', '੨੦੨੬', '2026-03-27'],
  ])('as a day: %s %s %s', (day, month, year, expected) => expect(typedDay(day, month, year)).toBe(expected))

  test('as a setting stays within its range', () => {
    expect(practiceTrouble('consult.analysis_weeks', '4')).toBeUndefined()
    expect(practiceTrouble('consult.analysis_weeks', '0')).toBe('out_of_range')
    expect(practiceTrouble('consult.analysis_weeks', '4.5')).toBe('not_a_number')
    expect(practiceTrouble('weight.cap_low', '0.3')).toBeUndefined()
    expect(practiceTrouble('publish.min_cell', '1')).toBe('out_of_range')
  })
})
