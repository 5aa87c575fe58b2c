import type { Handle, Tx } from '../../../db/connect.ts'
import { firstLanguage } from '../../languages/language.ts'
import { addText, type ReadText, textsOf } from '../../languages/text-store.server.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { Characteristic } from './characteristics.ts'
import {
  type EqualityChoice,
  equalityChoiceShape,
  ownReason,
  usualChoice,
  type Worded,
  wordings,
} from './equality-choice.ts'
import { wordingOf } from './wording-store.server.ts'

/** What an exercise asks people about themselves, as its officer chose; undefined where it asks what is usual. */
export async function chosenFor(db: Handle, exerciseId: string): Promise<EqualityChoice | undefined> {
  const row = await db
    .selectFrom('equality_choice')
    .select('content')
    .where('exercise_id', '=', exerciseId)
    .executeTakeFirst()
  return row && equalityChoiceShape.parse(JSON.parse(row.content))
}

/** What an exercise asks people about themselves: what its officer chose, or what is usual. */
export const choiceFor = async (db: Handle, exerciseId: string): Promise<EqualityChoice> =>
  (await chosenFor(db, exerciseId)) ?? usualChoice

/** The same by the consultation that the exercise's answers are given to. */
export async function choiceOfConsultation(db: Handle, consultationId: string): Promise<EqualityChoice> {
  const row = await db
    .selectFrom('consultation')
    .select('exercise_id')
    .where('id', '=', consultationId)
    .executeTakeFirst()
  return row ? choiceFor(db, row.exercise_id) : usualChoice
}

const idsOf = ({ asked }: EqualityChoice) => asked.flatMap(({ own }) => own ?? [])

/** The officer's own reasons as a reader of a language or edition gets them, by the id of the text. */
export const ownReasons = (db: Handle, choice: EqualityChoice, prefix: string): Promise<Map<string, ReadText>> =>
  textsOf(db, idsOf(choice), prefix)

/**
 * The choice with a text for each own reason. Changed words are another text, so that no translation of the old ones
 * stands beside the new, and whoever signed the old ones is asked again.
 */
async function withTexts(tx: Tx, exerciseId: string, choice: EqualityChoice, own: OwnReasons): Promise<EqualityChoice> {
  const before = await chosenFor(tx, exerciseId)
  const known = before ? await ownReasons(tx, before, firstLanguage) : new Map<string, ReadText>()
  const asked: EqualityChoice['asked'] = []
  for (const { what, why } of choice.asked) {
    const body = own[what]
    if (why !== ownReason || !body) {
      asked.push({ what, why })
      continue
    }
    const same = before?.asked.find((one) => one.what === what)?.own
    const kept = same !== undefined && known.get(same)?.body === body
    asked.push({ what, why, own: kept ? same : await addText(tx, 'equality reason', { en: body }) })
  }
  return { ...choice, asked }
}

/** Why each characteristic is asked, in the officer's own words in English; only where that is the reason. */
export type OwnReasons = Readonly<Partial<Record<Characteristic, string>>>

/** Sets what is asked. Only before an exercise is public: afterwards an answer's meaning would change. */
export async function choose(
  tx: Tx,
  given: { exerciseId: string; choice: EqualityChoice; own?: OwnReasons; personId: string },
  now: Date,
): Promise<void> {
  const { exerciseId, personId } = given
  const choice = await withTexts(tx, exerciseId, given.choice, given.own ?? {})
  const row = { content: JSON.stringify(choice), chosen_by: personId, chosen_at: now.toISOString() }
  await tx
    .insertInto('equality_choice')
    .values({ exercise_id: exerciseId, ...row })
    .onConflict((conflict) => conflict.column('exercise_id').doUpdateSet(row))
    .execute()
  await logAct(tx, now, {
    personId,
    did: 'chose the equality questions',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { asked: choice.asked.map(({ what }) => what).join(', '), ...choice.wording },
  })
}

/** How one of the contested questions is put in a language, and the mark that is kept beside each answer to it. */
export async function wordedAs(db: Handle, step: Worded, { wording }: EqualityChoice, language: string) {
  const name = wording[step]
  const kept = (wordings[step] as Record<string, string | null>)[name]
  if (kept) return { name: name === 'usual' ? null : name, mark: kept, own: undefined }
  const own = await wordingOf(db, step, language)
  return { name: null, mark: own ? `own-${language}-${own.changedAt}` : wordings[step].usual, own }
}

/** The marks of the words in which both contested questions are put in a language. */
export const marksOf = async (db: Handle, choice: EqualityChoice, language: string) => ({
  sex: (await wordedAs(db, 'sex', choice, language)).mark,
  gender: (await wordedAs(db, 'gender', choice, language)).mark,
})
