import { covers, firstLanguage } from '../../../languages/language.ts'
import { textsOf } from '../../../languages/text-store.server.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { remembered } from '../../../priorities/frozen-memory.ts'
import {
  frozenTexts,
  type ListHeading,
  newestList,
  publishedHeading,
  publishedVersions,
} from '../../../priorities/list-store.server.ts'
import { type Ask, notFound } from '../../../server/page.ts'
import { formVersions } from '../../building/working-form-store.server.ts'
import { confirmedOf } from '../../confirming/confirming-store.server.ts'
import { sharesIn } from '../../coverage/coverage.ts'
import { targetsOf } from '../../coverage/coverage-store.server.ts'
import { textIdsOf } from '../../form.ts'
import type { FormAnalysisContent } from '../../freezing/snapshot.ts'
import { apartWithout } from '../../organisations/organisation.ts'
import { apartIn } from '../../organisations/organisation-store.server.ts'
import { type CutDimension, cutDimensions, type FormResults, resultsWithout } from '../../results/result.ts'
import { themesInShort } from '../../texts/theme-store.server.ts'
import { type Sees, unseenQuestions } from '../../unseen-questions-store.server.ts'

/** Published results with everything their page and their downloads say. */
export type ResultsPaper = Awaited<ReturnType<typeof resultsOf>>

const table = 'form_result'

/** The results at an address and version (the newest unless given); not found before they are published. */
export async function resultsOf(ask: Ask<{ slug: string }>, version?: number) {
  const row = await publishedHeading(ask.db, ask.params.slug, version, table)
  if (!row) throw notFound()
  return paperFrom(ask, row)
}

/** What the census calls the characteristics of a fixed cut. */
const dimensionNames: Partial<Record<CutDimension, string>> = {
  district: 'district',
  ageBand: 'age_band',
  sex: 'sex',
  ethnicGroup: 'ethnic_group',
}

/**
 * The newest results of an exercise before they are published, for those who are to sign them: without what was answered
 * to another partner's module, and how many questions that leaves out (P-14).
 */
export async function draftResults(ask: Ask<unknown>, exerciseId: string, sees: Sees) {
  const row = await newestList(ask.db, exerciseId, table)
  if (!row || row.published_at) throw notFound()
  const paper = await paperFrom(ask, row)
  const unseen = await unseenQuestions(ask.db, exerciseId, sees)
  const { about, organisations } = paper
  const results = resultsWithout(paper.results, unseen)
  const apart = apartWithout(organisations, unseen)
  return {
    unseen: paper.results.questions.length - results.questions.length,
    paper: {
      ...paper,
      results,
      organisations: apart,
      about: { ...about, ...(about.organisations && { organisations: apart }) },
    },
  }
}

async function paperFrom({ db, lang, request }: Ask<unknown>, row: ListHeading) {
  const { results, about } = await remembered(`${row.result_hash} ${row.snapshotHash}`, async () => {
    const { result, content } = await frozenTexts(db, row.id, table)
    return { results: JSON.parse(result) as FormResults, about: JSON.parse(content) as FormAnalysisContent }
  })
  const language = covers(languageOf(lang)!, new URL(request.url).pathname) ? lang : firstLanguage
  const { questions } = about.form
  const translated = language === firstLanguage ? [] : await textsOf(db, questions.flatMap(textIdsOf), language)
  const versions = await publishedVersions(db, row.exerciseId, table)
  const census = await targetsOf(db, row.exerciseId)
  return {
    slug: row.slug,
    exerciseId: row.exerciseId,
    lang,
    base: `/${lang}/consultations/${row.slug}`,
    title: about.exercise.title,
    version: row.version,
    latest: versions[0]?.version ?? row.version,
    versions,
    note: row.note,
    erased: row.erased,
    publishedAt: row.published_at,
    resultHash: row.result_hash,
    snapshotHash: row.snapshotHash,
    snapshotAt: row.snapshotAt,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    about,
    results,
    /** What of the questions changed while people could answer, and why. */
    changes: (await formVersions(db, about.consultation.id)).filter(({ version: one }) => one > 1),
    /** Whether anyone could answer, or a code had to confirm it. */
    confirming: await confirmedOf(db, row.exerciseId),
    /** What people wrote, once it is published. */
    themes: await themesInShort(db, row.slug),
    /** Who was heard apart from residents, and which answers are not published. */
    organisations: await apartIn(db, row.exerciseId, about),
    /** Census shares of those who live where was asked, per mille, by characteristic and group; none where there is no census. */
    residents: Object.fromEntries(
      Object.entries(dimensionNames).map(([dimension, name]) => [dimension, sharesIn(census, name)]),
    ) as Partial<Record<CutDimension, Record<string, number>>>,
    /** The texts as they were read, where they may be translated: the page says which nobody has checked. */
    read: [...translated.values()],
    /** Text ids whose words the reader's language has. */
    ownTexts: [...translated].flatMap(([id, { language: of }]) => (of === language ? [id] : [])),
    /** The words of the form by text id, as they were frozen where the reader's language has none. */
    texts: { ...about.titles, ...Object.fromEntries([...translated].map(([id, { body }]) => [id, body])) },
  }
}

/** A file to keep, named after the consultation and the version. */
export const downloadName = ({ slug, version }: Pick<ResultsPaper, 'slug' | 'version'>, kind: string): string =>
  `attachment; filename="${slug}-results-v${version}.${kind}"`

/** The fixed cut to be shown beside everybody: none unless the address names one. */
export function cutAsked(request: Request): CutDimension | null {
  const asked = new URL(request.url).searchParams.get('by')
  return cutDimensions.find((dimension) => dimension === asked) ?? null
}
