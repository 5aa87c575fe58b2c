import { z } from 'zod'
import type { Handle } from '../../db/connect.ts'
import { isWordingPlace } from '../consultations/editions/places.ts'
import { counted } from '../consultations/editions/translation.ts'
import { editionsOffered, translatedInto } from '../consultations/editions/translation-store.server.ts'
import { exerciseFor } from '../engagement/exercise-access.server.ts'
import { londonDay } from '../engagement/london-day.ts'
import { prefixOf } from '../languages/edition.ts'
import { firstLanguage } from '../languages/language.ts'
import { languageOf, languages } from '../languages/words.server.ts'
import { may } from '../people/permission.ts'
import { notFound, type StaffAsk } from '../server/page.ts'
import { heldReasons } from './check-back-held-store.server.ts'
import {
  askedAbout,
  checkBackOf,
  checkBackShown,
  newestListId,
  repliesOf,
  saidOf,
  wordedList,
} from './check-back-store.server.ts'

export const done = z.enum(['begun', 'drafted', 'as_asked', 'skipped', 'replied', 'concluded'])

/** The exercise's newest published list, as it is worded; not found before there is one. */
export async function listFor(ask: StaffAsk<{ id: string }>, db: Handle = ask.db) {
  const exercise = await exerciseFor(ask, db)
  const listId = await newestListId(db, { exerciseId: exercise.id })
  const list = listId ? await wordedList(db, listId, 'en') : undefined
  if (!list) throw notFound()
  return list
}

export const priorityIdsOf = ({ options }: Awaited<ReturnType<typeof listFor>>) =>
  options.flatMap(({ priorityId }) => priorityId ?? [])

/** How far priorities that were worded anew are in each language and edition; nothing where there are none. */
async function wordingsInLanguages({ db, words }: StaffAsk<unknown>, exerciseId: string) {
  const codes = languages()
    .map(({ code }) => code)
    .filter((code) => code !== firstLanguage)
  const editions = await editionsOffered(db, exerciseId)
  const prefixes = [...codes, ...editions.map(prefixOf)]
  const texts = await translatedInto(db, exerciseId, prefixes, () => true)
  const own = [...texts].map(([prefix, all]) => ({
    prefix,
    texts: all.filter(({ place }) => isWordingPlace(place)),
  }))
  return own
    .filter((one) => one.texts.length)
    .map((one) => {
      const edition = editions.find((name) => prefixOf(name) === one.prefix)
      return {
        name: edition ? words('editions')(`${edition}.title`) : (languageOf(one.prefix)?.name ?? one.prefix),
        lang: edition ? firstLanguage : one.prefix,
        path: edition ? `editions/${edition}` : one.prefix,
        counts: counted(one.texts),
      }
    })
}

/** What the desk's page of a list's wording shows: what can be done about it now, and what came of it. */
export async function checkBackDesk(ask: StaffAsk<{ id: string }>) {
  const { db, now, actor, request, words } = ask
  const list = await listFor(ask)
  const today = londonDay(now)
  const checkBack = await checkBackOf(db, list.id, today)
  const open = checkBack?.state === 'answering' || checkBack?.state === 'open'
  const said = checkBack && open ? await saidOf(db, checkBack.id) : null
  const { searchParams } = new URL(request.url)
  const wanted = done.safeParse(searchParams.get('done'))
  const edit = searchParams.get('edit')
  const answering = checkBack?.state === 'answering' && said
  return {
    title: words('check-back-desk')('desk.title'),
    exercise: { id: list.exerciseId, title: list.title, slug: list.slug },
    back: may(actor.grants, 'list.prepare')
      ? { href: `/desk/exercises/${list.exerciseId}/list`, text: words('check-back-desk')('desk.to_list') }
      : { href: '/desk/board', text: words('check-back-desk')('desk.to_board') },
    options: list.options.map(({ id, title, asked }) => ({
      id,
      title: title.body,
      asked: asked && { body: asked.title.body, because: asked.because },
    })),
    edit: checkBack ? null : (list.options.find(({ id }) => id === edit)?.id ?? null),
    inLanguages: await wordingsInLanguages(ask, list.exerciseId),
    mayTranslate: may(actor.grants, 'texts.translate'),
    asked: checkBack ? checkBack.asked : (await askedAbout(db, { ...list, priorityIds: priorityIdsOf(list) })).length,
    state: checkBack?.state ?? null,
    closesOn: checkBack?.closesOn ?? null,
    // Nobody steers by what was said so far: until the page is closed the desk shows how many, and not what.
    answered: said ? said.answers.length : 0,
    held: said ? said.held.length : 0,
    letIn: said ? said.letIn : 0,
    anyHeld: checkBack
      ? (await heldReasons(db, checkBack.id)).some((one) => one.waiting + one.released + one.excluded)
      : false,
    said: answering ? answering.answers.flatMap((answer) => answer.verdicts) : [],
    heldSaid: answering ? answering.held.flatMap((answer) => answer.verdicts) : [],
    suggestions: answering
      ? answering.suggestions.map((one) => ({
          ...one,
          language: languageOf(one.language)?.name ?? one.language,
          lang: one.language,
        }))
      : [],
    replies: checkBack && answering ? await repliesOf(db, checkBack.id) : [],
    shown: open ? null : await checkBackShown(db, list.id, 'en', today),
    done: wanted.success ? wanted.data : null,
  }
}

export type CheckBackDesk = Awaited<ReturnType<typeof checkBackDesk>>
