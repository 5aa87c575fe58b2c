import type { Handle } from '../../../db/connect.ts'
import { textsOf } from '../../languages/text-store.server.ts'
import { formVersions } from '../building/working-form-store.server.ts'
import { confirmingOf } from '../confirming/confirming-store.server.ts'
import { type Form, type FormQuestion, textIdsOf } from '../form.ts'
import { formOf } from '../form-store.server.ts'
import { consultationOf } from '../freezing/freeze-material-store.server.ts'
import { type Sees, unseenQuestions } from '../unseen-questions-store.server.ts'
import { together } from './answer-cells.ts'
import type { AskedQuestion, FileAbout } from './answer-file.ts'

/** The file of a consultation's answers as one reader may have it; undefined where nothing was asked here. */
export async function fileAbout(
  db: Handle,
  exerciseId: string,
  sees: (question: Pick<FormQuestion, 'ownedBy'>) => boolean,
): Promise<FileAbout | undefined> {
  const consultation = await consultationOf(db, exerciseId)
  if (!consultation?.closes_on) return undefined
  const { id, template, picks_max: picksMax, closes_on: day } = consultation
  const all = template === 'form' ? questionsOf(await formsOf(db, id, day)) : []
  const questions = all.filter(sees)
  const options = await optionsOf(db, id)
  const areas = await db
    .selectFrom('area as a')
    .innerJoin('area_set as s', 's.id', 'a.area_set_id')
    .select(['a.id', 'a.code', 'a.name', 's.kind'])
    .where('s.kind', 'in', ['district', 'forum'])
    .orderBy('a.code')
    .execute()
  const samples = await db
    .selectFrom('panel_sample')
    .select(['id', 'number'])
    .where('exercise_id', '=', exerciseId)
    .orderBy('number')
    .execute()
  const texts = await textsOf(db, [...questions.flatMap((one) => one.texts), ...options.map(({ text }) => text)], 'en')
  const said = (textId: string) => texts.get(textId)?.body ?? ''
  const { level } = await confirmingOf(db, exerciseId)
  return {
    plan: {
      consultationId: id,
      template,
      picksMax,
      level,
      areas: Object.fromEntries(areas.map(({ id, code }) => [id, code])),
      samples: Object.fromEntries(samples.map(({ id, number }) => [id, String(number)])),
      questions: questions.map(({ id, key, kind, config }) => ({ id, key, kind, config })),
    },
    questions,
    unseen: all.length - questions.length,
    options: options.map(({ id, text }) => ({ id, title: said(text) })),
    versions: template === 'form' ? (await formVersions(db, id)).toReversed() : [],
    titles: Object.fromEntries([...texts].map(([id, { body }]) => [id, body])),
    areas: areas.map(({ code, name, kind }) => ({ code, name, level: kind as 'district' | 'forum' })),
  }
}

/** Every published version of a form, the newest first. */
async function formsOf(db: Handle, consultationId: string, day: string): Promise<Form[]> {
  const versions = await db
    .selectFrom('form_version')
    .select('version')
    .where('consultation_id', '=', consultationId)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .execute()
  const forms: Form[] = []
  for (const { version } of versions) forms.push((await formOf(db, consultationId, day, version))!)
  return forms
}

/** Every question that any version asked, those of the newest first and in its order. */
function questionsOf(forms: readonly Form[]): AskedQuestion[] {
  const asked = new Map<string, { question: FormQuestion; version: number }[]>()
  for (const { version, questions } of forms) {
    for (const question of questions) asked.set(question.id, [...(asked.get(question.id) ?? []), { question, version }])
  }
  return [...asked.values()].map((all) => {
    const { id, key, kind, title, ownedBy } = all[0]!.question
    return {
      id,
      key,
      kind,
      title,
      ownedBy,
      config: together(all.map(({ question }) => question.config as Record<string, unknown>)),
      texts: [...new Set(all.flatMap(({ question }) => textIdsOf(question)))],
      versions: all.map(({ version }) => version).sort((a, b) => a - b),
    }
  })
}

const optionsOf = (db: Handle, consultationId: string) =>
  db
    .selectFrom('question_option as o')
    .innerJoin('question as q', 'q.id', 'o.question_id')
    .select(['o.id', 'o.title_text_id as text'])
    .where('q.consultation_id', '=', consultationId)
    .orderBy('o.position')
    .execute()

/** How many answers there are of each status. */
export async function rowsByStatus(db: Handle, consultationId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('response')
    .select((eb) => ['status', eb.fn.countAll().as('people')] as const)
    .where('consultation_id', '=', consultationId)
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map(({ status, people }) => [status, Number(people)]))
}

/** How many texts of an exercise that somebody may see were gathered, and how many of them somebody has read. */
export async function textsRead(
  db: Handle,
  exerciseId: string,
  sees: Sees,
): Promise<{ gathered: number; read: number }> {
  const { ids } = await unseenQuestions(db, exerciseId, sees)
  const row = await db
    .selectFrom('free_text')
    .select((eb) => [eb.fn.countAll().as('gathered'), eb.fn.count('hides').as('read')] as const)
    .where('exercise_id', '=', exerciseId)
    .where('part', 'not in', ['', ...ids])
    .executeTakeFirstOrThrow()
  return { gathered: Number(row.gathered), read: Number(row.read) }
}
