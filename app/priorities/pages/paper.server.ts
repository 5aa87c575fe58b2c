import type { Db } from '../../../db/connect.ts'
import { remembered } from '../../../db/remembered.ts'
import { confirmedOf } from '../../consultations/confirming/confirming-store.server.ts'
import { apartIn } from '../../consultations/organisations/organisation-store.server.ts'
import { themesInShort } from '../../consultations/texts/theme-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { checkBackShown } from '../../feedback/check-back-store.server.ts'
import { agreedTexts } from '../../feedback/wording-store.server.ts'
import { languagePart } from '../../languages/edition.ts'
import { covers, firstLanguage } from '../../languages/language.ts'
import { textsOf } from '../../languages/text-store.server.ts'
import { languageOf } from '../../languages/words.server.ts'
import { type Ask, notFound } from '../../server/page.ts'
import { type ListHeading, newestList, publishedHeading, publishedVersions } from '../list-store.server.ts'
import { frozenIn } from './frozen-list.server.ts'

/** One published list with everything its page, its downloads and its options' pages say. */
export type Paper = Awaited<ReturnType<typeof paperOf>>

/** The list at an address and version (the newest unless given); not found when there is none. */
export async function paperOf(ask: Ask<{ slug: string }>, version?: number) {
  const { slug } = ask.params
  const row = await remembered(ask.db, `list ${slug} ${version ?? ''}`, () => publishedHeading(ask.db, slug, version))
  if (!row) throw notFound()
  return paperFrom(ask, row)
}

/** The newest list of an exercise before it is published, for those who are to sign it. */
export async function draftPaper(ask: Ask<unknown>, exerciseId: string) {
  const row = await newestList(ask.db, exerciseId)
  if (!row || row.published_at) throw notFound()
  return paperFrom(ask, row)
}

async function paperFrom({ db, lang, now, request }: Ask<unknown>, row: ListHeading) {
  const language = covers(languageOf(lang)!, new URL(request.url).pathname) ? lang : firstLanguage
  return {
    lang,
    base: `/${lang}/consultations/${row.slug}`,
    ...(await remembered(db, `paper ${language} ${row.id}`, () => readPaper(db, row, language))),
    /** Who was heard apart from residents, and which answers are not published: read as it stands where it was not frozen. */
    /** How its wording was checked back: beside what is frozen, as it stands. */
    checkBack: row.published_at ? await checkBackShown(db, row.id, language, londonDay(now)) : null,
    organisations: await apartIn(db, row.exerciseId, (await frozenIn(db, row)).about),
  }
}

/** What a list's pages say to every reader of a language. */
export async function readPaper(db: Db, row: ListHeading, language: string) {
  const { about, list } = await frozenIn(db, row)
  const options = await db
    .selectFrom('question_option')
    .select(['id', 'title_text_id', 'priority_id'])
    .where(
      'id',
      'in',
      about.options.map((option) => option.id),
    )
    .execute()
  const heading = await db
    .selectFrom('consultation')
    .select('title_text_id')
    .where('id', '=', about.consultation.id)
    .executeTakeFirstOrThrow()
  const pick = await db
    .selectFrom('question')
    .select('title_text_id')
    .where('consultation_id', '=', about.consultation.id)
    .where('kind', '=', 'pick')
    .executeTakeFirst()
  const questionId = pick?.title_text_id ?? null
  const texts = await textsOf(
    db,
    [heading.title_text_id, questionId, ...options.map((option) => option.title_text_id)],
    language,
  )
  const agreed = await agreedTexts(
    db,
    options.map(({ id }) => id),
    language,
  )
  const byId = new Map(options.map((option) => [option.id, option]))
  const versions = await publishedVersions(db, row.exerciseId)
  return {
    slug: row.slug,
    listId: row.id,
    exerciseId: row.exerciseId,
    title: texts.get(heading.title_text_id)?.body ?? about.exercise.title,
    titleLanguage: texts.get(heading.title_text_id)?.language ?? firstLanguage,
    /** What was asked, as it was frozen where the reader's language has no words for it. */
    question: (questionId && texts.get(questionId)) || { body: about.question.title, language: firstLanguage },
    version: row.version,
    latest: versions[0]?.version ?? row.version,
    versions,
    note: row.note,
    erased: row.erased,
    publishedAt: row.published_at,
    resultHash: row.result_hash,
    snapshotHash: row.snapshotHash,
    snapshotAt: row.snapshotAt,
    decidedBy: row.decided_by,
    decisionOn: row.decision_on,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    about,
    list,
    /** Whether anyone could answer, or a code had to confirm it. */
    confirming: await confirmedOf(db, row.exerciseId),
    /** What people wrote, once it is published. */
    themes: await themesInShort(db, row.slug),
    /** The texts as they were read, where they may be translated: the page says which nobody has checked. */
    read: language === firstLanguage ? [] : [...texts.values(), ...agreed.values()],
    /** In the method's order; `slug` is the last part of the option's own address. */
    options: about.options.map(({ id, title, slug }) => {
      const known = byId.get(id)
      const asked = (known && texts.get(known.title_text_id)) ?? { body: title, language: firstLanguage }
      const own = agreed.get(id) ?? asked
      // Plain text (a chart, a sentence) cannot mark English inside another language: until it is translated it says what was asked.
      const text = own.language === languagePart(language) ? own : asked
      return {
        id,
        name: text.body,
        language: text.language,
        /** Its wording where that is another since it was checked back, and what was asked. */
        agreed: agreed.get(id) ?? null,
        asked,
        slug: slug ?? id,
        priorityId: known?.priority_id ?? null,
      }
    }),
  }
}

/** The version a query asks for, as a positive whole number; undefined for the newest. */
export function versionAsked(request: Request): number | undefined {
  const typed = new URL(request.url).searchParams.get('version')
  return typed && /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : undefined
}
