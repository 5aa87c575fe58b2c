import type { Handle, Tx } from '../../db/connect.ts'
import { createConsultation } from '../consultations/consultation-store.server.ts'
import { carryTranslations } from '../consultations/editions/translation-store.server.ts'
import type { ConsultationTexts } from '../consultations/flagship.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { addPriority } from '../priorities/priority-store.server.ts'
import type { Exercise } from './exercise.ts'
import type { TemplateOption } from './questions-form.ts'

/** The newest version of an exercise's questions, with how many options it offers; undefined before one is built. */
export async function newestConsultation(db: Handle, exerciseId: string) {
  const row = await db
    .selectFrom('consultation')
    .select(['id', 'version', 'picks_max', 'template'])
    .where('exercise_id', '=', exerciseId)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const { options } = await db
    .selectFrom('question_option as o')
    .innerJoin('question as q', 'q.id', 'o.question_id')
    .select((eb) => eb.fn.countAll().as('options'))
    .where('q.consultation_id', '=', row.id)
    .executeTakeFirstOrThrow()
  return { id: row.id, version: row.version, template: row.template, picksMax: row.picks_max, options: Number(options) }
}

/**
 * Builds the questions of an exercise from the flagship template. Building again before publication makes a new
 * version: nothing that was ever shown is overwritten.
 */
export async function buildQuestions(
  tx: Tx,
  exercise: Exercise,
  given: { texts: ConsultationTexts; picksMax: number; minutes: number; options: TemplateOption[]; personId: string },
  now: Date,
): Promise<void> {
  const before = await newestConsultation(tx, exercise.id)
  const version = (before?.version ?? 0) + 1
  const options = []
  for (const [i, { title, example, priorityId }] of given.options.entries()) {
    options.push({
      key: String(i + 1).padStart(2, '0'),
      title: { en: title },
      example: example ? { en: example } : null,
      priorityId: priorityId ?? (await addPriority(tx, title, now)),
    })
  }
  const { texts, picksMax, minutes } = given
  await createConsultation(tx, { exerciseId: exercise.id, version, picksMax, minutes, texts, options })
  await carryTranslations(tx, exercise.id)
  await logAct(tx, now, {
    personId: given.personId,
    did: 'built the questions',
    objectKind: 'exercise',
    objectId: exercise.id,
    detail: { version, options: options.length },
  })
}
