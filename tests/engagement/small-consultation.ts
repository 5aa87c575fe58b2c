import { createConsultation } from '../../app/consultations/consultation-store.server.ts'
import { noMonitoring } from '../../app/consultations/equality/monitoring.ts'
import type { ImportRow } from '../../app/consultations/imports/import.ts'
import type { ExercisePlan } from '../../app/engagement/exercise.ts'
import {
  createExercise,
  exerciseById,
  publishExercise,
  signFormative,
} from '../../app/engagement/exercise-store.server.ts'
import { type Db, write } from '../../db/connect.ts'

export const secret = 'a test secret of at least thirty-two letters'
export const keeper = { signingKey: '2a'.repeat(32), outsideAddress: undefined }
export const during = new Date('2027-03-15T12:00:00Z')
/** 23:59:59 on the closing day is 22:59:59 UTC, because it is summer time. */
export const justOpen = new Date('2027-04-30T22:59:59.999Z')
export const justClosed = new Date('2027-04-30T23:00:00.000Z')
export const later = new Date('2027-05-10T09:00:00Z')

export const plan: ExercisePlan = {
  title: 'What matters?',
  decision: 'What comes first',
  decidedBy: 'The Board',
  decisionOn: '2027-06-15',
  canChange: 'The order',
  cannotChange: 'The law',
  optionsRejected: 'None were considered, because this is the first time',
  audiences: 'Everybody',
  method: 'Online',
  legalBasis: 'voluntary',
  commissionedBy: 'org-1',
  paidBy: 'org-1',
  opensOn: '2027-03-01',
  closesOn: '2027-04-30',
  resultsBy: '2027-06-01',
  changedBy: '2028-06-01',
  shortOpeningReason: null,
  areaIds: ['county'],
}

export const optionKeys = ['roads', 'buses', 'homes', 'jobs']

/** A county of two districts with its census, and the people who act. */
export async function smallCounty(db: Db): Promise<void> {
  await write(db, async (tx) => {
    await tx
      .insertInto('person')
      .values(
        ['officer', 'analyst', 'somebody'].map((id) => ({
          id,
          email: `${id}@test.example`,
          label: id,
          organisation_id: null,
          created_at: '2027-01-01T00:00:00.000Z',
          disabled_at: null,
        })),
      )
      .execute()
    const from = '2000-01-01'
    const set = (id: string, kind: 'county' | 'district') => ({ id, name: id, kind, valid_from: from, valid_to: null })
    await tx
      .insertInto('area_set')
      .values([set('s1', 'county'), set('s2', 'district')])
      .execute()
    const area = (id: string, setId: string) => ({ id, area_set_id: setId, code: id, name: id })
    await tx
      .insertInto('area')
      .values(
        [area('county', 's1'), area('d1', 's2'), area('d2', 's2')].map((row) => ({
          ...row,
          population: null,
          name_note: null,
        })),
      )
      .execute()
    const link = (id: string) => ({ parent_id: 'county', child_id: id, valid_from: from, valid_to: null })
    await tx
      .insertInto('area_link')
      .values([link('d1'), link('d2')])
      .execute()
    const figures = [
      ...['16-29', '30-44', '45-64', '65+'].flatMap((band) => [
        ['age_sex', `${band}/female`, 250],
        ['age_sex', `${band}/male`, 250],
      ]),
      ['ethnic_group', 'white', 1600],
      ['ethnic_group', 'asian', 400],
      ['district', 'd1', 1200],
      ['district', 'd2', 800],
    ] as ['age_sex', string, number][]
    await tx
      .insertInto('census_figure')
      .values(
        figures.map(([dimension, category, people]) => ({
          area_id: 'county',
          dimension,
          category,
          people,
          source: 'A test census',
        })),
      )
      .execute()
  })
}

let made = 0

/** One published consultation of four options in that county. */
export async function smallConsultation(db: Db) {
  const slug = `what-matters-${++made}`
  return write(db, async (tx) => {
    const exerciseId = await createExercise(
      tx,
      { plan, kind: 'consultation', runBy: 'org-1', personId: 'officer', slug },
      new Date('2027-01-10T10:00:00Z'),
    )
    const text = (en: string) => ({ en })
    const question = { title: text('A question'), hint: null }
    const { id: consultationId, optionIds } = await createConsultation(tx, {
      exerciseId,
      texts: {
        title: text('What matters?'),
        lead: text('Tell us'),
        decision: text(plan.decision),
        canChange: text(plan.canChange),
        cannotChange: text(plan.cannotChange),
        questions: { area: question, pick: question, order: question, why: question },
      },
      options: optionKeys.map((key) => ({ key, title: text(key), example: null, priorityId: null })),
    })
    await signFormative(tx, exerciseId, 'officer', new Date('2027-01-11T10:00:00Z'))
    const exercise = (await exerciseById(tx, exerciseId))!
    await publishExercise(tx, exercise, 'officer', new Date('2027-01-12T10:00:00Z'))
    return { exerciseId, consultationId, optionIds, slug }
  })
}

/** So many different people, all of whom say something about themselves; every combination occurs. */
export function people(n: number, optionIds: Record<string, string>, from = 0): ImportRow[] {
  return Array.from({ length: n }, (_, k) => {
    const i = from + k
    return {
      line: k + 2,
      rowId: `row-${i}`,
      channel: i % 5 ? ('paper' as const) : ('event' as const),
      answers: {
        area: { kind: 'district' as const, district: i % 3 ? 'd1' : 'd2', forum: null },
        picks: [optionIds[optionKeys[(i * 7) % 3]!]!, optionIds[optionKeys[3]!]!],
        none: false,
        somethingElse: '',
        order: 'places' as const,
        why: '',
      },
      monitoring: {
        ...noMonitoring,
        ageBand: ['16-29', '30-44', '45-64', '65+'][i % 4]!,
        sex: i % 8 < 4 ? 'female' : 'male',
        ethnicGroup: i % 6 ? 'white' : 'asian',
      },
    }
  })
}
