import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { editionPart, type FurtherEdition, languagePart } from '../../languages/edition.ts'
import { rewriteText } from '../../languages/text-store.server.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { askedTexts, type ExerciseText, exerciseTexts } from './exercise-text-store.server.ts'
import { isWordingPlace } from './places.ts'
import { mayCheck, stateOf, type TranslatedText } from './translation.ts'

/**
 * Every text of an exercise beside its translation, of those parts that the asker may see. `language` may be an edition
 * as the first word of an address says it.
 */
export async function translatedTexts(
  db: Handle,
  exerciseId: string,
  language: string,
  isSeen: (part: { ownedBy: string | null }) => boolean,
): Promise<TranslatedText[]> {
  const texts = await exerciseTexts(db, exerciseId)
  return besideTranslations(db, exerciseId, texts.filter(isSeen), language)
}

/** How far each language is, in one reading. */
export async function translatedInto(
  db: Handle,
  exerciseId: string,
  languages: readonly string[],
  isSeen: (part: { ownedBy: string | null }) => boolean,
): Promise<Map<string, TranslatedText[]>> {
  const texts = (await exerciseTexts(db, exerciseId)).filter(isSeen)
  const found = new Map<string, TranslatedText[]>()
  for (const language of languages) found.set(language, await besideTranslations(db, exerciseId, texts, language))
  return found
}

async function besideTranslations(
  db: Handle,
  exerciseId: string,
  texts: readonly ExerciseText[],
  prefix: string,
): Promise<TranslatedText[]> {
  const [language, edition] = [languagePart(prefix), editionPart(prefix)]
  const isStandard = edition === 'standard'
  const rows = await db
    .selectFrom('translation')
    .select(['place', 'source', 'body', 'written_by', 'checked_by', 'checked_on', 'pictures'])
    .where('exercise_id', '=', exerciseId)
    .where('language', '=', language)
    .where('edition', '=', edition)
    .execute()
  const titles = new Map(texts.map(({ place, bodies }) => [place, bodies.en]))
  return texts.map(({ place, question, bodies, checks }) => {
    const row = rows.find((one) => one.place === place)
    const english = bodies.en
    const stored = (isStandard && bodies[language]) || ''
    const shared = { place, under: question && (titles.get(`${question}.title`) ?? question), english }
    if (row) {
      const { body, written_by: writtenBy, checked_by: checkedBy, checked_on: checkedOn } = row
      const pictures = row.pictures ? (JSON.parse(row.pictures) as string[]) : []
      return { ...shared, body, source: body && row.source, writtenBy, checkedBy, checkedOn, pictures }
    }
    const check = checks[language]
    return {
      ...shared,
      body: stored,
      source: stored && english,
      checkedBy: (stored && check?.by) || null,
      checkedOn: (stored && check?.on) || null,
      pictures: [],
    }
  })
}

/** What somebody wrote for a text, and the English it was made from. */
export interface Written {
  place: string
  source: string
  /** Empty takes the translation back. */
  body: string
  /** The pictures beside its sentences, where the edition has them. */
  pictures?: readonly string[]
}

interface By {
  exerciseId: string
  /** A language, or an edition as the first word of an address says it. */
  language: string
  personId: string
}

const keyOf = (exerciseId: string, prefix: string) => ({
  exercise_id: exerciseId,
  language: languagePart(prefix),
  edition: editionPart(prefix),
})

/** Keeps translations: each is unchecked again, and residents read those that were made from today's English. */
export async function saveTranslations(
  tx: Tx,
  { exerciseId, language, personId, how }: By & { how: string },
  written: readonly Written[],
  now: Date,
): Promise<void> {
  const key = keyOf(exerciseId, language)
  for (const { place, source, body, pictures } of written) {
    const row = {
      source,
      body,
      written_by: personId,
      written_at: now.toISOString(),
      checked_by: null,
      checked_on: null,
      signed_by: null,
      pictures: pictures?.some(Boolean) ? JSON.stringify(pictures) : null,
    }
    await tx
      .insertInto('translation')
      .values({ ...key, place, ...row })
      .onConflict((conflict) => conflict.columns(['exercise_id', 'place', 'language', 'edition']).doUpdateSet(row))
      .execute()
  }
  await carryTranslations(
    tx,
    exerciseId,
    written.map(({ place }) => place),
  )
  await logAct(tx, now, {
    personId,
    did: 'wrote translations',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { language, texts: written.length, how },
  })
}

/**
 * A speaker has read these texts beside their English; whoever records it says who that was. Translations take two people:
 * whoever translated one does not record its check. An edition in English is tried by those it is for, whoever wrote it.
 */
export async function signTranslations(
  tx: Tx,
  { exerciseId, language, personId, checker }: By & { checker: string },
  texts: readonly TranslatedText[],
  now: Date,
): Promise<number> {
  const isTranslation = editionPart(language) === 'standard'
  const ready = texts.filter((text) => (isTranslation ? mayCheck(text, personId) : stateOf(text) === 'unchecked'))
  const check = { checked_by: checker, checked_on: londonDay(now), signed_by: personId }
  const key = keyOf(exerciseId, language)
  for (const { place, source, body } of ready) {
    const row = { source, body, written_by: personId, written_at: now.toISOString(), ...check }
    await tx
      .insertInto('translation')
      .values({ ...key, place, ...row })
      .onConflict((conflict) => conflict.columns(['exercise_id', 'place', 'language', 'edition']).doUpdateSet(check))
      .execute()
  }
  await carryTranslations(
    tx,
    exerciseId,
    ready.map(({ place }) => place),
  )
  await logAct(tx, now, {
    personId,
    did: 'recorded that a speaker checked translations',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { language, texts: ready.length, checker },
  })
  return ready.length
}

/**
 * Puts what translators wrote where residents read it: into the text store, for every text that is asked in the English
 * it was made from. An edition of its own is read only while it is on offer. Called when translations change, and when a form or a version of one is made public.
 */
export async function carryTranslations(tx: Tx, exerciseId: string, places?: readonly string[]): Promise<void> {
  if (places && !places.length) return
  const rows = await tx
    .selectFrom('translation')
    .select(['place', 'language', 'edition', 'source', 'body', 'checked_by', 'checked_on', 'pictures'])
    .where('exercise_id', '=', exerciseId)
    .execute()
  if (!rows.length) return
  const offered: string[] = await editionsOffered(tx, exerciseId)
  const asked = new Map((await askedTexts(tx, exerciseId)).map((text) => [text.place, text]))
  for (const { place, language, edition, source, checked_by, checked_on, ...row } of rows) {
    const text = asked.get(place)
    if (!text || text.english !== source || (places && !places.includes(place))) continue
    const body = edition === 'standard' || offered.includes(edition) ? row.body : ''
    const { pictures } = row
    const check = { checkedBy: checked_by, checkedOn: checked_on }
    await rewriteText(tx, text.textId, { language, edition, body, pictures, ...check })
  }
}

/** The same for priorities that were worded anew: a wording that says again what was translated has its translation at once. */
export async function carryWordings(tx: Tx, exerciseId: string): Promise<void> {
  const places = (await askedTexts(tx, exerciseId)).map(({ place }) => place).filter(isWordingPlace)
  await carryTranslations(tx, exerciseId, places)
}

/** The editions that residents can choose. */
export async function editionsOffered(db: Handle, exerciseId: string): Promise<FurtherEdition[]> {
  const rows = await db
    .selectFrom('edition_offer')
    .select('edition')
    .where('exercise_id', '=', exerciseId)
    .orderBy('edition')
    .execute()
  return rows.map(({ edition }) => edition as FurtherEdition)
}

/** Offers an edition to residents, or takes it off again: what was answered in it stands. */
export async function offerEdition(
  tx: Tx,
  {
    exerciseId,
    edition,
    personId,
    offered,
  }: { exerciseId: string; edition: FurtherEdition; personId: string; offered: boolean },
  now: Date,
): Promise<void> {
  await tx.deleteFrom('edition_offer').where('exercise_id', '=', exerciseId).where('edition', '=', edition).execute()
  if (offered) {
    await tx
      .insertInto('edition_offer')
      .values({ exercise_id: exerciseId, edition, offered_by: personId, offered_at: now.toISOString() })
      .execute()
  }
  await carryTranslations(tx, exerciseId)
  await logAct(tx, now, {
    personId,
    did: offered ? 'offered an edition' : 'took an edition off offer',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { edition },
  })
}
