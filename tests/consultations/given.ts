import type { Answers } from '../../app/consultations/answering/answers.ts'
import { createConsultation } from '../../app/consultations/consultation-store.server.ts'
import type { ConsultationTexts, Translations } from '../../app/consultations/flagship.ts'
import { type Db, write } from '../../db/connect.ts'

export const secret = 'a secret of the tests that is long enough'
export const whileOpen = new Date('2026-10-10T12:00:00Z')

const both = (text: string): Translations => ({ en: text, ur: `${text} (اردو)` })
const question = (text: string) => ({ title: both(text), hint: null })
export const texts: ConsultationTexts = {
  title: both('What matters?'),
  lead: both('Lead'),
  decision: both('Decision'),
  canChange: both('This'),
  cannotChange: { en: 'That' },
  questions: { area: question('Where?'), pick: question('Which?'), order: question('Order?'), why: question('Why?') },
}

/** A published consultation open in October 2026, with four options, a district "north" and its part "hill". */
export async function givenConsultation(db: Db, { slug = 'october', published = true } = {}) {
  return write(db, async (tx) => {
    const known = await tx.selectFrom('area_set').select('id').executeTakeFirst()
    if (!known) {
      await tx
        .insertInto('area_set')
        .values([
          { id: 'districts', name: 'Districts', kind: 'district', valid_from: '2000-01-01', valid_to: null },
          { id: 'forums', name: 'Forums', kind: 'forum', valid_from: '2000-01-01', valid_to: null },
          { id: 'old', name: 'Old forums', kind: 'forum', valid_from: '1990-01-01', valid_to: '1999-12-31' },
        ])
        .execute()
      const area = (id: string, set: string) => ({
        id,
        area_set_id: set,
        code: id,
        name: id,
        population: null,
        name_note: null,
      })
      await tx
        .insertInto('area')
        .values([area('north', 'districts'), area('south', 'districts'), area('hill', 'forums'), area('past', 'old')])
        .execute()
      await tx
        .insertInto('area_link')
        .values([
          { parent_id: 'north', child_id: 'hill', valid_from: '2000-01-01', valid_to: null },
          { parent_id: 'north', child_id: 'past', valid_from: '1990-01-01', valid_to: '1999-12-31' },
        ])
        .execute()
    }
    const exerciseId = `exercise-${slug}`
    await tx
      .insertInto('exercise')
      .values({
        id: exerciseId,
        slug,
        kind: 'consultation',
        title: 'What matters?',
        run_by: 'Officers',
        commissioned_by: '',
        paid_by: '',
        decision: '',
        decided_by: 'The Board',
        decision_on: '2027-01-20',
        can_change: '',
        cannot_change: '',
        options_rejected: '',
        audiences: '',
        method: '',
        legal_basis: '',
        opens_on: '2026-10-01',
        closes_on: '2026-10-28',
        results_by: '2026-12-01',
        changed_by: '2027-12-01',
        short_opening_reason: null,
        formative_signed_by: null,
        formative_signed_at: null,
        published_at: published ? '2026-09-20T10:00:00Z' : null,
        created_by: 'nobody',
        created_at: '2026-09-01T10:00:00Z',
      })
      .execute()
    const options = ['a', 'b', 'c', 'd'].map((key) => ({
      key,
      title: both(`Option ${key}`),
      example: key === 'a' ? both('Example') : null,
      priorityId: null,
    }))
    const made = await createConsultation(tx, { exerciseId, texts, options })
    return { ...made, exerciseId, slug }
  })
}

/** What the closing freeze leaves, as it is written at a moment. */
export const frozenAtClosing = (db: Db, exerciseId: string, at: string) =>
  db
    .insertInto('snapshot')
    .values({
      id: `closing-${exerciseId}`,
      exercise_id: exerciseId,
      stage: 'closing',
      version: 1,
      parent_id: null,
      reason: '',
      rows: 0,
      content: '{"counts":{"unsent":0}}',
      hash: '',
      created_by: null,
      created_at: at,
    })
    .execute()

/** Whole answers of somebody in the north. */
export const answersWith = (optionIds: Record<string, string>, ...keys: string[]): Answers => ({
  area: { kind: 'district', district: 'north', forum: 'hill' },
  picks: keys.map((key) => optionIds[key]!),
  none: keys.length === 0,
  somethingElse: '',
  order: keys.length > 1 ? 'places' : null,
  why: '',
})

/** The coverage counters as `dimension/category` → people. */
export async function counters(db: Db): Promise<Record<string, number>> {
  const rows = await db.selectFrom('coverage_counter').selectAll().execute()
  return Object.fromEntries(rows.map((r) => [`${r.dimension}/${r.category}`, Number(r.people)]))
}

export const countOf = async (db: Db, table: 'response' | 'response_pick' | 'ledger' | 'draft' | 'contact') => {
  const { n } = await db
    .selectFrom(table)
    .select((q) => q.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Takes out what tests before this one wrote, so that they can share a database; the ledger keeps its rows for ever. */
export async function cleared(db: Db): Promise<void> {
  for (const table of [
    'response_text',
    'response_own_words',
    'response_answer',
    'added_statement',
    'form_question_version',
    'form_question',
    'form_version',
    'response_pick',
    'response_organisation',
    'organisation_review',
    'response',
    'panel_sample',
    'paper_form',
    'paper_sheet',
    'paper_batch',
    'import_undone',
    'import_batch',
    'survey_upload',
    'monitoring_answer',
    'coverage_counter',
    'coverage_shown',
    'community_group',
    'draft',
    'contact',
    'snapshot',
    'ward_figures',
    'question_option',
    'question',
    'consultation',
    'exercise',
    'text_version',
    'text',
    'ledger_opening',
  ] as const) {
    await db.deleteFrom(table).execute()
  }
}
