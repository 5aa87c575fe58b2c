import type { Handle } from '../../db/connect.ts'
import { textsOf } from '../languages/text-store.server.ts'
import { whyLimit } from './answering/answers.ts'
import { newQuestion } from './building/form-start.ts'
import { type WorkingForm, type WorkingQuestion, workingFormShape } from './building/working-form.ts'
import { allBodies } from './building/working-form-store.server.ts'

/** The English titles of the questions that a consultation asks, of whichever template, in order. */
export async function consultationTitles(db: Handle, consultationId: string): Promise<{ id: string; title: string }[]> {
  const flagship = await db
    .selectFrom('question')
    .select(['id', 'title_text_id'])
    .where('consultation_id', '=', consultationId)
    .orderBy('position')
    .execute()
  const newest = await db
    .selectFrom('form_version')
    .select('version')
    .where('consultation_id', '=', consultationId)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  const own = await db
    .selectFrom('form_question_version')
    .select(['question_id as id', 'title_text_id'])
    .where('consultation_id', '=', consultationId)
    .where('version', '=', newest?.version ?? 0)
    .orderBy('position')
    .execute()
  const rows = [...flagship, ...own]
  const texts = await textsOf(
    db,
    rows.map((row) => row.title_text_id),
    'en',
  )
  return rows.map(({ id, title_text_id }) => ({ id, title: texts.get(title_text_id)?.body ?? '' }))
}

/**
 * The four questions of the flagship template as a form, to be looked at before they are public: where one lives is left
 * to the page, and the order is asked of the first options, because it depends on what somebody chooses.
 */
export async function flagshipInWords(db: Handle, exerciseId: string): Promise<WorkingForm | undefined> {
  const built = await db
    .selectFrom('consultation')
    .select(['id', 'title_text_id', 'lead_text_id', 'picks_max', 'template'])
    .where('exercise_id', '=', exerciseId)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  if (built?.template !== 'flagship') return undefined
  const questions = await db
    .selectFrom('question')
    .select(['kind', 'title_text_id', 'hint_text_id'])
    .where('consultation_id', '=', built.id)
    .execute()
  const options = await db
    .selectFrom('question_option')
    .select(['id', 'title_text_id', 'example_text_id'])
    .where('question_id', '=', `${built.id}-pick`)
    .orderBy('position')
    .execute()
  const ids = [built, ...questions, ...options].flatMap((row) =>
    Object.values(row).filter((id) => typeof id === 'string'),
  )
  const bodies = await allBodies(db, ids)
  const words = (id: string | null | undefined) => (id ? (bodies.get(id) ?? { en: '' }) : null)
  const items = options.map(({ id, title_text_id, example_text_id }) => ({
    id,
    title: words(title_text_id),
    example: words(example_text_id),
  }))
  const question = (kind: 'pick' | 'order' | 'why', like: WorkingQuestion, config: Record<string, unknown>) => {
    const own = questions.find((one) => one.kind === kind)
    return { ...like, key: kind, title: words(own?.title_text_id), hint: words(own?.hint_text_id), config }
  }
  const fresh = (kind: 'many' | 'rank' | 'text') => ({ ...newQuestion(kind, kind, [], null), unsure: false })
  const most = built.picks_max
  return workingFormShape.parse({
    title: words(built.title_text_id),
    lead: words(built.lead_text_id),
    questions: [
      question(
        'pick',
        { ...fresh('many'), required: true },
        { options: items, most, none: true, other: true, random: true },
      ),
      ...(most > 1
        ? [question('order', fresh('rank'), { options: items.slice(0, most), ties: true, random: false })]
        : []),
      question('why', fresh('text'), { long: true, limit: whyLimit }),
    ],
  })
}
