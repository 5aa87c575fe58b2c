import type { Db, Handle } from '../../../db/connect.ts'
import { remembered } from '../../../db/remembered.ts'
import { agreedVersions } from '../../feedback/wording-store.server.ts'
import { isolated } from '../../languages/isolated.ts'
import { firstLanguage } from '../../languages/language.ts'
import { ofRecords, textsOf } from '../../languages/text-store.server.ts'
import { readFrom, type Said } from '../../languages/use-words.ts'
import { languageOf } from '../../languages/words.server.ts'
import { wardFiguresOf } from '../freezing/ward-figures-store.server.ts'
import { textsOfQuestion } from '../results/area-figures.ts'

/**
 * What published consultations are called, decide and offer to choose from, what their priorities were agreed to say,
 * what a form whose results are told by area asks, and what else of the records somebody
 * translated, in the language or edition of an address, by its English: records (the Board's, the newsletter's) are kept
 * in English and name things by it.
 */
export async function saidIn(db: Db, lang: string): Promise<Said> {
  return lang === firstLanguage ? {} : remembered(db, `said ${lang}`, () => readSaid(db, lang))
}

/** The same for plain text, where no element can stand around a title: in a feed. */
export async function saidPlainly(db: Db, lang: string): Promise<(english: string) => string> {
  const read = readFrom(await saidIn(db, lang))
  const language = languageOf(lang)!
  return (english) => isolated(read(english).body, language)
}

/** The same read anew, where a transaction needs it. */
export async function readSaid(db: Handle, lang: string): Promise<Said> {
  const published = db
    .selectFrom('consultation as c')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .where('e.published_at', 'is not', null)
  const own = await published.select(['c.title_text_id', 'c.decision_text_id']).execute()
  const options = await published
    .innerJoin('question as q', 'q.consultation_id', 'c.id')
    .innerJoin('question_option as o', 'o.question_id', 'q.id')
    .select('o.title_text_id')
    .execute()
  const forms = await published
    .innerJoin('form_result as f', 'f.exercise_id', 'e.id')
    .where('f.published_at', 'is not', null)
    .select('e.id')
    .distinct()
    .execute()
  const figures = await wardFiguresOf(
    db,
    forms.map(({ id }) => id),
  )
  const records = await db.selectFrom('text').select('id').where('used_for', '=', ofRecords).execute()
  const agreed = await agreedVersions(db)
  const ids = [
    ...agreed.map(({ textId }) => textId),
    ...records.map(({ id }) => id),
    ...own.flatMap((c) => [c.title_text_id, c.decision_text_id]),
    ...options.map((o) => o.title_text_id),
    ...[...figures.values()].flatMap(({ questions }) => (questions ?? []).flatMap(textsOfQuestion)),
  ]
  const [english, told] = [await textsOf(db, ids, firstLanguage), await textsOf(db, ids, lang)]
  const said: Record<string, Said[string]> = {}
  for (const [id, { body }] of english) {
    const text = told.get(id)!
    // An edition writes a line for each sentence.
    if (text.body !== body) said[body] = { body: text.body.replaceAll('\n', ' '), language: text.language }
  }
  return said
}
