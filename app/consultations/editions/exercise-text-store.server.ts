import type { Handle } from '../../../db/connect.ts'
import { wordingsToTranslate } from '../../feedback/wording-store.server.ts'
import { firstLanguage } from '../../languages/language.ts'
import { workingFormOf } from '../building/working-form-store.server.ts'
import { chosenFor } from '../equality/equality-choice-store.server.ts'
import type { Translations } from '../flagship.ts'
import { newestForm } from '../form-store.server.ts'
import { type PlacedText, placeOf, placesOf, startPlaces, wordingPart } from './places.ts'

/** A text of a consultation that has been built: where it stands, and its id in the text store. */
export interface StoredText {
  place: string
  textId: string
  question: string | null
  ownedBy: string | null
  /** Of a wording that nobody outside reads yet. */
  isDraft?: boolean
}

/** The newest consultation of an exercise with its texts; undefined before one is built. */
async function builtTexts(db: Handle, exerciseId: string): Promise<StoredText[] | undefined> {
  const built = await db
    .selectFrom('consultation')
    .select(['id', 'template', 'title_text_id', 'lead_text_id'])
    .select(['decision_text_id', 'can_change_text_id', 'cannot_change_text_id'])
    .where('exercise_id', '=', exerciseId)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  if (!built) return undefined
  const ids = [
    built.title_text_id,
    built.lead_text_id,
    built.decision_text_id,
    built.can_change_text_id,
    built.cannot_change_text_id,
  ]
  const start = ids.map((textId, i) => ({ place: startPlaces[i]!, textId, question: null, ownedBy: null }))
  const own = built.template === 'form' ? await formPlaces(db, built.id) : await flagshipPlaces(db, built.id)
  return [...start, ...own]
}

async function flagshipPlaces(db: Handle, consultationId: string): Promise<StoredText[]> {
  const questions = await db
    .selectFrom('question')
    .select(['kind', 'title_text_id', 'hint_text_id'])
    .where('consultation_id', '=', consultationId)
    .orderBy('position')
    .execute()
  const options = await db
    .selectFrom('question_option')
    .select(['id', 'title_text_id', 'example_text_id'])
    .where('question_id', '=', `${consultationId}-pick`)
    .orderBy('position')
    .execute()
  const reworded = await wordingsToTranslate(
    db,
    options.map(({ id }) => id),
  )
  const at = (question: string, part: string, textId: string | null): StoredText[] =>
    textId === null ? [] : [{ place: placeOf(question, part), textId, question, ownedBy: null }]
  return questions.flatMap(({ kind, title_text_id, hint_text_id }) => [
    ...at(kind, 'title', title_text_id),
    ...at(kind, 'hint', hint_text_id),
    ...(kind === 'pick'
      ? options.flatMap(({ id, title_text_id: title, example_text_id: example }) => {
          const own = id.slice(`${consultationId}-`.length)
          const anew = reworded.get(id)
          return [
            ...at(kind, `${own}-title`, title),
            ...at(kind, `${own}-example`, example),
            ...at(kind, wordingPart(own), anew?.textId ?? null).map((text) => ({ ...text, isDraft: !anew?.isAgreed })),
          ]
        })
      : []),
  ])
}

async function formPlaces(db: Handle, consultationId: string): Promise<StoredText[]> {
  const form = await newestForm(db, consultationId)
  return (form?.questions ?? []).flatMap(({ id, key, ownedBy, textIds }) => {
    const own = `${id}-v${form!.version}-`
    // What residents added to a question is theirs: it has no place in the form.
    return textIds
      .filter((textId) => textId.startsWith(own))
      .map((textId) => ({ place: placeOf(key, textId.slice(own.length)), textId, question: key, ownedBy }))
  })
}

/** Why people are asked about themselves, where their officer says it in words of one's own. */
async function reasonTexts(db: Handle, exerciseId: string): Promise<StoredText[]> {
  const choice = await chosenFor(db, exerciseId)
  return (choice?.asked ?? []).flatMap(({ what, own }) =>
    own ? [{ place: `${reasonPlace}${what}`, textId: own, question: null, ownedBy: null }] : [],
  )
}
const reasonPlace = 'why-'

/** Everything of an exercise that stands in the text store: of what is asked, then why people are asked about themselves. */
const storedTexts = async (db: Handle, exerciseId: string): Promise<StoredText[]> => [
  ...((await builtTexts(db, exerciseId)) ?? []),
  ...(await reasonTexts(db, exerciseId)),
]

/** The texts that a consultation asks now, each with its English. */
export async function askedTexts(db: Handle, exerciseId: string): Promise<(StoredText & { english: string })[]> {
  const stored = await storedTexts(db, exerciseId)
  const newest = await newestBodies(
    db,
    stored.map(({ textId }) => textId),
  )
  return stored.flatMap((text) => {
    const english = newest.get(text.textId)?.find(({ language }) => language === firstLanguage)?.body
    return english ? [{ ...text, english }] : []
  })
}

/** What stands in the text store, by text: the newest standard body of each language with who checked it. */
async function newestBodies(db: Handle, ids: readonly string[]) {
  if (!ids.length) return new Map<string, Body[]>()
  const rows = await db
    .selectFrom('text_version')
    .select(['text_id', 'language', 'body', 'checked_by', 'checked_on'])
    .where('text_id', 'in', ids)
    .where('edition', '=', 'standard')
    .orderBy('version', 'desc')
    .execute()
  const found = new Map<string, Body[]>()
  for (const { text_id, language, body, checked_by, checked_on } of rows) {
    const all = found.get(text_id) ?? []
    if (all.every((one) => one.language !== language)) {
      found.set(text_id, [...all, { language, body, checkedBy: checked_by, checkedOn: checked_on }])
    }
  }
  return found
}
interface Body {
  language: string
  body: string
  checkedBy: string | null
  checkedOn: string | null
}

export interface ExerciseText extends PlacedText {
  /** Who checked it, by language, where that stands in the text store. */
  checks: Record<string, { by: string; on: string | null }>
}

/**
 * Every text of an exercise that residents read, in reading order: of the form that is being written where one is, of
 * what is asked otherwise.
 */
export async function exerciseTexts(db: Handle, exerciseId: string): Promise<ExerciseText[]> {
  const working = await workingFormOf(db, exerciseId)
  const stored = await storedTexts(db, exerciseId)
  const newest = await newestBodies(
    db,
    stored.map(({ textId }) => textId),
  )
  const asked = stored.map(({ place, textId, question, ownedBy }): ExerciseText => {
    const all = newest.get(textId) ?? []
    const bodies = Object.fromEntries(all.filter(({ body }) => body).map(({ language, body }) => [language, body]))
    const checks = Object.fromEntries(
      all.flatMap(({ language, checkedBy, checkedOn }) =>
        checkedBy === null ? [] : [[language, { by: checkedBy, on: checkedOn }]],
      ),
    )
    return { place, question, ownedBy, bodies: { ...bodies, en: bodies.en ?? '' }, checks }
  })
  if (!working) return asked.filter(({ bodies }) => bodies.en)
  const reasons = asked.filter(({ place }) => place.startsWith(reasonPlace))
  const plan = asked.length > reasons.length ? asked : await planTexts(db, exerciseId)
  const written = placesOf(working).map((text) => {
    const same = asked.find((one) => one.place === text.place && one.bodies.en === text.bodies.en)
    return { ...text, bodies: { ...same?.bodies, ...text.bodies } as Translations, checks: same?.checks ?? {} }
  })
  const promises = plan.filter(({ place }) => promised.includes(place))
  return [...written.slice(0, 2), ...promises, ...written.slice(2), ...reasons].filter(({ bodies }) => bodies.en)
}

const promised: readonly string[] = startPlaces.slice(2)

/** What the start page will promise, from the exercise's plan, before anything is built. */
async function planTexts(db: Handle, exerciseId: string): Promise<ExerciseText[]> {
  const plan = await db
    .selectFrom('exercise')
    .select(['decision', 'can_change', 'cannot_change'])
    .where('id', '=', exerciseId)
    .executeTakeFirst()
  return [plan?.decision, plan?.can_change, plan?.cannot_change].map((body, i) => ({
    place: promised[i]!,
    question: null,
    ownedBy: null,
    bodies: { en: body ?? '' },
    checks: {},
  }))
}
